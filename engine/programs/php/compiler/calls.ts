import type { Argument, Arguments, Expr, ExprOf, Name } from '../syntax/ast.js';
import { PhpArray } from '../runtime/array.js';
import { collect } from '../runtime/foreach.js';
import type { Callable, Frame, PendingCall } from '../runtime/code.js';
import { typeName } from '../runtime/convert.js';
import { PhpObject, type Method, type PhpClass } from '../runtime/object.js';
import { ClosureObject } from '../runtime/special-objects.js';
import type { Slot, Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import type { Task } from '../../../core/task.js';
import { classFinder } from './class-ref.js';
import { noOperands, takeOperands, type FunctionCompiler } from './context.js';
import { direct, hasNullsafe } from './direct.js';
import { nullsafeStep } from './nullsafe.js';
import { localName, placeOf } from './places.js';

/** `name(…)` and `$callable(…)` */
export function compileCall(c: FunctionCompiler, expr: ExprOf<'call'>): void {
  const { callee, args } = expr;
  if ('kind' in callee) {
    c.expression(callee);
    c.line = expr.line;
    c.emit((vm, frame) => begin(frame, callableOf(vm, frame.pop())));
  } else beginNamed(c, callee, expr.line);
  finishCall(c, args, expr.line);
}

function begin(frame: Frame, callable: Callable, creates?: PhpObject): void {
  frame.calls.push(creates ? { callable, args: [], named: undefined, creates } : { callable, args: [], named: undefined });
}

function beginNamed(c: FunctionCompiler, { full, fallback }: Name, line: number): void {
  const lower = full.toLowerCase();
  const simple = fallback?.toLowerCase();
  c.line = line;
  c.emit((vm, frame) => {
    const callable = vm.calls.findFunction(lower) ?? (simple === undefined ? undefined : vm.calls.findFunction(simple));
    if (!callable) throw vm.errors.error(`Call to undefined function ${full}()`);
    begin(frame, callable);
  });
}

function callableOf(vm: Vm, value: Value): Callable {
  const callable = vm.calls.toCallable(value);
  if (callable) return callable;
  if (typeof value === 'string' && !value.includes('::')) throw vm.errors.error(`Call to undefined function ${value}()`);
  if (typeof value === 'string' || value instanceof PhpArray) throw vm.errors.error(notCallable(vm, value));
  if (value instanceof PhpObject) throw vm.errors.error('Object of type ' + value.cls.name + ' is not callable');
  throw vm.errors.error(`Value of type ${typeName(value)} is not callable`);
}

function notCallable(vm: Vm, value: string | PhpArray): string {
  if (value instanceof PhpArray && value.size !== 2) return 'Array callback must have exactly two elements';
  const target = typeof value === 'string' ? value.slice(0, value.indexOf('::')) : (value.get(0) ?? null);
  const name = typeof value === 'string' ? value.slice(value.indexOf('::') + 2) : vm.text(value.get(1) ?? '');
  const cls = target instanceof PhpObject ? target.cls : vm.classes.find(vm.text(target));
  if (!cls) return `Class "${vm.text(target)}" not found`;
  return cls.method(name)
    ? `Non-static method ${cls.name}::${name}() cannot be called statically`
    : `Call to undefined method ${cls.name}::${name}()`;
}

/** `$object->name(…)` */
export function compileMethodCall(c: FunctionCompiler, expr: ExprOf<'methodCall'>, inner: (c: FunctionCompiler, expr: Expr) => void): void {
  const { name, base } = expr;
  if (hasNullsafe(base)) c.expressionInChain(base);
  else inner(c, base);
  if (expr.nullsafe) nullsafeStep(c);
  const end = c.nullsafeEnd;
  c.nullsafeEnd = undefined;
  if (typeof name !== 'string') c.expression(name);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const text = typeof name === 'string' ? name : frame.pop();
    const object = frame.pop();
    begin(frame, typeof text === 'string' ? methodOf(vm, frame, object, text) : callableOf(vm, text));
  });
  finishCall(c, expr.args, expr.line);
  c.nullsafeEnd = end;
}

function methodOf(vm: Vm, frame: Frame, object: Value, name: string): Callable {
  if (object instanceof PhpObject) return vm.calls.methodOf(object, name, frame.callable.scope);
  throw vm.errors.error(`Call to a member function ${name}() on ${typeName(object)}`);
}

/** `Class::name(…)` */
export function compileStaticCall(c: FunctionCompiler, expr: ExprOf<'staticCall'>): void {
  const operands: Expr[] = [];
  const cls = classFinder(c, expr.cls, operands);
  const { name } = expr;
  const dynamic = typeof name === 'string' ? undefined : c.operand(name, operands);
  const forwards = typeof expr.cls === 'string' && ['parent', 'self', 'static'].includes(expr.cls);
  c.pushOperands(operands);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const values = takeOperands(frame, operands.length);
    const found = cls(vm, frame, values);
    const text = dynamic ? vm.text(dynamic(vm, frame, values)) : typeof name === 'string' ? name : '';
    begin(frame, staticMethod(vm, frame, { cls: found, name: text, forwards }));
  });
  finishCall(c, expr.args, expr.line);
}

function staticMethod(vm: Vm, frame: Frame, { cls, name, forwards }: { cls: PhpClass; name: string; forwards: boolean }): Callable {
  const { scope, self, called } = frame.callable;
  const method = cls.method(name);
  const sameObject = self?.cls.isA(cls) ? self : undefined;
  if (!method || !vm.calls.mayCall(method, scope)) return missingStatic(vm, { cls, name, method, sameObject, scope });
  if (method.isStatic) return vm.calls.bind(method, undefined, forwards ? (called ?? cls) : cls);
  if (method.isAbstract) throw vm.errors.error(`Cannot call abstract method ${method.owner.name}::${method.name}()`);
  if (sameObject) return vm.calls.bind(method, sameObject, sameObject.cls);
  throw vm.errors.error(`Non-static method ${method.owner.name}::${method.name}() cannot be called statically`);
}

function missingStatic(
  vm: Vm,
  of: {
    readonly cls: PhpClass;
    readonly name: string;
    readonly method: Method | undefined;
    readonly sameObject: PhpObject | undefined;
    readonly scope: PhpClass | undefined;
  },
): Callable {
  const { cls, name, method, sameObject, scope } = of;
  const call = cls.methods.get('__call');
  if (sameObject && call) return { ...vm.calls.bind(call, sameObject, cls), magic: name };
  const callStatic = cls.methods.get('__callstatic');
  if (callStatic) return { ...vm.calls.bind(callStatic, undefined, cls), magic: name };
  if (method)
    throw vm.errors.error(
      `Call to ${method.visibility} method ${cls.name}::${method.name}() from ${scope ? `scope ${scope.name}` : 'global scope'}`,
    );
  if (name.toLowerCase() === '__construct') throw vm.errors.error('Cannot call constructor');
  throw vm.errors.error(`Call to undefined method ${cls.name}::${name}()`);
}

/** `new Class(…)` */
export function compileNew(c: FunctionCompiler, expr: ExprOf<'new'>): void {
  const operands: Expr[] = [];
  const anonymous = typeof expr.cls === 'object' && 'members' in expr.cls ? c.parts.classCode(c.unit, expr.cls) : undefined;
  const cls = typeof expr.cls === 'object' && 'members' in expr.cls ? undefined : classFinder(c, expr.cls, operands);
  c.pushOperands(operands);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const values = takeOperands(frame, operands.length);
    const found = anonymous ? vm.classes.declare(anonymous) : cls?.(vm, frame, values);
    if (!found) return;
    const object = vm.classes.instantiate(found);
    begin(frame, constructorOf(vm, frame, found, object), object);
  });
  finishCall(c, expr.args, expr.line);
}

function constructorOf(vm: Vm, frame: Frame, cls: PhpClass, object: PhpObject): Callable {
  const method = cls.methods.get('__construct');
  if (!method) return { name: '' };
  const { scope } = frame.callable;
  if (!vm.calls.mayCall(method, scope))
    throw vm.errors.error(`Call to ${method.visibility} ${cls.name}::__construct() from ${scope ? `scope ${scope.name}` : 'global scope'}`);
  return vm.calls.bind(method, object, cls);
}

function pending(frame: Frame): PendingCall {
  const call = frame.calls.at(-1);
  if (!call) throw new Error('no call is being made');
  return call;
}

function finishCall(c: FunctionCompiler, args: Arguments, line: number): void {
  if (args === 'callable') {
    c.emit((vm, frame) => {
      const call = frame.calls.pop();
      if (call) frame.push(call.callable.closure instanceof ClosureObject ? call.callable.closure : vm.classes.closure(call.callable));
    });
    return;
  }
  let position = 0;
  for (const arg of args) {
    if (arg.spread) spread(c, arg.value);
    else if (arg.name !== undefined) named(c, arg, arg.name);
    else positional(c, arg.value, position++);
  }
  c.line = line;
  c.emit((vm, frame) => {
    const call = pending(frame);
    vm.calls.run(frame, call);
    frame.calls.pop();
  });
}

function spread(c: FunctionCompiler, value: Expr): void {
  c.expression(value);
  c.emit((vm, frame) => {
    const source = frame.pop();
    vm.loop.defer(() => spreadArguments(vm, pending(frame), source));
    frame.discardsNext = true;
  });
}

function* spreadArguments(vm: Vm, call: PendingCall, source: Value): Task<Value> {
  if (!(source instanceof PhpArray) && !(source instanceof PhpObject))
    throw vm.errors.error('Only arrays and Traversables can be unpacked');
  const values = yield* collect(vm, source, true);
  for (const [key, value] of values.entries()) {
    if (typeof key === 'string') (call.named ??= new Map<string, Slot>()).set(key, vm.copy(value));
    else if (call.named) throw vm.errors.error('Cannot use positional argument after named argument during unpacking');
    else call.args.push(byRefParam(call.callable, call.args.length) ? values.ref(key) : vm.copy(value));
  }
  return null;
}

function named(c: FunctionCompiler, arg: Argument, name: string): void {
  c.expression(arg.value);
  c.emit((vm, frame) => {
    const call = pending(frame);
    const value = vm.copy(frame.pop());
    if (call.named?.has(name)) throw vm.errors.error(`Named parameter $${name} overwrites previous argument`);
    (call.named ??= new Map<string, Slot>()).set(name, value);
  });
}

function byRefParam({ code, native, magic }: Callable, index: number): boolean {
  if (magic !== undefined) return false;
  const params = code?.params ?? native?.params ?? [];
  const param = params[index] ?? (params.at(-1)?.variadic ? params.at(-1) : undefined);
  return param?.byRef ?? false;
}

function positional(c: FunctionCompiler, value: Expr, index: number): void {
  const name = localName(value);
  if (name !== undefined) return localArgument(c, name, index);
  if (value.kind === 'dim' || value.kind === 'prop' || value.kind === 'staticProp' || value.kind === 'variable') {
    if (value.kind !== 'variable' || value.name !== 'this') return placeArgument(c, value, index);
  }
  const computed = direct(c, value);
  if (!computed) c.expression(value);
  const isCall = value.kind === 'call' || value.kind === 'methodCall' || value.kind === 'staticCall' || value.kind === 'assign';
  c.emit((vm, frame) => {
    const call = pending(frame);
    const result = vm.copy(computed ? computed(vm, frame, noOperands) : frame.pop());
    if (byRefParam(call.callable, index)) noReference(vm, call.callable, { index, isCall });
    call.args.push(result);
  });
}

function noReference(vm: Vm, callable: Callable, { index, isCall }: { readonly index: number; readonly isCall: boolean }): void {
  if (isCall) {
    vm.errors.notice('Only variables should be passed by reference');
    return;
  }
  const params = callable.code?.params ?? callable.native?.params ?? [];
  const preferred = ['array_multisort', 'current', 'key'].includes(callable.name);
  if (preferred) return;
  throw vm.errors.error(`${callable.name}(): Argument #${index + 1} ($${params[index]?.name ?? ''}) could not be passed by reference`);
}

function localArgument(c: FunctionCompiler, name: string, index: number): void {
  const slot = c.slot(name);
  const read = direct(c, { kind: 'variable', name, line: c.line });
  c.emit((vm, frame) => {
    const call = pending(frame);
    if (!byRefParam(call.callable, index)) {
      call.args.push(vm.copy(read?.(vm, frame, noOperands) ?? null));
      return;
    }
    const ref = frame.localRef(slot);
    vm.touch(ref);
    call.args.push(ref);
  });
}

/** An element or property is looked for only when the function wants it by reference; otherwise it is read. */
function placeArgument(c: FunctionCompiler, value: Expr, index: number): void {
  const byRef = c.label();
  const end = c.label();
  c.emit((_, frame) => {
    if (byRefParam(pending(frame).callable, index)) frame.pc = byRef.at;
  });
  if (value.kind === 'dim' && !value.index)
    c.emit(vm => {
      throw vm.errors.error('Cannot use [] for reading');
    });
  else {
    c.expression(value);
    c.emit((vm, frame) => {
      pending(frame).args.push(vm.copy(frame.pop()));
    });
  }
  c.jump(end);
  c.place(byRef);
  const operands: Expr[] = [];
  const place = placeOf(c, value, operands);
  c.pushOperands(operands);
  c.emit((vm, frame) => {
    const ref = place(vm, frame, takeOperands(frame, operands.length)).ref();
    vm.touch(ref);
    pending(frame).args.push(ref);
  });
  c.place(end);
}
