import { type Key, PhpArray } from '../runtime/array.js';
import { identical, looselyEqual } from '../runtime/compare.js';
import type { Args, Natives } from '../runtime/native.js';
import { PhpObject } from '../runtime/object.js';
import { PhpFloat, type Slot, type Value, isInt } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { share } from './array-merge.js';

function search(a: Args): Key | undefined {
  const needle = a.get(0);
  for (const [key, value] of a.arr(1).entries()) if (a.bool(2) ? identical(value, needle) : looselyEqual(a.vm, value, needle)) return key;
  return undefined;
}

function slice(array: PhpArray, offset: number, length: number | undefined): (readonly [Key, Slot])[] {
  const start = offset < 0 ? Math.max(0, array.size + offset) : Math.min(offset, array.size);
  const end = length === undefined ? array.size : length < 0 ? array.size + length : Math.min(array.size, start + length);
  return [...array.slots()].slice(start, Math.max(start, end));
}

function count(vm: Vm, value: Value, recursive: boolean, around: readonly object[] = []): number {
  if (!(value instanceof PhpArray)) return 0;
  if (!recursive) return value.size;
  if (around.includes(value.identity)) {
    vm.errors.warning('count(): Recursion detected');
    return 0;
  }
  const inside = [...around, value.identity];
  return value.values().reduce<number>((sum, each) => sum + 1 + count(vm, each, true, inside), 0);
}

function range(a: Args): PhpArray {
  const start = a.get(0);
  const end = a.get(1);
  if (
    typeof start === 'string' &&
    typeof end === 'string' &&
    start !== '' &&
    end !== '' &&
    !/^[\d.+-]/.test(start) &&
    !/^[\d.+-]/.test(end)
  ) {
    const from = start.charCodeAt(0);
    const to = end.charCodeAt(0);
    const by = Math.max(1, Math.abs(a.int(2))) * (from <= to ? 1 : -1);
    const letters: Value[] = [];
    for (let code = from; by > 0 ? code <= to : code >= to; code += by) letters.push(String.fromCharCode(code));
    return PhpArray.of(letters);
  }
  const from = a.float(0);
  const to = a.float(1);
  const step = Math.abs(a.float(2));
  const isWhole = [0, 1, 2].every(
    i => Number.isInteger(a.float(i)) && !(a.get(i) instanceof PhpFloat) && !/[.eE]/.test(typeof a.get(i) === 'string' ? a.str(i) : ''),
  );
  if (step === 0) a.invalid(2, 'cannot be 0');
  const length = Math.floor(Math.abs(to - from) / step + 1e-9) + 1;
  if (step > Math.abs(to - from) && to !== from && a.given(2) && length <= 1) return PhpArray.of([isWhole ? from : new PhpFloat(from)]);
  if (length * 16 > a.vm.memory.limit && a.vm.memory.limit > 0) a.vm.memory.reserve(length * 16);
  a.vm.memory.reserve(length * 16);
  const sign = from <= to ? 1 : -1;
  return PhpArray.of(Array.from({ length }, (_, i) => (isWhole ? from + sign * i * step : new PhpFloat(from + sign * i * step))));
}

export const arrayFunctions: Natives = {
  'count(mixed $value, int $mode = 0)': a => {
    const value = a.get(0);
    if (value instanceof PhpArray) return count(a.vm, value, a.int(1) === 1);
    if (value instanceof PhpObject && value.cls.isNamed('countable')) return a.vm.calls.method(value, 'count', []);
    throw a.vm.errors.typeError(`count(): Argument #1 ($value) must be of type Countable|array, ${a.vm.typeName(value)} given`);
  },
  'sizeof(array $value, int $mode = 0)': a => count(a.vm, a.get(0), a.int(1) === 1),
  'in_array(mixed $needle, array $haystack, bool $strict = false)': a => search(a) !== undefined,
  'array_search(mixed $needle, array $haystack, bool $strict = false)': a => search(a) ?? false,
  'array_keys(array $array, mixed $filter_value = null, bool $strict = false)': a => {
    if (!a.given(1)) return PhpArray.of(a.arr(0).keys());
    const wanted = a.get(1);
    return PhpArray.of(
      [...a.arr(0).entries()]
        .filter(([, value]) => (a.bool(2) ? identical(value, wanted) : looselyEqual(a.vm, value, wanted)))
        .map(([key]) => key),
    );
  },
  'array_values(array $array)': a =>
    PhpArray.of(
      a
        .arr(0)
        .values()
        .map(value => a.vm.copy(value)),
    ),
  'array_combine(array $keys, array $values)': a => {
    const values = a.arr(1).values();
    if (a.arr(0).size !== values.length)
      throw a.vm.errors.make(
        'ValueError',
        'array_combine(): Argument #1 ($keys) and argument #2 ($values) must have the same number of elements',
      );
    return PhpArray.from(
      a
        .arr(0)
        .values()
        .map((key, i) => [a.vm.key(a.vm.text(key)), a.vm.copy(values[i] ?? null)] as const),
    );
  },
  'array_flip(array $array)': a => PhpArray.from([...a.arr(0).entries()].map(([key, value]) => [a.vm.key(value), key] as const)),
  'array_fill(int $start_index, int $count, mixed $value)': a => {
    if (a.int(1) < 0) a.invalid(1, 'must be greater than or equal to 0');
    a.vm.memory.reserve(a.int(1) * 16);
    const result = new PhpArray();
    for (let i = 0; i < a.int(1); i++) result.set(a.int(0) + i, a.vm.copy(a.get(2)));
    return result;
  },
  'array_fill_keys(array $keys, mixed $value)': a =>
    PhpArray.from(
      a
        .arr(0)
        .values()
        .map(key => [a.vm.key(a.vm.text(key)), a.vm.copy(a.get(1))] as const),
    ),
  'array_pad(array $array, int $length, mixed $value)': a => {
    const missing = Math.abs(a.int(1)) - a.arr(0).size;
    if (missing <= 0) return a.arr(0);
    a.vm.memory.reserve(missing * 16);
    const fill: [Key, Slot][] = Array.from({ length: missing }, () => [0, a.get(2)]);
    const result = new PhpArray();
    result.renumber(a.int(1) > 0 ? [...a.arr(0).slots(), ...fill] : [...fill, ...a.arr(0).slots()]);
    return result;
  },
  'range(mixed $start, mixed $end, int|float $step = 1)': range,
  'array_key_exists(mixed $key, array $array)': a => a.arr(1).has(a.vm.key(a.get(0) ?? '')),
  'key_exists(mixed $key, array $array)': a => a.arr(1).has(a.vm.key(a.get(0) ?? '')),
  'array_key_first(array $array)': a => a.arr(0).keyAt(0) ?? null,
  'array_key_last(array $array)': a => a.arr(0).keyAt(a.arr(0).size - 1) ?? null,
  'array_is_list(array $array)': a => a.arr(0).isList,
  'array_push(array &$array, mixed ...$values)': a => {
    const array = a.refArray(0);
    for (const value of a.rest(1)) array.append(a.vm.copy(value));
    return array.size;
  },
  'array_pop(array &$array)': a => a.refArray(0).pop() ?? null,
  'array_shift(array &$array)': a => {
    const array = a.refArray(0);
    const first = array.keyAt(0);
    if (first === undefined) return null;
    const value = array.get(first) ?? null;
    array.renumber([...array.slots()].slice(1));
    return value;
  },
  'array_unshift(array &$array, mixed ...$values)': a => {
    const array = a.refArray(0);
    array.renumber([...a.rest(1).map((value): [Key, Slot] => [0, a.vm.copy(value)]), ...array.slots()]);
    return array.size;
  },
  'array_slice(array $array, int $offset, ?int $length = null, bool $preserve_keys = false)': a => {
    const result = new PhpArray();
    for (const [key, slot] of slice(a.arr(0), a.int(1), a.optInt(2))) {
      if (typeof key === 'string' || a.bool(3)) result.setSlot(key, share(slot));
      else result.append(share(slot));
    }
    return result;
  },
  'array_splice(array &$array, int $offset, ?int $length = null, mixed $replacement = [])': a => {
    const array = a.refArray(0);
    const all = [...array.slots()];
    const removed = slice(array, a.int(1), a.optInt(2));
    const at = a.int(1) < 0 ? Math.max(0, all.length + a.int(1)) : Math.min(a.int(1), all.length);
    const given = a.get(3);
    const put = (given instanceof PhpArray ? given.values() : [given]).map((value): [Key, Slot] => [0, a.vm.copy(value)]);
    array.renumber([...all.slice(0, at), ...put, ...all.slice(at + removed.length)]);
    const result = new PhpArray();
    result.renumber(removed);
    return result;
  },
  'array_reverse(array $array, bool $preserve_keys = false)': a => {
    const result = new PhpArray();
    for (const [key, slot] of [...a.arr(0).slots()].reverse()) {
      if (typeof key === 'string' || a.bool(1)) result.setSlot(key, share(slot));
      else result.append(share(slot));
    }
    return result;
  },
  'array_unique(array $array, int $flags = 2)': a => {
    const seen = new Set<string>();
    const result = new PhpArray();
    for (const [key, value] of a.arr(0).entries()) {
      const text =
        a.int(1) === 0 && (isInt(value) || value instanceof PhpFloat)
          ? String(Number(a.vm.text(value)))
          : value instanceof PhpArray
            ? JSON.stringify(value.values().map(String))
            : a.vm.text(value);
      if (seen.has(text)) continue;
      seen.add(text);
      result.set(key, a.vm.copy(value));
    }
    return result;
  },
  'array_count_values(array $array)': a => {
    const result = new PhpArray();
    for (const value of a.arr(0).values()) {
      const key = a.vm.key(value);
      result.set(key, Number(result.get(key) ?? 0) + 1);
    }
    return result;
  },
  'array_column(array $array, mixed $column_key, mixed $index_key = null)': a => {
    const pick = (row: Value, name: Value): Value | undefined => {
      if (row instanceof PhpArray) return row.get(a.vm.key(name));
      return row instanceof PhpObject ? row.get(a.vm.text(name)) : undefined;
    };
    const result = new PhpArray();
    for (const row of a.arr(0).values()) {
      const value = a.get(1) === null ? row : pick(row, a.get(1));
      if (value === undefined) continue;
      const key = a.get(2) === null ? undefined : pick(row, a.get(2));
      if (key === undefined) result.append(a.vm.copy(value));
      else result.set(a.vm.key(key), a.vm.copy(value));
    }
    return result;
  },
  'array_chunk(array $array, int $length, bool $preserve_keys = false)': a => {
    if (a.int(1) < 1) a.invalid(1, 'must be greater than 0');
    const result = new PhpArray();
    let chunk: PhpArray | undefined;
    for (const [key, value] of a.arr(0).entries()) {
      if (!chunk || chunk.size >= a.int(1)) {
        chunk = new PhpArray();
        result.append(chunk);
      }
      if (a.bool(2)) chunk.set(key, a.vm.copy(value));
      else chunk.append(a.vm.copy(value));
    }
    return result;
  },
  'array_change_key_case(array $array, int $case = 0)': a =>
    PhpArray.from(
      [...a.arr(0).entries()].map(
        ([key, value]) =>
          [typeof key === 'string' ? (a.int(1) === 1 ? key.toUpperCase() : key.toLowerCase()) : key, a.vm.copy(value)] as const,
      ),
    ),
  'array_rand(array $array, int $num = 1)': a => {
    const keys = [...a.arr(0).keys()];
    if (keys.length === 0) a.invalid(0, 'cannot be empty');
    if (a.int(1) === 1) return keys[a.vm.sys.random.below(keys.length)] ?? null;
    if (a.int(1) < 1 || a.int(1) > keys.length) a.invalid(1, 'must be between 1 and the number of elements in argument #1 ($array)');
    const chosen = new Set<number>();
    while (chosen.size < a.int(1)) chosen.add(a.vm.sys.random.below(keys.length));
    return PhpArray.of(keys.filter((_, i) => chosen.has(i)));
  },
  'shuffle(array &$array)': a => {
    const values = a.refArray(0).values();
    for (let i = values.length - 1; i > 0; i--) {
      const j = a.vm.sys.random.below(i + 1);
      [values[i], values[j]] = [values[j] ?? null, values[i] ?? null];
    }
    a.refArray(0).become(PhpArray.of(values));
    return true;
  },
};
