import { codes, PgError } from '../pg-error.js';
import type { DropHost } from '../execute/drop.js';
import { findType } from '../plan/find-type.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { TypeName } from '../sql/ast.js';
import type { StatementOf } from '../sql/statements.js';
import { schemaNamed, type Catalog, type Routine, type Trigger } from '../storage/catalog.js';
import { displayType, type PgType } from '../values/type-table.js';
import { inputs, showSignature, typeOfArgument } from './signature.js';

export interface Target {
  readonly name: readonly string[];
  readonly args?: readonly TypeName[];
}

/** The routines of a name, in the schemas of the search path. */
export function routinesNamed(session: SessionAccess, path: readonly string[]): readonly Routine[] {
  const catalog = session.catalog();
  const schemas = path.length > 1 ? [schemaNamed(catalog, path.at(-2) ?? '')?.oid ?? 0] : session.searchPath();
  return schemas.flatMap(schema => routinesIn(catalog, schema, path.at(-1) ?? ''));
}

const byName = new WeakMap<Catalog['routines'], Map<string, readonly Routine[]>>();

function routinesIn({ routines }: Catalog, schema: number, name: string): readonly Routine[] {
  if (routines.size === 0) return [];
  const known = byName.get(routines) ?? new Map<string, readonly Routine[]>();
  byName.set(routines, known);
  const key = `${String(schema)}.${name}`;
  const found = known.get(key) ?? [...routines.values()].filter(routine => routine.schema === schema && routine.name === name);
  known.set(key, found);
  return found;
}

/** The one routine that a name and types mean; undefined when there is none. */
export function findRoutine(session: SessionAccess, { name, args }: Target): Routine | undefined {
  const all = routinesNamed(session, name);
  if (!args) {
    if (all.length > 1)
      throw new PgError(codes.ambiguousFunction, `function name "${name.join('.')}" is not unique`, {
        hint: 'Specify the argument list to select the function unambiguously.',
      });
    return all[0];
  }
  const types = args.map(type => findType(type, session)?.oid);
  return all.find(
    routine =>
      inputs(routine)
        .map(arg => typeOfArgument(arg, session).oid)
        .join() === types.join(),
  );
}

/** DROP FUNCTION, PROCEDURE and ROUTINE. */
export function dropRoutines(statement: StatementOf<'drop-routine'>, { session, saveCatalog }: DropHost): void {
  for (const target of statement.targets) {
    const routine = findRoutine(session, target);
    if (!routine) {
      reportMissing(statement, target, session);
      continue;
    }
    if (!session.isMember(session.userOid, routine.owner)) throw new PgError(codes.privilege, `must be owner of function ${routine.name}`);
    saveCatalog(without(session.catalog(), routine, triggersInTheWay(routine, statement.cascade, session)));
  }
}

function without(catalog: Catalog, routine: Routine, triggers: readonly Trigger[]): Catalog {
  return {
    ...catalog,
    routines: new Map([...catalog.routines].filter(([oid]) => oid !== routine.oid)),
    triggers: new Map([...catalog.triggers].filter(([, trigger]) => !triggers.includes(trigger))),
  };
}

function triggersInTheWay(routine: Routine, cascade: boolean, session: SessionAccess): readonly Trigger[] {
  const { triggers, relations } = session.catalog();
  const users = [...triggers.values()].filter(trigger => trigger.routine === routine.oid);
  const shown = users.map(({ name, table }) => `trigger ${name} on table ${relations.get(table)?.name ?? ''}`);
  if (users.length > 0 && !cascade)
    throw new PgError(
      codes.dependentObjects,
      `cannot drop function ${showSignature(routine, session)} because other objects depend on it`,
      {
        detail: shown.map(text => `${text} depends on function ${showSignature(routine, session)}`).join('\n'),
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      },
    );
  const [only] = shown;
  if (only !== undefined && users.length === 1) session.notice('NOTICE', `drop cascades to ${only}`);
  if (users.length > 1)
    session.notice(
      'NOTICE',
      `drop cascades to ${users.length} other objects\nDETAIL:  ${shown.map(text => `drop cascades to ${text}`).join('\n')}`,
    );
  return users;
}

function reportMissing({ what, ifExists }: StatementOf<'drop-routine'>, target: Target, session: SessionAccess): void {
  if (!ifExists) throw missingRoutine(what, target, session);
  const shown = listTypes(target, session, type => `pg_catalog.${type.name}`);
  session.notice('NOTICE', `${what} ${target.name.join('.')}(${shown}) does not exist, skipping`);
}

function listTypes({ args }: Target, session: SessionAccess, show: (type: PgType) => string): string {
  const types = args?.map(type => findType(type, session));
  return types?.map((type, i) => (type ? show(type) : (args?.[i]?.name.join('.') ?? ''))).join(',') ?? '';
}

/** Says that there is no such routine. */
export function missingRoutine(what: string, target: Target, session: SessionAccess): PgError {
  const name = target.name.join('.');
  if (!target.args) return new PgError(codes.undefinedFunction, `could not find a ${what} named "${name}"`);
  return new PgError(codes.undefinedFunction, `${what} ${name}(${listTypes(target, session, displayType)}) does not exist`);
}
