import type { SessionAccess } from '../plan/runtime.js';
import { routinesNamed } from '../routines/drop-routine.js';
import { inputs, typeOfArgument } from '../routines/signature.js';
import { quoteLiteral, quoteName } from '../sql/keywords.js';
import type { Routine, RoutineArgument, Trigger } from '../storage/catalog.js';
import { displayType } from '../values/type-table.js';
import { showExpression, showType } from './show-expressions.js';
import { fullName, visibleName } from './visible-names.js';

const modes = { i: '', o: 'OUT ', b: 'INOUT ', v: 'VARIADIC ', t: '' } as const;

/** A type as this session has to write it. */
function typeName({ typeOid, table }: Pick<RoutineArgument, 'typeOid' | 'table'>, session: SessionAccess): string {
  const relation = table === undefined ? undefined : session.catalog().relations.get(table);
  return relation ? visibleName(relation, session) : showType(typeOid, -1, session);
}

function showArgument(arg: RoutineArgument, { kind }: Routine, session: SessionAccess, withDefault: boolean): string {
  const mode = arg.mode === 'i' && kind === 'p' ? 'IN ' : modes[arg.mode];
  const name = arg.name === undefined ? '' : `${quoteName(arg.name)} `;
  const fallback = withDefault && arg.default !== undefined ? ` DEFAULT ${showExpression(arg.default, session)}` : '';
  return `${mode}${name}${typeName(arg, session)}${fallback}`;
}

/** pg_get_function_arguments, and without defaults pg_get_function_identity_arguments. */
export function showArguments(routine: Routine, session: SessionAccess, withDefaults = true): string {
  const args = routine.args.filter(({ mode }) => mode !== 't' && (withDefaults || mode !== 'o' || routine.kind === 'f'));
  return args.map(arg => showArgument(arg, routine, session, withDefaults)).join(', ');
}

/** pg_get_function_result; a procedure has none. */
export function showResult(routine: Routine, session: SessionAccess): string | undefined {
  if (routine.kind === 'p') return undefined;
  const columns = routine.args.filter(({ mode }) => mode === 't');
  if (columns.length > 0) return `TABLE(${columns.map(column => showArgument(column, routine, session, false)).join(', ')})`;
  return `${routine.returns.isSet ? 'SETOF ' : ''}${typeName(routine.returns, session)}`;
}

/** A routine's name, with its schema where the name alone would not find it. */
export function routineName({ oid, name, schema }: Routine, session: SessionAccess): string {
  const isVisible = routinesNamed(session, [name]).some(found => found.oid === oid);
  return isVisible ? quoteName(name) : `${quoteName(session.catalog().schemas.get(schema)?.name ?? '')}.${quoteName(name)}`;
}

/** As regprocedure shows it: `f(integer,text)`. */
export function routineSignature(routine: Routine, session: SessionAccess): string {
  return `${routineName(routine, session)}(${inputs(routine)
    .map(arg => (arg.table === undefined ? displayType(typeOfArgument(arg, session)) : typeName(arg, session)))
    .join(',')})`;
}

const volatilities = { i: 'IMMUTABLE', s: 'STABLE', v: '' } as const;

/** What a routine says of itself between its language and its body. */
export function routineTraits({ volatility, isStrict, isDefiner }: Routine): readonly string[] {
  return [volatilities[volatility], isStrict ? 'STRICT' : '', isDefiner ? 'SECURITY DEFINER' : ''].filter(word => word !== '');
}

/** pg_get_functiondef. */
export function showRoutine(routine: Routine, session: SessionAccess): string {
  const what = routine.kind === 'p' ? 'PROCEDURE' : 'FUNCTION';
  const schema = quoteName(session.catalog().schemas.get(routine.schema)?.name ?? '');
  const result = showResult(routine, session);
  const traits = routineTraits(routine);
  let tag = what.toLowerCase();
  while (routine.body.includes(`$${tag}$`)) tag += 'x';
  return [
    `CREATE OR REPLACE ${what} ${schema}.${quoteName(routine.name)}(${showArguments(routine, session)})`,
    ...(result === undefined ? [] : [` RETURNS ${result}`]),
    ` LANGUAGE ${routine.language}`,
    ...(traits.length > 0 ? [` ${traits.join(' ')}`] : []),
    `AS $${tag}$${routine.body}$${tag}$`,
    '',
  ].join('\n');
}

/** pg_get_triggerdef; `isPretty` leaves out what can be. */
export function showTrigger(trigger: Trigger, session: SessionAccess, isPretty = false): string {
  const catalog = session.catalog();
  const table = catalog.relations.get(trigger.table);
  const routine = catalog.routines.get(trigger.routine);
  const columns = trigger.columns.map(number => quoteName(table?.columns.find(own => own.number === number)?.name ?? ''));
  const events = (['insert', 'delete', 'update', 'truncate'] as const)
    .filter(event => trigger.events.includes(event))
    .map(event => (event === 'update' && columns.length > 0 ? `UPDATE OF ${columns.join(', ')}` : event.toUpperCase()));
  const args = trigger.args.map(quoteLiteral).join(', ');
  return [
    `CREATE TRIGGER ${quoteName(trigger.name)} ${trigger.timing.toUpperCase()} ${events.join(' OR ')}`,
    `ON ${table ? (isPretty ? visibleName : fullName)(table, session) : '?'}`,
    `FOR EACH ${trigger.isRow ? 'ROW' : 'STATEMENT'}`,
    ...(trigger.when === undefined ? [] : [`WHEN (${isPretty ? trigger.when.replace(/^\((.*)\)$/s, '$1') : trigger.when})`]),
    `EXECUTE FUNCTION ${routine ? routineName(routine, session) : '?'}(${args})`,
  ].join(' ');
}
