import { daysOfDate, epochOfFields, fieldsOf, zoneAt, type DateFields, type Zone } from './calendar.js';
import { monthNames, weekdayNames } from '../../core/calendar-names.js';

const unitNames: Readonly<Record<string, keyof DateFields | 'week' | 'fortnight'>> = {
  sec: 'second',
  second: 'second',
  min: 'minute',
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  week: 'week',
  fortnight: 'fortnight',
  month: 'month',
  year: 'year',
};

type Mutable = { -readonly [K in keyof DateFields]: number };

interface State {
  fields: Mutable;
  millisecond: number;
  offsetMinutes: number;
  /** Amounts to add once all fields are known. */
  readonly shifts: { unit: string; count: number }[];
  weekday: { day: number; weeks: number } | undefined;
  dated: boolean;
  timed: boolean;
}

/** What GNU's `date -d` understands, in everyday use; undefined when the text is no date. */
export function parseDate(text: string, nowMs: number, zone: Zone): number | undefined {
  const at = /^\s*@(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (at) return Number(at[1]) * 1000;
  const now = fieldsOf(nowMs, zone);
  const state: State = {
    fields: { year: now.year, month: now.month, day: now.day, hour: now.hour, minute: now.minute, second: now.second },
    millisecond: now.millisecond,
    offsetMinutes: zone.offsetMinutes,
    shifts: [],
    weekday: undefined,
    dated: false,
    timed: false,
  };
  let rest = text.trim().toLowerCase();
  for (let turns = 0; rest !== ''; turns++) {
    const length = turns < 64 ? readItem(rest, state) : 0;
    if (length === 0) return undefined;
    rest = rest.slice(length).replace(/^[\s,]+/, '');
  }
  return resolve(state, zone, text.trim() === '');
}

type Rule = readonly [RegExp, (state: State, found: readonly (string | undefined)[]) => unknown];

const rules: readonly Rule[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?/, (state, [, year, month, day]) => setDate(state, Number(year), Number(month), Number(day))],
  [
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)\b/,
    (state, [, month, day, year = '']) => setDate(state, century(year), Number(month), Number(day)),
  ],
  [/^(\d{4})(\d\d)(\d\d)(?![\d:])/, (state, [, year, month, day]) => setDate(state, Number(year), Number(month), Number(day))],
  [
    /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(am|pm)?/,
    (state, [, hour, minute, second, fraction, half]) => setTime(state, Number(hour), Number(minute), Number(second ?? 0), fraction, half),
  ],
  [/^(\d{1,2})\s*(am|pm)\b/, (state, [, hour, half]) => setTime(state, Number(hour), 0, 0, undefined, half)],
  [/^(?:utc|gmt|z)\b(?![-+]\d)/, state => void (state.offsetMinutes = 0)],
  [/^(est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|bst|jst|wet|west|eet|eest|msk)\b/, (state, [, name = '']) => setZone(state, name)],
  [
    /^(?:utc|gmt)?([-+])(\d\d):?(\d\d)(?!\d)/,
    (state, [, sign, hours, minutes]) => setOffset(state, sign, Number(hours) * 60 + Number(minutes)),
  ],
  [
    /^([-+]?\s*\d+)\s*(second|sec|minute|min|hour|day|week|fortnight|month|year)s?\b(\s+ago\b)?/,
    (state, [, count = '', unit = '', ago]) => shift(state, unit, Number(count.replace(/\s/g, '')) * (ago === undefined ? 1 : -1)),
  ],
  [
    /^(next|last|this|a)\s+(second|sec|minute|min|hour|day|week|fortnight|month|year)s?\b(\s+ago\b)?/,
    (state, [, which, unit = '', ago]) =>
      shift(state, unit, (which === 'last' ? -1 : which === 'this' ? 0 : 1) * (ago === undefined ? 1 : -1)),
  ],
  [
    /^(second|minute|hour|day|week|month|year)s?\b(\s+ago\b)?/,
    (state, [, unit = '', ago]) => shift(state, unit, ago === undefined ? 1 : -1),
  ],
  [/^yesterday\b/, state => shift(state, 'day', -1)],
  [/^tomorrow\b/, state => shift(state, 'day', 1)],
  [/^(?:now|today)\b/, () => undefined],
  [/^(noon|midnight)\b/, (state, [, word]) => setTime(state, word === 'noon' ? 12 : 0, 0, 0, undefined, undefined)],
  [/^(?:(next|last)\s+)?(sun|mon|tue|wed|thu|fri|sat)[a-z]*\b\.?/, setWeekday],
  [
    /^(\d{1,2})(?:\s+|-)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:(?:\s+|-|,\s*)(\d{4})(?![\d:]))?/,
    (state, [, day, month, year]) => setNamedDate(state, day, month, year),
  ],
  [
    /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?![\d:])(?:(?:,\s*|\s+)(\d{4})(?![\d:]))?/,
    (state, [, month, day, year]) => setNamedDate(state, day, month, year),
  ],
  [/^(\d{4})(?![\d:])/, (state, [, year]) => void (state.fields.year = Number(year))],
];

function readItem(text: string, state: State): number {
  for (const [pattern, apply] of rules) {
    const found = pattern.exec(text);
    if (found) return apply(state, found) === false ? 0 : found[0].length;
  }
  return 0;
}

function setDate(state: State, year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  Object.assign(state.fields, { year, month, day });
  state.dated = true;
  return true;
}

function daysIn(year: number, month: number): number {
  return daysOfDate(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - daysOfDate(year, month, 1);
}

function century(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 69 ? 2000 + year : 1900 + year;
}

function setTime(
  state: State,
  hour: number,
  minute: number,
  second: number,
  fraction: string | undefined,
  half: string | undefined,
): boolean {
  if (hour > 23 || minute > 59 || second > 60 || (half !== undefined && (hour < 1 || hour > 12))) return false;
  Object.assign(state.fields, { hour: half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0), minute, second });
  state.millisecond = fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000;
  state.timed = true;
  return true;
}

function setOffset(state: State, sign: string | undefined, minutes: number): boolean {
  if (!state.timed) return false;
  state.offsetMinutes = sign === '-' ? -minutes : minutes;
  return true;
}

/** Hours ahead of Greenwich of the zones that date knows by letters. */
const zoneHours: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
};

function setZone(state: State, name: string): boolean {
  state.offsetMinutes = (zoneHours[name] ?? 0) * 60;
  return true;
}

function setNamedDate(state: State, day: string | undefined, month: string | undefined, year: string | undefined): boolean {
  const index = monthNames.findIndex(name => name.toLowerCase().startsWith(month ?? '?'));
  return setDate(state, year === undefined ? state.fields.year : Number(year), index + 1, Number(day));
}

function setWeekday(state: State, [, which, day = '?']: readonly (string | undefined)[]): void {
  state.weekday = {
    day: weekdayNames.findIndex(name => name.toLowerCase().startsWith(day)),
    weeks: which === 'next' ? 1 : which === 'last' ? -1 : 0,
  };
}

function shift(state: State, unit: string, count: number): void {
  state.shifts.push({ unit, count });
}

function resolve(state: State, zone: Zone, empty: boolean): number {
  const { fields } = state;
  // A date without a time means its midnight; words like `tomorrow` keep the time of day.
  if ((state.dated || state.weekday || empty) && !state.timed) {
    Object.assign(fields, { hour: 0, minute: 0, second: 0 });
    state.millisecond = 0;
  }
  for (const { unit, count } of state.shifts) {
    const name = unitNames[unit] ?? 'day';
    if (name === 'week') fields.day += 7 * count;
    else if (name === 'fortnight') fields.day += 14 * count;
    else fields[name] += count;
  }
  const local = epochOfFields(fields) + state.millisecond;
  // A time without a zone is one of the place, whose summer is known once the day is.
  if (state.offsetMinutes === zone.offsetMinutes) state.offsetMinutes = zoneAt(zone, local - zone.offsetMinutes * 60_000).offsetMinutes;
  const epoch = local - state.offsetMinutes * 60_000;
  // A day of the week beside a date changes nothing.
  if (!state.weekday || state.dated) return epoch;
  const today = fieldsOf(epoch + state.offsetMinutes * 60_000).weekday;
  const ahead = (state.weekday.day - today + 7) % 7;
  const weeks = state.weekday.weeks > 0 && ahead !== 0 ? 0 : state.weekday.weeks;
  return epoch + (ahead + 7 * weeks) * 86_400_000;
}
