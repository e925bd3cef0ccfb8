import { PyDict, PySet } from '../objects/dict.js';
import { raised } from '../objects/exception.js';
import { classMethods, construct, methods } from '../objects/define.js';
import { settle, type Answer, type Native } from '../objects/functions.js';
import { iteratorType, PyIterator } from '../objects/iterator.js';
import type { PyType, Value } from '../objects/object.js';
import { frozensetType, setType, typeOf } from '../objects/types.js';
import { PyTuple } from '../objects/values.js';
import { hash } from '../vm/hash.js';
import { enter, lookUp, takeOut } from '../vm/lookup.js';
import { itemsOf, repr } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { aliasOf } from './generic-alias.js';
import { busy } from './sequence.js';
import { difference, filtered, intersection, isSubset, setOperations, tableOf, union } from './set-operations.js';

const asSet = (value: Value): PySet | undefined => (value instanceof PySet ? value : undefined);

construct(setType, '*args, **kwargs', (_vm, type) => new PySet(new PyDict(), type));
construct(frozensetType, 'iterable?', function* (vm, type, iterable): Native {
  if (type === frozensetType && iterable instanceof PySet && iterable.type === frozensetType) return iterable;
  return new PySet(iterable === undefined ? new PyDict() : yield* tableFrom(vm, iterable), type);
});

function* tableFrom(vm: Vm, iterable: Value): Native<PyDict> {
  return yield* tableOf(vm, iterable instanceof PySet ? yield* membersOf(vm, iterable) : yield* itemsOf(vm, iterable));
}

/** The members in the order of CPython's hash table. */
export function* membersOf(vm: Vm, set: PySet): Native<readonly Value[]> {
  if (set.order?.length === set.size) return set.order;
  const members = set.table.keys();
  const hashes: (number | bigint)[] = [];
  for (const member of members) hashes.push(yield* hash(vm, member));
  set.order = layOut(members, hashes);
  return set.order;
}

const PROBES = 9;

/** Puts members into a table as set_add_entry does, growing it on the way, and reads them out. */
function layOut(members: readonly Value[], hashes: readonly (number | bigint)[]): readonly Value[] {
  let table: (number | undefined)[] = new Array<number | undefined>(8).fill(undefined);
  for (let i = 0; i < members.length; i++) {
    insert(table, i, hashes[i] ?? 0);
    const used = i + 1;
    if (used * 5 < (table.length - 1) * 3) continue;
    const wanted = used > 50_000 ? used * 2 : used * 4;
    let size = 8;
    while (size <= wanted) size *= 2;
    const grown = new Array<number | undefined>(size).fill(undefined);
    for (const index of table) if (index !== undefined) insert(grown, index, hashes[index] ?? 0);
    table = grown;
  }
  return table.filter(index => index !== undefined).map(index => members[index]);
}

function insert(table: (number | undefined)[], index: number, hashed: number | bigint): void {
  const mask = BigInt(table.length - 1);
  let perturb = BigInt.asUintN(64, BigInt(hashed));
  let at = perturb & mask;
  for (;;) {
    const limit = Number(at) + PROBES <= table.length - 1 ? PROBES : 0;
    for (let probe = 0; probe <= limit; probe++) {
      if (table[Number(at) + probe] !== undefined) continue;
      table[Number(at) + probe] = index;
      return;
    }
    perturb >>= 5n;
    at = (at * 5n + 1n + perturb) & mask;
  }
}

function* setIterator(vm: Vm, set: PySet): Native {
  const members = yield* membersOf(vm, set);
  const { size } = set;
  let index = 0;
  return new PyIterator(
    iteratorType('set_iterator'),
    () => {
      if (set.size !== size) throw raised('RuntimeError', 'Set changed size during iteration');
      return members[index++];
    },
    () => members.length - index,
  );
}

function* setRepr(vm: Vm, set: PySet): Native {
  const { name } = set.type;
  if (set.size === 0) return `${name}()`;
  if (busy.has(set)) return `${name}(...)`;
  busy.add(set);
  try {
    const words: string[] = [];
    for (const member of yield* membersOf(vm, set)) words.push(yield* repr(vm, member));
    const list = `{${words.join(', ')}}`;
    return set.type === setType ? list : `${name}(${list})`;
  } finally {
    busy.delete(set);
  }
}

type Method = readonly [string, (vm: Vm, self: PySet, others: Value) => Answer];

/** `a.union(b, c)`: takes any iterables. */
function joining(work: (vm: Vm, own: PyDict, other: PyDict) => Native<PyDict>): Method {
  return [
    '*others',
    function* (vm, self, others): Native {
      let table = new PyDict();
      table.merge(self.table);
      for (const other of others instanceof PyTuple ? others.items : []) table = yield* work(vm, table, yield* tableFrom(vm, other));
      return new PySet(table, self.isFrozen ? frozensetType : setType);
    },
  ];
}

function asking(work: (vm: Vm, own: PyDict, other: PyDict) => Native<boolean>): Method {
  return [
    'other',
    function* (vm, self, other): Native {
      return yield* work(vm, self.table, other instanceof PySet ? other.table : yield* tableFrom(vm, other));
    },
  ];
}

function* isDisjoint(vm: Vm, own: PyDict, other: PyDict): Native<boolean> {
  return (yield* intersection(vm, own, other)).map.size === 0;
}

function shared(type: PyType): void {
  methods(type, asSet, {
    __iter__: ['', setIterator],
    __len__: ['', (_vm, self) => self.size],
    __repr__: ['', setRepr],
    __contains__: [
      'key',
      function* (vm, self, key): Native {
        const sought = key instanceof PySet && !key.isFrozen ? new PySet(key.table, frozensetType) : key;
        return (yield* settle(lookUp(vm, self.table, sought))) !== undefined;
      },
    ],
    ...setOperations<PySet>(self => self.table.keys(), true),
    union: joining(union),
    intersection: joining(intersection),
    difference: joining((vm, own, other) => filtered(vm, own, other, false)),
    symmetric_difference: joining(difference),
    issubset: asking(isSubset),
    issuperset: asking((vm, own, other) => isSubset(vm, other, own)),
    isdisjoint: asking(isDisjoint),
    copy: [
      '',
      (_vm, self) => {
        const table = new PyDict();
        table.merge(self.table);
        return new PySet(table, self.isFrozen ? frozensetType : setType);
      },
    ],
  });
  classMethods(type, { __class_getitem__: ['item', (_vm, cls, item) => aliasOf(cls, item)] });
}
shared(setType);
shared(frozensetType);
setType.attrs.set('__hash__', null);

methods(frozensetType, asSet, {
  __hash__: [
    '',
    function* (vm, self): Native {
      let mixed = 0n;
      for (const member of self.table.keys()) {
        const each = BigInt.asUintN(64, BigInt(yield* hash(vm, member)));
        mixed ^= BigInt.asUintN(64, (each ^ 89869747n ^ (each << 16n)) * 3644798167n);
      }
      mixed ^= BigInt.asUintN(64, BigInt(self.size + 1) * 1927868237n);
      mixed ^= (mixed >> 11n) ^ (mixed >> 25n);
      return BigInt.asIntN(64, BigInt.asUintN(64, mixed * 69069n + 907133923n));
    },
  ],
});

/** Puts what is in a table in the place of what a set has. */
function replace(self: PySet, table: PyDict): void {
  self.order = undefined;
  self.table.clear();
  self.table.merge(table);
}

function updating(work: (vm: Vm, own: PyDict, other: PyDict) => Native<PyDict>): Method {
  return [
    '*others',
    function* (vm, self, others): Native {
      for (const other of others instanceof PyTuple ? others.items : [])
        replace(self, yield* work(vm, self.table, yield* tableFrom(vm, other)));
      return null;
    },
  ];
}

function inplace(work: (vm: Vm, own: PyDict, other: PyDict) => Native<PyDict>): Method {
  return [
    'value',
    function* (vm, self, other): Native {
      if (!(other instanceof PySet))
        throw raised(
          'TypeError',
          `unsupported operand type(s) for in-place set operation: '${self.type.name}' and '${typeOf(other).name}'`,
        );
      replace(self, yield* work(vm, self.table, other.table));
      return self;
    },
  ];
}

methods(setType, asSet, {
  __init__: [
    'iterable?',
    function* (vm, self, iterable): Native {
      replace(self, iterable === undefined ? new PyDict() : yield* tableFrom(vm, iterable));
      return null;
    },
  ],
  add: [
    'object',
    (vm, self, item) => {
      self.order = undefined;
      vm.memory.note(40);
      return enter(vm, self.table, item, true);
    },
  ],
  remove: [
    'object',
    function* (vm, self, item): Native {
      self.order = undefined;
      if ((yield* settle(takeOut(vm, self.table, item))) === undefined) throw raised('KeyError', item);
      return null;
    },
  ],
  discard: [
    'object',
    function* (vm, self, item): Native {
      self.order = undefined;
      yield* settle(takeOut(vm, self.table, item));
      return null;
    },
  ],
  pop: [
    '',
    function* (vm, self): Native {
      const [first] = yield* membersOf(vm, self);
      if (first === undefined) throw raised('KeyError', 'pop from an empty set');
      const order = self.order?.slice(1);
      yield* settle(takeOut(vm, self.table, first));
      self.order = order;
      return first;
    },
  ],
  clear: ['', (_vm, self) => (replace(self, new PyDict()), null)],
  update: updating(union),
  intersection_update: updating(intersection),
  difference_update: updating((vm, own, other) => filtered(vm, own, other, false)),
  symmetric_difference_update: updating(difference),
  __ior__: inplace(union),
  __iand__: inplace(intersection),
  __isub__: inplace((vm, own, other) => filtered(vm, own, other, false)),
  __ixor__: inplace(difference),
});
