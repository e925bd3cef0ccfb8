import { codes, PgError } from '../pg-error.js';
import { findType } from '../plan/find-type.js';
import { routineName, routineSignature } from '../catalog/show-routine.js';
import type { SessionAccess } from '../plan/runtime.js';
import { findRoutine } from '../routines/drop-routine.js';
import { quoteName } from '../sql/keywords.js';
import { parseQuery } from '../sql/parse-query.js';
import { parseRoutineName } from '../sql/parse-routine.js';
import { parseTypeName } from '../sql/parse-type.js';
import { TokenCursor } from '../sql/token-cursor.js';
import { relationNamed, schemaNamed } from '../storage/catalog.js';
import { displayType, type PgType } from '../values/type-table.js';

/** What `oid::regclass` and its like show. */
export function nameOfOid(session: SessionAccess, type: PgType, oid: number): string {
  if (oid === 0) return '-';
  const catalog = session.catalog();
  if (type.name === 'regclass') {
    const relation = catalog.relations.get(oid);
    if (!relation) return String(oid);
    const schema = catalog.schemas.get(relation.schema)?.name ?? '';
    const visible = session.searchPath().find(path => relationNamed(catalog, path, relation.name)) === relation.schema;
    return visible ? quoteName(relation.name) : `${quoteName(schema)}.${quoteName(relation.name)}`;
  }
  if (type.name === 'regproc' || type.name === 'regprocedure') {
    const routine = catalog.routines.get(oid);
    return routine ? (type.name === 'regproc' ? routineName : routineSignature)(routine, session) : String(oid);
  }
  if (type.name === 'regtype') return displayType(session.typeByOid(oid) ?? { ...type, display: String(oid) });
  if (type.name === 'regnamespace') return catalog.schemas.get(oid)?.name ?? String(oid);
  if (type.name === 'regrole') return session.globals().roles.get(oid)?.name ?? String(oid);
  return String(oid);
}

/** What `'name'::regclass` and its like mean. */
export function oidOfName(session: SessionAccess, type: PgType, name: string): number {
  const path = splitPath(name);
  if (type.name === 'regclass') {
    const catalog = session.catalog();
    const last = path.at(-1) ?? '';
    const schemas = path.length > 1 ? [schemaNamed(catalog, path[0] ?? '')?.oid ?? 0] : session.searchPath();
    for (const schema of schemas) {
      const found = relationNamed(catalog, schema, last);
      if (found) return found.oid;
    }
    throw new PgError(codes.undefinedTable, `relation "${path.join('.')}" does not exist`);
  }
  if (type.name === 'regproc' || type.name === 'regprocedure') {
    const target = type.name === 'regproc' ? { name: path } : parseRoutineName(new TokenCursor(name, parseQuery));
    const found = findRoutine(session, target);
    if (!found) throw new PgError(codes.undefinedFunction, `function "${name}" does not exist`);
    return found.oid;
  }
  if (type.name === 'regtype') {
    const found = findType(parseTypeName(new TokenCursor(name, parseQuery)), session);
    if (!found) throw new PgError(codes.undefinedObject, `type "${name}" does not exist`);
    return found.oid;
  }
  if (type.name === 'regnamespace') return schemaNamed(session.catalog(), path.join('.'))?.oid ?? 0;
  return [...session.globals().roles.values()].find(role => role.name === path.join('.'))?.oid ?? 0;
}

/** `"$user", public` as names. */
export function splitNames(text: string): readonly string[] {
  return text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== '""')
    .map(name => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()));
}

function splitPath(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '').trim().toLowerCase() : quoted.replaceAll('""', '"'),
  );
}
