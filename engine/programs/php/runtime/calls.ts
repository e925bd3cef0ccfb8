import type { Task, Wake, Yielded } from '../../../core/task.js';
import { PhpArray } from './array.js';
import { enterFunction, nativeArgs } from './bind-args.js';
import type { Callable, Frame, PendingCall } from './code.js';
import { Args, type NativeFunction } from './native.js';
import { PhpObject, type Method, type PhpClass } from './object.js';
import { ClosureObject } from './special-objects.js';
import { read, type Slot, type Value } from './value.js';
import type { Vm } from './vm.js';

/** How many turns of the machine may be taken where nobody else can run. */
const MAX_SYNC_TURNS = 20_000;
/** Built-in functions that call functions that call built-in functions … */
const MAX_NESTING = 160;

/** Calls of functions, by whatever a program says they are. */
export class Calls {
  readonly #vm: Vm;
  #nesting = 0;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  findFunction(name: string): Callable | undefined {
    const lower = name.toLowerCase();
    const user = this.#vm.functions.get(lower);
    if (user) return user;
    const native = this.#vm.natives.get(lower);
    if (native) return { name: native.name, native };
    const code = this.#vm.internalFunction(lower, this.#vm.extensions);
    return code && { name: code.name, code };
  }

  isCallable(value: Value): boolean {
    return this.toCallable(value) !== undefined;
  }

  /** What a value calls: a closure, the name of a function, an object or class with a method. */
  toCallable(value: Value): Callable | undefined {
    if (value instanceof ClosureObject) return value.callable;
    if (value instanceof PhpObject) {
      const method = value.cls.methods.get('__invoke');
      return method && this.bind(method, value, value.cls);
    }
    if (typeof value === 'string') {
      const cut = value.indexOf('::');
      if (cut > 0) return this.#ofPair(value.slice(0, cut), value.slice(cut + 2));
      return this.findFunction(value.startsWith('\\') ? value.slice(1) : value);
    }
    if (!(value instanceof PhpArray) || value.size !== 2) return undefined;
    const target = value.get(0);
    const name = value.get(1);
    return typeof name === 'string' && (typeof target === 'string' || target instanceof PhpObject) ? this.#ofPair(target, name) : undefined;
  }

  #ofPair(target: string | PhpObject, name: string): Callable | undefined {
    const scope = this.#vm.current?.callable.scope;
    const cls = target instanceof PhpObject ? target.cls : this.#classNamed(target);
    if (!cls) return undefined;
    const simple = name.startsWith('parent::') ? name.slice(8) : name;
    const from = name.startsWith('parent::') ? cls.parent : cls;
    const method = from?.method(simple);
    const self = target instanceof PhpObject ? target : this.#vm.current?.callable.self;
    if (method && this.mayCall(method, scope)) {
      if (method.isStatic) return this.bind(method, undefined, cls);
      return self?.cls.isA(method.owner) ? this.bind(method, self, self.cls) : undefined;
    }
    const magic = target instanceof PhpObject ? cls.methods.get('__call') : cls.methods.get('__callstatic');
    return magic && { ...this.bind(magic, target instanceof PhpObject ? target : undefined, cls), magic: name };
  }

  #classNamed(name: string): PhpClass | undefined {
    const { callable } = this.#vm.current ?? {};
    const lower = name.toLowerCase();
    if (lower === 'self') return callable?.scope;
    if (lower === 'static') return callable?.called;
    return lower === 'parent' ? callable?.scope?.parent : this.#vm.classes.load(name);
  }

  /** Why a value cannot be called; undefined when it can. */
  whyNot(value: Value): string | undefined {
    if (this.toCallable(value)) return undefined;
    if (typeof value === 'string') {
      const cut = value.indexOf('::');
      if (cut < 0) return `function "${value}" not found or invalid function name`;
      return this.#whyNoMethod(value.slice(0, cut), value.slice(cut + 2));
    }
    if (!(value instanceof PhpArray)) return 'no array or string given';
    if (value.size !== 2) return 'array callback must have exactly two members';
    const target = value.get(0) ?? null;
    const name = value.get(1) ?? null;
    if (typeof name !== 'string' || (typeof target !== 'string' && !(target instanceof PhpObject)))
      return 'first array member is not a valid class name or object';
    return this.#whyNoMethod(target, name);
  }

  #whyNoMethod(target: string | PhpObject, name: string): string {
    const cls = target instanceof PhpObject ? target.cls : this.#vm.classes.find(target);
    if (!cls) return `class "${typeof target === 'string' ? target : target.cls.name}" not found`;
    const method = cls.method(name);
    if (!method) return `class ${cls.name} does not have a method "${name}"`;
    if (!method.isStatic && !(target instanceof PhpObject))
      return `non-static method ${cls.name}::${method.name}() cannot be called statically`;
    return `cannot access ${method.visibility} method ${cls.name}::${method.name}()`;
  }

  mayCall(method: Method, scope: PhpClass | undefined): boolean {
    if (method.visibility === 'public') return true;
    if (!scope) return false;
    return method.visibility === 'private'
      ? method.owner === scope
      : scope.isA(method.owner) || method.owner.isA(scope) || related(method, scope);
  }

  bind(method: Method, self: PhpObject | undefined, called: PhpClass): Callable {
    return { name: method.name, code: method.code, self, scope: method.owner, called };
  }

  /** The method that a call on an object means, `__call` included. */
  methodOf(object: PhpObject, name: string, scope: PhpClass | undefined): Callable {
    const { cls } = object;
    // A private method of the class whose text this is comes before the object's own.
    const own = scope && scope !== cls ? scope.methods.get(name.toLowerCase()) : undefined;
    const method = own?.visibility === 'private' && own.owner === scope && cls.isA(scope) ? own : cls.method(name);
    if (method && this.mayCall(method, scope)) return this.bind(method, method.isStatic ? undefined : object, cls);
    if (object instanceof ClosureObject && name.toLowerCase() === '__invoke') return object.callable;
    const magic = cls.methods.get('__call');
    if (magic) return { ...this.bind(magic, object, cls), magic: name };
    if (method)
      throw this.#vm.errors.error(
        `Call to ${method.visibility} method ${cls.name}::${method.name}() from ${scope ? `scope ${scope.name}` : 'global scope'}`,
      );
    throw this.#vm.errors.error(`Call to undefined method ${cls.name}::${name}()`);
  }

  /** Starts a call whose arguments are there; its result will be on the stack. */
  run(frame: Frame, call: PendingCall): void {
    const { callable } = call;
    if (callable.magic !== undefined) {
      this.#enter(frame, magicCall(call));
      return;
    }
    if (callable.native) this.#native(frame, callable.native, call);
    else if (callable.code) this.#enter(frame, call);
    else frame.push(call.creates ?? null);
  }

  #enter(frame: Frame, call: PendingCall): void {
    const entered = enterFunction(this.#vm, call);
    entered.creates = call.creates;
    entered.discards = call.discards ?? false;
    if (!entered.fn.isGenerator) return;
    this.#vm.current = frame;
    this.#vm.memory.frames--;
    frame.push(this.#vm.generators.create(entered));
  }

  #native(frame: Frame, native: NativeFunction, call: PendingCall): void {
    frame.native = { name: native.name, args: call.args };
    const args = new Args(this.#vm, native, nativeArgs(this.#vm, native, call), call.callable);
    if (native.run) {
      frame.push(native.run(args));
      frame.native = undefined;
      return;
    }
    const { task } = native;
    if (task) this.#vm.loop.defer(() => this.#nativeTask(frame, task(args)));
  }

  *#nativeTask(frame: Frame, task: Task<Value>): Task<Value> {
    const value = yield* this.#nested(task);
    frame.native = undefined;
    return value;
  }

  *#nested<T>(task: Task<T>): Task<T> {
    if (this.#nesting >= MAX_NESTING)
      throw this.#vm.errors.error(
        'Maximum call stack size of 8339456 bytes (zend.max_allowed_stack_size - zend.reserved_stack_size) reached. Infinite recursion?',
      );
    this.#nesting++;
    try {
      return yield* task;
    } finally {
      this.#nesting--;
    }
  }

  /** Calls something and waits for what it returns. */
  *invoke(callable: Callable, args: readonly Slot[], named?: Map<string, Slot>): Task<Value> {
    const vm = this.#vm;
    const given: PendingCall = { callable, args: this.#values(callable, args), named };
    const call = callable.magic === undefined ? given : magicCall(given);
    if (call.callable.native) return yield* this.#invokeNative(call.callable.native, call);
    const before = vm.current;
    const frame = enterFunction(vm, call);
    if (frame.fn.isGenerator) {
      vm.current = before;
      vm.memory.frames--;
      return vm.generators.create(frame);
    }
    vm.current = before;
    return yield* this.#nested(vm.loop.execute(frame));
  }

  /** Arguments by reference stay so only where the function wants them. */
  #values(callable: Callable, args: readonly Slot[]): Slot[] {
    const params = callable.code?.params ?? callable.native?.params ?? [];
    return args.map((arg, i) => {
      const param = params[Math.min(i, params.length - 1)];
      return param?.byRef && (i < params.length || param.variadic) ? arg : this.#vm.copy(read(arg));
    });
  }

  *#invokeNative(native: NativeFunction, call: PendingCall): Task<Value> {
    const args = new Args(this.#vm, native, nativeArgs(this.#vm, native, call), call.callable);
    if (native.run) return native.run(args);
    return native.task ? yield* this.#nested(native.task(args)) : null;
  }

  *invokeMethod(object: PhpObject, name: string, args: readonly Slot[]): Task<Value> {
    return yield* this.invoke(this.methodOf(object, name, object.cls), args);
  }

  /** Calls where nobody else can run meanwhile: what waits is refused, and what takes long. */
  sync(callable: Callable, args: readonly Slot[]): Value {
    return this.drive(this.invoke(callable, args));
  }

  method(object: PhpObject, name: string, args: readonly Slot[]): Value {
    return this.sync(this.methodOf(object, name, object.cls), args);
  }

  callMethodSync(object: PhpObject, method: Method, args: readonly Slot[]): Value {
    return this.sync(this.bind(method, object, object.cls), args);
  }

  drive<T>(task: Task<T>): T {
    const ready: Wake = { kind: 'ready' };
    for (let turn = 0; turn < MAX_SYNC_TURNS; turn++) {
      const step: IteratorResult<Yielded, T> = task.next(ready);
      if (step.done) return step.value;
      if (step.value.kind !== 'reschedule') break;
    }
    throw this.#vm.errors.fatal('drydock: a method that PHP calls by itself and that waits or computes for long is not simulated');
  }
}

function related(method: Method, scope: PhpClass): boolean {
  const root = scope.methods.get(method.name.toLowerCase());
  return root !== undefined && root.visibility === 'protected' && root.owner !== scope && method.owner.isA(root.owner);
}

/** `__call` gets the name and the arguments. */
function magicCall(call: PendingCall): PendingCall {
  const { magic = '' } = call.callable;
  const args = PhpArray.of(call.args.map(arg => read(arg)));
  return { callable: { ...call.callable, magic: undefined }, args: [magic, args], named: undefined };
}
