import { PhpArray } from './array.js';
import { Frame, type Callable, type ParamInfo, type PendingCall } from './code.js';
import { typeName } from './convert.js';
import type { NativeFunction, NativeParam } from './native.js';
import { PhpObject } from './object.js';
import { coerceTo, formatType, matchesType } from './types.js';
import { Ref, read, type Slot, type Value } from './value.js';
import type { Vm } from './vm.js';

/** How a function is called in messages: `name` or `Class::name`. */
export function displayName(callable: Callable): string {
  const name = callable.code?.name ?? callable.name;
  return callable.scope && callable.code && !callable.code.isClosure ? `${callable.scope.name}::${name}` : name;
}

/** The frame of a user's function with its arguments in its variables. It is the current one already, so that errors tell of it. */
export function enterFunction(vm: Vm, call: PendingCall): Frame {
  const { callable } = call;
  const { code } = callable;
  if (!code) throw new Error('a function without text');
  const args = call.named ? placeNamed(vm, call, code.params) : call.args;
  const frame = new Frame(code, callable);
  frame.args = args;
  frame.parent = vm.current;
  vm.memory.enter();
  vm.current = frame;
  bindParams(vm, frame, args);
  if (callable.bound) bindClosure(frame, callable);
  return frame;
}

function bindParams(vm: Vm, frame: Frame, args: readonly Slot[]): void {
  const { params, required } = frame.fn;
  if (args.length < required || args.includes(MISSING)) checkCount(vm, frame, args);
  for (let i = 0; i < params.length; i++) {
    const param = params[i];
    if (!param) break;
    if (param.variadic) {
      frame.locals[i] = restOf(vm, frame, i, args);
      break;
    }
    const arg = args[i];
    if (arg === undefined || arg === MISSING) continue;
    if (arg instanceof Ref && param.byRef) {
      if (param.type && !matchesType(param.type, arg.value, { vm, scope: frame.callable.scope }))
        arg.value = checkParam(vm, frame, i, arg.value);
      arg.names++;
      frame.locals[i] = arg;
    } else {
      const value = arg instanceof Ref ? arg.value : arg;
      const kept = value instanceof PhpArray ? value.share() : value;
      frame.locals[i] = param.type ? checkParam(vm, frame, i, kept) : kept;
    }
  }
}

function bindClosure(frame: Frame, callable: Callable): void {
  for (const [name, slot] of callable.bound ?? []) {
    const index = frame.fn.slots.get(name);
    if (index === undefined) continue;
    if (slot instanceof Ref) slot.names++;
    frame.locals[index] = slot instanceof PhpArray ? slot.share() : slot;
  }
}

function restOf(vm: Vm, frame: Frame, from: number, args: readonly Slot[]): PhpArray {
  const rest = new PhpArray();
  const param = frame.fn.params[from];
  for (let i = from; i < args.length; i++) {
    const arg = args[i] ?? null;
    const value = read(arg);
    if (param?.byRef && arg instanceof Ref) rest.append(arg);
    else rest.append(vm.copy(param?.type ? checkParam(vm, frame, i, value, param) : value));
  }
  for (const [name, value] of frame.namedRest?.entries() ?? []) rest.set(name, vm.copy(value));
  return rest;
}

function checkCount(vm: Vm, frame: Frame, args: readonly Slot[]): void {
  const { params, required } = frame.fn;
  const missing = params.findIndex((param, i) => !param.optional && (args[i] === undefined || args[i] === MISSING));
  if (missing < 0) return;
  const name = displayName(frame.callable);
  if (args.includes(MISSING) || args.length > missing)
    throw vm.errors.make('ArgumentCountError', `${name}(): Argument #${missing + 1} ($${params[missing]?.name ?? ''}) not passed`);
  const caller = frame.parent;
  const where = caller && caller.fn.file !== '' && !caller.native ? ` in ${caller.fn.file} on line ${caller.line}` : '';
  const how = params.some(param => param.optional) ? 'at least' : 'exactly';
  throw vm.errors.make(
    'ArgumentCountError',
    `Too few arguments to function ${name}(), ${args.length} passed${where} and ${how} ${required} expected`,
  );
}

function checkParam(vm: Vm, frame: Frame, index: number, value: Value, param: ParamInfo | undefined = frame.fn.params[index]): Value {
  if (!param?.type || (value === null && param.nullDefault)) return value;
  const { scope, called } = frame.callable;
  const caller = frame.parent;
  const strict = caller?.fn.strict === true && !caller.native;
  const coerced = coerceTo(param.type, value, strict, { vm, scope, called });
  if (coerced !== undefined) return coerced;
  const where = caller && caller.fn.file !== '' && !caller.native ? `, called in ${caller.fn.file} on line ${caller.line} and defined` : '';
  const type = `${param.nullDefault && param.type.kind === 'name' ? '?' : ''}${formatType(param.type)}`;
  throw vm.errors.typeError(
    `${displayName(frame.callable)}(): Argument #${index + 1}${param.variadic ? '' : ` ($${param.name})`} must be of type ${type}, ${typeName(value)} given${where}`,
  );
}

/** An argument left out before a named one. */
export const MISSING: Slot = new Ref(null);

function placeNamed(vm: Vm, call: PendingCall, params: readonly { readonly name: string; readonly variadic: boolean }[]): Slot[] {
  const args = [...call.args];
  const extra = new PhpArray();
  for (const [name, value] of call.named ?? []) {
    const index = params.findIndex(param => param.name === name && !param.variadic);
    if (index < 0) {
      if (!params.some(param => param.variadic)) throw vm.errors.error(`Unknown named parameter $${name}`);
      extra.set(name, read(value));
      continue;
    }
    if (args[index] !== undefined && args[index] !== MISSING)
      throw vm.errors.error(`Named parameter $${name} overwrites previous argument`);
    while (args.length < index) args.push(MISSING);
    args[index] = value;
  }
  if (extra.size > 0) for (const value of extra.values()) args.push(value);
  return args;
}

/** The arguments of a built-in function as it wants them; throws where they are too few, too many or of a wrong type. */
export function nativeArgs(vm: Vm, native: NativeFunction, call: PendingCall): Slot[] {
  const { params, required, name } = native;
  const given = call.named ? placeNamed(vm, call, params) : call.args;
  const last = params.at(-1);
  const most = last?.variadic ? Infinity : params.length;
  if (given.length < required || given.length > most) {
    const wanted = given.length < required ? required : most;
    const how = required === most ? 'exactly' : given.length < required ? 'at least' : 'at most';
    throw vm.errors.make(
      'ArgumentCountError',
      `${name}() expects ${how} ${wanted} argument${wanted === 1 ? '' : 's'}, ${given.length} given`,
    );
  }
  const strict = vm.current?.fn.strict ?? false;
  const args: Slot[] = [];
  for (let i = 0; i < given.length; i++) {
    const param = params[Math.min(i, params.length - 1)];
    const arg = given[i] ?? null;
    if (!param || arg === MISSING) {
      args.push(param?.defaultValue ?? null);
    } else if (param.byRef) {
      args.push(arg instanceof Ref ? checkRef(vm, native, { param, arg, i }) : new Ref(arg));
    } else {
      const value = arg instanceof Ref ? arg.value : arg;
      args.push(isQuick(param, value) ? value : nativeArg(vm, native, { param, i, strict }, value));
    }
  }
  return args;
}

function checkRef(
  vm: Vm,
  native: NativeFunction,
  { param, arg, i }: { readonly param: NativeParam; readonly arg: Ref; readonly i: number },
): Ref {
  if (param.type.kind === 'name' && param.type.name === 'array' && !(arg.value instanceof PhpArray))
    throw vm.errors.typeError(`${native.name}(): Argument #${i + 1} ($${param.name}) must be of type array, ${typeName(arg.value)} given`);
  return arg;
}

function isQuick({ type }: NativeParam, value: Value): boolean {
  if (type.kind !== 'name') return false;
  const { name } = type;
  if (name === 'mixed') return true;
  return typeof value === 'string' ? name === 'string' : typeof value === 'number' ? name === 'int' : false;
}

function nativeArg(
  vm: Vm,
  native: NativeFunction,
  { param, i, strict }: { readonly param: NativeParam; readonly i: number; readonly strict: boolean },
  value: Value,
): Value {
  const { type } = param;
  if (type.kind !== 'name' && value === null && matchesType(type, value, { vm, scope: undefined })) return value;
  const what = `${native.name}(): Argument #${i + 1} ($${param.name})`;
  if (needsCallable(type)) {
    if (value === null && type.kind === 'nullable') return value;
    const problem = vm.calls.whyNot(value);
    if (problem === undefined) return value;
    throw vm.errors.typeError(`${what} must be a valid callback${type.kind === 'nullable' ? ' or null' : ''}, ${problem}`);
  }
  const coerced = coerceTo(type, value, strict, { vm, scope: undefined });
  if (coerced !== undefined) return coerced;
  if (value === null && !strict && type.kind === 'name' && isScalarType(type.name)) {
    vm.errors.deprecated(`${native.name}(): Passing null to parameter #${i + 1} ($${param.name}) of type ${type.name} is deprecated`);
    return type.name === 'string' ? '' : type.name === 'bool' ? false : 0;
  }
  const given = value instanceof PhpObject ? value.cls.name : typeName(value);
  throw vm.errors.typeError(`${what} must be of type ${formatType(type)}, ${given} given`);
}

function isScalarType(name: string): boolean {
  return name === 'string' || name === 'int' || name === 'float' || name === 'bool';
}

function needsCallable(type: NativeParam['type']): boolean {
  return type.kind === 'nullable' ? needsCallable(type.of) : type.kind === 'name' && type.name === 'callable';
}
