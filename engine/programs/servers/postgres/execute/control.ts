import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { Statement, StatementOf } from '../sql/statements.js';
import type { Session } from './session.js';

type Control = StatementOf<'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to' | 'set-transaction'>;

const kinds = ['begin', 'commit', 'rollback', 'savepoint', 'release', 'rollback-to', 'set-transaction'];

export function isControl(statement: Statement): statement is Control & { readonly at: number } {
  return kinds.includes(statement.kind);
}

/** BEGIN, COMMIT, ROLLBACK and savepoints. */
export function* controlTransaction(statement: Control, session: Session): Task<string> {
  const { transaction } = session;
  const needsBlock = (what: string): PgError => new PgError(codes.noTransaction, `${what} can only be used in transaction blocks`);
  const aborted = (): PgError =>
    new PgError(codes.failedTransaction, 'current transaction is aborted, commands ignored until end of transaction block');
  switch (statement.kind) {
    case 'begin':
      if (transaction?.isFailed) throw aborted();
      if (transaction?.isBlock) session.notice('WARNING', 'there is already a transaction in progress');
      else if (transaction) transaction.isBlock = true;
      else session.begin(true, statement.isolation, statement.readOnly);
      return statement.word;
    case 'commit':
    case 'rollback':
      return yield* end(statement, session);
    case 'savepoint':
      if (!transaction?.isBlock) throw needsBlock('SAVEPOINT');
      if (transaction.isFailed) throw aborted();
      transaction.savepoint(statement.name, session.settingValues);
      return 'SAVEPOINT';
    case 'release':
      if (!transaction?.isBlock) throw needsBlock('RELEASE SAVEPOINT');
      if (transaction.isFailed) throw aborted();
      transaction.release(statement.name);
      return 'RELEASE';
    case 'rollback-to': {
      if (!transaction?.isBlock) throw needsBlock('ROLLBACK TO SAVEPOINT');
      const settings = transaction.rollbackTo(statement.name);
      if (settings) session.settingValues = new Map(settings);
      return 'ROLLBACK';
    }
    case 'set-transaction':
      if (statement.session) {
        if (statement.isolation !== undefined) session.settingValues.set('default_transaction_isolation', statement.isolation);
        if (statement.readOnly !== undefined) session.settingValues.set('default_transaction_read_only', statement.readOnly ? 'on' : 'off');
      } else if (!transaction?.isBlock) session.notice('WARNING', 'SET TRANSACTION can only be used in transaction blocks');
      else {
        if (statement.isolation !== undefined && transaction.hasSnapshot)
          throw new PgError(codes.activeTransaction, 'SET TRANSACTION ISOLATION LEVEL must be called before any query');
        if (statement.isolation !== undefined) transaction.isolation = statement.isolation;
        if (statement.readOnly !== undefined) transaction.isReadOnly = statement.readOnly;
      }
      return 'SET';
  }
}

function* end(statement: Extract<Control, { kind: 'commit' | 'rollback' }>, session: Session): Task<string> {
  const { transaction } = session;
  if (!transaction?.isBlock) {
    if (statement.chain)
      throw new PgError(codes.noTransaction, `${statement.kind.toUpperCase()} AND CHAIN can only be used in transaction blocks`);
    session.notice('WARNING', 'there is no transaction in progress');
    return statement.kind.toUpperCase();
  }
  const { isolation, isReadOnly } = transaction;
  const commits = statement.kind === 'commit' && !transaction.isFailed;
  if (commits) yield* session.commit();
  else yield* session.rollback();
  if (statement.chain) session.begin(true, isolation, isReadOnly);
  return commits ? 'COMMIT' : 'ROLLBACK';
}
