import { PyDict } from '../objects/dict.js';
import { isThrown, raised, typeError, valueError } from '../objects/exception.js';
import { isNative, type Answer, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { intOf, PyList, PyTuple, textOf } from '../objects/values.js';
import { getItem } from '../vm/protocol.js';
import { isPrintable } from '../vm/quote.js';
import { codePoints, isPlain, lengthOfText, sliceText } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';

type Method = readonly [string, (vm: Vm, self: string, ...args: Value[]) => Answer];

/** Methods of str that look at text. */
export const strMethods: Readonly<Record<string, Method>> = {
  upper: ['', (_vm, self) => self.toUpperCase()],
  lower: ['', (_vm, self) => self.toLowerCase()],
  casefold: ['', (_vm, self) => self.toLowerCase().replaceAll('ß', 'ss')],
  swapcase: ['', (_vm, self) => [...self].map(each => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase())).join('')],
  capitalize: ['', (_vm, self) => capitalized(self)],
  title: [
    '',
    (_vm, self) => self.replace(/(\p{L})([\p{L}\p{M}]*)/gu, (_, first: string, rest: string) => first.toUpperCase() + rest.toLowerCase()),
  ],
  strip: ['chars?', (_vm, self, chars) => strip(self, chars, true, true, 'strip')],
  lstrip: ['chars?', (_vm, self, chars) => strip(self, chars, true, false, 'lstrip')],
  rstrip: ['chars?', (_vm, self, chars) => strip(self, chars, false, true, 'rstrip')],
  split: ['sep=, maxsplit=', (_vm, self, separator, most) => new PyList(split(self, separator, limit(most)))],
  rsplit: ['sep=, maxsplit=', (_vm, self, separator, most) => new PyList(splitRight(self, separator, limit(most)))],
  splitlines: ['keepends=', (_vm, self, keeps) => new PyList(linesOf(self, keeps === true || keeps === 1))],
  partition: ['sep', (_vm, self, separator) => partition(self, separatorOf(separator), false)],
  rpartition: ['sep', (_vm, self, separator) => partition(self, separatorOf(separator), true)],
  replace: ['old, new, count?', replace],
  removeprefix: [
    'prefix',
    (_vm, self, prefix) => (self.startsWith(need(prefix, 'removeprefix')) ? self.slice(need(prefix, 'removeprefix').length) : self),
  ],
  removesuffix: ['suffix', (_vm, self, suffix) => removeSuffix(self, need(suffix, 'removesuffix'))],
  startswith: ['prefix, start?, end?', (_vm, self, prefix, start, end) => hasAffix(self, prefix, start, end, 'startswith')],
  endswith: ['suffix, start?, end?', (_vm, self, suffix, start, end) => hasAffix(self, suffix, start, end, 'endswith')],
  find: ['sub, start?, end?', (_vm, self, sub, start, end) => find(self, need(sub, 'find'), start, end, false)],
  rfind: ['sub, start?, end?', (_vm, self, sub, start, end) => find(self, need(sub, 'rfind'), start, end, true)],
  index: ['sub, start?, end?', (_vm, self, sub, start, end) => found(find(self, need(sub, 'index'), start, end, false))],
  rindex: ['sub, start?, end?', (_vm, self, sub, start, end) => found(find(self, need(sub, 'rindex'), start, end, true))],
  count: ['sub, start?, end?', (_vm, self, sub, start, end) => count(window(self, start, end).text, need(sub, 'count'))],
  center: ['width, fillchar?', (vm, self, width, fill) => padded(vm, self, width, fill, 'center')],
  ljust: ['width, fillchar?', (vm, self, width, fill) => padded(vm, self, width, fill, 'ljust')],
  rjust: ['width, fillchar?', (vm, self, width, fill) => padded(vm, self, width, fill, 'rjust')],
  zfill: ['width', (vm, self, width) => zeroFilled(vm, self, width)],
  expandtabs: ['tabsize=', (_vm, self, size) => expandTabs(self, Number(intOf(size) ?? 8))],
  translate: ['table', translate],
  isalpha: ['', (_vm, self) => /^\p{L}+$/u.test(self)],
  isdigit: ['', (_vm, self) => /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u.test(self)],
  isdecimal: ['', (_vm, self) => /^\p{Nd}+$/u.test(self)],
  isnumeric: ['', (_vm, self) => /^\p{N}+$/u.test(self)],
  isalnum: ['', (_vm, self) => /^[\p{L}\p{N}]+$/u.test(self)],
  isspace: ['', (_vm, self) => /^[\s\x1c-\x1f\x85]+$/u.test(self)],
  isupper: ['', (_vm, self) => self !== self.toLowerCase() && self === self.toUpperCase()],
  islower: ['', (_vm, self) => self !== self.toUpperCase() && self === self.toLowerCase()],
  istitle: [
    '',
    (_vm, self) =>
      /\p{L}/u.test(self) &&
      self === self.replace(/(\p{L})([\p{L}\p{M}]*)/gu, (_, first: string, rest: string) => first.toUpperCase() + rest.toLowerCase()),
  ],
  isascii: ['', (_vm, self) => /^[\x00-\x7f]*$/.test(self)],
  isidentifier: ['', (_vm, self) => /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}_]*$/u.test(self)],
  isprintable: ['', (_vm, self) => codePoints(self).every(isPrintable)],
};

function need(value: Value, what: string): string {
  const text = textOf(value);
  if (text === undefined)
    throw typeError(
      /find|index|count/.test(what)
        ? `must be str, not ${typeOf(value).name}`
        : `${what}() argument must be str, not ${typeOf(value).name}`,
    );
  return text;
}

function capitalized(self: string): string {
  const [first = '', ...rest] = codePoints(self);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

const isBlank = (character: string): boolean => /^[\s\x1c-\x1f\x85]$/.test(character);

function strip(self: string, chars: Value, isLeft: boolean, isRight: boolean, what: string): string {
  const set = chars === undefined || chars === null ? undefined : textOf(chars);
  if (chars !== undefined && chars !== null && set === undefined) throw typeError(`${what} arg must be None or str`);
  const points = codePoints(self);
  const isGone = (character = ''): boolean => (set === undefined ? isBlank(character) : set.includes(character));
  let [from, to] = [0, points.length];
  while (isLeft && from < to && isGone(points[from])) from++;
  while (isRight && to > from && isGone(points[to - 1])) to--;
  return points.slice(from, to).join('');
}

function limit(most: Value): number {
  const value = intOf(most);
  return value === undefined || value < 0 ? Infinity : Number(value);
}

function separatorOf(separator: Value): string {
  const text = textOf(separator);
  if (text === undefined) throw typeError(`must be str or None, not ${typeOf(separator).name}`);
  if (text === '') throw valueError('empty separator');
  return text;
}

function split(self: string, separator: Value, most: number): string[] {
  if (separator === undefined || separator === null) return splitBlanks(self, most);
  const by = separatorOf(separator);
  const parts: string[] = [];
  let from = 0;
  for (let at = self.indexOf(by); at >= 0 && parts.length < most; at = self.indexOf(by, from)) {
    parts.push(self.slice(from, at));
    from = at + by.length;
  }
  return [...parts, self.slice(from)];
}

function splitBlanks(self: string, most: number): string[] {
  const parts: string[] = [];
  let rest = self.replace(/^[\s\x1c-\x1f\x85]+/, '');
  while (rest !== '') {
    const end = rest.search(/[\s\x1c-\x1f\x85]/);
    if (end < 0 || parts.length >= most) {
      parts.push(parts.length >= most ? rest.replace(/[\s\x1c-\x1f\x85]+$/, '') : rest);
      break;
    }
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^[\s\x1c-\x1f\x85]+/, '');
  }
  return parts;
}

const backwards = (text: string): string => codePoints(text).toReversed().join('');

function splitRight(self: string, separator: Value, most: number): string[] {
  const by = separator === undefined || separator === null ? separator : backwards(separatorOf(separator));
  return split(backwards(self), by, most).map(backwards).reverse();
}

function linesOf(self: string, keeps: boolean): string[] {
  const lines =
    self.match(
      /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g,
    ) ?? [];
  return keeps ? lines : lines.map(line => line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, ''));
}

function partition(self: string, separator: string, isRight: boolean): Value {
  const at = isRight ? self.lastIndexOf(separator) : self.indexOf(separator);
  if (at < 0) return new PyTuple(isRight ? ['', '', self] : [self, '', '']);
  return new PyTuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
}

function replace(vm: Vm, self: string, oldValue: Value, newValue: Value, most: Value): Value {
  const from = textOf(oldValue);
  const to = textOf(newValue);
  if (from === undefined) throw typeError(`replace() argument 1 must be str, not ${typeOf(oldValue).name}`);
  if (to === undefined) throw typeError(`replace() argument 2 must be str, not ${typeOf(newValue).name}`);
  const times = limit(most);
  if (times === 0) return self;
  const parts = from === '' ? spread(self, times) : split(self, from, times);
  return vm.memory.text(self.length + parts.length * to.length, () => parts.join(to));
}

function spread(self: string, times: number): string[] {
  const points = ['', ...codePoints(self), ''];
  return points.length - 1 <= times ? points : [...points.slice(0, times), points.slice(times).join('')];
}

function removeSuffix(self: string, suffix: string): string {
  return suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self;
}

interface Window {
  readonly text: string;
  readonly start: number;
}

/** The part between two places, by characters. */
function window(self: string, start: Value, end: Value): Window {
  if (start === undefined && end === undefined) return { text: self, start: 0 };
  const length = lengthOfText(self);
  const place = (value: Value, fallback: number): number => {
    const index = intOf(value);
    if (index === undefined) return fallback;
    return index < 0 ? Math.max(0, Number(index) + length) : Number(index);
  };
  const from = place(start, 0);
  const to = Math.min(place(end, length), length);
  if (from > to) return { text: '\0', start: -1 };
  return { text: sliceText(self, from, to), start: from };
}

function hasAffix(self: string, affix: Value, start: Value, end: Value, what: 'startswith' | 'endswith'): boolean {
  const { text, start: from } = window(self, start, end);
  const test = (value: Value): boolean => {
    const wanted = textOf(value);
    if (wanted === undefined)
      throw typeError(
        affix instanceof PyTuple
          ? `tuple for ${what} must only contain str, not ${typeOf(value).name}`
          : `${what} first arg must be str or a tuple of str, not ${typeOf(value).name}`,
      );
    return from >= 0 && (what === 'startswith' ? text.startsWith(wanted) : text.endsWith(wanted));
  };
  return affix instanceof PyTuple ? affix.items.some(test) : test(affix);
}

function find(self: string, sub: string, start: Value, end: Value, isRight: boolean): number {
  const { text, start: from } = window(self, start, end);
  if (from < 0) return -1;
  const at = isRight ? text.lastIndexOf(sub) : text.indexOf(sub);
  if (at < 0) return -1;
  return from + (isPlain(text) ? at : codePoints(text.slice(0, at)).length);
}

function found(at: number): number {
  if (at < 0) throw valueError('substring not found');
  return at;
}

function count(text: string, sub: string): number {
  if (text === '\0') return 0;
  return sub === '' ? lengthOfText(text) + 1 : text.split(sub).length - 1;
}

function padded(vm: Vm, self: string, widthValue: Value, fillValue: Value, how: 'center' | 'ljust' | 'rjust'): string {
  const width = intOf(widthValue);
  if (width === undefined) throw typeError(`'${typeOf(widthValue).name}' object cannot be interpreted as an integer`);
  const fill = fillValue === undefined ? ' ' : textOf(fillValue);
  if (fill === undefined) throw typeError(`The fill character must be a unicode character, not ${typeOf(fillValue).name}`);
  if (lengthOfText(fill) !== 1) throw typeError('The fill character must be exactly one character long');
  const missing = Number(width) - lengthOfText(self);
  if (missing <= 0) return self;
  vm.memory.note(missing);
  if (how === 'ljust') return self + fill.repeat(missing);
  if (how === 'rjust') return fill.repeat(missing) + self;
  const left = (missing >> 1) + (missing & Number(width) & 1);
  return fill.repeat(left) + self + fill.repeat(missing - left);
}

function zeroFilled(vm: Vm, self: string, width: Value): string {
  const missing = Number(intOf(width) ?? 0) - lengthOfText(self);
  if (missing <= 0) return self;
  vm.memory.note(missing);
  const sign = /^[-+]/.exec(self)?.[0] ?? '';
  return sign + '0'.repeat(missing) + self.slice(sign.length);
}

function expandTabs(self: string, size: number): string {
  let column = 0;
  let text = '';
  for (const character of self) {
    if (character === '\t') {
      const blanks = size > 0 ? size - (column % size) : 0;
      text += ' '.repeat(blanks);
      column += blanks;
    } else {
      text += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return text;
}

function* translate(vm: Vm, self: string, table: Value): Native {
  let text = '';
  for (const character of codePoints(self)) {
    if (vm.isDue) yield* vm.breathe();
    text += yield* translated(vm, table, character);
  }
  return text;
}

function* translated(vm: Vm, table: Value, character: string): Native<string> {
  const code = character.codePointAt(0) ?? 0;
  let found: Value;
  if (table instanceof PyDict && !table.type.isHeap) found = table.map.get(code);
  else {
    try {
      const item = getItem(vm, table, code);
      found = isNative(item) ? yield* item : item;
    } catch (error) {
      if (!isThrown(error, 'LookupError')) throw error;
    }
  }
  if (found === undefined) return character;
  if (found === null) return '';
  const text = textOf(found);
  if (text !== undefined) return text;
  const number = intOf(found);
  if (number === undefined) throw typeError('character mapping must return integer, None or str');
  if (number < 0 || number > 0x10ffff) throw raised('ValueError', 'character mapping must be in range(0x110000)');
  return String.fromCodePoint(Number(number));
}
