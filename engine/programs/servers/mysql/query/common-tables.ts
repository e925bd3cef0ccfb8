import { append } from '../../../../core/append.js';
import type { CommonTable, Query } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { groupKeys } from '../values/compare.js';
import { toNumber, type Row } from '../values/value.js';
import { convertTo } from './convert.js';
import type { Environment, Plan } from './compiled.js';
import type { Relation } from './context.js';
import { MAX_ROWS } from './from.js';
import type { Scope } from './scope.js';

/** The surroundings of a query with the tables of its WITH. */
export function withCommonTables(query: Query, environment: Environment, outer: Scope | undefined): Environment {
  const tables = new Map(environment.commonTables);
  const inner: Environment = { ...environment, commonTables: tables };
  for (const table of query.with) {
    const isRecursive = query.recursive && mentions(table);
    const relation = isRecursive
      ? recursiveRelation(table, { ...environment, commonTables: new Map(tables) }, outer)
      : plainRelation(table, { ...environment, commonTables: new Map(tables) }, outer);
    tables.set(table.name.toLowerCase(), relation);
  }
  return inner;
}

/** Whether the query of a common table names the table itself. */
function mentions({ name, query }: CommonTable): boolean {
  const escaped = name.toLowerCase();
  return (
    query.body.kind === 'union' &&
    query.text
      .toLowerCase()
      .split(/[^\w$\u0080-\uffff]+/)
      .includes(escaped)
  );
}

function relationOf(
  name: string,
  plan: Plan,
  names: readonly string[] | undefined,
  rows: () => readonly Row[],
  allNullable = false,
): Relation {
  if (names && names.length !== plan.columns.length) throw sqlErrors.viewColumns();
  const columns = plan.columns.map((column, index) => ({
    name: names?.[index] ?? column.name,
    type: column.type,
    nullable: allNullable || column.nullable,
  }));
  return { database: '', name, columns, rows, identifiers: [], indexed: new Set() };
}

function plainRelation({ name, columns, query }: CommonTable, environment: Environment, outer: Scope | undefined): Relation {
  const plan = environment.plan(query, environment, outer);
  let rows: readonly Row[] | undefined;
  return relationOf(name, plan, columns, () => (rows ??= plan.run(undefined)));
}

/** First the rows of the part that does not name the table, then, as long as there are new ones, those of the part that does. */
function recursiveRelation({ name, columns, query }: CommonTable, environment: Environment, outer: Scope | undefined): Relation {
  const { body } = query;
  if (body.kind !== 'union') throw sqlErrors.recursiveNeedsUnion(name);
  const wrap = (part: Query['body']): Query => ({ ...query, with: [], body: part, orderBy: [], limit: undefined, offset: undefined });
  const seed = environment.plan(wrap(body.left), environment, outer);
  let latest: readonly Row[] = [];
  const tables = new Map(environment.commonTables);
  const own = relationOf(name, seed, columns, () => latest, true);
  tables.set(name.toLowerCase(), own);
  const step = environment.plan(wrap(body.right), { ...environment, commonTables: tables }, outer);
  if (step.columns.length !== seed.columns.length) throw sqlErrors.unionColumns();
  const convert = (row: Row): Row => row.map((value, index) => convertTo(value, own.columns[index]?.type ?? { name: 'null' }));
  let rows: readonly Row[] | undefined;
  const compute = (): readonly Row[] => {
    const all: Row[] = [];
    const seen = new Set<string>();
    const collations = own.columns.map(({ type }) => type.collation ?? environment.context.collation);
    const fresh = (found: readonly Row[]): readonly Row[] =>
      found.map(convert).filter(row => {
        if (body.all) return true;
        const key = groupKeys(row, collations);
        return seen.has(key) ? false : seen.add(key).has(key);
      });
    latest = fresh(seed.run(undefined));
    const limit = iterationLimit(environment);
    const wanted = query.limit?.kind === 'literal' ? toNumber(query.limit.value) : Infinity;
    for (let iterations = 0; latest.length > 0 && all.length < wanted; iterations++) {
      append(all, latest);
      if (all.length > MAX_ROWS) throw sqlErrors.outOfMemory();
      if (iterations > limit) {
        if (environment.context.dialect.product === 'mariadb') break;
        throw sqlErrors.tooManyRecursions(limit + 1);
      }
      environment.context.step(latest.length);
      latest = fresh(step.run(undefined));
    }
    return wanted === Infinity ? all : all.slice(0, wanted);
  };
  return { ...own, rows: () => (rows ??= compute()) };
}

function iterationLimit({ context }: Environment): number {
  return toNumber(
    context.systemVariable(context.dialect.product === 'mariadb' ? 'max_recursive_iterations' : 'cte_max_recursion_depth', undefined),
  );
}
