import { codes, PgError } from '../pg-error.js';
import { type Compiled, type Env, isRow, newEnv, PAUSE, type RowStream, type Runtime } from '../plan/runtime.js';
import type { Scope } from '../plan/scope.js';
import type { Insert } from '../sql/ast.js';
import type { Relation } from '../storage/catalog.js';
import type { Tuple } from '../storage/heap.js';
import type { Row, Value } from '../values/value.js';
import { placeOf } from './assignments.js';
import { type ChangePlan, changePlan, compileReturning, type Returning, returnRow, targetTable } from './change-plan.js';
import { checkIdentity, type InsertSource, insertSource, oneRow } from './insert-source.js';
import { type ConflictPlan, planConflict } from './on-conflict.js';
import { logOf } from './runtime-log.js';
import { compileDefault, tableScope } from './table-parts.js';
import { TableWriter } from './table-writer.js';

/** An INSERT with everything it needs to run. */
interface InsertPlan {
  readonly relation: Relation;
  readonly analysis: Scope['analysis'];
  /** Where the values of the source go. */
  readonly places: readonly number[];
  /** Undefined: DEFAULT VALUES. */
  readonly source: InsertSource | undefined;
  /** OVERRIDING USER VALUE: values for identity columns are passed over. */
  readonly ignoresIdentity: boolean;
  readonly defaults: readonly (Compiled | undefined)[];
  readonly conflict: ConflictPlan | undefined;
  readonly returning: Returning;
}

/** INSERT, ready to run. */
export function planInsert(statement: Insert, scope: Scope): ChangePlan {
  const { analysis } = scope;
  const relation = targetTable(statement.table, 'INSERT', scope);
  const places = insertPlaces(statement, relation);
  const source = statement.source ? insertSource(statement.source, places, relation, scope) : undefined;
  checkWidth(statement, places, source);
  checkIdentity(statement, relation, places.slice(0, source?.width ?? 0), source?.isDefault);
  const plan: InsertPlan = {
    relation,
    analysis,
    places,
    source,
    ignoresIdentity: statement.overriding === 'user',
    defaults: relation.columns.map(column => compileDefault(column, analysis)),
    conflict: statement.conflict ? planConflict(statement.conflict, relation, statement, scope) : undefined,
    returning: compileReturning(statement.returning, tableScope(relation, analysis, statement.table.alias ?? relation.name, scope)),
  };
  return changePlan(plan.returning, 'Insert', relation, source?.plan, (runtime, outer, count) => insertRows(plan, runtime, outer, count));
}

/** Places of the columns that are named, or of all. */
function insertPlaces({ columns }: Insert, relation: Relation): readonly number[] {
  if (!columns) return relation.columns.map((_, i) => i);
  const places = columns.map(column => placeOf(relation, column));
  const doubled = columns[places.findIndex((place, i) => places.indexOf(place) !== i)];
  if (doubled) throw new PgError(codes.duplicateColumn, `column "${doubled.name}" specified more than once`, { at: doubled.at });
  return places;
}

function checkWidth({ columns }: Insert, places: readonly number[], source: InsertSource | undefined): void {
  if (!source) return;
  if (source.width > places.length)
    throw new PgError(codes.syntax, 'INSERT has more expressions than target columns', { at: source.atOf(places.length) });
  if (source.width < places.length && columns)
    throw new PgError(codes.syntax, 'INSERT has more target columns than expressions', { at: columns[source.width]?.at });
}

function* insertRows(plan: InsertPlan, runtime: Runtime, outer: Env | undefined, count: () => void): RowStream {
  const { relation, source, conflict, returning } = plan;
  const writer = new TableWriter(relation, plan.analysis, runtime, logOf(runtime));
  const env = newEnv(runtime, newEnv(runtime, outer));
  const touched = new Set<Tuple>();
  const given: Row[] = [];
  for (const item of source ? source.run(runtime, newEnv(runtime, outer)) : oneRow()) {
    if (isRow(item)) given.push(item);
    else yield item;
  }
  yield* writer.triggers.begin('INSERT');
  for (const values of given) {
    const row = completeRow(plan, values, env);
    const tuple = yield* conflict ? conflict.insert(writer, row, touched, outer) : writer.insert(row);
    if (!tuple) continue;
    touched.add(tuple);
    count();
    yield* returnRow(returning, env, tuple.values);
    if (runtime.due()) yield PAUSE;
  }
  yield* writer.finish('INSERT');
}

/** A row of the table: the values given, and defaults for the rest. */
function completeRow({ relation, places, source, defaults, ignoresIdentity }: InsertPlan, given: Row, env: Env): Row {
  const row: Value[] = relation.columns.map(() => null);
  const set = new Set<number>();
  for (let i = 0; i < (source?.width ?? 0); i++) {
    const place = places[i] ?? 0;
    const value = given[i];
    if (value === undefined || source?.isDefaultAt(given, i)) continue;
    if (ignoresIdentity && relation.columns[place]?.identity) continue;
    row[place] = value;
    set.add(place);
  }
  for (const [place, node] of defaults.entries()) if (node && !set.has(place)) row[place] = node.eval(env);
  return row;
}
