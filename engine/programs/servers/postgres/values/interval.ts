import { codes, PgError } from '../pg-error.js';
import { DAY_MICROS, daysInMonth, fieldsOfMicros, SECOND_MICROS } from './datetime.js';
import { daysOfDate } from '../../../time/calendar.js';
import { Interval } from './value.js';

const MONTHS: Readonly<Record<string, number>> = { millennium: 12_000, century: 1200, decade: 120, year: 12, month: 1 };
const DAYS: Readonly<Record<string, number>> = { week: 7, day: 1 };
const MICROS: Readonly<Record<string, number>> = {
  hour: 3_600_000_000,
  minute: 60_000_000,
  second: SECOND_MICROS,
  millisecond: 1000,
  microsecond: 1,
};

const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    millennium: 'millennium millennia mil mils',
    century: 'century centuries cent c',
    decade: 'decade decades dec decs',
    year: 'year years yr yrs y',
    month: 'month months mon mons',
    week: 'week weeks w',
    day: 'day days d',
    hour: 'hour hours hr hrs h',
    minute: 'minute minutes min mins m',
    second: 'second seconds sec secs s',
    millisecond: 'millisecond milliseconds ms msec msecs',
    microsecond: 'microsecond microseconds us usec usecs',
  }).flatMap(([unit, words]) => words.split(' ').map((word): [string, string] => [word, unit])),
);

/** The unit that a word means (`yrs`), as extract, date_trunc and intervals take it. */
export function unitOf(word: string): string | undefined {
  return aliases.get(word.toLowerCase());
}

/** Reads `1 year 2 mons -3 days 04:05:06.7`, `P1DT2H`, with units and `ago`. `unit` is what a bare number means. */
export function parseInterval(text: string, unit = 'second'): Interval {
  const bad = (): PgError => new PgError(codes.badDatetime, `invalid input syntax for type interval: "${text}"`);
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '') throw bad();
  if (trimmed.startsWith('p')) return isoInterval(trimmed, bad);
  const sums = { months: 0, days: 0, micros: 0 };
  const words = trimmed
    .replace(/^@\s*/, '')
    .replace(/([\d.])([a-z])/g, '$1 $2')
    .split(/\s+/);
  const isAgo = words.at(-1) === 'ago';
  if (isAgo) words.pop();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const clock = /^([-+]?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(word);
    const yearMonth = /^([-+]?)(\d+)-(\d+)$/.exec(word);
    if (clock) {
      const size = Number(clock[2]) * 3_600_000_000 + Number(clock[3]) * 60_000_000 + Math.round(Number(clock[4] ?? 0) * SECOND_MICROS);
      sums.micros += clock[1] === '-' ? -size : size;
    } else if (yearMonth) sums.months += (yearMonth[1] === '-' ? -1 : 1) * (Number(yearMonth[2]) * 12 + Number(yearMonth[3]));
    else if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(word)) {
      const next = words[i + 1];
      const known = next === undefined ? undefined : unitOf(next);
      if (next !== undefined && known === undefined && !/^[-+\d]/.test(next)) throw bad();
      addUnit(sums, known ?? unit, Number(word));
      if (known !== undefined) i++;
    } else throw bad();
  }
  const sign = isAgo ? -1 : 1;
  return new Interval(sums.months * sign, sums.days * sign, sums.micros * sign);
}

interface Sums {
  months: number;
  days: number;
  micros: number;
}

/** Fractions of months go into days, those of days into time. */
function addUnit(sums: Sums, unit: string, amount: number): void {
  const months = MONTHS[unit];
  const days = DAYS[unit];
  if (months !== undefined) {
    const whole = Math.trunc(amount * months + (amount < 0 ? -1e-9 : 1e-9));
    sums.months += whole;
    if (unit === 'month') addUnit(sums, 'day', roundTo(amount * months - whole) * 30);
  } else if (days !== undefined) {
    const whole = Math.trunc(amount * days);
    sums.days += whole;
    sums.micros += Math.round(roundTo(amount * days - whole) * DAY_MICROS);
  } else sums.micros += Math.round(amount * (MICROS[unit] ?? SECOND_MICROS));
}

function roundTo(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function isoInterval(text: string, bad: () => PgError): Interval {
  const sums = { months: 0, days: 0, micros: 0 };
  const [, date = '', time] = /^p([^t]*)(?:t(.*))?$/.exec(text) ?? [];
  const dateUnits: Readonly<Record<string, string>> = { y: 'year', m: 'month', w: 'week', d: 'day' };
  const timeUnits: Readonly<Record<string, string>> = { h: 'hour', m: 'minute', s: 'second' };
  for (const [part, units] of [
    [date, dateUnits],
    [time ?? '', timeUnits],
  ] as const) {
    if (!/^(?:-?[\d.]+[a-z])*$/.test(part)) throw bad();
    for (const [, amount = '', letter = ''] of part.matchAll(/(-?[\d.]+)([a-z])/g)) {
      const unit = units[letter];
      if (unit === undefined) throw bad();
      addUnit(sums, unit, Number(amount));
    }
  }
  if (date === '' && (time ?? '') === '') throw bad();
  return new Interval(sums.months, sums.days, sums.micros);
}

/** In the style `postgres`: `1 year 2 mons 3 days 04:05:06`. */
export function formatInterval({ months, days, micros }: Interval): string {
  const parts: string[] = [];
  let before = 0;
  for (const [amount, unit] of [
    [Math.trunc(months / 12), 'year'],
    [months % 12, 'mon'],
    [days, 'day'],
  ] as const) {
    if (amount === 0) continue;
    parts.push(`${before < 0 && amount > 0 ? '+' : ''}${String(amount)} ${unit}${amount === 1 ? '' : 's'}`);
    before = amount;
  }
  if (micros !== 0 || parts.length === 0) {
    const size = Math.abs(micros);
    const seconds = Math.floor(size / SECOND_MICROS);
    const fraction = size - seconds * SECOND_MICROS;
    const two = (value: number): string => String(value).padStart(2, '0');
    const tail = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
    const sign = micros < 0 ? '-' : before < 0 ? '+' : '';
    parts.push(`${sign}${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${tail}`);
  }
  return parts.join(' ');
}

/** For comparing: a month counts 30 days, a day 24 hours. */
export function intervalSize({ months, days, micros }: Interval): number {
  return (months * 30 + days) * DAY_MICROS + micros;
}

export function addIntervals(a: Interval, b: Interval, sign: 1 | -1 = 1): Interval {
  return new Interval(a.months + sign * b.months, a.days + sign * b.days, a.micros + sign * b.micros);
}

export function scaleInterval({ months, days, micros }: Interval, factor: number): Interval {
  const allMonths = roundTo(months * factor);
  const wholeMonths = Math.trunc(allMonths);
  const allDays = roundTo(days * factor + (allMonths - wholeMonths) * 30);
  const wholeDays = Math.trunc(allDays);
  return new Interval(wholeMonths, wholeDays, Math.round(micros * factor + (allDays - wholeDays) * DAY_MICROS));
}

/** A moment and a span: months first (keeping to the end of short months), then days, then time. */
export function addToTimestamp(micros: number, { months, days, micros: span }: Interval, sign: 1 | -1 = 1): number {
  if (!Number.isFinite(micros)) return micros;
  let moment = micros;
  if (months !== 0) {
    const fields = fieldsOfMicros(moment);
    const index = fields.year * 12 + fields.month - 1 + sign * months;
    const year = Math.floor(index / 12);
    const month = index - year * 12 + 1;
    const day = Math.min(fields.day, daysInMonth(year, month));
    moment = daysOfDate(year, month, day) * DAY_MICROS + (moment - Math.floor(moment / DAY_MICROS) * DAY_MICROS);
  }
  return moment + sign * (days * DAY_MICROS + span);
}

/** age(a, b): years, months and days between two moments. */
export function ageBetween(a: number, b: number): Interval {
  if (a < b) {
    const { months, days, micros } = ageBetween(b, a);
    return new Interval(-months, -days, -micros);
  }
  const later = fieldsOfMicros(a);
  const earlier = fieldsOfMicros(b);
  const timeOf = (micros: number): number => micros - Math.floor(micros / DAY_MICROS) * DAY_MICROS;
  let months = (later.year - earlier.year) * 12 + later.month - earlier.month;
  let days = later.day - earlier.day;
  let micros = timeOf(a) - timeOf(b);
  if (micros < 0) {
    micros += DAY_MICROS;
    days--;
  }
  if (days < 0) {
    days += daysInMonth(earlier.year, earlier.month);
    months--;
  }
  return new Interval(months, days, micros);
}

/** Days beyond 30 become months, hours beyond 24 days. */
export function justify(value: Interval, what: 'days' | 'hours' | 'both'): Interval {
  let { months, days, micros } = value;
  if (what !== 'days') {
    const extra = Math.trunc(micros / DAY_MICROS);
    days += extra;
    micros -= extra * DAY_MICROS;
  }
  if (what !== 'hours') {
    const extra = Math.trunc(days / 30);
    months += extra;
    days -= extra * 30;
  }
  return new Interval(months, days, micros);
}
