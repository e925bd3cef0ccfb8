import { PyDict } from '../objects/dict.js';
import { typeError, valueError } from '../objects/exception.js';
import { construct, methods, staticMethods } from '../objects/define.js';
import type { Answer, Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { notImplemented, strType, typeOf } from '../objects/types.js';
import { bytesOf, intOf, PySlice, PyStr, PyTuple, textOf } from '../objects/values.js';
import { formatText, parseSpec } from '../vm/format-spec.js';
import { hashText } from '../vm/hash.js';
import { orderTexts } from '../vm/operators.js';
import { itemsOf, str } from '../vm/protocol.js';
import { quoteText } from '../vm/quote.js';
import { codePoints, isPlain, lengthOfText, sliceItems } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { decodeBytes, encodeText } from './codecs.js';
import { formatFields } from './str-format.js';
import { percent } from './percent.js';
import { indexIterator, itemIndex, plainSlice, repeatCount } from './sequence.js';
import { strMethods } from './str-methods.js';

construct(strType, 'object=, encoding=, errors=', function* (vm, type, object, encoding, errors): Native {
  const made = yield* textFrom(vm, object, encoding, errors);
  return type === strType ? made : new PyStr(made, type);
});

function* textFrom(vm: Vm, object: Value, encoding: Value, errors: Value): Native<string> {
  if (object === undefined) return '';
  if (encoding === undefined && errors === undefined) return yield* str(vm, object);
  const bytes = bytesOf(object);
  if (!bytes)
    throw typeError(
      textOf(object) === undefined
        ? `decoding to str: need a bytes-like object, ${typeOf(object).name} found`
        : 'decoding str is not supported',
    );
  return decodeBytes(bytes, textOf(encoding) ?? 'utf-8', textOf(errors) ?? 'strict');
}

const compareText = (test: (order: number) => boolean): readonly [string, (vm: Vm, self: string, other: Value) => Answer] => [
  'value',
  (_vm, self, value) => {
    const other = textOf(value);
    return other === undefined ? notImplemented : test(orderTexts(self, other));
  },
];

methods(strType, textOf, {
  __repr__: ['', (_vm, self) => quoteText(self)],
  __str__: ['', (_vm, self) => self],
  __len__: ['', (_vm, self) => lengthOfText(self)],
  __hash__: ['', (vm, self) => hashText(vm, self)],
  __iter__: ['', (_vm, self) => textIterator(self)],
  __contains__: [
    'key',
    (_vm, self, value) => {
      const other = textOf(value);
      if (other === undefined) throw typeError(`'in <string>' requires string as left operand, not ${typeOf(value).name}`);
      return self.includes(other);
    },
  ],
  __getitem__: ['key', textItem],
  __add__: [
    'value',
    (vm, self, value) => {
      const other = textOf(value);
      return other === undefined ? notImplemented : vm.memory.text(self.length + other.length, () => self + other);
    },
  ],
  __mul__: ['value', repeatText],
  __rmul__: ['value', repeatText],
  __mod__: ['value', (vm, self, args) => percent(vm, self, args)],
  __eq__: compareText(order => order === 0),
  __ne__: compareText(order => order !== 0),
  __lt__: compareText(order => order < 0),
  __le__: compareText(order => order <= 0),
  __gt__: compareText(order => order > 0),
  __ge__: compareText(order => order >= 0),
  __format__: ['spec', (_vm, self, spec) => (textOf(spec) === '' ? self : formatText(self, parseSpec(textOf(spec) ?? '', 'str')))],
  __getnewargs__: ['', (_vm, self) => new PyTuple([self])],
  format: ['*args, **kwargs', (vm, self, args, kwargs) => formatFields(vm, self, args instanceof PyTuple ? args.items : [], kwargs)],
  format_map: ['mapping', (vm, self, mapping) => formatFields(vm, self, undefined, mapping)],
  join: ['iterable', join],
  encode: [
    'encoding=, errors=',
    (_vm, self, encoding, errors) => encodeText(self, textOf(encoding) ?? 'utf-8', textOf(errors) ?? 'strict'),
  ],
  ...strMethods,
});

staticMethods(strType, { maketrans: ['x, y?, z?', (_vm, x, y, z) => makeTranslation(x, y, z)] });

function textIterator(self: string): Value {
  if (isPlain(self))
    return indexIterator(
      'str_ascii_iterator',
      () => self.length,
      index => self.charAt(index),
    );
  const points = codePoints(self);
  return indexIterator(
    'str_iterator',
    () => points.length,
    index => points[index],
  );
}

function* textItem(vm: Vm, self: string, key: Value): Native {
  const plain = isPlain(self);
  if (key instanceof PySlice) {
    const slice = yield* plainSlice(vm, key);
    return sliceItems(plain ? [...self.split('')] : codePoints(self), slice).join('');
  }
  if (intOf(key) === undefined && typeof key !== 'object') throw typeError(`string indices must be integers, not '${typeOf(key).name}'`);
  const index = yield* wordedIndex(vm, key, plain ? self.length : codePoints(self).length);
  return plain ? self.charAt(index) : codePoints(self)[index];
}

function* wordedIndex(vm: Vm, key: Value, length: number): Native<number> {
  try {
    return yield* itemIndex(vm, key, length, 'string');
  } catch (error) {
    if (error instanceof Error && intOf(key) === undefined) throw typeError(`string indices must be integers, not '${typeOf(key).name}'`);
    throw error;
  }
}

function repeatText(vm: Vm, self: string, count: Value): Value {
  const times = repeatCount(vm, count, self.length, 1);
  return times === undefined ? notImplemented : self.repeat(times);
}

function* join(vm: Vm, self: string, iterable: Value): Native {
  const items = yield* joinable(vm, iterable);
  const words: string[] = [];
  let size = 0;
  for (const [index, item] of items.entries()) {
    const text = textOf(item);
    if (text === undefined) throw typeError(`sequence item ${index}: expected str instance, ${typeOf(item).name} found`);
    words.push(text);
    size += text.length + self.length;
  }
  return vm.memory.text(size, () => words.join(self));
}

function* joinable(vm: Vm, iterable: Value): Native<readonly Value[]> {
  if (typeof iterable !== 'object' && typeof iterable !== 'string') throw typeError('can only join an iterable');
  return yield* itemsOf(vm, iterable);
}

function makeTranslation(x: Value, y: Value, z: Value): Value {
  const table = new PyDict();
  if (y === undefined) {
    if (!(x instanceof PyDict)) throw typeError('if you give only one argument to maketrans it must be a dict');
    for (const [key, value] of x.map) {
      const text = textOf(x.keyOf(key));
      const code = text === undefined ? Number(intOf(x.keyOf(key)) ?? 0) : text.codePointAt(0);
      table.map.set(code ?? 0, value);
    }
    return table;
  }
  const [from, to] = [codePoints(textOf(x) ?? ''), codePoints(textOf(y) ?? '')];
  if (from.length !== to.length) throw valueError('the first two maketrans arguments must have equal length');
  from.forEach((character, index) => table.map.set(character.codePointAt(0) ?? 0, (to[index] ?? '').codePointAt(0)));
  for (const character of codePoints(textOf(z) ?? '')) table.map.set(character.codePointAt(0) ?? 0, null);
  return table;
}
