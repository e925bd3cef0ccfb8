import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { compareTexts, collationKey } from '../values/collation.js';
import { Decimal } from '../values/decimal.js';
import { toBytes, toDecimal, toInteger, toNumber, toText, type Value } from '../values/value.js';
import { hex } from './bytes-text.js';
import { sqlRegex } from '../query/pattern.js';
import { at, bigint, int, joinedText, sameText, text, textAt, type FunctionTable, type SqlFunction } from './define.js';

/** Longest text that a function makes: max_allowed_packet. */
const MAX_TEXT = 16 * 1024 * 1024;

function pad(values: readonly Value[], side: 'left' | 'right'): Value {
  const characters = [...textAt(values, 0)];
  const length = Number(toInteger(at(values, 1)));
  if (length < 0 || length > MAX_TEXT) return null;
  if (characters.length >= length) return characters.slice(0, length).join('');
  const filler = [...textAt(values, 2)];
  if (filler.length === 0) return '';
  const missing = length - characters.length;
  const added = filler.join('').repeat(Math.ceil(missing / filler.length));
  const cut = [...added].slice(0, missing).join('');
  return side === 'left' ? cut + characters.join('') : characters.join('') + cut;
}

function substring(values: readonly Value[]): Value {
  const source = at(values, 0);
  const items: readonly unknown[] | Uint8Array = source instanceof Uint8Array ? source : [...toText(source)];
  const position = Number(toInteger(at(values, 1)));
  const length = values.length > 2 ? Number(toInteger(at(values, 2))) : Infinity;
  if (position === 0 || length < 1) return '';
  const start = position > 0 ? position - 1 : items.length + position;
  if (start < 0 || start >= items.length) return '';
  const part = items.slice(start, start + length);
  return part instanceof Uint8Array ? part : part.join('');
}

function locate(needle: string, haystack: string, from: number, collation: string): bigint {
  const [a, b] = [[...haystack], [...needle]].map(characters => characters.map(character => collationKey(character, collation)));
  if (!a || !b || from < 1) return 0n;
  for (let i = from - 1; i + b.length <= a.length; i++) if (b.every((character, k) => a[i + k] === character)) return BigInt(i + 1);
  return 0n;
}

function substringIndex(values: readonly Value[]): Value {
  const [source, delimiter, count] = [textAt(values, 0), textAt(values, 1), Number(toInteger(at(values, 2)))];
  if (delimiter === '' || count === 0) return '';
  const parts = source.split(delimiter);
  return (count > 0 ? parts.slice(0, count) : parts.slice(count)).join(delimiter);
}

function trimmed(values: readonly Value[]): Value {
  const [remove, side] = [textAt(values, 1), textAt(values, 2)];
  let result = textAt(values, 0);
  if (remove === '') return result;
  if (side !== 'trailing') while (result.startsWith(remove)) result = result.slice(remove.length);
  if (side !== 'leading') while (result.endsWith(remove)) result = result.slice(0, -remove.length);
  return result;
}

function formatNumber(values: readonly Value[]): Value {
  const digits = Math.min(30, Math.max(0, Number(toInteger(at(values, 1)))));
  const [whole = '', fraction] = toDecimal(at(values, 0)).rescale(digits).toString().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function convertBase(values: readonly Value[]): Value {
  const [from, to] = [Number(toInteger(at(values, 1))), Math.abs(Number(toInteger(at(values, 2))))];
  if (from < 2 || from > 36 || to < 2 || to > 36) return null;
  let number = 0n;
  for (const digit of textAt(values, 0).toLowerCase().trim()) {
    const value = parseInt(digit, 36);
    if (!(value < from)) break;
    number = number * BigInt(from) + BigInt(value);
  }
  return BigInt.asUintN(64, number).toString(to).toUpperCase();
}

export const one = (run: (source: string) => Value, type: SqlFunction['type'] = sameText): SqlFunction => ({
  min: 1,
  max: 1,
  type,
  run: values => run(textAt(values, 0)),
});
export const exact = (count: number, type: SqlFunction['type'], run: SqlFunction['run']): SqlFunction => ({
  min: count,
  max: count,
  type,
  run,
});

function bounded(result: string): Value {
  return result.length > MAX_TEXT ? null : result;
}

export const stringFunctions: FunctionTable = new Map<string, SqlFunction>([
  ['concat', { min: 1, max: 255, type: joinedText, run: values => bounded(values.map(toText).join('')) }],
  [
    'concat_ws',
    {
      min: 2,
      max: 255,
      type: joinedText,
      takesNull: true,
      run: ([separator = null, ...rest]) =>
        separator === null
          ? null
          : bounded(
              rest
                .filter(value => value !== null)
                .map(toText)
                .join(toText(separator)),
            ),
    },
  ],
  ['length', exact(1, int, values => BigInt(toBytes(at(values, 0)).length))],
  ['octet_length', exact(1, int, values => BigInt(toBytes(at(values, 0)).length))],
  ['bit_length', exact(1, int, values => BigInt(8 * toBytes(at(values, 0)).length))],
  ['char_length', one(source => BigInt([...source].length), int)],
  ['character_length', one(source => BigInt([...source].length), int)],
  ['upper', one(source => source.toUpperCase())],
  ['ucase', one(source => source.toUpperCase())],
  ['lower', one(source => source.toLowerCase())],
  ['lcase', one(source => source.toLowerCase())],
  ['ltrim', one(source => source.replace(/^ +/, ''))],
  ['rtrim', one(source => source.replace(/ +$/, ''))],
  ['trim', exact(3, sameText, trimmed)],
  ['left', exact(2, sameText, values => [...textAt(values, 0)].slice(0, Math.max(0, Number(toInteger(at(values, 1))))).join(''))],
  [
    'right',
    exact(2, sameText, values => {
      const count = Number(toInteger(at(values, 1)));
      return count <= 0 ? '' : [...textAt(values, 0)].slice(-count).join('');
    }),
  ],
  ['substring', { min: 2, max: 3, type: sameText, run: substring }],
  ['substring_index', exact(3, sameText, substringIndex)],
  ['lpad', { min: 2, max: 3, type: text(255), run: values => pad(values.length > 2 ? values : [...values, ' '], 'left') }],
  ['rpad', { min: 2, max: 3, type: text(255), run: values => pad(values.length > 2 ? values : [...values, ' '], 'right') }],
  ['repeat', exact(2, text(255), values => bounded(repeatText(textAt(values, 0), Number(toInteger(at(values, 1))))))],
  ['space', exact(1, text(255), values => repeatText(' ', Number(toInteger(at(values, 0)))))],
  ['reverse', one(source => [...source].reverse().join(''))],
  [
    'replace',
    exact(3, joinedText, values =>
      textAt(values, 1) === '' ? textAt(values, 0) : bounded(textAt(values, 0).replaceAll(textAt(values, 1), () => textAt(values, 2))),
    ),
  ],
  ['insert', exact(4, joinedText, values => insertText(values))],
  [
    'locate',
    {
      min: 2,
      max: 3,
      type: int,
      run: (values, { collation }) =>
        locate(textAt(values, 0), textAt(values, 1), values.length > 2 ? Number(toInteger(at(values, 2))) : 1, collation),
    },
  ],
  ['instr', exact(2, int, (values, { collation }) => locate(textAt(values, 1), textAt(values, 0), 1, collation))],
  ['ascii', exact(1, int, values => BigInt(toBytes(at(values, 0))[0] ?? 0))],
  ['ord', exact(1, bigint, values => ordOf(textAt(values, 0)))],
  ['char', { min: 1, max: 255, type: { name: 'varbinary', length: 255 }, takesNull: true, run: values => charBytes(values) }],
  ['char using', { min: 1, max: 255, type: text(255), takesNull: true, run: values => decodeUtf8(charBytes(values)) }],
  ['hex', exact(1, text(255), values => hexText(at(values, 0)))],
  [
    'unhex',
    one(source => (/^([0-9a-f]{2})*$/i.test(source) ? Uint8Array.from(source.match(/../g) ?? [], pair => parseInt(pair, 16)) : null), {
      name: 'varbinary',
      length: 255,
    }),
  ],
  ['bin', exact(1, text(64), values => BigInt.asUintN(64, toInteger(at(values, 0))).toString(2))],
  ['oct', exact(1, text(64), values => BigInt.asUintN(64, toInteger(at(values, 0))).toString(8))],
  ['conv', exact(3, text(64), convertBase)],
  ['strcmp', exact(2, int, (values, { collation }) => BigInt(compareTexts(textAt(values, 0), textAt(values, 1), collation)))],
  ['field', { min: 2, max: 255, type: int, takesNull: true, notNull: true, run: (values, { collation }) => fieldOf(values, collation) }],
  ['elt', { min: 2, max: 255, type: text(255), takesNull: true, run: values => values[Number(toInteger(at(values, 0)))] ?? null }],
  [
    'find_in_set',
    exact(2, int, (values, { collation }) =>
      BigInt(
        textAt(values, 1) === ''
          ? 0
          : textAt(values, 1)
              .split(',')
              .findIndex(part => compareTexts(part, textAt(values, 0), collation) === 0) + 1,
      ),
    ),
  ],
  [
    'make_set',
    {
      min: 2,
      max: 65,
      type: text(255),
      takesNull: true,
      run: ([bits = null, ...rest]) =>
        bits === null
          ? null
          : rest
              .filter((value, index) => value !== null && ((toInteger(bits) >> BigInt(index)) & 1n) === 1n)
              .map(toText)
              .join(','),
    },
  ],
  ['format', { min: 2, max: 3, type: text(60), run: formatNumber }],
  [
    'quote',
    {
      min: 1,
      max: 1,
      type: text(255),
      takesNull: true,
      run: ([value = null]) => (value === null ? 'NULL' : `'${toText(value).replace(/[\\']/g, '\\$&')}'`),
    },
  ],
  [
    'regexp_like',
    {
      min: 2,
      max: 3,
      type: int,
      run: values => (sqlRegex(textAt(values, 1), !textAt(values, 2).includes('c')).test(textAt(values, 0)) ? 1n : 0n),
    },
  ],
  ['regexp_replace', { min: 3, max: 3, type: text(255), run: values => regexpReplace(values) }],
  ['regexp_substr', { min: 2, max: 2, type: sameText, run: values => regexpPart(values) }],
  [
    'regexp_instr',
    { min: 2, max: 2, type: int, run: values => BigInt((sqlRegex(textAt(values, 1), true).exec(textAt(values, 0))?.start ?? -1) + 1) },
  ],
  ['weight_string', one(source => encodeUtf8(source.toUpperCase()), { name: 'varbinary', length: 255 })],
]);

function repeatText(source: string, count: number): string {
  if (count <= 0) return '';
  return source.length * count > MAX_TEXT ? 'x'.repeat(MAX_TEXT + 1) : source.repeat(count);
}

function insertText(values: readonly Value[]): Value {
  const characters = [...textAt(values, 0)];
  const [position, length] = [Number(toInteger(at(values, 1))), Number(toInteger(at(values, 2)))];
  if (position < 1 || position > characters.length) return characters.join('');
  const count = length < 0 ? characters.length : length;
  return [...characters.slice(0, position - 1), textAt(values, 3), ...characters.slice(position - 1 + count)].join('');
}

function ordOf(source: string): bigint {
  const [first = ''] = source;
  return encodeUtf8(first).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function charBytes(values: readonly Value[]): Uint8Array {
  const bytes = values.flatMap(value => {
    if (value === null) return [];
    const digits = BigInt.asUintN(32, toInteger(value)).toString(16);
    return Array.from(digits.padStart(Math.ceil(digits.length / 2) * 2, '0').match(/../g) ?? [], pair => parseInt(pair, 16));
  });
  return Uint8Array.from(bytes);
}

function hexText(value: Value): string {
  if (typeof value === 'bigint' || typeof value === 'number' || value instanceof Decimal)
    return BigInt.asUintN(64, toInteger(value)).toString(16).toUpperCase();
  return hex(toBytes(value)).toUpperCase();
}

function fieldOf([wanted = null, ...rest]: readonly Value[], collation: string): Value {
  if (wanted === null) return 0n;
  const isText = [wanted, ...rest].every(value => typeof value === 'string' || value === null);
  const index = rest.findIndex(
    value =>
      value !== null && (isText ? compareTexts(toText(value), toText(wanted), collation) === 0 : toNumber(value) === toNumber(wanted)),
  );
  return BigInt(index + 1);
}

function regexpReplace(values: readonly Value[]): Value {
  const source = textAt(values, 0);
  const regex = sqlRegex(textAt(values, 1), true);
  let [result, from] = ['', 0];
  for (let found = regex.exec(source, 0); found; found = regex.exec(source, from)) {
    const groups = found.groups;
    result += source.slice(from, found.start) + textAt(values, 2).replace(/[$\\](\d)/g, (_, n: string) => groups[Number(n) - 1] ?? '');
    from = found.end > found.start ? found.end : found.end + 1;
    if (found.end === found.start) result += source.slice(found.start, from);
    if (from > source.length) break;
  }
  return bounded(result + source.slice(from));
}

function regexpPart(values: readonly Value[]): Value {
  const found = sqlRegex(textAt(values, 1), true).exec(textAt(values, 0));
  return found ? textAt(values, 0).slice(found.start, found.end) : null;
}
