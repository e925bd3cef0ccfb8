import { monthNames, weekdayNames } from '../../core/calendar-names.js';
import { isArray, JqError, type Json } from './value.js';
import type { Native } from './natives.js';

const two = (value: number): string => String(value).padStart(2, '0');

/** jq's broken-down time: year, month from 0, day, hours, minutes, seconds, weekday, day of the year. */
function brokenDown(value: Json, name: string): readonly number[] {
  if (typeof value === 'number') return partsOf(value);
  if (isArray(value) && value.length >= 6 && value.every(part => typeof part === 'number')) return value;
  throw new JqError(`${name} requires ${name === 'mktime' ? 'array of 6 numbers' : 'parsed datetime inputs'}`);
}

function partsOf(seconds: number): readonly number[] {
  const date = new Date(Math.floor(seconds) * 1000);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  const day = Math.floor((date.getTime() - start) / 86_400_000);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds() + (seconds - Math.floor(seconds)),
    date.getUTCDay(),
    day,
  ];
}

function secondsOf([year = 1970, month = 0, day = 1, hours = 0, minutes = 0, seconds = 0]: readonly number[]): number {
  return Math.floor(Date.UTC(year, month, day, hours, minutes, Math.floor(seconds)) / 1000);
}

function format(parts: readonly number[], layout: string): string {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, weekday = 0, yearDay = 0] = parts;
  const fields: Readonly<Record<string, () => string>> = {
    Y: () => String(year),
    m: () => two(month + 1),
    d: () => two(day),
    e: () => String(day).padStart(2),
    H: () => two(hours),
    M: () => two(minutes),
    S: () => two(Math.floor(seconds)),
    I: () => two(hours % 12 || 12),
    p: () => (hours < 12 ? 'AM' : 'PM'),
    j: () => String(yearDay + 1).padStart(3, '0'),
    y: () => two(year % 100),
    Z: () => 'UTC',
    z: () => '+0000',
    A: () => weekdayNames[weekday] ?? '',
    a: () => (weekdayNames[weekday] ?? '').slice(0, 3),
    B: () => monthNames[month] ?? '',
    b: () => (monthNames[month] ?? '').slice(0, 3),
    h: () => (monthNames[month] ?? '').slice(0, 3),
    F: () => `${String(year)}-${two(month + 1)}-${two(day)}`,
    T: () => `${two(hours)}:${two(minutes)}:${two(Math.floor(seconds))}`,
    R: () => `${two(hours)}:${two(minutes)}`,
    D: () => `${two(month + 1)}/${two(day)}/${two(year % 100)}`,
    s: () => String(secondsOf(parts)),
    u: () => String(weekday || 7),
    w: () => String(weekday),
    n: () => '\n',
    t: () => '\t',
    '%': () => '%',
  };
  return layout.replace(/%(.)/g, (all, letter: string) => fields[letter]?.() ?? all);
}

function fromIso(value: Json): Json {
  const text = typeof value === 'string' ? value : '';
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text);
  if (!match)
    throw new JqError(
      typeof value === 'string'
        ? `date "${text}" does not match format "%Y-%m-%dT%H:%M:%SZ"`
        : `strptime/1 requires string inputs and arguments`,
    );
  const [year = 0, month = 1, ...rest] = match.slice(1).map(Number);
  return secondsOf([year, month - 1, ...rest]);
}

function strftime(value: Json, layout: Json): Json {
  if (typeof layout !== 'string') throw new JqError('strftime/1 requires a string format');
  return format(brokenDown(value, 'strftime/1'), layout);
}

export const dates: readonly (readonly [string, Native])[] = [
  [
    'gmtime/0',
    value => {
      if (typeof value !== 'number') throw new JqError('gmtime() requires a number');
      return partsOf(value);
    },
  ],
  ['localtime/0', value => brokenDown(value, 'localtime')],
  ['mktime/0', value => secondsOf(brokenDown(value, 'mktime'))],
  ['strftime/1', (value, args) => strftime(value, args[0] ?? null)],
  ['strflocaltime/1', (value, args) => strftime(value, args[0] ?? null)],
  ['todateiso8601/0', value => strftime(value, '%Y-%m-%dT%H:%M:%SZ')],
  ['fromdateiso8601/0', fromIso],
];
