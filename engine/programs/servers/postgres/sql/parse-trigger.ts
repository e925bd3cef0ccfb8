import { parseExpression } from './parse-expression.js';
import type { TriggerEvent } from './routine-statements.js';
import type { Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

/** CREATE TRIGGER, from its name on. */
export function parseCreateTrigger(cursor: TokenCursor, at: number, replace: boolean, isConstraint: boolean): Statement {
  const name = cursor.name();
  const timing = cursor.takes('instead', 'of') ? 'instead of' : cursor.takesOne('before', 'after');
  if (timing === undefined) throw cursor.unexpected();
  const { events, columns } = parseEvents(cursor);
  cursor.expect('on');
  const table = cursor.qualifiedName();
  skipDeferral(cursor);
  if (cursor.takes('referencing')) {
    while (!cursor.isAtEnd() && !cursor.sees('for') && !cursor.sees('execute')) cursor.next();
    while (!cursor.isAtEnd() && !cursor.sees(';')) cursor.next();
    return { kind: 'not-simulated', what: 'a trigger with transition tables', at };
  }
  const isRow = cursor.takes('for') && (cursor.takes('each'), cursor.takesOne('row', 'statement') === 'row');
  const when = cursor.takes('when') ? parseCondition(cursor) : undefined;
  cursor.expect('execute');
  if (cursor.takesOne('function', 'procedure') === undefined) throw cursor.unexpected();
  const routine = cursor.qualifiedName();
  const args = parseArguments(cursor);
  return {
    kind: 'create-trigger',
    name,
    replace,
    isConstraint,
    timing,
    events,
    columns,
    table,
    isRow,
    routine,
    args,
    at,
    ...(when ? { when } : {}),
  };
}

function parseEvents(cursor: TokenCursor): { readonly events: readonly TriggerEvent[]; readonly columns: readonly string[] } {
  const events: TriggerEvent[] = [];
  let columns: readonly string[] = [];
  do {
    const event = cursor.takesOne('insert', 'update', 'delete', 'truncate');
    if (event === undefined) throw cursor.unexpected();
    events.push(event);
    if (event === 'update' && cursor.takes('of')) columns = cursor.names();
  } while (cursor.takes('or'));
  return { events, columns };
}

/** Words about when a constraint's trigger runs, which are looked at nowhere else. */
function skipDeferral(cursor: TokenCursor): void {
  while (cursor.takes('not', 'deferrable') || cursor.takes('deferrable') || cursor.takes('initially'))
    cursor.takesOne('immediate', 'deferred');
}

function parseCondition(cursor: TokenCursor): ReturnType<typeof parseExpression> {
  cursor.expect('(');
  const condition = parseExpression(cursor);
  cursor.expect(')');
  return condition;
}

/** Arguments of a trigger are texts, whatever they look like. */
function parseArguments(cursor: TokenCursor): readonly string[] {
  cursor.expect('(');
  const args = cursor.sees(')') ? [] : cursor.list(() => cursor.next().text);
  cursor.expect(')');
  return args;
}

/** DROP TRIGGER, from its name on. */
export function parseDropTrigger(cursor: TokenCursor, at: number): Statement {
  const ifExists = cursor.takes('if', 'exists');
  const name = cursor.name();
  cursor.expect('on');
  const table = cursor.qualifiedName();
  cursor.takesOne('cascade', 'restrict');
  return { kind: 'drop-trigger', name, table, ifExists, at };
}
