import { compareValues, numberOf } from '../../bson/compare.js';
import { formatPlain } from '../../bson/shell-text.js';
import { doc, int, isDoc, Regex, type Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { compilePattern, type Found, type Pattern } from '../../query/regex.js';
import { typeName } from '../../query/type-names.js';
import type { Operator } from '../expression.js';
import { encodeUtf8 } from '../../../../../core/utf8.js';
import { of, strict } from './build.js';

const MANY = Number.POSITIVE_INFINITY;

function text(name: string, value: Value | undefined, code: number): string {
  if (typeof value === 'string') return value;
  throw new MongoError(code, `${name} requires a string, found: ${value === undefined ? 'missing' : typeName(value)}`);
}

/** Nothing counts as the empty text. */
function lenient(value: Value | undefined): string {
  return value === undefined || value === null ? '' : formatPlain(value);
}

function concat(values: readonly Value[]): Value {
  return values
    .map(value => {
      if (typeof value !== 'string') throw new MongoError(16702, `$concat only supports strings, not ${typeName(value)}`);
      return value;
    })
    .join('');
}

function substring([value, from, count]: readonly (Value | undefined)[]): Value {
  const characters = [...lenient(value)];
  const start = numberOf(from);
  const length = numberOf(count);
  if (start === undefined || length === undefined) throw new MongoError(34450, '$substrCP: starting index must be a numeric type');
  if (start < 0) return '';
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

function indexOf([value, part, from, to]: readonly (Value | undefined)[]): Value {
  if (value === undefined || value === null) return null;
  const characters = [...text('$indexOfCP', value, 40093)];
  const end = numberOf(to) ?? characters.length;
  const wanted = [...text('$indexOfCP', part, 40094)];
  for (let at = numberOf(from) ?? 0; at + wanted.length <= Math.min(end, characters.length); at++)
    if (wanted.every((character, index) => characters[at + index] === character)) return int(at);
  return int(-1);
}

function trimming(name: string, sides: 'both' | 'left' | 'right'): [string, Operator] {
  return [
    name,
    (argument, compiler) => {
      if (!isDoc(argument)) throw new MongoError(50696, `${name} only supports an object as an argument, found ${typeName(argument)}`);
      const input = compiler.compile(argument.get('input') ?? null);
      const chars = argument.has('chars') ? compiler.compile(argument.get('chars') ?? null) : undefined;
      return scope => {
        const value = input(scope);
        if (value === undefined || value === null) return null;
        if (typeof value !== 'string')
          throw new MongoError(
            50699,
            `${name} requires its input to be a string, got ${formatPlain(value)} (of type ${typeName(value)}) instead.`,
          );
        const given = chars?.(scope);
        const set = new Set(
          typeof given === 'string' ? given : '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
        );
        return trimmed([...value], set, sides);
      };
    },
  ];
}

function trimmed(characters: readonly string[], set: ReadonlySet<string>, sides: 'both' | 'left' | 'right'): string {
  let from = 0;
  let to = characters.length;
  if (sides !== 'right') while (from < to && set.has(characters[from] ?? '')) from++;
  if (sides !== 'left') while (to > from && set.has(characters[to - 1] ?? '')) to--;
  return characters.slice(from, to).join('');
}

function replacing(name: string, all: boolean): [string, Operator] {
  return [
    name,
    (argument, compiler) => {
      if (!isDoc(argument)) throw new MongoError(51751, `${name} requires an object as an argument, found: ${typeName(argument)}`);
      const parts = ['input', 'find', 'replacement'].map(key => compiler.compile(argument.get(key) ?? null));
      return scope => {
        const [input, find, replacement] = parts.map(part => part(scope) ?? null);
        if (input === null || find === null || replacement === null) return null;
        if (typeof input !== 'string' || typeof find !== 'string' || typeof replacement !== 'string')
          throw new MongoError(51746, `${name} requires that 'input' be a string, found: ${formatPlain(input ?? null)}`);
        return all ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
      };
    },
  ];
}

function searching(name: string, search: (pattern: Pattern, input: string) => Value): [string, Operator] {
  return [
    name,
    (argument, compiler) => {
      if (!isDoc(argument)) throw new MongoError(51103, `${name} expects an object of named arguments but found: ${typeName(argument)}`);
      const [input, regex, options] = ['input', 'regex', 'options'].map(key => compiler.compile(argument.get(key) ?? null));
      return scope => {
        const value = input?.(scope) ?? null;
        const pattern = regex?.(scope) ?? null;
        if (value !== null && typeof value !== 'string') throw new MongoError(51104, `${name} needs 'input' to be of type string`);
        const given = options?.(scope);
        const flags = typeof given === 'string' ? given : pattern instanceof Regex ? pattern.options : '';
        if (value === null || pattern === null) return name === '$regexMatch' ? false : name === '$regexFind' ? null : [];
        return search(compilePattern(pattern instanceof Regex ? pattern.pattern : text(name, pattern, 51105), flags), value);
      };
    },
  ];
}

function found(input: string, { start, end, groups }: Found): Doc {
  return doc({ match: input.slice(start, end), idx: int([...input.slice(0, start)].length), captures: groups.map(group => group ?? null) });
}

function findAll(pattern: Pattern, input: string): Value {
  const all: Doc[] = [];
  for (let at = 0; at <= input.length; ) {
    const match = pattern.find(input, at);
    if (!match) break;
    all.push(found(input, match));
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return all;
}

export const texts: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$concat', strict('$concat', 0, MANY, concat)],
  ['$toUpper', of('$toUpper', 1, 1, ([value]) => lenient(value).toUpperCase())],
  ['$toLower', of('$toLower', 1, 1, ([value]) => lenient(value).toLowerCase())],
  ['$strcasecmp', of('$strcasecmp', 2, 2, ([a, b]) => int(Math.sign(compareValues(lenient(a).toUpperCase(), lenient(b).toUpperCase()))))],
  ['$strLenCP', of('$strLenCP', 1, 1, ([value]) => int([...text('$strLenCP', value, 34471)].length))],
  ['$strLenBytes', of('$strLenBytes', 1, 1, ([value]) => int(encodeUtf8(text('$strLenBytes', value, 34473)).length))],
  ['$substr', of('$substr', 3, 3, substring)],
  ['$substrCP', of('$substrCP', 3, 3, substring)],
  ['$substrBytes', of('$substrBytes', 3, 3, substring)],
  ['$indexOfCP', of('$indexOfCP', 2, 4, indexOf)],
  ['$indexOfBytes', of('$indexOfBytes', 2, 4, indexOf)],
  ['$split', strict('$split', 2, 2, ([value = null, by = null]) => split(value, by))],
  trimming('$trim', 'both'),
  trimming('$ltrim', 'left'),
  trimming('$rtrim', 'right'),
  replacing('$replaceOne', false),
  replacing('$replaceAll', true),
  searching('$regexMatch', (pattern, input) => pattern.test(input)),
  searching('$regexFind', (pattern, input) => {
    const match = pattern.find(input);
    return match ? found(input, match) : null;
  }),
  searching('$regexFindAll', findAll),
]);

function split(value: Value, by: Value): Value {
  if (typeof value !== 'string')
    throw new MongoError(40085, `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(value)}`);
  if (typeof by !== 'string')
    throw new MongoError(40086, `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(by)}`);
  if (by === '') throw new MongoError(40087, '$split requires a non-empty separator');
  return value.split(by);
}
