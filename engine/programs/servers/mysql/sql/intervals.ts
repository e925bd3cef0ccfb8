import type { Cursor } from './cursor.js';

const units = [
  'microsecond',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'second_microsecond',
  'minute_microsecond',
  'minute_second',
  'hour_microsecond',
  'hour_second',
  'hour_minute',
  'day_microsecond',
  'day_second',
  'day_minute',
  'day_hour',
  'year_month',
] as const;

/** DAY, HOUR_MINUTE … */
export function intervalUnit(cursor: Cursor): string {
  const unit = cursor.acceptOneOf(units);
  if (unit !== undefined) return unit;
  const older = units.find(name => cursor.isWord(`sql_tsi_${name}`));
  if (older === undefined) throw cursor.unexpected();
  cursor.next();
  return older;
}
