import type { Yielded } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { runDefinition } from '../execute/run-definition.js';
import type { Session } from '../execute/session.js';
import { coerce } from '../plan/coerce.js';
import { columnNode } from '../plan/row-fitting.js';
import { newEnv, type Compiled, type Env, type Runtime } from '../plan/runtime.js';
import type { Variables } from '../plan/variables.js';
import { parseStatements } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import type { Routine } from '../storage/catalog.js';
import { displayType, t } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { planInner, runInner, type InnerPlan, type InnerStatement } from './inner-statement.js';
import { resultShape, type ResultShape } from './result-shape.js';
import { inputs, typeOfArgument } from './signature.js';

/** A function of SQL: its statements in their order, the last of which gives the result. */
const parsed = new WeakMap<Routine, readonly Statement[]>();

function statementsOf(routine: Routine): readonly Statement[] {
  const known = parsed.get(routine) ?? parseStatements(routine.body).map(({ statement }) => statement);
  parsed.set(routine, known);
  return known;
}

/** The arguments of a function of SQL as its statements may name them. */
function argumentsOf(routine: Routine, args: Row, session: Session): Variables {
  const types = inputs(routine).map(arg => typeOfArgument(arg, session));
  const visible = inputs(routine).flatMap(({ name }, index) =>
    name === undefined ? [] : [{ name, type: types[index] ?? t.text, typmod: -1, index }],
  );
  return { holds: 'arguments', visible, entries: [{ name: routine.name, columns: visible }], params: types, args, values: args };
}

function isInner(statement: Statement): statement is InnerStatement & Statement {
  return ['query', 'insert', 'update', 'delete'].includes(statement.kind);
}

/** Runs a function of SQL: the rows of its last statement, fitted to what it returns. */
export function* runSqlFunction(
  routine: Routine,
  args: Row,
  session: Session,
  runtime: Runtime,
): Generator<Yielded, readonly Row[], unknown> {
  const variables = argumentsOf(routine, args, session);
  const statements = statementsOf(routine);
  const result = resultShape(routine, session);
  const rows: Row[] = [];
  const env = newEnv(runtime, undefined);
  for (const [i, statement] of statements.entries()) {
    const isLast = i === statements.length - 1;
    if (!isInner(statement)) {
      yield* runOther(statement, session);
      continue;
    }
    const plan = planInner(statement, variables, session);
    const fit = isLast && result.kind !== 'nothing' ? fitResult(plan, result, routine) : undefined;
    yield* runInner(plan, variables, session, row => {
      if (!fit) return true;
      rows.push(fit(row, env));
      return routine.returns.isSet;
    });
  }
  return rows;
}

function* runOther(statement: Statement, session: Session): Generator<Yielded, void, unknown> {
  if (/^(?:create|drop|alter|truncate|comment|grant|refresh|rename|owner)/.test(statement.kind)) yield* runDefinition(statement, session);
  else throw notSimulated(`${statement.kind.toUpperCase()} in a function`);
}

/** Makes rows of the last statement those that the function declares. */
function fitResult({ columns, analysis }: InnerPlan, result: ResultShape, routine: Routine): (row: Row, env: Env) => Row {
  const mismatch = (detail: string): PgError =>
    new PgError(codes.badDefinition, `return type mismatch in function declared to return ${result.shown}`, {
      detail,
      context: `SQL function "${routine.name}"`,
    });
  if (!('columns' in result)) return row => row;
  const wanted = result.columns;
  if (columns.length === 0 && wanted.length > 0)
    throw mismatch("Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.");
  if (columns.length !== wanted.length)
    throw mismatch(
      wanted.length === 1
        ? 'Final statement must return exactly one column.'
        : `Final statement returns too ${columns.length > wanted.length ? 'many' : 'few'} columns.`,
    );
  const nodes = columns.map((column, i): Compiled => {
    const type = wanted[i]?.type ?? t.text;
    const node = coerce(columnNode(column, i), type, -1, 'assignment', analysis);
    if (node && (column.type.category === type.category || result.kind === 'row')) return node;
    throw mismatch(
      wanted.length === 1
        ? `Actual return type is ${displayType(column.type)}.`
        : `Final statement returns ${displayType(column.type)} instead of ${displayType(type)} at column ${String(i + 1)}.`,
    );
  });
  return (row, env) => {
    env.row = row;
    return nodes.map(node => node.eval(env));
  };
}

/** Looks whether the statements of a function can be right, as CREATE FUNCTION does. */
export function checkSqlFunction(routine: Routine, session: Session): void {
  const variables = argumentsOf(routine, [], session);
  const statements = statementsOf(routine);
  const result = resultShape(routine, session);
  for (const [i, statement] of statements.entries()) {
    if (!isInner(statement)) return;
    const plan = planInner(statement, variables, session);
    if (i === statements.length - 1 && result.kind !== 'nothing') fitResult(plan, result, routine);
  }
}
