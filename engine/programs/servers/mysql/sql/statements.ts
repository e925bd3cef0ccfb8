import { type Dialect } from '../dialect.js';
import { sqlErrors } from '../sql-error.js';
import { alterUser, createUser, dropUser, grant, renameUser, setDefaultRole, setRole } from './account-statements.js';
import { alterTable, createIndex, dropIndex } from './alterations.js';
import type { Statement } from './ast.js';
import { deletion, insert, update } from './changes.js';
import { charsetClause } from './column-types.js';
import { Cursor } from './cursor.js';
import { createTable } from './definitions.js';
import { expression } from './expressions.js';
import { query } from './queries.js';
import { begin, ending, rollback, release, lockTables, unlock, prepare, execute, deallocate } from './session-statements.js';
import { setItems } from './set-statement.js';
import { describe, show } from './show-statements.js';

export interface Parsed {
  readonly statement: Statement;
  /** Question marks in it. */
  readonly parameters: number;
}

/** Reads one statement; throws SqlError. */
export function parseStatement(sql: string, dialect: Dialect): Parsed {
  const cursor = new Cursor(sql, dialect, query);
  if (cursor.token.kind === 'end') throw sqlErrors.emptyQuery();
  const parsed = statement(cursor);
  cursor.end();
  return { statement: parsed, parameters: cursor.parameters };
}

function statement(cursor: Cursor): Statement {
  if (cursor.isSymbol('(') || cursor.isWord('select', 'with', 'values', 'table')) return query(cursor);
  const { token } = cursor;
  const read = token.kind === 'word' ? verbs.get(token.text.toLowerCase()) : undefined;
  if (!read) throw cursor.unexpected();
  cursor.next();
  return read(cursor);
}

/** What reads a statement, from behind its first word. */
const verbs: ReadonlyMap<string, (cursor: Cursor) => Statement> = new Map<string, (cursor: Cursor) => Statement>([
  ['insert', cursor => insert(cursor, false)],
  ['replace', cursor => insert(cursor, true)],
  ['update', update],
  ['delete', deletion],
  ['show', show],
  ['describe', cursor => describe(cursor, statement)],
  ['desc', cursor => describe(cursor, statement)],
  ['explain', cursor => describe(cursor, statement)],
  ['use', cursor => ({ kind: 'use', database: cursor.identifier() })],
  ['create', create],
  ['alter', alter],
  ['drop', drop],
  ['rename', rename],
  ['truncate', cursor => (cursor.accept('table'), { kind: 'truncate', table: cursor.tableName() })],
  ['grant', cursor => grant(cursor, false)],
  ['revoke', cursor => grant(cursor, true)],
  ['begin', cursor => (cursor.accept('work'), { kind: 'begin', readOnly: false })],
  ['start', begin],
  ['commit', cursor => ending(cursor, 'commit')],
  ['rollback', rollback],
  ['savepoint', cursor => ({ kind: 'savepoint', name: cursor.identifier() })],
  ['release', release],
  ['lock', lockTables],
  ['unlock', unlock],
  ['set', set],
  ['prepare', prepare],
  ['execute', execute],
  ['deallocate', deallocate],
  ['kill', kill],
  ['analyze', cursor => maintain(cursor, 'analyze')],
  ['check', cursor => maintain(cursor, 'check')],
  ['checksum', cursor => maintain(cursor, 'checksum')],
  ['optimize', cursor => maintain(cursor, 'optimize')],
  ['repair', cursor => maintain(cursor, 'repair')],
  ['do', cursor => ({ kind: 'do', expressions: cursor.list(() => expression(cursor)) })],
  ['call', call],
  ['load', loadData],
  ['flush', flush],
  ['shutdown', () => ({ kind: 'shutdown' })],
  ...[
    'handler',
    'xa',
    'change',
    'reset',
    'install',
    'uninstall',
    'import',
    'clone',
    'binlog',
    'backup',
    'cache',
    'purge',
    'restart',
    'signal',
  ].map((word): [string, (cursor: Cursor) => Statement] => [
    word,
    () => {
      throw sqlErrors.notSimulated(word.toUpperCase());
    },
  ]),
]);

const programs = [
  'procedure',
  'function',
  'trigger',
  'event',
  'aggregate',
  'package',
  'sequence',
  'server',
  'tablespace',
  'logfile',
  'spatial',
  'undo',
] as const;

function create(cursor: Cursor): Statement {
  const replace = cursor.accept('or', 'replace');
  if (cursor.accept('database') || cursor.accept('schema')) {
    const ifNotExists = cursor.accept('if', 'not', 'exists');
    return { kind: 'create-database', name: cursor.identifier(), ifNotExists, collation: databaseCollation(cursor) };
  }
  if (cursor.accept('user')) return createUser(cursor, false);
  if (cursor.accept('role')) return createUser(cursor, true);
  if (cursor.accept('unique')) {
    cursor.expect('index');
    return createIndex(cursor, 'unique');
  }
  if (cursor.accept('fulltext')) {
    cursor.expect('index');
    return createIndex(cursor, 'fulltext');
  }
  if (cursor.accept('index')) return createIndex(cursor, 'key');
  const temporary = cursor.accept('temporary');
  if (cursor.accept('table')) return createTable(cursor, { temporary, replace });
  skipDefiner(cursor);
  if (cursor.accept('view')) return createView(cursor, replace);
  const program = programs.find(word => cursor.isWord(word));
  if (program === undefined) throw cursor.unexpected();
  throw sqlErrors.notSimulated(`CREATE ${program.toUpperCase()}`);
}

/** ALGORITHM=… DEFINER=… SQL SECURITY …: only written down by a real server too, as long as everybody may see the view. */
function skipDefiner(cursor: Cursor): void {
  for (;;) {
    if (cursor.accept('algorithm')) {
      cursor.expectSymbol('=');
      cursor.next();
    } else if (cursor.accept('definer')) {
      cursor.expectSymbol('=');
      cursor.next();
      if (cursor.token.kind === 'variable') cursor.next();
      if (cursor.acceptSymbol('(')) cursor.expectSymbol(')');
    } else if (cursor.accept('sql', 'security')) cursor.next();
    else return;
  }
}

function createView(cursor: Cursor, replace: boolean): Statement {
  cursor.accept('if', 'not', 'exists');
  const name = cursor.tableName();
  const columns = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.identifier()) : undefined;
  cursor.expect('as');
  const body = query(cursor);
  if (cursor.accept('with')) {
    if (!cursor.accept('cascaded')) cursor.accept('local');
    cursor.expect('check', 'option');
    throw sqlErrors.notSimulated('WITH CHECK OPTION');
  }
  return { kind: 'create-view', name, columns, query: body, replace };
}

function databaseCollation(cursor: Cursor): string | undefined {
  let collation: string | undefined;
  for (;;) {
    if (cursor.isWord('default') && !cursor.accept('default')) return collation;
    if (cursor.isWord('character', 'charset', 'collate')) collation = charsetClause(cursor);
    else if (cursor.accept('encryption') || cursor.accept('comment')) {
      cursor.acceptSymbol('=');
      cursor.string();
    } else return collation;
  }
}

function alter(cursor: Cursor): Statement {
  cursor.accept('ignore');
  if (cursor.accept('table')) return alterTable(cursor);
  if (cursor.accept('user')) return alterUser(cursor);
  if (cursor.accept('database') || cursor.accept('schema')) {
    const name = cursor.isIdentifier() && !cursor.isWord('charset') ? cursor.identifier() : undefined;
    return { kind: 'alter-database', name, collation: databaseCollation(cursor) };
  }
  skipDefiner(cursor);
  if (cursor.accept('view')) return createView(cursor, true);
  if (cursor.isWord(...programs, 'instance', 'event')) throw sqlErrors.notSimulated(`ALTER ${cursor.token.text.toUpperCase()}`);
  throw cursor.unexpected();
}

function drop(cursor: Cursor): Statement {
  const temporary = cursor.accept('temporary');
  if (cursor.accept('table') || cursor.accept('tables')) {
    const ifExists = cursor.accept('if', 'exists');
    const tables = cursor.list(() => cursor.tableName());
    if (!cursor.accept('cascade')) cursor.accept('restrict');
    return { kind: 'drop-table', tables, ifExists, temporary };
  }
  if (cursor.accept('view')) {
    const ifExists = cursor.accept('if', 'exists');
    return { kind: 'drop-view', names: cursor.list(() => cursor.tableName()), ifExists };
  }
  if (cursor.accept('database') || cursor.accept('schema')) {
    const ifExists = cursor.accept('if', 'exists');
    return { kind: 'drop-database', name: cursor.identifier(), ifExists };
  }
  if (cursor.accept('user')) return dropUser(cursor, false);
  if (cursor.accept('role')) return dropUser(cursor, true);
  if (cursor.accept('index')) return dropIndex(cursor);
  if (cursor.accept('prepare')) return { kind: 'deallocate', name: cursor.identifier() };
  const program = programs.find(word => cursor.accept(word));
  if (program === undefined) throw cursor.unexpected();
  throw sqlErrors.notSimulated(`DROP ${program.toUpperCase()}`);
}

function rename(cursor: Cursor): Statement {
  if (cursor.accept('user')) return renameUser(cursor);
  if (!cursor.accept('tables')) cursor.expect('table');
  const renames = cursor.list(() => {
    const from = cursor.tableName();
    cursor.expect('to');
    return { from, to: cursor.tableName() };
  });
  return { kind: 'rename-tables', renames };
}

function set(cursor: Cursor): Statement {
  if (cursor.accept('role')) return setRole(cursor);
  if (cursor.accept('default', 'role')) return setDefaultRole(cursor);
  return { kind: 'set', items: setItems(cursor) };
}

function kill(cursor: Cursor): Statement {
  const queryOnly = cursor.accept('query');
  if (!queryOnly) cursor.accept('connection');
  return { kind: 'kill', id: expression(cursor), queryOnly };
}

function maintain(cursor: Cursor, verb: 'analyze' | 'check' | 'optimize' | 'repair' | 'checksum'): Statement {
  cursor.acceptOneOf(['no_write_to_binlog', 'local'] as const);
  if (!cursor.accept('tables')) cursor.expect('table');
  const tables = cursor.list(() => cursor.tableName());
  while (cursor.acceptOneOf(['quick', 'fast', 'medium', 'extended', 'changed', 'use_frm'] as const));
  if (cursor.accept('for')) cursor.expect('upgrade');
  return { kind: 'maintain', verb, tables };
}

function call(cursor: Cursor): Statement {
  const name = cursor.tableName();
  if (cursor.acceptSymbol('(')) {
    if (!cursor.isSymbol(')')) cursor.list(() => expression(cursor));
    cursor.expectSymbol(')');
  }
  return { kind: 'call', name };
}

function loadData(cursor: Cursor): Statement {
  cursor.expect('data');
  const local = cursor.accept('local');
  cursor.expect('infile');
  const file = cursor.string();
  while (cursor.token.kind !== 'end') cursor.next();
  return { kind: 'load-data', local, file };
}

function flush(cursor: Cursor): Statement {
  cursor.acceptOneOf(['no_write_to_binlog', 'local'] as const);
  const words = ['privileges', 'hosts', 'logs', 'status', 'user_resources', 'tables', 'table'] as const;
  do {
    if (cursor.accept('binary', 'logs') || cursor.accept('error', 'logs')) continue;
    const word = cursor.acceptOneOf(words);
    if (word === undefined) throw cursor.unexpected();
    if (cursor.isWord('with') || (word.startsWith('table') && cursor.isIdentifier()))
      throw sqlErrors.notSimulated('FLUSH TABLES of some tables or with locks');
  } while (cursor.acceptSymbol(','));
  return { kind: 'flush' };
}
