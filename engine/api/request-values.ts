import { DaemonError, badFilters, failed, invalid } from '../daemon/errors.js';
import type { Daemon } from '../daemon/daemon.js';
import { isObject } from '../daemon/json.js';
import type { Filters } from '../daemon/images/filters.js';
import { parseUnixTime } from '../daemon/timestamps.js';
import type { Query } from './route.js';

/** The `filters` parameter: `{"label":["a=b"]}`, or the older `{"label":{"a=b":true}}`. */
export function filtersOf(query: Query): Filters {
  const text = query.text('filters');
  if (text === undefined || text === '') return new Map();
  const value = parseJson(text);
  if (value === null) return new Map();
  if (!isObject(value)) throw badFilters();
  const isOlder = Object.values(value).every(values => values === null || isFlags(values));
  return new Map(Object.entries(value).map(([name, values]) => [name, valuesOf(values, isOlder)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badFilters();
  }
}

function isFlags(values: unknown): values is Readonly<Record<string, boolean>> {
  return isObject(values) && Object.values(values).every(value => typeof value === 'boolean');
}

/** All filters have the same form; of the older one Go keeps the names, whatever they are set to. */
function valuesOf(values: unknown, isOlder: boolean): readonly string[] {
  if (values === null) return [];
  if (isOlder && isFlags(values)) return Object.keys(values);
  if (Array.isArray(values) && values.every(value => typeof value === 'string')) return values;
  throw badFilters();
}

/** A container that the request does not name. */
export function nameless(): DaemonError {
  return invalid('invalid name or ID supplied: ""');
}

/** A whole number, or Go's complaint about it. */
export function integerOf(query: Query, name: string): number | undefined {
  const text = query.text(name);
  if (text === undefined || text === '') return undefined;
  const problem = integerProblem(text);
  if (problem !== undefined) throw failed(`strconv.Atoi: parsing ${JSON.stringify(text)}: ${problem}`);
  return Number(text);
}

/** What Go says about a text that is no whole number, or too large for it. */
export function integerProblem(text: string, bits = 64): 'invalid syntax' | 'value out of range' | undefined {
  if (!/^[+-]?\d+$/.test(text)) return 'invalid syntax';
  return Math.abs(Number(text)) < 2 ** (bits - 1) ? undefined : 'value out of range';
}

/** A moment given in seconds since 1970, with a fraction. */
export function momentOf(daemon: Daemon, query: Query, name: string): number | undefined {
  const text = query.text(name);
  if (text === undefined || text === '' || text === '0') return undefined;
  const [seconds = '', ...fraction] = text.split('.');
  for (const part of [seconds, ...(fraction.length > 0 ? [fraction.join('.')] : [])]) {
    const problem = integerProblem(part);
    if (problem !== undefined) throw failed(`strconv.ParseInt: parsing ${JSON.stringify(part)}: ${problem}`);
  }
  const moment = parseUnixTime(daemon.clock, text);
  if (moment === undefined) throw failed(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return moment;
}

/** The size of a terminal, from `h` and `w`. */
export function sizeOf(query: Query): { readonly rows: number; readonly columns: number } {
  return { rows: dimension(query, 'h', 'height'), columns: dimension(query, 'w', 'width') };
}

function dimension(query: Query, name: string, word: string): number {
  const text = query.text(name) ?? '';
  const problem = text.startsWith('-') ? 'value out of range' : integerProblem(text, 33);
  if (problem !== undefined && /^-?\d*$/.test(text) && text !== '')
    throw invalid(`invalid resize ${word} ${JSON.stringify(text)}: value out of range`);
  if (problem !== undefined) throw invalid(`invalid resize ${word} ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** A parameter that must be there. */
export function requiredText(query: Query, name: string): string {
  const text = query.text(name);
  if (text === undefined || text === '') throw invalid(`bad parameter: ${name}cannot be empty`);
  return text;
}
