import { daysOfDate, epochOfFields, fieldsOf } from '../../../time/calendar.js';
import { codes, PgError } from '../pg-error.js';
import { DAY_MICROS, daysInMonth, fieldsOfMicros, SECOND_MICROS } from '../values/datetime.js';
import { Decimal } from '../values/decimal.js';
import { addToTimestamp, ageBetween, intervalSize, justify, unitOf } from '../values/interval.js';
import { displayType, t, type PgType } from '../values/type-table.js';
import { asInterval, asNumber, asText, Interval, type Value } from '../values/value.js';
import { findZone } from '../values/zone.js';
import { define, defineSet, type CallContext } from './registry.js';

function zoneMicros({ runtime }: CallContext): number {
  return runtime.session.text.zone.offsetMinutes * 60 * SECOND_MICROS;
}

function localNow(context: CallContext): number {
  return context.runtime.session.transactionTime + zoneMicros(context);
}

const stable = { isVolatile: true };
define(
  'now() timestamptz|current_timestamp() timestamptz|current_timestamp(int4) timestamptz|transaction_timestamp() timestamptz',
  ([precision], { runtime }) => cut(runtime.session.transactionTime, precision),
  stable,
);
define('statement_timestamp() timestamptz', (_args, { runtime }) => runtime.session.statementTime, stable);
define('clock_timestamp() timestamptz', (_args, { runtime }) => runtime.session.clock(), stable);
define('timeofday() text', (_args, { runtime }) => String(runtime.session.clock()), stable);
define('current_date() date', (_args, context) => Math.floor(localNow(context) / DAY_MICROS), stable);
define('localtimestamp() timestamp|localtimestamp(int4) timestamp', ([precision], context) => cut(localNow(context), precision), stable);
define(
  'localtime() time|localtime(int4) time|current_time() time|current_time(int4) time',
  ([precision], context) => cut(timeOf(localNow(context)), precision),
  stable,
);

function cut(micros: number, precision: Value | undefined): number {
  if (typeof precision !== 'number') return micros;
  const unit = 10 ** (6 - Math.min(6, precision));
  return Math.round(micros / unit) * unit;
}

function timeOf(micros: number): number {
  return micros - Math.floor(micros / DAY_MICROS) * DAY_MICROS;
}

function unsupported(unit: string, type: PgType, known: boolean): PgError {
  const message = known
    ? `unit "${unit}" not supported for type ${displayType(type)}`
    : `unit "${unit}" not recognized for type ${displayType(type)}`;
  return new PgError(known ? codes.featureNotSupported : codes.invalidParameter, message);
}

/** A field of a date, time or span; as numeric with the digits that extract gives. */
function field(unitText: string, value: Value, type: PgType, context: CallContext): Decimal {
  const unit = unitText.toLowerCase();
  if (value instanceof Interval) return intervalField(unit, value, type);
  const isZoned = type.name === 'timestamptz';
  const raw = asNumber(value);
  const micros = type.name === 'date' ? raw * DAY_MICROS : isZoned ? raw + zoneMicros(context) : raw;
  const seconds = fraction(timeOf(micros));
  if (seconds[unit]) return seconds[unit];
  const hour = { hour: Math.floor(timeOf(micros) / 3_600_000_000), minute: Math.floor(timeOf(micros) / 60_000_000) % 60 }[
    unitOf(unit) ?? ''
  ];
  if (hour !== undefined && type.name !== 'date') return Decimal.of(BigInt(hour));
  if (type.name === 'time') {
    if (unit === 'epoch') return new Decimal(BigInt(raw), 6);
    throw unsupported(unitText, type, unitOf(unit) !== undefined);
  }
  if (unit === 'epoch')
    return type.name === 'date' ? Decimal.of(BigInt(micros / SECOND_MICROS)) : new Decimal(BigInt(isZoned ? raw : micros), 6);
  const found = dateField(unit, micros);
  if (found !== undefined) return Decimal.of(BigInt(found));
  if (isZoned && unit.startsWith('timezone')) {
    const offset = zoneMicros(context) / SECOND_MICROS;
    return Decimal.of(
      BigInt(unit === 'timezone_hour' ? Math.trunc(offset / 3600) : unit === 'timezone_minute' ? Math.trunc(offset / 60) % 60 : offset),
    );
  }
  throw unsupported(unitText, type, unitOf(unit) !== undefined || unit.startsWith('timezone'));
}

function fraction(micros: number): Readonly<Record<string, Decimal>> {
  const inMinute = BigInt(micros % 60_000_000);
  const seconds = new Decimal(inMinute, 6);
  const millis = new Decimal(inMinute, 3);
  const whole = new Decimal(inMinute, 0);
  return { second: seconds, seconds, sec: seconds, millisecond: millis, milliseconds: millis, microsecond: whole, microseconds: whole };
}

function dateField(unit: string, micros: number): number | undefined {
  const { year, month, day, weekday, dayOfYear } = fieldsOfMicros(micros);
  const iso = isoWeek(Math.floor(micros / DAY_MICROS));
  const fields: Readonly<Record<string, number>> = {
    year: year > 0 ? year : year - 1,
    month,
    day,
    dow: weekday,
    isodow: weekday === 0 ? 7 : weekday,
    doy: dayOfYear,
    quarter: Math.floor((month - 1) / 3) + 1,
    week: iso.week,
    isoyear: iso.year,
    decade: Math.floor(year / 10),
    century: Math.ceil(year / 100),
    millennium: Math.ceil(year / 1000),
    julian: Math.floor(micros / DAY_MICROS) + 2_440_588,
  };
  const name = Object.hasOwn(fields, unit) ? unit : (unitOf(unit) ?? '');
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The ISO week that a day lies in. */
export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const weekday = (((days + 3) % 7) + 7) % 7;
  const thursday = days - weekday + 3;
  const { year, dayOfYear } = fieldsOf(thursday * 86_400_000);
  return { year, week: Math.floor((dayOfYear - 1) / 7) + 1 };
}

function intervalField(unit: string, value: Interval, type: PgType): Decimal {
  const years = Math.trunc(value.months / 12);
  const size = Math.abs(value.micros);
  const sign = value.micros < 0 ? -1n : 1n;
  const seconds = fraction(size)[unit];
  if (seconds) return new Decimal(seconds.digits * sign, seconds.scale);
  const fields: Readonly<Record<string, number>> = {
    year: years,
    month: value.months % 12,
    day: value.days,
    hour: Math.trunc(value.micros / 3_600_000_000),
    minute: Math.trunc(value.micros / 60_000_000) % 60,
    quarter: Math.floor((value.months % 12) / 3) + 1,
    decade: Math.trunc(years / 10),
    century: Math.trunc(years / 100),
    millennium: Math.trunc(years / 1000),
  };
  const name = unitOf(unit) ?? unit;
  const found = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (found !== undefined) return Decimal.of(BigInt(found));
  if (unit !== 'epoch') throw unsupported(unit, type, unitOf(unit) !== undefined);
  const days = (years * 365.25 + (value.months % 12) * 30 + value.days) * DAY_MICROS;
  return new Decimal(BigInt(Math.round(days)) + BigInt(value.micros), 6);
}

for (const type of ['timestamp', 'timestamptz', 'date', 'time', 'interval']) {
  define(`extract(text, ${type}) numeric`, ([unit, value], context) =>
    field(asText(unit), value ?? null, context.types[1] ?? t.timestamp, context),
  );
  define(`date_part(text, ${type}) float8`, ([unit, value], context) =>
    field(asText(unit), value ?? null, context.types[1] ?? t.timestamp, context).toNumber(),
  );
}

function truncate(unitText: string, micros: number, type: PgType): number {
  const unit = unitText.toLowerCase() === 'quarter' ? 'quarter' : unitOf(unitText);
  const days = Math.floor(micros / DAY_MICROS);
  const { year, month } = fieldsOfMicros(micros);
  const at = (y: number, m: number): number => daysOfDate(y, m, 1) * DAY_MICROS;
  switch (unit) {
    case 'microsecond':
      return micros;
    case 'millisecond':
      return Math.floor(micros / 1000) * 1000;
    case 'second':
      return Math.floor(micros / SECOND_MICROS) * SECOND_MICROS;
    case 'minute':
      return Math.floor(micros / 60_000_000) * 60_000_000;
    case 'hour':
      return Math.floor(micros / 3_600_000_000) * 3_600_000_000;
    case 'day':
      return days * DAY_MICROS;
    case 'week':
      return (days - ((((days + 3) % 7) + 7) % 7)) * DAY_MICROS;
    case 'month':
      return at(year, month);
    case 'quarter':
      return at(year, month - ((month - 1) % 3));
    case 'year':
      return at(year, 1);
    case 'decade':
      return at(Math.floor(year / 10) * 10, 1);
    case 'century':
      return at(Math.floor((year - 1) / 100) * 100 + 1, 1);
    case 'millennium':
      return at(Math.floor((year - 1) / 1000) * 1000 + 1, 1);
    default:
      throw unsupported(unitText, type, false);
  }
}

define('date_trunc(text, timestamp) timestamp', ([unit, value]) => truncate(asText(unit), asNumber(value), t.timestamp));
define(
  'date_trunc(text, timestamptz) timestamptz',
  ([unit, value], context) => truncate(asText(unit), asNumber(value) + zoneMicros(context), t.timestamptz) - zoneMicros(context),
);
define(
  'date_trunc(text, timestamptz, text) timestamptz',
  ([unit, value, zone]) => truncate(asText(unit), asNumber(value) + offsetOf(asText(zone)), t.timestamptz) - offsetOf(asText(zone)),
);
define('date_trunc(text, interval) interval', ([unit, value]) => {
  const { months, days, micros } = asInterval(value);
  const name = unitOf(asText(unit)) ?? '';
  const monthUnit = { year: 12, decade: 120, century: 1200, millennium: 12_000, month: 1 }[name];
  if (monthUnit !== undefined) return new Interval(Math.trunc(months / monthUnit) * monthUnit, 0, 0);
  if (name === 'day') return new Interval(months, days, 0);
  return new Interval(months, days, truncate(asText(unit), micros, t.interval));
});
define(
  'date_bin(interval, timestamp, timestamp) timestamp|date_bin(interval, timestamptz, timestamptz) timestamptz',
  ([stride, value, origin]) => {
    const size = intervalSize(asInterval(stride));
    return asNumber(origin) + Math.floor((asNumber(value) - asNumber(origin)) / size) * size;
  },
);

function offsetOf(zone: string): number {
  const found = findZone(zone);
  if (!found) throw new PgError(codes.invalidParameter, `time zone "${zone}" not recognized`);
  return found.offsetMinutes * 60 * SECOND_MICROS;
}

define('timezone(text, timestamptz) timestamp', ([zone, value]) => asNumber(value) + offsetOf(asText(zone)));
define('timezone(text, timestamp) timestamptz', ([zone, value]) => asNumber(value) - offsetOf(asText(zone)));
define('age(timestamp, timestamp) interval|age(timestamptz, timestamptz) interval', ([a, b]) => ageBetween(asNumber(a), asNumber(b)));
define('age(timestamp) interval|age(timestamptz) interval', ([a], context) =>
  ageBetween(Math.floor(localNow(context) / DAY_MICROS) * DAY_MICROS, asNumber(a)),
);
define('make_date(int4, int4, int4) date', ([y, m, d]) => {
  const [year, month, day] = [asNumber(y), asNumber(m), asNumber(d)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    throw new PgError(
      codes.datetimeOverflow,
      `date field value out of range: ${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    );
  return daysOfDate(year, month, day);
});
define(
  'make_time(int4, int4, float8) time',
  ([h, m, s]) => (asNumber(h) * 60 + asNumber(m)) * 60_000_000 + Math.round(asNumber(s) * SECOND_MICROS),
);
define(
  'make_timestamp(int4, int4, int4, int4, int4, float8) timestamp',
  ([y, mo, d, h, mi, s]) =>
    epochOfFields({ year: asNumber(y), month: asNumber(mo), day: asNumber(d), hour: asNumber(h), minute: asNumber(mi), second: 0 }) * 1000 +
    Math.round(asNumber(s) * SECOND_MICROS),
);
define(
  'make_interval() interval|make_interval(int4) interval|make_interval(int4, int4) interval|make_interval(int4, int4, int4) interval|make_interval(int4, int4, int4, int4) interval',
  ([years = 0, months = 0, weeks = 0, days = 0]) =>
    new Interval(asNumber(years) * 12 + asNumber(months), asNumber(weeks) * 7 + asNumber(days), 0),
);
define('to_timestamp(float8) timestamptz', ([seconds]) => Math.round(asNumber(seconds) * SECOND_MICROS));
define('justify_days(interval) interval', ([value]) => justify(asInterval(value), 'days'));
define('justify_hours(interval) interval', ([value]) => justify(asInterval(value), 'hours'));
define('justify_interval(interval) interval', ([value]) => justify(asInterval(value), 'both'));
define('isfinite(date) bool|isfinite(timestamp) bool|isfinite(timestamptz) bool', ([value]) => Number.isFinite(asNumber(value)));
define('pg_sleep(float8) void', ([seconds], { runtime }) => ((runtime.sleepMs += Math.max(0, asNumber(seconds)) * 1000), ''), {
  isVolatile: true,
});
define(
  'pg_sleep_for(interval) void',
  ([span], { runtime }) => ((runtime.sleepMs += Math.max(0, intervalSize(asInterval(span)) / 1000)), ''),
  { isVolatile: true },
);

function* series(from: number, to: number, step: Interval): Iterable<Value> {
  const size = intervalSize(step);
  if (size === 0) throw new PgError(codes.invalidParameter, 'step size cannot equal zero');
  for (let moment = from; size > 0 ? moment <= to : moment >= to; moment = addToTimestamp(moment, step)) yield moment;
}

defineSet(
  'generate_series(timestamp, timestamp, interval) timestamp|generate_series(timestamptz, timestamptz, interval) timestamptz',
  ([from, to, step]) => series(asNumber(from), asNumber(to), asInterval(step)),
);
