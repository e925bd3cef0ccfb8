import { codes, PgError } from '../pg-error.js';
import type { StatementOf } from '../sql/statements.js';
import { databaseNamed, roleNamed, schemaNamed, withRelation } from '../storage/catalog.js';
import { commentOnRoutines, isAboutRoutines } from '../routines/comment.js';
import { changeOwner, renameRelation } from './rename-relation.js';
import type { DropHost } from './drop.js';
import { requireOwner, requireRelation, requireRole, requireSchema } from './names.js';
import type { Session } from './session.js';
import { checkSetting, settingName, settingSpecs, unknownSetting } from './settings.js';

/** ALTER … RENAME TO. */
export function renameObject({ what, name, to }: StatementOf<'rename'>, host: DropHost): void {
  const { session } = host;
  const last = name.at(-1) ?? '';
  const catalog = session.catalog();
  const globals = session.globals();
  if (what === 'role') {
    const role = requireRole(session, last);
    if (roleNamed(globals, to)) throw new PgError(codes.duplicateObject, `role "${to}" already exists`);
    return host.saveGlobals({ ...globals, roles: new Map(globals.roles).set(role.oid, { ...role, name: to }) });
  }
  if (what === 'database') {
    const database = databaseNamed(globals, last);
    if (!database) throw new PgError(codes.noDatabase, `database "${last}" does not exist`);
    if (databaseNamed(globals, to)) throw new PgError(codes.duplicateDatabase, `database "${to}" already exists`);
    if (database.oid === session.database.oid) throw new PgError(codes.featureNotSupported, 'current database cannot be renamed');
    return host.saveGlobals({ ...globals, databases: new Map(globals.databases).set(database.oid, { ...database, name: to }) });
  }
  if (what === 'schema') {
    const schema = requireSchema(session, last);
    if (schemaNamed(catalog, to)) throw new PgError(codes.duplicateSchema, `schema "${to}" already exists`);
    return host.saveCatalog({ ...catalog, schemas: new Map(catalog.schemas).set(schema.oid, { ...schema, name: to }) });
  }
  if (what === 'type') {
    const type = [...catalog.types.values()].find(candidate => candidate.name === last);
    if (!type) throw new PgError(codes.undefinedObject, `type "${last}" does not exist`);
    return host.saveCatalog({ ...catalog, types: new Map(catalog.types).set(type.oid, { ...type, name: to }) });
  }
  const relation = requireRelation(session, name);
  requireOwner(session, relation);
  renameRelation(relation, to, host);
}

/** ALTER … OWNER TO. */
export function ownObject({ what, name, role }: StatementOf<'owner'>, host: DropHost): void {
  const { session } = host;
  const owner = requireRole(session, role).oid;
  const last = name.at(-1) ?? '';
  if (what === 'schema') {
    const catalog = session.catalog();
    const schema = requireSchema(session, last);
    return host.saveCatalog({ ...catalog, schemas: new Map(catalog.schemas).set(schema.oid, { ...schema, owner }) });
  }
  if (what === 'database') {
    const globals = session.globals();
    const database = databaseNamed(globals, last);
    if (!database) throw new PgError(codes.noDatabase, `database "${last}" does not exist`);
    return host.saveGlobals({ ...globals, databases: new Map(globals.databases).set(database.oid, { ...database, owner }) });
  }
  if (what === 'type') {
    const catalog = session.catalog();
    const type = [...catalog.types.values()].find(candidate => candidate.name === last);
    if (!type) throw new PgError(codes.undefinedObject, `type "${last}" does not exist`);
    return host.saveCatalog({ ...catalog, types: new Map(catalog.types).set(type.oid, { ...type, owner }) });
  }
  const relation = requireRelation(session, name);
  requireOwner(session, relation);
  changeOwner(relation, role, host);
}

/** COMMENT ON. */
export function comment(statement: StatementOf<'comment'>, host: DropHost): void {
  const { what, name, text } = statement;
  const { session } = host;
  const note = text === null ? {} : { comment: text };
  const catalog = session.catalog();
  const globals = session.globals();
  const last = name.at(-1) ?? '';
  if (what === 'schema') {
    const { comment: _, ...schema } = requireSchema(session, last);
    return host.saveCatalog({ ...catalog, schemas: new Map(catalog.schemas).set(schema.oid, { ...schema, ...note }) });
  }
  if (what === 'database') {
    const found = databaseNamed(globals, last);
    if (!found) throw new PgError(codes.noDatabase, `database "${last}" does not exist`);
    const { comment: _, ...database } = found;
    return host.saveGlobals({ ...globals, databases: new Map(globals.databases).set(database.oid, { ...database, ...note }) });
  }
  if (what === 'role') {
    const { comment: _, ...role } = requireRole(session, last);
    return host.saveGlobals({ ...globals, roles: new Map(globals.roles).set(role.oid, { ...role, ...note }) });
  }
  if (isAboutRoutines(what)) return commentOnRoutines(statement, host);
  if (what === 'extension' || what === 'type') return commentOnNamed(what, last, note, host);
  if (what === 'column' || what === 'constraint') {
    const relation = requireRelation(session, name.slice(0, -1));
    requireOwner(session, relation);
    if (what === 'constraint')
      return host.saveCatalog(
        withRelation(catalog, {
          ...relation,
          constraints: relation.constraints.map(own => (own.name === last ? { ...own, ...note } : own)),
        }),
      );
    if (!relation.columns.some(column => column.name === last))
      throw new PgError(codes.undefinedColumn, `column "${last}" of relation "${relation.name}" does not exist`);
    return host.saveCatalog(
      withRelation(catalog, {
        ...relation,
        columns: relation.columns.map(({ comment: old, ...column }) =>
          column.name === last ? { ...column, ...note } : old === undefined ? column : { ...column, comment: old },
        ),
      }),
    );
  }
  const { comment: _, ...relation } = requireRelation(session, name);
  requireOwner(session, relation);
  host.saveCatalog(withRelation(catalog, { ...relation, ...note }));
}

function commentOnNamed(what: 'extension' | 'type', name: string, note: { readonly comment?: string }, host: DropHost): void {
  const catalog = host.session.catalog();
  if (what === 'extension') {
    const { comment: _, ...extension } = named(catalog.extensions, what, name);
    return host.saveCatalog({ ...catalog, extensions: new Map(catalog.extensions).set(extension.oid, { ...extension, ...note }) });
  }
  const { comment: _, ...type } = named(catalog.types, what, name);
  host.saveCatalog({ ...catalog, types: new Map(catalog.types).set(type.oid, { ...type, ...note }) });
}

function named<T extends { readonly name: string }>(all: ReadonlyMap<number, T>, what: string, name: string): T {
  for (const one of all.values()) if (one.name === name) return one;
  throw new PgError(codes.undefinedObject, `${what} "${name}" does not exist`);
}

/** ALTER DATABASE / ROLE … SET. */
export function changeSetting({ on, target, name, values }: StatementOf<'alter-setting'>, session: Session): void {
  const known = settingName(name);
  if (name !== 'all' && !settingSpecs.has(known) && !name.includes('.')) throw unknownSetting(name);
  const value = values?.map((part, i) => (i === 0 && values.length === 1 ? checkSetting(known, part) : part)).join(', ');
  const change = (settings: readonly string[] = []): readonly string[] => [
    ...(name === 'all' ? [] : settings.filter(setting => !setting.startsWith(`${known}=`))),
    ...(value === undefined ? [] : [`${known}=${value}`]),
  ];
  const globals = session.globals();
  if (on === 'database') {
    const database = databaseNamed(globals, target);
    if (!database) throw new PgError(codes.noDatabase, `database "${target}" does not exist`);
    session.saveGlobals({
      ...globals,
      databases: new Map(globals.databases).set(database.oid, { ...database, settings: change(database.settings) }),
    });
    return;
  }
  const role = requireRole(session, target);
  session.saveGlobals({ ...globals, roles: new Map(globals.roles).set(role.oid, { ...role, settings: change(role.settings) }) });
}
