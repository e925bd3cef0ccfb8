import { append } from '../../../core/append.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { ConstantValue } from './ast.js';
import { SourceError, type Span } from './span.js';
import type { Token } from './token.js';

/** The value of a number as it is written. */
export function numberValue(token: Token): ConstantValue {
  const text = token.text.replaceAll('_', '');
  if (/^0[xob]/i.test(text)) return { kind: 'int', value: BigInt(text.toLowerCase()) };
  if (/j$/i.test(text)) return { kind: 'imaginary', value: Number(text.slice(0, -1)) };
  if (/[.e]/i.test(text)) return { kind: 'float', value: Number(text) };
  if (text.length > MAX_DIGITS)
    throw new SourceError(
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${text.length} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.`,
      { start: token.span.start, end: token.span.start },
    );
  return { kind: 'int', value: BigInt(text) };
}

const MAX_DIGITS = 4300;

/** The value of one string literal. */
export function stringValue(token: Token): ConstantValue {
  const [, prefix = '', quote = ''] = /^([a-zA-Z]*)('''|"""|'|")/.exec(token.text) ?? [];
  const body = token.text.slice(prefix.length + quote.length, -quote.length).replaceAll('\r\n', '\n');
  const flags = prefix.toLowerCase();
  if (flags.includes('b')) return { kind: 'bytes', value: bytesValue(body, flags.includes('r'), token.span) };
  return { kind: 'str', value: flags.includes('r') ? body : unescape(body, token.span) };
}

function bytesValue(body: string, isRaw: boolean, span: Span): Uint8Array {
  for (const character of body) {
    if (character.charCodeAt(0) > 127) throw new SourceError('bytes can only contain ASCII literal characters', span);
  }
  if (isRaw) return encodeUtf8(body);
  const bytes: number[] = [];
  for (const [part, octal, hex] of body.matchAll(/\\([0-7]{1,3})|\\x([0-9a-fA-F]{2})|\\\n|\\[^]|[^]/g)) {
    if (part === '\\x') throw new SourceError(`(value error) invalid \\x escape at position ${bytes.length}`, span);
    if (octal !== undefined) bytes.push(parseInt(octal, 8) & 0xff);
    else if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else append(bytes, encodeUtf8(simple(part)));
  }
  return Uint8Array.from(bytes);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\\n': '',
  '\\\\': '\\',
  "\\'": "'",
  '\\"': '"',
  '\\a': '\x07',
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\v': '\v',
};

function simple(part: string): string {
  return Object.hasOwn(simpleEscapes, part) ? (simpleEscapes[part] ?? part) : part;
}

/** Text with its escapes resolved. */
export function unescape(body: string, span: Span): string {
  if (!body.includes('\\')) return body;
  return body.replace(ESCAPE, (part, ...groups: unknown[]) => {
    const [octal, hex, short, long, name] = groups;
    if (typeof octal === 'string') return String.fromCharCode(parseInt(octal, 8));
    if (typeof name === 'string') return characterNamed(name, part, body, span);
    const digits = [hex, short, long].find(group => typeof group === 'string');
    if (typeof digits === 'string') return character(digits, body.indexOf(part), span);
    if (part.length === 2 && 'xuUN'.includes(part.charAt(1))) throw truncated(part, body, span);
    return simple(part);
  });
}

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]*)\}|[^])/g;

function character(digits: string, at: number, span: Span): string {
  const code = parseInt(digits, 16);
  if (code <= 0x10ffff) return String.fromCodePoint(code);
  throw unicodeError(at, at + 9, 'illegal Unicode character', span);
}

function truncated(part: string, body: string, span: Span): SourceError {
  const at = body.indexOf(part);
  const kinds: Readonly<Record<string, string>> = {
    x: 'truncated \\xXX escape',
    u: 'truncated \\uXXXX escape',
    U: 'truncated \\UXXXXXXXX escape',
    N: 'malformed \\N character escape',
  };
  const length = /^[0-9a-fA-F]*/.exec(body.slice(at + 2))?.[0].length ?? 0;
  return unicodeError(at, at + 1 + length, kinds[part.charAt(1)] ?? '', span);
}

function unicodeError(from: number, to: number, what: string, span: Span): SourceError {
  return new SourceError(`(unicode error) 'unicodeescape' codec can't decode bytes in position ${from}-${to}: ${what}`, span);
}

const names: Readonly<Record<string, string>> = {
  SNOWMAN: '☃',
  BULLET: '•',
  'EURO SIGN': '€',
  'GREEK SMALL LETTER ALPHA': 'α',
  'GREEK SMALL LETTER PI': 'π',
  'DEGREE SIGN': '°',
  'COPYRIGHT SIGN': '©',
  'NO-BREAK SPACE': '\xa0',
  'EM DASH': '—',
  'EN DASH': '–',
  'CHECK MARK': '✓',
  'BLACK HEART SUIT': '♥',
  'GRINNING FACE': '😀',
  'PILE OF POO': '💩',
  'HEAVY BLACK HEART': '❤',
  SNAKE: '🐍',
  'LATIN SMALL LETTER E WITH ACUTE': 'é',
};

/** Names of characters: only a few are known here. */
function characterNamed(name: string, part: string, body: string, span: Span): string {
  const found = Object.hasOwn(names, name.toUpperCase()) ? names[name.toUpperCase()] : undefined;
  if (found !== undefined) return found;
  const at = body.indexOf(part);
  throw unicodeError(at, at + part.length - 1, 'unknown Unicode character name', span);
}
