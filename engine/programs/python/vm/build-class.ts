import { PyDict } from '../objects/dict.js';
import { raised, typeError } from '../objects/exception.js';
import { PyFunction } from '../objects/function.js';
import { call, isNative, PyMember, PyWrapped, settle, type Keywords, type Native } from '../objects/functions.js';
import { linearize, PyType, type Value } from '../objects/object.js';
import { classmethodType, objectType, staticmethodType, typeOf, typeType } from '../objects/types.js';
import { PyCell, PyList, PyTuple, textOf } from '../objects/values.js';
import { bind, special } from './attributes.js';
import { Frame } from './frame.js';
import { callMethod, itemsOf } from './protocol.js';
import type { Vm } from './vm.js';

/** A class statement: finds the metaclass, runs the body, makes the class. */
export function* buildClass(vm: Vm, args: readonly Value[], keywords: Keywords): Native {
  const [body, name, ...given] = args;
  if (!(body instanceof PyFunction)) throw typeError('__build_class__: func must be a function');
  const bases = yield* resolveBases(vm, given);
  const rest = new Map(keywords ?? []);
  const meta = metaOf(rest.get('metaclass'), bases);
  rest.delete('metaclass');
  const prepare = yield* findPrepare(vm, meta);
  const names = prepare === undefined ? new PyDict() : yield* call(prepare, [name, new PyTuple(bases)], rest);
  const cell = yield* runBody(vm, body, names);
  if (bases.length !== given.length || bases.some((base, index) => base !== given[index]))
    yield* settle(vm.setKey(names, '__orig_bases__', new PyTuple(given)));
  const made = yield* call(meta, [name, new PyTuple(bases), names], rest);
  if (cell instanceof PyCell) cell.value ??= made;
  return made;
}

function* findPrepare(vm: Vm, meta: Value): Native {
  const own = meta instanceof PyType ? meta.lookup('__prepare__') : undefined;
  return own === undefined || own === typeType.attrs.get('__prepare__') ? undefined : yield* settle(vm.getAttr(meta, '__prepare__'));
}

/** Bases that are no classes say which they stand for (`Generic[T]`). */
function* resolveBases(vm: Vm, given: readonly Value[]): Native<readonly Value[]> {
  const bases: Value[] = [];
  for (const base of given) {
    const entries = base instanceof PyType ? undefined : special(base, '__mro_entries__');
    if (entries === undefined) bases.push(base);
    else bases.push(...(yield* itemsOf(vm, yield* callMethod(vm, base, '__mro_entries__', new PyTuple(given)))));
  }
  return bases;
}

function metaOf(given: Value, bases: readonly Value[]): Value {
  if (given !== undefined && !(given instanceof PyType)) return given;
  let meta = given ?? (bases[0] === undefined ? typeType : typeOf(bases[0]));
  for (const base of bases) {
    const other = typeOf(base);
    if (other.isSubtypeOf(meta)) meta = other;
    else if (!meta.isSubtypeOf(other))
      throw typeError(
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
  }
  return meta;
}

function* runBody(vm: Vm, body: PyFunction, names: Value): Native {
  if (!(names instanceof PyDict)) throw typeError(`metaclass.__prepare__() must return a mapping, not ${typeOf(names).name}`);
  const frame = new Frame(body.code, body.globals, vm.builtins, names);
  frame.cells = [...body.code.parts.cells.map(() => new PyCell()), ...body.closure];
  return yield* vm.runFrame(frame);
}

/** What `type.__new__` does: a new class. */
export function* makeType(vm: Vm, meta: PyType, name: string, given: readonly Value[], names: PyDict, keywords: Keywords): Native {
  const bases = given.length === 0 ? [objectType] : given.map(checkBase);
  const type = new PyType({ name, bases, attrs: new Map(names.map), meta, isHeap: true });
  const mro = linearize(type, bases);
  if (!mro) {
    const list = bases.map(base => base.name).join(', ');
    throw typeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${list}`);
  }
  type.mro = mro;
  type.layout = layoutOf(bases);
  describe(type);
  addSlots(type, bases);
  for (const base of bases) vm.subclasses.set(base, [...(vm.subclasses.get(base) ?? []), type]);
  yield* setNames(vm, type);
  yield* initSubclass(vm, type, keywords);
  return type;
}

function checkBase(base: Value): PyType {
  if (!(base instanceof PyType)) throw typeError('bases must be types');
  if (!base.isBase) throw typeError(`type '${base.name}' is not an acceptable base type`);
  return base;
}

/** The built-in type whose instances the class's instances are. */
function layoutOf(bases: readonly PyType[]): PyType {
  let layout = objectType;
  for (const { layout: other } of bases) {
    if (other === layout || layout.isSubtypeOf(other)) continue;
    if (!other.isSubtypeOf(layout)) throw typeError('multiple bases have instance lay-out conflict');
    layout = other;
  }
  return layout;
}

function describe(type: PyType): void {
  const { attrs } = type;
  const qualname = attrs.get('__qualname__');
  if (typeof qualname === 'string') type.qualname = qualname;
  attrs.delete('__qualname__');
  const module = attrs.get('__module__');
  if (typeof module === 'string') type.module = module;
  if (!attrs.has('__doc__')) attrs.set('__doc__', null);
  if (attrs.has('__eq__') && !attrs.has('__hash__')) attrs.set('__hash__', null);
  const maker = attrs.get('__new__');
  if (maker instanceof PyFunction) attrs.set('__new__', new PyWrapped(maker, staticmethodType));
  for (const name of ['__init_subclass__', '__class_getitem__']) {
    const value = attrs.get(name);
    if (value instanceof PyFunction) attrs.set(name, new PyWrapped(value, classmethodType));
  }
}

function addSlots(type: PyType, bases: readonly PyType[]): void {
  const given = type.attrs.get('__slots__');
  if (given === undefined) return;
  const list =
    typeof given === 'string'
      ? [given]
      : given instanceof PyTuple || given instanceof PyList
        ? given.items
        : given instanceof PyDict
          ? given.keys()
          : [];
  const names = list.map(item => textOf(item) ?? '');
  for (const name of names) {
    if (type.attrs.has(name)) throw raised('ValueError', `'${name}' in __slots__ conflicts with class variable`);
    if (name !== '__dict__' && name !== '__weakref__') type.attrs.set(name, new PyMember(name, type));
  }
  type.slots = names;
  type.hasDict = names.includes('__dict__') || bases.some(base => base.hasDict);
}

function* setNames(vm: Vm, type: PyType): Native<void> {
  for (const [name, value] of [...type.attrs]) {
    const hook = special(value, '__set_name__');
    if (hook === undefined || value instanceof PyType) continue;
    const bound = bind(vm, hook, value, typeOf(value));
    yield* call(isNative(bound) ? yield* bound : bound, [type, typeof name === 'string' ? name : null]);
  }
}

function* initSubclass(vm: Vm, type: PyType, keywords: Keywords): Native<void> {
  const hook = type.lookupAfter(type, '__init_subclass__');
  if (hook === undefined) return;
  const bound = bind(vm, hook, type, type);
  yield* call(isNative(bound) ? yield* bound : bound, [], keywords);
}
