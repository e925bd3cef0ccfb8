import { DateWords } from './words.js';
import { fieldsOf, type Moment } from './moment.js';
import { resolve } from './relative.js';

/** Where a text is not understood, and why. */
export interface DateMistake {
  readonly position: number;
  readonly message: string;
}

/** What a date in words means, as seen from a moment and its zone. A date without a time is midnight, unless the time is kept. */
export function parseDate(text: string, now: Moment, keepTime = false): Moment | DateMistake {
  const words = new DateWords(text);
  const mistake = words.read();
  if (mistake) return mistake;
  const zone = words.zone ?? now.zone;
  if (words.stamp) return resolve(fieldsOf({ ...words.stamp, zone }), words.stamp.micros, zone, words.wishes);
  const base = fieldsOf({ seconds: now.seconds, zone });
  const { date, time } = words;
  const keepsTime = (keepTime || words.keepsTime || date === undefined) && !words.resetsTime;
  const clock = time ?? (keepsTime ? { h: base.h, i: base.i, s: base.s, micros: now.micros } : { h: 0, i: 0, s: 0, micros: 0 });
  const fields = { y: date?.y ?? base.y, m: date?.m ?? base.m, d: date?.d ?? base.d, h: clock.h, i: clock.i, s: clock.s };
  return resolve(fields, clock.micros, zone, words.wishes);
}
