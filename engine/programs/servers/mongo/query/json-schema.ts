import { isEqual, keyOf, numberOf } from '../bson/compare.js';
import { isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { compilePattern } from './regex.js';
import { hasType } from './type-names.js';

type Keyword = (value: Value, wanted: Value, schema: Doc) => boolean;

/** Whether a value is as `$jsonSchema` describes it. */
export function matchesSchema(value: Value, schema: Doc): boolean {
  return [...schema].every(([name, wanted]) => keywordFor(name)(value, wanted, schema));
}

/** Throws MongoError when a schema says what nobody knows. */
export function checkSchema(schema: Doc): void {
  for (const [name, wanted] of schema) {
    keywordFor(name);
    if (name === 'properties' && isDoc(wanted)) for (const inner of wanted.values()) if (isDoc(inner)) checkSchema(inner);
  }
}

function keywordFor(name: string): Keyword {
  const found = keywords.get(name);
  if (found) return found;
  if (['dependencies', 'patternProperties', 'encrypt', 'encryptMetadata'].includes(name)) throw notSimulated(`$jsonSchema keyword ${name}`);
  throw new MongoError('FailedToParse', `Unknown $jsonSchema keyword: ${name}`);
}

const jsonTypes: Readonly<Record<string, string>> = { boolean: 'bool' };

function typed(value: Value, wanted: Value): boolean {
  return (isList(wanted) ? wanted : [wanted]).some(name => typeof name === 'string' && hasType(value, jsonTypes[name] ?? name));
}

function limited(holds: (number: number, limit: number) => boolean): Keyword {
  return (value, wanted) => {
    const number = numberOf(value);
    return number === undefined || holds(number, numberOf(wanted) ?? 0);
  };
}

function sized(sizeOf: (value: Value) => number | undefined, holds: (size: number, limit: number) => boolean): Keyword {
  return (value, wanted) => {
    const size = sizeOf(value);
    return size === undefined || holds(size, numberOf(wanted) ?? 0);
  };
}

function schemas(wanted: Value): readonly Doc[] {
  return isList(wanted) ? wanted.filter(isDoc) : [];
}

const characters = (value: Value): number | undefined => (typeof value === 'string' ? [...value].length : undefined);
const items = (value: Value): number | undefined => (isList(value) ? value.length : undefined);
const fields = (value: Value): number | undefined => (isDoc(value) ? value.size : undefined);
const atLeast = (size: number, limit: number): boolean => size >= limit;
const atMost = (size: number, limit: number): boolean => size <= limit;

const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['title', () => true],
  ['description', () => true],
  ['bsonType', typed],
  ['type', typed],
  ['enum', (value, wanted) => isList(wanted) && wanted.some(item => isEqual(item, value))],
  ['required', (value, wanted) => !isDoc(value) || (isList(wanted) && wanted.every(name => typeof name === 'string' && value.has(name)))],
  [
    'properties',
    (value, wanted) =>
      !isDoc(value) ||
      !isDoc(wanted) ||
      [...wanted].every(([name, schema]) => {
        const own = value.get(name);
        return own === undefined || !isDoc(schema) || matchesSchema(own, schema);
      }),
  ],
  ['additionalProperties', additional],
  [
    'minimum',
    (value, wanted, schema) => limited((a, b) => (schema.get('exclusiveMinimum') === true ? a > b : a >= b))(value, wanted, schema),
  ],
  [
    'maximum',
    (value, wanted, schema) => limited((a, b) => (schema.get('exclusiveMaximum') === true ? a < b : a <= b))(value, wanted, schema),
  ],
  ['exclusiveMinimum', () => true],
  ['exclusiveMaximum', () => true],
  ['multipleOf', limited((a, b) => a % b === 0)],
  ['minLength', sized(characters, atLeast)],
  ['maxLength', sized(characters, atMost)],
  ['pattern', (value, wanted) => typeof value !== 'string' || typeof wanted !== 'string' || compilePattern(wanted, '').test(value)],
  ['minItems', sized(items, atLeast)],
  ['maxItems', sized(items, atMost)],
  ['uniqueItems', (value, wanted) => wanted !== true || !isList(value) || new Set(value.map(keyOf)).size === value.length],
  ['items', (value, wanted) => !isList(value) || !isDoc(wanted) || value.every(item => matchesSchema(item, wanted))],
  ['minProperties', sized(fields, atLeast)],
  ['maxProperties', sized(fields, atMost)],
  ['allOf', (value, wanted) => schemas(wanted).every(schema => matchesSchema(value, schema))],
  ['anyOf', (value, wanted) => schemas(wanted).some(schema => matchesSchema(value, schema))],
  ['oneOf', (value, wanted) => schemas(wanted).filter(schema => matchesSchema(value, schema)).length === 1],
  ['not', (value, wanted) => !isDoc(wanted) || !matchesSchema(value, wanted)],
]);

function additional(value: Value, wanted: Value, schema: Doc): boolean {
  const known = schema.get('properties');
  if (!isDoc(value) || wanted === true) return true;
  const others = [...value].filter(([name]) => !(isDoc(known) && known.has(name)));
  return isDoc(wanted) ? others.every(([, item]) => matchesSchema(item, wanted)) : others.length === 0;
}
