import { compareValues, keyOfValue } from '../values/compare.js';
import { Decimal } from '../values/decimal.js';
import { addIntervals, scaleInterval } from '../values/interval.js';
import { t, type PgType } from '../values/type-table.js';
import { ArrayValue, asBoolean, asDecimal, asInterval, asNumber, asText, Interval, type Row, type Value } from '../values/value.js';
import { Jsonb } from '../values/value.js';
import { normalized, type JsonNode } from '../values/json.js';
import { formatPlainJson, jsonOf, standsAlone } from './json-build.js';
import { squareRoot } from './decimal-math.js';
import { aggregate, type AggregateState, type CallContext } from './registry.js';
import { joined } from './strings.js';
import { codes, PgError } from '../pg-error.js';

/** An aggregate that folds its argument into a state; nothing added gives null. */
function folding<T>(
  add: (state: T | undefined, value: Value, context: CallContext) => T,
  result: (state: T, context: CallContext) => Value,
) {
  return (): AggregateState => {
    let state: T | undefined;
    return {
      add: ([value], context) => {
        state = add(state, value ?? null, context);
      },
      result: context => (state === undefined ? null : result(state, context)),
    };
  };
}

class Count implements AggregateState {
  #count = 0;

  add(): void {
    this.#count++;
  }

  result(): Value {
    return BigInt(this.#count);
  }
}

aggregate('count() int8|count(any) int8', () => new Count());

const sumBig = folding<bigint>(
  (state, value) => (state ?? 0n) + BigInt(asNumber(value)),
  state => state,
);
aggregate('sum(int4) int8|sum(int2) int8', sumBig);
const exact = (value: Value): Decimal =>
  typeof value === 'bigint' ? Decimal.of(value) : typeof value === 'number' ? Decimal.of(BigInt(value)) : asDecimal(value);
aggregate(
  'sum(int8) numeric|sum(numeric) numeric',
  folding<Decimal>(
    (state, value) => (state ? state.add(exact(value)) : exact(value)),
    state => state,
  ),
);
aggregate(
  'sum(float8) float8|sum(float4) float4',
  folding<number>(
    (state, value) => (state ?? 0) + asNumber(value),
    state => state,
  ),
);
aggregate(
  'sum(interval) interval',
  folding<Interval>(
    (state, value) => (state ? addIntervals(state, asInterval(value)) : asInterval(value)),
    state => state,
  ),
);

interface Average {
  readonly sum: Decimal;
  readonly count: number;
}

aggregate(
  'avg(int4) numeric|avg(int2) numeric|avg(int8) numeric|avg(numeric) numeric',
  folding<Average>(
    (state, value) => ({ sum: state ? state.sum.add(exact(value)) : exact(value), count: (state?.count ?? 0) + 1 }),
    ({ sum, count }) => sum.divide(Decimal.of(BigInt(count))),
  ),
);
aggregate(
  'avg(float8) float8|avg(float4) float8',
  folding<{ sum: number; count: number }>(
    (state, value) => ({ sum: (state?.sum ?? 0) + asNumber(value), count: (state?.count ?? 0) + 1 }),
    ({ sum, count }) => sum / count,
  ),
);
aggregate(
  'avg(interval) interval',
  folding<{ sum: Interval; count: number }>(
    (state, value) => ({ sum: state ? addIntervals(state.sum, asInterval(value)) : asInterval(value), count: (state?.count ?? 0) + 1 }),
    ({ sum, count }) => scaleInterval(sum, 1 / count),
  ),
);

function extreme(sign: 1 | -1) {
  return (types: readonly PgType[]): AggregateState => {
    const type = types[0] ?? t.text;
    return folding<Exclude<Value, null>>(
      (state, value, { runtime }) => {
        const given = value ?? '';
        return state === undefined || compareValues(given, state, type, runtime.session.collation) * sign > 0 ? given : state;
      },
      state => state,
    )();
  };
}

for (const type of 'int2 int4 int8 float4 float8 numeric text bpchar date time timestamp timestamptz interval oid anyarray anyelement'.split(
  ' ',
)) {
  aggregate(`max(${type}) ${type}`, extreme(1));
  aggregate(`min(${type}) ${type}`, extreme(-1));
}

aggregate(
  'bool_and(bool) bool|every(bool) bool',
  folding<boolean>(
    (state, value) => (state ?? true) && asBoolean(value),
    state => state,
  ),
);
aggregate(
  'bool_or(bool) bool',
  folding<boolean>(
    (state, value) => (state ?? false) || asBoolean(value),
    state => state,
  ),
);
aggregate(
  'bit_and(int4) int4',
  folding<number>(
    (state, value) => (state ?? -1) & asNumber(value),
    state => state,
  ),
);
aggregate(
  'bit_or(int4) int4',
  folding<number>(
    (state, value) => (state ?? 0) | asNumber(value),
    state => state,
  ),
);

aggregate(
  'string_agg(text, text) text',
  () => {
    let parts: string | undefined;
    return {
      add: ([value, by]) => {
        if (value === null || value === undefined) return;
        parts = parts === undefined ? asText(value) : joined(parts, (typeof by === 'string' ? by : '') + asText(value));
      },
      result: () => parts ?? null,
    };
  },
  { isStrict: false },
);

function collecting(result: (rows: readonly Row[], context: CallContext) => Value) {
  return (): AggregateState => {
    const rows: Row[] = [];
    return {
      add: (args, { runtime }) => {
        runtime.hold(args);
        rows.push(args);
      },
      result: context => (rows.length === 0 ? null : result(rows, context)),
    };
  };
}

aggregate(
  'array_agg(anyelement) anyarray',
  collecting(rows => new ArrayValue(rows.map(([value]) => value ?? null))),
  { isStrict: false },
);
const listOf = (rows: readonly Row[], context: CallContext): readonly JsonNode[] =>
  rows.map(([value]) => jsonOf(value ?? null, context.types[0] ?? t.text, context.runtime));
aggregate(
  'json_agg(anyelement) json',
  collecting(
    (rows, context) =>
      `[${listOf(rows, context)
        .map(node => formatPlainJson(node))
        .join(standsAlone(context.types[0]) ? ', \n ' : ', ')}]`,
  ),
  { isStrict: false },
);
aggregate(
  'jsonb_agg(anyelement) jsonb',
  collecting((rows, context) => new Jsonb(normalized(listOf(rows, context)))),
  { isStrict: false },
);

function objectOf(rows: readonly Row[], context: CallContext): readonly (readonly [string, JsonNode])[] {
  return rows.map(([key, value]) => {
    if (key === null || key === undefined) throw new PgError(codes.invalidParameter, 'field name must not be null');
    return [typeof key === 'string' ? key : keyOfValue(key).slice(1), jsonOf(value ?? null, context.types[1] ?? t.text, context.runtime)];
  });
}

aggregate(
  'json_object_agg(any, any) json',
  collecting(
    (rows, context) =>
      `{ ${objectOf(rows, context)
        .map(([key, node]) => `${JSON.stringify(key)} : ${formatPlainJson(node)}`)
        .join(', ')} }`,
  ),
  { isStrict: false },
);
aggregate(
  'jsonb_object_agg(any, any) jsonb',
  collecting((rows, context) => new Jsonb(normalized(new Map(objectOf(rows, context))))),
  { isStrict: false },
);

/** Sum of squares of what deviates from the mean, exactly for exact numbers. */
function spread(kind: 'samp' | 'pop', root: boolean, rows: readonly Row[]): Value {
  const count = BigInt(rows.length);
  const divisor = kind === 'pop' ? count : count - 1n;
  if (divisor === 0n) return null;
  if (rows.every(([value]) => typeof value === 'number' && !Number.isInteger(value))) return floatSpread(rows, Number(divisor), root);
  const values = rows.map(([value]) => exact(value ?? null));
  const sum = values.reduce((a, b) => a.add(b), Decimal.zero);
  const squares = values.reduce((a, b) => a.add(b.multiply(b)), Decimal.zero);
  const top = squares.multiply(Decimal.of(count)).subtract(sum.multiply(sum));
  const variance = top.divide(Decimal.of(count * divisor));
  if (variance.compare(Decimal.zero) <= 0) return Decimal.zero;
  return root ? squareRoot(variance) : variance;
}

function floatSpread(rows: readonly Row[], divisor: number, root: boolean): number {
  const values = rows.map(([value]) => asNumber(value));
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / divisor;
  return root ? Math.sqrt(variance) : variance;
}

for (const [name, kind, root] of [
  ['stddev', 'samp', true],
  ['stddev_samp', 'samp', true],
  ['stddev_pop', 'pop', true],
  ['variance', 'samp', false],
  ['var_samp', 'samp', false],
  ['var_pop', 'pop', false],
] as const) {
  for (const type of ['int2', 'int4', 'int8', 'numeric'])
    aggregate(
      `${name}(${type}) numeric`,
      collecting(rows => spread(kind, root, rows)),
    );
  aggregate(
    `${name}(float8) float8`,
    collecting(rows => (rows.length === 1 && kind === 'samp' ? null : floatSpread(rows, rows.length - (kind === 'samp' ? 1 : 0), root))),
  );
}

/** Values come in their order; the first argument is the fraction. */
function percentile(pick: (rows: readonly Row[], fraction: number) => Value) {
  return collecting(rows => {
    const fraction = asNumber(rows[0]?.[0]);
    if (fraction < 0 || fraction > 1) throw new PgError(codes.numericOutOfRange, `percentile value ${fraction} is not between 0 and 1`);
    return pick(rows, fraction);
  });
}

aggregate(
  'percentile_cont(float8, float8) float8',
  percentile((rows, fraction) => {
    const at = fraction * (rows.length - 1);
    const low = asNumber(rows[Math.floor(at)]?.[1]);
    const high = asNumber(rows[Math.ceil(at)]?.[1]);
    return low + (high - low) * (at - Math.floor(at));
  }),
  { isOrdered: true },
);
aggregate(
  'percentile_disc(float8, anyelement) anyelement',
  percentile((rows, fraction) => rows[Math.max(0, Math.ceil(fraction * rows.length) - 1)]?.[1] ?? null),
  { isOrdered: true },
);
aggregate(
  'mode(anyelement) anyelement',
  collecting((rows, context) => {
    let best: Value = null;
    let most = 0;
    let run = 0;
    let last: Value = null;
    for (const [value = null] of rows) {
      run =
        last !== null && value !== null && compareValues(value, last, context.types[0] ?? t.text, context.runtime.session.collation) === 0
          ? run + 1
          : 1;
      last = value;
      if (run > most) [best, most] = [value, run];
    }
    return best;
  }),
  { isOrdered: true },
);
for (const [name, compute] of Object.entries({
  corr: ([n, sx, sy, sxy, sxx, syy]: Sums) => (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy)),
  covar_pop: ([n, sx, sy, sxy]: Sums) => (sxy - (sx * sy) / n) / n,
  regr_slope: ([n, sx, sy, sxy, sxx]: Sums) => (n * sxy - sx * sy) / (n * sxx - sx * sx),
}))
  aggregate(
    `${name}(float8, float8) float8`,
    collecting(rows => compute(sumsOf(rows))),
  );

type Sums = readonly [n: number, sx: number, sy: number, sxy: number, sxx: number, syy: number];

/** Of pairs (y, x), as regr_ functions take them. */
function sumsOf(rows: readonly Row[]): Sums {
  const sums: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  for (const [first, second] of rows) {
    const [y, x] = [asNumber(first), asNumber(second)];
    [1, x, y, x * y, x * x, y * y].forEach((value, i) => (sums[i] = (sums[i] ?? 0) + value));
  }
  return sums;
}
