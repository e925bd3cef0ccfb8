import { monthNames, weekdayNames } from '../../../../core/calendar-names.js';
import { daysOfDate } from '../../../time/calendar.js';
import { codes, PgError } from '../pg-error.js';
import { DAY_MICROS, daysInMonth } from '../values/datetime.js';
import { asText } from '../values/value.js';
import { readPattern, type PatternPart } from './date-pattern.js';
import { define } from './registry.js';

/** What has been read of a date. */
type Read = Partial<Record<'year' | 'month' | 'day' | 'dayOfYear' | 'hour' | 'minute' | 'second' | 'micros' | 'julian', number>> & {
  readonly isAfternoon?: boolean;
  readonly isTwelve?: boolean;
};

/** Numbers: how many digits they have at most, and what they are. */
const digitFields: Readonly<Record<string, readonly [digits: number, name: keyof Read]>> = {
  YYYY: [4, 'year'],
  YYY: [3, 'year'],
  YY: [2, 'year'],
  Y: [1, 'year'],
  MM: [2, 'month'],
  DD: [2, 'day'],
  DDD: [3, 'dayOfYear'],
  HH24: [2, 'hour'],
  HH12: [2, 'hour'],
  HH: [2, 'hour'],
  MI: [2, 'minute'],
  SS: [2, 'second'],
  MS: [3, 'micros'],
  US: [6, 'micros'],
  J: [7, 'julian'],
};

/** Reads a text by a pattern; blanks and signs between fields are not looked at closely. */
function read(text: string, pattern: string): Read {
  const parts = readPattern(pattern);
  let found: Read = {};
  let rest = text;
  for (const [i, part] of parts.entries()) {
    if (part.field === undefined) {
      rest = /[a-z0-9]/i.test(part.text) ? rest.slice(part.text.length) : rest.replace(/^[^a-z0-9+-]|^-(?=\d)/i, '');
      continue;
    }
    rest = rest.trimStart();
    const taken = take(part, rest, parts[i + 1], part.text);
    found = { ...found, ...taken.found };
    rest = rest.slice(taken.length);
  }
  return found;
}

interface Taken {
  readonly found: Read;
  readonly length: number;
}

function take(part: PatternPart, rest: string, next: PatternPart | undefined, shown: string): Taken {
  const field = part.field ?? '';
  const number = Object.hasOwn(digitFields, field) ? digitFields[field] : undefined;
  if (number) return takeNumber(field, number, rest, next, shown);
  if (field === 'MONTH' || field === 'MON') return takeName(field, rest);
  if (/^[AP]\.?M\.?$/.test(field)) {
    const word = /^[ap]\.?m\.?/i.exec(rest)?.[0] ?? '';
    return { found: { isAfternoon: /^p/i.test(word), isTwelve: true }, length: word.length };
  }
  if (field === 'DAY' || field === 'DY') {
    const length = field === 'DY' ? 3 : (weekdayNames.find(name => rest.toLowerCase().startsWith(name.toLowerCase()))?.length ?? 0);
    return { found: {}, length };
  }
  return { found: {}, length: /^\w*/.exec(rest)?.[0].length ?? 0 };
}

function takeNumber(
  field: string,
  [digits, name]: readonly [number, keyof Read],
  rest: string,
  next: PatternPart | undefined,
  shown: string,
): Taken {
  const isTight = next?.field !== undefined && Object.hasOwn(digitFields, next.field);
  const most = field === 'YYYY' && !isTight ? 9 : digits;
  const word = new RegExp(`^[+-]?\\d{1,${String(most)}}`).exec(rest)?.[0];
  if (word === undefined) {
    if (rest === '') return { found: {}, length: 0 };
    throw new PgError(codes.badDatetime, `invalid value "${rest.slice(0, digits)}" for "${shown}"`, {
      detail: 'Value must be an integer.',
    });
  }
  const value = Number(word);
  const scaled = field === 'MS' || field === 'US' ? Number(word.padEnd(6, '0')) : value;
  return {
    found: { [name]: name === 'year' ? fullYear(value, word.length) : scaled, ...(isHalf(field) ? { isTwelve: true } : {}) },
    length: word.length,
  };
}

function isHalf(field: string): boolean {
  return field === 'HH12' || field === 'HH';
}

/** Years of one or two digits are those nearest to 2020. */
function fullYear(year: number, digits: number): number {
  if (digits > 3 || year < 0) return year;
  if (digits === 3) return year < 520 ? year + 2000 : year + 1000;
  return year < 70 ? year + 2000 : year + 1900;
}

function takeName(field: string, rest: string): Taken {
  const lower = rest.toLowerCase();
  const month = monthNames.findIndex(name => lower.startsWith(field === 'MON' ? name.slice(0, 3).toLowerCase() : name.toLowerCase()));
  const name = monthNames[month];
  if (name === undefined)
    throw new PgError(codes.badDatetime, `invalid value "${rest.slice(0, 20)}" for "${field}"`, {
      detail: 'The given value did not match any of the allowed values for this field.',
    });
  return { found: { month: month + 1 }, length: field === 'MON' ? 3 : name.length };
}

function outOfRange(text: string): PgError {
  return new PgError(codes.datetimeOverflow, `date/time field value out of range: "${text}"`);
}

function dayOf({ year = 1, month = 1, day = 1, dayOfYear, julian }: Read, text: string): number {
  if (julian !== undefined) return julian - 2_440_588;
  if (dayOfYear !== undefined) return daysOfDate(year, 1, 1) + dayOfYear - 1;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw outOfRange(text);
  return daysOfDate(year, month, day);
}

function timeOf({ hour = 0, minute = 0, second = 0, micros = 0, isAfternoon, isTwelve }: Read, text: string): number {
  if (isTwelve && (hour < 1 || hour > 12) && hour !== 0)
    throw new PgError(codes.badDatetime, `hour "${hour}" is invalid for the 12-hour clock`, {
      hint: 'Use the 24-hour clock, or give an hour between 1 and 12.',
    });
  if (hour > 23 || minute > 59 || second > 59) throw outOfRange(text);
  const whole = isTwelve ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
  return ((whole * 60 + minute) * 60 + second) * 1_000_000 + micros;
}

define('to_date(text, text) date', ([text, pattern]) => dayOf(read(asText(text), asText(pattern)), asText(text)));
define('to_timestamp(text, text) timestamptz', ([text, pattern], { runtime }) => {
  const found = read(asText(text), asText(pattern));
  const local = dayOf(found, asText(text)) * DAY_MICROS + timeOf(found, asText(text));
  return local - runtime.session.text.zone.offsetMinutes * 60_000_000;
});
