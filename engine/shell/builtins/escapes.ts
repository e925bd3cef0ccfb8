import { byteText } from '../syntax/ansi-quotes.js';

export interface EscapeOptions {
  /** `\0nnn` as `echo -e` and `%b` write it, besides or instead of `\nnn`. */
  readonly octal: 'zero' | 'plain' | 'both';
  /** `\xHH`, `\e`, `\E`. */
  readonly hex: boolean;
  /** `\uHHHH`, `\UHHHHHHHH`. */
  readonly unicode?: boolean;
}

/** A text with its backslash escapes carried out; `stopped` when `\c` cut it off. */
export function expandEscapes(text: string, options: EscapeOptions): { readonly text: string; readonly stopped: boolean } {
  if (!text.includes('\\')) return { text, stopped: false };
  let result = '';
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    if (character !== '\\') {
      result += character;
      at++;
      continue;
    }
    if (text[at + 1] === 'c') return { text: result, stopped: true };
    const escape = readEscape(text, at + 1, options);
    result += escape.text;
    at = escape.end;
  }
  return { text: result, stopped: false };
}

const simple: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** What the escape whose letter is at `at` gives, and where it ends. */
export function readEscape(text: string, at: number, options: EscapeOptions): { readonly text: string; readonly end: number } {
  const letter = text[at] ?? '';
  const known = simple[letter];
  if (known !== undefined) return { text: known, end: at + 1 };
  const octal = octalDigits(text, at, options.octal);
  if (octal) return { text: byteText(parseInt(octal.digits || '0', 8) & 0xff), end: octal.end };
  if (options.hex && (letter === 'e' || letter === 'E')) return { text: '\x1b', end: at + 1 };
  const digits = letter === 'x' && options.hex ? hexDigits(text, at + 1, 2) : '';
  if (digits !== '') return { text: byteText(parseInt(digits, 16)), end: at + 1 + digits.length };
  const code = options.unicode && (letter === 'u' || letter === 'U') ? hexDigits(text, at + 1, letter === 'u' ? 4 : 8) : '';
  if (code !== '' && parseInt(code, 16) <= 0x10ffff) return { text: String.fromCodePoint(parseInt(code, 16)), end: at + 1 + code.length };
  return { text: `\\${letter}`, end: at + letter.length };
}

function octalDigits(
  text: string,
  at: number,
  style: EscapeOptions['octal'],
): { readonly digits: string; readonly end: number } | undefined {
  const zero = text[at] === '0' && style !== 'plain';
  if (!zero && style === 'zero') return undefined;
  const start = zero ? at + 1 : at;
  const digits = /^[0-7]{0,3}/.exec(text.slice(start, start + 3))?.[0] ?? '';
  return digits === '' && !zero ? undefined : { digits, end: start + digits.length };
}

function hexDigits(text: string, at: number, count: number): string {
  return /^[0-9a-fA-F]*/.exec(text.slice(at, at + count))?.[0] ?? '';
}
