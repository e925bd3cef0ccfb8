import { raised, typeError } from '../objects/exception.js';
import { construct, getters, methods } from '../objects/define.js';
import { isNative, type Native } from '../objects/functions.js';
import { iteratorBase, PyIterator } from '../objects/iterator.js';
import type { Value } from '../objects/object.js';
import { notImplemented, rangeType, typeOf } from '../objects/types.js';
import { intOf, PyFloat, PyRange, PySlice, PyTuple } from '../objects/values.js';
import { containsItem } from '../vm/contains.js';
import { hashInt } from '../vm/hash.js';
import { indexOf } from '../vm/protocol.js';
import { boundsOf } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { indexIterator, itemIndex, plainSlice } from './sequence.js';
import { lazyTypes, enumerate, filter, map, zip } from './lazy.js';

const asIterator = (value: Value): PyIterator | undefined => (value instanceof PyIterator ? value : undefined);

methods(iteratorBase, asIterator, {
  __iter__: ['', (_vm, self) => self],
  __next__: ['', (vm, self) => nextOrStop(vm, self)],
  __length_hint__: ['', (_vm, self) => self.left?.() ?? notImplemented],
});

function nextOrStop(vm: Vm, self: PyIterator): Value | Native {
  const next = self.next(vm);
  if (isNative(next)) return stopLater(next);
  if (next === undefined) throw raised('StopIteration');
  return next;
}

function* stopLater(work: Native): Native {
  const next = yield* work;
  if (next === undefined) throw raised('StopIteration');
  return next;
}

construct(lazyTypes.enumerate, 'iterable:, start=', (vm, _type, iterable, start) => enumerate(vm, iterable, start));
construct(lazyTypes.filter, 'function, iterable', (vm, _type, fn, iterable) => filter(vm, fn, iterable));
construct(lazyTypes.map, '*args', (vm, _type, args) => {
  const [fn, ...iterables] = args instanceof PyTuple ? args.items : [];
  return map(vm, fn, new PyTuple(iterables));
});
construct(lazyTypes.zip, '*iterables, strict=', (vm, _type, iterables, strict) => zip(vm, iterables, strict));

const asRange = (value: Value): PyRange | undefined => (value instanceof PyRange ? value : undefined);

construct(rangeType, 'start, stop?, step?', function* (vm, _type, start, stop, step): Native {
  const [a, b, c] = [
    yield* bound(vm, start),
    stop === undefined ? undefined : yield* bound(vm, stop),
    step === undefined ? 1 : yield* bound(vm, step),
  ];
  if (c === 0) throw raised('ValueError', 'range() arg 3 must not be zero');
  return b === undefined ? new PyRange(0, a, 1) : new PyRange(a, b, c);
});

function* bound(vm: Vm, value: Value): Native<number> {
  if (value instanceof PyFloat) throw typeError("'float' object cannot be interpreted as an integer");
  return Number(yield* indexOf(vm, value));
}

const rangeAt = (range: PyRange, index: number): number => range.start + index * range.step;

/** Where a number lies in a range; undefined when it does not. */
function positionIn(range: PyRange, value: Value): number | undefined {
  const number = value instanceof PyFloat ? value.value : intOf(value);
  if (number === undefined) return undefined;
  const index = (Number(number) - range.start) / range.step;
  return Number.isInteger(index) && index >= 0 && index < range.length ? index : undefined;
}

methods(rangeType, asRange, {
  __iter__: [
    '',
    (_vm, range) =>
      indexIterator(
        'range_iterator',
        () => range.length,
        index => rangeAt(range, index),
      ),
  ],
  __reversed__: [
    '',
    (_vm, range) =>
      indexIterator(
        'range_iterator',
        () => range.length,
        index => rangeAt(range, range.length - 1 - index),
      ),
  ],
  __len__: ['', (_vm, range) => range.length],
  __repr__: ['', (_vm, { start, stop, step }) => (step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`)],
  __contains__: [
    'key',
    (vm, range, value) =>
      typeof value === 'object' && value !== null && !(value instanceof PyFloat)
        ? containsItem(vm, listed(range), value)
        : positionIn(range, value) !== undefined,
  ],
  __getitem__: [
    'index',
    function* (vm, range, index): Native {
      if (!(index instanceof PySlice))
        return rangeAt(range, yield* itemIndex(vm, index, range.length, 'range', 'object index out of range'));
      const { start, stop, step } = boundsOf(yield* plainSlice(vm, index), range.length);
      return new PyRange(rangeAt(range, start), rangeAt(range, stop), range.step * step);
    },
  ],
  __eq__: ['value', (_vm, range, other) => (other instanceof PyRange ? sameRange(range, other) : notImplemented)],
  __hash__: ['', (_vm, range) => hashInt(range.length * 31 + range.start * 7 + (range.length > 1 ? range.step : 0))],
  count: ['value', (_vm, range, value) => (positionIn(range, value) === undefined ? 0 : 1)],
  index: [
    'value',
    (_vm, range, value) => {
      const index = positionIn(range, value);
      if (index === undefined) throw raised('ValueError', `${typeof value === 'number' ? value : typeOf(value).name} is not in range`);
      return index;
    },
  ],
});
getters(rangeType, asRange, { start: (_vm, range) => range.start, stop: (_vm, range) => range.stop, step: (_vm, range) => range.step });

function listed(range: PyRange): Value[] {
  return Array.from({ length: Math.min(range.length, 1_000_000) }, (_, index) => rangeAt(range, index));
}

function sameRange(a: PyRange, b: PyRange): boolean {
  if (a.length !== b.length) return false;
  return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
}
