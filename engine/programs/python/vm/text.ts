import { overflowError, typeError, valueError } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { intOf, PySlice } from '../objects/values.js';

/** Whether each UTF-16 unit is a character of its own. */
export function isPlain(text: string): boolean {
  return !/[\ud800-\udbff][\udc00-\udfff]/.test(text);
}

let lastText = '';
let lastPoints: readonly string[] = [];

/** The characters of a text, as Python counts them. */
export function codePoints(text: string): readonly string[] {
  if (text.length > 0 && text === lastText) return lastPoints;
  const points = [...text];
  if (text.length > 32) {
    lastText = text;
    lastPoints = points;
  }
  return points;
}

export function lengthOfText(text: string): number {
  return text.length < 2 || isPlain(text) ? text.length : codePoints(text).length;
}

/** A part of a text, by characters. */
export function sliceText(text: string, from: number, to: number): string {
  return isPlain(text) ? text.slice(from, to) : codePoints(text).slice(from, to).join('');
}

export interface Bounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** How many items lie between. */
  readonly count: number;
}

/** What a slice means for something of this length. */
export function boundsOf(slice: PySlice, length: number): Bounds {
  const step = slice.step === null ? 1 : sliceIndex(slice.step);
  if (step === 0) throw valueError('slice step cannot be zero');
  const clip = (value: Value, fallback: number): number => {
    if (value === null) return fallback;
    const index = sliceIndex(value);
    const placed = index < 0 ? index + length : index;
    return step > 0 ? Math.min(Math.max(placed, 0), length) : Math.min(Math.max(placed, -1), length - 1);
  };
  const start = clip(slice.start, step > 0 ? 0 : length - 1);
  const stop = clip(slice.stop, step > 0 ? length : -1);
  return { start, stop, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
}

function sliceIndex(value: Value): number {
  const index = intOf(value);
  if (index === undefined) throw typeError('slice indices must be integers or None or have an __index__ method');
  return Number(index);
}

/** The items that a slice takes. */
export function sliceItems<T>(items: readonly T[], slice: PySlice): T[] {
  const { start, stop, step, count } = boundsOf(slice, items.length);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const taken: T[] = [];
  for (let i = 0, at = start; i < count; i++, at += step) {
    const item = items[at];
    if (item !== undefined) taken.push(item);
  }
  return taken;
}

/** A place in a sequence, counted from its end where negative; undefined where it is outside. */
export function placeOf(index: number | bigint, length: number): number | undefined {
  if (typeof index === 'bigint') throw overflowError("cannot fit 'int' into an index-sized integer");
  const place = index < 0 ? index + length : index;
  return place >= 0 && place < length ? place : undefined;
}
