/** What jq computes with. Objects are maps, so that no key means anything to JavaScript. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

/** An error that `try` catches; its value need not be a text. */
export class JqError extends Error {
  override readonly name = 'JqError';
  readonly value: Json;

  constructor(value: Json) {
    super(typeof value === 'string' ? value : 'jq error');
    this.value = value;
  }
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function typeOf(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'number' : 'string';
}

export function isTrue(value: Json): boolean {
  return value !== null && value !== false;
}

/** null < false < true < numbers < texts < arrays < objects. */
export function compare(a: Json, b: Json): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a === b ? 0 : Number.isNaN(a) ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  return isObject(a) && isObject(b) ? compareObjects(a, b) : 0;
}

/** By code points. */
export function compareTexts(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return a.length - b.length;
  return orderOf(a.charCodeAt(at)) - orderOf(b.charCodeAt(at));
}

/** Surrogates stand for the highest code points. */
function orderOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

export function sortedKeys(object: JsonObject): string[] {
  return [...object.keys()].sort(compareTexts);
}

function rank(value: Json): number {
  if (value === null) return 0;
  if (value === false) return 1;
  if (value === true) return 2;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  return isArray(value) ? 5 : 6;
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const order = compare(a[at] ?? null, b[at] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: JsonObject, b: JsonObject): number {
  const keys = sortedKeys(a);
  const order = compareLists(keys, sortedKeys(b));
  if (order !== 0) return order;
  for (const key of keys) {
    const inner = compare(a.get(key) ?? null, b.get(key) ?? null);
    if (inner !== 0) return inner;
  }
  return 0;
}
