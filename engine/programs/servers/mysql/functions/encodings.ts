import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { toBytes, toInteger, type Value } from '../values/value.js';
import { hex } from './bytes-text.js';
import { at, text, textAt, type FunctionTable, type SqlFunction } from './define.js';
import { exact, one } from './strings.js';

/** Digests and encodings of texts. */
function soundex(source: string): string {
  const groups = ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'];
  const codes = new Map(groups.flatMap((letters, index) => [...letters].map((letter): [string, string] => [letter, String(index + 1)])));
  const letters = [...source.toUpperCase()].filter(letter => /[A-Z]/.test(letter));
  const [first] = letters;
  if (first === undefined) return '';
  let [result, last] = [first, codes.get(first) ?? ''];
  for (const letter of letters.slice(1)) {
    const code = codes.get(letter) ?? '';
    if (code !== '' && code !== last) result += code;
    if (!'HW'.includes(letter)) last = code;
  }
  return result.padEnd(4, '0');
}

function toBase64(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let result = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const left = bytes.length - i;
    for (let k = 0; k < 4; k++) result += k > left ? '=' : (alphabet[(group >> (18 - 6 * k)) & 63] ?? '');
  }
  return result;
}

function fromBase64(source: string): Uint8Array | null {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const digits = [...source.replace(/[\s=]/g, '')].map(digit => alphabet.indexOf(digit));
  if (digits.includes(-1)) return null;
  const bytes: number[] = [];
  for (let i = 0; i + 1 < digits.length; i += 4) {
    const group = ((digits[i] ?? 0) << 18) | ((digits[i + 1] ?? 0) << 12) | ((digits[i + 2] ?? 0) << 6) | (digits[i + 3] ?? 0);
    bytes.push(group >> 16, (group >> 8) & 255, group & 255);
    bytes.length -= i + 4 > digits.length ? i + 4 - digits.length : 0;
  }
  return Uint8Array.from(bytes);
}

function sha2(values: readonly Value[]): Value {
  const bits = Number(toInteger(at(values, 1)));
  const bytes = toBytes(at(values, 0));
  if (bits === 256 || bits === 0) return hex(sha256(bytes));
  return bits === 512 ? hex(sha512(bytes)) : null;
}

export const encodingFunctions: FunctionTable = new Map<string, SqlFunction>([
  ['md5', exact(1, text(32), values => hex(md5(toBytes(at(values, 0)))))],
  ['sha1', exact(1, text(40), values => hex(sha1(toBytes(at(values, 0)))))],
  ['sha', exact(1, text(40), values => hex(sha1(toBytes(at(values, 0)))))],
  ['sha2', exact(2, text(128), values => sha2(values))],
  [
    'password',
    exact(1, text(41), values => (textAt(values, 0) === '' ? '' : `*${hex(sha1(sha1(encodeUtf8(textAt(values, 0))))).toUpperCase()}`)),
  ],
  ['to_base64', exact(1, text(255), values => toBase64(toBytes(at(values, 0))).replace(/(.{76})(?=.)/g, '$1\n'))],
  ['from_base64', exact(1, { name: 'varbinary', length: 255 }, values => fromBase64(textAt(values, 0)))],
  ['soundex', one(soundex)],
]);
