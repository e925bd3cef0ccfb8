import type { SessionAccess } from '../plan/runtime.js';
import { quoteName } from '../sql/keywords.js';
import { relationNamed, type Relation } from '../storage/catalog.js';

/** A relation's name, with its schema where the name alone would not find it. */
export function visibleName(relation: Relation, session: SessionAccess): string {
  const catalog = session.catalog();
  const found = session.searchPath().find(schema => relationNamed(catalog, schema, relation.name));
  return found === relation.schema ? quoteName(relation.name) : fullName(relation, session);
}

export function fullName(relation: Relation, session: SessionAccess): string {
  return `${quoteName(session.catalog().schemas.get(relation.schema)?.name ?? '')}.${quoteName(relation.name)}`;
}
