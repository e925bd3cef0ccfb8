import { byOrdering, type Ordering } from './sort-values.js';

/** Which part of a line a key takes and how it is compared. */
export interface SortKey {
  readonly startField: number;
  readonly startCharacter: number;
  /** Undefined: to the end of the line. */
  readonly endField: number | undefined;
  /** 0: to the end of the field. */
  readonly endCharacter: number;
  readonly skipsStart: boolean;
  readonly skipsEnd: boolean;
  /** Letters of the ordering, without `b`. */
  readonly flags: string;
}

/** What is wrong about a key, and where (the words are GNU's). */
export interface KeyMistake {
  readonly message: string;
  /** The text at which a number was looked for, where that is what is wrong. */
  readonly at?: string;
}

/** Reads `2,3nr` or `1.2,1.5b`. */
export function parseSortKey(text: string): SortKey | KeyMistake {
  const start = readPosition(text, 'field start');
  if ('message' in start) return start;
  if (start.field === 0) return { message: 'field number is zero' };
  if (start.character === 0) return { message: 'character offset is zero' };
  const whole = { startField: start.field, startCharacter: start.character ?? 1, skipsStart: start.flags.includes('b') };
  if (start.rest === '') return { ...whole, endField: undefined, endCharacter: 0, skipsEnd: false, flags: start.flags.replaceAll('b', '') };
  if (!start.rest.startsWith(',')) return { message: 'stray character in field spec' };
  const end = readPosition(start.rest.slice(1), "after ','");
  if ('message' in end) return end;
  if (end.field === 0) return { message: 'field number is zero' };
  if (end.rest !== '') return { message: 'stray character in field spec' };
  return {
    ...whole,
    endField: end.field,
    endCharacter: end.character ?? 0,
    skipsEnd: end.flags.includes('b'),
    flags: (start.flags + end.flags).replaceAll('b', ''),
  };
}

interface Position {
  readonly field: number;
  readonly character: number | undefined;
  readonly flags: string;
  readonly rest: string;
}

function readPosition(text: string, where: string): Position | KeyMistake {
  const [field] = /^\d+/.exec(text) ?? [];
  if (field === undefined)
    return { message: where === 'field start' ? 'invalid number at field start' : `invalid number ${where}`, at: text };
  let rest = text.slice(field.length);
  let character: number | undefined;
  if (rest.startsWith('.')) {
    const [digits] = /^\d+/.exec(rest.slice(1)) ?? [];
    if (digits === undefined) return { message: "invalid number after '.'", at: rest.slice(1) };
    character = Number(digits);
    rest = rest.slice(1 + digits.length);
  }
  const [flags = ''] = /^[bdfgiMhnRrV]*/.exec(rest) ?? [];
  return { field: Number(field), character, flags, rest: rest.slice(flags.length) };
}

/** A line and what its keys have there, looked for once for all comparisons. */
export interface Keyed {
  readonly line: string;
  readonly values: readonly unknown[];
}

export interface KeyOrder {
  keyed(line: string): Keyed;
  /** 0 when two lines are equal in all keys. */
  compare(a: Keyed, b: Keyed): number;
}

export function keyOrder(keys: readonly SortKey[], separator: string | undefined, hash: (text: string) => string): KeyOrder {
  const orderings: readonly Ordering[] = keys.map(({ flags }) => byOrdering(flags, hash));
  const signs = keys.map(({ flags }) => (flags.includes('r') ? -1 : 1));
  return {
    keyed: line => ({ line, values: keys.map((key, i) => orderings[i]?.valueOf(partOf(line, key, separator))) }),
    compare(a, b) {
      for (let i = 0; i < orderings.length; i++) {
        const order = orderings[i]?.compare(a.values[i], b.values[i]) ?? 0;
        if (order !== 0) return order * (signs[i] ?? 1);
      }
      return 0;
    },
  };
}

function partOf(line: string, key: SortKey, separator: string | undefined): string {
  const from = startOf(line, key.startField - 1, separator);
  const start = Math.min(line.length, (key.skipsStart ? skipBlanks(line, from) : from) + key.startCharacter - 1);
  return key.endField === undefined ? line.slice(start) : line.slice(start, Math.max(start, endOf(line, key, key.endField, separator)));
}

/** Where a field begins; without a separator the blanks before a field belong to it. */
function startOf(line: string, fields: number, separator: string | undefined): number {
  let at = 0;
  for (let left = fields; left > 0 && at < line.length; left--) {
    if (separator === undefined) at = skipWord(line, skipBlanks(line, at));
    else {
      const end = line.indexOf(separator, at);
      at = end < 0 ? line.length : end + separator.length;
    }
  }
  return at;
}

function endOf(line: string, key: SortKey, field: number, separator: string | undefined): number {
  if (key.endCharacter > 0) {
    const from = startOf(line, field - 1, separator);
    return Math.min(line.length, (key.skipsEnd ? skipBlanks(line, from) : from) + key.endCharacter);
  }
  if (separator === undefined) return startOf(line, field, undefined);
  const end = line.indexOf(separator, startOf(line, field - 1, separator));
  return end < 0 ? line.length : end;
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t' || line[at] === '\n') at++;
  return at;
}

function skipWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && line[at] !== ' ' && line[at] !== '\t' && line[at] !== '\n') at++;
  return at;
}
