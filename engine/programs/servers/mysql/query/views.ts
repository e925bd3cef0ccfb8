import { parseStatement } from '../sql/statements.js';
import { invariant } from '../../../../core/invariant.js';
import type { Row } from '../values/value.js';
import type { Environment } from './compiled.js';
import type { Context, Relation } from './context.js';

/** The query of a view as something that can be read from. */
export function viewRelation(
  sql: string,
  { database, name, columns: names }: { readonly database: string; readonly name: string; readonly columns: readonly string[] | undefined },
  environment: Environment,
): Relation {
  const { statement } = parseStatement(sql, environment.context.dialect);
  invariant(statement.kind === 'query', 'a view is a query');
  const { context } = environment;
  // Names without a database are of the view's own.
  const home: Context = {
    ...context,
    relation: (table, planner) => context.relation({ database: table.database ?? database, name: table.name }, planner),
  };
  const plan = environment.plan(statement, { ...environment, context: home, commonTables: new Map() }, undefined);
  const columns = plan.columns.map(({ name: own, type, nullable }, index) => ({ name: names?.[index] ?? own, type, nullable }));
  let rows: readonly Row[] | undefined;
  return { database, name, columns, rows: () => (rows ??= plan.run(undefined)), identifiers: [], indexed: new Set() };
}
