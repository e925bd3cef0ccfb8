import type { Yielded } from '../../../../core/task.js';
import { notify } from '../execute/notify.js';
import { runDefinition } from '../execute/run-definition.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { t } from '../values/type-table.js';
import type { OutputColumn } from '../plan/runtime.js';
import type { Statement as SqlStatement } from '../sql/statements.js';
import type { Row } from '../values/value.js';
import type { Into, Statement } from './ast.js';
import { setFound } from './cursors.js';
import { inSql, statementOf } from './evaluate.js';
import type { Frame } from './frame.js';
import { isInner, prepareDynamic, runDynamicStatement, runRows, type TakeRow } from './row-source.js';
import { putInto } from './variables.js';

/** A statement of SQL, with INTO or without. */
export function* runSql({ sql, into }: Statement<'sql'>, frame: Frame): Generator<Yielded, void, unknown> {
  const statement = inSql(sql, '', () => statementOf(sql));
  if (!isInner(statement)) return yield* runOther(statement, frame);
  const isQuery = statement.kind === 'query';
  const kept = keeper(into, isQuery, frame);
  const { count, columns } = yield* runRows(sql, statement, frame, kept.take);
  if (isQuery && !into) throw noDestination();
  kept.finish(count, columns);
}

function noDestination(): PgError {
  return new PgError(codes.syntax, 'query has no destination for result data', {
    hint: 'If you want to discard the results of a SELECT, use PERFORM instead.',
  });
}

interface Keeper {
  readonly take: TakeRow;
  readonly finish: (count: number, columns: readonly OutputColumn[]) => void;
}

/** Takes the first row for INTO; STRICT wants exactly one. */
function keeper(into: Into | undefined, isQuery: boolean, frame: Frame): Keeper {
  let first: Row | undefined;
  let seen = 0;
  return {
    take: row => {
      if (seen++ === 0) first = row;
      const isMany = seen > 1 && (into?.isStrict === true || (into && !isQuery));
      if (isMany)
        throw new PgError('P0003', 'query returned more than one row', {
          hint: 'Make sure the query returns a single row, or use LIMIT 1.',
        });
      return !(into && isQuery && !into.isStrict);
    },
    finish: (count, columns) => {
      if (into && !first && into.isStrict) throw new PgError('P0002', 'query returned no rows');
      frame.rowCount = into && isQuery ? (first ? 1 : 0) : count;
      setFound(frame, frame.rowCount > 0);
      if (into) putInto(into.targets, first, columns, frame);
    },
  };
}

function* runOther(statement: SqlStatement, frame: Frame): Generator<Yielded, void, unknown> {
  const { session } = frame;
  if (statement.kind === 'not-simulated') throw notSimulated(statement.what);
  if (statement.kind === 'set' || statement.kind === 'copy' || statement.kind === 'call' || statement.kind === 'do')
    throw notSimulated(`${statement.kind.toUpperCase()} in procedural code`);
  if (statement.kind === 'notify') notify(statement, session);
  else yield* runDefinition(statement, session);
}

/** PERFORM: a query whose rows nobody wants. */
export function* perform({ sql }: Statement<'perform'>, frame: Frame): Generator<Yielded, void, unknown> {
  const statement = inSql(sql, '', () => statementOf(sql));
  if (!isInner(statement)) throw new PgError(codes.syntax, 'a query is needed here');
  const { count } = yield* runRows(sql, statement, frame, () => true);
  frame.rowCount = count;
  setFound(frame, count > 0);
}

/** EXECUTE of a text. FOUND stays as it is. */
export function* execute(statement: Statement<'execute'>, frame: Frame): Generator<Yielded, void, unknown> {
  const dynamic = yield* prepareDynamic(statement, frame);
  const found = frame.find('found');
  for (const inner of dynamic.statements) {
    if (!isInner(inner)) {
      yield* runOther(inner, frame);
      continue;
    }
    const before = found?.shape.type === t.bool ? frame.values[found.index] : undefined;
    const kept = keeper(statement.into, inner.kind === 'query', frame);
    const { count, columns } = yield* runDynamicStatement(dynamic, inner, frame, kept.take);
    kept.finish(count, columns);
    if (found && before !== undefined) frame.values[found.index] = before;
  }
}
