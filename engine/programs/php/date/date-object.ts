import { PhpArray } from '../runtime/array.js';
import type { PhpObject } from '../runtime/object.js';
import type { Thrown } from '../runtime/signals.js';
import { PhpFloat, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { formatMoment } from './format.js';
import type { Interval } from './interval.js';
import { momentOf, type Moment } from './moment.js';
import type { Shift } from './relative.js';
import { findZone, mayBeZone, utcZone, type Zone } from './zones.js';

/** The moment that it is, in the zone that the program has chosen. */
export function nowOf(vm: Vm): Moment {
  const ms = vm.sys.clock.epochMsOf(vm.sys.clock.now());
  const seconds = Math.floor(ms / 1000);
  return { seconds, micros: Math.floor((ms - seconds * 1000) * 1000), zone: defaultZone(vm) };
}

export function defaultZone(vm: Vm): Zone {
  const chosen = vm.modules.get('zone');
  return (typeof chosen === 'string' ? findZone(chosen) : undefined) ?? findZone(vm.ini.get('date.timezone') ?? 'UTC') ?? utcZone;
}

/** Why a zone cannot be had: it does not exist, or only in life. */
export function noSuchZone(vm: Vm, name: string, message: string): Thrown {
  if (mayBeZone(name)) throw vm.errors.fatal(`drydock: the time zone ${name} is not simulated`);
  return vm.errors.make('DateInvalidTimeZoneException', message);
}

/** What a date object holds is in its properties, where programs see it too. */
export function momentOfObject(vm: Vm, object: PhpObject): Moment {
  const text = object.get('date');
  const zone = zoneOfObject(vm, object);
  const found = /^(-?\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{6})$/.exec(typeof text === 'string' ? text : '');
  if (!found) throw vm.errors.error(`The ${object.cls.name} object has not been correctly initialized by its constructor`);
  const [y = 0, m = 0, d = 0, h = 0, i = 0, s = 0, micros = 0] = found.slice(1).map(Number);
  return momentOf({ y, m, d, h, i, s }, micros, zone);
}

export function zoneOfObject(vm: Vm, object: PhpObject): Zone {
  const name = vm.text(object.get('timezone') ?? 'UTC');
  const zone = findZone(name);
  if (!zone) throw noSuchZone(vm, name, `Unknown or bad timezone (${name})`);
  return zone;
}

export function fillDate(object: PhpObject, moment: Moment): void {
  object.set('date', formatMoment('Y-m-d H:i:s.u', moment));
  fillZone(object, moment.zone);
}

export function fillZone(object: PhpObject, zone: Zone): void {
  object.set('timezone_type', zone.type);
  object.set('timezone', zone.name);
}

export function fillInterval(object: PhpObject, { y, m, d, h, i, s, micros, invert, days }: Interval): void {
  const values: readonly (readonly [string, Value])[] = [
    ['y', y],
    ['m', m],
    ['d', d],
    ['h', h],
    ['i', i],
    ['s', s],
    ['f', new PhpFloat(micros / 1_000_000)],
    ['invert', invert ? 1 : 0],
    ['days', days ?? false],
    ['from_string', false],
  ];
  for (const [name, value] of values) object.set(name, value);
}

export function intervalOf(vm: Vm, object: PhpObject): Interval {
  const number = (name: string): number => Number(vm.text(object.get(name) ?? 0));
  const days = object.get('days');
  return {
    y: number('y'),
    m: number('m'),
    d: number('d'),
    h: number('h'),
    i: number('i'),
    s: number('s'),
    micros: Math.round(number('f') * 1_000_000),
    weekdays: 0,
    invert: number('invert') === 1,
    days: typeof days === 'number' ? days : undefined,
  };
}

/** What an interval adds, or takes away. */
export function shiftOf({ y, m, d, h, i, s, micros, invert }: Interval, sign: 1 | -1): Shift {
  const by = invert ? -sign : sign;
  return { y: y * by, m: m * by, d: d * by, h: h * by, i: i * by, s: s * by, micros: micros * by, weekdays: 0 };
}

export function mistakesOf(position: number, message: string): PhpArray {
  return PhpArray.from([
    ['warning_count', 0],
    ['warnings', new PhpArray()],
    ['error_count', 1],
    ['errors', PhpArray.from([[position, message]])],
  ]);
}
