import { typeInfoOf } from './type-info.js';

/**
 * What templates work on: JSON values, plus what Go knows and JSON does not (structs with a type name, pointers to
 * nothing, floats that happen to be whole). `undefined` is Go's missing value, printed `<no value>`.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | GoFloat
  | JsonNumber
  | GoStruct
  | NilPointer
  | readonly Value[]
  | ValueMap;

/** A Go map with string keys. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A float64; whole JavaScript numbers stand for Go's integers, so floats that may be whole are wrapped. */
export class GoFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A number that nobody has given a type yet (json.Number): a text to functions, a number only when printed. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A nil pointer to a struct: false, printed `<nil>`, and its fields cannot be read. */
export class NilPointer {
  readonly type: string;

  /** `type` with its star: `*container.Health`. */
  constructor(type: string) {
    this.type = type;
  }
}

/** Arguments of a method are checked by the method itself. */
export type Method = (args: readonly Value[]) => Value;

/** A struct (or a pointer to one): named fields in order, read when asked for, and methods with arguments. */
export class GoStruct {
  /** As error texts name it: `*formatter.ContainerContext`. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, () => Value>;
  readonly methods: ReadonlyMap<string, { readonly parameters: number; readonly call: Method }>;
  /** What the `json` function gives. */
  readonly toJson: () => Value;
  /** Rows of tables are marshalled with <, > and & escaped, plain structs are not. */
  readonly escapesHtml: boolean;
  /** How it prints when not as `{a b}`: times. */
  readonly printed: string | undefined;
  /** Fields that printing leaves out, for they belong to an embedded struct that is printed too. */
  readonly promoted: ReadonlySet<string>;

  constructor(
    type: string,
    fields: ReadonlyMap<string, () => Value>,
    toJson: () => Value,
    methods: ReadonlyMap<string, { readonly parameters: number; readonly call: Method }> = new Map(),
    options: { readonly escapesHtml?: boolean; readonly printed?: string; readonly promoted?: ReadonlySet<string> } = {},
  ) {
    this.type = type;
    this.fields = fields;
    this.toJson = toJson;
    this.methods = methods;
    this.escapesHtml = options.escapesHtml ?? false;
    this.printed = options.printed;
    this.promoted = options.promoted ?? new Set();
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ValueMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof GoFloat) &&
    !(value instanceof JsonNumber) &&
    !(value instanceof GoStruct) &&
    !(value instanceof NilPointer)
  );
}

/** The entry of a map, or undefined; inherited names are no entries. */
export function entryOf(map: ValueMap, key: string): Value {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Keys in Go's order, which compares bytes; UTF-16 units agree except beyond the BMP. */
export function sortedKeys(map: ValueMap): readonly string[] {
  return Object.keys(map).sort(compareText);
}

export function compareText(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The name that Go's error texts give to the type of a value. */
export function typeName(value: Value): string {
  if (value === undefined || value === null) return '<nil>';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  if (value instanceof GoFloat) return 'float64';
  if (value instanceof JsonNumber) return 'json.Number';
  if (value instanceof GoStruct || value instanceof NilPointer) return value.type;
  return typeInfoOf(value)?.type ?? (isList(value) ? '[]interface {}' : 'map[string]interface {}');
}

/** Go's idea of truth in `if`, `and`, `or`, `not`: anything but the zero value of its type. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null || value instanceof NilPointer) return false;
  if (value instanceof GoStruct || value instanceof JsonNumber) return true;
  if (value instanceof GoFloat) return value.value !== 0;
  if (isList(value)) return value.length > 0;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}
