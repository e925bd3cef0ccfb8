/** Dates and times as the server keeps them. Parts of a date may be zero (`0000-00-00`). */
export interface DateTime {
  readonly kind: 'date' | 'datetime';
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micro: number;
  /** Digits of the second that are shown. */
  readonly digits: number;
}

export interface TimeOfDay {
  readonly kind: 'time';
  /** Microseconds, negative ones too. */
  readonly micros: number;
  readonly digits: number;
}

export type Temporal = DateTime | TimeOfDay;

export const MICROS = 1_000_000;
const DAY_SECONDS = 86_400;
/** 838:59:59 */
export const MAX_TIME_MICROS = (838 * 3600 + 59 * 60 + 59) * MICROS;

const two = (value: number): string => String(value).padStart(2, '0');

export function formatTemporal(value: Temporal): string {
  if (value.kind === 'time') return formatTime(value);
  const date = `${String(value.year).padStart(4, '0')}-${two(value.month)}-${two(value.day)}`;
  if (value.kind === 'date') return date;
  return `${date} ${two(value.hour)}:${two(value.minute)}:${two(value.second)}${formatFraction(value.micro, value.digits)}`;
}

function formatTime({ micros, digits }: TimeOfDay): string {
  const total = Math.abs(micros);
  const seconds = Math.floor(total / MICROS);
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${micros < 0 ? '-' : ''}${text}${formatFraction(total % MICROS, digits)}`;
}

function formatFraction(micro: number, digits: number): string {
  return digits === 0 ? '' : `.${String(micro).padStart(6, '0').slice(0, digits)}`;
}

export function dateOf(year: number, month: number, day: number): DateTime {
  return { kind: 'date', year, month, day, hour: 0, minute: 0, second: 0, micro: 0, digits: 0 };
}

/** Days since 0000-03-01 of the proleptic calendar turned into days since 1970-01-01. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The date of a day since 1970-01-01. */
export function dateOfDay(days: number): DateTime {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/** Seconds since 1970 as though the time were UTC. */
export function secondsOf(value: DateTime): number {
  return dayNumber(value.year, value.month, value.day) * DAY_SECONDS + value.hour * 3600 + value.minute * 60 + value.second;
}

export function dateTimeOfSeconds(seconds: number, micro = 0, digits = 0): DateTime {
  const whole = Math.floor(seconds);
  const days = Math.floor(whole / DAY_SECONDS);
  const rest = whole - days * DAY_SECONDS;
  return {
    ...dateOfDay(days),
    kind: 'datetime',
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    micro,
    digits,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isRealDate({ year, month, day }: DateTime): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function isZeroDate({ year, month, day }: DateTime): boolean {
  return year === 0 && month === 0 && day === 0;
}

/** Two digits of a year: 70–99 are of the last century. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/** Reads a date with or without a time, with any punctuation or none (`20240131`). Undefined when it is no date. */
export function parseDateTime(text: string): DateTime | undefined {
  const trimmed = text.trim();
  const compact = /^(\d{4}|\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(\.\d+)?)?$/.exec(
    /^\d{6}$|^\d{8}$|^\d{12}(\.\d+)?$|^\d{14}(\.\d+)?$|^\d{8}T\d{6}(\.\d+)?$/.test(trimmed) ? trimmed : '',
  );
  const parts =
    compact ??
    /^(\d{1,4})[^\w\s](\d{1,2})[^\w\s](\d{1,2})(?:(?:[T\s]\s*)(\d{1,2})(?:[^\w\s](\d{1,2})(?:[^\w\s](\d{1,2})(\.\d*)?)?)?)?(?:Z|\+00:00)?$/.exec(
      trimmed,
    );
  if (!parts) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '0', second = '0', fraction = ''] = parts;
  const digits = Math.min(6, Math.max(0, fraction.length - 1));
  const value: DateTime = {
    kind: hour === undefined ? 'date' : 'datetime',
    year: fullYear(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute),
    second: Number(second),
    micro: Number(fraction.slice(1, 7).padEnd(6, '0')),
    digits,
  };
  if (value.hour > 23 || value.minute > 59 || value.second > 59) return undefined;
  if (isZeroDate(value) || isRealDate(value)) return value;
  // With zero parts a date is no day of the calendar, but may be kept where sql_mode allows it.
  return value.month <= 12 && value.day <= 31 && (value.month === 0 || value.day === 0) ? value : undefined;
}

/** Reads `12:30:15.5`, `-30:00`, `2 10:00`, `123015`; undefined when it is no time. */
export function parseTime(text: string): TimeOfDay | undefined {
  const trimmed = text.trim();
  const colons = /^(-?)(?:(\d+) )?(\d+):(\d{1,2})(?::(\d{1,2})(\.\d*)?)?$/.exec(trimmed);
  if (colons) {
    const [, sign = '', days = '0', hour = '0', minute = '0', second = '0', fraction = ''] = colons;
    return timeOf(sign, Number(days) * 24 + Number(hour), Number(minute), Number(second), fraction);
  }
  const plain = /^(-?)(\d{1,7})(\.\d*)?$/.exec(trimmed);
  if (!plain) return undefined;
  const digits = (plain[2] ?? '').padStart(6, '0');
  const [hour, minute, second] = [digits.slice(0, -4), digits.slice(-4, -2), digits.slice(-2)].map(Number);
  return timeOf(plain[1] ?? '', hour ?? 0, minute ?? 0, second ?? 0, plain[3] ?? '');
}

function timeOf(sign: string, hour: number, minute: number, second: number, fraction: string): TimeOfDay | undefined {
  if (minute > 59 || second > 59) return undefined;
  const micros = (hour * 3600 + minute * 60 + second) * MICROS + Number(fraction.slice(1, 7).padEnd(6, '0'));
  return { kind: 'time', micros: sign === '-' ? -micros : micros, digits: Math.min(6, Math.max(0, fraction.length - 1)) };
}

/** The number that a date or time is in arithmetic: 20240131, 20240131123000, 123000. */
export function temporalNumber(value: Temporal): number {
  if (value.kind === 'time') {
    const seconds = Math.floor(Math.abs(value.micros) / MICROS);
    const number = Math.floor(seconds / 3600) * 10_000 + (Math.floor(seconds / 60) % 60) * 100 + (seconds % 60);
    return value.micros < 0 ? -number : number;
  }
  const date = value.year * 10_000 + value.month * 100 + value.day;
  return value.kind === 'date' ? date : date * 1_000_000 + value.hour * 10_000 + value.minute * 100 + value.second;
}

/** A number by which moments are ordered. */
export function temporalOrder(value: Temporal): number {
  return value.kind === 'time' ? value.micros : secondsOf(value) + value.micro / MICROS;
}

export function withDigits(value: Temporal, digits: number): Temporal {
  const unit = 10 ** (6 - digits);
  if (value.kind === 'time') return { ...value, micros: Math.round(value.micros / unit) * unit, digits };
  if (value.kind === 'date') return value;
  const micro = Math.round(value.micro / unit) * unit;
  return micro >= MICROS ? dateTimeOfSeconds(secondsOf(value) + 1, 0, digits) : { ...value, micro, digits };
}
