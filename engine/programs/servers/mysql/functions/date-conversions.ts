import type { Context } from '../query/context.js';
import { sqlErrors } from '../sql-error.js';
import { Decimal } from '../values/decimal.js';
import { dateOf, dateTimeOfSeconds, MICROS, parseDateTime, secondsOf, type DateTime, type Temporal } from '../values/temporal.js';
import { isTemporal, toDateTime, toNumber, toText, toTime, type Value } from '../values/value.js';
import { formatDate } from './date-format.js';
import { at, textAt, type CallFacts } from './define.js';
import { difference, realMoment, weekOf, zoneOffset } from './moments.js';

/** What functions of dates compute. */

export function withMoment(value: Value, { context }: CallFacts, run: (moment: DateTime) => Value): Value {
  const moment = toDateTime(value, context.now);
  if (moment) return run(moment);
  context.warn(sqlErrors.incorrectMoment('datetime', toText(value)));
  return null;
}

export function unixTimestamp(values: readonly Value[], { context }: CallFacts): Value {
  const moment = values.length === 0 ? context.now : toDateTime(at(values, 0), context.now);
  if (!moment) {
    context.warn(sqlErrors.incorrectMoment('datetime', textAt(values, 0)));
    return 0n;
  }
  const seconds = secondsOf(moment) - 60 * offsetOf(context);
  if (seconds < 0) return 0n;
  return moment.digits > 0 && values.length > 0
    ? (Decimal.parse(`${String(seconds)}.${String(moment.micro).padStart(6, '0').slice(0, moment.digits)}`) ?? null)
    : BigInt(seconds);
}

export function fromUnixTime(values: readonly Value[], { context }: CallFacts): Value {
  const seconds = toNumber(at(values, 0));
  if (seconds < 0 || seconds > 32_536_771_199) return null;
  const micro = Math.round((seconds % 1) * MICROS);
  const number = at(values, 0);
  const digits = number instanceof Decimal ? Math.min(6, number.scale) : 0;
  const moment = dateTimeOfSeconds(Math.floor(seconds) + 60 * offsetOf(context), micro, digits);
  return values.length > 1 ? formatDate(moment, textAt(values, 1)) : moment;
}

export function convertZone(values: readonly Value[], { context }: CallFacts): Value {
  const [from, to] = [zoneOffset(textAt(values, 1)), zoneOffset(textAt(values, 2))];
  const moment = realMoment(at(values, 0), context.now);
  if (from === undefined || to === undefined || !moment) return null;
  return { ...dateTimeOfSeconds(secondsOf(moment) + 60 * (to - from), moment.micro, moment.digits) };
}

export function timeDifference(values: readonly Value[]): Value {
  const [a, b] = [temporalOf(at(values, 0)), temporalOf(at(values, 1))];
  if (!a || !b || (a.kind === 'time') !== (b.kind === 'time')) return null;
  const micros =
    a.kind === 'time' && b.kind === 'time'
      ? a.micros - b.micros
      : a.kind !== 'time' && b.kind !== 'time'
        ? (secondsOf(a) - secondsOf(b)) * MICROS + a.micro - b.micro
        : 0;
  return { kind: 'time', micros, digits: Math.max(a.digits, b.digits) };
}

export function temporalOf(value: Value): Temporal | undefined {
  if (isTemporal(value)) return value;
  return /\d-\d/.test(toText(value)) ? toDateTime(value) : toTime(value);
}

export function periodShift(period: bigint, months: bigint): bigint {
  const total = (period / 100n) * 12n + (period % 100n) - 1n + months;
  return (total / 12n) * 100n + (total % 12n) + 1n;
}

export function monthsOf(period: bigint): bigint {
  return (period / 100n) * 12n + (period % 100n);
}

export function between(values: readonly Value[], context: Context): Value {
  const [a, b] = [realMoment(at(values, 1), context.now), realMoment(at(values, 2), context.now)];
  return a && b ? BigInt(difference(textAt(values, 0), a, b)) : null;
}

export function timeFormat(values: readonly Value[]): Value {
  const clock = toTime(at(values, 0));
  if (clock?.kind !== 'time') return null;
  const seconds = Math.floor(Math.abs(clock.micros) / MICROS);
  const moment: DateTime = {
    ...dateOf(0, 0, 0),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micro: Math.abs(clock.micros) % MICROS,
  };
  return formatDate(moment, textAt(values, 1));
}

export function offsetOf(context: Context): number {
  return zoneOffset(toText(context.systemVariable('time_zone', undefined))) ?? 0;
}

export function extract(unit: string, value: Value, facts: CallFacts): Value {
  if (/^(hour|minute|second|microsecond)/.test(unit) && !(isTemporal(value) && value.kind !== 'time')) {
    const moment = parseDateTime(toText(value));
    const clock = moment ? undefined : toTime(value);
    if (clock?.kind === 'time') return partOf(unit, dateTimeOfSeconds(Math.abs(clock.micros) / MICROS, Math.abs(clock.micros) % MICROS));
  }
  return withMoment(value, facts, moment => partOf(unit, moment));
}

function partOf(unit: string, moment: DateTime): Value {
  const parts = new Map<string, number>([
    ['year', moment.year],
    ['quarter', Math.ceil(moment.month / 3)],
    ['month', moment.month],
    ['week', weekOf(moment, 0).week],
    ['day', moment.day],
    ['hour', moment.hour],
    ['minute', moment.minute],
    ['second', moment.second],
    ['microsecond', moment.micro],
  ]);
  const single = parts.get(unit);
  if (single !== undefined) return BigInt(single);
  const [first = '', last = ''] = unit.split('_');
  const order = first === 'year' ? ['year', 'month'] : ['day', 'hour', 'minute', 'second', 'microsecond'];
  const units = order.slice(order.indexOf(first), order.indexOf(last) + 1);
  const digits = units.map((name, index) =>
    index === 0 ? String(parts.get(name) ?? 0) : String(parts.get(name) ?? 0).padStart(name === 'microsecond' ? 6 : 2, '0'),
  );
  return BigInt(digits.join(''));
}
