import { epochOfFields, fieldsOf, utc, type Zone } from '../time/calendar.js';

export const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The parts of a date and time as text, padded as clocks and logs show them. */
export interface Stamp {
  readonly year: string;
  readonly month: string;
  readonly monthName: string;
  readonly day: string;
  readonly dayName: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly millisecond: string;
  readonly microsecond: string;
  /** `15:04:05` */
  readonly time: string;
}

export function stampOf(epochMs: number, zone: Zone = utc): Stamp {
  const fields = fieldsOf(epochMs, zone);
  const [hour, minute, second] = [two(fields.hour), two(fields.minute), two(fields.second)];
  return {
    year: String(fields.year),
    month: two(fields.month),
    monthName: monthNames[fields.month - 1] ?? '',
    day: two(fields.day),
    dayName: dayNames[fields.weekday] ?? '',
    hour,
    minute,
    second,
    millisecond: String(Math.floor(fields.millisecond)).padStart(3, '0'),
    microsecond: String(Math.floor(fields.millisecond * 1000)).padStart(6, '0'),
    time: `${hour}:${minute}:${second}`,
  };
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`. */
export function formatHttpDate(epochMs: number): string {
  const { dayName, day, monthName, year, time } = stampOf(epochMs);
  return `${dayName}, ${day} ${monthName} ${year} ${time} GMT`;
}

/** Milliseconds since 1970 of an HTTP date in the form that everybody sends. */
export function parseHttpDate(text: string): number | undefined {
  const match = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text);
  const month = monthNames.findIndex(name => name === match?.[2]) + 1;
  if (!match || month === 0) return undefined;
  const [, day, , year, hour, minute, second] = match;
  return epochOfFields({ year: Number(year), month, day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second) });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
