import { codes, PgError } from '../pg-error.js';
import { compareValues } from '../values/compare.js';
import { t } from '../values/type-table.js';
import { ArrayValue, asArray, asNumber, type Value } from '../values/value.js';
import { define, defineSet, operator, type CallContext } from './registry.js';

const loose = { isStrict: false };

function same(a: Value, b: Value, { types, runtime }: CallContext): boolean {
  if (a === null || b === null) return a === b;
  return compareValues(a, b, types[0]?.element ?? types[1]?.element ?? t.text, runtime.session.collation) === 0;
}

function append(a: Value | undefined, item: Value): Value {
  const items = a === null || a === undefined ? [] : asArray(a).elements;
  return new ArrayValue([...items, item]);
}

function concatenate(a: Value | undefined, b: Value | undefined): Value {
  if (a === null || a === undefined) return b ?? null;
  if (b === null || b === undefined) return a;
  const [left, right] = [asArray(a), asArray(b)];
  if (left.elements.length === 0) return right;
  if (right.elements.length === 0) return left;
  if (left.dimensions.length === right.dimensions.length)
    return new ArrayValue(
      [...left.elements, ...right.elements],
      [(left.dimensions[0] ?? 0) + (right.dimensions[0] ?? 0), ...left.dimensions.slice(1)],
    );
  if (left.dimensions.length === right.dimensions.length + 1)
    return new ArrayValue([...left.elements, ...right.elements], [(left.dimensions[0] ?? 0) + 1, ...left.dimensions.slice(1)]);
  throw new PgError('2202E', 'cannot concatenate incompatible arrays');
}

operator('anyarray || anyarray anyarray', ([a, b]) => concatenate(a, b));
operator('anyarray || anyelement anyarray', ([a, b]) => append(a, b ?? null));
operator('anyelement || anyarray anyarray', ([a, b]) => new ArrayValue([a ?? null, ...asArray(b).elements]));
define('array_append(anyarray, anyelement) anyarray', ([a, b]) => append(a, b ?? null), loose);
define(
  'array_prepend(anyelement, anyarray) anyarray',
  ([a, b]) => new ArrayValue([a ?? null, ...(b === null ? [] : asArray(b).elements)]),
  loose,
);
define('array_cat(anyarray, anyarray) anyarray', ([a, b]) => concatenate(a, b), loose);
define('array_length(anyarray, int4) int4', ([a, n]) => asArray(a).dimensions[asNumber(n) - 1] ?? null);
define('array_upper(anyarray, int4) int4', ([a, n]) => {
  const size = asArray(a).dimensions[asNumber(n) - 1];
  return size === undefined ? null : size + asArray(a).lower - 1;
});
define('array_lower(anyarray, int4) int4', ([a, n]) => (asArray(a).dimensions[asNumber(n) - 1] === undefined ? null : asArray(a).lower));
define('array_ndims(anyarray) int4', ([a]) => (asArray(a).elements.length === 0 ? null : asArray(a).dimensions.length));
define('array_dims(anyarray) text', ([a]) =>
  asArray(a).elements.length === 0
    ? null
    : asArray(a)
        .dimensions.map(size => `[1:${String(size)}]`)
        .join(''),
);
define('cardinality(anyarray) int4', ([a]) => asArray(a).elements.length);
define(
  'array_position(anyarray, anyelement) int4',
  ([a, item], context) => {
    if (a === null) return null;
    const at = asArray(a).elements.findIndex(own => same(own, item ?? null, context));
    return at < 0 ? null : at + 1;
  },
  loose,
);
define(
  'array_positions(anyarray, anyelement) _int4',
  ([a, item], context) =>
    a === null ? null : new ArrayValue(asArray(a).elements.flatMap((own, i) => (same(own, item ?? null, context) ? [i + 1] : []))),
  loose,
);
define(
  'array_remove(anyarray, anyelement) anyarray',
  ([a, item], context) => (a === null ? null : new ArrayValue(asArray(a).elements.filter(own => !same(own, item ?? null, context)))),
  loose,
);
define(
  'array_replace(anyarray, anyelement, anyelement) anyarray',
  ([a, from, to], context) =>
    a === null
      ? null
      : new ArrayValue(
          asArray(a).elements.map(own => (same(own, from ?? null, context) ? (to ?? null) : own)),
          asArray(a).dimensions,
        ),
  loose,
);
define(
  'array_fill(anyelement, _int4) anyarray',
  ([value, sizes]) => {
    const dimensions = asArray(sizes).elements.map(size => asNumber(size));
    const count = dimensions.reduce((a, b) => a * b, 1);
    if (count > 1_000_000) throw new PgError(codes.programLimit, 'array size exceeds the maximum allowed (134217727)');
    return new ArrayValue(
      Array.from({ length: count }, () => value ?? null),
      dimensions,
    );
  },
  loose,
);
define(
  'trim_array(anyarray, int4) anyarray',
  ([a, n]) => new ArrayValue(asArray(a).elements.slice(0, asArray(a).elements.length - asNumber(n))),
);
defineSet('unnest(anyarray) anyelement', ([a]) => asArray(a).elements);
defineSet('generate_subscripts(anyarray, int4) int4', ([a, n]) =>
  Array.from({ length: asArray(a).dimensions[asNumber(n) - 1] ?? 0 }, (_, i) => i + 1),
);
