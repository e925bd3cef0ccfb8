/** A moment of the calendar in UTC. The host's time zone is UTC. */
interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Monday is 1, Sunday 0. */
  readonly weekday: number;
}

/** Splits seconds since 1970 (days by Howard Hinnant's civil_from_days). */
export function calendarOf(epochSeconds: number): CalendarTime {
  const days = Math.floor(epochSeconds / 86_400);
  const rest = epochSeconds - days * 86_400;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: Math.floor(rest % 60),
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** Days since 1970 of a date. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Milliseconds since 1970 of an RFC 3339 time; undefined when it is none. Go's zero time is year 1. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = match;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === '-' ? -60 : 60);
  const seconds =
    daysOf(Number(year), Number(month), Number(day)) * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return seconds * 1000 + Number(fraction ?? 0) * 1000;
}

/** `2026-11-22 18:11:43 +0000 UTC`, as Go's Time.String prints. */
export function formatGoTime(epochSeconds: number): string {
  const time = calendarOf(epochSeconds);
  return `${formatDate(time)} ${formatClock(time)} +0000 UTC`;
}

/** `2026-11-22T18:11:43Z`. */
export function formatRfc3339(epochSeconds: number): string {
  const time = calendarOf(epochSeconds);
  return `${formatDate(time)}T${formatClock(time)}Z`;
}

/** `2026-11-22T18:11:43.000000000Z` with all nine digits, from nanoseconds since 1970 (a double holds about 256 ns). */
export function formatRfc3339Nano(seconds: number, nanos: number): string {
  return formatRfc3339(seconds).replace('Z', `.${String(Math.floor(nanos)).padStart(9, '0')}Z`);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Tue Sep 15 11:02:57 2026`, as ctime(3) prints. */
export function formatAnsic(epochSeconds: number): string {
  const time = calendarOf(epochSeconds);
  return `${weekdays[time.weekday] ?? ''} ${months[time.month - 1] ?? ''} ${String(time.day).padStart(2)} ${formatClock(time)} ${String(time.year)}`;
}

function formatDate(time: CalendarTime): string {
  return `${String(time.year).padStart(4, '0')}-${twoDigits(time.month)}-${twoDigits(time.day)}`;
}

function formatClock(time: CalendarTime): string {
  return `${twoDigits(time.hour)}:${twoDigits(time.minute)}:${twoDigits(time.second)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
