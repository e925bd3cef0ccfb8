import { append } from '../../core/append.js';
import { encodeUtf8 } from '../../core/utf8.js';

const simple: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, E: 27, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };

export interface EscapeRules {
  /** Octal needs a leading zero (`\0NNN`, as echo and %b have it) besides `\NNN`. */
  readonly leadingZero: boolean;
  /** `\"` stands for a quotation mark (printf's format). */
  readonly quotes?: boolean;
}

/** Text with backslash escapes as bytes; `stopped` when `\c` ended it. */
export function unescape(text: string, rules: EscapeRules): { readonly bytes: readonly number[]; readonly stopped: boolean } {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; ) {
    if (text[i] !== '\\') {
      const end = nextBackslash(text, i);
      append(bytes, encodeUtf8(text.slice(i, end)));
      i = end;
      continue;
    }
    if (text[i + 1] === 'c') return { bytes, stopped: true };
    const escape = readEscape(text, i, rules);
    append(bytes, escape.bytes);
    i += escape.length;
  }
  return { bytes, stopped: false };
}

function nextBackslash(text: string, from: number): number {
  const at = text.indexOf('\\', from);
  return at < 0 ? text.length : at;
}

/** One escape at a backslash: its bytes and how many characters it took. */
export function readEscape(text: string, at: number, rules: EscapeRules): { readonly bytes: readonly number[]; readonly length: number } {
  const letter = text[at + 1] ?? '';
  const code = simple[letter];
  if (code !== undefined) return { bytes: [code], length: 2 };
  if (rules.quotes && letter === '"') return { bytes: [34], length: 2 };
  const octal = (rules.leadingZero ? /^\\(?:0([0-7]{0,3})|([1-7][0-7]{0,2}))/ : /^\\([0-7]{1,3})/).exec(text.slice(at, at + 5));
  if (octal) return { bytes: [parseInt(octal[1] ?? octal[2] ?? '', 8) & 0xff || 0], length: octal[0].length };
  const hex = /^\\x([0-9a-fA-F]{1,2})/.exec(text.slice(at, at + 4));
  if (hex) return { bytes: [parseInt(hex[1] ?? '', 16)], length: hex[0].length };
  const unicode = /^\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(text.slice(at, at + 10));
  if (unicode) {
    const point = parseInt(unicode[1] ?? unicode[2] ?? '', 16);
    if (point <= 0x10ffff) return { bytes: [...encodeUtf8(String.fromCodePoint(point))], length: unicode[0].length };
  }
  return { bytes: [...encodeUtf8(`\\${letter}`)], length: letter === '' ? 1 : 2 };
}
