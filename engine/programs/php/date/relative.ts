import { dayNumber, daysInMonth, fieldsAt, fieldsOf, localSeconds, type Fields, type Moment } from './moment.js';
import { toUtc, type Zone } from './zones.js';

/** How much is added: months of their own lengths first, then days, then hours as they pass. */
export interface Shift {
  y: number;
  m: number;
  d: number;
  h: number;
  i: number;
  s: number;
  micros: number;
  /** Working days. */
  weekdays: number;
}

export const noShift: Readonly<Shift> = { y: 0, m: 0, d: 0, h: 0, i: 0, s: 0, micros: 0, weekdays: 0 };

/** A day of the week to go to. */
export interface WeekdayWish {
  readonly day: number;
  /** 0: today does not count; 1: it does; 2: the one of this week. */
  readonly behaviour: 0 | 1 | 2;
}

/** What words ask for besides a date and a time. */
export interface Wishes {
  readonly shift: Readonly<Shift>;
  readonly weekday?: WeekdayWish | undefined;
  readonly dayOfMonth?: 'first' | 'last' | undefined;
  /** `first monday of`: which, and which day of the week. */
  readonly nthWeekday?: { readonly nth: number; readonly day: number } | undefined;
}

/** The moment that a date and time on a zone's clocks mean when all wishes are added. */
export function resolve(fields: Fields, micros: number, zone: Zone, wishes: Wishes): Moment {
  const { shift } = wishes;
  const start = wishes.weekday ? toWeekday(fields, wishes.weekday, shift.d) : fields;
  let [y, m] = [start.y + shift.y, start.m + shift.m];
  let { d } = start;
  if (wishes.dayOfMonth || wishes.nthWeekday) {
    y += Math.floor((m - 1) / 12);
    m = ((((m - 1) % 12) + 12) % 12) + 1;
  }
  if (wishes.dayOfMonth) d = wishes.dayOfMonth === 'first' ? 1 : daysInMonth(y, m);
  if (wishes.nthWeekday) d = nthDay(y, m, wishes.nthWeekday);
  const days = withWeekdays(dayNumber(y, m, d) + shift.d, shift.weekdays);
  const local = days * 86_400 + start.h * 3600 + start.i * 60 + start.s;
  const total = micros + shift.micros;
  const carry = Math.floor(total / 1_000_000);
  const seconds = toUtc(zone, local) + shift.h * 3600 + shift.i * 60 + shift.s + carry;
  return { seconds, micros: total - carry * 1_000_000, zone };
}

function toWeekday(fields: Fields, { day, behaviour }: WeekdayWish, shiftDays: number): Fields {
  const { weekday: today } = fieldsAt(localSeconds({ ...fields, h: 0, i: 0, s: 0 }));
  if (behaviour === 2) {
    const wanted = today === 0 && day !== 0 ? day - 7 : day === 0 && today !== 0 ? 7 : day;
    return { ...fields, d: fields.d - today + wanted };
  }
  let difference = day - today;
  if ((shiftDays < 0 && difference < 0) || (shiftDays >= 0 && difference <= -behaviour)) difference += 7;
  return { ...fields, d: fields.d + difference };
}

function nthDay(y: number, m: number, { nth, day }: { readonly nth: number; readonly day: number }): number {
  const { weekday: first } = fieldsAt(dayNumber(y, m, 1) * 86_400);
  if (nth > 0) return 1 + ((day - first + 7) % 7) + (nth - 1) * 7;
  const length = daysInMonth(y, m);
  const last = (first + length - 1) % 7;
  return length - ((last - day + 7) % 7);
}

function withWeekdays(days: number, count: number): number {
  let at = days;
  const step = Math.sign(count);
  for (let left = Math.min(Math.abs(count), 100_000); left > 0; ) {
    at += step;
    const { weekday } = fieldsAt(at * 86_400);
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return at;
}

/** A moment with something added. */
export function shifted(moment: Moment, shift: Readonly<Shift>): Moment {
  return resolve(fieldsOf(moment), moment.micros, moment.zone, { shift });
}
