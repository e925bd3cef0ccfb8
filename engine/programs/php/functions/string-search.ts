import type { Args, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { lower } from './letters.js';

function offsetOf(a: Args, i: number, length: number): number {
  const offset = a.int(i);
  if (Math.abs(offset) > length && offset !== length) a.invalid(i, 'must be contained in argument #1 ($haystack)');
  return offset < 0 ? offset + length : offset;
}

function find(a: Args, fold: boolean): Value {
  const text = fold ? lower(a.str(0)) : a.str(0);
  const at = text.indexOf(fold ? lower(a.str(1)) : a.str(1), offsetOf(a, 2, text.length));
  return at < 0 ? false : at;
}

function findLast(a: Args, fold: boolean): Value {
  const text = fold ? lower(a.str(0)) : a.str(0);
  const needle = fold ? lower(a.str(1)) : a.str(1);
  const offset = a.int(2);
  const at = offset < 0 ? text.lastIndexOf(needle, text.length + offset) : text.lastIndexOf(needle);
  return at < 0 || (offset > 0 && at < offset) ? false : at;
}

export function substring(text: string, offset: number, length: number | undefined): string {
  const start = offset < 0 ? Math.max(0, text.length + offset) : Math.min(offset, text.length);
  if (length === undefined) return text.slice(start);
  return length < 0 ? text.slice(start, Math.max(start, text.length + length)) : text.slice(start, start + length);
}

function span(text: string, characters: string, inside: boolean): number {
  let at = 0;
  while (at < text.length && characters.includes(text[at] ?? '') === inside) at++;
  return at;
}

/** Finds text in text, and takes pieces by place. */
export const searchFunctions: Natives = {
  'strpos(string $haystack, string $needle, int $offset = 0)': a => find(a, false),
  'stripos(string $haystack, string $needle, int $offset = 0)': a => find(a, true),
  'strrpos(string $haystack, string $needle, int $offset = 0)': a => findLast(a, false),
  'strripos(string $haystack, string $needle, int $offset = 0)': a => findLast(a, true),
  'str_contains(string $haystack, string $needle)': a => a.str(0).includes(a.str(1)),
  'str_starts_with(string $haystack, string $needle)': a => a.str(0).startsWith(a.str(1)),
  'str_ends_with(string $haystack, string $needle)': a => a.str(0).endsWith(a.str(1)),
  'substr(string $string, int $offset, ?int $length = null)': a => substring(a.str(0), a.int(1), a.optInt(2)),
  'substr_count(string $haystack, string $needle, int $offset = 0, ?int $length = null)': a => {
    if (a.str(1) === '') a.invalid(1, 'cannot be empty');
    return substring(a.str(0), a.int(2), a.optInt(3)).split(a.str(1)).length - 1;
  },
  'substr_replace(mixed $string, string $replace, int $offset, ?int $length = null)': a => {
    const text = a.str(0);
    const start = a.int(2) < 0 ? Math.max(0, text.length + a.int(2)) : Math.min(a.int(2), text.length);
    const length = a.optInt(3) ?? text.length;
    const end = length < 0 ? Math.max(start, text.length + length) : Math.min(text.length, start + length);
    return text.slice(0, start) + a.str(1) + text.slice(end);
  },
  'strstr(string $haystack, string $needle, bool $before_needle = false)': a => {
    const at = a.str(0).indexOf(a.str(1));
    return at < 0 ? false : a.bool(2) ? a.str(0).slice(0, at) : a.str(0).slice(at);
  },
  'stristr(string $haystack, string $needle, bool $before_needle = false)': a => {
    const at = lower(a.str(0)).indexOf(lower(a.str(1)));
    return at < 0 ? false : a.bool(2) ? a.str(0).slice(0, at) : a.str(0).slice(at);
  },
  'strrchr(string $haystack, string $needle)': a => {
    const at = a.str(0).lastIndexOf(a.str(1).slice(0, 1));
    return at < 0 ? false : a.str(0).slice(at);
  },
  'strspn(string $string, string $characters, int $offset = 0, ?int $length = null)': a =>
    span(substring(a.str(0), a.int(2), a.optInt(3)), a.str(1), true),
  'strcspn(string $string, string $characters, int $offset = 0, ?int $length = null)': a =>
    span(substring(a.str(0), a.int(2), a.optInt(3)), a.str(1), false),
  'strpbrk(string $string, string $characters)': a => {
    const at = span(a.str(0), a.str(1), false);
    return at === a.str(0).length ? false : a.str(0).slice(at);
  },
};
