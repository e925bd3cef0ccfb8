import { monthNames, weekdayNames } from '../../core/calendar-names.js';
import { daysOfDate, fieldsOf, type CalendarFields, type Zone, zoneAt } from './calendar.js';

/** strftime(3) in the C locale, with GNU's `-`, `_`, `0`, `^` flags, widths, `%N` and `%:z`. */
export function strftime(format: string, epochMs: number, place: Zone): string {
  const zone = zoneAt(place, epochMs);
  const fields = fieldsOf(epochMs, zone);
  // %E and %O ask for other calendars and digits, which the C locale has not.
  return format.replace(
    /%([-_0^#]*)(\d*)(?:[EO](?=[a-zA-Z]))?(:{0,2}z|[a-zA-Z%+])/g,
    (all: string, flags: string, width: string, letter: string) => {
      const value = conversion(letter, fields, epochMs, zone);
      if (value === undefined) return all;
      if (letter === 'N' && typeof value === 'string' && width !== '') return value.slice(0, Number(width)).padEnd(Number(width), '0');
      if (typeof value === 'string' && flags.includes('#')) return applyFlags(otherCase(letter, value), flags, width);
      return applyFlags(value, flags, width);
    },
  );
}

/** `#`: zones and halves of the day become small, all others big. */
function otherCase(letter: string, text: string): string {
  return letter === 'Z' || letter === 'p' ? text.toLowerCase() : text.toUpperCase();
}

type Value = string | { readonly number: number; readonly width: number; readonly fill: '0' | ' ' };

function applyFlags(value: Value, flags: string, width: string): string {
  const upper = (text: string): string => (flags.includes('^') ? text.toUpperCase() : text);
  if (typeof value === 'string') return upper(width === '' ? value : value.padStart(Number(width), flags.includes('0') ? '0' : ' '));
  if (flags.includes('-')) return String(value.number);
  const fill = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : value.fill;
  return String(value.number).padStart(width === '' ? value.width : Number(width), fill);
}

function two(number: number, fill: '0' | ' ' = '0'): Value {
  return { number, width: 2, fill };
}

/** Conversions that stand for others. */
const composites: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  h: '%b',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  '+': '%a %b %e %H:%M:%S %Z %Y',
};

function conversion(letter: string, fields: CalendarFields, epochMs: number, zone: Zone): Value | undefined {
  const composite = Object.hasOwn(composites, letter) ? composites[letter] : undefined;
  if (composite !== undefined) return strftime(composite, epochMs, zone);
  return textConversion(letter, fields, epochMs, zone) ?? numberConversion(letter, fields);
}

function textConversion(letter: string, fields: CalendarFields, epochMs: number, zone: Zone): string | undefined {
  const table: Readonly<Record<string, () => string>> = {
    '%': () => '%',
    a: () => (weekdayNames[fields.weekday] ?? '').slice(0, 3),
    A: () => weekdayNames[fields.weekday] ?? '',
    b: () => (monthNames[fields.month - 1] ?? '').slice(0, 3),
    B: () => monthNames[fields.month - 1] ?? '',
    n: () => '\n',
    N: () => String(Math.floor((((epochMs % 1000) + 1000) % 1000) * 1e6)).padStart(9, '0'),
    p: () => (fields.hour < 12 ? 'AM' : 'PM'),
    P: () => (fields.hour < 12 ? 'am' : 'pm'),
    q: () => String(Math.ceil(fields.month / 3)),
    s: () => String(Math.floor(epochMs / 1000)),
    t: () => '\t',
    u: () => String(fields.weekday === 0 ? 7 : fields.weekday),
    w: () => String(fields.weekday),
    z: () => formatOffset(zone.offsetMinutes, ''),
    ':z': () => formatOffset(zone.offsetMinutes, ':'),
    '::z': () => `${formatOffset(zone.offsetMinutes, ':')}:00`,
    Z: () => zone.name,
  };
  return Object.hasOwn(table, letter) ? table[letter]?.() : undefined;
}

function numberConversion(letter: string, fields: CalendarFields): Value | undefined {
  const hour12 = fields.hour % 12 === 0 ? 12 : fields.hour % 12;
  const table: Readonly<Record<string, () => Value>> = {
    C: () => two(Math.floor(fields.year / 100)),
    d: () => two(fields.day),
    e: () => two(fields.day, ' '),
    g: () => two(isoWeek(fields).year % 100),
    G: () => ({ number: isoWeek(fields).year, width: 4, fill: '0' }),
    H: () => two(fields.hour),
    I: () => two(hour12),
    j: () => ({ number: fields.dayOfYear, width: 3, fill: '0' }),
    k: () => two(fields.hour, ' '),
    l: () => two(hour12, ' '),
    m: () => two(fields.month),
    M: () => two(fields.minute),
    S: () => two(fields.second),
    U: () => two(Math.floor((fields.dayOfYear + 6 - fields.weekday) / 7)),
    V: () => two(isoWeek(fields).week),
    W: () => two(Math.floor((fields.dayOfYear + 6 - ((fields.weekday + 6) % 7)) / 7)),
    y: () => two(((fields.year % 100) + 100) % 100),
    Y: () => ({ number: fields.year, width: 4, fill: '0' }),
  };
  return Object.hasOwn(table, letter) ? table[letter]?.() : undefined;
}

function formatOffset(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${separator}${String(size % 60).padStart(2, '0')}`;
}

/** Week 1 is the one with the first Thursday. */
function isoWeek(fields: CalendarFields): { readonly week: number; readonly year: number } {
  const monday = (fields.weekday + 6) % 7;
  const week = Math.floor((fields.dayOfYear - 1 - monday + 10) / 7);
  if (week < 1) return { week: weeksIn(fields.year - 1), year: fields.year - 1 };
  if (week > weeksIn(fields.year)) return { week: 1, year: fields.year + 1 };
  return { week, year: fields.year };
}

function weeksIn(year: number): number {
  const january = (((daysOfDate(year, 1, 1) + 4) % 7) + 7) % 7;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return january === 4 || (leap && january === 3) ? 53 : 52;
}
