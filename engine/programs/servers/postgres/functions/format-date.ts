import { monthNames, weekdayNames } from '../../../../core/calendar-names.js';
import { DAY_MICROS, fieldsOfMicros } from '../values/datetime.js';
import { asInterval, asNumber, asText, type Interval } from '../values/value.js';
import { ordinalOf, readPattern, romanMonth, type PatternPart } from './date-pattern.js';
import { isoWeek } from './dates.js';
import { define, type CallContext } from './registry.js';

/** What the fields of a pattern can show. */
interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly dayOfYear: number;
  /** Of an interval they may be more than a day has. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
  readonly days: number;
  /** The zone's name and its minutes, if the moment has one. */
  readonly zone: { readonly name: string; readonly offsetMinutes: number } | undefined;
}

function momentOf(local: number, zone: Moment['zone']): Moment {
  const { year, month, day, weekday, dayOfYear, hour, minute, second, micros } = fieldsOfMicros(local);
  return { year, month, day, weekday, dayOfYear, hour, minute, second, micros, days: Math.floor(local / DAY_MICROS), zone };
}

function momentOfInterval({ months, days, micros }: Interval): Moment {
  const seconds = Math.trunc(micros / 1_000_000);
  return {
    year: Math.trunc(months / 12),
    month: months % 12,
    day: days,
    weekday: 0,
    dayOfYear: days,
    hour: Math.trunc(seconds / 3600),
    minute: Math.trunc(seconds / 60) % 60,
    second: seconds % 60,
    micros: micros % 1_000_000,
    days,
    zone: undefined,
  };
}

type Show = (moment: Moment) => number;

/** Fields that are numbers, with as many digits as they are filled up to. */
const numbers: Readonly<Record<string, readonly [digits: number, show: Show]>> = {
  YYYY: [4, ({ year }) => Math.abs(year)],
  YYY: [3, ({ year }) => year % 1000],
  YY: [2, ({ year }) => year % 100],
  Y: [1, ({ year }) => year % 10],
  IYYY: [4, ({ days }) => isoWeek(days).year],
  IYY: [3, ({ days }) => isoWeek(days).year % 1000],
  IY: [2, ({ days }) => isoWeek(days).year % 100],
  I: [1, ({ days }) => isoWeek(days).year % 10],
  MM: [2, ({ month }) => month],
  DD: [2, ({ day }) => day],
  DDD: [3, ({ dayOfYear }) => dayOfYear],
  D: [1, ({ weekday }) => weekday + 1],
  ID: [1, ({ weekday }) => (weekday === 0 ? 7 : weekday)],
  IDDD: [3, ({ days, weekday }) => (isoWeek(days).week - 1) * 7 + (weekday === 0 ? 7 : weekday)],
  WW: [2, ({ dayOfYear }) => Math.floor((dayOfYear - 1) / 7) + 1],
  W: [1, ({ day }) => Math.floor((day - 1) / 7) + 1],
  IW: [2, ({ days }) => isoWeek(days).week],
  CC: [2, ({ year }) => Math.ceil(year / 100)],
  J: [1, ({ days }) => days + 2_440_588],
  Q: [1, ({ month }) => Math.floor((month - 1) / 3) + 1],
  HH24: [2, ({ hour }) => hour],
  HH12: [2, ({ hour }) => hour % 12 || 12],
  HH: [2, ({ hour }) => hour % 12 || 12],
  MI: [2, ({ minute }) => minute],
  SS: [2, ({ second }) => second],
  SSSS: [1, ({ hour, minute, second }) => hour * 3600 + minute * 60 + second],
  SSSSS: [1, ({ hour, minute, second }) => hour * 3600 + minute * 60 + second],
  MS: [3, ({ micros }) => Math.trunc(micros / 1000)],
  US: [6, ({ micros }) => micros],
};

function show(part: PatternPart, moment: Moment): string {
  const { field, text, isShort, ordinal } = part;
  if (field === undefined) return text;
  const number = Object.hasOwn(numbers, field) ? numbers[field] : undefined;
  if (!number) return showWord(part, field, moment);
  const [digits, value] = number;
  const size = value(moment);
  const plain = isShort && field !== 'MS' && field !== 'US' ? String(Math.abs(size)) : String(Math.abs(size)).padStart(digits, '0');
  return `${size < 0 ? '-' : ''}${plain}${ordinal ? ordinalOf(plain, ordinal) : ''}`;
}

function showWord({ text, isShort }: PatternPart, field: string, moment: Moment): string {
  const { year, month, weekday, hour, micros, zone } = moment;
  const cased = (word: string): string => {
    if (text === text.toUpperCase()) return word.toUpperCase();
    return text === text.toLowerCase() ? word.toLowerCase() : word;
  };
  const fraction = /^FF(\d)$/.exec(field);
  if (fraction) return String(Math.abs(micros)).padStart(6, '0').slice(0, Number(fraction[1]));
  const fill = (word: string): string => (isShort ? cased(word) : cased(word).padEnd(9));
  const offset = zone?.offsetMinutes ?? 0;
  const hours = `${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}`;
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  const words: Readonly<Record<string, string>> = {
    'Y,YYY': `${String(Math.floor(year / 1000))},${String(year % 1000).padStart(3, '0')}`,
    MONTH: fill(monthNames[month - 1] ?? ''),
    MON: cased((monthNames[month - 1] ?? '').slice(0, 3)),
    DAY: fill(weekdayNames[weekday] ?? ''),
    DY: cased((weekdayNames[weekday] ?? '').slice(0, 3)),
    RM: isShort ? cased(romanMonth(month)) : cased(romanMonth(month)).padEnd(4),
    AM: cased(hour % 24 < 12 ? 'AM' : 'PM'),
    PM: cased(hour % 24 < 12 ? 'AM' : 'PM'),
    'A.M.': cased(hour % 24 < 12 ? 'A.M.' : 'P.M.'),
    'P.M.': cased(hour % 24 < 12 ? 'A.M.' : 'P.M.'),
    AD: cased(year > 0 ? 'AD' : 'BC'),
    BC: cased(year > 0 ? 'AD' : 'BC'),
    'A.D.': cased(year > 0 ? 'A.D.' : 'B.C.'),
    'B.C.': cased(year > 0 ? 'A.D.' : 'B.C.'),
    TZ: zone ? cased(zone.name) : '',
    TZH: hours,
    TZM: minutes,
    OF: minutes === '00' ? hours : `${hours}:${minutes}`,
  };
  return words[field] ?? text;
}

function format(moment: Moment, pattern: string): string {
  return readPattern(pattern)
    .map(part => show(part, moment))
    .join('');
}

function zoneOf({ runtime }: CallContext): NonNullable<Moment['zone']> {
  return runtime.session.text.zone;
}

define('to_char(timestamp, text) text', ([value, pattern]) => format(momentOf(asNumber(value), undefined), asText(pattern)));
define('to_char(timestamptz, text) text', ([value, pattern], context) => {
  const zone = zoneOf(context);
  return format(momentOf(asNumber(value) + zone.offsetMinutes * 60_000_000, zone), asText(pattern));
});
define('to_char(interval, text) text', ([value, pattern]) => format(momentOfInterval(asInterval(value)), asText(pattern)));
