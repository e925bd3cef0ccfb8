import { codes, PgError } from '../pg-error.js';
import type { FromItem, RangeAlias } from './ast.js';
import { afterTargets, reserved } from './keywords.js';
import { parseCall } from './parse-call.js';
import { parseExpression, readers, startsQuery } from './parse-expression.js';
import { parseTypeName } from './parse-type.js';
import { MAX_CHAINED, type TokenCursor, tooDeep } from './token-cursor.js';

/** A table, query or function, with the joins that follow. */
/** One item of FROM with the joins that follow it. */
export function parseFromItem(cursor: TokenCursor): FromItem {
  return cursor.nested(() => {
    let left = parseFromPrimary(cursor);
    for (let count = 0; ; count++) {
      if (count > MAX_CHAINED) throw tooDeep();
      const { at } = cursor.peek();
      const natural = cursor.takes('natural');
      const type = parseJoinType(cursor);
      if (type === undefined) return left;
      const right = type === 'cross' || natural ? parseFromPrimary(cursor) : parseJoinRight(cursor);
      const using = cursor.takes('using') ? cursor.nameList() : undefined;
      const on = cursor.takes('on') ? parseExpression(cursor) : undefined;
      if (type !== 'cross' && !natural && !using && !on) throw cursor.unexpected();
      left = { kind: 'join', type, left, right, natural, at, ...(using ? { using } : {}), ...(on ? { on } : {}) };
    }
  });
}

/** `a join b join c on … on …` nests to the right. */
function parseJoinRight(cursor: TokenCursor): FromItem {
  const right = parseFromPrimary(cursor);
  return right;
}

function parseJoinType(cursor: TokenCursor): 'inner' | 'left' | 'right' | 'full' | 'cross' | undefined {
  if (cursor.takes('join')) return 'inner';
  if (cursor.takes('cross', 'join')) return 'cross';
  if (cursor.takes('inner')) {
    cursor.expect('join');
    return 'inner';
  }
  const side = cursor.takesOne('left', 'right', 'full');
  if (side === undefined) return undefined;
  cursor.takes('outer');
  cursor.expect('join');
  return side;
}

function parseFromPrimary(cursor: TokenCursor): FromItem {
  const { at } = cursor.peek();
  const lateral = cursor.takes('lateral');
  if (cursor.sees('(')) {
    if (startsQuery(cursor)) return parseSubquery(cursor, lateral, at);
    cursor.expect('(');
    const item = parseFromItem(cursor);
    cursor.expect(')');
    return item;
  }
  if (cursor.takes('rows', 'from')) throw cursor.unexpected();
  cursor.takes('only');
  const token = cursor.peek();
  const before = cursor.position;
  if (token.kind === 'word' && reserved.get(token.text) === 'reserved') {
    if (!token.text.startsWith('current_')) throw cursor.unexpected();
    return { kind: 'function', call: parseExpression(cursor), columns: [], ordinality: false, at, ...parseFunctionAlias(cursor) };
  }
  const name = [cursor.label()];
  while (cursor.takes('.')) name.push(cursor.label());
  if (cursor.sees('(')) {
    if (token.kind === 'word' && reserved.has(token.text) && reserved.get(token.text) === 'column') {
      cursor.position = before;
      return { kind: 'function', call: parseExpression(cursor), columns: [], ordinality: false, at, ...parseFunctionAlias(cursor) };
    }
    const call = parseCall(cursor, name, at, readers);
    const ordinality = cursor.takes('with', 'ordinality');
    return { kind: 'function', call, columns: [], ordinality, at, ...parseFunctionAlias(cursor) };
  }
  cursor.takes('*');
  const alias = parseAlias(cursor);
  return { kind: 'table', name, at, ...(alias ? { alias } : {}) };
}

function parseSubquery(cursor: TokenCursor, lateral: boolean, at: number): FromItem {
  const before = cursor.position;
  cursor.expect('(');
  const query = cursor.readQuery(cursor);
  if (!cursor.takes(')')) {
    // `((select 1) as a join b …)`.
    cursor.position = before;
    cursor.expect('(');
    const item = parseFromItem(cursor);
    cursor.expect(')');
    return item;
  }
  const alias = parseAlias(cursor);
  if (!alias)
    throw new PgError(codes.syntax, 'subquery in FROM must have an alias', { hint: 'For example, FROM (SELECT ...) [AS] foo.', at });
  return { kind: 'query', query, alias, lateral, at };
}

function parseAlias(cursor: TokenCursor): RangeAlias | undefined {
  const named = cursor.takes('as');
  const token = cursor.peek();
  const isName = token.kind === 'quoted' || (token.kind === 'word' && (reserved.get(token.text) ?? 'column') === 'column');
  if (!named && (!isName || afterTargets.has(token.text) || token.text === 'set')) return undefined;
  const name = cursor.name();
  return { name, columns: cursor.sees('(') ? cursor.nameList() : [] };
}

type FunctionItem = Extract<FromItem, { kind: 'function' }>;

function parseFunctionAlias(cursor: TokenCursor): Partial<Pick<FunctionItem, 'alias' | 'columns'>> {
  const hasAs = cursor.takes('as');
  if (hasAs && cursor.sees('(')) return { columns: parseColumnTypes(cursor) };
  const token = cursor.peek();
  if (hasAs || token.kind === 'word' || token.kind === 'quoted') {
    const before = cursor.position;
    if (!hasAs && (reserved.has(token.text) || afterTargets.has(token.text))) return {};
    const name = cursor.name();
    if (!cursor.sees('(')) return { alias: { name, columns: [] } };
    const next = cursor.peek(2);
    if (next.kind === 'operator') return { alias: { name, columns: cursor.nameList() } };
    if (next.kind === 'word' || next.kind === 'quoted') return { alias: { name, columns: [] }, columns: parseColumnTypes(cursor) };
    cursor.position = before;
  }
  return {};
}

function parseColumnTypes(cursor: TokenCursor): FunctionItem['columns'] {
  cursor.expect('(');
  const columns = cursor.list(() => ({ name: cursor.name(), type: parseTypeName(cursor) }));
  cursor.expect(')');
  return columns;
}
