import { parseQuery } from './parse-query.js';
import { parseColumnList, parseManipulation } from './parse-manipulation.js';
import { parseTypeName } from './parse-type.js';
import type { CursorStep, Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

type ReadStatement = (cursor: TokenCursor) => Statement;

/** What follows COPY. */
export function parseCopy(cursor: TokenCursor, at: number): Statement {
  let query: Extract<Statement, { kind: 'copy' }>['query'];
  let table: readonly string[] | undefined;
  if (cursor.takes('(')) {
    query = parseQuery(cursor);
    cursor.expect(')');
  } else table = cursor.qualifiedName();
  const columns = cursor.sees('(') ? parseColumnList(cursor) : [];
  const direction = query ? 'to' : cursor.takesOne('from', 'to');
  if (query) cursor.expect('to');
  if (direction === undefined) throw cursor.unexpected();
  const program = cursor.takes('program');
  const file = cursor.takesOne('stdin', 'stdout') === undefined ? cursor.string() : undefined;
  const options = parseCopyOptions(cursor);
  return {
    kind: 'copy',
    columns,
    direction,
    program,
    options,
    at,
    ...(query ? { query } : {}),
    ...(table ? { table } : {}),
    ...(file === undefined ? {} : { file }),
  };
}

function parseCopyOptions(cursor: TokenCursor): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  cursor.takes('with');
  if (cursor.takes('(')) {
    do {
      const name = cursor.label();
      if (cursor.sees(',') || cursor.sees(')')) options.set(name, 'true');
      else if (cursor.takes('(')) {
        options.set(name, cursor.names().join(','));
        cursor.expect(')');
      } else if (cursor.takes('*')) options.set(name, '*');
      else options.set(name, cursor.next().text);
    } while (cursor.takes(','));
    cursor.expect(')');
    return options;
  }
  for (;;) {
    const word = cursor.takesOne('binary', 'csv', 'text', 'header', 'delimiter', 'null', 'quote', 'escape', 'freeze', 'force');
    if (word === undefined) return options;
    if (word === 'binary' || word === 'csv' || word === 'text') options.set('format', word);
    else if (word === 'header' || word === 'freeze') options.set(word, 'true');
    else if (word === 'force') {
      while (!cursor.isAtEnd() && !cursor.sees(';')) cursor.next();
    } else {
      cursor.takes('as');
      options.set(word, cursor.string());
    }
  }
}

/** What follows EXPLAIN. */
export function parseExplain(cursor: TokenCursor, at: number, read: ReadStatement): Statement {
  let analyze = false;
  let costs = true;
  let timing = true;
  if (cursor.sees('(') && cursor.peek(1).kind === 'word' && !['select', 'with', 'values'].includes(cursor.peek(1).text)) {
    cursor.expect('(');
    do {
      const option = cursor.label();
      const value = cursor.sees(',') || cursor.sees(')') ? true : !['off', 'false', '0'].includes(cursor.next().text);
      if (option === 'analyze') analyze = value;
      else if (option === 'costs') costs = value;
      else if (option === 'timing' || option === 'summary') timing = value;
      else if (option === 'format') return skip(cursor, { kind: 'not-simulated', what: 'EXPLAIN (FORMAT …)', at });
    } while (cursor.takes(','));
    cursor.expect(')');
  } else {
    analyze = cursor.takesOne('analyze', 'analyse') !== undefined;
    cursor.takes('verbose');
  }
  return { kind: 'explain', statement: read(cursor), analyze, costs, timing, at };
}

function skip(cursor: TokenCursor, statement: Statement): Statement {
  while (!cursor.isAtEnd() && !cursor.sees(';')) cursor.next();
  return statement;
}

/** What follows PREPARE. */
export function parsePrepare(cursor: TokenCursor, at: number, read: ReadStatement): Statement {
  if (cursor.takes('transaction')) return skip(cursor, { kind: 'not-simulated', what: 'PREPARE TRANSACTION', at });
  const name = cursor.name();
  const types = cursor.takes('(') ? cursor.list(() => parseTypeName(cursor)) : [];
  if (types.length > 0) cursor.expect(')');
  cursor.expect('as');
  const start = cursor.peek().at;
  const statement = parseManipulation(cursor) ?? read(cursor);
  return { kind: 'prepare', name, types, statement, text: cursor.sql.slice(start, cursor.peek(-1).end), at };
}

/** What follows FETCH and MOVE. */
export function parseFetch(cursor: TokenCursor, at: number, move: boolean): Statement {
  const step = parseStep(cursor);
  cursor.takesOne('from', 'in');
  return { kind: 'fetch', name: cursor.name(), step, move, at };
}

/** How far a cursor goes, and which way. */
function parseStep(cursor: TokenCursor): CursorStep {
  const simple = cursor.takesOne('next', 'prior', 'first', 'last');
  if (simple === 'first' || simple === 'last') return { from: 'absolute', count: simple === 'first' ? 1 : -1 };
  if (simple) return { from: simple === 'next' ? 'forward' : 'backward', count: 1 };
  const from = cursor.takesOne('absolute', 'relative', 'forward', 'backward') ?? 'forward';
  if (cursor.takes('all')) return { from, count: Infinity };
  const sign = cursor.takes('-') ? -1 : 1;
  return { from, count: cursor.peek().kind === 'number' ? sign * cursor.integer() : 1 };
}

export function parseMaintenance(cursor: TokenCursor, at: number, tag: Extract<Statement, { kind: 'maintenance' }>['tag']): Statement {
  if (cursor.sees('(')) while (!cursor.takes(')')) cursor.next();
  let isWhole = false;
  for (;;) {
    const word = cursor.takesOne('full', 'freeze', 'verbose', 'analyze', 'table', 'index', 'database', 'schema', 'system', 'concurrently');
    if (word === undefined) break;
    isWhole ||= ['database', 'schema', 'system'].includes(word);
  }
  // The name of a database or a schema is that of no table.
  if (isWhole && !cursor.isAtEnd() && !cursor.sees(';')) cursor.name();
  const names =
    isWhole || cursor.isAtEnd() || cursor.sees(';')
      ? []
      : cursor.list(() => {
          const name = cursor.qualifiedName();
          if (cursor.sees('(')) cursor.nameList();
          return name;
        });
  return { kind: 'maintenance', tag, names, at };
}
