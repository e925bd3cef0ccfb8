import { Decimal } from './decimal.js';
import type { JsonNode } from './json.js';

/** A span of time: months and days have no fixed length, so they stand by themselves. */
export class Interval {
  readonly months: number;
  readonly days: number;
  /** Microseconds. */
  readonly micros: number;

  constructor(months: number, days: number, micros: number) {
    this.months = months + 0;
    this.days = days + 0;
    this.micros = micros + 0;
  }
}

/** An array; `dimensions` has one number for each level, none when it is empty. Elements follow each other by rows. */
export class ArrayValue {
  readonly elements: readonly Value[];
  readonly dimensions: readonly number[];
  readonly lower: number;

  constructor(elements: readonly Value[], dimensions: readonly number[] = elements.length === 0 ? [] : [elements.length], lower = 1) {
    this.elements = elements;
    this.dimensions = dimensions;
    this.lower = lower;
  }
}

/** A row as a value: `row(1, 'x')`. Its types are those of the expression. */
export class RowValue {
  readonly values: readonly Value[];
  readonly texts: readonly (string | null)[];
  readonly names: readonly string[];
  /** Each column as json. */
  readonly json: readonly JsonNode[];

  constructor(values: readonly Value[], texts: readonly (string | null)[], names: readonly string[], json: readonly JsonNode[]) {
    this.values = values;
    this.texts = texts;
    this.names = names;
    this.json = json;
  }
}

/** A value of type jsonb. */
export class Jsonb {
  readonly node: JsonNode;

  constructor(node: JsonNode) {
    this.node = node;
  }
}

/**
 * A value of SQL. Which JavaScript type stands for it depends on its SQL type: number for int2, int4, oid, float4, float8, date (days since
 * 1970), time and timestamps (microseconds since 1970); bigint for int8; text for text, json, uuid, enums.
 */
export type Value = null | boolean | number | bigint | string | Decimal | Interval | Uint8Array | ArrayValue | RowValue | Jsonb;
export type Row = readonly Value[];

function unexpected(value: Value, wanted: string): Error {
  return new Error(`postgres: ${typeof value} where ${wanted} was expected`);
}

export function asNumber(value: Value | undefined): number {
  if (typeof value === 'number') return value;
  throw unexpected(value ?? null, 'a number');
}

export function asBigInt(value: Value | undefined): bigint {
  if (typeof value === 'bigint') return value;
  throw unexpected(value ?? null, 'an int8');
}

export function asText(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  throw unexpected(value ?? null, 'a text');
}

export function asBoolean(value: Value | undefined): boolean {
  if (typeof value === 'boolean') return value;
  throw unexpected(value ?? null, 'a boolean');
}

export function asDecimal(value: Value | undefined): Decimal {
  if (value instanceof Decimal) return value;
  throw unexpected(value ?? null, 'a numeric');
}

export function asInterval(value: Value | undefined): Interval {
  if (value instanceof Interval) return value;
  throw unexpected(value ?? null, 'an interval');
}

export function asArray(value: Value | undefined): ArrayValue {
  if (value instanceof ArrayValue) return value;
  throw unexpected(value ?? null, 'an array');
}

export function asBytes(value: Value | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw unexpected(value ?? null, 'a bytea');
}

export function asJsonb(value: Value | undefined): JsonNode {
  if (value instanceof Jsonb) return value.node;
  throw unexpected(value ?? null, 'a jsonb');
}

export function asRow(value: Value | undefined): RowValue {
  if (value instanceof RowValue) return value;
  throw unexpected(value ?? null, 'a record');
}
