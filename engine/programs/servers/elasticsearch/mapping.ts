import { EsError } from './errors.js';
import { analyse, keyword, type Token } from './analysis.js';
import { field, isObject, textOf, type Fields } from './json.js';

export type Properties = Map<string, Property>;
export interface Property {
  readonly definition: Fields;
  readonly properties: Properties | undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const MAX_FIELDS = 1000;

/** Reads the `properties` of a mapping. */
export function parseProperties(given: unknown): Properties {
  const properties: Properties = new Map();
  if (!isObject(given)) return properties;
  for (const [name, definition] of Object.entries(given)) {
    if (!isObject(definition))
      throw new EsError(
        400,
        'mapper_parsing_exception',
        `Expected map for property [fields] on field [${name}] but got a class java.lang.String`,
      );
    const inner = field(definition, 'properties');
    const type = field(definition, 'type');
    if (type === undefined && inner === undefined)
      throw new EsError(400, 'mapper_parsing_exception', `No type specified for field [${name}]`);
    if (typeof type === 'string' && !known.has(type))
      throw new EsError(400, 'mapper_parsing_exception', `No handler for type [${type}] declared on field [${name}]`);
    properties.set(name, { definition, properties: inner === undefined ? undefined : parseProperties(inner) });
  }
  return properties;
}

const known = new Set([
  'string',
  'long',
  'integer',
  'short',
  'byte',
  'double',
  'float',
  'boolean',
  'date',
  'object',
  'nested',
  'ip',
  'geo_point',
  'binary',
  'completion',
  'token_count',
]);

export function formatProperties(properties: Properties): Fields {
  return Object.fromEntries(
    [...properties]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { definition, properties: inner }]) => [
        name,
        inner ? { ...withoutInner(definition), properties: formatProperties(inner) } : definition,
      ]),
  );
}

function withoutInner(definition: Fields): Fields {
  return Object.fromEntries(Object.entries(definition).filter(([name]) => name !== 'properties'));
}

/** Learns the fields of a document that are new; whether there were any. Throws where a value does not fit. */
export function learn(properties: Properties, document: Fields, path = ''): boolean {
  let isNew = false;
  for (const [name, value] of Object.entries(document)) {
    const sample: unknown = Array.isArray(value) ? value.find(item => item !== null) : value;
    if (sample === null || sample === undefined) continue;
    const own = properties.get(name);
    if (own) {
      check(`${path}${name}`, own, sample);
      if (own.properties && isObject(sample)) isNew = learn(own.properties, sample, `${path}${name}.`) || isNew;
      continue;
    }
    if (properties.size >= MAX_FIELDS)
      throw new EsError(400, 'illegal_argument_exception', `Limit of total fields [${String(MAX_FIELDS)}] has been exceeded`);
    isNew = true;
    if (isObject(sample)) {
      const inner: Properties = new Map<string, Property>();
      learn(inner, sample, `${path}${name}.`);
      properties.set(name, { definition: {}, properties: inner });
    } else properties.set(name, { definition: guess(sample), properties: undefined });
  }
  return isNew;
}

function guess(value: unknown): Fields {
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'long' : 'double' };
  return typeof value === 'string' && DATE.test(value)
    ? { type: 'date', format: 'strict_date_optional_time||epoch_millis' }
    : { type: 'string' };
}

function check(path: string, { definition, properties }: Property, value: unknown): void {
  const type = textOf(field(definition, 'type'));
  if (properties && !isObject(value) && !Array.isArray(value))
    throw new EsError(
      400,
      'mapper_parsing_exception',
      `object mapping for [${path}] tried to parse field [${path.split('.').at(-1) ?? ''}] as object, but found a concrete value`,
    );
  const isNumber = /^(long|integer|short|byte|double|float)$/.test(type);
  if (isNumber && (isObject(value) || (typeof value === 'string' && (value.trim() === '' || Number.isNaN(Number(value))))))
    throw new EsError(400, 'mapper_parsing_exception', `failed to parse [${path}]`, {
      caused_by: { type: 'number_format_exception', reason: `For input string: "${textOf(value)}"` },
    });
  if (type === 'date' && typeof value === 'string' && Number.isNaN(momentOf(value)))
    throw new EsError(400, 'mapper_parsing_exception', `failed to parse [${path}]`, {
      caused_by: { type: 'illegal_argument_exception', reason: `Invalid format: "${value}"` },
    });
  if (type === 'string' && isObject(value)) throw new EsError(400, 'mapper_parsing_exception', `failed to parse [${path}]`);
}

/** Milliseconds of a date of ISO form or a number. */
export function momentOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const text = textOf(value);
  if (/^-?\d{5,}$/.test(text)) return Number(text);
  if (!DATE.test(text)) return Number.NaN;
  return Date.parse(text.length > 10 && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text.length === 13 ? `${text}:00` : text}Z` : text);
}

/** The definition of a field by its dotted path. */
export function findProperty(properties: Properties, path: string): Fields | undefined {
  let level: Properties | undefined = properties;
  let found: Property | undefined;
  for (const name of path.split('.')) {
    found = level?.get(name);
    if (!found) return undefined;
    level = found.properties ?? subFields(found.definition);
  }
  return found?.definition;
}

function subFields(definition: Fields): Properties | undefined {
  const fields = field(definition, 'fields');
  return isObject(fields) ? parseProperties(fields) : undefined;
}

export function typeOf(definition: Fields | undefined): string {
  return definition === undefined ? '' : textOf(field(definition, 'type'));
}

export function isAnalysed(definition: Fields | undefined): boolean {
  return typeOf(definition) === 'string' && (field(definition, 'index') ?? 'analyzed') === 'analyzed';
}

/** A value of a field as the terms that the index holds. */
export function termsOf(definition: Fields | undefined, value: unknown): readonly Token[] {
  const type = typeOf(definition);
  if (type === 'date') return keyword(String(momentOf(value)));
  if (/^(long|integer|short|byte|double|float)$/.test(type)) return keyword(String(Number(value)));
  return isAnalysed(definition) ? analyse(textOf(value)) : keyword(textOf(value));
}

/** The values that a dotted path leads to in a document, arrays gone through. */
export function valuesAt(document: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(document)) return document.flatMap(item => valuesAt(item, path));
  const [first, ...rest] = path;
  if (first === undefined) return document === undefined || document === null ? [] : [document];
  const direct = field(document, path.join('.'));
  return direct !== undefined && rest.length > 0 ? valuesAt(direct, []) : valuesAt(field(document, first), rest);
}
