import { type Key, PhpArray } from '../runtime/array.js';
import type { Args, Natives } from '../runtime/native.js';
import { type Value, read } from '../runtime/value.js';

/** Keeps entries of the first array by what the others have. */
function compareSets(a: Args, { keep, by }: { readonly keep: 'in' | 'out'; readonly by: 'value' | 'key' | 'both' }): PhpArray {
  const others = a.slots.slice(1).map(slot => {
    const value = read(slot);
    return value instanceof PhpArray ? value : new PhpArray();
  });
  const values = others.map(other => (by === 'value' ? new Set(other.values().map(value => a.vm.text(value))) : undefined));
  const has = (other: PhpArray, i: number, key: Key, value: Value): boolean => {
    if (by === 'value') return values[i]?.has(a.vm.text(value)) ?? false;
    if (!other.has(key)) return false;
    return by === 'key' || a.vm.text(other.get(key) ?? null) === a.vm.text(value);
  };
  const result = new PhpArray();
  for (const [key, value] of a.arr(0).entries()) {
    const found = others.map((other, i) => has(other, i, key, value));
    if (keep === 'in' ? found.every(Boolean) : !found.some(Boolean)) result.set(key, a.vm.copy(value));
  }
  return result;
}

/** Arrays as sets: what others have too, or have not. */
export const setFunctions: Natives = {
  'array_diff(array $array, array ...$arrays)': a => compareSets(a, { keep: 'out', by: 'value' }),
  'array_diff_key(array $array, array ...$arrays)': a => compareSets(a, { keep: 'out', by: 'key' }),
  'array_diff_assoc(array $array, array ...$arrays)': a => compareSets(a, { keep: 'out', by: 'both' }),
  'array_intersect(array $array, array ...$arrays)': a => compareSets(a, { keep: 'in', by: 'value' }),
  'array_intersect_key(array $array, array ...$arrays)': a => compareSets(a, { keep: 'in', by: 'key' }),
  'array_intersect_assoc(array $array, array ...$arrays)': a => compareSets(a, { keep: 'in', by: 'both' }),
};
