import { defaultZone, nowOf } from '../date/date-object.js';
import { formatMoment } from '../date/format.js';
import { fieldsOf, momentOf, type Moment } from '../date/moment.js';
import { parseDate } from '../date/parse.js';
import { findZone, mayBeZone, utcZone, type Zone } from '../date/zones.js';
import { PhpArray } from '../runtime/array.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import { float } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';

export function nowMs(a: Pick<Args, 'vm'>): number {
  return a.vm.sys.clock.epochMsOf(a.vm.sys.clock.now());
}

function momentAt(a: Args, i: number, zone = defaultZone(a.vm)): Moment {
  if (a.optInt(i) === undefined) return { ...nowOf(a.vm), zone };
  return { seconds: a.int(i), micros: 0, zone };
}

function makeTime(a: Args, zone: Zone): Value {
  const now = fieldsOf({ ...nowOf(a.vm), zone });
  const part = (i: number, otherwise: number): number => (a.optInt(i) === undefined ? otherwise : a.int(i));
  const given = part(5, now.y);
  const y = a.optInt(5) === undefined || given > 100 || given < 0 ? given : given < 70 ? 2000 + given : 1900 + given;
  const fields = { y, m: part(3, now.m), d: part(4, now.d), h: part(0, now.h), i: part(1, now.i), s: part(2, now.s) };
  return momentOf(fields, 0, zone).seconds;
}

function chooseZone(a: Args): Value {
  const zone = findZone(a.str(0));
  if (zone?.type === 3) {
    a.vm.modules.set('zone', zone.name);
    return true;
  }
  if (mayBeZone(a.str(0))) throw a.vm.errors.fatal(`drydock: the time zone ${a.str(0)} is not simulated`);
  a.vm.errors.notice(`date_default_timezone_set(): Timezone ID '${a.str(0)}' is invalid`);
  return false;
}

function dateParts(a: Args): Value {
  const at = momentAt(a, 0);
  const names = 'seconds:s minutes:i hours:G mday:j wday:w mon:n year:Y yday:z weekday:l month:F'.split(' ').map(each => each.split(':'));
  const rows = names.map(([name = '', letter = '']) => {
    const text = formatMoment(letter, at);
    return [name, /[lF]/.test(letter) ? text : Number(text)] as const;
  });
  return PhpArray.from([...rows, [0, at.seconds]]);
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
  'date(string $format, ?int $timestamp = null)': a => formatMoment(a.str(0), momentAt(a, 1)),
  'gmdate(string $format, ?int $timestamp = null)': a => formatMoment(a.str(0), momentAt(a, 1, utcZone)),
  'idate(string $format, ?int $timestamp = null)': a => Number(formatMoment(a.str(0), momentAt(a, 1))),
  'mktime(int $hour, ?int $minute = null, ?int $second = null, ?int $month = null, ?int $day = null, ?int $year = null)': a =>
    makeTime(a, defaultZone(a.vm)),
  'gmmktime(int $hour, ?int $minute = null, ?int $second = null, ?int $month = null, ?int $day = null, ?int $year = null)': a =>
    makeTime(a, utcZone),
  'strtotime(string $datetime, ?int $baseTimestamp = null)': a => {
    const found = parseDate(a.str(0), momentAt(a, 1));
    return 'message' in found || a.str(0) === '' ? false : found.seconds;
  },
  'checkdate(int $month, int $day, int $year)': a => {
    const [month, day, year] = [a.int(0), a.int(1), a.int(2)];
    return month >= 1 && month <= 12 && day >= 1 && year >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  },
  'getdate(?int $timestamp = null)': dateParts,
  'date_default_timezone_get()': a => defaultZone(a.vm).name,
  'date_default_timezone_set(string $timezoneId)': chooseZone,
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
