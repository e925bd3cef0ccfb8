import type { PyCode } from '../objects/code.js';
import type { PyException } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import { PyDict } from '../objects/dict.js';
import { PyObject, type Value } from '../objects/object.js';
import type { PyGenerator } from '../objects/generator.js';
import { frameType } from '../objects/types.js';
import type { PyCell } from '../objects/values.js';

/**
 * What becomes of a result: it is pushed, thrown away, taken as the next value of a `for` (undefined ends the loop), or it is of
 * `__init__`, which must give None.
 */
export type Delivery = 'push' | 'discard' | 'iterate' | 'init' | 'class' | 'enter';

/** A call of a Python function, or a module or class body that runs. */
export class Frame extends PyObject {
  readonly code: PyCode;
  readonly ops: readonly number[];
  readonly args: readonly number[];
  readonly globals: PyDict;
  /** The names of a module or class body. */
  readonly names: PyDict | undefined;
  readonly builtins: PyDict;
  pc = 0;
  stack: Value[] = [];
  locals: Value[] = [];
  cells: readonly PyCell[] = [];
  back: Runner | undefined;
  delivery: Delivery = 'push';
  /** The exception that is being handled here. */
  handling: PyException | undefined;
  /** Whose frame this is. */
  generator: PyGenerator | undefined;
  /** What `__init__` was called on, what a native waits for. */
  subject: Value;
  localsDict: PyDict | undefined;

  constructor(code: PyCode, globals: PyDict, builtins: PyDict, names?: PyDict) {
    super(frameType);
    this.code = code;
    this.ops = code.parts.ops;
    this.args = code.parts.args;
    this.globals = globals;
    this.builtins = builtins;
    this.names = names;
  }

  push(value: Value): void {
    this.stack.push(value);
  }

  pop(): Value {
    return this.stack.pop();
  }

  get line(): number {
    return this.code.parts.spans[Math.max(0, this.pc - 1)]?.start.line ?? this.code.parts.firstLine;
  }
}

/** A function in TypeScript that is at work: it waits for what it called. */
export class NativeFrame {
  readonly work: Native;
  back: Runner | undefined;
  delivery: Delivery = 'push';
  /** Where the result of the call goes that it waits for. */
  request: { result: Value; returned?: Value } | undefined;
  subject: Value;
  constructor(work: Native) {
    this.work = work;
  }
}

export type Runner = Frame | NativeFrame;

/** The `for` at which the frame stands is over: its instruction has the place behind it. */
export function endLoop(frame: Frame): void {
  frame.stack.pop();
  frame.pc = frame.args[frame.pc - 1] ?? frame.pc;
}

/** `yield from` has the result of what it delegated to. */
export function endDelegation(frame: Frame, value: Value): void {
  endLoop(frame);
  frame.stack.push(value);
}

/** The variables of a frame by name. */
export function localsOf(frame: Frame): PyDict {
  const { parts } = frame.code;
  if (!parts.isFunction) return frame.names ?? frame.globals;
  const found = (frame.localsDict ??= new PyDict());
  const put = (name: string, value: Value): void => {
    if (value === undefined) found.map.delete(name);
    else if (!name.startsWith('.')) found.map.set(name, value);
  };
  for (const [index, name] of parts.locals.entries()) if (!parts.cells.includes(name)) put(name, frame.locals[index]);
  for (const [index, name] of [...parts.cells, ...parts.free].entries()) put(name, frame.cells[index]?.value);
  return found;
}
