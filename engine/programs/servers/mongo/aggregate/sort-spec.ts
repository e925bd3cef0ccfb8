import { compareValues, numberOf } from '../bson/compare.js';
import { isDoc, type Doc, type Value } from '../bson/values.js';
import { formatShell } from '../bson/shell-text.js';
import { MongoError, notSimulated } from '../errors.js';
import { keysAt } from '../query/path.js';

interface SortKey {
  readonly path: readonly string[];
  readonly direction: number;
}

/** Reads `{ a: 1, 'b.c': -1 }`. */
export function parseSort(spec: Doc): readonly SortKey[] {
  return [...spec].map(([name, value]) => {
    if (isDoc(value)) throw notSimulated('$meta in a sort');
    const direction = numberOf(value);
    if (direction === undefined) throw new MongoError(15974, `Illegal key in $sort specification: ${name}: ${formatShell(value)}`);
    if (direction !== 1 && direction !== -1)
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (name === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
    return { path: name.split('.'), direction };
  });
}

export function compareBySpec(a: Doc, b: Doc, spec: Doc): number {
  return comparator(spec)(a, b);
}

/** The order of documents that a specification asks for: of arrays, the least item counts upwards and the greatest downwards. */
export function comparator(spec: Doc): (a: Doc, b: Doc) => number {
  const keys = parseSort(spec);
  return (a, b) => {
    for (const { path, direction } of keys) {
      const order = compareValues(extreme(a, path, direction), extreme(b, path, direction));
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function extreme(document: Doc, path: readonly string[], direction: number): Value | undefined {
  const values = keysAt(document, path);
  if (values.length === 1) return values[0];
  return values.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best));
}
