import { monthNames, weekdayNames } from '../../core/calendar-names.js';

const dayMs = 86_400_000;

interface Parts {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 366 */
  readonly yearDay: number;
}

/** strftime(3) in UTC and the C locale. */
export function formatTime(format: string, epochMs: number): string {
  const parts = partsOf(epochMs);
  return format.replace(/%([-_0]?)([A-Za-z%])/g, (whole, _flag: string, letter: string) => directives[letter]?.(parts, epochMs) ?? whole);
}

/** Days since 1970 to a date: the algorithm of Howard Hinnant's civil_from_days. */
function partsOf(epochMs: number): Parts {
  const dayNumber = Math.floor(epochMs / dayMs);
  const seconds = Math.floor((epochMs - dayNumber * dayMs) / 1000);
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1] ?? 0;
  return {
    year,
    month,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    weekday: (((dayNumber + 4) % 7) + 7) % 7,
    yearDay: before + day + (leap && month > 2 ? 1 : 0),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const directives: Readonly<Record<string, (parts: Parts, epochMs: number) => string>> = {
  '%': () => '%',
  A: ({ weekday }) => weekdayNames[weekday] ?? '',
  B: ({ month }) => monthNames[month - 1] ?? '',
  C: ({ year }) => two(Math.floor(year / 100)),
  D: (_parts, ms) => formatTime('%m/%d/%y', ms),
  F: (_parts, ms) => formatTime('%Y-%m-%d', ms),
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(hour % 12 || 12),
  M: ({ minute }) => two(minute),
  R: (_parts, ms) => formatTime('%H:%M', ms),
  S: ({ second }) => two(second),
  T: (_parts, ms) => formatTime('%H:%M:%S', ms),
  X: (_parts, ms) => formatTime('%H:%M:%S', ms),
  Y: ({ year }) => String(year),
  Z: () => 'UTC',
  a: ({ weekday }) => (weekdayNames[weekday] ?? '').slice(0, 3),
  b: ({ month }) => (monthNames[month - 1] ?? '').slice(0, 3),
  c: (_parts, ms) => formatTime('%a %b %e %H:%M:%S %Y', ms),
  d: ({ day }) => two(day),
  e: ({ day }) => String(day).padStart(2, ' '),
  h: ({ month }) => (monthNames[month - 1] ?? '').slice(0, 3),
  j: ({ yearDay }) => String(yearDay).padStart(3, '0'),
  k: ({ hour }) => String(hour).padStart(2, ' '),
  l: ({ hour }) => String(hour % 12 || 12).padStart(2, ' '),
  m: ({ month }) => two(month),
  n: () => '\n',
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  r: (_parts, ms) => formatTime('%I:%M:%S %p', ms),
  s: (_parts, ms) => String(Math.floor(ms / 1000)),
  t: () => '\t',
  u: ({ weekday }) => String(weekday || 7),
  w: ({ weekday }) => String(weekday),
  x: (_parts, ms) => formatTime('%m/%d/%y', ms),
  y: ({ year }) => two(year % 100),
  z: () => '+0000',
};
