import type { Branch, PlStatement, Sql, Statement } from './ast.js';
import type { BodyCursor } from './body-cursor.js';
import { parseFor, parseForeach } from './parse-loop.js';
import { parseLoopBody, parseSource, type ReadBody } from './parse-parts.js';
import { parseRaise } from './parse-raise.js';

type Reader = (cursor: BodyCursor, line: number, read: ReadBody, label: string | undefined) => PlStatement;

/** One statement without the `;` behind it. */
export function parseStatement(cursor: BodyCursor, label: string | undefined, read: ReadBody): PlStatement {
  const line = cursor.line();
  const { kind, text } = cursor.peek();
  if (startsAssignment(cursor)) return parseAssignment(cursor, line);
  const reader = kind === 'word' && Object.hasOwn(readers, text) ? readers[text] : undefined;
  if (!reader) return parseSql(cursor, line);
  cursor.next();
  return reader(cursor, line, read, label);
}

function startsAssignment(cursor: BodyCursor): boolean {
  let offset = 1;
  while (cursor.peek(offset).text === '.' && cursor.peek(offset).kind === 'operator') offset += 2;
  const { kind, text } = cursor.peek(offset);
  if (kind !== 'operator') return false;
  if (text === '[') return true;
  return text === ':=' || text === '=';
}

function parseAssignment(cursor: BodyCursor, line: number): PlStatement {
  const start = cursor.peek().at;
  const target = cursor.target();
  cursor.next();
  const value = cursor.sqlUntil(';');
  return { kind: 'assign', line, target, value, shown: cursor.sql.slice(start, cursor.peek(-1).end), at: start };
}

const statementWords = new Set(
  'select insert update delete with values create drop alter truncate comment grant revoke set reset notify listen unlisten call do copy explain lock analyze vacuum refresh prepare deallocate discard merge show table begin import security cluster reindex checkpoint'.split(
    ' ',
  ),
);

/** A statement of SQL; INTO is taken out of it. */
function parseSql(cursor: BodyCursor, line: number): PlStatement {
  const first = cursor.peek();
  if (first.kind !== 'word' || !statementWords.has(first.text)) throw cursor.unexpected();
  const isInsert = first.text === 'insert' || first.text === 'merge';
  let into: Statement<'sql'>['into'];
  let [before, after] = [first.at, -1];
  for (let depth = 0; !cursor.isAtEnd() && !(depth === 0 && cursor.sees(';')); ) {
    if (cursor.sees('(')) depth++;
    if (cursor.sees(')')) depth--;
    const isTarget = depth === 0 && !into && cursor.sees('into') && !(isInsert && cursor.peek(-1).text === first.text);
    const takesRows = ['select', 'insert', 'update', 'delete', 'with'].includes(first.text) && !cursor.sees('into', 'table');
    if (!isTarget || !takesRows || cursor.peek(-1).text === 'insert') {
      cursor.next();
      continue;
    }
    before = cursor.peek().at;
    cursor.next();
    into = cursor.into();
    after = cursor.peek(-1).end;
  }
  const end = cursor.peek(-1).end;
  // What INTO stood in keeps its room, so places in messages are right.
  const text = into
    ? cursor.sql.slice(first.at, before) + ' '.repeat(after - before) + cursor.sql.slice(after, end)
    : cursor.sql.slice(first.at, end);
  return { kind: 'sql', line, sql: { text: text.trimEnd() }, ...(into ? { into } : {}) };
}

function parseIf(cursor: BodyCursor, line: number, read: ReadBody): PlStatement {
  const branches: Branch[] = [];
  do {
    const condition = cursor.sqlUntil('then');
    cursor.expect('then');
    branches.push({ condition, body: read('elsif', 'elseif', 'else', 'end') });
  } while (cursor.takesOne('elsif', 'elseif') !== undefined);
  const otherwise = cursor.takes('else') ? read('end') : [];
  cursor.expect('end', 'if');
  return { kind: 'if', line, branches, otherwise };
}

function parseCase(cursor: BodyCursor, line: number, read: ReadBody): PlStatement {
  const subject = cursor.sees('when') ? {} : { subject: cursor.sqlUntil('when') };
  const branches: Branch[] = [];
  while (cursor.takes('when')) {
    const condition = cursor.sqlUntil('then');
    cursor.expect('then');
    branches.push({ condition, body: read('when', 'else', 'end') });
  }
  const otherwise = cursor.takes('else') ? { otherwise: read('end') } : {};
  cursor.expect('end', 'case');
  return { kind: 'case', line, branches, ...subject, ...otherwise };
}

const exit =
  (kind: 'exit' | 'continue'): Reader =>
  (cursor, line) => {
    const label = cursor.sees('when') || cursor.sees(';') ? {} : { label: cursor.label() };
    return { kind, line, ...label, ...(cursor.takes('when') ? { when: cursor.sqlUntil(';') } : {}) };
  };

function parseReturn(cursor: BodyCursor, line: number): PlStatement {
  if (cursor.takes('next')) return { kind: 'return-next', line, ...optional(cursor) };
  if (cursor.takes('query')) return { kind: 'return-query', line, source: parseSource(cursor, ';') };
  return { kind: 'return', line, ...optional(cursor) };
}

function optional(cursor: BodyCursor): { readonly value?: Sql } {
  return cursor.sees(';') ? {} : { value: cursor.sqlUntil(';') };
}

function parseExecute(cursor: BodyCursor, line: number): PlStatement {
  const sql = cursor.sqlUntil('into', 'using', ';');
  let into = cursor.takes('into') ? cursor.into() : undefined;
  const using = cursor.takes('using') ? cursor.list(() => cursor.sqlUntil(',', 'into', ';')) : [];
  if (!into && cursor.takes('into')) into = cursor.into();
  return { kind: 'execute', line, sql, using, ...(into ? { into } : {}) };
}

function parseDiagnostics(cursor: BodyCursor, line: number): PlStatement {
  cursor.takesOne('current', 'stacked');
  cursor.expect('diagnostics');
  const items = cursor.list(() => {
    const target = cursor.target();
    if (!cursor.takes('=')) cursor.expect(':=');
    return { target, item: cursor.label() };
  });
  return { kind: 'diagnostics', line, items };
}

function parseOpen(cursor: BodyCursor, line: number): PlStatement {
  const name = cursor.label();
  if (!cursor.takes('no', 'scroll')) cursor.takes('scroll');
  return { kind: 'open', line, name, ...(cursor.takes('for') ? { source: parseSource(cursor, ';') } : {}) };
}

function parseFetch(cursor: BodyCursor, line: number): PlStatement {
  cursor.takes('next');
  cursor.takesOne('from', 'in');
  const name = cursor.label();
  return { kind: 'fetch', line, name, ...(cursor.takes('into') ? { into: cursor.into() } : {}) };
}

function parseAssert(cursor: BodyCursor, line: number): PlStatement {
  const condition = cursor.sqlUntil(',', ';');
  return { kind: 'assert', line, condition, ...(cursor.takes(',') ? { message: cursor.sqlUntil(';') } : {}) };
}

const refused =
  (what: string): Reader =>
  (cursor, line) => {
    while (!cursor.sees(';') && !cursor.isAtEnd()) cursor.next();
    return { kind: 'refused', line, what };
  };

const readers: Readonly<Record<string, Reader>> = {
  if: parseIf,
  case: parseCase,
  loop: (cursor, line, read, label) => {
    cursor.position--;
    return { kind: 'loop', line, ...parseLoopBody(cursor, read, label) };
  },
  while: (cursor, line, read, label) => ({
    kind: 'while',
    line,
    condition: cursor.sqlUntil('loop'),
    ...parseLoopBody(cursor, read, label),
  }),
  for: parseFor,
  foreach: parseForeach,
  exit: exit('exit'),
  continue: exit('continue'),
  return: parseReturn,
  raise: parseRaise,
  assert: parseAssert,
  perform: (cursor, line) => ({ kind: 'perform', line, sql: { text: `SELECT ${cursor.sqlUntil(';').text}` } }),
  execute: parseExecute,
  get: parseDiagnostics,
  open: parseOpen,
  fetch: parseFetch,
  close: (cursor, line) => ({ kind: 'close', line, name: cursor.label() }),
  null: (_cursor, line) => ({ kind: 'null', line }),
  commit: refused('COMMIT in procedural code'),
  rollback: refused('ROLLBACK in procedural code'),
  move: refused('MOVE in procedural code'),
};
