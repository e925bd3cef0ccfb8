import type { Task } from '../../../core/task.js';
import { constantNamed } from '../compiler/constants.js';
import { PhpArray } from '../runtime/array.js';
import type { Callable } from '../runtime/code.js';
import { levels } from '../runtime/errors.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import { PhpObject, type PhpClass } from '../runtime/object.js';
import { GeneratorObject } from '../runtime/special-objects.js';
import { read, type Slot, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { ExitRequest } from '../runtime/signals.js';

function classOfValue(vm: Vm, value: Value, load = true): PhpClass | undefined {
  if (value instanceof PhpObject) return value.cls;
  return typeof value === 'string' ? (load ? vm.classes.load(value) : vm.classes.find(value)) : undefined;
}

function exists(a: Args, ...types: readonly PhpClass['type'][]): boolean {
  const cls = a.bool(1) ? a.vm.classes.load(a.str(0)) : a.vm.classes.find(a.str(0));
  return cls !== undefined && types.includes(cls.type) && !cls.name.startsWith('__dd_');
}

function names(classes: Iterable<PhpClass>): PhpArray {
  return PhpArray.from([...classes].map(cls => [cls.name, cls.name] as const));
}

export const coreFunctions: Natives = {
  'function_exists(string $function)': a =>
    !a.str(0).startsWith('__dd_') && a.vm.calls.findFunction(a.str(0).replace(/^\\/, '')) !== undefined,
  'class_exists(string $class, bool $autoload = true)': a => exists(a, 'class', 'enum'),
  'interface_exists(string $interface, bool $autoload = true)': a => exists(a, 'interface'),
  'trait_exists(string $trait, bool $autoload = true)': a => exists(a, 'trait'),
  'enum_exists(string $enum, bool $autoload = true)': a => exists(a, 'enum'),
  'method_exists(mixed $object_or_class, string $method)': a => classOfValue(a.vm, a.get(0))?.method(a.str(1)) !== undefined,
  'property_exists(mixed $object_or_class, string $property)': a => {
    const value = a.get(0);
    const cls = classOfValue(a.vm, value);
    return (
      cls !== undefined &&
      (cls.properties.has(a.str(1)) || cls.statics.has(a.str(1)) || (value instanceof PhpObject && value.props.has(a.str(1))))
    );
  },
  'get_class(mixed $object = null)': a => {
    const value = a.get(0);
    if (value instanceof PhpObject) return value.cls.name;
    if (!a.given(0)) return a.vm.current?.callable.scope?.name ?? '';
    throw a.vm.errors.typeError(`get_class(): Argument #1 ($object) must be of type object, ${a.vm.typeName(value)} given`);
  },
  'get_parent_class(mixed $object_or_class = null)': a => {
    const cls = a.given(0) ? classOfValue(a.vm, a.get(0)) : a.vm.current?.callable.scope;
    return cls?.parent?.name ?? false;
  },
  'get_called_class()': a => a.vm.current?.callable.called?.name ?? false,
  'get_object_vars(object $object)': a => {
    const object = a.obj(0);
    return object
      ? PhpArray.from(a.vm.props.visible(object).map(name => [a.vm.key(name), a.vm.copy(object.get(name) ?? null)] as const))
      : null;
  },
  'get_class_vars(string $class)': a => {
    const cls = a.vm.classes.require(a.str(0));
    a.vm.classes.ready(cls);
    return PhpArray.from(cls.defaults.flatMap(([name, value]) => (value === undefined ? [] : [[name, a.vm.copy(value)] as const])));
  },
  'get_class_methods(mixed $object_or_class)': a => {
    const scope = a.vm.current?.callable.scope;
    const methods = [...(classOfValue(a.vm, a.get(0))?.methods.values() ?? [])];
    return PhpArray.of(methods.filter(method => a.vm.calls.mayCall(method, scope)).map(method => method.name));
  },
  'is_a(mixed $object_or_class, string $class, bool $allow_string = false)': a => {
    const value = a.get(0);
    if (!(value instanceof PhpObject) && !a.bool(2)) return false;
    return classOfValue(a.vm, value)?.isNamed(a.vm.classes.realName(a.str(1).replace(/^\\/, '').toLowerCase())) ?? false;
  },
  'is_subclass_of(mixed $object_or_class, string $class, bool $allow_string = true)': a => {
    const cls = classOfValue(a.vm, a.get(0));
    const lower = a.str(1).replace(/^\\/, '').toLowerCase();
    return cls !== undefined && cls.lower !== lower && cls.isNamed(lower);
  },
  'class_implements(mixed $object_or_class, bool $autoload = true)': a => names(classOfValue(a.vm, a.get(0))?.interfaces.values() ?? []),
  'class_parents(mixed $object_or_class, bool $autoload = true)': a => {
    const parents: PhpClass[] = [];
    for (let each = classOfValue(a.vm, a.get(0))?.parent; each; each = each.parent) parents.push(each);
    return names(parents);
  },
  'class_uses(mixed $object_or_class, bool $autoload = true)': a => names(classOfValue(a.vm, a.get(0))?.traits ?? []),
  'class_alias(string $class, string $alias, bool $autoload = true)': a => {
    a.vm.classes.alias(a.vm.classes.require(a.str(0)), a.str(1));
    return true;
  },
  'get_declared_classes()': a => PhpArray.of([...a.vm.classes.all()].filter(cls => cls.type === 'class').map(cls => cls.name)),
  'func_get_args()': a => PhpArray.of((a.vm.current?.args ?? []).map(slot => a.vm.copy(read(slot)))),
  'func_num_args()': a => a.vm.current?.args.length ?? 0,
  'func_get_arg(int $position)': a => read(a.vm.current?.args[a.int(0)] ?? null),
  'define(string $constant_name, mixed $value, bool $case_insensitive = false)': a => a.vm.constants.define(a.str(0), a.vm.copy(a.get(1))),
  'defined(string $constant_name)': a => {
    const name = a.str(0);
    const cut = name.indexOf('::');
    if (cut > 0) return a.vm.classes.load(name.slice(0, cut))?.constants.has(name.slice(cut + 2)) ?? false;
    return constantNamed(a.vm, name) !== undefined;
  },
  'constant(string $name)': a => {
    const name = a.str(0).replace(/^\\/, '');
    const cut = name.indexOf('::');
    if (cut > 0) return a.vm.classes.constant(a.vm.classes.require(name.slice(0, cut)), name.slice(cut + 2), a.vm.current?.callable.scope);
    const value = constantNamed(a.vm, name);
    if (value === undefined) throw a.vm.errors.error(`Undefined constant "${name}"`);
    return value;
  },
  'get_defined_constants(bool $categorize = false)': a => PhpArray.from(a.vm.constants.own),
  'get_defined_functions()': a =>
    PhpArray.from([
      ['internal', PhpArray.of(a.vm.natives.names().filter(name => !name.startsWith('__dd_')))],
      ['user', PhpArray.of([...a.vm.functions.keys()])],
    ]),
  'spl_autoload_register(?callable $callback = null, bool $throw = true, bool $prepend = false)': a => {
    const callable = a.callable(0);
    if (!callable) return false;
    const { classes } = a.vm;
    if (a.bool(2)) classes.autoloaders.unshift(callable);
    else classes.autoloaders.push(callable);
    return true;
  },
  'spl_autoload_unregister(callable $callback)': a => {
    const callable = a.callable(0);
    const before = a.vm.classes.autoloaders.length;
    a.vm.classes.autoloaders = a.vm.classes.autoloaders.filter(each => each.closure !== callable?.closure || each.name !== callable?.name);
    return a.vm.classes.autoloaders.length < before;
  },
  'spl_autoload_functions()': a => PhpArray.of(a.vm.classes.autoloaders.map(each => each.closure ?? each.name)),
  'error_reporting(?int $error_level = null)': a => {
    const before = a.vm.errors.effectiveLevel;
    const level = a.optInt(0);
    if (level !== undefined) a.vm.errors.level = level;
    return before;
  },
  'set_error_handler(?callable $callback, int $error_levels = 32767)': a => {
    const { errors } = a.vm;
    const before = errors.handler?.value ?? null;
    const callable = a.callable(0);
    errors.handler = callable && { callable, value: a.get(0), mask: a.int(1) };
    return before;
  },
  'restore_error_handler()': a => {
    a.vm.errors.handler = undefined;
    return true;
  },
  'set_exception_handler(?callable $callback)': a => {
    const before = a.vm.errors.exceptionHandler?.value ?? null;
    const callable = a.callable(0);
    a.vm.errors.exceptionHandler = callable && { callable, value: a.get(0) };
    return before;
  },
  'restore_exception_handler()': a => {
    a.vm.errors.exceptionHandler = undefined;
    return true;
  },
  'trigger_error(string $message, int $error_level = 1024)': a => trigger(a),
  'user_error(string $message, int $error_level = 1024)': a => trigger(a),
  'error_get_last()': a => {
    const { last } = a.vm.errors;
    if (!last) return null;
    return PhpArray.from([
      ['type', last.level],
      ['message', last.message],
      ['file', last.file],
      ['line', last.line],
    ]);
  },
  'error_clear_last()': a => {
    a.vm.errors.last = undefined;
    return null;
  },
  'error_log(string $message, int $message_type = 0, ?string $destination = null, ?string $additional_headers = null)': a => {
    a.vm.output.log(`${a.str(0)}\n`);
    return true;
  },
  'debug_backtrace(int $options = 1, int $limit = 0)': a => a.vm.errors.trace(1, (a.int(0) & 1) !== 0),
  'debug_print_backtrace(int $options = 0, int $limit = 0)': a => {
    const object = a.vm.classes.instantiate(a.vm.classes.require('Exception'));
    const text = a.vm.errors.traceText(object).split('\n').slice(1, -1);
    a.vm.output.echo(text.map((line, i) => `${line.replace(/^#\d+/, `#${i}`)}\n`).join(''));
    return null;
  },
  '__dd_trace_text(mixed $object)': a => (a.obj(0) ? a.vm.errors.traceText(a.obj(0) ?? never()) : ''),
  '__dd_describe(mixed $object)': a => a.vm.errors.describe(a.obj(0) ?? never()),
  '__dd_throwable_init(mixed $object, mixed $message, mixed $code, mixed $previous)': () => null,
  '__dd_enum_cases(string $class)': a => {
    const cls = a.vm.classes.require(a.str(0));
    return PhpArray.of([...cls.constants].filter(([, constant]) => constant.isCase).map(([name]) => a.vm.classes.constant(cls, name, cls)));
  },
  '__dd_enum_from(string $class, mixed $value, bool $must)': a => {
    const cls = a.vm.classes.require(a.str(0));
    const value = a.get(1);
    for (const [name, constant] of cls.constants) {
      if (!constant.isCase) continue;
      const each = a.vm.classes.constant(cls, name, cls);
      if (each instanceof PhpObject && a.vm.text(each.get('value') ?? null) === a.vm.text(value)) return each;
    }
    if (!a.bool(2)) return null;
    throw a.vm.errors.make(
      'ValueError',
      `${typeof value === 'string' ? `"${value}"` : a.vm.text(value)} is not a valid backing value for enum ${cls.name}`,
    );
  },
  'register_shutdown_function(callable $callback, mixed ...$args)': a => {
    const callable = a.callable(0);
    if (callable) a.vm.shutdown.push({ callable, args: a.rest(1) });
    return null;
  },
  'gc_collect_cycles()': () => 0,
  'gc_enable()': () => null,
  'gc_disable()': () => null,
  'gc_enabled()': () => true,
  'get_resource_type(mixed $resource)': () => 'stream',
  'get_included_files()': a => PhpArray.of(a.vm.includes.files),
  'get_required_files()': a => PhpArray.of(a.vm.includes.files),
  'iterator_apply(mixed $iterator, callable $callback, ?array $args = null)': a => {
    throw a.vm.errors.fatal('drydock: iterator_apply() is not simulated');
  },
  'assert(mixed $assertion, mixed $description = null)': a => {
    if (a.bool(0)) return true;
    throw a.vm.errors.make('AssertionError', a.optStr(1) ?? 'assert(false)');
  },
};

function never(): never {
  throw new Error('an object is always given');
}

function trigger(a: Args): Value {
  const level = a.int(1);
  const known: readonly number[] = [levels.userError, levels.userWarning, levels.userNotice, levels.userDeprecated];
  if (!known.includes(level)) a.invalid(1, 'must be one of E_USER_ERROR, E_USER_WARNING, E_USER_NOTICE, or E_USER_DEPRECATED');
  a.vm.errors.report(level, a.str(0));
  if (level === levels.userError && !a.vm.errors.handler) throw new ExitRequest(255);
  return true;
}

function generatorOf(a: Args): GeneratorObject {
  const value = a.get(0);
  if (value instanceof GeneratorObject) return value;
  throw a.vm.errors.error('The generator is none');
}

function* callWith(a: Args, callable: Callable | undefined, args: readonly Slot[]): Task<Value> {
  return callable ? yield* a.vm.calls.invoke(callable, args) : null;
}

export const coreTasks: NativeTasks = {
  'call_user_func(callable $callback, mixed ...$args)': a => callWith(a, a.callable(0), a.rest(1)),
  *'call_user_func_array(callable $callback, array $args)'(a) {
    const callable = a.callable(0);
    if (!callable) return null;
    const named = new Map<string, Slot>();
    const args: Slot[] = [];
    for (const [key, slot] of a.arr(1).slots()) {
      if (typeof key === 'string') named.set(key, slot);
      else args.push(slot);
    }
    return yield* a.vm.calls.invoke(callable, args, named.size > 0 ? named : undefined);
  },
  'forward_static_call(callable $callback, mixed ...$args)': a => callWith(a, a.callable(0), a.rest(1)),
  *'__dd_gen_current(mixed $generator)'(a) {
    const generator = generatorOf(a);
    yield* a.vm.generators.start(generator);
    return generator.value;
  },
  *'__dd_gen_key(mixed $generator)'(a) {
    const generator = generatorOf(a);
    yield* a.vm.generators.start(generator);
    return generator.key;
  },
  *'__dd_gen_next(mixed $generator)'(a) {
    const generator = generatorOf(a);
    const wasNew = generator.state === 'new';
    if (wasNew) yield* a.vm.generators.start(generator);
    yield* a.vm.generators.next(generator);
    return null;
  },
  *'__dd_gen_rewind(mixed $generator)'(a) {
    yield* a.vm.generators.start(generatorOf(a));
    return null;
  },
  *'__dd_gen_valid(mixed $generator)'(a) {
    const generator = generatorOf(a);
    yield* a.vm.generators.start(generator);
    return generator.state !== 'done';
  },
  '__dd_gen_send(mixed $generator, mixed $value)': a => a.vm.generators.send(generatorOf(a), a.get(1)),
  '__dd_gen_throw(mixed $generator, object $exception)': a => a.vm.generators.throwInto(generatorOf(a), a.obj(1) ?? never()),
  *'__dd_gen_return(mixed $generator)'(a) {
    const generator = generatorOf(a);
    if (generator.state !== 'done') throw a.vm.errors.make('Exception', "Cannot get return value of a generator that hasn't returned");
    yield* a.vm.sys.tick();
    return generator.result;
  },
};
