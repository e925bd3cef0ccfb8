import type { Decimal } from './decimal.js';

/** Values of BSON. A plain number is a double; whole numbers of both sizes are classes of their own, for the type of a number stays as it was stored. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Int32
  | Long
  | Decimal
  | ObjectId
  | BsonDate
  | Binary
  | Regex
  | Timestamp
  | Code
  | Key
  | Doc
  | List;

/** A document: names in their order, whatever they are called. */
export type Doc = Map<string, Value>;
export type List = Value[];

export class Int32 {
  readonly value: number;
  constructor(value: number) {
    this.value = value | 0;
  }
}

export class Long {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = BigInt.asIntN(64, value);
  }
}

export class ObjectId {
  /** 24 hexadecimal digits. */
  readonly hex: string;
  constructor(hex: string) {
    this.hex = hex;
  }
}

export class BsonDate {
  /** Milliseconds since 1970. */
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

export class Binary {
  readonly bytes: Uint8Array;
  readonly subtype: number;
  constructor(bytes: Uint8Array, subtype = 0) {
    this.bytes = bytes;
    this.subtype = subtype;
  }
}

export class Regex {
  readonly pattern: string;
  readonly options: string;
  constructor(pattern: string, options: string) {
    this.pattern = pattern;
    this.options = options;
  }
}

export class Timestamp {
  readonly seconds: number;
  readonly increment: number;
  constructor(seconds: number, increment: number) {
    this.seconds = seconds;
    this.increment = increment;
  }
}

export class Code {
  readonly source: string;
  readonly scope: Doc | undefined;
  constructor(source: string, scope?: Doc) {
    this.source = source;
    this.scope = scope;
  }
}

/** MinKey and MaxKey. */
export class Key {
  readonly kind: 'min' | 'max';
  constructor(kind: 'min' | 'max') {
    this.kind = kind;
  }
}

export const MIN_KEY = new Key('min');
export const MAX_KEY = new Key('max');

export function isDoc(value: Value | undefined): value is Doc {
  return value instanceof Map;
}

export function isList(value: Value | undefined): value is List {
  return Array.isArray(value);
}

/** A document of plain JavaScript values: whole numbers become Int32 where they fit. */
export function doc(fields: Readonly<Record<string, Value | undefined>>): Doc {
  const made: Doc = new Map();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) made.set(name, value);
  return made;
}

export function int(value: number): Int32 {
  return new Int32(value);
}

/** A whole number in the smallest type that holds it. */
export function whole(value: number): Int32 | Long {
  return value >= -0x8000_0000 && value <= 0x7fff_ffff ? new Int32(value) : new Long(BigInt(Math.trunc(value)));
}

export function emptyDoc(): Doc {
  return new Map();
}
