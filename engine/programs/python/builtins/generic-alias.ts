import { getters, methods } from '../objects/define.js';
import { call, type Native } from '../objects/functions.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { ellipsis, genericAliasType, noneType, notImplemented, typeOf, unionType } from '../objects/types.js';
import { PyTuple } from '../objects/values.js';
import { getAttr } from '../vm/attributes.js';
import { equals } from '../vm/operators.js';
import { repr } from '../vm/protocol.js';
import { isInstanceOf } from '../vm/instances.js';
import { qualifiedName } from './object.js';
import type { Vm } from '../vm/vm.js';

/** `list[int]` */
export class PyGenericAlias extends PyObject {
  readonly origin: Value;
  readonly args: PyTuple;
  constructor(origin: Value, args: PyTuple) {
    super(genericAliasType);
    this.origin = origin;
    this.args = args;
  }
}

/** `int | None` */
export class PyUnion extends PyObject {
  readonly args: PyTuple;
  constructor(args: PyTuple) {
    super(unionType);
    this.args = args;
  }
}

export function aliasOf(origin: Value, item: Value): PyGenericAlias {
  return new PyGenericAlias(origin, item instanceof PyTuple ? item : new PyTuple([item]));
}

export function unionOf(a: Value, b: Value): Value {
  const members = [a, b].flatMap(each => (each instanceof PyUnion ? each.args.items : [each === null ? noneType : each]));
  const isType = (each: Value): boolean =>
    each instanceof PyType ||
    each instanceof PyGenericAlias ||
    /^(TypeVar|_?GenericAlias|_UnionGenericAlias|_SpecialForm|_Any)/.test(typeOf(each).name);
  if (!members.every(isType)) return notImplemented;
  const unique = members.filter((each, index) => members.indexOf(each) === index);
  return unique.length === 1 ? unique[0] : new PyUnion(new PyTuple(unique));
}

function* describe(vm: Vm, value: Value): Native<string> {
  if (value === ellipsis) return '...';
  if (value === noneType) return 'None';
  return value instanceof PyType ? qualifiedName(value) : yield* repr(vm, value);
}

function* describeAll(vm: Vm, items: readonly Value[], separator: string): Native<string> {
  const words: string[] = [];
  for (const item of items) words.push(yield* describe(vm, item));
  return words.join(separator);
}

methods(genericAliasType, value => (value instanceof PyGenericAlias ? value : undefined), {
  __repr__: [
    '',
    function* (vm, { origin, args }): Native {
      return `${yield* describe(vm, origin)}[${yield* describeAll(vm, args.items, ', ')}]`;
    },
  ],
  __call__: ['*args', (_vm, { origin }, args) => call(origin, args instanceof PyTuple ? args.items : [])],
  __mro_entries__: ['bases', (_vm, { origin }) => new PyTuple([origin])],
  __getattr__: ['name', (vm, { origin }, name) => getAttr(vm, origin, typeof name === 'string' ? name : '')],
  __or__: ['other', (_vm, self, other) => unionOf(self, other)],
  __eq__: [
    'other',
    function* (vm, { origin, args }, other): Native {
      return other instanceof PyGenericAlias && other.origin === origin && (yield* equals(vm, args, other.args));
    },
  ],
  __hash__: ['', (_vm, { args }) => args.items.length],
});
getters(genericAliasType, value => (value instanceof PyGenericAlias ? value : undefined), {
  __origin__: (_vm, { origin }) => origin,
  __args__: (_vm, { args }) => args,
  __parameters__: () => new PyTuple([]),
});

methods(unionType, value => (value instanceof PyUnion ? value : undefined), {
  __repr__: ['', (vm, { args }) => describeAll(vm, args.items, ' | ')],
  __or__: ['other', (_vm, self, other) => unionOf(self, other)],
  __ror__: ['other', (_vm, self, other) => unionOf(other, self)],
  __instancecheck__: [
    'instance',
    function* (vm, { args }, value): Native {
      for (const each of args.items) if (yield* isInstanceOf(vm, value, each)) return true;
      return false;
    },
  ],
  __eq__: [
    'other',
    (_vm, { args }, other) =>
      other instanceof PyUnion &&
      other.args.items.length === args.items.length &&
      args.items.every(each => other.args.items.includes(each)),
  ],
  __hash__: ['', (_vm, { args }) => args.items.length],
});
getters(unionType, value => (value instanceof PyUnion ? value : undefined), { __args__: (_vm, { args }) => args });
