import type { Call, Expression } from '../sql/ast.js';
import type { Compiled } from '../query/compiled.js';
import type { Context, Frame } from '../query/context.js';
import { digitsOf } from '../query/arithmetic.js';
import { isNumberType, type ColumnType } from '../values/column-type.js';
import { compareNullable, compareValues, groupKeys } from '../values/compare.js';
import { Decimal } from '../values/decimal.js';
import { sortedKeys, type JsonValue } from '../values/json.js';
import { toInteger, toNumber, toNumeric, toText, type Value } from '../values/value.js';
import { asJson } from './json.js';

/** A function of the rows of a group. */
export interface Aggregate {
  readonly type: ColumnType;
  readonly collation: string;
  readonly compute: (frames: readonly Frame[]) => Value;
}

const names = new Set([
  'count',
  'sum',
  'avg',
  'min',
  'max',
  'group_concat',
  'std',
  'stddev',
  'stddev_pop',
  'stddev_samp',
  'variance',
  'var_pop',
  'var_samp',
  'bit_and',
  'bit_or',
  'bit_xor',
  'json_arrayagg',
  'json_objectagg',
  'rollup key',
  'rollup level',
]);

export function isAggregate(name: string): boolean {
  return names.has(name);
}

/** Makes an aggregate of its call. */
export function makeAggregate(call: Call, compile: (expression: Expression) => Compiled, context: Context): Aggregate {
  const isStar = call.args[0]?.kind === 'star';
  const args = isStar ? [] : call.args.map(compile);
  const [first] = args;
  const collation = first?.collation ?? context.collation;
  const values = (frames: readonly Frame[]): Value[] => valuesOf(frames, args, call.distinct, context);
  const base = { collation };
  switch (call.name) {
    case 'count':
      return { ...base, type: { name: 'bigint' }, compute: frames => BigInt(isStar ? frames.length : values(frames).length) };
    case 'sum':
    case 'avg': {
      const type = sumType(call.name, first?.type ?? { name: 'null' });
      return { ...base, type, compute: frames => sum(call.name === 'avg', values(frames), type) };
    }
    case 'min':
    case 'max':
      return {
        ...base,
        type: first?.type ?? { name: 'null' },
        compute: frames => extreme(values(frames), call.name === 'min' ? 1 : -1, collation),
      };
    case 'group_concat':
      return { ...base, type: { name: 'longtext', collation: first?.type.collation }, compute: groupConcat(call, args, compile, context) };
    case 'bit_and':
    case 'bit_or':
    case 'bit_xor':
      return { ...base, type: { name: 'bigint', unsigned: true }, compute: frames => bits(call.name, values(frames)) };
    case 'json_arrayagg':
      return {
        ...base,
        type: { name: 'json' },
        compute: frames => (frames.length === 0 ? null : { kind: 'json', value: frames.map(frame => asJson(first?.run(frame) ?? null)) }),
      };
    case 'json_objectagg':
      return {
        ...base,
        type: { name: 'json' },
        compute: frames => (frames.length === 0 ? null : { kind: 'json', value: objectOf(frames, args) }),
      };
    default:
      return { ...base, type: { name: 'double' }, compute: frames => rounded(deviation(call.name, values(frames)), first, context) };
  }
}

/** The values that are not null, each once if the call says DISTINCT. */
function valuesOf(frames: readonly Frame[], args: readonly Compiled[], distinct: boolean, context: Context): Value[] {
  const seen = new Set<string>();
  const collations = args.map(({ collation }) => collation);
  const result: Value[] = [];
  context.step(frames.length);
  for (const frame of frames) {
    const values = args.map(argument => argument.run(frame));
    if (values.includes(null)) continue;
    if (distinct) {
      const key = groupKeys(values, collations);
      if (seen.has(key)) continue;
      seen.add(key);
    }
    result.push(values[0] ?? null);
  }
  return result;
}

function sumType(name: string, type: ColumnType): ColumnType {
  if (!isNumberType(type) || type.name === 'double' || type.name === 'float') return { name: 'double' };
  const scale = type.scale ?? 0;
  const added = name === 'avg' ? 4 : 0;
  return { name: 'decimal', length: Math.min(65, digitsOf(type) + (name === 'avg' ? added : 22)), scale: Math.min(30, scale + added) };
}

function sum(isAverage: boolean, values: readonly Value[], type: ColumnType): Value {
  if (values.length === 0) return null;
  if (type.name === 'double') {
    const total = values.reduce<number>((sum_, value) => sum_ + toNumber(value), 0);
    return isAverage ? total / values.length : total;
  }
  const total = values.reduce<Decimal>((exact, value) => {
    const number = toNumeric(value);
    return exact.add(number instanceof Decimal ? number : typeof number === 'bigint' ? new Decimal(number, 0) : Decimal.ofNumber(number));
  }, new Decimal(0n, 0));
  return isAverage ? total.divide(new Decimal(BigInt(values.length), 0)).rescale(type.scale ?? 4) : total;
}

function extreme(values: readonly Value[], sign: number, collation: string): Value {
  let best: Value = null;
  for (const value of values) if (best === null || compareValues(value, best, collation) * sign < 0) best = value;
  return best;
}

function groupConcat(
  call: Call,
  args: readonly Compiled[],
  compile: (expression: Expression) => Compiled,
  context: Context,
): (frames: readonly Frame[]) => Value {
  const order = call.orderBy.map(({ expression, descending }) => ({ compiled: compile(positioned(expression, call)), descending }));
  const collations = args.map(({ collation }) => collation);
  return frames => {
    context.step(frames.length);
    const sorted =
      order.length === 0
        ? frames
        : [...frames].sort((a, b) => {
            for (const { compiled, descending } of order) {
              const result = compareNullable(compiled.run(a), compiled.run(b), compiled.collation);
              if (result !== 0) return descending ? -result : result;
            }
            return 0;
          });
    const seen = new Set<string>();
    const parts = sorted.flatMap(frame => {
      const values = args.map(argument => argument.run(frame));
      if (values.includes(null)) return [];
      const key = groupKeys(values, collations);
      if (call.distinct && seen.has(key)) return [];
      seen.add(key);
      return [values.map(toText).join('')];
    });
    if (parts.length === 0) return null;
    const limit = Number(toInteger(context.systemVariable('group_concat_max_len', undefined)));
    const joined = parts.join(call.separator ?? ',');
    return joined.length > limit ? joined.slice(0, limit) : joined;
  };
}

function positioned(expression: Expression, call: Call): Expression {
  return expression.kind === 'literal' && typeof expression.value === 'bigint'
    ? (call.args[Number(expression.value) - 1] ?? expression)
    : expression;
}

function bits(name: string, values: readonly Value[]): bigint {
  const numbers = values.map(value => BigInt.asUintN(64, toInteger(value)));
  if (name === 'bit_and') return numbers.reduce((a, b) => a & b, 2n ** 64n - 1n);
  return numbers.reduce((a, b) => (name === 'bit_or' ? a | b : a ^ b), 0n);
}

function objectOf(frames: readonly Frame[], args: readonly Compiled[]): JsonValue {
  const members = new Map<string, JsonValue>();
  for (const frame of frames) members.set(toText(args[0]?.run(frame) ?? ''), asJson(args[1]?.run(frame) ?? null));
  return sortedKeys(members);
}

/** MariaDB shows deviations with four digits more than the values have. */
function rounded(value: Value, first: Compiled | undefined, { dialect }: Context): Value {
  if (typeof value !== 'number' || dialect.product !== 'mariadb' || !first || ['double', 'float', 'varchar'].includes(first.type.name))
    return value;
  return Decimal.ofNumber(value).rescale((first.type.scale ?? 0) + 4);
}

function deviation(name: string, values: readonly Value[]): Value {
  const numbers = values.map(toNumber);
  const isSample = name.endsWith('_samp');
  if (numbers.length < (isSample ? 2 : 1)) return null;
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const variance = numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / (numbers.length - (isSample ? 1 : 0));
  return name.startsWith('std') ? Math.sqrt(variance) : variance;
}
