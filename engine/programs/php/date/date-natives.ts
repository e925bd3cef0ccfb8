import { PhpArray } from '../runtime/array.js';
import type { Args, Natives } from '../runtime/native.js';
import { PhpObject } from '../runtime/object.js';
import type { Value } from '../runtime/value.js';
import {
  defaultZone,
  fillDate,
  fillInterval,
  fillZone,
  intervalOf,
  mistakesOf,
  momentOfObject,
  noSuchZone,
  nowOf,
  shiftOf,
  zoneOfObject,
} from './date-object.js';
import { formatMoment } from './format.js';
import { parseByFormat } from './from-format.js';
import { difference, formatInterval, parseInterval } from './interval.js';
import { fieldsOf, isoWeek, momentOf, type Moment } from './moment.js';
import { parseDate } from './parse.js';
import { noShift, shifted } from './relative.js';
import { DateWords } from './words.js';
import { findZone, zoneNames, type Zone } from './zones.js';

function object(a: Args, i: number): PhpObject {
  const value = a.get(i);
  if (value instanceof PhpObject) return value;
  throw a.vm.errors.typeError(`${a.fn.name}(): Argument #${i + 1} must be of type DateTimeInterface, ${a.vm.typeName(value)} given`);
}

function moment(a: Args, i = 0): Moment {
  return momentOfObject(a.vm, object(a, i));
}

function zoneAt(a: Args, i: number): Zone | undefined {
  const given = a.obj(i);
  return given && zoneOfObject(a.vm, given);
}

function put(a: Args, to: Moment): Value {
  fillDate(object(a, 0), to);
  return true;
}

/** Throws what PHP says of a date that it cannot read. */
function parsed(a: Args, text: string, now: Moment, keepTime: boolean): Moment {
  const found = parseDate(text, now, keepTime);
  if (!('message' in found)) return found;
  const { position, message } = found;
  a.vm.modules.set('date errors', mistakesOf(position, message));
  throw a.vm.errors.make(
    'DateMalformedStringException',
    `Failed to parse time string (${text}) at position ${position} (${text[position] ?? '\0'}): ${message}`,
  );
}

function setFields(a: Args): Value {
  const at = moment(a);
  const before = fieldsOf(at);
  const part = (i: number, otherwise: number): number => (a.get(i) === null ? otherwise : a.int(i));
  const fields = {
    y: part(1, before.y),
    m: part(2, before.m),
    d: part(3, before.d),
    h: part(4, before.h),
    i: part(5, before.i),
    s: part(6, before.s),
  };
  return put(a, momentOf(fields, part(7, at.micros), at.zone));
}

function setIsoDate(a: Args): Value {
  const at = moment(a);
  const { y, week, day } = { y: a.int(1), week: a.int(2), day: a.int(3) };
  const { d: monday } = mondayOfFirstWeek(y);
  return put(a, momentOf({ ...fieldsOf(at), y, m: 1, d: monday + (week - 1) * 7 + day - 1 }, at.micros, at.zone));
}

function mondayOfFirstWeek(y: number): { readonly d: number } {
  for (let d = -3; d <= 4; d++) if (isoWeek({ y, m: 1, d }).week === 1 && isoWeek({ y, m: 1, d: d - 1 }).week !== 1) return { d };
  return { d: 1 };
}

function fromFormat(a: Args): Value {
  const zone = zoneAt(a, 3) ?? defaultZone(a.vm);
  const found = parseByFormat(a.str(1), a.str(2), { ...nowOf(a.vm), zone });
  if ('message' in found) {
    a.vm.modules.set('date errors', mistakesOf(found.position, found.message));
    return false;
  }
  a.vm.modules.set('date errors', undefined);
  return put(a, found);
}

function initInterval(a: Args): Value {
  const shift = parseInterval(a.str(1));
  if (!shift)
    throw a.vm.errors.make('DateMalformedIntervalStringException', `DateInterval::__construct(): Unknown or bad format (${a.str(1)})`);
  fillInterval(object(a, 0), { ...shift, invert: false, days: undefined });
  return null;
}

function intervalFromWords(a: Args): Value {
  const words = new DateWords(a.str(1));
  const mistake = words.read();
  if (mistake) {
    a.vm.errors.warning(
      `DateInterval::createFromDateString(): Unknown or bad format (${a.str(1)}) at position ${mistake.position} (${a.str(1)[mistake.position] ?? ''}): ${mistake.message}`,
    );
    return false;
  }
  fillInterval(object(a, 0), { ...noShift, ...words.wishes.shift, invert: false, days: undefined });
  return true;
}

function initZone(a: Args): Value {
  const name = a.str(1);
  const zone = findZone(name);
  if (!zone) throw noSuchZone(a.vm, name, `DateTimeZone::__construct(): Unknown or bad timezone (${name})`);
  fillZone(object(a, 0), zone);
  return null;
}

/** What the classes of dates, which are written in PHP, are made of. */
export const dateNatives: Natives = {
  '__dd_date_init(mixed $date, string $text, mixed $zone = null)': a => {
    const zone = zoneAt(a, 2) ?? defaultZone(a.vm);
    return put(a, parsed(a, a.str(1), { ...nowOf(a.vm), zone }, false));
  },
  '__dd_date_modify(mixed $date, string $text)': a => put(a, parsed(a, a.str(1), moment(a), true)),
  '__dd_date_format(mixed $date, string $format)': a => formatMoment(a.str(1), moment(a)),
  '__dd_date_stamp(mixed $date)': a => moment(a).seconds,
  '__dd_date_set_stamp(mixed $date, int $stamp)': a => put(a, { seconds: a.int(1), micros: 0, zone: moment(a).zone }),
  '__dd_date_offset(mixed $date)': a => moment(a).zone.at(moment(a).seconds).offset,
  '__dd_date_micros(mixed $date)': a => moment(a).micros,
  '__dd_date_set_zone(mixed $date, mixed $zone)': a => put(a, { ...moment(a), zone: zoneAt(a, 1) ?? defaultZone(a.vm) }),
  '__dd_date_set(mixed $date, mixed $y, mixed $m, mixed $d, mixed $h, mixed $i, mixed $s, mixed $us)': setFields,
  '__dd_date_set_iso(mixed $date, int $y, int $week, int $day)': setIsoDate,
  '__dd_date_add(mixed $date, mixed $interval, int $sign)': a =>
    put(a, shifted(moment(a), shiftOf(intervalOf(a.vm, object(a, 1)), a.int(2) < 0 ? -1 : 1))),
  '__dd_date_diff(mixed $interval, mixed $from, mixed $to, bool $absolute)': a => {
    const apart = difference(moment(a, 1), moment(a, 2));
    fillInterval(object(a, 0), a.bool(3) ? { ...apart, invert: false } : apart);
    return null;
  },
  '__dd_date_from_format(mixed $date, string $format, string $text, mixed $zone = null)': fromFormat,
  '__dd_interval_init(mixed $interval, string $text)': initInterval,
  '__dd_interval_words(mixed $interval, string $text)': intervalFromWords,
  '__dd_interval_format(mixed $interval, string $format)': a => formatInterval(a.str(1), intervalOf(a.vm, object(a, 0))),
  '__dd_zone_init(mixed $zone, string $name)': initZone,
  '__dd_zone_offset(mixed $zone, mixed $date)': a => zoneOfObject(a.vm, object(a, 0)).at(moment(a, 1).seconds).offset,
  '__dd_date_errors()': a => {
    const found = a.vm.modules.get('date errors');
    return found instanceof PhpArray ? found.share() : false;
  },
  'timezone_identifiers_list()': () => PhpArray.of(zoneNames),
};
