import { sqlErrors } from '../sql-error.js';
import type { Statement } from './ast.js';
import type { Cursor } from './cursor.js';
import { userVariableName } from './primaries.js';

/** Transactions, locks and prepared statements. */

export function begin(cursor: Cursor): Statement {
  if (cursor.isWord('slave', 'replica', 'group_replication')) throw sqlErrors.notSimulated('replication');
  cursor.expect('transaction');
  let readOnly = false;
  do {
    if (cursor.accept('read', 'only')) readOnly = true;
    else if (!cursor.accept('read', 'write')) cursor.accept('with', 'consistent', 'snapshot');
  } while (cursor.acceptSymbol(','));
  return { kind: 'begin', readOnly };
}

export function ending(cursor: Cursor, kind: 'commit' | 'rollback'): Statement {
  cursor.accept('work');
  if (cursor.accept('and', 'no', 'chain') || cursor.accept('no', 'release')) return { kind };
  if (cursor.isWord('and', 'release')) throw sqlErrors.notSimulated('AND CHAIN and RELEASE');
  return { kind };
}

export function rollback(cursor: Cursor): Statement {
  cursor.accept('work');
  if (!cursor.accept('to')) return ending(cursor, 'rollback');
  cursor.accept('savepoint');
  return { kind: 'rollback-to', name: cursor.identifier() };
}

export function release(cursor: Cursor): Statement {
  cursor.expect('savepoint');
  return { kind: 'release-savepoint', name: cursor.identifier() };
}

export function lockTables(cursor: Cursor): Statement {
  if (cursor.isWord('instance')) throw sqlErrors.notSimulated('LOCK INSTANCE');
  if (!cursor.accept('tables')) cursor.expect('table');
  const locks = cursor.list(() => {
    const table = cursor.tableName();
    const alias = cursor.accept('as') || (cursor.isIdentifier() && !cursor.isWord('read', 'write')) ? cursor.identifier() : table.name;
    cursor.accept('low_priority');
    const word = cursor.acceptOneOf(['read', 'write'] as const);
    if (word === undefined) throw cursor.unexpected();
    if (word === 'read') cursor.accept('local');
    return { table, alias, write: word === 'write' };
  });
  return { kind: 'lock-tables', locks };
}

export function unlock(cursor: Cursor): Statement {
  if (!cursor.accept('tables')) cursor.expect('table');
  return { kind: 'unlock-tables' };
}

export function prepare(cursor: Cursor): Statement {
  const name = cursor.identifier();
  cursor.expect('from');
  const source = cursor.token.kind === 'variable' ? { variable: userVariableName(cursor.next().text) } : cursor.string();
  return { kind: 'prepare', name, source };
}

export function execute(cursor: Cursor): Statement {
  if (cursor.isWord('immediate')) throw sqlErrors.notSimulated('EXECUTE IMMEDIATE');
  const name = cursor.identifier();
  const variables = cursor.accept('using')
    ? cursor.list(() => {
        if (cursor.token.kind !== 'variable') throw cursor.unexpected();
        return userVariableName(cursor.next().text);
      })
    : [];
  return { kind: 'execute', name, variables };
}

export function deallocate(cursor: Cursor): Statement {
  cursor.expect('prepare');
  return { kind: 'deallocate', name: cursor.identifier() };
}
