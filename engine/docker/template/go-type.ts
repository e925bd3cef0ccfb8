import { isRecord } from '../json-view.js';
import { formatGoTime, parseTimestamp } from '../formatter/time.js';
import { withTypeInfo } from './type-info.js';
import { formatJson } from './json.js';
import { GoFloat, GoStruct, JsonNumber, NilPointer, type Value } from './value.js';

/**
 * A type of Go as far as templates see it. The client decodes answers of the API into structs, so that fields go by their Go names
 * and what is missing has its zero value.
 */
export type GoType =
  | { readonly kind: 'text' | 'number' | 'bool' | 'any' | 'time' }
  | { readonly kind: 'pointer'; readonly to: GoType; readonly name: string }
  | { readonly kind: 'list'; readonly of: GoType; readonly name: string }
  | { readonly kind: 'map'; readonly of: GoType; readonly name: string }
  /** `prints` is the type's own String(). */
  | {
      readonly kind: 'struct';
      readonly name: string;
      readonly fields: readonly GoField[];
      readonly prints?: (json: unknown) => string;
      readonly omitsEmpty?: boolean;
    };

/** A field: its Go name, its name in JSON, its type. An embedded struct lends its fields. */
export interface GoField {
  readonly name: string;
  readonly key: string;
  readonly type: GoType;
  readonly embedded: boolean;
}

export const text: GoType = { kind: 'text' };
export const number: GoType = { kind: 'number' };
export const bool: GoType = { kind: 'bool' };
export const any: GoType = { kind: 'any' };
export const time: GoType = { kind: 'time' };
export const texts: GoType = { kind: 'list', of: text, name: '[]string' };
export const textMap: GoType = { kind: 'map', of: text, name: 'map[string]string' };
export const pointer = (to: GoType): GoType => ({ kind: 'pointer', to, name: `*${typeNameOf(to)}` });
export const listOf = (of: GoType): GoType => ({ kind: 'list', of, name: `[]${typeNameOf(of)}` });
export const mapOf = (of: GoType): GoType => ({ kind: 'map', of, name: `map[string]${typeNameOf(of)}` });

/** The struct with a String() of its own. */
export const printing = (type: GoType, prints: (json: unknown) => string): GoType => (type.kind === 'struct' ? { ...type, prints } : type);

/** The struct with `omitempty` at every field: in JSON it has its own order of fields, and only those that hold something. */
export const omittingEmpty = (type: GoType): GoType => (type.kind === 'struct' ? { ...type, omitsEmpty: true } : type);

/** A struct; fields are written as `Name` or, where JSON has another name, `Name:key`. */
export function struct(name: string, fields: Readonly<Record<string, GoType>>, embedded: readonly string[] = []): GoType {
  const list = Object.entries(fields).map(([declared, type]): GoField => {
    const [goName = declared, key = goName] = declared.split(':');
    return { name: goName, key, type, embedded: embedded.includes(goName) };
  });
  return { kind: 'struct', name, fields: list };
}

function typeNameOf(type: GoType): string {
  switch (type.kind) {
    case 'text':
      return 'string';
    case 'number':
      return 'int';
    case 'bool':
      return 'bool';
    case 'any':
      return 'interface {}';
    case 'time':
      return 'time.Time';
    default:
      return type.name;
  }
}

/** What Go's decoder makes of JSON. */
export function decodeAs(type: GoType, json: unknown): Value {
  switch (type.kind) {
    case 'text':
      return typeof json === 'string' ? json : '';
    case 'number':
      return typeof json === 'number' ? json : 0;
    case 'bool':
      return json === true;
    case 'any':
      return rawValue(json);
    case 'time':
      return decodeTime(typeof json === 'string' ? json : '0001-01-01T00:00:00Z');
    case 'pointer':
      return json === undefined || json === null ? new NilPointer(type.name) : decodeAs(type.to, json);
    case 'list':
      return decodeList(type, json);
    case 'map':
      return decodeMap(type, json);
    case 'struct':
      return decodeStruct(type, isRecord(json) ? json : {});
  }
}

function decodeTime(text: string): GoStruct {
  const ms = parseTimestamp(text);
  const fraction = /\.(\d+)/.exec(text)?.[1]?.replace(/0+$/, '') ?? '';
  const printed =
    ms === undefined ? text : formatGoTime(Math.floor(ms / 1000)).replace(/(:\d\d) /, `$1${fraction === '' ? '' : `.${fraction}`} `);
  return new GoStruct('time.Time', new Map(), () => text, new Map(), { printed });
}

function decodeList(type: GoType & { readonly kind: 'list' }, json: unknown): Value {
  const items = Array.isArray(json) ? json.map((item: unknown) => decodeAs(type.of, item)) : [];
  return withTypeInfo(items, { type: type.name, isNil: !Array.isArray(json), zero: undefined });
}

function decodeMap(type: GoType & { readonly kind: 'map' }, json: unknown): Value {
  const entries = isRecord(json) ? Object.entries(json).map(([key, item]): [string, Value] => [key, decodeAs(type.of, item)]) : [];
  const zero = type.of.kind === 'text' ? '' : type.of.kind === 'number' ? 0 : type.of.kind === 'bool' ? false : undefined;
  return withTypeInfo(Object.fromEntries(entries), { type: type.name, isNil: !isRecord(json), zero });
}

function decodeStruct(type: GoType & { readonly kind: 'struct' }, json: Readonly<Record<string, unknown>>): GoStruct {
  const fields = new Map<string, () => Value>();
  const names = new Set<string>();
  for (const field of type.fields) {
    const source = field.embedded ? json : Object.hasOwn(json, field.key) ? json[field.key] : undefined;
    fields.set(field.name, () => decodeAs(field.type, source));
    const inner = field.type.kind === 'pointer' ? field.type.to : field.type;
    if (!field.embedded || inner.kind !== 'struct') continue;
    for (const promoted of inner.fields) {
      names.add(promoted.name);
      fields.set(promoted.name, () => decodeAs(promoted.type, json[promoted.key]));
    }
  }
  return new GoStruct(type.name, fields, () => rawValue(type.omitsEmpty === true ? written(type, json) : json), new Map(), {
    promoted: names,
    ...(type.prints ? { printed: type.prints(json) } : {}),
  });
}

function written(type: GoType & { readonly kind: 'struct' }, json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const fields = type.fields.flatMap(field => (field.embedded && field.type.kind === 'struct' ? field.type.fields : [field]));
  return Object.fromEntries(fields.map(({ key }) => [key, json[key]] as const).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** JSON without types, as Go decodes it into an empty interface. */
export function rawValue(json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return Number.isInteger(json) ? json : new GoFloat(json);
  if (Array.isArray(json)) return json.map(rawValue);
  if (!isRecord(json)) return null;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, rawValue(item)]));
}

/** Like `rawValue`, with numbers left as they were written, as the client's second try at a template sees them. */
export function untypedValue(json: unknown): Value {
  if (typeof json === 'number') return new JsonNumber(formatJson(rawValue(json)));
  if (Array.isArray(json)) return json.map(untypedValue);
  if (!isRecord(json)) return rawValue(json);
  // Maps have no order of their own in Go: they are printed by their keys.
  const keys = Object.keys(json).sort();
  return Object.fromEntries(keys.map(key => [key, untypedValue(json[key])]));
}
