import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { brief, formatJson } from './json-writer.js';
import { isArray, JqError, typeOf, type Json } from './value.js';

/** A value as `tostring` has it. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : formatJson(value);
}

/** `@csv`, `@base64` and so on. */
export function formatText(name: string, value: Json): string {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new JqError(`${name.slice(1)} is not a valid format`);
  return format(value);
}

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&apos;', '"': '&quot;' };

const formats: Readonly<Record<string, (value: Json) => string>> = {
  '@text': textOf,
  '@json': value => formatJson(value),
  '@csv': value => row(value, 'csv', ',', text => `"${text.replaceAll('"', '""')}"`),
  '@tsv': value =>
    row(value, 'tsv', '\t', text => text.replace(/[\\\t\n\r]/g, char => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[char] ?? '\\r')),
  '@html': value => textOf(value).replace(/[<>&'"]/g, char => HTML[char] ?? char),
  '@uri': value => uri(textOf(value)),
  '@sh': value => (isArray(value) ? value : [value]).map(quoted).join(' '),
  '@base64': value => toBase64(encodeUtf8(textOf(value))),
  '@base64d': value => fromBase64(textOf(value), value),
};

function row(value: Json, kind: string, separator: string, quote: (text: string) => string): string {
  if (!isArray(value)) throw new JqError(`${typeOf(value)} (${brief(value)}) cannot be ${kind}-formatted, only an array can be`);
  const cells = value.map(cell => {
    if (typeof cell === 'string') return quote(cell);
    if (cell === null) return '';
    if (typeof cell === 'object') throw new JqError(`${typeOf(cell)} (${brief(cell)}) is not valid in a csv row`);
    return formatJson(cell);
  });
  return cells.join(separator);
}

function uri(text: string): string {
  let result = '';
  for (const byte of encodeUtf8(text)) {
    const char = String.fromCharCode(byte);
    result += /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

function quoted(value: Json): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", `'\\''`)}'`;
  if (value !== null && typeof value === 'object') throw new JqError(`${typeOf(value)} (${brief(value)}) can not be escaped for shell`);
  return formatJson(value);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = [18, 12, 6, 0].map(shift => ALPHABET.charAt((bits >> shift) & 63));
    text += letters.map((letter, index) => (at + index > bytes.length ? '=' : letter)).join('');
  }
  return text;
}

function fromBase64(text: string, value: Json): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of text.replace(/=+$/, '')) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) throw new JqError(`${typeOf(value)} (${brief(value)}) is not valid base64 data`);
    bits = ((bits << 6) | digit) & 0xffffff;
    count += 6;
    if (count >= 8) bytes.push((bits >> (count -= 8)) & 255);
  }
  return decodeUtf8(Uint8Array.from(bytes));
}
