import type { Compiled } from '../query/compiled.js';
import { convertTo } from '../query/convert.js';
import { castValue } from '../query/cast.js';
import { sqlErrors } from '../sql-error.js';
import { charsetOf } from '../values/collation.js';
import { isBinaryType, isTextType, unitedType, type ColumnType } from '../values/column-type.js';
import { compareValues } from '../values/compare.js';
import { toInteger, toNumber, toText, toTruth, type Value } from '../values/value.js';
import { at, bigint, int, text, textAt, type FunctionTable, type SqlFunction } from './define.js';

function united(args: readonly Compiled[]): ColumnType {
  return args.map(({ type }) => type).reduce(unitedType, { name: 'null' });
}

const unitedRest = (args: readonly Compiled[]): ColumnType => united(args.slice(1));

function extreme(values: readonly Value[], sign: number, args: readonly Compiled[], collation: string): Value {
  const type = united(args);
  const isText = values.every(value => typeof value === 'string');
  const best = values.reduce((a, b) => {
    const order = isText
      ? compareValues(a, b, collation)
      : typeof a === 'string' || typeof b === 'string'
        ? textOrNumber(a, b, collation)
        : compareValues(a, b, collation);
    return order * sign > 0 ? a : b;
  });
  return convertTo(best, type);
}

function textOrNumber(a: Value, b: Value, collation: string): number {
  return typeof a === typeof b ? compareValues(a, b, collation) : compareValues(toText(a), toText(b), collation);
}

const constant = (type: ColumnType, run: SqlFunction['run']): SqlFunction => ({ min: 0, max: 0, type, run });

export const controlFunctions: FunctionTable = new Map<string, SqlFunction>([
  [
    'if',
    {
      min: 3,
      max: 3,
      type: unitedRest,
      takesNull: true,
      run: (values, { args }) => convertTo(at(values, toTruth(at(values, 0)) === true ? 1 : 2), unitedRest(args)),
    },
  ],
  [
    'ifnull',
    { min: 2, max: 2, type: united, takesNull: true, run: (values, { args }) => convertTo(values[0] ?? at(values, 1), united(args)) },
  ],
  [
    'nvl',
    { min: 2, max: 2, type: united, takesNull: true, run: (values, { args }) => convertTo(values[0] ?? at(values, 1), united(args)) },
  ],
  [
    'nullif',
    {
      min: 2,
      max: 2,
      type: args => args[0]?.type ?? { name: 'null' },
      takesNull: true,
      run: ([a = null, b = null], { collation }) => (a !== null && b !== null && compareValues(a, b, collation) === 0 ? null : a),
    },
  ],
  [
    'coalesce',
    {
      min: 1,
      max: 255,
      type: united,
      takesNull: true,
      run: (values, { args }) => convertTo(values.find(value => value !== null) ?? null, united(args)),
    },
  ],
  ['isnull', { min: 1, max: 1, type: int, takesNull: true, notNull: true, run: values => (at(values, 0) === null ? 1n : 0n) }],
  ['greatest', { min: 2, max: 255, type: united, run: (values, { args, collation }) => extreme(values, 1, args, collation) }],
  ['least', { min: 2, max: 255, type: united, run: (values, { args, collation }) => extreme(values, -1, args, collation) }],
  [
    'interval',
    {
      min: 2,
      max: 255,
      type: int,
      run: ([wanted = null, ...rest]) => BigInt(rest.filter(value => toNumber(value) <= toNumber(wanted)).length),
    },
  ],
  ['any_value', { min: 1, max: 1, type: args => args[0]?.type ?? { name: 'null' }, takesNull: true, run: values => at(values, 0) }],
  ['name_const', { min: 2, max: 2, type: unitedRest, takesNull: true, run: values => at(values, 1) }],
  [
    'binary',
    { min: 1, max: 1, type: { name: 'varbinary' }, run: (values, { context }) => castValue(at(values, 0), { name: 'varbinary' }, context) },
  ],
]);

export const sessionFunctions: FunctionTable = new Map<string, SqlFunction>([
  ['version', constant(text(60), (_, { context }) => context.dialect.version)],
  ['database', constant(text(64), (_, { context }) => context.facts.database ?? null)],
  ['schema', constant(text(64), (_, { context }) => context.facts.database ?? null)],
  ['user', constant(text(288), (_, { context }) => context.facts.user)],
  ['session_user', constant(text(288), (_, { context }) => context.facts.user)],
  ['system_user', constant(text(288), (_, { context }) => context.facts.user)],
  ['current_user', constant(text(288), (_, { context }) => context.facts.currentUser)],
  ['current_role', constant(text(288), (_, { context }) => context.facts.role ?? (context.dialect.product === 'mariadb' ? null : 'NONE'))],
  ['connection_id', constant(bigint, (_, { context }) => BigInt(context.facts.connectionId))],
  [
    'last_insert_id',
    {
      min: 0,
      max: 1,
      type: { name: 'bigint', unsigned: true },
      run: (values, { context }) => (values.length > 0 ? toInteger(at(values, 0)) : context.facts.lastInsertId),
    },
  ],
  ['row_count', constant(bigint, (_, { context }) => context.facts.rowCount)],
  ['found_rows', constant(bigint, (_, { context }) => context.facts.foundRows)],
  ['uuid', constant(text(36), (_, { context }) => uuid(context.random))],
  [
    'uuid_short',
    constant({ name: 'bigint', unsigned: true }, (_, { context }) => BigInt(Math.floor(context.random() * 2 ** 52)) + 2n ** 56n),
  ],
  ['charset', { min: 1, max: 1, type: text(64), takesNull: true, run: (_, { args }) => charsetName(args[0]) }],
  [
    'collation',
    {
      min: 1,
      max: 1,
      type: text(64),
      takesNull: true,
      run: (_, { args }) => (isBinary(args[0]) ? 'binary' : (args[0]?.collation ?? 'binary')),
    },
  ],
  ['coercibility', { min: 1, max: 1, type: int, takesNull: true, run: (_, { args }) => BigInt(args[0]?.strength ?? 4) }],
  [
    'sleep',
    {
      min: 1,
      max: 1,
      type: int,
      takesNull: true,
      run: (values, { context }) => {
        const seconds = toNumber(at(values, 0));
        if (at(values, 0) === null || seconds < 0) throw sqlErrors.wrongArguments('sleep.');
        context.sleep(seconds);
        return 0n;
      },
    },
  ],
  ['get_lock', { min: 2, max: 2, type: int, run: (values, { context }) => context.lockName('get', textAt(values, 0)) }],
  ['release_lock', { min: 1, max: 1, type: int, run: (values, { context }) => context.lockName('release', textAt(values, 0)) }],
  ['is_free_lock', { min: 1, max: 1, type: int, run: (values, { context }) => context.lockName('free', textAt(values, 0)) }],
  ['is_used_lock', { min: 1, max: 1, type: int, run: (values, { context }) => context.lockName('used', textAt(values, 0)) }],
  [
    'benchmark',
    {
      min: 2,
      max: 2,
      type: int,
      takesNull: true,
      run: (values, { context }) => (context.step(Math.min(1e9, Math.max(0, toNumber(at(values, 0))))), 0n),
    },
  ],
]);

function isBinary(argument: Compiled | undefined): boolean {
  return argument === undefined || isBinaryType(argument.type) || !(isTextType(argument.type) || argument.type.name === 'null');
}

function charsetName(argument: Compiled | undefined): string {
  return argument && !isBinary(argument) ? charsetOf(argument.collation) : 'binary';
}

function uuid(random: () => number): string {
  const hex = (digits: number): string => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-11ef-${(8 + Math.floor(random() * 4)).toString(16)}${hex(3)}-0242ac110002`;
}
