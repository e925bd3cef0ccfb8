import { md5 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { codes, PgError } from '../pg-error.js';
import { quoteLiteral, quoteName } from '../sql/keywords.js';
import { outputText } from '../values/text-io.js';
import { t } from '../values/type-table.js';
import { ArrayValue, asArray, asBigInt, asBytes, asNumber, asText, type Value } from '../values/value.js';
import { define, defineSet, operator, type CallContext } from './registry.js';

/** Longest text that a function makes. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

function bounded(characters: number): number {
  if (characters > MOST_CHARACTERS) throw new PgError(codes.programLimit, 'requested length too large');
  return characters;
}

/** Two texts in one; PostgreSQL's error where that becomes too long. */
export function joined(a: string, b: string): string {
  bounded(a.length + b.length);
  return a + b;
}

function assembled(parts: readonly string[], by: string): string {
  bounded(parts.reduce((sum, part) => sum + part.length + by.length, 0));
  return parts.join(by);
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function lengthOf(value: Value | undefined): number {
  const text = asText(value);
  let length = text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >> 10 === 0x37) length--;
  return length;
}

define('length(text) int4|char_length(text) int4|character_length(text) int4', ([s]) => lengthOf(s));
define('length(bpchar) int4|char_length(bpchar) int4', ([s]) => [...asText(s).trimEnd()].length);
define('octet_length(text) int4', ([s]) => encodeUtf8(asText(s)).length);
define('bit_length(text) int4', ([s]) => encodeUtf8(asText(s)).length * 8);
define('length(bytea) int4|octet_length(bytea) int4', ([s]) => asBytes(s).length);
define('lower(text) text', ([s]) => asText(s).toLowerCase());
define('upper(text) text', ([s]) => asText(s).toUpperCase());
define('initcap(text) text', ([s]) =>
  asText(s).replace(/[\p{L}\p{N}]+/gu, word => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
);
define('reverse(text) text', ([s]) => [...asText(s)].reverse().join(''));
define('repeat(text, int4) text', ([s, count]) => {
  const times = Math.max(0, asNumber(count));
  bounded(asText(s).length * times);
  return asText(s).repeat(times);
});
define('replace(text, text, text) text', ([s, from, to]) => {
  if (asText(from) === '') return s ?? null;
  const parts = asText(s).split(asText(from));
  bounded(asText(s).length + parts.length * asText(to).length);
  return parts.join(asText(to));
});
define('translate(text, text, text) text', ([s, from, to]) => {
  const wanted = [...asText(from)];
  const given = [...asText(to)];
  return [...asText(s)].map(char => (wanted.includes(char) ? (given[wanted.indexOf(char)] ?? '') : char)).join('');
});
define('left(text, int4) text', ([s, n]) => [...asText(s)].slice(0, asNumber(n)).join(''));
define('right(text, int4) text', ([s, n]) => {
  const chars = [...asText(s)];
  return asNumber(n) >= 0 ? chars.slice(Math.max(0, chars.length - asNumber(n))).join('') : chars.slice(-asNumber(n)).join('');
});

function pad(side: 'left' | 'right') {
  return ([s, width, fill]: readonly Value[]): Value => {
    const chars = [...asText(s)];
    const size = Math.max(0, bounded(asNumber(width)));
    const filler = [...asText(fill ?? ' ')];
    if (chars.length >= size || filler.length === 0) return chars.slice(0, size).join('');
    const extra = Array.from({ length: size - chars.length }, (_, i) => filler[i % filler.length] ?? '').join('');
    return side === 'left' ? extra + chars.join('') : chars.join('') + extra;
  };
}

define('lpad(text, int4) text|lpad(text, int4, text) text', pad('left'));
define('rpad(text, int4) text|rpad(text, int4, text) text', pad('right'));

function trimmer(atStart: boolean, atEnd: boolean) {
  return ([s, set]: readonly Value[]): Value => {
    const chars = [...asText(s)];
    const gone = new Set(asText(set ?? ' '));
    let from = 0;
    let to = chars.length;
    while (atStart && from < to && gone.has(chars[from] ?? '')) from++;
    while (atEnd && to > from && gone.has(chars[to - 1] ?? '')) to--;
    return chars.slice(from, to).join('');
  };
}

define('btrim(text) text|btrim(text, text) text', trimmer(true, true));
define('ltrim(text) text|ltrim(text, text) text', trimmer(true, false));
define('rtrim(text) text|rtrim(text, text) text', trimmer(false, true));
define('overlay(text, text, int4) text|overlay(text, text, int4, int4) text', ([s, put, from, count]) => {
  const chars = [...asText(s)];
  const start = asNumber(from) - 1;
  return (
    chars.slice(0, start).join('') + asText(put) + chars.slice(start + (count === undefined ? lengthOf(put) : asNumber(count))).join('')
  );
});
define('ascii(text) int4', ([s]) => asText(s).codePointAt(0) ?? 0);
define('chr(int4) text', ([n]) => {
  const code = asNumber(n);
  if (code === 0) throw new PgError(codes.programLimit, 'null character not permitted');
  if (code < 0 || code > 0x10ffff) throw new PgError(codes.programLimit, `requested character too large for encoding: ${code}`);
  return String.fromCodePoint(code);
});
define('split_part(text, text, int4) text', ([s, by, n]) => {
  if (asNumber(n) === 0) throw new PgError(codes.invalidParameter, 'field position must not be zero');
  const parts = asText(by) === '' ? [asText(s)] : asText(s).split(asText(by));
  return parts.at(asNumber(n) > 0 ? asNumber(n) - 1 : asNumber(n)) ?? '';
});
define(
  'string_to_array(text, text) _text|string_to_array(text, text, text) _text',
  ([s, by, nothing]) => new ArrayValue(splitText(s, by, nothing)),
  {
    isStrict: false,
  },
);
defineSet('string_to_table(text, text) text|string_to_table(text, text, text) text', ([s, by, nothing]) => splitText(s, by, nothing), {
  isStrict: false,
});

function splitText(s: Value | undefined, by: Value | undefined, nothing: Value | undefined): Value[] {
  if (s === null || s === undefined) return [];
  const text = asText(s);
  const parts = by === null || by === undefined ? [...text] : text === '' ? [] : asText(by) === '' ? [text] : text.split(asText(by));
  return parts.map(part => (part === nothing ? null : part));
}

define('md5(text) text', ([s]) => hex(md5(encodeUtf8(asText(s)))));
define('md5(bytea) text', ([s]) => hex(md5(asBytes(s))));
for (const [name, hash] of [
  ['sha224', sha224],
  ['sha256', sha256],
  ['sha384', sha384],
  ['sha512', sha512],
] as const)
  define(`${name}(bytea) bytea`, ([s]) => hash(asBytes(s)));
define('to_hex(int4) text|to_hex(int2) text', ([n]) => (asNumber(n) >>> 0).toString(16));
define('to_hex(int8) text', ([n]) => BigInt.asUintN(64, asBigInt(n)).toString(16));
define('quote_ident(text) text', ([s]) => quoteName(asText(s)));
define('quote_literal(text) text', ([s]) => quoteLiteral(asText(s)));
define('quote_literal(anyelement) text', ([v], context) => quoteLiteral(textOf(v ?? null, 0, context)));
define('quote_nullable(text) text', ([s]) => (s === null || s === undefined ? 'NULL' : quoteLiteral(asText(s))), { isStrict: false });

/** The text of the argument at a place, whatever its type. */
export function textOf(value: Value, index: number, { types, runtime }: CallContext): string {
  return outputText(types[index] ?? t.text, value, runtime.session.text);
}

/** A boolean is `t` in concat, as its output function has it. */
define(
  'concat(*any) text',
  (args, context) =>
    assembled(
      args.map((value, i) => (value === null ? '' : textOf(value, i, context))),
      '',
    ),
  { isStrict: false },
);
define(
  'concat_ws(text, *any) text',
  ([by, ...args], context) =>
    by === null
      ? null
      : assembled(
          args.flatMap((value, i) => (value === null ? [] : [textOf(value, i + 1, context)])),
          asText(by),
        ),
  { isStrict: false },
);
define(
  'format(text, *any) text|format(text) text',
  ([template, ...args], context) => (template === null ? null : formatTemplate(asText(template), args, context)),
  {
    isStrict: false,
  },
);

function formatTemplate(template: string, args: readonly Value[], context: CallContext): string {
  let next = 0;
  return template.replace(
    /%(?:(\d+)\$)?(-)?(\d+)?(.|$)/g,
    (_, place: string | undefined, minus: string | undefined, width: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      if (!'sIL'.includes(kind) || kind === '') {
        if (kind === '')
          throw new PgError(codes.invalidParameter, 'unterminated format() type specifier', { hint: 'For a single "%" use "%%".' });
        throw new PgError(codes.invalidParameter, `unrecognized format() type specifier "${kind}"`, { hint: 'For a single "%" use "%%".' });
      }
      const index = place === undefined ? next++ : Number(place) - 1;
      if (index >= args.length) throw new PgError(codes.invalidParameter, 'too few arguments for format()');
      const value = args[index] ?? null;
      if (kind === 'I' && value === null) throw new PgError(codes.nullNotAllowed, 'null values cannot be formatted as an SQL identifier');
      const text = value === null ? (kind === 'L' ? 'NULL' : '') : textOf(value, index + 1, context);
      const shown = kind === 'I' ? quoteName(text) : kind === 'L' && value !== null ? quoteLiteral(text) : text;
      bounded(Number(width ?? 0));
      return minus === undefined ? shown.padStart(Number(width ?? 0)) : shown.padEnd(Number(width ?? 0));
    },
  );
}

// Text with anything beside it becomes text.
operator('text || text text', ([a, b]) => joined(asText(a), asText(b)));
operator('text || anyelement text', ([a, b], context) => joined(asText(a), textOf(b ?? null, 1, context)));
operator('anyelement || text text', ([a, b], context) => joined(textOf(a ?? null, 0, context), asText(b)));
operator('bytea || bytea bytea', ([a, b]) => Uint8Array.of(...asBytes(a), ...asBytes(b)));

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const chars = [18, 12, 6, 0].map(shift => base64Alphabet.charAt((group >> shift) & 63));
    text += chars
      .slice(0, Math.min(4, bytes.length - i + 1))
      .join('')
      .padEnd(4, '=');
  }
  return text;
}

export function decodeBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text.replace(/[\s=]/g, '')) {
    const value = base64Alphabet.indexOf(char);
    if (value < 0) throw new PgError(codes.invalidParameter, `invalid symbol "${char}" found while decoding base64 sequence`);
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

define('encode(bytea, text) text', ([bytes, format]) => {
  switch (asText(format).toLowerCase()) {
    case 'hex':
      return hex(asBytes(bytes));
    case 'base64':
      return encodeBase64(asBytes(bytes)).replace(/.{76}(?=.)/g, '$&\n');
    case 'escape':
      return [...asBytes(bytes)]
        .map(byte =>
          byte >= 0x80 || byte === 0 ? `\\${byte.toString(8).padStart(3, '0')}` : byte === 92 ? '\\\\' : String.fromCharCode(byte),
        )
        .join('');
    default:
      throw new PgError(codes.invalidParameter, `unrecognized encoding: "${asText(format)}"`);
  }
});
define('decode(text, text) bytea', ([text, format]) => {
  switch (asText(format).toLowerCase()) {
    case 'hex': {
      const digits = asText(text);
      if (digits.length % 2 === 1) throw new PgError(codes.invalidParameter, 'invalid hexadecimal data: odd number of digits');
      return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(i * 2, i * 2 + 2), 16));
    }
    case 'base64':
      return decodeBase64(asText(text));
    case 'escape':
      return encodeUtf8(asText(text));
    default:
      throw new PgError(codes.invalidParameter, `unrecognized encoding: "${asText(format)}"`);
  }
});
define('convert_from(bytea, text) text', ([bytes]) => decodeUtf8(asBytes(bytes)));
define('convert_to(text, text) bytea', ([text]) => encodeUtf8(asText(text)));
define(
  'gen_random_uuid() uuid|uuid_generate_v4() uuid',
  (_args, { runtime }) => {
    const digits = Array.from({ length: 32 }, () => Math.floor(runtime.session.random() * 16).toString(16)).join('');
    const variant = (8 + (parseInt(digits.charAt(16), 16) % 4)).toString(16);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  },
  { isVolatile: true },
);
define(
  'array_to_string(anyarray, text) text|array_to_string(anyarray, text, text) text',
  ([array, by, nothing], { types, runtime }) => {
    if (array === null || by === null) return null;
    const element = types[0]?.element ?? t.text;
    return asArray(array)
      .elements.flatMap(item =>
        item === null ? (typeof nothing === 'string' ? [nothing] : []) : [outputText(element, item, runtime.session.text)],
      )
      .join(asText(by));
  },
  { isStrict: false },
);
define(
  'parse_ident(text) _text',
  ([s]) =>
    new ArrayValue(
      asText(s)
        .split('.')
        .map(part => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase())),
    ),
);
