import { castTo } from '../compiler/cast.js';
import type { CastType } from '../syntax/ast.js';
import { casts } from '../syntax/token.js';
import { PhpArray } from '../runtime/array.js';
import { numericText } from '../runtime/number-text.js';
import { PhpObject } from '../runtime/object.js';
import { ClosureObject } from '../runtime/special-objects.js';
import { isInt, PhpFloat, Ref, UNSET, type Value } from '../runtime/value.js';
import type { Natives } from '../runtime/native.js';
import { printR, shownName, varDump, varExport } from './dump.js';
import { Resource } from './resource.js';

function typeWord(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return 'boolean';
  if (isInt(value)) return 'integer';
  if (typeof value === 'string') return 'string';
  if (value instanceof PhpFloat) return 'double';
  if (value instanceof Resource) return value.isOpen ? 'resource' : 'resource (closed)';
  return value instanceof PhpArray ? 'array' : 'object';
}

const castWords: ReadonlyMap<string, CastType> = new Map([...casts, ['null', 'null']]);

export const variableFunctions: Natives = {
  'var_dump(mixed $value, mixed ...$values)': a => {
    for (const slot of a.slots) a.vm.output.echo(varDump(a.vm, slot));
    return null;
  },
  'print_r(mixed $value, bool $return = false)': a => {
    const text = printR(a.vm, a.get(0));
    if (a.bool(1)) return text;
    a.vm.output.echo(text);
    return true;
  },
  'var_export(mixed $value, bool $return = false)': a => {
    const text = varExport(a.vm, a.get(0));
    if (a.bool(1)) return text;
    a.vm.output.echo(text);
    return null;
  },
  'gettype(mixed $value)': a => typeWord(a.get(0)),
  'get_debug_type(mixed $value)': a => {
    const value = a.get(0);
    if (value instanceof PhpObject && value.cls.name.includes('@anonymous')) return 'class@anonymous';
    return value instanceof PhpObject ? shownName(value) : a.vm.typeName(value);
  },
  'intval(mixed $value, int $base = 10)': a => {
    const value = a.get(0);
    if (typeof value !== 'string' || a.int(1) === 10) return castTo(a.vm, 'int', value);
    const base = a.int(1);
    const found = Number.parseInt(
      value.trim().replace(/^0[xob]?(?=.)/i, ''),
      base === 0 ? (/^\s*0x/i.test(value) ? 16 : /^\s*0b/i.test(value) ? 2 : /^\s*0/.test(value) ? 8 : 10) : base,
    );
    return Number.isNaN(found) ? 0 : found;
  },
  'floatval(mixed $value)': a => castTo(a.vm, 'float', a.get(0)),
  'doubleval(mixed $value)': a => castTo(a.vm, 'float', a.get(0)),
  'strval(mixed $value)': a => a.vm.text(a.get(0)),
  'boolval(mixed $value)': a => a.bool(0),
  'settype(mixed &$var, string $type)': a => {
    const ref = a.ref(0);
    const type = a.str(1).toLowerCase();
    const to = castWords.get(type);
    if (to === undefined) return a.invalid(1, 'must be a valid type');
    ref.value = castTo(a.vm, to, ref.value);
    return true;
  },
  'is_null(mixed $value)': a => a.get(0) === null,
  'is_bool(mixed $value)': a => typeof a.get(0) === 'boolean',
  'is_int(mixed $value)': a => isInt(a.get(0)),
  'is_integer(mixed $value)': a => isInt(a.get(0)),
  'is_long(mixed $value)': a => isInt(a.get(0)),
  'is_float(mixed $value)': a => a.get(0) instanceof PhpFloat,
  'is_double(mixed $value)': a => a.get(0) instanceof PhpFloat,
  'is_string(mixed $value)': a => typeof a.get(0) === 'string',
  'is_array(mixed $value)': a => a.get(0) instanceof PhpArray,
  'is_object(mixed $value)': a => a.get(0) instanceof PhpObject && !(a.get(0) instanceof Resource),
  'is_resource(mixed $value)': a => {
    const value = a.get(0);
    return value instanceof Resource && value.isOpen;
  },
  'is_numeric(mixed $value)': a => {
    const value = a.get(0);
    return isInt(value) || value instanceof PhpFloat || (typeof value === 'string' && numericText(value) !== undefined);
  },
  'is_scalar(mixed $value)': a => ['boolean', 'integer', 'double', 'string'].includes(typeWord(a.get(0))),
  'is_callable(mixed $value, bool $syntax_only = false)': a => a.vm.calls.isCallable(a.get(0)),
  'is_iterable(mixed $value)': a => {
    const value = a.get(0);
    return value instanceof PhpArray || (value instanceof PhpObject && value.cls.isNamed('traversable'));
  },
  'is_countable(mixed $value)': a => {
    const value = a.get(0);
    return value instanceof PhpArray || (value instanceof PhpObject && value.cls.isNamed('countable'));
  },
  'compact(mixed $var_name, mixed ...$var_names)': a => {
    const result = new PhpArray();
    const scope = a.vm.current?.names();
    const add = (value: Value): void => {
      if (value instanceof PhpArray) for (const each of value.values()) add(each);
      else {
        const name = a.vm.text(value);
        const found = name === 'this' ? a.vm.current?.callable.self : scope?.get(name)?.value;
        if (found === undefined || found === UNSET) a.warn(`Undefined variable $${name}`);
        else result.set(a.vm.key(name), a.vm.copy(found));
      }
    };
    for (const value of a.rest(0)) add(value);
    return result;
  },
  'extract(array $array, int $flags = 0, string $prefix = "")': a => {
    const frame = a.vm.current;
    const scope = frame?.names();
    let count = 0;
    for (const [key, value] of a.arr(0).entries()) {
      const name = a.int(1) === 3 ? `${a.str(2)}_${key}` : String(key);
      if (!/^[A-Za-z_\x80-\xff][\w\x80-\xff]*$/.test(name) || name === 'this') continue;
      const old = scope?.get(name);
      if (a.int(1) === 1 && old && old.value !== UNSET) continue;
      if (old) old.value = a.vm.copy(value);
      else scope?.set(name, new Ref(a.vm.copy(value)));
      count++;
    }
    frame?.syncLocals();
    return count;
  },
  'get_defined_vars()': a => {
    const result = new PhpArray();
    for (const [name, ref] of a.vm.current?.names() ?? []) if (ref.value !== UNSET) result.set(a.vm.key(name), a.vm.copy(ref.value));
    return result;
  },
  'debug_zval_refcount(mixed $value)': () => 1,
  'spl_object_id(object $object)': a => a.obj(0)?.id ?? 0,
  'spl_object_hash(object $object)': a => (a.obj(0)?.id ?? 0).toString(16).padStart(32, '0'),
  '__dd_closure_bind(mixed $closure, mixed $self, mixed $scope)': a => {
    const closure = a.get(0);
    const self = a.get(1);
    const scope = a.get(2);
    if (!(closure instanceof ClosureObject)) return null;
    const old = closure.callable;
    const cls =
      scope instanceof PhpObject ? scope.cls : scope === 'static' ? (old.scope ?? undefined) : a.vm.classes.require(a.vm.text(scope));
    if (self !== null && old.code?.isStatic) {
      a.vm.errors.warning('Cannot bind an instance to a static closure');
      return null;
    }
    return a.vm.classes.closure({
      ...old,
      self: self instanceof PhpObject ? self : undefined,
      scope: cls,
      called: self instanceof PhpObject ? self.cls : cls,
    });
  },
  '__dd_closure_from(mixed $callback)': a => {
    const value = a.get(0);
    if (value instanceof ClosureObject) return value;
    const callable = a.vm.calls.toCallable(value);
    if (!callable) throw a.vm.errors.typeError(`Failed to create closure from callable: ${a.vm.calls.whyNot(value) ?? ''}`);
    return a.vm.classes.closure(callable);
  },
};
