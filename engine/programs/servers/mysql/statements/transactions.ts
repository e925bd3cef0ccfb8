import type { Session } from '../session.js';
import type { Statement } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { done, LockWait, type Outcome, type Workspace } from './workspace.js';

type TransactionStatement = Extract<
  Statement,
  { kind: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release-savepoint' | 'rollback-to' | 'lock-tables' | 'unlock-tables' }
>;

/** BEGIN, COMMIT, SAVEPOINT, LOCK TABLES … */
export function runTransactionStatement(statement: TransactionStatement, session: Session, work: Workspace): Outcome {
  switch (statement.kind) {
    case 'begin':
      session.tableLocks = [];
      session.inTransaction = true;
      return done();
    case 'commit':
      session.commit();
      return done();
    case 'rollback':
      session.rollback();
      return done();
    case 'savepoint':
      session.transaction.setSavepoint(statement.name);
      return done();
    case 'release-savepoint':
      if (!session.transaction.releaseSavepoint(statement.name)) throw sqlErrors.noSavepoint(statement.name);
      return done();
    case 'rollback-to':
      if (!session.transaction.rollbackTo(statement.name)) throw sqlErrors.noSavepoint(statement.name);
      return done();
    case 'lock-tables':
      return lockTables(statement.locks, session, work);
    case 'unlock-tables':
      session.tableLocks = [];
      session.engine.unlocked.notify();
      return done();
  }
}

function lockTables(locks: Extract<Statement, { kind: 'lock-tables' }>['locks'], session: Session, work: Workspace): Outcome {
  session.tableLocks = [];
  const wanted = locks.map(({ table, alias, write }) => {
    const stored = work.open(table, 'SELECT');
    work.need('LOCK TABLES', stored.database, stored.name);
    return { table: stored, alias, write };
  });
  for (const { table, write } of wanted) {
    for (const other of session.engine.sessions) {
      if (other === session) continue;
      const held = other.tableLocks.find(lock => lock.table === table);
      if (held && (held.write || write)) throw new LockWait(other.id);
      if (other.transaction.changes().has(table)) throw new LockWait(other.id);
    }
  }
  session.tableLocks = wanted;
  session.engine.unlocked.notify();
  return done();
}
