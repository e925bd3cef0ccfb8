import { monthNames, weekdayNames } from '../../../core/calendar-names.js';
import { dayNumber, daysInMonth, fieldsOf, isoWeek, type Fields, type Moment } from './moment.js';
import { formatOffset } from './zones.js';

type Shown = Fields & { readonly weekday: number; readonly moment: Moment };

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function isLeap(y: number): boolean {
  return daysInMonth(y, 2) === 29;
}

function ordinal(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th';
}

function year(y: number): string {
  return y < 0 ? `-${String(-y).padStart(4, '0')}` : String(y).padStart(4, '0');
}

const letters: Readonly<Record<string, (at: Shown) => string>> = {
  d: ({ d }) => two(d),
  D: ({ weekday }) => (weekdayNames[weekday] ?? '').slice(0, 3),
  j: ({ d }) => String(d),
  l: ({ weekday }) => weekdayNames[weekday] ?? '',
  N: ({ weekday }) => String(weekday || 7),
  S: ({ d }) => ordinal(d),
  w: ({ weekday }) => String(weekday),
  z: ({ y, m, d }) => String(dayNumber(y, m, d) - dayNumber(y, 1, 1)),
  W: at => two(isoWeek(at).week),
  o: at => String(isoWeek(at).year),
  F: ({ m }) => monthNames[m - 1] ?? '',
  M: ({ m }) => (monthNames[m - 1] ?? '').slice(0, 3),
  m: ({ m }) => two(m),
  n: ({ m }) => String(m),
  t: ({ y, m }) => String(daysInMonth(y, m)),
  L: ({ y }) => (isLeap(y) ? '1' : '0'),
  Y: ({ y }) => year(y),
  y: ({ y }) => two(y % 100),
  a: ({ h }) => (h < 12 ? 'am' : 'pm'),
  A: ({ h }) => (h < 12 ? 'AM' : 'PM'),
  B: ({ moment }) => String(Math.floor(((((moment.seconds + 3600) % 86_400) + 86_400) % 86_400) / 86.4)).padStart(3, '0'),
  g: ({ h }) => String(h % 12 || 12),
  h: ({ h }) => two(h % 12 || 12),
  G: ({ h }) => String(h),
  H: ({ h }) => two(h),
  i: ({ i }) => two(i),
  s: ({ s }) => two(s),
  u: ({ moment }) => String(moment.micros).padStart(6, '0'),
  v: ({ moment }) => String(Math.floor(moment.micros / 1000)).padStart(3, '0'),
  e: ({ moment }) => moment.zone.name,
  I: ({ moment }) => (moment.zone.at(moment.seconds).isSummer ? '1' : '0'),
  O: ({ moment }) => formatOffset(moment.zone.at(moment.seconds).offset, ''),
  P: ({ moment }) => formatOffset(moment.zone.at(moment.seconds).offset, ':'),
  p: ({ moment }) =>
    moment.zone.name === 'UTC' || moment.zone.name === 'Z' || moment.zone.name === '+00:00'
      ? 'Z'
      : formatOffset(moment.zone.at(moment.seconds).offset, ':'),
  T: ({ moment }) => moment.zone.at(moment.seconds).abbreviation,
  Z: ({ moment }) => String(moment.zone.at(moment.seconds).offset),
  U: ({ moment }) => String(moment.seconds),
  c: ({ moment }) => formatMoment('Y-m-d\\TH:i:sP', moment),
  r: ({ moment }) => formatMoment('D, d M Y H:i:s O', moment),
};

/** A moment as `date` writes it. */
export function formatMoment(format: string, moment: Moment): string {
  const shown = { ...fieldsOf(moment), moment };
  return format.replaceAll(
    /\\([^])|([A-Za-z])/g,
    (_, escaped: string | undefined, letter: string | undefined) => escaped ?? letters[letter ?? '']?.(shown) ?? letter ?? '',
  );
}
