import { codes, PgError } from '../pg-error.js';
import type { SessionAccess } from '../plan/runtime.js';
import { relationNamed, roleNamed, schemaNamed, type Relation, type Role, type Schema } from '../storage/catalog.js';

/** The schema into which something with this name goes. */
export function creationSchema(session: SessionAccess, path: readonly string[]): Schema {
  const catalog = session.catalog();
  if (path.length > 1) return creatable(session, requireSchema(session, path.at(-2) ?? ''));
  for (const oid of session.searchPath()) {
    const schema = catalog.schemas.get(oid);
    if (schema && schema.name !== 'pg_catalog' && !schema.name.startsWith('pg_temp')) return creatable(session, schema);
  }
  throw new PgError(codes.noSchema, 'no schema has been selected to create in');
}

function creatable(session: SessionAccess, schema: Schema): Schema {
  const may = (schema.acl ?? []).some(
    ({ grantee, privileges }) => privileges.includes('C') && (grantee === 0 || session.isMember(session.userOid, grantee)),
  );
  if (may || session.isMember(session.userOid, schema.owner)) return schema;
  throw new PgError(codes.privilege, `permission denied for schema ${schema.name}`);
}

export function requireSchema(session: SessionAccess, name: string): Schema {
  const schema = schemaNamed(session.catalog(), name);
  if (!schema) throw new PgError(codes.noSchema, `schema "${name}" does not exist`);
  return schema;
}

export function findNamed(session: SessionAccess, path: readonly string[]): Relation | undefined {
  const catalog = session.catalog();
  const name = path.at(-1) ?? '';
  if (path.length > 1) {
    const schema = schemaNamed(catalog, path.at(-2) ?? '');
    return schema && relationNamed(catalog, schema.oid, name);
  }
  for (const schema of session.searchPath()) {
    const found = relationNamed(catalog, schema, name);
    if (found) return found;
  }
  return undefined;
}

/** Whether a new relation must not be made since IF NOT EXISTS passes over the one of its name; without it that is an error. */
export function isThere(session: SessionAccess, schema: number, name: string, ifNotExists: boolean): boolean {
  if (freeName(session, schema, name) === name) return false;
  if (!ifNotExists) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
  session.notice('NOTICE', `relation "${name}" already exists, skipping`);
  return true;
}

/** The relation that a statement changes; undefined where IF EXISTS passes over a missing one. */
export function findToChange(session: SessionAccess, name: readonly string[], ifExists: boolean): Relation | undefined {
  const relation = findNamed(session, name);
  if (relation) return relation;
  const shown = name.join('.');
  if (!ifExists) throw new PgError(codes.undefinedTable, `relation "${shown}" does not exist`);
  session.notice('NOTICE', `relation "${shown}" does not exist, skipping`);
  return undefined;
}

export function requireRelation(session: SessionAccess, path: readonly string[], at?: number): Relation {
  const relation = findNamed(session, path);
  if (!relation) throw new PgError(codes.undefinedTable, `relation "${path.join('.')}" does not exist`, { at });
  return relation;
}

export function requireRole(session: SessionAccess, name: string): Role {
  const asked =
    name === 'current_user' || name === 'current_role' ? session.userName : name === 'session_user' ? session.sessionUser : name;
  const role = roleNamed(session.globals(), asked);
  if (!role) throw new PgError(codes.undefinedObject, `role "${asked}" does not exist`);
  return role;
}

export const kindWords = { r: 'table', v: 'view', m: 'materialized view', S: 'sequence', i: 'index' } as const;

/** Only the owner (or who is a member of it) may change something. */
export function requireOwner(session: SessionAccess, relation: Relation): void {
  if (!session.isMember(session.userOid, relation.owner))
    throw new PgError(codes.privilege, `must be owner of ${kindWords[relation.kind]} ${relation.name}`);
}

/** A name that nothing in the schema has: `items_pkey`, `items_pkey1` … */
export function freeName(session: SessionAccess, schema: number, base: string, also: ReadonlySet<string> = new Set()): string {
  const catalog = session.catalog();
  for (let i = 0; ; i++) {
    const suffix = i === 0 ? '' : String(i);
    const name = base.length + suffix.length > 63 ? base.slice(0, 63 - suffix.length) + suffix : base + suffix;
    if (!relationNamed(catalog, schema, name) && !also.has(name)) return name;
  }
}
