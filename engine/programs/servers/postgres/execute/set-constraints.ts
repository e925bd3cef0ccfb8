import { codes, PgError } from '../pg-error.js';
import type { StatementOf } from '../sql/statements.js';
import { schemaNamed, type Constraint } from '../storage/catalog.js';
import type { Session } from './session.js';
import type { Waiting } from './waiting.js';

/** SET CONSTRAINTS: when this transaction checks what may wait. */
export function* setConstraints({ names, deferred }: StatementOf<'set-constraints'>, session: Session): Waiting<void> {
  const { transaction } = session;
  if (!transaction?.isBlock) {
    session.notice('WARNING', 'SET CONSTRAINTS can only be used in transaction blocks');
    return;
  }
  const found = names?.flatMap(path => constraintsNamed(path, session));
  yield* transaction.log.deferred.choose(deferred, found && new Set(found.map(({ oid }) => oid)));
}

/** The constraints that a name means: those of the first schema that has any. */
function constraintsNamed(path: readonly string[], session: Session): readonly Constraint[] {
  const catalog = session.catalog();
  const [name = '', schema] = [path.at(-1), path.at(-2)];
  const schemas = schema === undefined ? session.searchPath() : [schemaNamed(catalog, schema)?.oid];
  if (schemas[0] === undefined) throw new PgError(codes.noSchema, `schema "${schema ?? ''}" does not exist`);
  for (const oid of schemas) {
    const found = [...catalog.relations.values()].flatMap(relation =>
      relation.schema === oid ? relation.constraints.filter(constraint => constraint.name === name) : [],
    );
    if (found.length === 0) continue;
    if (!found.some(({ deferrable }) => deferrable)) throw new PgError(codes.wrongObject, `constraint "${name}" is not deferrable`);
    return found;
  }
  throw new PgError(codes.undefinedObject, `constraint "${name}" does not exist`);
}
