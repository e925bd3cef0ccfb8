import type { Natives } from '../runtime/native.js';
import { lower } from './letters.js';
import { naturalCompare } from './natural.js';
import { substring } from './string-search.js';

function compareFolded(a: string, b: string): number {
  const x = lower(a);
  const y = lower(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function similar(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  let [best, ai, bi] = [0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) {
      let k = 0;
      while (i + k < a.length && j + k < b.length && a[i + k] === b[j + k]) k++;
      if (k > best) [best, ai, bi] = [k, i, j];
    }
  if (best === 0) return 0;
  return best + similar(a.slice(0, ai), b.slice(0, bi)) + similar(a.slice(ai + best), b.slice(bi + best));
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Which text comes first, and how far apart two are. */
export const compareFunctions: Natives = {
  'strcmp(string $string1, string $string2)': a => order(a.str(0), a.str(1)),
  'strcasecmp(string $string1, string $string2)': a => compareFolded(a.str(0), a.str(1)),
  'strncmp(string $string1, string $string2, int $length)': a => order(a.str(0).slice(0, a.int(2)), a.str(1).slice(0, a.int(2))),
  'strncasecmp(string $string1, string $string2, int $length)': a =>
    compareFolded(a.str(0).slice(0, a.int(2)), a.str(1).slice(0, a.int(2))),
  'strnatcmp(string $string1, string $string2)': a => naturalCompare(a.str(0), a.str(1), false),
  'strnatcasecmp(string $string1, string $string2)': a => naturalCompare(a.str(0), a.str(1), true),
  'strcoll(string $string1, string $string2)': a => order(a.str(0), a.str(1)),
  'substr_compare(string $haystack, string $needle, int $offset, ?int $length = null, bool $case_insensitive = false)': a => {
    const x = substring(a.str(0), a.int(2), a.optInt(3));
    const y = a.optInt(3) === undefined ? a.str(1) : a.str(1).slice(0, a.int(3));
    return a.bool(4) ? compareFolded(x, y) : order(x, y);
  },
  'similar_text(string $string1, string $string2, mixed &$percent = null)': a => {
    const [x, y] = [a.str(0).slice(0, 2000), a.str(1).slice(0, 2000)];
    return similar(x, y);
  },
  'levenshtein(string $string1, string $string2, int $insertion_cost = 1, int $replacement_cost = 1, int $deletion_cost = 1)': a =>
    levenshtein(a.str(0).slice(0, 4000), a.str(1).slice(0, 4000)),
};
