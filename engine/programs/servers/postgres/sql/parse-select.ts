import type { SelectCore, Target, WindowSpec } from './ast.js';
import { afterTargets, notBareLabels } from './keywords.js';
import { parseWindow } from './parse-call.js';
import { parseExpression, parseRow, readers } from './parse-expression.js';
import { parseFromItem } from './parse-from.js';
import type { TokenCursor } from './token-cursor.js';

/** SELECT after its first word. */
export function parseSelect(cursor: TokenCursor, at: number): SelectCore {
  const distinct = parseDistinct(cursor);
  const { kind, text } = cursor.peek();
  const isEmpty = kind === 'end' || (kind === 'word' && afterTargets.has(text)) || (kind === 'operator' && (text === ')' || text === ';'));
  const targets = isEmpty ? [] : parseTargets(cursor);
  const into = cursor.takes('into') ? (cursor.takes('table'), cursor.qualifiedName()) : undefined;
  const from = cursor.takes('from') ? cursor.list(() => parseFromItem(cursor)) : [];
  const where = cursor.takes('where') ? parseExpression(cursor) : undefined;
  const groupBy = cursor.takes('group', 'by') ? cursor.list(() => parseExpression(cursor)) : [];
  const having = cursor.takes('having') ? parseExpression(cursor) : undefined;
  const windows = cursor.takes('window') ? cursor.list(() => parseNamedWindow(cursor)) : [];
  return {
    kind: 'select',
    distinct,
    targets,
    from,
    groupBy,
    windows,
    at,
    ...(where ? { where } : {}),
    ...(having ? { having } : {}),
    ...(into ? { into } : {}),
  };
}

function parseDistinct(cursor: TokenCursor): SelectCore['distinct'] {
  if (cursor.takes('all') || !cursor.takes('distinct')) return 'no';
  if (!cursor.takes('on')) return 'all';
  return parseRow(cursor);
}

function parseNamedWindow(cursor: TokenCursor): WindowSpec {
  const name = cursor.name();
  cursor.expect('as');
  return { ...parseWindow(cursor, readers), name };
}

/** Expressions with their names, as in SELECT and RETURNING. */
export function parseTargets(cursor: TokenCursor): readonly Target[] {
  return cursor.list(() => {
    const { at } = cursor.peek();
    if (cursor.takes('*')) return { expression: { kind: 'column', path: [], star: true, at } };
    const expression = parseExpression(cursor);
    if (cursor.takes('as')) return { expression, alias: cursor.label() };
    const token = cursor.peek();
    const isLabel = token.kind === 'quoted' || (token.kind === 'word' && !notBareLabels.has(token.text) && !afterTargets.has(token.text));
    return isLabel ? { expression, alias: cursor.label() } : { expression };
  });
}
