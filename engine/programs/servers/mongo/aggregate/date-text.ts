import { monthNames } from '../../../../core/calendar-names.js';
/** Milliseconds of a date as people write it: '2026-01-31', '2026-01-31T12:30:00.5+09:00'. Without a zone it is UTC. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  if (Number(month) > 12 || Number(month) < 1 || Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59) return undefined;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return ms + Math.floor(Number(`0.${fraction || '0'}`) * 1000) - (zone === undefined ? 0 : (offsetOf(zone) ?? 0));
}

/** The offset of a zone in milliseconds: 'UTC', 'Z', '+09:00'. Undefined for names of places. */
export function offsetOf(zone: string): number | undefined {
  if (/^(z|utc|gmt)$/i.test(zone)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}

const DAY = 86_400_000;

/** The parts of a moment in a zone. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly dayOfYear: number;
  /** 1 is Sunday. */
  readonly dayOfWeek: number;
  readonly isoDayOfWeek: number;
  readonly isoWeek: number;
  readonly isoYear: number;
  readonly week: number;
}

export function datePartsOf(ms: number, offset = 0): DateParts {
  const date = new Date(ms + offset);
  const year = date.getUTCFullYear();
  const midnight = Date.UTC(year, date.getUTCMonth(), date.getUTCDate());
  const dayOfYear = Math.round((midnight - Date.UTC(year, 0, 1)) / DAY) + 1;
  const weekday = date.getUTCDay();
  const isoDayOfWeek = weekday === 0 ? 7 : weekday;
  const thursday = new Date(midnight + (4 - isoDayOfWeek) * DAY);
  const isoYear = thursday.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    dayOfYear,
    dayOfWeek: weekday + 1,
    isoDayOfWeek,
    isoWeek: Math.floor((thursday.getTime() - Date.UTC(isoYear, 0, 1)) / DAY / 7) + 1,
    isoYear,
    week: Math.floor((dayOfYear + 6 - weekday) / 7),
  };
}

/** A moment in a format of `$dateToString`. */
export function formatDate(ms: number, format: string, offset: number): string {
  const parts = datePartsOf(ms, offset);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  const forms: Readonly<Record<string, string>> = {
    Y: String(parts.year).padStart(4, '0'),
    m: String(parts.month).padStart(2, '0'),
    d: String(parts.day).padStart(2, '0'),
    H: String(parts.hour).padStart(2, '0'),
    M: String(parts.minute).padStart(2, '0'),
    S: String(parts.second).padStart(2, '0'),
    L: String(parts.millisecond).padStart(3, '0'),
    j: String(parts.dayOfYear).padStart(3, '0'),
    w: String(parts.dayOfWeek),
    u: String(parts.isoDayOfWeek),
    U: String(parts.week).padStart(2, '0'),
    V: String(parts.isoWeek).padStart(2, '0'),
    G: String(parts.isoYear).padStart(4, '0'),
    b: (monthNames[parts.month - 1] ?? '').slice(0, 3),
    B: monthNames[parts.month - 1] ?? '',
    z: zone,
    Z: String(offset / 60_000),
    '%': '%',
  };
  return format.replace(/%(.)/g, (whole, key: string) => forms[key] ?? whole);
}
