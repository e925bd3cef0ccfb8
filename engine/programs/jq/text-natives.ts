import { encodeUtf8 } from '../../core/utf8.js';
import { splitText } from './arithmetic.js';
import { described, list, text } from './demands.js';
import { replaceSplit } from './expressions.js';
import { textOf } from './formats.js';
import { JsonError, parseJson } from './json-reader.js';
import { formatJson } from './json-writer.js';
import type { Native } from './natives.js';
import { itemsIn } from './special.js';
import { JqError, type Json } from './value.js';

function toNumber(value: Json): Json {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be parsed as a number`);
  const parsed = fromJson(value);
  if (typeof parsed !== 'number') throw new JqError(`${described(value)} cannot be parsed as a number`);
  return parsed;
}

function fromJson(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError)
      throw new JqError(
        `${error.message.replace(' at line', ' at EOF at line').replace('at EOF at EOF', 'at EOF')} (while parsing '${text}')`,
      );
    throw error;
  }
}

function join(value: Json, separator: Json): Json {
  const items = itemsIn(value);
  if (items.length === 0) return '';
  const words = items.map(item => {
    if (item === null) return '';
    if (typeof item === 'object')
      throw new JqError(
        `${described(items[0] === item ? '' : `${textOf(items[0] ?? '')}${textOf(separator)}`)} and ${described(item)} cannot be added`,
      );
    return textOf(item);
  });
  return words.join(text(separator, '% cannot be added to a string'));
}

function explode(value: Json): Json {
  return [...text(value, '% cannot be exploded')].map(char => char.codePointAt(0) ?? 0);
}

function implode(value: Json): Json {
  return list(value, 'imploded')
    .map(code => {
      if (typeof code !== 'number' || code < 0 || code > 0x10ffff) throw new JqError('Invalid codepoint literal');
      return String.fromCodePoint(code);
    })
    .join('');
}

const lower = (value: string): string => value.replace(/[A-Z]/g, char => char.toLowerCase());
const upper = (value: string): string => value.replace(/[a-z]/g, char => char.toUpperCase());
const argument = (args: readonly Json[], at = 0): Json => args[at] ?? null;

/** Functions of texts. */
export const textNatives: readonly (readonly [string, Native])[] = [
  ['utf8bytelength/0', value => encodeUtf8(text(value, '% only strings have UTF-8 byte length')).length],
  ['tonumber/0', toNumber],
  ['tojson/0', value => formatJson(value)],
  ['fromjson/0', value => fromJson(text(value, '% cannot be parsed as JSON'))],
  [
    'split/1',
    (value, args) => {
      const separator = argument(args);
      if (typeof value !== 'string' || typeof separator !== 'string') throw new JqError('split input and separator must be strings');
      return splitText(value, separator);
    },
  ],
  ['split/2', (value, args) => replaceSplit(value, argument(args), argument(args, 1))],
  ['join/1', (value, args) => join(value, argument(args))],
  ['ascii_downcase/0', value => lower(text(value, 'explode'))],
  ['ascii_upcase/0', value => upper(text(value, 'explode'))],
  [
    'ltrimstr/1',
    (value, args) => {
      const prefix = argument(args);
      return typeof value === 'string' && typeof prefix === 'string' && value.startsWith(prefix) ? value.slice(prefix.length) : value;
    },
  ],
  [
    'rtrimstr/1',
    (value, args) => {
      const suffix = argument(args);
      return typeof value === 'string' && typeof suffix === 'string' && suffix !== '' && value.endsWith(suffix)
        ? value.slice(0, -suffix.length)
        : value;
    },
  ],
  [
    'startswith/1',
    (value, args) => {
      const prefix = argument(args);
      if (typeof value !== 'string' || typeof prefix !== 'string') throw new JqError('startswith() requires string inputs');
      return value.startsWith(prefix);
    },
  ],
  [
    'endswith/1',
    (value, args) => {
      const suffix = argument(args);
      if (typeof value !== 'string' || typeof suffix !== 'string') throw new JqError('endswith() requires string inputs');
      return value.endsWith(suffix);
    },
  ],
  ['explode/0', explode],
  ['implode/0', implode],
  ['tostring/0', textOf],
];
