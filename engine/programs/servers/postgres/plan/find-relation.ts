import { codes, PgError } from '../pg-error.js';
import { type Relation, relationNamed, schemaNamed } from '../storage/catalog.js';
import type { Scope } from './scope.js';

/** The relation that a name means; undefined when there is none. */
export function findRelation(
  { analysis: { session } }: { readonly analysis: Pick<Scope['analysis'], 'session'> },
  name: readonly string[],
  at: number,
): Relation | undefined {
  const catalog = session.catalog();
  const last = name.at(-1) ?? '';
  if (name.length > 3) throw new PgError(codes.syntax, `improper qualified name (too many dotted names): ${name.join('.')}`, { at });
  if (name.length === 3 && name[0] !== session.databaseName)
    throw new PgError(codes.featureNotSupported, `cross-database references are not implemented: "${name.join('.')}"`, { at });
  if (name.length > 1) {
    const schema = schemaNamed(catalog, name.at(-2) ?? '');
    return schema && relationNamed(catalog, schema.oid, last);
  }
  for (const schema of session.searchPath()) {
    const found = relationNamed(catalog, schema, last);
    if (found) return found;
  }
  return undefined;
}

/** The error of a name that means no relation. */
export function noRelation(name: readonly string[], at?: number): PgError {
  return new PgError(codes.undefinedTable, `relation "${name.join('.')}" does not exist`, { at });
}

/** The error of a role that may not use a relation so. */
export function denied(relation: Relation): PgError {
  const kind = { r: 'table', v: 'view', m: 'materialized view', S: 'sequence', i: 'index' }[relation.kind];
  return new PgError(codes.privilege, `permission denied for ${kind} ${relation.name}`);
}
