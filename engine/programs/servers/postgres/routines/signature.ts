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

/** `a integer, b integer DEFAULT 1`, as pg_get_function_arguments shows it. */
export function showArguments(routine: Routine, session: SessionAccess, withDefaults = true): string {
  const words = { i: routine.kind === 'p' ? 'IN ' : '', o: 'OUT ', b: 'INOUT ', v: 'VARIADIC ', t: '' };
  return routine.args
    .filter(({ mode }) => mode !== 't')
    .map(arg => {
      const name = arg.name === undefined ? '' : `${quoteName(arg.name)} `;
      const fallback = arg.default === undefined || !withDefaults ? '' : ` DEFAULT ${arg.default}`;
      return `${words[arg.mode]}${name}${showTyped(arg, session)}${fallback}`;
    })
    .join(', ');
}

/** `SETOF t`, as pg_get_function_result shows it; undefined for a procedure. */
export function showResult(routine: Routine, session: SessionAccess): string | undefined {
  if (routine.kind === 'p') return undefined;
  const columns = routine.args.filter(({ mode }) => mode === 't');
  if (columns.length > 0) return `TABLE(${columns.map(arg => `${quoteName(arg.name ?? '')} ${showTyped(arg, session)}`).join(', ')})`;
  return `${routine.returns.isSet ? 'SETOF ' : ''}${showTyped(routine.returns, session)}`;
}
