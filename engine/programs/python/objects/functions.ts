import type { Wake, Yielded } from '../../../core/task.js';
import type { Frame } from '../vm/frame.js';
import type { Vm } from '../vm/vm.js';
import { PyObject, type PyType, type Value } from './object.js';
import type { Signature } from './signature.js';
import * as types from './types.js';
import type { PyGenerator } from './generator.js';
import type { PyException } from './exception.js';

/** Asks the interpreter to call something; the answer is in `result` when the native goes on. */
export class CallRequest {
  result: Value;
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly keywords: Keywords;
  constructor(callee: Value, args: readonly Value[], keywords?: Keywords) {
    this.callee = callee;
    this.args = args;
    this.keywords = keywords;
  }
}

/** Asks the interpreter to let a generator go on. `result` is what it yields; undefined when it ended, with `returned`. */
export class ResumeRequest {
  result: Value;
  returned: Value = null;
  readonly generator: PyGenerator;
  readonly sent: Value;
  readonly thrown: PyException | undefined;
  constructor(generator: PyGenerator, sent: Value, thrown?: PyException) {
    this.generator = generator;
    this.sent = sent;
    this.thrown = thrown;
  }
}

/** Asks the interpreter to run a frame: a class body, a module, what `exec` was given. */
export class FrameRequest {
  result: Value;
  readonly frame: Frame;
  constructor(frame: Frame) {
    this.frame = frame;
  }
}

/** Keyword arguments of a call. */
export type Keywords = ReadonlyMap<string, Value> | undefined;

/**
 * A function in TypeScript that calls Python or waits: a generator that the interpreter resumes. It calls with `yield* call(…)`, and
 * waits with `yield*` of what `Sys` gives. Nothing of it lies on JavaScript's stack while Python runs.
 */
export type Native<T = Value> = Generator<Yielded | CallRequest | ResumeRequest | FrameRequest, T, Wake>;

/** What a function in TypeScript answers: a value at once, or work that calls or waits. */
export type Answer = Value | Native;

export function isNative(answer: Answer): answer is Native {
  return typeof answer === 'object' && answer !== null && !(answer instanceof PyObject);
}

/** Calls anything that can be called, from a native. */
export function* call(callee: Value, args: readonly Value[], keywords?: Keywords): Native {
  const request = new CallRequest(callee, args, keywords);
  yield request;
  return request.result;
}

/** Waits for an answer. */
export function* settle(answer: Answer): Native {
  return isNative(answer) ? yield* answer : answer;
}

export type Run = (vm: Vm, ...args: Value[]) => Answer;

/** How a built-in function shows itself: `<built-in function len>`, `<method 'append' of 'list' objects>`, `<slot wrapper …>`. */
export type BuiltinKind = 'function' | 'method' | 'wrapper' | 'class' | 'static';

export class PyBuiltin extends PyObject {
  readonly name: string;
  readonly signature: Signature;
  readonly run: Run;
  readonly kind: BuiltinKind;
  /** The type it is a method of. */
  readonly owner: PyType | undefined;
  module: string | undefined = 'builtins';
  constructor(name: string, signature: Signature, run: Run, kind: BuiltinKind, owner?: PyType) {
    super(kind === 'method' ? types.methodDescriptorType : kind === 'wrapper' ? types.wrapperDescriptorType : types.builtinFunctionType);
    this.name = name;
    this.signature = signature;
    this.run = run;
    this.kind = kind;
    this.owner = owner;
  }
}

/** A function with the object it was taken from. */
export class PyMethod extends PyObject {
  readonly callee: Value;
  readonly self: Value;
  constructor(callee: Value, self: Value) {
    super(
      callee instanceof PyBuiltin ? (callee.kind === 'wrapper' ? types.methodWrapperType : types.builtinFunctionType) : types.methodType,
    );
    this.callee = callee;
    this.self = self;
  }
}

/** An attribute that is computed in TypeScript. */
export class PyGetSet extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly get: (vm: Vm, self: Value) => Answer;
  readonly set: ((vm: Vm, self: Value, value: Value) => Answer) | undefined;
  constructor(name: string, owner: PyType, get: PyGetSet['get'], set?: (vm: Vm, self: Value, value: Value) => Answer) {
    super(types.getSetType);
    this.name = name;
    this.owner = owner;
    this.get = get;
    this.set = set;
  }
}

/** An attribute of `__slots__`. */
export class PyMember extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  constructor(name: string, owner: PyType) {
    super(types.memberType);
    this.name = name;
    this.owner = owner;
  }
}

export class PyProperty extends PyObject {
  get: Value;
  set: Value;
  delete: Value;
  doc: Value;
  name: Value = undefined;
  constructor(get: Value, set: Value, remove: Value, doc: Value, type: PyType = types.propertyType) {
    super(type);
    this.get = get;
    this.set = set;
    this.delete = remove;
    this.doc = doc;
  }
}

/** `classmethod` and `staticmethod`. */
export class PyWrapped extends PyObject {
  callee: Value;
  constructor(callee: Value, type: PyType) {
    super(type);
    this.callee = callee;
  }
}

export class PySuper extends PyObject {
  after: PyType | undefined;
  self: Value;
  selfType: PyType | undefined;
  constructor(type: PyType = types.superType) {
    super(type);
  }
}
