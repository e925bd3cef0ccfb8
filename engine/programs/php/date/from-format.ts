import { fieldsOf, momentOf, type Moment } from './moment.js';
import { findZone } from './zones.js';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** What letters of a format take from the text. */
const takes: Readonly<Record<string, RegExp>> = {
  d: /\d{1,2}/y,
  j: /\d{1,2}/y,
  D: /[A-Za-z]+/y,
  l: /[A-Za-z]+/y,
  S: /st|nd|rd|th/iy,
  F: /[A-Za-z]+/y,
  M: /[A-Za-z]+/y,
  m: /\d{1,2}/y,
  n: /\d{1,2}/y,
  Y: /\d{1,4}/y,
  y: /\d{2}/y,
  a: /am|pm/iy,
  A: /am|pm/iy,
  g: /\d{1,2}/y,
  h: /\d{1,2}/y,
  G: /\d{1,2}/y,
  H: /\d{1,2}/y,
  i: /\d{1,2}/y,
  s: /\d{1,2}/y,
  u: /\d{1,6}/y,
  v: /\d{1,3}/y,
  e: /[A-Za-z]+(?:\/[\w+-]+)*|[+-]\d\d:?\d\d/y,
  T: /[A-Za-z]+(?:\/[\w+-]+)*|[+-]\d\d:?\d\d/y,
  O: /[+-]\d\d:?\d\d|Z/y,
  P: /[+-]\d\d:?\d\d|Z/y,
  p: /[+-]\d\d:?\d\d|Z/y,
  U: /-?\d+/y,
  '?': /[^]/y,
  '*': /[^\s,;:/.\\()\d-]*/y,
  ' ': /[ \t]*/y,
};

/** Why a text does not fit a format. */
export interface FormatMistake {
  readonly position: number;
  readonly message: string;
}

const expectations: Readonly<Record<string, string>> = {
  d: 'A two digit day could not be found',
  j: 'A two digit day could not be found',
  m: 'A two digit month could not be found',
  n: 'A two digit month could not be found',
  Y: 'A four digit year could not be found',
  y: 'A two digit year could not be found',
  H: 'A two digit hour could not be found',
  G: 'A two digit hour could not be found',
  i: 'A two digit minute could not be found',
  s: 'A two digit second could not be found',
  M: 'A textual month could not be found',
  F: 'A textual month could not be found',
};

/** The moment that a text means when it is written in a format; what the format leaves out is as it is now. */
export function parseByFormat(format: string, text: string, now: Moment): Moment | FormatMistake {
  const found = new Map<string, string>();
  let at = 0;
  let resets: 'none' | 'unset' | 'all' = 'none';
  for (let k = 0; k < format.length; k++) {
    const letter = format[k] ?? '';
    if (letter === '!' || letter === '|') {
      resets = letter === '!' ? 'all' : 'unset';
      if (letter === '!') found.clear();
      continue;
    }
    if (letter === '+') {
      at = text.length;
      continue;
    }
    const literal = letter === '\\' ? (format[++k] ?? '') : Object.hasOwn(takes, letter) ? undefined : letter;
    const taken = literal === undefined ? take(letter, text, at) : text.startsWith(literal, at) ? literal : undefined;
    if (taken === undefined)
      return {
        position: at,
        message:
          at >= text.length
            ? 'Not enough data available to satisfy format'
            : (expectations[letter] ?? 'The separation symbol could not be found'),
      };
    if (literal === undefined) found.set(letter, taken);
    at += taken.length;
  }
  if (at < text.length) return { position: at, message: 'Trailing data' };
  return build(found, now, resets !== 'none');
}

function take(letter: string, text: string, at: number): string | undefined {
  const pattern = takes[letter];
  if (!pattern) return undefined;
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function build(found: ReadonlyMap<string, string>, now: Moment, resets: boolean): Moment | FormatMistake {
  const zoneName = found.get('e') ?? found.get('T') ?? found.get('O') ?? found.get('P') ?? found.get('p');
  const zone = zoneName === undefined ? now.zone : findZone(zoneName);
  if (!zone) return { position: 0, message: 'The timezone could not be found in the database' };
  const stamp = found.get('U');
  const micros = Number((found.get('u') ?? found.get('v') ?? '').padEnd(found.has('u') ? 6 : 3, '0')) * (found.has('u') ? 1 : 1000);
  if (stamp !== undefined) return { seconds: Number(stamp), micros, zone: findZone('+00:00') ?? zone };
  const base = resets ? { y: 1970, m: 1, d: 1, h: 0, i: 0, s: 0 } : fieldsOf({ seconds: now.seconds, zone });
  const hasTime = ['g', 'h', 'G', 'H', 'i', 's', 'u', 'v', 'a', 'A'].some(letter => found.has(letter));
  const number = (letters: string): number | undefined => {
    const value = [...letters].map(letter => found.get(letter)).find(each => each !== undefined);
    return value === undefined ? undefined : Number(value);
  };
  const shortYear = found.get('y');
  const y = number('Y') ?? (shortYear === undefined ? base.y : Number(shortYear) + (Number(shortYear) < 70 ? 2000 : 1900));
  const name = (found.get('M') ?? found.get('F'))?.slice(0, 3).toLowerCase();
  const m = number('mn') ?? (name === undefined ? base.m : months.indexOf(name) + 1);
  if (m < 1 || m > 12) return { position: 0, message: 'A textual month could not be found' };
  const half = (found.get('a') ?? found.get('A'))?.toLowerCase();
  const hour = number('gh');
  const h =
    hour === undefined ? (number('GH') ?? (hasTime ? 0 : base.h)) : half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const fields = { y, m, d: number('dj') ?? base.d, h, i: number('i') ?? (hasTime ? 0 : base.i), s: number('s') ?? (hasTime ? 0 : base.s) };
  return momentOf(fields, hasTime || resets ? micros : now.micros, zone);
}
