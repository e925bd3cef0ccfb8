import { sqlErrors } from '../sql-error.js';
import type { ShowKind, Statement, TableName } from './ast.js';
import { accountName } from './account-statements.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';

/** SHOW …, from behind that word. */
export function show(cursor: Cursor): Statement {
  if (cursor.accept('create')) return showCreate(cursor);
  if (cursor.accept('grants')) return { kind: 'show-grants', account: cursor.accept('for') ? optionalAccount(cursor) : undefined };
  if (cursor.token.text.toLowerCase() === 'count' && cursor.peek(1).text === '(') return showCount(cursor);
  const full = cursor.accept('full');
  const scope = cursor.accept('global') ? 'global' : 'session';
  if (scope === 'session' && !cursor.accept('session')) cursor.accept('local');
  cursor.accept('extended');
  const what = showKind(cursor);
  if (what === undefined) throw cursor.unexpected();
  const table = ['columns', 'index'].includes(what) ? tableOf(cursor) : undefined;
  const database = cursor.accept('from') || cursor.accept('in') ? cursor.identifier() : undefined;
  if (what === 'warnings' || what === 'errors') skipLimit(cursor);
  const like = cursor.accept('like') ? cursor.string() : undefined;
  const where = like === undefined && cursor.accept('where') ? expression(cursor) : undefined;
  const named = table && database !== undefined ? { database, name: table.name } : table;
  return { kind: 'show', what, full, scope, database, table: named, like, where };
}

const kinds: readonly (readonly [words: readonly string[], kind: ShowKind])[] = [
  [['databases'], 'databases'],
  [['schemas'], 'databases'],
  [['tables'], 'tables'],
  [['columns'], 'columns'],
  [['fields'], 'columns'],
  [['index'], 'index'],
  [['indexes'], 'index'],
  [['keys'], 'index'],
  [['variables'], 'variables'],
  [['status'], 'status'],
  [['processlist'], 'processlist'],
  [['warnings'], 'warnings'],
  [['errors'], 'errors'],
  [['storage', 'engines'], 'engines'],
  [['engines'], 'engines'],
  [['table', 'status'], 'table-status'],
  [['character', 'set'], 'charset'],
  [['charset'], 'charset'],
  [['collation'], 'collation'],
  [['privileges'], 'privileges'],
  [['plugins'], 'plugins'],
  [['open', 'tables'], 'open-tables'],
  [['triggers'], 'triggers'],
  [['events'], 'events'],
  [['procedure', 'status'], 'procedure-status'],
  [['function', 'status'], 'function-status'],
  [['binary', 'logs'], 'binary-logs'],
  [['master', 'logs'], 'binary-logs'],
  [['master', 'status'], 'master-status'],
  [['slave', 'status'], 'slave-status'],
  [['replica', 'status'], 'slave-status'],
  [['engine', 'innodb', 'status'], 'engine-status'],
];

function showKind(cursor: Cursor): ShowKind | undefined {
  return kinds.find(([words]) => cursor.accept(...words))?.[1];
}

function tableOf(cursor: Cursor): TableName {
  if (!cursor.accept('from')) cursor.expect('in');
  return cursor.tableName();
}

function skipLimit(cursor: Cursor): void {
  if (!cursor.accept('limit')) return;
  cursor.integer();
  if (cursor.acceptSymbol(',')) cursor.integer();
}

function showCount(cursor: Cursor): Statement {
  cursor.next();
  cursor.expectSymbol('(');
  cursor.expectSymbol('*');
  cursor.expectSymbol(')');
  const what = cursor.acceptOneOf(['warnings', 'errors'] as const);
  if (what === undefined) throw cursor.unexpected();
  return { kind: 'show-count', what };
}

function optionalAccount(cursor: Cursor) {
  const name = accountName(cursor);
  return name.user === '' && name.host === '' ? undefined : name;
}

function showCreate(cursor: Cursor): Statement {
  if (cursor.accept('user')) return { kind: 'show-create-user', account: optionalAccount(cursor) };
  if (cursor.isWord('procedure', 'function', 'trigger', 'event')) {
    const kind = cursor.next().text.toUpperCase();
    throw sqlErrors.notSimulated(`SHOW CREATE ${kind}`);
  }
  const what = cursor.acceptOneOf(['table', 'view', 'database', 'schema'] as const);
  if (what === undefined) throw cursor.unexpected();
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  const kind = what === 'schema' ? 'database' : what;
  return { kind: 'show-create', what: kind, name: cursor.tableName(), ifNotExists };
}

/** DESCRIBE and EXPLAIN, from behind the word. */
export function describe(cursor: Cursor, statement: (cursor: Cursor) => Statement): Statement {
  let format = 'traditional';
  if (cursor.accept('extended') || cursor.accept('partitions')) format = 'traditional';
  else if (cursor.accept('analyze')) throw sqlErrors.notSimulated('EXPLAIN ANALYZE');
  else if (cursor.accept('format')) {
    cursor.expectSymbol('=');
    format = (cursor.token.kind === 'string' ? cursor.string() : cursor.anyIdentifier()).toLowerCase();
  }
  if (cursor.isWord('select', 'insert', 'update', 'delete', 'replace', 'with', 'table') || cursor.isSymbol('('))
    return { kind: 'explain', statement: statement(cursor), format };
  const table = cursor.tableName();
  const like = cursor.token.kind === 'string' ? cursor.string() : cursor.isIdentifier() ? cursor.identifier() : undefined;
  return { kind: 'show', what: 'columns', full: false, scope: 'session', database: undefined, table, like, where: undefined };
}
