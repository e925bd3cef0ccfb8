import { codes, PgError } from '../pg-error.js';
import type { DropHost } from '../execute/drop.js';
import { requireOwner, requireRelation, requireRole, requireSchema } from '../execute/names.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { StatementOf } from '../sql/statements.js';
import { triggersOf, type Routine } from '../storage/catalog.js';
import { findRoutine, missingRoutine, type Target } from './drop-routine.js';

/** The routine that a statement is about. */
export function requireRoutine(what: string, target: Target, session: SessionAccess): Routine {
  const routine = findRoutine(session, target);
  if (!routine) throw missingRoutine(what, target, session);
  if (!session.isMember(session.userOid, routine.owner))
    throw new PgError(codes.privilege, `must be owner of ${routine.kind === 'p' ? 'procedure' : 'function'} ${routine.name}`);
  return routine;
}

/** ALTER FUNCTION, PROCEDURE and ROUTINE. */
export function alterRoutine({ what, target, change }: StatementOf<'alter-routine'>, { session, saveCatalog }: DropHost): void {
  const routine = requireRoutine(what, target, session);
  const { to, owner, schema, volatility, isStrict, isDefiner } = change;
  const changed: Routine = {
    ...routine,
    name: to ?? routine.name,
    owner: owner === undefined ? routine.owner : requireRole(session, owner).oid,
    schema: schema === undefined ? routine.schema : requireSchema(session, schema).oid,
    volatility: volatility === undefined ? routine.volatility : ({ immutable: 'i', stable: 's', volatile: 'v' } as const)[volatility],
    isStrict: isStrict ?? routine.isStrict,
    isDefiner: isDefiner ?? routine.isDefiner,
  };
  const catalog = session.catalog();
  saveCatalog({ ...catalog, routines: new Map(catalog.routines).set(routine.oid, changed) });
}

/** ALTER TRIGGER … RENAME TO. */
export function renameTrigger({ name, table: path, to }: StatementOf<'rename-trigger'>, { session, saveCatalog }: DropHost): void {
  const table = requireRelation(session, path);
  requireOwner(session, table);
  const catalog = session.catalog();
  const all = triggersOf(catalog, table.oid);
  const trigger = all.find(own => own.name === name);
  if (!trigger) throw new PgError(codes.undefinedObject, `trigger "${name}" for table "${table.name}" does not exist`);
  if (all.some(own => own.name === to))
    throw new PgError(codes.duplicateObject, `trigger "${to}" for relation "${table.name}" already exists`);
  saveCatalog({ ...catalog, triggers: new Map(catalog.triggers).set(trigger.oid, { ...trigger, name: to }) });
}
