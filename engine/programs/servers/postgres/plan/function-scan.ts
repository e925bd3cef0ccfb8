import type { FunctionSpec } from '../functions/registry.js';
import type { FromItem, RangeAlias } from '../sql/ast.js';
import { t } from '../values/type-table.js';
import { ArrayValue, type Row, RowValue, type Value } from '../values/value.js';
import { resolveFunction } from './calls.js';
import { requireType } from './find-type.js';
import { type ColumnInfo, type FromPlan, lateralScope, leaf, rangeOf, scanTitle, single } from './from-plan.js';
import { type Compiled, type Env, PAUSE, type RowStream } from './runtime.js';
import type { Scope } from './scope.js';

type FunctionItem = Extract<FromItem, { kind: 'function' }>;

/** A function in FROM. Its arguments may read what stands to its left. */
export function planFunction(item: FunctionItem, scope: Scope, left: FromPlan | undefined, offset: number): FromPlan {
  const inner = lateralScope(scope, left);
  inner.clause = 'FROM';
  const { call } = item;
  if (call.kind !== 'call') return planScalar(item, inner.compile(call), inner, scope, offset);
  const name = call.name.at(-1) ?? '';
  const { spec, fitted } = resolveFunction(
    call,
    call.args.map(arg => inner.compile(arg)),
    inner,
  );
  if (!spec.set && !isRowFunction(spec)) return planScalar(item, inner.compile(call), inner, scope, offset);
  if (inner.usesOuter) scope.usesOuter = true;
  const alias = item.alias?.name ?? name;
  const results = resultColumns(item, alias, spec, fitted, inner);
  const columns = item.ordinality ? [...results, { name: 'ordinality', type: t.int8, typmod: -1 }] : results;
  const entry = rangeOf(alias, columns, offset, item.alias?.columns ?? [], { isScalar: columns.length === 1 && !spec.columns }, item.at);
  const isLateral = !fitted.every(arg => arg.isConstant);
  const run = (env: Env): RowStream =>
    functionRows(spec, fitted, { isWide: results.length > 1 || isRowFunction(spec), isNumbered: item.ordinality }, env);
  return single(entry, isLateral, run, () => ({ ...leaf(scanTitle('Function Scan', name, alias), columns.length, 1000), cost: 10 }));
}

/** The columns that a function gives: as FROM declares them, as the function does, or one with the name of the alias. */
function resultColumns(
  item: FunctionItem,
  alias: string,
  spec: FunctionSpec,
  args: readonly Compiled[],
  { analysis }: Scope,
): readonly ColumnInfo[] {
  if (item.columns.length > 0)
    return item.columns.map(column => ({ name: column.name, type: requireType(column.type, analysis.session), typmod: -1 }));
  if (spec.columns) return spec.columns.map(column => ({ ...column, typmod: -1 }));
  const type = spec.returns.name === 'anyelement' ? (args[0]?.type.element ?? t.text) : spec.returns;
  return [{ name: alias, type, typmod: -1 }];
}

/** Calls a function that returns a set: its values as rows, numbered WITH ORDINALITY. */
function* functionRows(
  { set, call, isStrict }: FunctionSpec,
  args: readonly Compiled[],
  { isWide, isNumbered }: { readonly isWide: boolean; readonly isNumbered: boolean },
  env: Env,
): RowStream {
  const values = args.map(arg => arg.eval(env));
  if (isStrict && values.includes(null)) return;
  let number = 0n;
  const context = { runtime: env.runtime, types: args.map(arg => arg.type), env };
  for (const value of set ? set(values, context) : [call?.(values, context) ?? null]) {
    number++;
    const row = isWide ? fieldsOf(value) : [value];
    yield isNumbered ? [...row, number] : row;
    if (env.runtime.due()) yield PAUSE;
  }
}

/** A function whose result is a row: in FROM its columns stand by themselves. */
function isRowFunction({ columns, returns }: FunctionSpec): boolean {
  return columns !== undefined && returns.name === 'record';
}

function fieldsOf(value: Value): Row {
  if (value instanceof ArrayValue) return value.elements;
  return value instanceof RowValue ? value.values : [value];
}

/** A function with one value, as a table of one row. */
function planScalar(item: FunctionItem, value: Compiled, inner: Scope, scope: Scope, offset: number): FromPlan {
  if (inner.usesOuter) scope.usesOuter = true;
  const name = item.call.kind === 'call' ? (item.call.name.at(-1) ?? '') : 'value';
  const alias: RangeAlias = item.alias ?? { name, columns: [] };
  const entry = rangeOf(
    alias.name,
    [{ name: alias.name, type: value.type, typmod: value.typmod }],
    offset,
    alias.columns,
    { isScalar: true },
    item.at,
  );
  return single(
    entry,
    true,
    function* (env) {
      yield [value.eval(env)];
    },
    () => leaf(`Function Scan on ${name}`, 1, 1),
  );
}
