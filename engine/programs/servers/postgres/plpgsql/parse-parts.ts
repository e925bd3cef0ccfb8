import type { PlStatement, RowSource } from './ast.js';
import type { BodyCursor } from './body-cursor.js';

/** Reads statements up to one of these words. */
export type ReadBody = (...ends: readonly string[]) => readonly PlStatement[];

function endLoop(cursor: BodyCursor): void {
  cursor.expect('end', 'loop');
  if (!cursor.sees(';')) cursor.label();
}

/** The statements of a loop with the words around them. */
export function parseLoopBody(
  cursor: BodyCursor,
  read: ReadBody,
  label: string | undefined,
): { readonly body: readonly PlStatement[]; readonly label?: string } {
  cursor.expect('loop');
  const body = read('end');
  endLoop(cursor);
  return { body, ...(label === undefined ? {} : { label }) };
}

/** A query, or EXECUTE with what it uses. */
export function parseSource(cursor: BodyCursor, end: string): RowSource {
  if (!cursor.takes('execute')) return { kind: 'query', sql: cursor.sqlUntil(end) };
  const sql = cursor.sqlUntil('using', end);
  return { kind: 'execute', sql, using: cursor.takes('using') ? cursor.list(() => cursor.sqlUntil(',', end)) : [] };
}
