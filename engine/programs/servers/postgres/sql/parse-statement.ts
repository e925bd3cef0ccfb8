import { PgError } from '../pg-error.js';
import { parseAlter, parseKind, skipAll } from './parse-alter.js';
import { parseCreateIndex, parseCreateTable, parseSequenceOptions, parseTableAs, takesIfNotExists } from './parse-definition.js';
import { parseCopy, parseExplain, parseFetch, parseMaintenance, parsePrepare } from './parse-utility.js';
import { parseQuery } from './parse-query.js';
import { parseManipulation } from './parse-manipulation.js';
import { parseGrant, parseRoleOptions, roleName } from './parse-roles.js';
import { parseSet, parseSettingName, parseTransactionModes } from './parse-settings.js';
import { parseCall } from './parse-call.js';
import { parseCreateRoutine, parseDo, parseDropRoutine } from './parse-routine.js';
import { parseComment } from './parse-comment.js';
import { parseCreateTrigger, parseDropTrigger } from './parse-trigger.js';
import { parseExpression, readers, startsQuery } from './parse-expression.js';
import type { Statement } from './statements.js';
import { TokenCursor } from './token-cursor.js';

export interface ParsedStatement {
  readonly statement: Statement;
  /** The words of this statement in the text. */
  readonly text: string;
}

/** All statements of a text. One mistake anywhere refuses everything. */
export function parseStatements(sql: string): readonly ParsedStatement[] {
  if (sql.includes('\0')) throw new PgError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
  const cursor = new TokenCursor(sql, parseQuery);
  const statements: ParsedStatement[] = [];
  for (;;) {
    while (cursor.takes(';'));
    if (cursor.isAtEnd()) return statements;
    const start = cursor.peek().at;
    const statement = parseStatement(cursor);
    if (!cursor.isAtEnd() && !cursor.sees(';')) throw cursor.unexpected();
    statements.push({ statement, text: sql.slice(start, cursor.peek(-1).end) });
  }
}

/** An expression by itself, as it stands in the catalog. */
export function parseExpressionText(sql: string): ReturnType<typeof parseExpression> {
  return parseExpression(new TokenCursor(sql, parseQuery));
}

export function parseQueryText(sql: string): ReturnType<typeof parseQuery> {
  return parseQuery(new TokenCursor(sql, parseQuery));
}

export function parseStatement(cursor: TokenCursor): Statement {
  const { at, text, kind } = cursor.peek();
  if (startsQuery(cursor) || ['insert', 'update', 'delete'].some(word => cursor.sees(word)))
    return parseManipulation(cursor) ?? parseQuery(cursor);
  const read = kind === 'word' && Object.hasOwn(starters, text) ? starters[text] : undefined;
  if (!read) throw cursor.unexpected();
  cursor.next();
  return read(cursor, at);
}

type Starter = (cursor: TokenCursor, at: number) => Statement;

const begin =
  (word: 'BEGIN' | 'START TRANSACTION'): Starter =>
  (cursor, at) => {
    if (word === 'BEGIN') cursor.takesOne('work', 'transaction');
    else cursor.expect('transaction');
    return { kind: 'begin', word, at, ...parseTransactionModes(cursor) };
  };

const end =
  (kind: 'commit' | 'rollback'): Starter =>
  (cursor, at) => {
    cursor.takesOne('work', 'transaction');
    if (kind === 'rollback' && cursor.takes('to')) {
      cursor.takes('savepoint');
      return { kind: 'rollback-to', name: cursor.name(), at };
    }
    const chain = cursor.takes('and', 'chain');
    if (!chain) cursor.takes('and', 'no', 'chain');
    return { kind, chain, at };
  };

const notSimulated =
  (what: string): Starter =>
  (cursor, at) =>
    skipAll(cursor, { kind: 'not-simulated', what, at });

const starters: Readonly<Record<string, Starter>> = {
  create: parseCreate,
  drop: parseDrop,
  alter: parseAlter,
  begin: begin('BEGIN'),
  start: begin('START TRANSACTION'),
  commit: end('commit'),
  end: end('commit'),
  rollback: end('rollback'),
  abort: end('rollback'),
  savepoint: (cursor, at) => ({ kind: 'savepoint', name: cursor.name(), at }),
  release: (cursor, at) => ({ kind: 'release', name: (cursor.takes('savepoint'), cursor.name()), at }),
  set: parseSet,
  reset: (cursor, at) => ({ kind: 'reset', name: parseSettingName(cursor), at }),
  show: (cursor, at) => ({ kind: 'show', name: parseSettingName(cursor), at }),
  grant: (cursor, at) => parseGrant(cursor, at, true),
  revoke: (cursor, at) => parseGrant(cursor, at, false),
  truncate: parseTruncate,
  comment: parseComment,
  copy: parseCopy,
  explain: (cursor, at) => parseExplain(cursor, at, parseStatement),
  prepare: (cursor, at) => parsePrepare(cursor, at, parseStatement),
  execute: (cursor, at) => ({ kind: 'execute', name: cursor.name(), args: parseArguments(cursor), at }),
  deallocate: (cursor, at) => {
    cursor.takes('prepare');
    return cursor.takes('all') ? { kind: 'deallocate', at } : { kind: 'deallocate', name: cursor.name(), at };
  },
  declare: (cursor, at) => {
    const name = cursor.name();
    for (;;) if (cursor.takesOne('binary', 'insensitive', 'scroll') === undefined && !cursor.takes('no', 'scroll')) break;
    cursor.expect('cursor');
    const hold = cursor.takes('with', 'hold');
    if (!hold) cursor.takes('without', 'hold');
    cursor.expect('for');
    return { kind: 'declare', name, hold, query: parseQuery(cursor), at };
  },
  fetch: (cursor, at) => parseFetch(cursor, at, false),
  move: (cursor, at) => parseFetch(cursor, at, true),
  close: (cursor, at) => (cursor.takes('all') ? { kind: 'close', at } : { kind: 'close', name: cursor.name(), at }),
  lock: (cursor, at) => {
    cursor.takes('table');
    const tables = cursor.list(() => (cursor.takes('only'), cursor.qualifiedName()));
    const words: string[] = [];
    if (cursor.takes('in')) while (!cursor.takes('mode')) words.push(cursor.next().text);
    return { kind: 'lock', tables, mode: words.join(' ') || 'access exclusive', nowait: cursor.takes('nowait'), at };
  },
  notify: (cursor, at) => ({ kind: 'notify', channel: cursor.name(), payload: cursor.takes(',') ? cursor.string() : '', at }),
  listen: (cursor, at) => ({ kind: 'listen', channel: cursor.name(), at }),
  unlisten: (cursor, at) => ({ kind: 'unlisten', channel: cursor.takes('*') ? '*' : cursor.name(), at }),
  discard: (cursor, at) => {
    const what = cursor.takesOne('all', 'plans', 'sequences', 'temp', 'temporary');
    if (what === undefined) throw cursor.unexpected();
    return { kind: 'discard', what: what === 'temporary' ? 'temp' : what, at };
  },
  vacuum: (cursor, at) => parseMaintenance(cursor, at, 'VACUUM'),
  analyze: (cursor, at) => parseMaintenance(cursor, at, 'ANALYZE'),
  analyse: (cursor, at) => parseMaintenance(cursor, at, 'ANALYZE'),
  reindex: (cursor, at) => parseMaintenance(cursor, at, 'REINDEX'),
  cluster: (cursor, at) => parseMaintenance(cursor, at, 'CLUSTER'),
  checkpoint: (_cursor, at) => ({ kind: 'maintenance', tag: 'CHECKPOINT', names: [], at }),
  refresh: (cursor, at) => {
    cursor.expect('materialized', 'view');
    cursor.takes('concurrently');
    return { kind: 'refresh', name: cursor.qualifiedName(), at };
  },
  do: parseDo,
  call: (cursor, at) => ({ kind: 'call', call: parseCall(cursor, cursor.qualifiedName(), at + 5, readers), at }),
  merge: notSimulated('MERGE'),
  reassign: notSimulated('REASSIGN OWNED'),
  load: notSimulated('LOAD'),
  security: notSimulated('SECURITY LABEL'),
  import: notSimulated('IMPORT FOREIGN SCHEMA'),
};

function parseArguments(cursor: TokenCursor): ReturnType<typeof parseExpression>[] {
  if (!cursor.takes('(')) return [];
  const args = [...cursor.list(() => parseExpression(cursor))];
  cursor.expect(')');
  return args;
}

function parseCreate(cursor: TokenCursor, at: number): Statement {
  const replace = cursor.takes('or', 'replace');
  if (cursor.takesOne('local', 'global') !== undefined && !cursor.sees('temp') && !cursor.sees('temporary')) throw cursor.unexpected();
  const temporary = cursor.takesOne('temp', 'temporary') !== undefined;
  const unlogged = cursor.takes('unlogged');
  if (cursor.takes('table')) return parseCreateTable(cursor, at, temporary, unlogged);
  if (cursor.takes('recursive', 'view')) return skipAll(cursor, { kind: 'not-simulated', what: 'CREATE RECURSIVE VIEW', at });
  if (cursor.takes('view')) return parseCreateView(cursor, at, replace, temporary);
  if (cursor.takes('materialized', 'view')) {
    const ifNotExists = takesIfNotExists(cursor);
    const name = cursor.qualifiedName();
    const columns = cursor.sees('(') ? cursor.nameList() : [];
    return parseTableAs(cursor, { at, name, columns, ifNotExists, temporary: false, materialized: true });
  }
  if (cursor.takes('unique', 'index')) return parseCreateIndex(cursor, at, true);
  if (cursor.takes('index')) return parseCreateIndex(cursor, at, false);
  if (cursor.takes('sequence')) {
    const ifNotExists = takesIfNotExists(cursor);
    return {
      kind: 'create-sequence',
      name: cursor.qualifiedName(),
      options: parseSequenceOptions(cursor),
      ifNotExists,
      temporary,
      unlogged,
      at,
    };
  }
  if (cursor.takes('schema')) return parseCreateSchema(cursor, at);
  if (cursor.takes('type')) return parseCreateType(cursor, at);
  if (cursor.takes('database')) return { kind: 'create-database', name: cursor.name(), options: parseDatabaseOptions(cursor), at };
  if (cursor.takes('extension')) return parseCreateExtension(cursor, at);
  const routine = cursor.takesOne('function', 'procedure');
  if (routine !== undefined) return parseCreateRoutine(cursor, at, routine, replace);
  const isConstraint = cursor.takes('constraint', 'trigger');
  if (isConstraint || cursor.takes('trigger')) return parseCreateTrigger(cursor, at, replace, isConstraint);
  const role = cursor.takesOne('role', 'user', 'group');
  if (role !== undefined)
    return { kind: 'create-role', name: cursor.name(), options: parseRoleOptions(cursor), isUser: role === 'user', at };
  const known =
    'rule domain policy aggregate operator tablespace publication subscription server cast collation event foreign language statistics text transform access trusted conversion'.split(
      ' ',
    );
  const word = known.find(what => cursor.sees(what));
  if (word !== undefined) return skipAll(cursor, { kind: 'not-simulated', what: `CREATE ${word.toUpperCase()}`, at });
  throw cursor.unexpected();
}

function parseCreateView(cursor: TokenCursor, at: number, replace: boolean, temporary: boolean): Statement {
  const name = cursor.qualifiedName();
  const columns = cursor.sees('(') ? cursor.nameList() : [];
  cursor.expect('as');
  const start = cursor.peek().at;
  const query = parseQuery(cursor);
  const text = cursor.sql.slice(start, cursor.peek(-1).end);
  if (cursor.takes('with')) {
    cursor.takesOne('cascaded', 'local');
    cursor.expect('check', 'option');
    return { kind: 'not-simulated', what: 'a view WITH CHECK OPTION', at };
  }
  return { kind: 'create-view', name, columns, query, replace, temporary, text, at };
}

function parseCreateSchema(cursor: TokenCursor, at: number): Statement {
  const ifNotExists = takesIfNotExists(cursor);
  const name = cursor.sees('authorization') ? undefined : cursor.name();
  const owner = cursor.takes('authorization') ? roleName(cursor) : undefined;
  return { kind: 'create-schema', name: name ?? owner ?? '', ifNotExists, at, ...(owner === undefined ? {} : { owner }) };
}

function parseCreateType(cursor: TokenCursor, at: number): Statement {
  const name = cursor.qualifiedName();
  if (!cursor.takes('as', 'enum')) return skipAll(cursor, { kind: 'not-simulated', what: 'CREATE TYPE other than AS ENUM', at });
  cursor.expect('(');
  const labels = cursor.sees(')') ? [] : cursor.list(() => cursor.string());
  cursor.expect(')');
  return { kind: 'create-enum', name, labels, at };
}

function parseDatabaseOptions(cursor: TokenCursor): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  cursor.takes('with');
  while (!cursor.isAtEnd() && !cursor.sees(';')) {
    const name = cursor.takes('connection', 'limit') ? 'connection_limit' : cursor.label();
    cursor.takes('=');
    const negative = cursor.takes('-');
    options.set(name, (negative ? '-' : '') + cursor.next().text);
  }
  return options;
}

function parseCreateExtension(cursor: TokenCursor, at: number): Statement {
  const ifNotExists = takesIfNotExists(cursor);
  const name = cursor.name();
  while (!cursor.isAtEnd() && !cursor.sees(';')) cursor.next();
  return { kind: 'create-extension', name, ifNotExists, at };
}

function parseDrop(cursor: TokenCursor, at: number): Statement {
  const what = parseKind(cursor);
  if (what === undefined) {
    const routine = cursor.takesOne('function', 'procedure', 'routine');
    if (routine !== undefined) return parseDropRoutine(cursor, at, routine);
    if (cursor.takes('trigger')) return parseDropTrigger(cursor, at);
    if (cursor.takes('owned')) return skipAll(cursor, { kind: 'not-simulated', what: 'DROP OWNED', at });
    const known = ['rule', 'domain', 'policy', 'aggregate', 'operator', 'tablespace', 'publication', 'cast', 'language'];
    const word = known.find(kind => cursor.sees(kind));
    if (word !== undefined) return skipAll(cursor, { kind: 'not-simulated', what: `DROP ${word.toUpperCase()}`, at });
    throw cursor.unexpected();
  }
  if (what === 'index') cursor.takes('concurrently');
  const ifExists = cursor.takes('if', 'exists');
  const names = cursor.list(() => cursor.qualifiedName());
  if (what === 'database' && cursor.takes('with')) while (!cursor.takes(')')) cursor.next();
  const cascade = cursor.takesOne('cascade', 'restrict') === 'cascade';
  return { kind: 'drop', what, names, ifExists, cascade, at };
}

function parseTruncate(cursor: TokenCursor, at: number): Statement {
  cursor.takes('table');
  const tables = cursor.list(() => (cursor.takes('only'), cursor.qualifiedName()));
  const restart = cursor.takes('restart', 'identity');
  if (!restart) cursor.takes('continue', 'identity');
  return { kind: 'truncate', tables, restart, cascade: cursor.takesOne('cascade', 'restrict') === 'cascade', at };
}
