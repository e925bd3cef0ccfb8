import { codes, PgError } from '../pg-error.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { StatementOf } from '../sql/statements.js';
import { databaseNamed, withRelation, type AclItem, type Catalog, type Globals, type Relation } from '../storage/catalog.js';
import { requireRelation, requireRole, requireSchema, kindWords } from './names.js';

type Grant = StatementOf<'grant'>;

const letters: Readonly<Record<string, string>> = {
  insert: 'a',
  select: 'r',
  update: 'w',
  delete: 'd',
  truncate: 'D',
  references: 'x',
  trigger: 't',
  usage: 'U',
  create: 'C',
  connect: 'c',
  temporary: 'T',
  execute: 'X',
};
const all = { table: 'arwdDxt', sequence: 'rwU', schema: 'UC', database: 'CTc' } as const;

export function privilegeLetter(name: string): string {
  return letters[name.toLowerCase().replace(/ with grant option$/, '')] ?? '?';
}

/** What the owner of something may do before anybody granted anything. */
export function defaultAcl(owner: number, kind: keyof typeof all): readonly AclItem[] {
  const own = { grantee: owner, privileges: all[kind], grantor: owner };
  return kind === 'database' ? [{ grantee: 0, privileges: 'Tc', grantor: owner }, own] : [own];
}

/** `alice=arwdDxt/alice`. */
export function formatAcl(items: readonly AclItem[], session: SessionAccess): readonly string[] {
  const name = (oid: number): string => (oid === 0 ? '' : (session.globals().roles.get(oid)?.name ?? String(oid)));
  return items.map(({ grantee, privileges, grantor }) => `${name(grantee)}=${privileges}/${name(grantor)}`);
}

function changed(
  acl: readonly AclItem[],
  grantee: number,
  given: string,
  grantor: number,
  isGrant: boolean,
  order: string,
): readonly AclItem[] {
  const before = acl.find(item => item.grantee === grantee);
  const had = before?.privileges ?? '';
  const now = [...order]
    .filter(letter => (isGrant ? had.includes(letter) || given.includes(letter) : had.includes(letter) && !given.includes(letter)))
    .join('');
  const item = { grantee, privileges: now, grantor: before?.grantor ?? grantor };
  if (before) return acl.map(own => (own === before ? item : own)).filter(({ privileges }) => privileges !== '');
  return now === '' ? acl : [...acl, item];
}

interface Host {
  readonly session: SessionAccess;
  readonly saveCatalog: (catalog: Catalog) => void;
  readonly saveGlobals: (globals: Globals) => void;
}

/** GRANT and REVOKE of privileges. */
export function grantPrivileges(statement: Grant, host: Host): void {
  const { session } = host;
  if (statement.on === 'function' || statement.on === 'type') return;
  if (statement.on === 'database') return grantDatabase(statement, host);
  if (statement.on === 'schema') return grantSchema(statement, host);
  const relations = statement.on.startsWith('all')
    ? statement.names.flatMap(name => {
        const schema = requireSchema(session, name[0] ?? '').oid;
        const kinds = statement.on === 'all tables' ? 'rvm' : 'S';
        return [...session.catalog().relations.values()].filter(relation => relation.schema === schema && kinds.includes(relation.kind));
      })
    : statement.names.map(name => requireRelation(session, name));
  for (const relation of relations) grantRelation(statement, relation, host);
}

function rolesOf(statement: Grant, session: SessionAccess): readonly number[] {
  return statement.roles.map(role => (role === 'public' ? 0 : requireRole(session, role).oid));
}

function given(statement: Grant, kind: keyof typeof all): string {
  const known = all[kind];
  return (
    (statement.privileges ?? [])
      .map(name => {
        const letter = letters[name];
        if (letter === undefined) throw new PgError(codes.syntax, `unrecognized privilege type "${name}"`);
        if (!known.includes(letter)) throw new PgError('0LP01', `invalid privilege type ${name.toUpperCase()} for ${kind}`);
        return letter;
      })
      .join('') || known
  );
}

function grantRelation(statement: Grant, relation: Relation, { session, saveCatalog }: Host): void {
  const kind = relation.kind === 'S' ? 'sequence' : 'table';
  if (!session.isMember(session.userOid, relation.owner)) {
    const anything = (relation.acl ?? []).some(({ grantee }) => grantee === session.userOid);
    if (!anything) throw new PgError(codes.privilege, `permission denied for ${kindWords[relation.kind]} ${relation.name}`);
    session.notice('WARNING', `no privileges were granted for "${relation.name}"`);
    return;
  }
  let acl = relation.acl ?? defaultAcl(relation.owner, kind);
  for (const role of rolesOf(statement, session))
    acl = changed(acl, role, given(statement, kind), relation.owner, statement.isGrant, all[kind]);
  saveCatalog(withRelation(session.catalog(), { ...relation, acl }));
}

function grantSchema(statement: Grant, { session, saveCatalog }: Host): void {
  for (const [name = ''] of statement.names) {
    const schema = requireSchema(session, name);
    if (!session.isMember(session.userOid, schema.owner)) throw new PgError(codes.privilege, `permission denied for schema ${name}`);
    let acl = schema.acl ?? defaultAcl(schema.owner, 'schema');
    for (const role of rolesOf(statement, session))
      acl = changed(acl, role, given(statement, 'schema'), schema.owner, statement.isGrant, 'UC');
    const catalog = session.catalog();
    saveCatalog({ ...catalog, schemas: new Map(catalog.schemas).set(schema.oid, { ...schema, acl }) });
  }
}

function grantDatabase(statement: Grant, { session, saveGlobals }: Host): void {
  for (const [name = ''] of statement.names) {
    const globals = session.globals();
    const database = databaseNamed(globals, name);
    if (!database) throw new PgError(codes.noDatabase, `database "${name}" does not exist`);
    if (!session.isMember(session.userOid, database.owner)) throw new PgError(codes.privilege, `permission denied for database ${name}`);
    let acl = database.acl ?? defaultAcl(database.owner, 'database');
    for (const role of rolesOf(statement, session))
      acl = changed(acl, role, given(statement, 'database'), database.owner, statement.isGrant, 'CTc');
    saveGlobals({ ...globals, databases: new Map(globals.databases).set(database.oid, { ...database, acl }) });
  }
}

/** Whether a role may do something that an access list tells about. */
export function isAllowed(session: SessionAccess, role: number, owner: number, acl: readonly AclItem[], letter: string): boolean {
  if (session.isMember(role, owner)) return true;
  return acl.some(({ grantee, privileges }) => privileges.includes(letter) && (grantee === 0 || session.isMember(role, grantee)));
}
