import { codes, PgError } from '../pg-error.js';
import { type Deferral, parseDeferral, refuseDeferral } from './parse-deferral.js';
import { parseExpression } from './parse-expression.js';
import { parseQuery } from './parse-query.js';
import { parseTypeName } from './parse-type.js';
import type {
  ColumnClause,
  ConstraintClause,
  ForeignKeyClause,
  ReferentialAction,
  SequenceOptions,
  Statement,
  TableElement,
} from './statements.js';
import type { TokenCursor } from './token-cursor.js';

/** IF NOT EXISTS. */
export function takesIfNotExists(cursor: TokenCursor): boolean {
  return cursor.takes('if', 'not', 'exists');
}

/** What follows CREATE [TEMP] TABLE. */
export function parseCreateTable(cursor: TokenCursor, at: number, temporary: boolean, unlogged: boolean): Statement {
  const ifNotExists = takesIfNotExists(cursor);
  const name = cursor.qualifiedName();
  if (cursor.sees('as') || (cursor.sees('(') && isColumnNames(cursor))) {
    const columns = cursor.sees('(') ? cursor.nameList() : [];
    return parseTableAs(cursor, { at, name, columns, ifNotExists, temporary, materialized: false });
  }
  if (cursor.sees('partition') || cursor.sees('of')) return { kind: 'not-simulated', what: 'a partition of a table', at };
  cursor.expect('(');
  const elements = cursor.sees(')') ? [] : cursor.list(() => parseElement(cursor));
  cursor.expect(')');
  if (cursor.sees('inherits') || cursor.sees('partition')) {
    while (!cursor.isAtEnd() && !cursor.sees(';')) cursor.next();
    return { kind: 'not-simulated', what: 'a table with INHERITS or PARTITION BY', at };
  }
  if (cursor.takes('with')) skipParentheses(cursor);
  else if (cursor.takes('without')) cursor.expect('oids');
  const onCommit = cursor.takes('on', 'commit') ? readOnCommit(cursor) : 'PRESERVE ROWS';
  if (cursor.takes('tablespace')) cursor.name();
  if (onCommit !== 'PRESERVE ROWS') return { kind: 'not-simulated', what: `ON COMMIT ${onCommit}`, at };
  return { kind: 'create-table', name, elements, ifNotExists, temporary, unlogged, at };
}

function readOnCommit(cursor: TokenCursor): 'DROP' | 'DELETE ROWS' | 'PRESERVE ROWS' {
  if (cursor.takes('drop')) return 'DROP';
  if (cursor.takes('delete')) {
    cursor.expect('rows');
    return 'DELETE ROWS';
  }
  cursor.expect('preserve', 'rows');
  return 'PRESERVE ROWS';
}

interface TableAs {
  readonly at: number;
  readonly name: readonly string[];
  readonly columns: readonly string[];
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly materialized: boolean;
}

/** AS query [WITH [NO] DATA]. */
export function parseTableAs(cursor: TokenCursor, head: TableAs): Statement {
  cursor.expect('as');
  const start = cursor.peek().at;
  const query = parseQuery(cursor);
  const text = cursor.sql.slice(start, cursor.peek(-1).end);
  const noData = cursor.takes('with', 'no', 'data');
  if (!noData) cursor.takes('with', 'data');
  return { kind: 'create-table-as', ...head, query, text, withData: !noData };
}

function isColumnNames(cursor: TokenCursor): boolean {
  const { text } = cursor.peek(2);
  return text === ',' || text === ')';
}

/** Storage parameters change nothing here. */
export function skipParentheses(cursor: TokenCursor): void {
  cursor.expect('(');
  for (let depth = 1; depth > 0; ) {
    if (cursor.isAtEnd()) throw cursor.unexpected();
    if (cursor.sees('(')) depth++;
    if (cursor.sees(')')) depth--;
    cursor.next();
  }
}

function parseElement(cursor: TokenCursor): TableElement {
  const { at } = cursor.peek();
  if (cursor.takes('like')) return parseLike(cursor, at);
  if (['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude'].some(word => cursor.sees(word)))
    return { kind: 'constraint', constraint: parseTableConstraint(cursor) };
  return { kind: 'column', column: parseColumn(cursor) };
}

function parseLike(cursor: TokenCursor, at: number): TableElement {
  const name = cursor.qualifiedName();
  let all = false;
  while (cursor.takesOne('including', 'excluding') !== undefined) {
    const { text } = cursor.next();
    if (text === 'all' && cursor.peek(-2).text === 'including') all = true;
  }
  return { kind: 'like', name, all, at };
}

/** `name type constraints…`. */
export function parseColumn(cursor: TokenCursor): ColumnClause {
  const { at } = cursor.peek();
  const name = cursor.name();
  const type = parseTypeName(cursor);
  const constraints: ConstraintClause[] = [];
  for (;;) {
    if (cursor.takes('collate')) {
      cursor.qualifiedName();
      continue;
    }
    if (cursor.takesOne('storage', 'compression') !== undefined) {
      cursor.next();
      continue;
    }
    const constraint = parseColumnConstraint(cursor, name);
    if (!constraint) return { name, type, constraints, at };
    constraints.push(constraint);
  }
}

function parseColumnConstraint(cursor: TokenCursor, column: string): ConstraintClause | undefined {
  const named = cursor.takes('constraint') ? { name: cursor.name() } : {};
  const { at } = cursor.peek();
  const head = { ...named, at };
  refuseDeferral(cursor);
  if (cursor.takes('not', 'null')) return { kind: 'not null', ...head };
  if (cursor.takes('null')) return { kind: 'null', ...head };
  if (cursor.takes('default')) return { kind: 'default', expression: parseDefault(cursor), ...head };
  if (cursor.takes('primary', 'key')) return { kind: 'primary', columns: [column], ...head, ...readIndexOptions(cursor) };
  if (cursor.takes('unique')) return { kind: 'unique', columns: [column], ...head, ...readIndexOptions(cursor) };
  if (cursor.takes('check')) return { kind: 'check', expression: parseCheck(cursor), ...head };
  if (cursor.takes('references'))
    return { kind: 'foreign', columns: [column], references: parseReferences(cursor, at), ...head, ...parseDeferral(cursor) };
  if (cursor.takes('generated')) return parseGenerated(cursor, head);
  if ('name' in named) throw cursor.unexpected();
  return undefined;
}

/** A default may be followed by NOT NULL, so it is read as an operand of what binds tighter than that. */
function parseDefault(cursor: TokenCursor): ReturnType<typeof parseExpression> {
  return parseExpression(cursor);
}

function parseGenerated(cursor: TokenCursor, head: { readonly name?: string; readonly at: number }): ConstraintClause {
  const always = cursor.takes('always');
  if (!always) cursor.expect('by', 'default');
  cursor.expect('as');
  if (cursor.takes('identity')) {
    const options = cursor.takes('(') ? parseSequenceOptions(cursor) : {};
    cursor.takes(')');
    return { kind: 'identity', always, options, ...head };
  }
  const expression = parseCheck(cursor);
  cursor.expect('stored');
  return { kind: 'generated', expression, ...head };
}

function parseCheck(cursor: TokenCursor): ReturnType<typeof parseExpression> {
  cursor.expect('(');
  const expression = parseExpression(cursor);
  cursor.expect(')');
  if (cursor.takes('no')) cursor.expect('inherit');
  return expression;
}

function readIndexOptions(cursor: TokenCursor): Deferral {
  if (cursor.takes('include')) cursor.nameList();
  if (cursor.takes('with')) skipParentheses(cursor);
  return parseDeferral(cursor);
}

function parseReferences(cursor: TokenCursor, at: number): ForeignKeyClause {
  const table = cursor.qualifiedName();
  const columns = cursor.sees('(') ? cursor.nameList() : [];
  let onDelete: ReferentialAction = 'no action';
  let onUpdate: ReferentialAction = 'no action';
  for (;;) {
    if (cursor.takes('match')) cursor.next();
    else if (cursor.takes('on', 'delete')) onDelete = parseAction(cursor);
    else if (cursor.takes('on', 'update')) onUpdate = parseAction(cursor);
    else break;
  }
  return { table, columns, onDelete, onUpdate, at };
}

function parseAction(cursor: TokenCursor): ReferentialAction {
  if (cursor.takes('no', 'action')) return 'no action';
  if (cursor.takes('set', 'null')) return 'set null';
  if (cursor.takes('set', 'default')) return 'set default';
  const action = cursor.takesOne('restrict', 'cascade');
  if (action === undefined) throw cursor.unexpected();
  return action;
}

export function parseTableConstraint(cursor: TokenCursor): ConstraintClause {
  const named = cursor.takes('constraint') ? { name: cursor.name() } : {};
  const { at } = cursor.peek();
  const head = { ...named, at };
  if (cursor.takes('primary', 'key')) return parseKey(cursor, 'primary', head);
  if (cursor.takes('unique')) return parseKey(cursor, 'unique', head);
  if (cursor.takes('check')) return { kind: 'check', expression: parseCheck(cursor), ...head, ...parseDeferral(cursor) };
  if (cursor.takes('foreign', 'key')) {
    const columns = cursor.nameList();
    cursor.expect('references');
    return { kind: 'foreign', columns, references: parseReferences(cursor, at), ...head, ...parseDeferral(cursor) };
  }
  if (cursor.sees('exclude')) throw new PgError(codes.featureNotSupported, 'drydock: EXCLUDE is not simulated', { at });
  throw cursor.unexpected();
}

function parseKey(cursor: TokenCursor, kind: 'primary' | 'unique', head: { readonly at: number }): ConstraintClause {
  if (cursor.takes('using', 'index')) return { kind, columns: [], usingIndex: cursor.name(), ...head };
  const nullsNotDistinct = cursor.takes('nulls', 'not', 'distinct');
  if (!nullsNotDistinct) cursor.takes('nulls', 'distinct');
  return { kind, columns: cursor.nameList(), nullsNotDistinct, ...head, ...readIndexOptions(cursor) };
}

export function parseSequenceOptions(cursor: TokenCursor): SequenceOptions {
  let options: SequenceOptions = {};
  const number = (): bigint => {
    const negative = cursor.takes('-');
    const value = BigInt(cursor.integer());
    return negative ? -value : value;
  };
  for (;;) {
    if (cursor.takes('as')) options = { ...options, type: parseTypeName(cursor) };
    else if (cursor.takes('start')) options = { ...options, start: (cursor.takes('with'), number()) };
    else if (cursor.takes('increment')) options = { ...options, increment: (cursor.takes('by'), number()) };
    else if (cursor.takes('minvalue')) options = { ...options, min: number() };
    else if (cursor.takes('maxvalue')) options = { ...options, max: number() };
    else if (cursor.takes('no', 'minvalue')) options = { ...options, min: 'none' };
    else if (cursor.takes('no', 'maxvalue')) options = { ...options, max: 'none' };
    else if (cursor.takes('cache')) options = { ...options, cache: number() };
    else if (cursor.takes('no', 'cycle')) options = { ...options, cycle: false };
    else if (cursor.takes('cycle')) options = { ...options, cycle: true };
    else if (cursor.takes('owned', 'by')) options = { ...options, ownedBy: cursor.takes('none') ? [] : cursor.qualifiedName() };
    else if (cursor.takes('restart'))
      options = { ...options, restart: cursor.takes('with') || cursor.peek().kind === 'number' ? number() : 'start' };
    else if (cursor.takes('sequence', 'name')) options = { ...options, name: cursor.qualifiedName() };
    else return options;
  }
}

/** What follows CREATE [UNIQUE] INDEX. */
export function parseCreateIndex(cursor: TokenCursor, at: number, unique: boolean): Statement {
  cursor.takes('concurrently');
  const ifNotExists = takesIfNotExists(cursor);
  const name = cursor.sees('on') ? undefined : cursor.name();
  cursor.expect('on');
  cursor.takes('only');
  const table = cursor.qualifiedName();
  const method = cursor.takes('using') ? cursor.name() : 'btree';
  cursor.expect('(');
  const columns = parseIndexColumns(cursor);
  cursor.expect(')');
  const include = cursor.takes('include') ? cursor.nameList() : [];
  if (cursor.takes('with')) skipParentheses(cursor);
  const where = cursor.takes('where') ? parseExpression(cursor) : undefined;
  return {
    kind: 'create-index',
    table,
    unique,
    method,
    columns,
    include,
    ifNotExists,
    at,
    ...(name === undefined ? {} : { name }),
    ...(where ? { where } : {}),
  };
}

function parseIndexColumns(
  cursor: TokenCursor,
): readonly { expression: ReturnType<typeof parseExpression>; descending: boolean; nullsFirst: boolean }[] {
  return cursor.list(() => {
    const expression = parseExpression(cursor);
    const token = cursor.peek();
    // The name of an operator class.
    if (token.kind === 'word' && !['asc', 'desc', 'nulls'].includes(token.text)) cursor.qualifiedName();
    const descending = cursor.takes('desc');
    if (!descending) cursor.takes('asc');
    const nulls = cursor.takes('nulls') ? cursor.takesOne('first', 'last') : undefined;
    return { expression, descending, nullsFirst: nulls === undefined ? descending : nulls === 'first' };
  });
}
