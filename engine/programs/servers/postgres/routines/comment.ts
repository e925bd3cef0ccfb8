import { codes, PgError } from '../pg-error.js';
import type { DropHost } from '../execute/drop.js';
import { requireOwner, requireRelation } from '../execute/names.js';
import type { StatementOf } from '../sql/statements.js';
import { triggersOf } from '../storage/catalog.js';
import { requireRoutine } from './alter-routine.js';

export function isAboutRoutines(what: string): boolean {
  return ['function', 'procedure', 'routine', 'trigger'].includes(what);
}

/** COMMENT ON FUNCTION, PROCEDURE, ROUTINE and TRIGGER. */
export function commentOnRoutines({ what, name, args, text }: StatementOf<'comment'>, { session, saveCatalog }: DropHost): void {
  const catalog = session.catalog();
  const note = text === null ? {} : { comment: text };
  if (what !== 'trigger') {
    const { comment: _, ...routine } = requireRoutine(what, args ? { name, args } : { name }, session);
    saveCatalog({ ...catalog, routines: new Map(catalog.routines).set(routine.oid, { ...routine, ...note }) });
    return;
  }
  const table = requireRelation(session, name.slice(0, -1));
  requireOwner(session, table);
  const found = triggersOf(catalog, table.oid).find(own => own.name === name.at(-1));
  if (!found) throw new PgError(codes.undefinedObject, `trigger "${name.at(-1) ?? ''}" for table "${table.name}" does not exist`);
  const { comment: _, ...trigger } = found;
  saveCatalog({ ...catalog, triggers: new Map(catalog.triggers).set(trigger.oid, { ...trigger, ...note }) });
}
