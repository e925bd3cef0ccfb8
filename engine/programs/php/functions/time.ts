import { monthNames, weekdayNames } from '../../../core/calendar-names.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import { float } from '../runtime/native.js';
import { PhpArray } from '../runtime/array.js';
import type { Value } from '../runtime/value.js';
import { parseTime } from './time-words.js';

export function nowMs(a: Pick<Args, 'vm'>): number {
  return a.vm.sys.clock.epochMsOf(a.vm.sys.clock.now());
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
}

/** Year and number of a week as ISO 8601 counts. */
function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const day = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - day) * 86_400_000);
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const letters: Readonly<Record<string, (date: Date) => string>> = {
  d: date => two(date.getUTCDate()),
  D: date => (weekdayNames[date.getUTCDay()] ?? '').slice(0, 3),
  j: date => String(date.getUTCDate()),
  l: date => weekdayNames[date.getUTCDay()] ?? '',
  N: date => String(date.getUTCDay() || 7),
  S: date => ordinal(date.getUTCDate()),
  w: date => String(date.getUTCDay()),
  z: date => String(dayOfYear(date)),
  W: date => two(isoWeek(date).week),
  o: date => String(isoWeek(date).year),
  F: date => monthNames[date.getUTCMonth()] ?? '',
  M: date => (monthNames[date.getUTCMonth()] ?? '').slice(0, 3),
  m: date => two(date.getUTCMonth() + 1),
  n: date => String(date.getUTCMonth() + 1),
  t: date => String(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()),
  L: date => (isLeap(date.getUTCFullYear()) ? '1' : '0'),
  Y: date => String(date.getUTCFullYear()),
  y: date => two(date.getUTCFullYear() % 100),
  a: date => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  A: date => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  g: date => String(date.getUTCHours() % 12 || 12),
  h: date => two(date.getUTCHours() % 12 || 12),
  G: date => String(date.getUTCHours()),
  H: date => two(date.getUTCHours()),
  i: date => two(date.getUTCMinutes()),
  s: date => two(date.getUTCSeconds()),
  u: date => String(date.getUTCMilliseconds()).padStart(3, '0') + '000',
  v: date => String(date.getUTCMilliseconds()).padStart(3, '0'),
  e: () => 'UTC',
  I: () => '0',
  O: () => '+0000',
  P: () => '+00:00',
  p: () => 'Z',
  T: () => 'UTC',
  Z: () => '0',
  U: date => String(Math.floor(date.getTime() / 1000)),
  c: date => formatDate('Y-m-d\\TH:i:sP', date),
  r: date => formatDate('D, d M Y H:i:s O', date),
};

function ordinal(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th';
}

export function formatDate(format: string, date: Date): string {
  return format.replaceAll(
    /\\([^])|([A-Za-z])/g,
    (_, escaped: string | undefined, letter: string | undefined) => escaped ?? letters[letter ?? '']?.(date) ?? letter ?? '',
  );
}

function dateOf(a: Args, i: number): Date {
  return new Date(a.optInt(i) === undefined ? nowMs(a) : a.int(i) * 1000);
}

function makeTime(a: Args): Value {
  const now = new Date(nowMs(a));
  const part = (i: number, otherwise: number): number => (a.optInt(i) === undefined ? otherwise : a.int(i));
  return Math.floor(
    Date.UTC(
      part(5, now.getUTCFullYear()),
      part(3, now.getUTCMonth() + 1) - 1,
      part(4, now.getUTCDate()),
      part(0, now.getUTCHours()),
      part(1, now.getUTCMinutes()),
      part(2, now.getUTCSeconds()),
    ) / 1000,
  );
}

export const timeFunctions: Natives = {
  'time()': a => Math.floor(nowMs(a) / 1000),
  'microtime(bool $as_float = false)': a => {
    const ms = nowMs(a);
    return a.bool(0) ? float(ms / 1000) : `${((ms % 1000) / 1000).toFixed(8)} ${Math.floor(ms / 1000)}`;
  },
  'hrtime(bool $as_number = false)': a => {
    const ns = Math.floor(a.vm.sys.clock.now() * 1e6);
    return a.bool(0) ? ns : PhpArray.of([Math.floor(ns / 1e9), ns % 1e9]);
  },
  'date(string $format, ?int $timestamp = null)': a => formatDate(a.str(0), dateOf(a, 1)),
  'gmdate(string $format, ?int $timestamp = null)': a => formatDate(a.str(0), dateOf(a, 1)),
  'idate(string $format, ?int $timestamp = null)': a => Number(formatDate(a.str(0), dateOf(a, 1))),
  'mktime(int $hour, ?int $minute = null, ?int $second = null, ?int $month = null, ?int $day = null, ?int $year = null)': makeTime,
  'gmmktime(int $hour, ?int $minute = null, ?int $second = null, ?int $month = null, ?int $day = null, ?int $year = null)': makeTime,
  'strtotime(string $datetime, ?int $baseTimestamp = null)': a => {
    const found = parseTime(a.str(0), a.optInt(1) === undefined ? nowMs(a) : a.int(1) * 1000);
    return found === undefined ? false : Math.floor(found / 1000);
  },
  'checkdate(int $month, int $day, int $year)': a => {
    const [month, day, year] = [a.int(0), a.int(1), a.int(2)];
    return month >= 1 && month <= 12 && day >= 1 && year >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  },
  'getdate(?int $timestamp = null)': a => {
    const date = dateOf(a, 0);
    const names = 'seconds:s minutes:i hours:G mday:j wday:w mon:n year:Y yday:z weekday:l month:F'.split(' ').map(each => each.split(':'));
    const rows = names.map(
      ([name = '', letter = '']) => [name, /[lF]/.test(letter) ? formatDate(letter, date) : Number(formatDate(letter, date))] as const,
    );
    return PhpArray.from([...rows, [0, Math.floor(date.getTime() / 1000)]]);
  },
  'date_default_timezone_get()': () => 'UTC',
  'date_default_timezone_set(string $timezoneId)': a => {
    if (/^(?:UTC|GMT|Etc\/UTC)$/i.test(a.str(0))) return true;
    a.vm.errors.warning(`drydock: time zones other than UTC are not simulated (${a.str(0)})`);
    return false;
  },
  'cal_days_in_month(int $calendar, int $month, int $year)': a => new Date(Date.UTC(a.int(2), a.int(1), 0)).getUTCDate(),
};

export const timeTasks: NativeTasks = {
  *'sleep(int $seconds)'(a) {
    if (a.int(0) < 0) a.invalid(0, 'must be greater than or equal to 0');
    yield* a.vm.sys.sleep(a.int(0) * 1000);
    return 0;
  },
  *'usleep(int $microseconds)'(a) {
    yield* a.vm.sys.sleep(Math.max(0, a.int(0)) / 1000);
    return null;
  },
};
