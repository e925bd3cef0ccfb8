import type { TypeRef } from '../syntax/ast.js';
import type { PhpArray } from './array.js';
import type { ForeachWalk } from './foreach.js';
import type { PhpClass, PhpObject } from './object.js';
import type { NativeFunction } from './native.js';
import { Ref, UNSET, type Slot, type Value } from './value.js';
import type { Vm } from './vm.js';

/** One step of a compiled function. What it needs besides the frame was put into it when it was compiled. */
export type Instruction = (vm: Vm, frame: Frame) => void;

export interface ParamInfo {
  readonly name: string;
  readonly type: TypeRef | undefined;
  readonly byRef: boolean;
  readonly variadic: boolean;
  readonly optional: boolean;
  /** The default is `null`, which allows null whatever the type. */
  readonly nullDefault: boolean;
}

/** Where a throw from `start` up to `end` goes to. */
export interface Handler {
  readonly start: number;
  readonly end: number;
  readonly target: number;
}

/** A function, method, closure or whole file, compiled. */
export interface FunctionCode {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly params: readonly ParamInfo[];
  readonly required: number;
  readonly locals: readonly string[];
  readonly slots: ReadonlyMap<string, number>;
  readonly code: readonly Instruction[];
  readonly lines: readonly number[];
  readonly handlers: readonly Handler[];
  readonly isGenerator: boolean;
  readonly byRefReturn: boolean;
  readonly returnType: TypeRef | undefined;
  readonly strict: boolean;
  /** The code of a file, which shares its variables with whoever includes it. */
  readonly isFile: boolean;
  readonly isStatic: boolean;
  readonly isClosure: boolean;
}

/** Something that can be called, with the object and class that it is called on. */
export interface Callable {
  readonly name: string;
  readonly code?: FunctionCode | undefined;
  readonly native?: NativeFunction | undefined;
  readonly self?: PhpObject | undefined;
  /** The class whose private members it sees. */
  readonly scope?: PhpClass | undefined;
  /** What `static` means. */
  readonly called?: PhpClass | undefined;
  /** Variables that a closure keeps. */
  readonly bound?: ReadonlyMap<string, Slot> | undefined;
  readonly closure?: PhpObject | undefined;
  /** The method that was asked for, when `__call` or `__callStatic` answers. */
  readonly magic?: string | undefined;
}

/** A call whose arguments are being put together. */
export interface PendingCall {
  readonly callable: Callable;
  readonly args: Slot[];
  named: Map<string, Slot> | undefined;
  /** `new`: the object is the result, whatever the constructor returns. */
  readonly creates?: PhpObject;
  /** Nobody wants the result (`__clone`). */
  readonly discards?: boolean;
}

/** A function at work. */
export class Frame {
  readonly fn: FunctionCode;
  readonly callable: Callable;
  readonly locals: (Slot | undefined)[];
  readonly stack: Slot[] = [];
  readonly calls: PendingCall[] = [];
  readonly walks: (ForeachWalk | undefined)[] = [];
  pc = 0;
  parent: Frame | undefined;
  /** Its end is the end of a nested run of the machine. */
  isBase = false;
  args: readonly Slot[] = [];
  /** Variables by name: of a file, or where a function's variables are asked for by name. */
  scope: Map<string, Ref> | undefined;
  /** The built-in function that it is calling, for stack traces. */
  native: { readonly name: string; readonly args: readonly Slot[] } | undefined;
  /** Whether the result is the caller's object rather than what is returned (`new`). */
  creates: PhpObject | undefined;
  discards = false;
  /** What the machine is waiting for gives no value. */
  discardsNext = false;
  generator: PhpObject | undefined;
  /** What `foreach` stands at. */
  entry: readonly [Value, Slot] | undefined;
  namedRest: PhpArray | undefined;
  silence = 0;

  constructor(fn: FunctionCode, callable: Callable) {
    this.fn = fn;
    this.callable = callable;
    this.locals = fn.locals.length > 0 ? new Array<Slot | undefined>(fn.locals.length) : [];
  }

  push(value: Slot): void {
    this.stack.push(value);
  }

  pop(): Value {
    const top = this.stack.pop();
    return top instanceof Ref ? top.value : (top ?? null);
  }

  /** The value `depth` below the top, left where it is. */
  peek(depth = 0): Value {
    const slot = this.stack[this.stack.length - 1 - depth];
    return slot instanceof Ref ? slot.value : (slot ?? null);
  }

  get line(): number {
    return this.pc === 0 ? this.fn.line : (this.fn.lines[this.pc - 1] ?? this.fn.line);
  }

  /** A variable's value; undefined where it has none. */
  local(index: number): Value | undefined {
    const slot = this.locals[index];
    if (!(slot instanceof Ref)) return slot;
    return slot.value === UNSET ? undefined : slot.value;
  }

  setLocal(index: number, value: Value): void {
    const slot = this.locals[index];
    if (slot instanceof Ref) slot.value = value;
    else this.locals[index] = value;
  }

  /** The variable as a reference that others may share. */
  localRef(index: number): Ref {
    const slot = this.locals[index];
    if (slot instanceof Ref) return slot;
    const ref = new Ref(slot ?? UNSET);
    this.locals[index] = ref;
    return ref;
  }

  /** Makes the variable another name of a reference. */
  bindLocal(index: number, ref: Ref): void {
    const old = this.locals[index];
    if (old === ref) return;
    if (old instanceof Ref) old.names--;
    if (ref.value === UNSET) ref.value = null;
    ref.names++;
    this.locals[index] = ref;
    const name = this.fn.locals[index];
    if (this.scope && name !== undefined) this.scope.set(name, ref);
  }

  unsetLocal(index: number): void {
    const old = this.locals[index];
    if (old instanceof Ref) old.names--;
    const name = this.fn.locals[index];
    if (!this.scope || name === undefined) {
      this.locals[index] = undefined;
      return;
    }
    const fresh = new Ref(UNSET);
    this.locals[index] = fresh;
    this.scope.set(name, fresh);
  }

  /** All variables by name; from now on they are shared with whoever looks. */
  names(): Map<string, Ref> {
    if (this.scope) return this.scope;
    const scope = new Map<string, Ref>();
    for (const [i, name] of this.fn.locals.entries()) if (!name.startsWith(' ')) scope.set(name, this.localRef(i));
    this.scope = scope;
    return scope;
  }

  /** Takes the variables of a scope in which something else ran. */
  syncLocals(): void {
    const { scope } = this;
    if (!scope) return;
    for (const [i, name] of this.fn.locals.entries()) {
      if (name.startsWith(' ')) continue;
      let ref = scope.get(name);
      if (!ref) {
        ref = new Ref(UNSET);
        scope.set(name, ref);
      }
      this.locals[i] = ref;
    }
  }
}
