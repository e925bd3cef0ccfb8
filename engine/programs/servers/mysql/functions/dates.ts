import { monthNames, weekdayNames } from '../../../../core/calendar-names.js';
import type { Compiled } from '../query/compiled.js';
import type { Context } from '../query/context.js';
import { sqlErrors } from '../sql-error.js';
import type { ColumnType } from '../values/column-type.js';
import { dateOfDay, dateTimeOfSeconds, dateOf, dayNumber, MICROS, secondsOf, withDigits, type DateTime } from '../values/temporal.js';
import { isTemporal, toInteger, toNumber, toText, toTime, type Value } from '../values/value.js';
import {
  withMoment,
  unixTimestamp,
  fromUnixTime,
  convertZone,
  timeDifference,
  periodShift,
  monthsOf,
  between,
  timeFormat,
  offsetOf,
  extract,
} from './date-conversions.js';
import { formatDate, parseDate } from './date-format.js';
import { at, bigint, int, text, textAt, type FunctionTable, type SqlFunction } from './define.js';
import { addSpan, addTime, addToTime, dayOfYear, lastDay, realMoment, spanOf, weekday, weekOf } from './moments.js';

const date: ColumnType = { name: 'date' };
const time: ColumnType = { name: 'time' };

/** A function of one moment; null and a warning for what is none. */
function ofMoment(type: ColumnType, run: (moment: DateTime) => Value): SqlFunction {
  return { min: 1, max: 1, type, run: (values, facts) => withMoment(at(values, 0), facts, run) };
}

function ofTime(run: (seconds: number, micros: number) => Value): SqlFunction {
  return {
    min: 1,
    max: 1,
    type: int,
    run: (values, { context }) => {
      const value = toTime(at(values, 0));
      if (value?.kind === 'time') return run(Math.floor(Math.abs(value.micros) / MICROS), Math.abs(value.micros) % MICROS);
      context.warn(sqlErrors.truncatedIncorrect('time', toText(at(values, 0))));
      return null;
    },
  };
}

function scaleOf(args: readonly Compiled[]): number {
  return Number(toInteger(args[0]?.run({ row: [], slots: [], parent: undefined }) ?? 0n));
}

function present(kind: 'date' | 'datetime' | 'time', shift: (now: DateTime, context: Context) => DateTime): SqlFunction {
  return {
    min: 0,
    max: 1,
    notNull: true,
    type: args => ({ name: kind, scale: kind === 'date' ? 0 : scaleOf(args) }),
    run: (values, { context }) => {
      const moment = shift(context.now, context);
      const digits = values.length > 0 ? Number(toInteger(at(values, 0))) : 0;
      if (kind === 'date') return dateOf(moment.year, moment.month, moment.day);
      const cut = { ...moment, digits, micro: moment.micro - (moment.micro % 10 ** (6 - digits)) };
      return kind === 'time' ? (toTime(cut) ?? null) : cut;
    },
  };
}

const here = (now: DateTime): DateTime => now;
const utc = (now: DateTime, context: Context): DateTime =>
  dateTimeOfSeconds(secondsOf(now) - 60 * offsetOf(context), now.micro, now.digits);

function momentType([first]: readonly Compiled[], unit: string): ColumnType {
  if (first?.type.name === 'date' && /^(day|week|month|quarter|year|year_month)$/.test(unit)) return date;
  if (first?.type.name === 'time') return time;
  return first && ['date', 'datetime', 'timestamp'].includes(first.type.name)
    ? { name: 'datetime', scale: first.type.scale ?? 0 }
    : text(29);
}

function shifted(sign: number): SqlFunction {
  return {
    min: 3,
    max: 3,
    type: args => momentType(args, toText(args[2]?.run({ row: [], slots: [], parent: undefined }) ?? 'day')),
    run: (values, { context, args }) => {
      const [value, unit] = [at(values, 0), textAt(values, 2)];
      const span = spanOf(at(values, 1), unit);
      if (isTemporal(value) && value.kind === 'time') return addToTime(value, span, sign);
      const moment = realMoment(value, context.now);
      if (!moment) {
        context.warn(sqlErrors.incorrectMoment('datetime', toText(value)));
        return null;
      }
      const result = addSpan(moment, span, sign);
      return result && args[0] && !isTemporal(value) ? toText(result) : result;
    },
  };
}

const dayOnly = (moment: DateTime): DateTime => dateOf(moment.year, moment.month, moment.day);
const days = ({ year, month, day }: DateTime): number => dayNumber(year, month, day);

export const dateFunctions: FunctionTable = new Map<string, SqlFunction>([
  ['now', present('datetime', here)],
  ['sysdate', present('datetime', here)],
  ['curdate', present('date', here)],
  ['curtime', present('time', here)],
  ['utc_timestamp', present('datetime', utc)],
  ['utc_date', present('date', utc)],
  ['utc_time', present('time', utc)],
  ['date_add', shifted(1)],
  ['date_sub', shifted(-1)],
  [
    'timestampadd',
    { min: 3, max: 3, type: text(29), run: (values, facts) => shifted(1).run([at(values, 2), at(values, 1), at(values, 0)], facts) },
  ],
  ['timestampdiff', { min: 3, max: 3, type: bigint, run: (values, { context }) => between(values, context) }],
  [
    'datediff',
    {
      min: 2,
      max: 2,
      type: int,
      run: (values, facts) => withMoment(at(values, 0), facts, a => withMoment(at(values, 1), facts, b => BigInt(days(a) - days(b)))),
    },
  ],
  ['timediff', { min: 2, max: 2, type: time, run: timeDifference }],
  ['addtime', { min: 2, max: 2, type: text(29), run: values => addTime(at(values, 0), at(values, 1), 1) }],
  ['subtime', { min: 2, max: 2, type: text(29), run: values => addTime(at(values, 0), at(values, 1), -1) }],
  ['date', ofMoment(date, dayOnly)],
  ['time', { min: 1, max: 1, type: time, run: values => toTime(at(values, 0)) ?? null }],
  [
    'timestamp',
    {
      min: 1,
      max: 2,
      type: { name: 'datetime' },
      run: (values, facts) =>
        withMoment(at(values, 0), facts, moment =>
          values.length > 1 ? addTime({ ...moment, kind: 'datetime' }, at(values, 1), 1) : { ...moment, kind: 'datetime' },
        ),
    },
  ],
  ['year', ofMoment({ name: 'year' }, ({ year }) => BigInt(year))],
  ['month', ofMoment(int, ({ month }) => BigInt(month))],
  ['day', ofMoment(int, ({ day }) => BigInt(day))],
  ['dayofmonth', ofMoment(int, ({ day }) => BigInt(day))],
  ['quarter', ofMoment(int, ({ month }) => BigInt(Math.ceil(month / 3)))],
  ['dayofweek', ofMoment(int, moment => BigInt(((weekday(moment) + 1) % 7) + 1))],
  ['weekday', ofMoment(int, moment => BigInt(weekday(moment)))],
  ['dayofyear', ofMoment(int, moment => BigInt(dayOfYear(moment)))],
  ['dayname', ofMoment(text(9), moment => weekdayNames[(weekday(moment) + 1) % 7] ?? null)],
  ['monthname', ofMoment(text(9), ({ month }) => monthNames[month - 1] ?? null)],
  [
    'week',
    {
      min: 1,
      max: 2,
      type: int,
      run: (values, facts) => withMoment(at(values, 0), facts, moment => BigInt(weekOf(moment, Number(toInteger(at(values, 1)))).week)),
    },
  ],
  ['weekofyear', ofMoment(int, moment => BigInt(weekOf(moment, 3).week))],
  [
    'yearweek',
    {
      min: 1,
      max: 2,
      type: int,
      run: (values, facts) => withMoment(at(values, 0), facts, moment => yearWeek(moment, Number(toInteger(at(values, 1))))),
    },
  ],
  ['hour', ofTime(seconds => BigInt(Math.floor(seconds / 3600)))],
  ['minute', ofTime(seconds => BigInt(Math.floor(seconds / 60) % 60))],
  ['second', ofTime(seconds => BigInt(seconds % 60))],
  ['microsecond', ofTime((_, micros) => BigInt(micros))],
  ['extract', { min: 2, max: 2, type: int, run: (values, facts) => extract(textAt(values, 0), at(values, 1), facts) }],
  [
    'date_format',
    {
      min: 2,
      max: 3,
      type: text(255),
      run: (values, facts) => withMoment(at(values, 0), facts, moment => formatDate(moment, textAt(values, 1))),
    },
  ],
  ['time_format', { min: 2, max: 2, type: text(255), run: values => timeFormat(values) }],
  ['str_to_date', { min: 2, max: 2, type: strToDateType, run: (values, { context }) => readDate(values, context) }],
  ['last_day', ofMoment(date, lastDay)],
  ['to_days', ofMoment(int, moment => BigInt(days(moment) + 719_528))],
  ['to_seconds', ofMoment(bigint, moment => BigInt(secondsOf(moment) + 719_528 * 86_400))],
  ['from_days', { min: 1, max: 1, type: date, run: values => dateOfDay(Number(toInteger(at(values, 0))) - 719_528) }],
  [
    'makedate',
    {
      min: 2,
      max: 2,
      type: date,
      run: values =>
        toInteger(at(values, 1)) < 1n
          ? null
          : dateOfDay(dayNumber(Number(toInteger(at(values, 0))), 1, 1) + Number(toInteger(at(values, 1))) - 1),
    },
  ],
  [
    'maketime',
    {
      min: 3,
      max: 3,
      type: time,
      run: values =>
        withDigits(
          {
            kind: 'time',
            micros: ((toNumber(at(values, 0)) * 60 + toNumber(at(values, 1))) * 60 + toNumber(at(values, 2))) * MICROS,
            digits: 0,
          },
          0,
        ),
    },
  ],
  [
    'sec_to_time',
    { min: 1, max: 1, type: time, run: values => ({ kind: 'time', micros: Math.round(toNumber(at(values, 0)) * MICROS), digits: 0 }) },
  ],
  ['time_to_sec', { min: 1, max: 1, type: bigint, run: values => secondsOfTime(at(values, 0)) }],
  [
    'unix_timestamp',
    {
      min: 0,
      max: 1,
      type: args => (args[0]?.type.scale ? { name: 'decimal', length: 17, scale: args[0].type.scale } : bigint),
      run: unixTimestamp,
    },
  ],
  [
    'from_unixtime',
    {
      min: 1,
      max: 2,
      type: args => (args.length > 1 ? text(255) : { name: 'datetime', scale: args[0]?.type.scale ?? 0 }),
      run: fromUnixTime,
    },
  ],
  ['convert_tz', { min: 3, max: 3, type: { name: 'datetime' }, run: convertZone }],
  ['period_add', { min: 2, max: 2, type: bigint, run: values => periodShift(toInteger(at(values, 0)), toInteger(at(values, 1))) }],
  ['period_diff', { min: 2, max: 2, type: bigint, run: values => monthsOf(toInteger(at(values, 0))) - monthsOf(toInteger(at(values, 1))) }],
]);

function yearWeek(moment: DateTime, mode: number): bigint {
  const { week, year } = weekOf(moment, mode | 2);
  return BigInt(year * 100 + week);
}

function strToDateType(args: readonly Compiled[]): ColumnType {
  const format = toText(args[1]?.run({ row: [], slots: [], parent: undefined }) ?? '');
  const hasTime = /%[HhIklisSfpTr]/.test(format);
  if (!/%[YymcdeDMbj]/.test(format)) return time;
  return hasTime ? { name: 'datetime', scale: format.includes('%f') ? 6 : 0 } : date;
}

function readDate(values: readonly Value[], context: Context): Value {
  const moment = parseDate(textAt(values, 0), textAt(values, 1));
  if (moment) return moment;
  context.warn(sqlErrors.incorrectFunctionValue('datetime', textAt(values, 0), 'str_to_date'));
  return null;
}

function secondsOfTime(value: Value): Value {
  const clock = toTime(value);
  return clock?.kind === 'time' ? BigInt(Math.trunc(clock.micros / MICROS)) : null;
}
