import { dayNumber, daysInMonth, fieldsOf, type Fields, type Moment } from './moment.js';
import { noShift, type Shift } from './relative.js';

/** How far apart two moments are. */
export interface Interval extends Shift {
  invert: boolean;
  /** Days in all; undefined for one that was not measured. */
  days: number | undefined;
}

/** From one moment to another, in years, months, days and so on. */
export function difference(from: Moment, to: Moment): Interval {
  const invert = to.seconds < from.seconds || (to.seconds === from.seconds && to.micros < from.micros);
  const [early, late] = invert ? [to, from] : [from, to];
  const sameZone = early.zone.name === late.zone.name;
  const start = fieldsOf(early);
  const end = fieldsOf(sameZone ? late : { seconds: late.seconds, zone: early.zone });
  const parts = [
    end.y - start.y,
    end.m - start.m,
    end.d - start.d,
    end.h - start.h,
    end.i - start.i,
    end.s - start.s,
    late.micros - early.micros,
  ];
  borrow(parts, start, end, invert);
  const [y = 0, m = 0, d = 0, h = 0, i = 0, s = 0, micros = 0] = parts;
  const wholeDays = dayNumber(end.y, end.m, end.d) - dayNumber(start.y, start.m, start.d);
  const isEarlier = (end.h - start.h) * 3600 + (end.i - start.i) * 60 + end.s - start.s + (late.micros - early.micros) / 1e6 < 0;
  return { y, m, d, h, i, s, micros, weekdays: 0, invert, days: wholeDays - (isEarlier ? 1 : 0) };
}

const sizes = [Infinity, 12, 0, 24, 60, 60, 1_000_000];

/** Makes all parts positive by taking from the larger ones: months from the last backwards, or from the first on when the order was turned. */
function borrow(parts: number[], start: Fields, end: Fields, invert: boolean): void {
  let taken = 0;
  for (let k = parts.length - 1; k > 0; k--) {
    while ((parts[k] ?? 0) < 0) {
      if (k === 2 && !invert) taken++;
      const size = k === 2 ? (invert ? daysInMonth(start.y, start.m + taken++) : daysInMonth(end.y, end.m - taken)) : (sizes[k] ?? 0);
      parts[k] = (parts[k] ?? 0) + size;
      parts[k - 1] = (parts[k - 1] ?? 0) - 1;
    }
  }
}

const pattern = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** `P1Y2M3DT4H5M6S`; undefined when it is something else. */
export function parseInterval(text: string): Shift | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const [y = 0, m = 0, w = 0, d = 0, h = 0, i = 0, s = 0] = found.slice(1).map((each: string | undefined) => Number(each ?? 0));
  return { ...noShift, y, m, d: d + w * 7, h, i, s };
}

/** An interval as `DateInterval::format` writes it. */
export function formatInterval(format: string, { y, m, d, h, i, s, micros, invert, days }: Interval): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const letters: Readonly<Record<string, string>> = {
    Y: String(y).padStart(4, '0'),
    y: String(y),
    M: two(m),
    m: String(m),
    D: two(d),
    d: String(d),
    H: two(h),
    h: String(h),
    I: two(i),
    i: String(i),
    S: two(s),
    s: String(s),
    F: String(micros).padStart(6, '0'),
    f: String(micros),
    R: invert ? '-' : '+',
    r: invert ? '-' : '',
    a: days === undefined ? '(unknown)' : String(days),
    '%': '%',
  };
  return format.replaceAll(/%([^])/g, (whole, letter: string) => (Object.hasOwn(letters, letter) ? (letters[letter] ?? whole) : whole));
}
