import { roleName } from './parse-roles.js';
import { parseRoutineName, parseTrait } from './parse-routine.js';
import type { RoutineChange } from './routine-statements.js';
import type { Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

/** ALTER FUNCTION, PROCEDURE and ROUTINE, from the name on. */
export function parseAlterRoutine(cursor: TokenCursor, at: number, what: 'function' | 'procedure' | 'routine'): Statement {
  const target = parseRoutineName(cursor);
  return { kind: 'alter-routine', what, target, change: parseChange(cursor), at };
}

function parseChange(cursor: TokenCursor): RoutineChange {
  if (cursor.takes('rename', 'to')) return { to: cursor.name() };
  if (cursor.takes('owner', 'to')) return { owner: roleName(cursor) };
  if (cursor.takes('set', 'schema')) return { schema: cursor.name() };
  let change: RoutineChange | undefined;
  for (;;) {
    const trait = parseTrait(cursor);
    if (!trait) break;
    change = { ...change, ...trait };
  }
  if (!change) throw cursor.unexpected();
  cursor.takes('restrict');
  return change;
}

/** ALTER TRIGGER … RENAME TO, from the name on. */
export function parseRenameTrigger(cursor: TokenCursor, at: number): Statement {
  const name = cursor.name();
  cursor.expect('on');
  const table = cursor.qualifiedName();
  cursor.expect('rename', 'to');
  return { kind: 'rename-trigger', name, table, to: cursor.name(), at };
}
