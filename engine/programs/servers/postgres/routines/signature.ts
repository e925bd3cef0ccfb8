import type { SessionAccess } from '../plan/runtime.js';
import { quoteName } from '../sql/keywords.js';
import type { Routine, RoutineArgument } from '../storage/catalog.js';
import { displayType, t, type PgType } from '../values/type-table.js';

/** The arguments that a caller gives. */
export function inputs(routine: Pick<Routine, 'args'>): readonly RoutineArgument[] {
  return routine.args.filter(({ mode }) => mode === 'i' || mode === 'b' || mode === 'v');
}

/** The arguments that make up the result: OUT, INOUT and the columns of RETURNS TABLE. */
export function outputs(routine: Pick<Routine, 'args'>): readonly RoutineArgument[] {
  return routine.args.filter(({ mode }) => mode === 'o' || mode === 'b' || mode === 't');
}

type Typed = Pick<RoutineArgument, 'typeOid' | 'table'>;

export function typeOfArgument({ typeOid }: Typed, session: SessionAccess): PgType {
  return session.typeByOid(typeOid) ?? t.text;
}

/** The type as it is shown: a row of a table by the table's name. */
export function showTyped(typed: Typed, session: SessionAccess): string {
  const table = typed.table === undefined ? undefined : session.catalog().relations.get(typed.table);
  return table ? quoteName(table.name) : displayType(typeOfArgument(typed, session));
}

/** `f(integer, text)`: what a routine is called in messages. */
export function showSignature(routine: Pick<Routine, 'name' | 'args'>, session: SessionAccess): string {
  return `${quoteName(routine.name)}(${inputs(routine)
    .map(arg => showTyped(arg, session))
    .join(',')})`;
}
