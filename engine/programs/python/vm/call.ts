import { typeError } from '../objects/exception.js';
import { PyFunction } from '../objects/function.js';
import { call, isNative, PyBuiltin, PyMethod, PyWrapped, type Answer, type Keywords, type Native } from '../objects/functions.js';
import { PyGenerator } from '../objects/generator.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { bindNative } from '../objects/signature.js';
import { asyncGeneratorType, coroutineType, generatorType, objectType, typeOf, typeType } from '../objects/types.js';
import { PyCell } from '../objects/values.js';
import { bind } from './attributes.js';
import { bindArguments } from './bind.js';
import { Frame, type Delivery } from './frame.js';
import type { Thread } from './thread.js';
import type { Vm } from './vm.js';

/** Calls anything; the result is delivered to what is on top of the thread now. */
export function startCall(
  thread: Thread,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords,
  delivery: Delivery,
  subject?: Value,
): void {
  if (callee instanceof PyFunction) startFunction(thread, callee, args, keywords, delivery, subject);
  else if (callee instanceof PyBuiltin) thread.deliver(callBuiltin(thread.vm, callee, args, keywords), delivery, subject);
  else if (callee instanceof PyMethod) startCall(thread, callee.callee, [callee.self, ...args], keywords, delivery, subject);
  else if (callee instanceof PyType) startType(thread, callee, args, keywords, delivery, subject);
  else startObject(thread, callee, args, keywords, delivery, subject);
}

function startFunction(
  thread: Thread,
  fn: PyFunction,
  args: readonly Value[],
  keywords: Keywords,
  delivery: Delivery,
  subject: Value,
): void {
  const frame = frameOf(thread.vm, fn, args, keywords);
  const { kind } = fn.code.parts;
  if (kind === 'function') {
    thread.pushFrame(frame, delivery, subject);
    return;
  }
  const type = kind === 'generator' ? generatorType : kind === 'coroutine' ? coroutineType : asyncGeneratorType;
  const generator = new PyGenerator(frame, fn.name, fn.qualname, type);
  frame.generator = generator;
  thread.deliverTo(delivery, generator, subject);
}

function frameOf(vm: Vm, fn: PyFunction, args: readonly Value[], keywords: Keywords): Frame {
  const frame = new Frame(fn.code, fn.globals, vm.builtins);
  frame.locals = bindArguments(fn, args, keywords);
  const { cells } = fn.code.parts;
  if (cells.length > 0 || fn.closure.length > 0) frame.cells = [...cells.map(() => new PyCell()), ...fn.closure];
  return frame;
}

/** Calls a function in TypeScript with its arguments in order. */
export function callBuiltin(vm: Vm, fn: PyBuiltin, args: readonly Value[], keywords: Keywords): Answer {
  const skip = fn.kind === 'function' || (fn.kind === 'static' && fn.name !== '__new__') ? 0 : 1;
  if (args.length < skip) throw typeError(`unbound method ${fn.owner?.name ?? ''}.${fn.name}() needs an argument`);
  const bound = bindNative(nameOf(fn), fn.signature, args, keywords, skip);
  const answer = fn.run(vm, ...bound);
  return answer === undefined ? null : answer;
}

function nameOf({ kind, name, owner }: PyBuiltin): string {
  if (name === '__new__' || name === '__init__') return owner?.name ?? name;
  return kind === 'function' || kind === 'wrapper' ? name : `${owner?.name ?? ''}.${name}`;
}

/** A class: `type(x)`, or a new object from `__new__` and `__init__`. */
function startType(thread: Thread, type: PyType, args: readonly Value[], keywords: Keywords, delivery: Delivery, subject: Value): void {
  const meta = type.type;
  if (meta !== typeType) {
    const custom = meta.lookup('__call__');
    if (custom !== undefined && !(custom instanceof PyBuiltin)) {
      startCall(thread, custom, [type, ...args], keywords, delivery, subject);
      return;
    }
  }
  instantiate(thread, type, args, keywords, delivery, subject);
}

/** What `type.__call__` does. */
export function instantiate(
  thread: Thread,
  type: PyType,
  args: readonly Value[],
  keywords: Keywords,
  delivery: Delivery,
  subject: Value,
): void {
  const make = type.lookup('__new__');
  const init = type.lookup('__init__');
  if (type === typeType && args.length === 1 && !keywords?.size) {
    thread.deliverTo(delivery, typeOf(args[0]), subject);
    return;
  }
  if (delivery === 'push' && make === objectNew() && init instanceof PyFunction && !isAbstract(type)) {
    const object = new PyObject(type);
    thread.vm.memory.note(64);
    startFunction(thread, init, [object, ...args], keywords, 'init', object);
    return;
  }
  // Built-in types without `__init__` of their own, `str(x)` and `int(x)`, need no more than `__new__`.
  if (!type.isHeap && make instanceof PyBuiltin && init === objectType.attrs.get('__init__') && make !== objectNew())
    thread.deliver(callBuiltin(thread.vm, make, [type, ...args], keywords), delivery, subject);
  else thread.deliver(construct(thread.vm, type, args, keywords), delivery, subject);
}

/** Whether `__abstractmethods__` is set and not empty; object.__new__ tells of it. */
function isAbstract(type: PyType): boolean {
  return type.attrs.get('__abstractmethods__') !== undefined;
}

function objectNew(): Value {
  return objectType.attrs.get('__new__');
}

/** Makes an object: `__new__`, then `__init__`. */
export function* construct(vm: Vm, type: PyType, args: readonly Value[], keywords: Keywords): Native {
  const make = type.lookup('__new__');
  const init = type.lookup('__init__');
  const maker = make instanceof PyWrapped ? make.callee : make;
  const isPlainMake = make === objectNew();
  const hasInit = init !== objectType.attrs.get('__init__');
  const object = isPlainMake && hasInit ? yield* call(maker, [type]) : yield* call(maker, [type, ...args], keywords);
  if (!(object instanceof PyObject) || !object.type.isSubtypeOf(type)) return object;
  const own = object.type.lookup('__init__');
  if (own === undefined || own === objectType.attrs.get('__init__')) return object;
  const bound = bind(vm, own, object, object.type);
  const result = yield* call(isNative(bound) ? yield* bound : bound, args, keywords);
  if (result !== null) throw typeError(`__init__() should return None, not '${typeOf(result).name}'`);
  return object;
}

function startObject(thread: Thread, callee: Value, args: readonly Value[], keywords: Keywords, delivery: Delivery, subject: Value): void {
  if (callee instanceof PyWrapped) {
    startCall(thread, callee.callee, args, keywords, delivery, subject);
    return;
  }
  const method = typeOf(callee).lookup('__call__');
  if (method === undefined || method === null) throw typeError(`'${typeOf(callee).name}' object is not callable`);
  const bound = bind(thread.vm, method, callee, typeOf(callee));
  if (isNative(bound)) thread.deliver(callLater(bound, args, keywords), delivery, subject);
  else startCall(thread, bound, args, keywords, delivery, subject);
}

function* callLater(bound: Native, args: readonly Value[], keywords: Keywords): Native {
  return yield* call(yield* bound, args, keywords);
}
