import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { Random } from '../../core/random.js';
import type { Regex } from '../regex/regex.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { sprintf, toNumber, toText, type NumberFormat, type Value } from './value.js';

/** Functions of values alone; those that touch places, arrays or commands are in the interpreter. */
export class PureBuiltins {
  readonly #sys: Sys;
  readonly #format: () => NumberFormat;
  #seed: Value = 0;
  #random: Random;

  constructor(sys: Sys, format: () => NumberFormat) {
    this.#sys = sys;
    this.#format = format;
    this.#random = new Random('awk 0');
  }

  /** Undefined when there is no such function. */
  call(name: string, values: readonly Value[]): { readonly value: Value } | undefined {
    const table = Object.hasOwn(mathematics, name) ? mathematics[name] : undefined;
    if (table) return { value: table(toNumber(values[0]), toNumber(values[1])) };
    const text = (index: number): string => toText(values[index], this.#format());
    switch (name) {
      case 'substr':
        return { value: substring(text(0), toNumber(values[1]), values.length > 2 ? toNumber(values[2]) : Infinity) };
      case 'index':
        return { value: characters(text(0).slice(0, Math.max(0, text(0).indexOf(text(1))))) + (text(0).includes(text(1)) ? 1 : 0) };
      case 'tolower':
        return { value: text(0).toLowerCase() };
      case 'toupper':
        return { value: text(0).toUpperCase() };
      case 'sprintf':
        return { value: sprintf(text(0), values.slice(1), this.#format()) };
      case 'rand':
        return { value: this.#random.uint32() / 0x1_0000_0000 };
      case 'srand':
        return { value: this.#reseed(values) };
      case 'systime':
        return { value: Math.floor(this.#now() / 1000) };
      case 'strftime':
        return {
          value: strftime(
            values.length > 0 ? text(0) : '%c',
            values.length > 1 ? toNumber(values[1]) * 1000 : this.#now(),
            zoneOf(this.#sys),
          ),
        };
      default:
        return undefined;
    }
  }

  #now(): number {
    return this.#sys.clock.epochMsOf(this.#sys.clock.now());
  }

  #reseed(values: readonly Value[]): Value {
    const before = this.#seed;
    this.#seed = values.length > 0 ? values[0] : Math.floor(this.#now() / 1000);
    this.#random = new Random(`awk ${toText(this.#seed, this.#format())}`);
    return before;
  }
}

const mathematics: Readonly<Record<string, (a: number, b: number) => number>> = {
  sin: a => Math.sin(a),
  cos: a => Math.cos(a),
  atan2: (a, b) => Math.atan2(a, b),
  exp: a => Math.exp(a),
  log: a => Math.log(a),
  sqrt: a => Math.sqrt(a),
  int: a => Math.trunc(a),
};

/** How many characters a text has. */
export function characters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

function substring(text: string, from: number, length: number): string {
  const list = /[\ud800-\udbff]/.test(text) ? [...text] : undefined;
  // mawk and BusyBox both start at the first character when asked for an earlier one and count from there.
  const start = from < 1 && from > -1 ? 1 : Math.round(from);
  const end = length === Infinity ? Infinity : start + Math.round(length);
  if (Number.isNaN(start) || Number.isNaN(end)) return '';
  const low = Math.max(1, start) - 1;
  const high = Math.max(low, Math.min(end - 1, list?.length ?? text.length));
  return list ? list.slice(low, high).join('') : text.slice(low, high);
}

/** sub and gsub on a text: the result and how often it was replaced. `&` is what matched, `\\&` an ampersand. */
export function replaceMatches(
  text: string,
  regex: Regex,
  replacement: string,
  global: boolean,
): { readonly text: string; readonly count: number } {
  let result = '';
  let count = 0;
  let copied = 0;
  let lastEnd = -1;
  for (let at = 0; at <= text.length; ) {
    const match = regex.exec(text, at);
    if (!match) break;
    if (match.end === match.start && match.start === lastEnd) {
      at = match.end + 1;
      continue;
    }
    result += text.slice(copied, match.start) + expand(replacement, text.slice(match.start, match.end));
    copied = match.end;
    lastEnd = match.end;
    count++;
    if (!global) break;
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return { text: result + text.slice(copied), count };
}

function expand(replacement: string, matched: string): string {
  return replacement.replace(/\\\\|\\&|&/g, found => (found === '&' ? matched : found === '\\&' ? '&' : '\\'));
}

/** Bytes of a text; mawk counts those where the locale has no UTF-8. */
export function byteCount(text: string): number {
  return encodeUtf8(text).length;
}
