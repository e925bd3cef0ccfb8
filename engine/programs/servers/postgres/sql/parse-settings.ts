import type { Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

/** What a setting is set to; undefined for DEFAULT. */
export function parseSetValues(cursor: TokenCursor): readonly string[] | undefined {
  if (cursor.takes('default')) return undefined;
  return cursor.list(() => {
    const sign = cursor.takes('-') ? '-' : '';
    const token = cursor.next();
    if (token.kind === 'end' || token.kind === 'operator') throw cursor.unexpected(token);
    return sign + token.text;
  });
}

interface Modes {
  isolation?: string;
  readOnly?: boolean;
}

/** `ISOLATION LEVEL …, READ ONLY …` of BEGIN and SET TRANSACTION. */
export function parseTransactionModes(cursor: TokenCursor): Modes {
  const modes: Modes = {};
  for (;;) {
    if (cursor.takes('isolation', 'level')) modes.isolation = parseLevel(cursor);
    else if (cursor.takes('read', 'only')) modes.readOnly = true;
    else if (cursor.takes('read', 'write')) modes.readOnly = false;
    else if (cursor.takes('not', 'deferrable') || cursor.takes('deferrable')) continue;
    else if (!cursor.takes(',')) return modes;
  }
}

function parseLevel(cursor: TokenCursor): string {
  if (cursor.takes('read', 'committed')) return 'read committed';
  if (cursor.takes('read', 'uncommitted')) return 'read uncommitted';
  if (cursor.takes('repeatable', 'read')) return 'repeatable read';
  cursor.expect('serializable');
  return 'serializable';
}

/** What follows SET. */
export function parseSet(cursor: TokenCursor, at: number): Statement {
  if (cursor.takes('constraints')) {
    const names = cursor.takes('all') ? {} : { names: cursor.list(() => cursor.qualifiedName()) };
    const mode = cursor.takesOne('deferred', 'immediate');
    if (mode === undefined) throw cursor.unexpected();
    return { kind: 'set-constraints', ...names, deferred: mode === 'deferred', at };
  }
  if (cursor.takes('transaction')) return { kind: 'set-transaction', session: false, at, ...parseTransactionModes(cursor) };
  if (cursor.takes('session', 'characteristics', 'as', 'transaction'))
    return { kind: 'set-transaction', session: true, at, ...parseTransactionModes(cursor) };
  const scope = cursor.takes('local') ? 'local' : 'session';
  if (scope === 'session' && cursor.sees('session') && cursor.peek(1).text !== '=') cursor.next();
  if (cursor.takes('time', 'zone')) {
    const values = cursor.takes('local') ? undefined : parseSetValues(cursor);
    return { kind: 'set', scope, name: 'timezone', at, ...(values ? { values } : {}) };
  }
  if (cursor.takes('authorization')) {
    const values = parseSetValues(cursor);
    return { kind: 'set', scope, name: 'session_authorization', at, ...(values ? { values } : {}) };
  }
  if (cursor.takes('names')) return { kind: 'set', scope, name: 'client_encoding', at, values: parseSetValues(cursor) ?? ['UTF8'] };
  if (cursor.sees('role')) {
    cursor.next();
    cursor.takes('to');
    const values = cursor.takes('none') ? ['none'] : parseSetValues(cursor);
    return { kind: 'set', scope, name: 'role', at, ...(values ? { values } : {}) };
  }
  const name = cursor.qualifiedName().join('.');
  if (!cursor.takes('=')) cursor.expect('to');
  const values = parseSetValues(cursor);
  return { kind: 'set', scope, name, at, ...(values ? { values } : {}) };
}

/** What follows SHOW and RESET. */
export function parseSettingName(cursor: TokenCursor): string {
  if (cursor.takes('time', 'zone')) return 'timezone';
  if (cursor.takes('transaction', 'isolation', 'level')) return 'transaction_isolation';
  if (cursor.takes('session', 'authorization')) return 'session_authorization';
  if (cursor.takes('all')) return 'all';
  return cursor.qualifiedName().join('.');
}
