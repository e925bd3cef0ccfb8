import type { SessionAccess } from '../plan/runtime.js';
import { formatAcl } from '../execute/privileges.js';
import type { AclItem, Column, Constraint, DatabaseEntry, EnumType, Relation, Role } from '../storage/catalog.js';
import { ArrayValue, type Value } from '../values/value.js';

/** Something of a relation, with the relation. */
export interface Of<T> {
  readonly relation: Relation;
  readonly part: T;
}

export function relations(session: SessionAccess): readonly Relation[] {
  return [...session.catalog().relations.values()];
}

export function relationsOf(...kinds: readonly Relation['kind'][]): (session: SessionAccess) => readonly Relation[] {
  return session => relations(session).filter(({ kind }) => kinds.includes(kind));
}

/** What of each relation stands in a table of its own. */
export function partsOf<T>(parts: (relation: Relation) => readonly T[]): (session: SessionAccess) => readonly Of<T>[] {
  return session => relations(session).flatMap(relation => parts(relation).map(part => ({ relation, part })));
}

export const constraints = partsOf<Constraint>(relation => relation.constraints);
export const indexes = partsOf(({ index }) => (index ? [index] : []));
export const sequences = partsOf(({ sequence }) => (sequence ? [sequence] : []));

export function columnsOf(...kinds: readonly Relation['kind'][]): (session: SessionAccess) => readonly Of<Column>[] {
  return partsOf(relation => (kinds.includes(relation.kind) ? relation.columns : []));
}

export function enums(session: SessionAccess): readonly EnumType[] {
  return [...session.catalog().types.values()];
}

export function roles(session: SessionAccess): readonly Role[] {
  return [...session.globals().roles.values()];
}

export function databases(session: SessionAccess): readonly DatabaseEntry[] {
  return [...session.globals().databases.values()];
}

export function acl({ acl: items }: { readonly acl?: readonly AclItem[] }, session: SessionAccess): Value {
  return items ? new ArrayValue(formatAcl(items, session)) : null;
}

export function schemaName({ schema }: { readonly schema: number }, session: SessionAccess): string {
  return session.catalog().schemas.get(schema)?.name ?? '';
}

export function ownerName({ owner }: { readonly owner: number }, session: SessionAccess): string {
  return session.globals().roles.get(owner)?.name ?? '';
}

/** How many rows somebody who starts now finds in a table. */
export function rowCount({ filenode }: Relation, session: SessionAccess): number {
  return session.database.heap(filenode).committed().length;
}
