import { daysOfDate, fieldsOf } from '../time/calendar.js';

const DAY = 86_400_000;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day counted from 1970-01-01 as `2026-11-23`. */
export function isoDate(day: number): string {
  const { year, month, day: date } = fieldsOf(day * DAY);
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The same as `Nov 23, 2026`. */
export function wordedDate(day: number): string {
  const { year, month, day: date } = fieldsOf(day * DAY);
  return `${months[month - 1] ?? ''} ${String(date).padStart(2, '0')}, ${String(year)}`;
}

/** A day as it stands in /etc/shadow, of a date or a number of days; -1 is none. Undefined when it is neither. */
export function parseDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text) ?? [];
  if (day !== undefined) return String(daysOfDate(Number(year), Number(month), Number(day)));
  if (text === '' || text === '-1') return '';
  return /^\d+$/.test(text) ? text : undefined;
}
