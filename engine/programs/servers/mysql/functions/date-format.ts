import { monthNames, weekdayNames } from '../../../../core/calendar-names.js';
import { dateOf, dateOfDay, dayNumber, isRealDate, MICROS, type DateTime, type Temporal } from '../values/temporal.js';
import { dayOfYear, weekday, weekOf } from './moments.js';

const two = (value: number): string => String(value).padStart(2, '0');

/** DATE_FORMAT: each `%x` a part of the moment. */
export function formatDate(moment: DateTime, format: string): string {
  return format.replace(/%(.)/gs, (_, letter: string) => parts.get(letter)?.(moment) ?? letter);
}

function suffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

const twelve = (hour: number): number => ((hour + 11) % 12) + 1;

const parts: ReadonlyMap<string, (moment: DateTime) => string> = new Map<string, (moment: DateTime) => string>([
  ['a', moment => weekdayNames[(weekday(moment) + 1) % 7]?.slice(0, 3) ?? ''],
  ['b', ({ month }) => monthNames[month - 1]?.slice(0, 3) ?? ''],
  ['c', ({ month }) => String(month)],
  ['D', ({ day }) => `${String(day)}${suffix(day)}`],
  ['d', ({ day }) => two(day)],
  ['e', ({ day }) => String(day)],
  ['f', ({ micro }) => String(micro).padStart(6, '0')],
  ['H', ({ hour }) => two(hour)],
  ['h', ({ hour }) => two(twelve(hour))],
  ['I', ({ hour }) => two(twelve(hour))],
  ['i', ({ minute }) => two(minute)],
  ['j', moment => String(dayOfYear(moment)).padStart(3, '0')],
  ['k', ({ hour }) => String(hour)],
  ['l', ({ hour }) => String(twelve(hour))],
  ['M', ({ month }) => monthNames[month - 1] ?? ''],
  ['m', ({ month }) => two(month)],
  ['p', ({ hour }) => (hour % 24 >= 12 ? 'PM' : 'AM')],
  ['r', ({ hour, minute, second }) => `${two(twelve(hour))}:${two(minute)}:${two(second)} ${hour % 24 >= 12 ? 'PM' : 'AM'}`],
  ['S', ({ second }) => two(second)],
  ['s', ({ second }) => two(second)],
  ['T', ({ hour, minute, second }) => `${two(hour)}:${two(minute)}:${two(second)}`],
  ['U', moment => two(weekOf(moment, 0).week)],
  ['u', moment => two(weekOf(moment, 1).week)],
  ['V', moment => two(weekOf(moment, 2).week)],
  ['v', moment => two(weekOf(moment, 3).week)],
  ['W', moment => weekdayNames[(weekday(moment) + 1) % 7] ?? ''],
  ['w', moment => String((weekday(moment) + 1) % 7)],
  ['X', moment => String(weekOf(moment, 2).year).padStart(4, '0')],
  ['x', moment => String(weekOf(moment, 3).year).padStart(4, '0')],
  ['Y', ({ year }) => String(year).padStart(4, '0')],
  ['y', ({ year }) => two(year % 100)],
]);

interface Read {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micro: number;
  afternoon: boolean | undefined;
  dayOfYear: number | undefined;
}

type Taker = readonly [pattern: RegExp, take: (read: Read, text: string) => void];

const number = (digits: number, take: (read: Read, value: number) => void): Taker => [
  new RegExp(`^\\d{1,${String(digits)}}`),
  (read, text) => take(read, Number(text)),
];

const takers: ReadonlyMap<string, Taker> = new Map<string, Taker>([
  ['Y', number(4, (read, value) => (read.year = value))],
  ['y', number(2, (read, value) => (read.year = value < 70 ? 2000 + value : 1900 + value))],
  ['m', number(2, (read, value) => (read.month = value))],
  ['c', number(2, (read, value) => (read.month = value))],
  ['d', number(2, (read, value) => (read.day = value))],
  ['e', number(2, (read, value) => (read.day = value))],
  ['D', [/^\d{1,2}(st|nd|rd|th)/, (read, text) => (read.day = parseInt(text, 10))]],
  ['H', number(2, (read, value) => (read.hour = value))],
  ['k', number(2, (read, value) => (read.hour = value))],
  ['h', number(2, (read, value) => (read.hour = value))],
  ['I', number(2, (read, value) => (read.hour = value))],
  ['l', number(2, (read, value) => (read.hour = value))],
  ['i', number(2, (read, value) => (read.minute = value))],
  ['s', number(2, (read, value) => (read.second = value))],
  ['S', number(2, (read, value) => (read.second = value))],
  ['f', [/^\d{1,6}/, (read, text) => (read.micro = Number(text.padEnd(6, '0')))]],
  ['j', number(3, (read, value) => (read.dayOfYear = value))],
  ['p', [/^[AP]M/i, (read, text) => (read.afternoon = text.toUpperCase() === 'PM')]],
  ['M', [new RegExp(`^(${monthNames.join('|')})`, 'i'), (read, text) => (read.month = monthIndex(text))]],
  ['b', [new RegExp(`^(${monthNames.map(name => name.slice(0, 3)).join('|')})`, 'i'), (read, text) => (read.month = monthIndex(text))]],
  ['W', [new RegExp(`^(${weekdayNames.join('|')})`, 'i'), () => undefined]],
  ['a', [/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i, () => undefined]],
]);

function monthIndex(text: string): number {
  return monthNames.findIndex(name => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;
}

/** STR_TO_DATE: undefined when the text does not fit the format. */
export function parseDate(text: string, format: string): Temporal | undefined {
  const read: Read = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, micro: 0, afternoon: undefined, dayOfYear: undefined };
  const wanted = format.replaceAll('%T', '%H:%i:%s').replaceAll('%r', '%h:%i:%s %p');
  let rest = text.trimStart();
  for (let at = 0; at < wanted.length; at++) {
    const char = wanted[at] ?? '';
    if (char === '%') {
      const taker = takers.get(wanted[++at] ?? '');
      rest = rest.trimStart();
      const taken = taker?.[0].exec(rest)?.[0];
      if (taken === undefined) return undefined;
      taker?.[1](read, taken);
      rest = rest.slice(taken.length);
    } else if (/\s/.test(char)) rest = rest.trimStart();
    else if (rest.startsWith(char)) rest = rest.slice(1);
    else return undefined;
  }
  return assemble(read, wanted);
}

function assemble(read: Read, format: string): Temporal | undefined {
  const hour = read.afternoon === undefined ? read.hour : (read.hour % 12) + (read.afternoon ? 12 : 0);
  if (hour > 23 || read.minute > 59 || read.second > 59) return undefined;
  const hasTime = /%[HhIklisSfp]/.test(format);
  const digits = format.includes('%f') ? 6 : 0;
  if (!/%[YymcdeDMbj]/.test(format))
    return { kind: 'time', micros: ((hour * 60 + read.minute) * 60 + read.second) * MICROS + read.micro, digits };
  const day =
    read.dayOfYear === undefined ? dateOf(read.year, read.month, read.day) : dateOfDay(dayNumber(read.year, 1, 1) + read.dayOfYear - 1);
  if (!isRealDate(day) && (day.month > 12 || day.day > 31 || (day.month > 0 && day.day > 0))) return undefined;
  if (!hasTime) return day;
  return { ...day, kind: 'datetime', hour, minute: read.minute, second: read.second, micro: read.micro, digits };
}
