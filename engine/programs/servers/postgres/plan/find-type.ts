import { codes, PgError } from '../pg-error.js';
import { relationNamed, schemaNamed } from '../storage/catalog.js';
import type { TypeName } from '../sql/ast.js';
import { quoteName } from '../sql/keywords.js';
import { arrayOfType, findBuiltin, sqlNames, t, type PgType } from '../values/type-table.js';
import type { SessionAccess } from './runtime.js';

/** The type that a name means; undefined when there is none. */
export function findType(type: TypeName, session: SessionAccess): PgType | undefined {
  const name = type.name.at(-1) ?? '';
  const schema = type.name.length > 1 ? type.name[type.name.length - 2] : undefined;
  const base = schema === undefined || schema === 'pg_catalog' ? findBuiltin(sqlNames.get(name) ?? name) : undefined;
  const found = base ?? findOwn(name, schema, session);
  if (!found || type.dimensions === 0) return found;
  return found.arrayOid === 0 ? undefined : arrayOfType(found);
}

function findOwn(name: string, schemaName: string | undefined, session: SessionAccess): PgType | undefined {
  const catalog = session.catalog();
  const schemas = schemaName === undefined ? session.searchPath() : [schemaNamed(catalog, schemaName)?.oid ?? 0];
  for (const schema of schemas) {
    for (const type of catalog.types.values()) if (type.schema === schema && type.name === name) return session.typeByOid(type.oid);
    const table = relationNamed(catalog, schema, name);
    if (table && table.kind !== 'i') return t.record;
  }
  return undefined;
}

/** The type that a name means, or an error. */
export function requireType(type: TypeName, session: SessionAccess): PgType {
  const found = findType(type, session);
  if (found) return found;
  const shown = type.name.map(quoteName).join('.') + '[]'.repeat(Math.min(type.dimensions, 1));
  throw new PgError(
    codes.undefinedObject,
    `type "${type.name.length > 1 ? shown : type.name.join('.') + '[]'.repeat(Math.min(type.dimensions, 1))}" does not exist`,
    { at: type.at },
  );
}
