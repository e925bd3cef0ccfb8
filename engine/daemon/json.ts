import { emptyBody, wrongType } from './errors.js';

/** Turns a piece of a request's JSON into what it should be, or throws what Go's decoder would say about the field. */
export type Decoder<T> = (value: unknown, field: string) => T;

export type Decoded<D> = D extends Decoder<infer T> ? T : never;

/** A record decoded by a table: one decoder for each field, in the order in which Docker prints them. */
export type DecodedFields<F extends Readonly<Record<string, Decoder<unknown>>>> = { readonly [K in keyof F]: Decoded<F[K]> };

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body of a request that must have one. */
export function objectBody(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) throw emptyBody();
  if (!isObject(value)) throw wrongType(kindOf(value), '', 'object');
  return value;
}

type FieldTable = Readonly<Record<string, Decoder<unknown>>>;

/** What is known of a table once and for all. */
interface Plan {
  /** Where its records are in the request, as far as known: one place in nearly all cases. */
  readonly path: string;
  readonly fields: readonly { readonly name: string; readonly decode: Decoder<unknown>; readonly path: string }[];
  /** What it makes of nothing: most fields of a request are left out, or say what is meant anyway. */
  readonly blank: Readonly<Record<string, unknown>>;
}

const plans = new WeakMap<FieldTable, Plan>();

/** Decodes the fields of a table (a constant: what is known of it is kept); names match whatever their case, as in Go. */
export function decodeFields<F extends FieldTable>(fields: F, value: unknown, path = ''): DecodedFields<F> {
  const source = object(value, path);
  const plan = planOf(fields, path);
  const { blank } = plan;
  // A copy shares the hidden class of what it copies, and a field that is there is quickly replaced.
  const result: Record<string, unknown> = { ...blank };
  const others = otherNames(fields, source);
  let isOrdered = true;
  for (const { name, decode, path: known } of plan.fields) {
    const given = others ? lookUp(source, name, others) : source[name];
    if (given === undefined) continue;
    const decoded = decode(given, plan.path === path ? known : pathOf(path, name));
    if (decoded === blank[name]) continue;
    isOrdered &&= Object.hasOwn(blank, name);
    result[name] = decoded;
  }
  return (isOrdered ? result : inOrder(fields, result)) as DecodedFields<F>; // each key of the table was just decoded by its own decoder
}

function planOf(table: FieldTable, path: string): Plan {
  const known = plans.get(table);
  if (known) return known;
  const fields = Object.entries(table).map(([name, decode]) => ({ name, decode, path: pathOf(path, name) }));
  const entries = fields.map(({ name, decode, path: field }) => [name, decode(undefined, field)] as const);
  // Not filled field by field, which would make it a dictionary, slow to copy.
  const plan = { path, fields, blank: Object.fromEntries(entries.filter(([, decoded]) => decoded !== undefined)) };
  plans.set(table, plan);
  return plan;
}

function pathOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Names that are no field of the table, and may be one in another case; most clients write names as Docker does. */
function otherNames(table: FieldTable, source: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const others = Object.keys(source).filter(name => !Object.hasOwn(table, name));
  return others.length === 0 ? undefined : others;
}

/** A decoder of records. */
export function recordOf<F extends FieldTable>(fields: F): Decoder<DecodedFields<F>> {
  return (value, field) => decodeFields(fields, value, field);
}

/** Docker prints fields in the order of the table; those that are left out when empty may have come later. */
function inOrder(fields: FieldTable, record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(fields).filter(name => record[name] !== undefined);
  return Object.fromEntries(names.map(name => [name, record[name]]));
}

/** The same without fields that are undefined, which must not be printed. */
export function withoutUndefined<T extends object>(value: T): T {
  const entries = Object.entries(value);
  if (entries.every(([, field]) => field !== undefined)) return value;
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined)) as T; // only what an optional field may lack has been dropped
}

/** A field by its name in any case. */
export function lookUp(source: Readonly<Record<string, unknown>>, name: string, names: readonly string[] = Object.keys(source)): unknown {
  if (Object.hasOwn(source, name)) return source[name];
  const lower = name.toLowerCase();
  const key = names.find(candidate => candidate.length === name.length && candidate.toLowerCase() === lower);
  return key === undefined ? undefined : source[key];
}

export const text: Decoder<string> = (value, field) => {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw wrongType(kindOf(value), field, 'string');
  return value;
};

export const integer: Decoder<number> = (value, field) => {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number') throw wrongType(kindOf(value), field, 'int64');
  if (!Number.isInteger(value)) throw wrongType(`number ${String(value)}`, field, 'int64');
  return value;
};

export const bool: Decoder<boolean> = (value, field) => {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw wrongType(kindOf(value), field, 'bool');
  return value;
};

export const object: Decoder<Readonly<Record<string, unknown>>> = (value, field) => {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw wrongType(kindOf(value), field, 'object');
  return value;
};

/** A pointer in Go: null when it is left out. */
export const nullable =
  <T>(decode: Decoder<T>): Decoder<T | null> =>
  (value, field) =>
    value === undefined || value === null ? null : decode(value, field);

/** A field that is not printed when it is empty. */
export const optional =
  <T>(decode: Decoder<T>): Decoder<T | undefined> =>
  (value, field) => {
    if (value === undefined || value === null) return undefined;
    const decoded = decode(value, field);
    return isEmpty(decoded) ? undefined : decoded;
  };

/** An array; null (Go's nil slice) when it is left out. */
export const listOf =
  <T>(decode: Decoder<T>, type = '[]string'): Decoder<readonly T[] | null> =>
  (value, field) => {
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) throw wrongType(kindOf(value), field, type);
    return value.map(item => decode(item, field));
  };

/** A map with sorted keys, as Go prints one; null when it is left out. */
export const mapOf =
  <T>(decode: Decoder<T>): Decoder<Readonly<Record<string, T>> | null> =>
  (value, field) => {
    if (value === undefined || value === null) return null;
    const source = object(value, field);
    return Object.fromEntries(sortedKeys(source).map(key => [key, decode(source[key], field)]));
  };

export const strings = listOf(text);
export const textMap = mapOf(text);
/** A set written as a map to empty objects. */
export const keySet = mapOf<Readonly<Record<string, never>>>(() => ({}));
/** Printed as it came. */
export const anything: Decoder<unknown> = value => value ?? null;

/** A command line: an array, or one string. */
export const command: Decoder<readonly string[] | null> = (value, field) => (typeof value === 'string' ? [value] : strings(value, field));

/** The keys of an object in the order in which Go prints a map. */
export function sortedKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).sort();
}

/** The same map with its keys in order. */
export function sortedMap<T>(value: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const keys = Object.keys(value);
  if (keys.length < 2) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmpty(value: unknown): boolean {
  if (value === 0 || value === '' || value === false || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}
