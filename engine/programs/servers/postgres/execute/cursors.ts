import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { OutputColumn } from '../plan/runtime.js';
import type { CursorStep, StatementOf } from '../sql/statements.js';
import type { Row } from '../values/value.js';
import { planStatement, runPlanned } from './run-query.js';
import type { StatementSink } from './run-statement.js';
import type { Session } from './session.js';

/** A cursor of DECLARE: all its rows, and on which one it stands; 0 is before the first. */
export interface DeclaredCursor {
  readonly rows: readonly Row[];
  readonly columns: readonly OutputColumn[];
  /** It outlives the transaction. */
  readonly hold: boolean;
  place: number;
}

/** DECLARE, FETCH, MOVE and CLOSE. */
export function* runCursor(statement: StatementOf<'declare' | 'fetch' | 'close'>, session: Session, sink: StatementSink): Task<string> {
  if (statement.kind === 'declare') return yield* declare(statement, session);
  if (statement.kind === 'close') return close(statement, session);
  if (!session.transaction) session.runtime();
  const cursor = requireCursor(statement.name, session);
  const found = go(cursor, statement.step);
  if (statement.move) return `MOVE ${found.length}`;
  yield* sink.columns(cursor.columns);
  for (const row of found) yield* sink.row(row, cursor.columns);
  return `FETCH ${found.length}`;
}

function* declare({ name, query, hold }: StatementOf<'declare'>, session: Session): Task<string> {
  if (!hold && !session.transaction?.isBlock)
    throw new PgError(codes.noTransaction, 'DECLARE CURSOR can only be used in transaction blocks');
  if (session.cursors.has(name)) throw new PgError('42P03', `cursor "${name}" already exists`);
  const planned = planStatement(query, session);
  const runtime = session.runtime();
  const rows: Row[] = [];
  yield* runPlanned(planned, runtime, {
    *columns() {
      // They are sent with the rows of FETCH.
    },
    *row(row) {
      runtime.hold(row);
      rows.push(row);
    },
    check: () => undefined,
  });
  session.cursors.set(name, { rows, columns: planned.plan.columns, hold, place: 0 });
  return 'DECLARE CURSOR';
}

function close({ name }: StatementOf<'close'>, session: Session): string {
  if (!session.transaction) session.runtime();
  if (name === undefined) session.cursors.clear();
  else {
    requireCursor(name, session);
    session.cursors.delete(name);
  }
  return name === undefined ? 'CLOSE CURSOR ALL' : 'CLOSE CURSOR';
}

function requireCursor(name: string, session: Session): DeclaredCursor {
  const cursor = session.cursors.get(name);
  if (!cursor) throw new PgError('34000', `cursor "${name}" does not exist`);
  return cursor;
}

/** Moves a cursor; the rows that it came over. */
function go(cursor: DeclaredCursor, { from, count }: CursorStep): readonly Row[] {
  if (from === 'absolute' || from === 'relative') return stand(cursor, from === 'relative' ? cursor.place + count : count, from);
  const isBackward = (from === 'backward') !== count < 0;
  const steps = Math.abs(count);
  return isBackward ? goBack(cursor, steps) : goOn(cursor, steps);
}

function goOn(cursor: DeclaredCursor, steps: number): readonly Row[] {
  const { rows, place } = cursor;
  if (steps === 0) return rows.slice(place - 1, place);
  const found = rows.slice(place, place + steps);
  cursor.place = Math.min(rows.length + 1, place + steps);
  return found;
}

function goBack(cursor: DeclaredCursor, steps: number): readonly Row[] {
  const first = Math.max(0, cursor.place - 1 - steps);
  const found = cursor.rows.slice(first, Math.max(0, cursor.place - 1)).reverse();
  cursor.place = Math.max(0, cursor.place - steps);
  return found;
}

/** Stands on one row; a negative place counts from the end. */
function stand(cursor: DeclaredCursor, place: number, from: 'absolute' | 'relative'): readonly Row[] {
  const { rows } = cursor;
  const wanted = from === 'absolute' && place < 0 ? rows.length + 1 + place : place;
  cursor.place = Math.max(0, Math.min(rows.length + 1, wanted));
  const row = rows[cursor.place - 1];
  return row ? [row] : [];
}
