import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { raised, typeError, valueError } from '../objects/exception.js';
import { classMethods, construct, methods } from '../objects/define.js';
import { settle, type Answer, type Native } from '../objects/functions.js';
import type { PyType, Value } from '../objects/object.js';
import { bytearrayType, bytesType, notImplemented, typeOf } from '../objects/types.js';
import { bytesOf, intOf, PyByteArray, PyBytes, PyList, PySlice, PyTuple, textOf } from '../objects/values.js';
import { callSpecial, special } from '../vm/attributes.js';
import { hashText } from '../vm/hash.js';
import { indexOf, itemsOf } from '../vm/protocol.js';
import { quoteBytes } from '../vm/quote.js';
import { boundsOf, sliceItems } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { percentBytes } from './bytes-percent.js';
import { decodeBytes, encodeText } from './codecs.js';
import { indexIterator, itemIndex, plainSlice, repeatCount } from './sequence.js';
import { strMethods } from './str-methods.js';

type Holder = PyBytes | PyByteArray;
const like = (self: Holder, bytes: Uint8Array): Holder => (self instanceof PyBytes ? new PyBytes(bytes) : new PyByteArray(bytes));

function* bytesFrom(vm: Vm, type: PyType, source: Value, encoding: Value, errors: Value): Native<Uint8Array> {
  if (source === undefined) return new Uint8Array(0);
  const text = textOf(source);
  if (text !== undefined) {
    if (encoding === undefined) throw typeError('string argument without an encoding');
    return bytesOf(encodeText(text, textOf(encoding) ?? 'utf-8', textOf(errors) ?? 'strict')) ?? new Uint8Array(0);
  }
  const plain = bytesOf(source);
  if (plain) return plain.slice();
  const count = intOf(source);
  if (count !== undefined) {
    if (count < 0) throw valueError('negative count');
    vm.memory.note(Number(count));
    return new Uint8Array(Number(count));
  }
  const method = special(source, '__bytes__');
  if (method !== undefined) return bytesOf(yield* settle(callSpecial(vm, method, source))) ?? new Uint8Array(0);
  if (special(source, '__iter__') === undefined) throw typeError(`cannot convert '${typeOf(source).name}' object to ${type.name}`);
  const bytes: number[] = [];
  for (const item of yield* itemsOf(vm, source)) bytes.push(byteOf(yield* indexOf(vm, item), type.name));
  return Uint8Array.from(bytes);
}

function byteOf(value: number | bigint, name = 'bytes'): number {
  if (value < 0 || value > 255) throw valueError(name === 'bytearray' ? 'byte must be in range(0, 256)' : 'bytes must be in range(0, 256)');
  return Number(value);
}

construct(bytesType, 'source=, encoding=, errors=', function* (vm, type, source, encoding, errors): Native {
  return new PyBytes(yield* bytesFrom(vm, type, source, encoding, errors), type);
});
construct(bytearrayType, 'source=, encoding=, errors=', function* (vm, type, source, encoding, errors): Native {
  return new PyByteArray(yield* bytesFrom(vm, type, source, encoding, errors), type);
});

const comparing = (test: (order: number) => boolean): readonly [string, (vm: Vm, self: Holder, other: Value) => Answer] => [
  'value',
  (_vm, self, value) => {
    const other = bytesOf(value);
    if (!other) return notImplemented;
    const [a, b] = [latin1Of(self.bytes), latin1Of(other)];
    return test(a < b ? -1 : a > b ? 1 : 0);
  },
];

/** Methods that text has too: arguments and results are bytes. */
function borrowed(): Record<string, readonly [string, (vm: Vm, self: Holder, ...args: Value[]) => Answer]> {
  const names =
    'upper lower capitalize title swapcase strip lstrip rstrip split rsplit splitlines partition rpartition replace removeprefix removesuffix startswith endswith find rfind index rindex count center ljust rjust zfill expandtabs isalpha isdigit isalnum isspace isupper islower istitle isascii';
  const made: Record<string, readonly [string, (vm: Vm, self: Holder, ...args: Value[]) => Answer]> = {};
  for (const name of names.split(' ')) {
    const method = strMethods[name];
    if (!method) continue;
    made[name] = [
      method[0],
      (vm, holder, ...args) => {
        const answer = method[1](vm, latin1Of(holder.bytes), ...args.map(argument => toText(argument, name)));
        return fromText(holder, answer);
      },
    ];
  }
  return made;
}

function toText(value: Value, name: string): Value {
  const bytes = bytesOf(value);
  if (bytes) return latin1Of(bytes);
  if (value instanceof PyTuple) return new PyTuple(value.items.map(item => toText(item, name)));
  if (typeof value === 'number' && /find|index|count/.test(name) && value >= 0 && value < 256) return value;
  if (textOf(value) !== undefined)
    throw typeError(
      /startswith|endswith/.test(name)
        ? `${name} first arg must be bytes or a tuple of bytes, not str`
        : "a bytes-like object is required, not 'str'",
    );
  return value;
}

function fromText(self: Holder, answer: Answer): Answer {
  if (typeof answer === 'string') return like(self, bytesOfLatin1(answer));
  if (answer instanceof PyList)
    return new PyList(answer.items.map(item => (typeof item === 'string' ? like(self, bytesOfLatin1(item)) : item)));
  if (answer instanceof PyTuple)
    return new PyTuple(answer.items.map(item => (typeof item === 'string' ? like(self, bytesOfLatin1(item)) : item)));
  return answer;
}

function* item(vm: Vm, self: Holder, index: Value): Native {
  const { name } = self.type;
  if (index instanceof PySlice) return like(self, Uint8Array.from(sliceItems([...self.bytes], yield* plainSlice(vm, index))));
  return self.bytes[
    yield* itemIndex(
      vm,
      index,
      self.bytes.length,
      name === 'bytes' ? 'index' : name,
      name === 'bytes' ? 'out of range' : 'index out of range',
    )
  ];
}

function repeat(vm: Vm, self: Holder, count: Value): Value {
  const times = repeatCount(vm, count, self.bytes.length, 1);
  if (times === undefined) return notImplemented;
  const made = new Uint8Array(self.bytes.length * times);
  for (let i = 0; i < times; i++) made.set(self.bytes, i * self.bytes.length);
  return like(self, made);
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const made = new Uint8Array(a.length + b.length);
  made.set(a);
  made.set(b, a.length);
  return made;
}

function shared(type: PyType, take: (value: Value) => Holder | undefined): void {
  methods(type, take, {
    __len__: ['', (_vm, self) => self.bytes.length],
    __iter__: [
      '',
      (_vm, self) =>
        indexIterator(
          `${type.name}_iterator`,
          () => self.bytes.length,
          index => self.bytes[index],
        ),
    ],
    __getitem__: ['key', item],
    __contains__: [
      'key',
      (_vm, self, value) => {
        const number = intOf(value);
        if (number !== undefined) return self.bytes.includes(byteOf(number, 'bytearray'));
        const other = bytesOf(value);
        if (!other) throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
        return latin1Of(self.bytes).includes(latin1Of(other));
      },
    ],
    __add__: [
      'value',
      (_vm, self, value) => (bytesOf(value) ? like(self, concatenated(self.bytes, bytesOf(value) ?? self.bytes)) : notImplemented),
    ],
    __mul__: ['value', repeat],
    __mod__: [
      'value',
      function* (vm, self, args): Native {
        return like(self, bytesOfLatin1(yield* percentBytes(vm, latin1Of(self.bytes), args)));
      },
    ],
    __rmul__: ['value', repeat],
    __eq__: comparing(order => order === 0),
    __ne__: comparing(order => order !== 0),
    __lt__: comparing(order => order < 0),
    __le__: comparing(order => order <= 0),
    __gt__: comparing(order => order > 0),
    __ge__: comparing(order => order >= 0),
    ...borrowed(),
  });
}

/** Methods that turn bytes into something else, and back. */
function converting(type: PyType, take: (value: Value) => Holder | undefined): void {
  methods(type, take, {
    decode: [
      'encoding=, errors=',
      (_vm, self, encoding, errors) => decodeBytes(self.bytes, textOf(encoding) ?? 'utf-8', textOf(errors) ?? 'strict'),
    ],
    hex: [
      'sep=, bytes_per_sep=',
      (_vm, self, separator) => [...self.bytes].map(byte => byte.toString(16).padStart(2, '0')).join(textOf(separator) ?? ''),
    ],
    join: [
      'iterable',
      function* (vm, self, iterable): Native {
        let made = new Uint8Array(0);
        for (const [index, part] of [...(yield* itemsOf(vm, iterable))].entries()) {
          const bytes = bytesOf(part);
          if (!bytes) throw typeError(`sequence item ${index}: expected a bytes-like object, ${typeOf(part).name} found`);
          made = Uint8Array.from(concatenated(index === 0 ? made : concatenated(made, self.bytes), bytes));
        }
        return like(self, made);
      },
    ],
  });
  classMethods(type, {
    fromhex: [
      'string',
      (_vm, cls, text) => {
        const digits = (textOf(text) ?? '').replace(/\s/g, '');
        if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits))
          throw valueError(`non-hexadecimal number found in fromhex() arg at position ${Math.max(0, digits.search(/[^0-9a-fA-F]/))}`);
        const bytes = Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));
        return cls === bytearrayType ? new PyByteArray(bytes) : new PyBytes(bytes);
      },
    ],
  });
}
for (const define of [shared, converting]) {
  define(bytesType, value => (value instanceof PyBytes ? value : undefined));
  define(bytearrayType, value => (value instanceof PyByteArray ? value : undefined));
}
bytearrayType.attrs.set('__hash__', null);

methods(bytesType, value => (value instanceof PyBytes ? value : undefined), {
  __repr__: ['', (_vm, self) => quoteBytes(self.bytes)],
  __hash__: ['', (vm, self) => hashText(vm, latin1Of(self.bytes))],
});

methods(bytearrayType, value => (value instanceof PyByteArray ? value : undefined), {
  __repr__: ['', (_vm, self) => `bytearray(${quoteBytes(self.bytes)})`],
  __setitem__: [
    'key, value',
    function* (vm, self, key, value): Native {
      if (key instanceof PySlice) {
        const bytes = yield* bytesFrom(vm, bytearrayType, value, undefined, undefined);
        const { start, stop } = boundsOf(yield* plainSlice(vm, key), self.bytes.length);
        self.bytes = Uint8Array.from([...self.bytes.subarray(0, start), ...bytes, ...self.bytes.subarray(Math.max(start, stop))]);
      } else
        self.bytes[yield* itemIndex(vm, key, self.bytes.length, 'bytearray', 'index out of range')] = byteOf(
          yield* indexOf(vm, value),
          'bytearray',
        );
      return null;
    },
  ],
  __iadd__: ['value', (_vm, self, value) => ((self.bytes = concatenated(self.bytes, bytesOf(value) ?? new Uint8Array(0))), self)],
  append: [
    'item',
    function* (vm, self, value): Native {
      self.bytes = concatenated(self.bytes, Uint8Array.of(byteOf(yield* indexOf(vm, value), 'bytearray')));
      return null;
    },
  ],
  extend: [
    'iterable',
    function* (vm, self, value): Native {
      self.bytes = concatenated(self.bytes, yield* bytesFrom(vm, bytearrayType, value, undefined, undefined));
      return null;
    },
  ],
  pop: [
    'index?',
    function* (vm, self, index): Native {
      if (self.bytes.length === 0) throw raised('IndexError', 'pop from empty bytearray');
      const at = yield* itemIndex(vm, index ?? -1, self.bytes.length, 'pop', 'index out of range');
      const byte = self.bytes[at];
      self.bytes = self.bytes.filter((_, place) => place !== at);
      return byte;
    },
  ],
  clear: ['', (_vm, self) => ((self.bytes = new Uint8Array(0)), null)],
  copy: ['', (_vm, self) => new PyByteArray(self.bytes.slice())],
});
