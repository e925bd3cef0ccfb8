import {
  dateOfDay,
  dateTimeOfSeconds,
  dayNumber,
  daysInMonth,
  isRealDate,
  MICROS,
  secondsOf,
  type DateTime,
  type Temporal,
  type TimeOfDay,
} from '../values/temporal.js';
import { isTemporal, toDateTime, toInteger, toNumber, toText, toTime, type Value } from '../values/value.js';

/** Arithmetic with dates. */

/** A moment that a value is; undefined when it is none. */
export function realMoment(value: Value, now: DateTime): DateTime | undefined {
  const moment = toDateTime(value, now);
  return moment && isRealDate(moment) ? moment : undefined;
}

interface Span {
  readonly months: number;
  readonly seconds: number;
  readonly micros: number;
  /** Whether a date stays a date. */
  readonly isWholeDays: boolean;
}

const unitSeconds: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['week', 604_800],
]);
const unitMonths: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['quarter', 3],
  ['year', 12],
]);

/** What `INTERVAL value unit` is. */
export function spanOf(value: Value, unit: string): Span {
  const months = unitMonths.get(unit);
  if (months !== undefined) return { months: Number(toInteger(value)) * months, seconds: 0, micros: 0, isWholeDays: true };
  const seconds = unitSeconds.get(unit);
  if (unit === 'second') {
    const micros = Math.round(toNumber(value) * MICROS);
    return { months: 0, seconds: Math.trunc(micros / MICROS), micros: micros % MICROS, isWholeDays: false };
  }
  if (seconds !== undefined) return { months: 0, seconds: Number(toInteger(value)) * seconds, micros: 0, isWholeDays: seconds >= 86_400 };
  if (unit === 'microsecond') {
    const micros = Number(toInteger(value));
    return { months: 0, seconds: Math.trunc(micros / MICROS), micros: micros % MICROS, isWholeDays: false };
  }
  return compoundSpan(toText(value), unit);
}

/** `'1 02:03' DAY_MINUTE`: the last number is of the smaller unit. */
function compoundSpan(text: string, unit: string): Span {
  const [first = '', last = ''] = unit.split('_');
  const order = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'];
  const units = first === 'year' ? ['year', 'month'] : order.slice(order.indexOf(first), order.indexOf(last) + 1);
  const sign = /^\s*-/.test(text) ? -1 : 1;
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  let [months, seconds, micros] = [0, 0, 0];
  for (const [index, name] of units.slice(-numbers.length).entries()) {
    const number = (numbers[index] ?? 0) * sign;
    if (name === 'microsecond') micros += number;
    else if (unitMonths.has(name)) months += number * (unitMonths.get(name) ?? 0);
    else seconds += number * (unitSeconds.get(name) ?? 0);
  }
  return { months, seconds, micros, isWholeDays: first === 'year' };
}

export function addSpan(moment: DateTime, span: Span, sign: number): DateTime | null {
  const months = moment.year * 12 + moment.month - 1 + sign * span.months;
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  if (year < 0 || year > 9999) return null;
  const day = Math.min(moment.day, daysInMonth(year, month));
  const kind = moment.kind === 'date' && span.isWholeDays ? 'date' : 'datetime';
  const micros = moment.micro + sign * span.micros;
  const carry = Math.floor(micros / MICROS);
  const seconds = secondsOf({ ...moment, year, month, day }) + sign * span.seconds + carry;
  const result = dateTimeOfSeconds(seconds, micros - carry * MICROS, span.micros !== 0 ? 6 : moment.digits);
  if (result.year < 0 || result.year > 9999) return null;
  return kind === 'date' ? { ...result, kind } : result;
}

export function addToTime(time: TimeOfDay, span: Span, sign: number): TimeOfDay {
  return { ...time, micros: time.micros + sign * (span.seconds * MICROS + span.micros), digits: span.micros !== 0 ? 6 : time.digits };
}

/** TIMESTAMPDIFF: whole units from a to b. */
export function difference(unit: string, a: DateTime, b: DateTime): number {
  const perMonths = unitMonths.get(unit);
  if (perMonths !== undefined) {
    const [from, to] = [a, b];
    let months = (to.year - from.year) * 12 + to.month - from.month;
    const rest = (moment: DateTime): number => moment.day * 86_400 + moment.hour * 3600 + moment.minute * 60 + moment.second;
    if (months > 0 && rest(to) < rest(from)) months--;
    if (months < 0 && rest(to) > rest(from)) months++;
    return Math.trunc(months / perMonths);
  }
  const seconds = secondsOf(b) - secondsOf(a) + (b.micro - a.micro) / MICROS;
  if (unit === 'microsecond') return Math.round(seconds * MICROS);
  return Math.trunc(seconds / (unitSeconds.get(unit) ?? 1));
}

export function dayOfYear({ year, month, day }: DateTime): number {
  return dayNumber(year, month, day) - dayNumber(year, 1, 1) + 1;
}

/** 0 is Monday. */
export function weekday({ year, month, day }: DateTime): number {
  return (((dayNumber(year, month, day) + 3) % 7) + 7) % 7;
}

/** WEEK() in one of its eight modes, with the year that the week is of. */
export function weekOf(moment: DateTime, mode: number): { readonly week: number; readonly year: number } {
  const mondayFirst = (mode & 1) !== 0;
  const zeroBased = (mode & 2) === 0;
  const firstDayRule = ((mode & 4) !== 0) === mondayFirst;
  const { year } = moment;
  const firstWeek = (of: number): number => {
    const january = dayNumber(of, 1, 1);
    const dayOfWeek = (((january + (mondayFirst ? 3 : 4)) % 7) + 7) % 7;
    // Where the first week is the one with four days in the year, or the first that begins in it.
    if (firstDayRule) return dayOfWeek === 0 ? january : january + 7 - dayOfWeek;
    return dayOfWeek <= 3 ? january - dayOfWeek : january + 7 - dayOfWeek;
  };
  const day = dayNumber(moment.year, moment.month, moment.day);
  let of = year;
  let start = firstWeek(year);
  if (day < start) {
    if (zeroBased) return { week: 0, year };
    of = year - 1;
    start = firstWeek(of);
  } else if (!zeroBased && day >= firstWeek(year + 1)) {
    of = year + 1;
    start = firstWeek(of);
  }
  return { week: Math.floor((day - start) / 7) + 1, year: of };
}

export function lastDay(moment: DateTime): DateTime {
  return { ...dateOfDay(dayNumber(moment.year, moment.month, daysInMonth(moment.year, moment.month))) };
}

/** ADDTIME and SUBTIME. */
export function addTime(value: Value, added: Value, sign: number): Temporal | null {
  const time = toTime(added);
  if (time?.kind !== 'time') return null;
  const text = toText(value);
  const isMoment = isTemporal(value) ? value.kind !== 'time' : /\d-\d/.test(text);
  const moment = isMoment ? toDateTime(value) : undefined;
  if (moment)
    return addSpan(
      { ...moment, kind: 'datetime' },
      { months: 0, seconds: Math.trunc(time.micros / MICROS), micros: time.micros % MICROS, isWholeDays: false },
      sign,
    );
  const base = toTime(value);
  return base?.kind === 'time'
    ? { kind: 'time', micros: base.micros + sign * time.micros, digits: Math.max(base.digits, time.digits) }
    : null;
}

/** Minutes of `+09:00`, UTC and SYSTEM; undefined for names of places, whose tables no server loads by itself. */
export function zoneOffset(zone: string): number | undefined {
  if (/^(SYSTEM|UTC)$/i.test(zone)) return 0;
  const parts = /^([-+])(\d{1,2}):(\d{2})$/.exec(zone);
  if (!parts) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return minutes > 14 * 60 ? undefined : parts[1] === '-' ? -minutes : minutes;
}
