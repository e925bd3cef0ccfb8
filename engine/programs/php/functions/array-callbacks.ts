import { largestOf } from '../../../core/extremes.js';
import type { Task } from '../../../core/task.js';
import { PhpArray, type Key } from '../runtime/array.js';
import { collect } from '../runtime/foreach.js';
import { compare } from '../runtime/compare.js';
import type { Callable } from '../runtime/code.js';
import { toBool, toFloat, toNumber } from '../runtime/convert.js';
import type { Args, NativeTasks } from '../runtime/native.js';
import { read, type Ref, type Slot, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { naturalCompare } from './natural.js';

type Entry = readonly [Key, Slot];
type Order = (a: Entry, b: Entry) => Task<number> | number;

/** Sorts stably; the order may be computed by the program, so this may wait. */
export function* mergeSort(vm: Vm, entries: readonly Entry[], order: Order): Task<Entry[]> {
  if (entries.length < 2) return [...entries];
  const middle = entries.length >> 1;
  const left = yield* mergeSort(vm, entries.slice(0, middle), order);
  const right = yield* mergeSort(vm, entries.slice(middle), order);
  const merged: Entry[] = [];
  let i = 0;
  let j = 0;
  for (let l = left[0], r = right[0]; l && r; ) {
    const found = order(l, r);
    if ((typeof found === 'number' ? found : yield* found) <= 0) {
      merged.push(l);
      l = left[++i];
    } else {
      merged.push(r);
      r = right[++j];
    }
  }
  if (entries.length > 256) yield* vm.sys.tick();
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

function valueOrder(vm: Vm, flags: number): (a: Value, b: Value) => number {
  const fold = (flags & 8) !== 0;
  switch (flags & 7) {
    case 1:
      return (a, b) => toFloat(a) - toFloat(b);
    case 2:
      return (a, b) => {
        const [x, y] = [vm.text(a), vm.text(b)].map(text => (fold ? text.toLowerCase() : text));
        return (x ?? '') < (y ?? '') ? -1 : x === y ? 0 : 1;
      };
    case 6:
      return (a, b) => naturalCompare(vm.text(a), vm.text(b), fold);
    default:
      return (a, b) => compare(vm, a, b);
  }
}

function* sortArray(a: Args, how: { readonly by: 'value' | 'key'; readonly keys: boolean; readonly reverse?: boolean }): Task<Value> {
  const array = a.refArray(0);
  const order = valueOrder(a.vm, a.int(1));
  const sign = how.reverse ? -1 : 1;
  const pick = (entry: Entry): Value => (how.by === 'key' ? entry[0] : read(entry[1]));
  put(array, yield* mergeSort(a.vm, [...array.slots()], (x, y) => sign * order(pick(x), pick(y))), how.keys);
  return true;
}

function put(array: PhpArray, entries: readonly Entry[], keys: boolean): void {
  const sorted = new PhpArray();
  for (const [key, slot] of entries) {
    if (keys) sorted.setSlot(key, slot);
    else sorted.append(slot);
  }
  array.become(sorted);
}

function* userSort(a: Args, how: { readonly by: 'value' | 'key'; readonly keys: boolean }): Task<Value> {
  const array = a.refArray(0);
  const callable = a.callable(1);
  const pick = (entry: Entry): Value => (how.by === 'key' ? entry[0] : read(entry[1]));
  put(array, yield* mergeSort(a.vm, [...array.slots()], (x, y) => ask(a.vm, callable, [pick(x), pick(y)])), how.keys);
  return true;
}

function* ask(vm: Vm, callable: Callable | undefined, args: readonly Value[]): Task<number> {
  return callable ? toNumber(yield* vm.calls.invoke(callable, args)) : 0;
}

function* arrayMap(a: Args): Task<Value> {
  const callable = a.callable(0);
  const arrays = a.rest(1).map(each => (each instanceof PhpArray ? each : new PhpArray()));
  const [first = new PhpArray()] = arrays;
  const result = new PhpArray();
  if (arrays.length === 1) {
    if (!callable) return first;
    for (const [key, slot] of [...first.slots()]) result.set(key, a.vm.copy(yield* a.vm.calls.invoke(callable, [slot])));
    return result;
  }
  const lists = arrays.map(array => array.values());
  const length = largestOf(lists.map(list => list.length));
  for (let i = 0; i < length; i++) {
    const row = lists.map(list => list[i] ?? null);
    result.append(callable ? a.vm.copy(yield* a.vm.calls.invoke(callable, row)) : PhpArray.of(row));
  }
  return result;
}

function* walk(a: Args, array: PhpArray, recursive: boolean, around: readonly Ref[] = []): Task<void> {
  const callable = a.callable(1);
  if (!callable) return;
  for (const key of [...array.keys()]) {
    const ref = array.ref(key);
    if (recursive && ref.value instanceof PhpArray) {
      if (around.includes(ref)) throw a.vm.errors.error('Recursion detected');
      yield* walk(a, ref.value, true, [...around, ref]);
    } else yield* a.vm.calls.invoke(callable, a.given(2) ? [ref, key, a.get(2)] : [ref, key]);
  }
}

function* userSets(a: Args, keep: 'in' | 'out', by: 'value' | 'key'): Task<Value> {
  const callable = a.vm.calls.toCallable(a.get(a.count - 1));
  const others = a.rest(1).slice(0, -1);
  const result = new PhpArray();
  for (const [key, value] of a.arr(0).entries()) {
    let all = true;
    let any = false;
    for (const other of others) {
      let found = false;
      if (other instanceof PhpArray)
        for (const [otherKey, otherValue] of other.entries()) {
          if ((yield* ask(a.vm, callable, by === 'key' ? [key, otherKey] : [value, otherValue])) === 0) found = true;
          if (found) break;
        }
      all &&= found;
      any ||= found;
    }
    if (keep === 'in' ? all : !any) result.set(key, a.vm.copy(value));
  }
  return result;
}

export const arrayTasks: NativeTasks = {
  'sort(array &$array, int $flags = 0)': a => sortArray(a, { by: 'value', keys: false }),
  'rsort(array &$array, int $flags = 0)': a => sortArray(a, { by: 'value', keys: false, reverse: true }),
  'asort(array &$array, int $flags = 0)': a => sortArray(a, { by: 'value', keys: true }),
  'arsort(array &$array, int $flags = 0)': a => sortArray(a, { by: 'value', keys: true, reverse: true }),
  'ksort(array &$array, int $flags = 0)': a => sortArray(a, { by: 'key', keys: true }),
  'krsort(array &$array, int $flags = 0)': a => sortArray(a, { by: 'key', keys: true, reverse: true }),
  *'natsort(array &$array)'(a) {
    const array = a.refArray(0);
    put(
      array,
      yield* mergeSort(a.vm, [...array.slots()], (x, y) => naturalCompare(a.vm.text(read(x[1])), a.vm.text(read(y[1])), false)),
      true,
    );
    return true;
  },
  *'natcasesort(array &$array)'(a) {
    const array = a.refArray(0);
    put(
      array,
      yield* mergeSort(a.vm, [...array.slots()], (x, y) => naturalCompare(a.vm.text(read(x[1])), a.vm.text(read(y[1])), true)),
      true,
    );
    return true;
  },
  'usort(array &$array, callable $callback)': a => userSort(a, { by: 'value', keys: false }),
  'uasort(array &$array, callable $callback)': a => userSort(a, { by: 'value', keys: true }),
  'uksort(array &$array, callable $callback)': a => userSort(a, { by: 'key', keys: true }),
  'array_map(?callable $callback, array $array, array ...$arrays)': arrayMap,
  *'array_filter(array $array, ?callable $callback = null, int $mode = 0)'(a) {
    const callable = a.callable(1);
    const result = new PhpArray();
    for (const [key, value] of a.arr(0).entries()) {
      const args = a.int(2) === 2 ? [key] : a.int(2) === 1 ? [value, key] : [value];
      if (toBool(callable ? yield* a.vm.calls.invoke(callable, args) : value)) result.set(key, a.vm.copy(value));
    }
    return result;
  },
  *'array_reduce(array $array, callable $callback, mixed $initial = null)'(a) {
    const callable = a.callable(1);
    let carry = a.get(2);
    for (const value of a.arr(0).values()) carry = callable ? yield* a.vm.calls.invoke(callable, [carry, value]) : null;
    return carry;
  },
  *'array_walk(array|object &$array, callable $callback, mixed $arg = null)'(a) {
    const value = a.get(0);
    if (value instanceof PhpArray) yield* walk(a, value, false);
    return true;
  },
  *'array_walk_recursive(array|object &$array, callable $callback, mixed $arg = null)'(a) {
    const value = a.get(0);
    if (value instanceof PhpArray) yield* walk(a, value, true);
    return true;
  },
  'array_udiff(array $array, mixed ...$rest)': a => userSets(a, 'out', 'value'),
  'array_uintersect(array $array, mixed ...$rest)': a => userSets(a, 'in', 'value'),
  'array_diff_ukey(array $array, mixed ...$rest)': a => userSets(a, 'out', 'key'),
  'array_intersect_ukey(array $array, mixed ...$rest)': a => userSets(a, 'in', 'key'),
  *'iterator_to_array(mixed $iterator, bool $preserve_keys = true)'(a) {
    return yield* collect(a.vm, a.get(0), a.bool(1));
  },
  *'iterator_count(mixed $iterator)'(a) {
    return (yield* collect(a.vm, a.get(0), false)).size;
  },
};
