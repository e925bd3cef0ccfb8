import type { DateMistake } from './parse.js';
import { dayNumber, fieldsAt } from './moment.js';
import { noShift, type Shift, type WeekdayWish, type Wishes } from './relative.js';
import { findZone, type Zone } from './zones.js';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const weekdays = 'sun mon tue wed thu fri sat'.split(' ');
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])';
const WEEKDAY = '(sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?)(?![a-z])';
const UNIT =
  '(msecs?|milliseconds?|ms|usecs?|microseconds?|µs|secs?|seconds?|mins?|minutes?|hours?|days?|weekdays?|fortnights?|forthnights?|weeks?|months?|years?)(?![a-z])';
const WORD = `(${ordinals.join('|')}|next|last|previous|this)`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const FRACTION = '(?:[.,:](\\d+))?';

type Reader = (words: DateWords, found: readonly (string | undefined)[]) => void;

/** What may stand in a date, in the order in which it is looked for. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [
    /(\d{1,2})\/([a-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)/y,
    (w, [, d, m = '', y, h, i, s]) => {
      w.setDate(Number(y), monthOf(m), Number(d));
      w.setTime(Number(h), Number(i), Number(s), undefined);
    },
  ],
  [new RegExp(`([3-9]\\d)-${MONTH}-(\\d{2})(?!\\d)`, 'y'), (w, [, y = '', m = '', d]) => w.setDate(yearOf(y), monthOf(m), Number(d))],
  [new RegExp(`${MONTH}-(\\d{2})-(\\d{2}|\\d{4})(?!\\d)`, 'y'), (w, [, m = '', d, y = '']) => w.setDate(yearOf(y), monthOf(m), Number(d))],
  [/(\d{4})\.?(\d{3})(?!\d)/y, (w, [, y, day]) => w.setDate(Number(y), 1, Number(day))],
  [/@(-?\d+)(?:\.(\d{1,6}))?/y, (w, [, seconds = '0', fraction = '']) => w.setStamp(Number(seconds), microsOf(fraction))],
  [/(\d{4})-?w(\d{2})(?:-?([0-7]))?(?!\d)/y, (w, [, y, week, day = '1']) => w.setWeek(Number(y), Number(week), Number(day))],
  [/([+-]?\d{4})-(0?[1-9]|1[0-2])-([0-2]?\d|3[01])(?!\d)t?/y, (w, [, y, m, d]) => w.setDate(Number(y), Number(m), Number(d))],
  [/(\d{4})\/(0?[1-9]|1[0-2])\/([0-2]?\d|3[01])(?!\d)/y, (w, [, y, m, d]) => w.setDate(Number(y), Number(m), Number(d))],
  [/(0?[1-9]|1[0-2])\/([0-2]?\d|3[01])\/(\d{4}|\d{2})(?!\d)/y, (w, [, m, d, y = '']) => w.setDate(yearOf(y), Number(m), Number(d))],
  [/([0-2]?\d|3[01])[.\t-](0?[1-9]|1[0-2])[.-](\d{4})(?!\d)/y, (w, [, d, m, y]) => w.setDate(Number(y), Number(m), Number(d))],
  [/([0-2]?\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{2})(?![\d:.])/y, (w, [, d, m, y = '']) => w.setDate(yearOf(y), Number(m), Number(d))],
  [/(\d{2})-(0[1-9]|1[0-2])-([0-2]\d|3[01])(?!\d)/y, (w, [, y = '', m, d]) => w.setDate(yearOf(y), Number(m), Number(d))],
  [
    /(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:t?([01]\d|2[0-4])([0-5]\d)([0-5]\d))?(?!\d)t?/y,
    (w, [, y, m, d, h, i, s]) => w.setCompact([y, m, d], [h, i, s]),
  ],
  [/(\d{4})-(0?[1-9]|1[0-2])(?![\d-])/y, (w, [, y, m]) => w.setDate(Number(y), Number(m), 1)],
  [/(0?[1-9]|1[0-2])\/([0-2]?\d|3[01])(?![\d/])/y, (w, [, m, d]) => w.setDate(undefined, Number(m), Number(d))],
  [
    new RegExp(`t?([01]?\\d|2[0-4])[:.]?([0-5]\\d)?(?:[:.]?([0-5]\\d|60))?${FRACTION}[ \\t]*([ap])\\.?m\\.?(?![a-z])`, 'y'),
    (w, [, h, i, s, f, half]) => w.setTime(twelve(Number(h), half), Number(i ?? 0), Number(s ?? 0), f),
  ],
  [
    new RegExp(`t?([01]?\\d|2[0-4]):([0-5]\\d)(?::([0-5]\\d|60)${FRACTION})?`, 'y'),
    (w, [, h, i, s, f]) => w.setTime(Number(h), Number(i), Number(s ?? 0), f),
  ],
  [
    new RegExp(`${DAY}[ \\t.-]*${MONTH}(?:[ \\t.,-]+(\\d{4}|\\d{2})(?![\\d:]))?`, 'y'),
    (w, [, d, m = '', y]) => w.setDate(y === undefined ? undefined : yearOf(y), monthOf(m), Number(d)),
  ],
  [new RegExp(`${MONTH}[ \\t.-]*(\\d{4})(?![\\d:])`, 'y'), (w, [, m = '', y]) => w.setDate(Number(y), monthOf(m), 1)],
  [
    new RegExp(`${MONTH}[ \\t.-]*${DAY}(?![\\d:])(?:[ \\t.,]+(\\d{4})(?![\\d:]))?`, 'y'),
    (w, [, m = '', d, y]) => w.setDate(y === undefined ? undefined : Number(y), monthOf(m), Number(d)),
  ],
  [new RegExp(`(\\d{4})[ \\t.-]*${MONTH}[ \\t.-]*${DAY}?`, 'y'), (w, [, y, m = '', d]) => w.setDate(Number(y), monthOf(m), Number(d ?? 1))],
  [new RegExp(`(first|last) day of(?![a-z])`, 'y'), (w, [, which]) => w.setDayOfMonth(which === 'first' ? 'first' : 'last')],
  [new RegExp(`${WORD}[ \\t]+${WEEKDAY}[ \\t]+of(?![a-z])`, 'y'), (w, [, nth = '', day = '']) => w.setNth(countOf(nth), weekdayOf(day))],
  [new RegExp(`${WORD}[ \\t]+weeks?(?![a-z])`, 'y'), (w, [, word = '']) => w.addWeek(countOf(word))],
  [new RegExp(`${WORD}[ \\t]+${UNIT}`, 'y'), (w, [, word = '', unit = '']) => w.add(countOf(word), unit)],
  [
    new RegExp(`${WORD}[ \\t]+${WEEKDAY}`, 'y'),
    (w, [, word = '', day = '']) => w.addWeekday(countOf(word), weekdayOf(day), word === 'this' ? 1 : 0),
  ],
  [
    new RegExp(`([+-]*)[ \\t]*(\\d+)[ \\t]*${UNIT}`, 'y'),
    (w, [, signs = '', count, unit = '']) => w.add(signed(signs, Number(count)), unit),
  ],
  [
    new RegExp(`([+-]*)[ \\t]*(\\d+)[ \\t]*${WEEKDAY}`, 'y'),
    (w, [, signs = '', count, day = '']) => w.addWeekday(signed(signs, Number(count)), weekdayOf(day), 1),
  ],
  [/ago(?![a-z])/y, w => w.turnBack()],
  [/(?:now)(?![a-z])/y, () => undefined],
  [/(?:today|midnight)(?![a-z])/y, w => w.dropTime()],
  [/noon(?![a-z])/y, w => w.setTime(12, 0, 0, undefined)],
  [/tomorrow(?![a-z])/y, w => w.addDay(1)],
  [/yesterday(?![a-z])/y, w => w.addDay(-1)],
  [new RegExp(WEEKDAY, 'y'), (w, [, day = '']) => w.setWeekday(weekdayOf(day))],
  [new RegExp(MONTH, 'y'), (w, [, m = '']) => w.setDate(undefined, monthOf(m), undefined)],
  [/(\d{4})(?!\d)/y, (w, [, digits = '']) => w.setDigits(digits)],
  [
    /(?:gmt|utc)?([+-]\d{1,2}:?\d{0,2}(?::\d\d)?)|\(?([a-z]+(?:[/_-][a-z_+-]+\d*)*)\)?/y,
    (w, [, offset, name]) => w.setZone(offset ?? name ?? ''),
  ],
];

function microsOf(fraction: string): number {
  return Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function twelve(hour: number, half: string | undefined): number {
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3)) + 1;
}

function weekdayOf(name: string): number {
  return weekdays.indexOf(name.slice(0, 3));
}

function countOf(word: string): number {
  if (word === 'this') return 0;
  if (word === 'next') return 1;
  return word === 'last' || word === 'previous' ? -1 : ordinals.indexOf(word) + 1;
}

function signed(signs: string, count: number): number {
  return (signs.split('-').length - 1) % 2 === 1 ? 0 - count : count;
}

/** Whole days of hours in words are days of the calendar, however long those are. */
function inDays(shift: Shift): Shift {
  const i = shift.i + Math.trunc(shift.s / 60);
  const h = shift.h + Math.trunc(i / 60);
  return { ...shift, d: shift.d + Math.trunc(h / 24), h: h % 24, i: i % 60, s: shift.s % 60 };
}

/** Reads a date in words, piece by piece. */
export class DateWords {
  readonly #text: string;

  #at = 0;
  #mistake: DateMistake | undefined;
  date: { readonly y: number | undefined; readonly m: number | undefined; readonly d: number | undefined } | undefined;
  time: { readonly h: number; readonly i: number; readonly s: number; readonly micros: number } | undefined;
  stamp: { readonly seconds: number; readonly micros: number } | undefined;
  zone: Zone | undefined;
  resetsTime = false;
  /** A year alone leaves the time as it is. */
  keepsTime = false;
  #shift: Shift = { ...noShift };
  #weekday: WeekdayWish | undefined;
  #dayOfMonth: 'first' | 'last' | undefined;
  #nthWeekday: { readonly nth: number; readonly day: number } | undefined;

  constructor(text: string) {
    this.#text = text.toLowerCase();
  }

  get wishes(): Wishes {
    return { shift: inDays(this.#shift), weekday: this.#weekday, dayOfMonth: this.#dayOfMonth, nthWeekday: this.#nthWeekday };
  }

  read(): DateMistake | undefined {
    for (;;) {
      const blank = /[\s,]*/y;
      blank.lastIndex = this.#at;
      this.#at += blank.exec(this.#text)?.[0].length ?? 0;
      if (this.#at >= this.#text.length || this.#mistake) return this.#mistake;
      if (!this.#next()) this.#fail('Unexpected character');
    }
  }

  #next(): boolean {
    for (const [pattern, read] of readers) {
      pattern.lastIndex = this.#at;
      const found = pattern.exec(this.#text);
      if (!found || found[0] === '') continue;
      const start = this.#at;
      read(this, found);
      if (!this.#mistake) this.#at = start + found[0].length;
      return true;
    }
    return false;
  }

  #fail(message: string): void {
    this.#mistake ??= { position: this.#at, message };
  }

  setStamp(seconds: number, micros: number): void {
    this.stamp = { seconds, micros };
    this.zone = findZone('+00:00');
  }

  setDate(y: number | undefined, m: number | undefined, d: number | undefined): void {
    if (this.date) this.#fail('Double date specification');
    this.date = { y, m, d };
  }

  setWeek(y: number, week: number, day: number): void {
    const january4 = dayNumber(y, 1, 4);
    const monday = january4 - ((((january4 + 3) % 7) + 7) % 7);
    const { y: year, m, d } = fieldsAt((monday + (week - 1) * 7 + day - 1) * 86_400);
    this.setDate(year, m, d);
  }

  setCompact([y, m, d]: readonly (string | undefined)[], [h, i, s]: readonly (string | undefined)[]): void {
    this.setDate(Number(y), Number(m), Number(d));
    if (h !== undefined) this.setTime(Number(h), Number(i), Number(s), undefined);
  }

  setTime(h: number, i: number, s: number, fraction: string | undefined): void {
    if (this.time) this.#fail('Double time specification');
    this.time = { h, i, s, micros: fraction === undefined ? 0 : microsOf(fraction) };
  }

  /** Four digits are a time when they can be one, else a year. */
  setDigits(digits: string): void {
    const [h, i] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
    if (!this.time && !this.date && h < 24 && i < 60) this.setTime(h, i, 0, undefined);
    else if (this.date && this.date.y === undefined) this.date = { ...this.date, y: Number(digits) };
    else {
      this.setDate(Number(digits), undefined, undefined);
      this.keepsTime = true;
    }
  }

  setZone(name: string): void {
    const found = findZone(name);
    if (!found) this.#fail('The timezone could not be found in the database');
    else if (this.zone) this.#fail('Double timezone specification');
    this.zone ??= found;
  }

  dropTime(): void {
    this.resetsTime = true;
    this.time = undefined;
  }

  addDay(count: number): void {
    this.dropTime();
    this.#shift.d += count;
  }

  setWeekday(day: number): void {
    if (!this.time) this.resetsTime = true;
    this.#weekday = { day, behaviour: this.#weekday?.behaviour === 2 ? 2 : 1 };
  }

  addWeekday(count: number, day: number, behaviour: 0 | 1): void {
    if (!this.time) this.resetsTime = true;
    this.#shift.d += (count > 0 ? count - 1 : count) * 7;
    this.#weekday = { day, behaviour };
  }

  /** `monday next week` counts from this week's; without a day of the week it is Monday. */
  addWeek(count: number): void {
    this.#shift.d += count * 7;
    if (this.#weekday) this.#weekday = { ...this.#weekday, behaviour: 2 };
    else this.#weekday = { day: 1, behaviour: 2 };
  }

  setDayOfMonth(which: 'first' | 'last'): void {
    this.#dayOfMonth = which;
  }

  setNth(nth: number, day: number): void {
    if (!this.time) this.resetsTime = true;
    this.#nthWeekday = { nth, day };
  }

  add(count: number, unit: string): void {
    const shift = this.#shift;
    if (/^weekday/.test(unit)) shift.weekdays += count;
    else if (unit.startsWith('week')) shift.d += count * 7;
    else if (unit.startsWith('fort')) shift.d += count * 14;
    else if (unit.startsWith('day')) shift.d += count;
    else if (unit.startsWith('month')) shift.m += count;
    else if (unit.startsWith('year')) shift.y += count;
    else if (unit.startsWith('hour')) shift.h += count;
    else if (unit.startsWith('min')) shift.i += count;
    else if (unit.startsWith('sec')) shift.s += count;
    else shift.micros += unit === 'ms' || /^(?:msec|milli)/.test(unit) ? count * 1000 : count;
  }

  turnBack(): void {
    const { y, m, d, h, i, s, micros, weekdays: working } = this.#shift;
    this.#shift = { y: -y, m: -m, d: -d, h: -h, i: -i, s: -s, micros: -micros, weekdays: -working };
  }
}
