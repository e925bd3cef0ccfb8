import { compareBytes, compareVersions } from './compare.js';

/** Which part of a line a key takes and how it is compared. */
export interface SortKey {
  readonly startField: number;
  readonly startCharacter: number;
  /** Undefined: to the end of the line. */
  readonly endField: number | undefined;
  /** 0: to the end of the field. */
  readonly endCharacter: number;
  readonly flags: string;
}

/** Reads `2,3nr` or `1.2,1.5b`; undefined when it is none. */
export function parseSortKey(text: string): SortKey | undefined {
  const found = /^(\d+)(?:\.(\d+))?([bdfgiMhnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfgiMhnRrV]*))?$/.exec(text);
  if (!found) return undefined;
  const [, startField = '', startCharacter = '1', flags = '', endField, endCharacter = '0', endFlags = ''] = found;
  return {
    startField: Number(startField),
    startCharacter: Number(startCharacter),
    endField: endField === undefined ? undefined : Number(endField),
    endCharacter: Number(endCharacter),
    flags: flags + endFlags,
  };
}

/** Orders lines by keys; 0 when they are equal in all of them. */
export function lineComparer(keys: readonly SortKey[], separator: string | undefined): (a: string, b: string) => number {
  const compares = keys.map(key => ({ key, compare: textComparer(key.flags), sign: key.flags.includes('r') ? -1 : 1 }));
  return (a, b) => {
    for (const { key, compare, sign } of compares) {
      const order = compare(partOf(a, key, separator), partOf(b, key, separator));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

function partOf(line: string, key: SortKey, separator: string | undefined): string {
  if (key.startField === 1 && key.startCharacter === 1 && key.endField === undefined) return line;
  const fields = fieldSpans(line, separator);
  const blanks = key.flags.includes('b');
  const first = fields[key.startField - 1];
  if (!first) return '';
  const start = Math.min(line.length, (blanks ? skipBlanks(line, first.start) : first.start) + key.startCharacter - 1);
  if (key.endField === undefined) return line.slice(start);
  const last = fields[key.endField - 1];
  if (!last) return line.slice(start);
  const end =
    key.endCharacter === 0 ? last.end : Math.min(line.length, (blanks ? skipBlanks(line, last.start) : last.start) + key.endCharacter);
  return line.slice(start, Math.max(start, end));
}

/** Without a separator the blanks before a field belong to it. */
function fieldSpans(line: string, separator: string | undefined): { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  if (separator !== undefined) {
    for (let start = 0; ; ) {
      const end = line.indexOf(separator, start);
      spans.push({ start, end: end < 0 ? line.length : end });
      if (end < 0) return spans;
      start = end + 1;
    }
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]*/g)) {
    if (match[0] !== '') spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}

const monthNames = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC';

function textComparer(flags: string): (a: string, b: string) => number {
  if (flags.includes('n')) return (a, b) => compareDecimals(a, b);
  if (flags.includes('g'))
    return (a, b) =>
      generalValue(a) - generalValue(b) || Number(Number.isNaN(generalValue(b))) - Number(Number.isNaN(generalValue(a))) || 0;
  if (flags.includes('h')) return (a, b) => humanRank(a) - humanRank(b) || compareDecimals(a, b);
  if (flags.includes('M')) return (a, b) => monthRank(a) - monthRank(b);
  if (flags.includes('V')) return compareVersions;
  const prepare = (text: string): string => {
    let result = flags.includes('b') ? text.trimStart() : text;
    if (flags.includes('d')) result = result.replace(/[^A-Za-z0-9 \t]/g, '');
    if (flags.includes('i')) result = result.replace(/[^ -~]/g, '');
    return flags.includes('f') ? result.replace(/[a-z]+/g, letters => letters.toUpperCase()) : result;
  };
  return (a, b) => compareBytes(prepare(a), prepare(b));
}

function compareDecimals(a: string, b: string): number {
  return decimalValue(a) - decimalValue(b);
}

function decimalValue(text: string): number {
  const found = /^\s*(-?)(\d*\.?\d*)/.exec(text);
  const value = Number(found?.[2] === '.' ? 0 : (found?.[2] ?? 0)) || 0;
  return found?.[1] === '-' ? -value : value;
}

function generalValue(text: string): number {
  const found = /^\s*[-+]?(?:0x[\da-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?)/i.exec(text);
  return found ? Number(found[0].trim().replace(/inf(inity)?/i, 'Infinity')) : -Number.MAX_VALUE;
}

function humanRank(text: string): number {
  const [, sign, digits = '', unit = ''] = /^\s*(-?)(\d*\.?\d*)([KkMGTPEZY]?)/.exec(text) ?? [];
  const rank = Number(digits) === 0 ? 0 : 'KMGTPEZY'.indexOf(unit.toUpperCase()) + 1;
  return sign === '-' ? -rank : unit === '' ? 0 : rank;
}

function monthRank(text: string): number {
  const at = monthNames.indexOf(text.trim().slice(0, 3).toUpperCase());
  return at < 0 || at % 3 !== 0 || text.trim().length < 3 ? 0 : at / 3 + 1;
}
