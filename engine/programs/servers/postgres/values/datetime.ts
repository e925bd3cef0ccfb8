import { daysOfDate, fieldsOf, utc, type Zone } from '../../../time/calendar.js';
import { monthNames } from '../../../../core/calendar-names.js';
import { codes, PgError } from '../pg-error.js';
import { findZone, formatOffset } from './zone.js';

export const DAY_MICROS = 86_400_000_000;
export const SECOND_MICROS = 1_000_000;

/** The parts of a date and time as they were written. */
interface Written {
  date?: { readonly year: number; readonly month: number; readonly day: number };
  /** Microseconds of the day. */
  time?: number;
  zone?: Zone;
  special?: 'now' | 'today' | 'tomorrow' | 'yesterday' | 'epoch' | 'infinity' | '-infinity';
}

/** What `now` and `today` mean, and in which zone. */
export interface DateContext {
  /** Microseconds since 1970. */
  readonly now: number;
  readonly zone: Zone;
}

function invalid(type: string, text: string): PgError {
  return new PgError(codes.badDatetime, `invalid input syntax for type ${type}: "${text}"`);
}

function outOfRange(text: string): PgError {
  const isMonth = /^\d{4}-(?:1[3-9]|[2-9]\d)-/.test(text.trim());
  const isOrder = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text.trim());
  return new PgError(codes.datetimeOverflow, `date/time field value out of range: "${text}"`, {
    hint: isOrder || isMonth ? 'Perhaps you need a different "datestyle" setting.' : undefined,
  });
}

export function daysInMonth(year: number, month: number): number {
  return daysOfDate(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysOfDate(year, month, 1);
}

/** date as days since 1970. */
export function parseDate(text: string, context: DateContext): number {
  const written = readDateTime(text, 'date');
  const today = Math.floor((context.now + context.zone.offsetMinutes * 60 * SECOND_MICROS) / DAY_MICROS);
  const special = specialDay(written.special, today);
  if (special !== undefined) return special;
  if (!written.date) throw invalid('date', text);
  return daysOfDate(written.date.year, written.date.month, written.date.day);
}

function specialDay(special: Written['special'], today: number): number | undefined {
  switch (special) {
    case undefined:
      return undefined;
    case 'infinity':
      return Infinity;
    case '-infinity':
      return -Infinity;
    case 'epoch':
      return 0;
    case 'tomorrow':
      return today + 1;
    case 'yesterday':
      return today - 1;
    case 'now':
    case 'today':
      return today;
  }
}

/** timestamp (without a zone) or timestamptz as microseconds since 1970. */
export function parseTimestamp(text: string, context: DateContext, withZone: boolean): number {
  const written = readDateTime(text, withZone ? 'timestamp with time zone' : 'timestamp');
  const local = context.zone.offsetMinutes * 60 * SECOND_MICROS;
  if (written.special === 'now') return withZone ? context.now : context.now + local;
  if (written.special === 'epoch') return 0;
  const today = Math.floor((context.now + local) / DAY_MICROS);
  const day =
    specialDay(written.special, today) ?? (written.date ? daysOfDate(written.date.year, written.date.month, written.date.day) : undefined);
  if (day === undefined) throw invalid(withZone ? 'timestamp with time zone' : 'timestamp', text);
  if (!Number.isFinite(day)) return day;
  const micros = day * DAY_MICROS + (written.time ?? 0);
  return withZone ? micros - (written.zone?.offsetMinutes ?? context.zone.offsetMinutes) * 60 * SECOND_MICROS : micros;
}

/** time as microseconds of the day. */
export function parseTime(text: string): number {
  const { time, date, special } = readDateTime(text, 'time');
  if (time === undefined && !date && special === undefined) throw invalid('time', text);
  return time ?? 0;
}

function readDateTime(text: string, type: string): Written {
  const written: Written = {};
  let rest = text.trim().replace(/(\d)T(\d)/i, '$1 $2');
  if (rest === '') throw invalid(type, text);
  while (rest !== '') {
    const length = readPart(rest, written, text);
    if (length === 0) throw invalid(type, text);
    rest = rest.slice(length).replace(/^[\s,]+/, '');
  }
  return written;
}

const specials = ['now', 'today', 'tomorrow', 'yesterday', 'epoch', '-infinity', 'infinity'] as const;

/** Reads what stands first; how long that was. */
function readPart(rest: string, written: Written, text: string): number {
  const special = specials.find(word => rest.toLowerCase().startsWith(word));
  if (special !== undefined) {
    written.special = special;
    return special.length;
  }
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d*)?)?\s*(am|pm)?/i.exec(rest);
  if (time) {
    written.time = timeOf(time, text);
    return time[0].length;
  }
  const date = readDatePart(rest);
  if (date) {
    const { year, month, day } = date.value;
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw outOfRange(text);
    written.date = date.value;
    return date.length;
  }
  if (written.time === undefined) return 0;
  const zone = /^(?:[-+]\d{1,2}(?::?\d{2})?|[A-Za-z]+(?:\/[A-Za-z_]+)?)/.exec(rest);
  const found = zone ? findZone(zone[0]) : undefined;
  if (zone && !found && /\//.test(zone[0])) throw new PgError(codes.invalidParameter, `time zone "${zone[0]}" not recognized`);
  if (!zone || !found) return 0;
  written.zone = found;
  return zone[0].length;
}

function timeOf([, hour = '', minute = '', second = '0', fraction = '', half]: readonly (string | undefined)[], text: string): number {
  let hours = Number(hour);
  if (half !== undefined) hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (hours > 24 || Number(minute) > 59 || Number(second) > 60 || (hours === 24 && Number(minute) + Number(second) > 0))
    throw outOfRange(text);
  const micros = fraction.length > 1 ? Math.round(Number(`0${fraction}`) * SECOND_MICROS) : 0;
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * SECOND_MICROS + micros;
}

function monthNumber(name: string): number {
  return name.length < 3 ? 0 : monthNames.findIndex(month => month.toLowerCase().startsWith(name.toLowerCase())) + 1;
}

type DateValue = NonNullable<Written['date']>;

function readDatePart(rest: string): { readonly value: DateValue; readonly length: number } | undefined {
  const iso = /^(\d{4,6})[-/.](\d{1,2})[-/.](\d{1,2})(\s+BC)?/i.exec(rest);
  if (iso) {
    const year = Number(iso[1]);
    return { value: { year: iso[4] === undefined ? year : 1 - year, month: Number(iso[2]), day: Number(iso[3]) }, length: iso[0].length };
  }
  const compact = /^(\d{4})(\d\d)(\d\d)(?!\d)/.exec(rest);
  if (compact) return { value: { year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]) }, length: 8 };
  const american = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})/.exec(rest);
  if (american) {
    const year = Number(american[3]);
    const full = (american[3]?.length ?? 0) > 2 ? year : year + (year < 70 ? 2000 : 1900);
    return { value: { year: full, month: Number(american[1]), day: Number(american[2]) }, length: american[0].length };
  }
  const named = /^([A-Za-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})/.exec(rest);
  if (named && monthNumber(named[1] ?? '') > 0)
    return { value: { year: Number(named[3]), month: monthNumber(named[1] ?? ''), day: Number(named[2]) }, length: named[0].length };
  const dayFirst = /^(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})/.exec(rest);
  if (dayFirst && monthNumber(dayFirst[2] ?? '') > 0)
    return {
      value: { year: Number(dayFirst[3]), month: monthNumber(dayFirst[2] ?? ''), day: Number(dayFirst[1]) },
      length: dayFirst[0].length,
    };
  const yearFirst = /^(\d{4})-([A-Za-z]{3,9})-(\d{1,2})/.exec(rest);
  if (yearFirst && monthNumber(yearFirst[2] ?? '') > 0)
    return {
      value: { year: Number(yearFirst[1]), month: monthNumber(yearFirst[2] ?? ''), day: Number(yearFirst[3]) },
      length: yearFirst[0].length,
    };
  return undefined;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function formatDate(days: number): string {
  if (!Number.isFinite(days)) return days < 0 ? '-infinity' : 'infinity';
  const { year, month, day } = fieldsOf(days * 86_400_000);
  const shown = year > 0 ? year : 1 - year;
  return `${String(shown).padStart(4, '0')}-${two(month)}-${two(day)}${year > 0 ? '' : ' BC'}`;
}

export function formatTime(micros: number): string {
  const seconds = Math.floor(micros / SECOND_MICROS);
  const fraction = micros - seconds * SECOND_MICROS;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${tail}`;
}

export function formatTimestamp(micros: number): string {
  if (!Number.isFinite(micros)) return micros < 0 ? '-infinity' : 'infinity';
  const days = Math.floor(micros / DAY_MICROS);
  const date = formatDate(days);
  const time = formatTime(micros - days * DAY_MICROS);
  return date.endsWith(' BC') ? `${date.slice(0, -3)} ${time} BC` : `${date} ${time}`;
}

export function formatTimestampTz(micros: number, zone: Zone): string {
  if (!Number.isFinite(micros)) return formatTimestamp(micros);
  const text = formatTimestamp(micros + zone.offsetMinutes * 60 * SECOND_MICROS);
  return text.endsWith(' BC') ? `${text.slice(0, -3)}${formatOffset(zone.offsetMinutes)} BC` : text + formatOffset(zone.offsetMinutes);
}

/** Calendar fields of microseconds since 1970. */
export function fieldsOfMicros(micros: number, zone: Zone = utc): ReturnType<typeof fieldsOf> & { readonly micros: number } {
  const millis = Math.floor(micros / 1000);
  const fields = fieldsOf(millis, zone);
  return { ...fields, micros: ((micros % SECOND_MICROS) + SECOND_MICROS) % SECOND_MICROS };
}
