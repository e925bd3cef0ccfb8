import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { denied } from '../plan/find-relation.js';
import type { StatementOf } from '../sql/statements.js';
import { isLockMode } from '../storage/locks.js';
import { requireRelation } from './names.js';
import type { Session } from './session.js';
import type { Waiting } from './waiting.js';

/** Readers and writers wait for those who change the table itself. */
export function* lockRead(tables: Iterable<number>, session: Session, written: readonly number[]): Waiting<void> {
  for (const table of tables) yield* lockTable(table, 'access share', session, false);
  for (const table of written) yield* lockTable(table, 'row exclusive', session, false);
}

export function* lockTable(table: number, mode: string, session: Session, nowait: boolean, name = ''): Waiting<void> {
  const runtime = session.runtime();
  if (!isLockMode(mode)) throw new PgError(codes.syntax, `syntax error at or near "${mode}"`);
  for (;;) {
    const holder = session.cluster.locks.take(table, runtime.tx.top, mode);
    if (!holder) return;
    if (nowait) throw new PgError(codes.lockNotAvailable, `could not obtain lock on relation "${name}"`);
    yield* session.wait(holder, runtime);
  }
}

export function* lockTables(statement: StatementOf<'lock'>, session: Session): Task<string> {
  if (!session.transaction?.isBlock) throw new PgError(codes.noTransaction, 'LOCK TABLE can only be used in transaction blocks');
  for (const name of statement.tables) {
    const relation = requireRelation(session, name, statement.at);
    const needed = statement.mode === 'access share' ? ['SELECT'] : ['UPDATE', 'DELETE', 'TRUNCATE'];
    if (!needed.some(privilege => session.mayUse(relation, privilege))) throw denied(relation);
    yield* lockTable(relation.oid, statement.mode, session, statement.nowait, relation.name);
  }
  return 'LOCK TABLE';
}
