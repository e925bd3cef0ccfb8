import { largestOf } from '../../../../core/extremes.js';
import { keyOf, numberOf } from '../bson/compare.js';
import { formatShell } from '../bson/shell-text.js';
import { doc, int, isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { isTrue, type Test } from '../query/match.js';
import { valuesAt } from '../query/path.js';

/** An index of a collection. `spec` is what listIndexes shows. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Doc;
  readonly spec: Doc;
  readonly unique: boolean;
  readonly sparse: boolean;
  /** Which documents are in it, when not all. */
  readonly covers: Test | undefined;
  readonly expireAfterSeconds: number | undefined;
}

export const ID_INDEX = '_id_';

const known = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
  'hidden',
  'collation',
  'ns',
]);
const elsewhere = new Set(['text', 'hashed', '2d', '2dsphere', 'geoHaystack']);

/** Reads what createIndexes was given. */
export function parseIndex(given: Doc, compile: (query: Doc) => Test): IndexSpec {
  const key = given.get('key');
  const name = given.get('name');
  if (!isDoc(key))
    throw new MongoError(
      'FailedToParse',
      `Error in specification ${formatShell(given)} :: caused by :: The 'key' field is a required property of an index specification`,
    );
  if (typeof name !== 'string')
    throw new MongoError(
      'FailedToParse',
      `Error in specification ${formatShell(given)} :: caused by :: The 'name' field is a required property of an index specification`,
    );
  checkKey(key, given);
  for (const option of given.keys())
    if (!known.has(option))
      throw new MongoError(
        197,
        `Error in specification ${formatShell(given)} :: caused by :: The field '${option}' is not valid for an index specification. Specification: ${formatShell(given)}`,
      );
  if (given.has('collation')) throw notSimulated('collation of an index');
  const filter = given.get('partialFilterExpression');
  const spec: Doc = new Map<string, Value>([
    ['v', int(2)],
    ['key', key],
    ['name', name],
  ]);
  for (const [option, value] of given) if (!['v', 'key', 'name', 'ns'].includes(option)) spec.set(option, value);
  return {
    name,
    key,
    spec,
    unique: isTrue(given.get('unique')),
    sparse: isTrue(given.get('sparse')),
    covers: isDoc(filter) ? compile(filter) : undefined,
    expireAfterSeconds: numberOf(given.get('expireAfterSeconds')),
  };
}

function checkKey(key: Doc, given: Doc): void {
  if (key.size === 0)
    throw new MongoError('CannotCreateIndex', `Error in specification ${formatShell(given)} :: caused by :: Index keys cannot be empty.`);
  for (const [field, value] of key) {
    if (typeof value === 'string' && elsewhere.has(value)) throw notSimulated(`an index of the type ${value}`);
    if (field.startsWith('$**') || field.endsWith('.$**')) throw notSimulated('a wildcard index');
    const direction = numberOf(value);
    if (typeof value === 'string')
      throw new MongoError(
        'CannotCreateIndex',
        `Error in specification ${formatShell(given)} :: caused by :: Unknown index plugin '${value}'`,
      );
    if (direction === undefined || direction === 0)
      throw new MongoError(
        'CannotCreateIndex',
        `Error in specification ${formatShell(given)} :: caused by :: Values in v:2 index key pattern cannot be of type ${typeof value}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
  }
}

export function idIndex(): IndexSpec {
  const key = doc({ _id: int(1) });
  return {
    name: ID_INDEX,
    key,
    spec: doc({ v: int(2), key, name: ID_INDEX }),
    unique: true,
    sparse: false,
    covers: undefined,
    expireAfterSeconds: undefined,
  };
}

/** The keys under which an index has a document: the values of its fields, each with a text to find it by. */
export function indexKeys(index: IndexSpec, document: Doc): readonly { readonly text: string; readonly values: Doc }[] {
  if (index.covers && !index.covers(document)) return [];
  const fields = [...index.key.keys()];
  const columns = fields.map(field => column(document, field));
  const arrays = fields.filter((_, at) => (columns[at]?.length ?? 0) > 1);
  if (arrays.length > 1) throw new MongoError(171, `cannot index parallel arrays [${arrays[1] ?? ''}] [${arrays[0] ?? ''}]`);
  if (index.sparse && columns.every(values => values.every(value => value === undefined))) return [];
  const rows = largestOf(columns.map(values => values.length));
  const keys = new Map<string, Doc>();
  for (let row = 0; row < rows; row++) {
    const values: Doc = new Map(fields.map((field, at) => [field, columns[at]?.[columns[at].length > 1 ? row : 0] ?? null]));
    keys.set([...values.values()].map(keyOf).join('\u0001'), values);
  }
  return [...keys].map(([text, values]) => ({ text, values }));
}

function column(document: Doc, field: string): readonly (Value | undefined)[] {
  const values = valuesAt(document, field.split('.')).flatMap((value): readonly (Value | undefined)[] =>
    isList(value) ? (value.length === 0 ? [undefined] : value) : [value],
  );
  return values.length === 0 ? [undefined] : values;
}
