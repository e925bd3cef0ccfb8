import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { OutputColumn } from '../plan/runtime.js';
import type { Variables } from '../plan/variables.js';
import { planInner, runInner, type InnerPlan, type InnerStatement } from '../routines/inner-statement.js';
import { parseStatements } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import type { PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import type { RowSource, Sql } from './ast.js';
import { evaluate, inSql, PlanMemory, statementOf } from './evaluate.js';
import type { Frame } from './frame.js';
import { textOf } from './raise.js';

/** Rows that somebody is to take one after another. */
export type TakeRow = (row: Row, columns: readonly OutputColumn[]) => boolean | Generator<Yielded, boolean, unknown>;

const plans = new PlanMemory<InnerPlan>();

export function isInner(statement: Statement): statement is InnerStatement & Statement {
  return ['query', 'insert', 'update', 'delete'].includes(statement.kind);
}

/** Runs a statement that reads or changes rows; how many there were. */
export function* runRows(sql: Sql, statement: InnerStatement, frame: Frame, take: TakeRow): Generator<Yielded, Ran, unknown> {
  const { made, variables } = inSql(sql, '', () => plans.get(sql, frame, seen => planInner(statement, seen, frame.session)));
  return yield* run(sql, made, variables, frame, take);
}

export interface Ran {
  readonly count: number;
  readonly columns: readonly OutputColumn[];
}

function* run(sql: Sql, plan: InnerPlan, variables: Variables, frame: Frame, take: TakeRow): Generator<Yielded, Ran, unknown> {
  try {
    const count = yield* runInner(plan, variables, frame.session, row => take(row, plan.columns));
    return { count, columns: plan.columns };
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    throw error.within(`SQL statement "${sql.text}"`);
  }
}

/** The rows of a query that is written down, or made as a text. */
export function* runSource(source: Exclude<RowSource, { kind: 'cursor' }>, frame: Frame, take: TakeRow): Generator<Yielded, Ran, unknown> {
  if (source.kind === 'execute') return yield* runDynamic(source, frame, take);
  const statement = inSql(source.sql, '', () => statementOf(source.sql));
  if (!isInner(statement)) throw new PgError(codes.syntax, 'a query is needed here');
  return yield* runRows(source.sql, statement, frame, take);
}

/** What EXECUTE runs: a text that names no variables, but takes values as $1, $2 … */
export interface Dynamic {
  readonly sql: Sql;
  readonly statements: readonly Statement[];
  readonly variables: Variables;
}

export function* prepareDynamic(
  source: { readonly sql: Sql; readonly using: readonly Sql[] },
  frame: Frame,
): Generator<Yielded, Dynamic, unknown> {
  const text = yield* textOf(source.sql, frame);
  if (text === undefined) throw new PgError(codes.nullNotAllowed, 'query string argument of EXECUTE is null');
  const args: Value[] = [];
  const params: PgType[] = [];
  for (const value of source.using) {
    const given = yield* evaluate(value, frame);
    args.push(given.value);
    params.push(given.node.type);
  }
  const sql = { text };
  const statements = inSql(sql, '', () => parseStatements(text).map(({ statement }) => statement));
  return { sql, statements, variables: { holds: 'variables', visible: [], entries: [], params, args, values: [] } };
}

/** Runs one statement of a text. */
export function* runDynamicStatement(
  { sql, variables }: Dynamic,
  statement: InnerStatement,
  frame: Frame,
  take: TakeRow,
): Generator<Yielded, Ran, unknown> {
  const plan = inSql(sql, '', () => planInner(statement, variables, frame.session));
  return yield* run(sql, plan, variables, frame, take);
}

function* runDynamic(source: Extract<RowSource, { kind: 'execute' }>, frame: Frame, take: TakeRow): Generator<Yielded, Ran, unknown> {
  const dynamic = yield* prepareDynamic(source, frame);
  const [statement] = dynamic.statements;
  if (!statement || !isInner(statement)) throw new PgError(codes.syntax, 'a query is needed here');
  return yield* runDynamicStatement(dynamic, statement, frame, take);
}
