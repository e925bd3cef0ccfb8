import { parseKind, skipAll } from './parse-alter.js';
import { parseRoutineName } from './parse-routine.js';
import type { Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

/** COMMENT ON …, from ON on. */
export function parseComment(cursor: TokenCursor, at: number): Statement {
  cursor.expect('on');
  const routine = cursor.takesOne('function', 'procedure', 'routine');
  if (routine !== undefined) return { kind: 'comment', what: routine, ...parseRoutineName(cursor), text: parseText(cursor), at };
  const what = parseKind(cursor) ?? cursor.takesOne('column', 'constraint', 'trigger', 'domain');
  if (what === undefined) return skipAll(cursor, { kind: 'not-simulated', what: 'COMMENT ON such an object', at });
  const name = [...cursor.qualifiedName()];
  if ((what === 'constraint' || what === 'trigger') && cursor.takes('on')) name.unshift(...cursor.qualifiedName());
  return { kind: 'comment', what: what === 'domain' ? 'type' : what, name, text: parseText(cursor), at };
}

function parseText(cursor: TokenCursor): string | null {
  cursor.expect('is');
  return cursor.takes('null') ? null : cursor.string();
}
