import { raised, typeError } from '../objects/exception.js';
import { isNative, type Native } from '../objects/functions.js';
import { iteratorType, PyIterator } from '../objects/iterator.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { intOf, PySlice } from '../objects/values.js';
import { special } from '../vm/attributes.js';
import { compare, equals } from '../vm/operators.js';
import { indexOf, repr, truth } from '../vm/protocol.js';
import { placeOf } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';

/** `sequence[index]` of a list, tuple …: the place, or what is said where there is none. */
export function* itemIndex(vm: Vm, index: Value, length: number, what: string, words = 'index out of range'): Native<number> {
  if (intOf(index) === undefined && special(index, '__index__') === undefined)
    throw typeError(`${what} indices must be integers or slices, not ${typeOf(index).name}`);
  const place = placeOf(yield* indexOf(vm, index), length);
  if (place === undefined) throw raised('IndexError', `${what} ${words}`);
  return place;
}

/** A slice whose bounds are plain ints or None. */
export function* plainSlice(vm: Vm, slice: PySlice): Native<PySlice> {
  const parts: Value[] = [];
  for (const part of [slice.start, slice.stop, slice.step]) {
    const isPlain = part === null || intOf(part) !== undefined;
    if (!isPlain && special(part, '__index__') === undefined)
      throw typeError('slice indices must be integers or None or have an __index__ method');
    parts.push(isPlain ? part : yield* indexOf(vm, part));
  }
  return new PySlice(parts[0] ?? null, parts[1] ?? null, parts[2] ?? null);
}

/** `[a, b]` with the reprs of items; `...` where a container holds itself. */
export function* reprItems(vm: Vm, container: object, items: readonly Value[], open: string, close: string): Native<string> {
  if (busy.has(container)) return `${open}...${close}`;
  busy.add(container);
  try {
    const words: string[] = [];
    for (const item of items) {
      if (vm.isDue) yield* vm.breathe();
      words.push(yield* repr(vm, item));
    }
    return open + words.join(', ') + close;
  } finally {
    busy.delete(container);
  }
}

/** Containers whose repr is being made. */
export const busy = new WeakSet();

/** `<`, `==` and so on for sequences: by the first items that differ. */
export function* compareItems(vm: Vm, operator: number, a: readonly Value[], b: readonly Value[]): Native {
  if ((operator === 2 || operator === 3) && a.length !== b.length) return operator === 3;
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (vm.isDue) yield* vm.breathe();
    if (a[i] === b[i] || (yield* equals(vm, a[i], b[i]))) continue;
    if (operator === 2 || operator === 3) return operator === 3;
    const answer = compare(vm, operator, a[i], b[i]);
    return isNative(answer) ? yield* answer : answer;
  }
  return [
    a.length < b.length,
    a.length <= b.length,
    a.length === b.length,
    a.length !== b.length,
    a.length > b.length,
    a.length >= b.length,
  ][operator];
}

/** Where an item is, from `start` up to `stop`. */
export function* findItem(vm: Vm, items: readonly Value[], value: Value, startValue: Value, stopValue: Value): Native<number | undefined> {
  const clip = (at: Value, fallback: number): number => {
    const index = intOf(at);
    if (index === undefined) return fallback;
    return index < 0 ? Math.max(0, Number(index) + items.length) : Number(index);
  };
  const stop = Math.min(clip(stopValue, items.length), items.length);
  for (let i = clip(startValue, 0); i < stop; i++) {
    if (vm.isDue) yield* vm.breathe();
    if (yield* equals(vm, items[i], value)) return i;
  }
  return undefined;
}

export function* countItems(vm: Vm, items: readonly Value[], value: Value): Native<number> {
  let count = 0;
  for (const item of items) {
    if (vm.isDue) yield* vm.breathe();
    if (yield* equals(vm, item, value)) count++;
  }
  return count;
}

/** How often a sequence is repeated: at most as often as fits into memory. */
export function repeatCount(vm: Vm, count: Value, length: number, itemBytes: number): number | undefined {
  const times = intOf(count);
  if (times === undefined) return undefined;
  if (times <= 0 || length === 0) return 0;
  if (typeof times === 'bigint') throw raised('OverflowError', "cannot fit 'int' into an index-sized integer");
  vm.memory.note(times * length * itemBytes);
  return times;
}

/** Iterates by index, so that what is added meanwhile is seen. */
export function indexIterator(name: string, length: () => number, at: (index: number) => Value): PyIterator {
  let index = 0;
  let isOver = false;
  const iterator = new PyIterator(
    iteratorType(name),
    () => {
      if (!isOver && index < length()) return at(index++);
      isOver = true;
      return undefined;
    },
    () => (isOver ? 0 : Math.max(0, length() - index)),
  );
  iterator.isPlain = true;
  return iterator;
}

/** Sorts by `<`, as stable as Python does (a merge sort). */
export function* sortValues(vm: Vm, values: readonly Value[], keys: readonly Value[], isReversed: boolean): Native<Value[]> {
  const pairs = values.map((value, index) => ({ value, key: keys[index] }));
  if (isReversed) pairs.reverse();
  const sorted = plainSort(pairs) ?? (yield* mergeSort(vm, pairs));
  const result = sorted.map(pair => pair.value);
  return isReversed ? result.reverse() : result;
}

interface Pair {
  readonly value: Value;
  readonly key: Value;
}

/** Numbers alone, and texts without anything beyond U+D7FF, JavaScript can sort. */
function plainSort(pairs: readonly Pair[]): Pair[] | undefined {
  if (pairs.every(pair => typeof pair.key === 'number')) return pairs.toSorted((a, b) => Number(a.key) - Number(b.key));
  if (pairs.every(pair => typeof pair.key === 'string' && !/[\ud800-\uffff]/.test(pair.key))) {
    return pairs.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : (a.key ?? '') > (b.key ?? '') ? 1 : 0));
  }
  return undefined;
}

function* mergeSort(vm: Vm, pairs: readonly Pair[]): Native<Pair[]> {
  if (pairs.length < 2) return [...pairs];
  const middle = pairs.length >> 1;
  const left = yield* mergeSort(vm, pairs.slice(0, middle));
  const right = yield* mergeSort(vm, pairs.slice(middle));
  const merged: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (vm.isDue) yield* vm.breathe();
    const answer = compare(vm, 0, right[j]?.key, left[i]?.key);
    const isLess = yield* truth(vm, isNative(answer) ? yield* answer : answer);
    const next = isLess ? right[j++] : left[i++];
    if (next) merged.push(next);
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}
