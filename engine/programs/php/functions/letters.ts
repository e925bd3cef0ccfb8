import type { Natives } from '../runtime/native.js';

/** Lower case of ASCII letters only: others are bytes. */
export function lower(text: string): string {
  return /[A-Z]/.test(text) ? text.replaceAll(/[A-Z]+/g, found => found.toLowerCase()) : text;
}

export function upper(text: string): string {
  return text.replaceAll(/[a-z]+/g, found => found.toUpperCase());
}

function title(text: string, delimiters: string): string {
  let fresh = true;
  return Array.from(text, c => {
    const result = fresh ? upper(c) : c;
    fresh = delimiters.includes(c);
    return result;
  }).join('');
}

/** What letters are in, and in which case. */
export const letterFunctions: Natives = {
  'strtolower(string $string)': a => lower(a.str(0)),
  'strtoupper(string $string)': a => upper(a.str(0)),
  'ucfirst(string $string)': a => upper(a.str(0).slice(0, 1)) + a.str(0).slice(1),
  'lcfirst(string $string)': a => lower(a.str(0).slice(0, 1)) + a.str(0).slice(1),
  'ucwords(string $string, string $separators = " \\t\\r\\n\\f\\u000b")': a => title(a.str(0), a.str(1)),
  'ctype_digit(mixed $text)': a => typeof a.get(0) === 'string' && /^\d+$/.test(a.str(0)),
  'ctype_alpha(mixed $text)': a => typeof a.get(0) === 'string' && /^[A-Za-z]+$/.test(a.str(0)),
  'ctype_alnum(mixed $text)': a => typeof a.get(0) === 'string' && /^[A-Za-z0-9]+$/.test(a.str(0)),
  'ctype_upper(mixed $text)': a => typeof a.get(0) === 'string' && /^[A-Z]+$/.test(a.str(0)),
  'ctype_lower(mixed $text)': a => typeof a.get(0) === 'string' && /^[a-z]+$/.test(a.str(0)),
  'ctype_space(mixed $text)': a => typeof a.get(0) === 'string' && /^[ \t\n\r\v\f]+$/.test(a.str(0)),
  'ctype_punct(mixed $text)': a => typeof a.get(0) === 'string' && /^[!-/:-@[-`{-~]+$/.test(a.str(0)),
  'ctype_xdigit(mixed $text)': a => typeof a.get(0) === 'string' && /^[0-9A-Fa-f]+$/.test(a.str(0)),
};
