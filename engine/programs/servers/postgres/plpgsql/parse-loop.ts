import type { PlStatement } from './ast.js';
import type { BodyCursor } from './body-cursor.js';
import { parseLoopBody, parseSource, type ReadBody } from './parse-parts.js';

/** FOR over numbers, rows of a query, or a cursor. */
export function parseFor(cursor: BodyCursor, line: number, read: ReadBody, label: string | undefined): PlStatement {
  const targets = cursor.targets();
  cursor.expect('in');
  const isReverse = cursor.takes('reverse');
  const [first] = targets;
  if (targets.length === 1 && first?.path.length === 1 && !cursor.sees('execute') && cursor.hasBefore('..', 'loop')) {
    const from = cursor.sqlUntil('..');
    cursor.expect('..');
    const to = cursor.sqlUntil('by', 'loop');
    const by = cursor.takes('by') ? { by: cursor.sqlUntil('loop') } : {};
    return { kind: 'for-integer', line, name: first.path[0] ?? '', isReverse, from, to, ...by, ...parseLoopBody(cursor, read, label) };
  }
  const isCursor = (cursor.peek().kind === 'word' || cursor.peek().kind === 'quoted') && cursor.peek(1).text === 'loop';
  const source = isCursor ? ({ kind: 'cursor', name: cursor.label() } as const) : parseSource(cursor, 'loop');
  return { kind: 'for-rows', line, targets, source, ...parseLoopBody(cursor, read, label) };
}

/** FOREACH over the elements of an array. */
export function parseForeach(cursor: BodyCursor, line: number, read: ReadBody, label: string | undefined): PlStatement {
  const target = cursor.target();
  if (cursor.takes('slice')) cursor.next();
  cursor.expect('in', 'array');
  return { kind: 'foreach', line, target, array: cursor.sqlUntil('loop'), ...parseLoopBody(cursor, read, label) };
}
