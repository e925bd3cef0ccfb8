import type { Role } from '../storage/catalog.js';
import { oids } from '../storage/catalog.js';
import { ArrayValue } from '../values/value.js';
import { acl, databases, roles } from './subjects.js';
import { catalogTable } from './system-tables.js';

const HIDDEN = '********';
const UTF8 = 6;
const DEFAULT_TABLESPACE = 1663;

/** pg_authid has the passwords, pg_roles only shows that they are not to be seen. */
function roleTable(name: string, oid: number, password: (role: Role) => string | null): void {
  catalogTable({
    name,
    oid,
    items: roles,
    columns: {
      'oid oid': role => role.oid,
      'rolname name': role => role.name,
      'rolsuper bool': role => role.superuser,
      'rolinherit bool': role => role.inherit,
      'rolcreaterole bool': role => role.createRole,
      'rolcreatedb bool': role => role.createDb,
      'rolcanlogin bool': role => role.login,
      'rolreplication bool': role => role.replication,
      'rolconnlimit int4': role => role.connectionLimit,
      'rolpassword text': password,
      'rolvaliduntil timestamptz': null,
      'rolbypassrls bool': role => role.bypassRls,
      'rolconfig _text': role => (role.settings ? new ArrayValue(role.settings) : null),
    },
  });
}

roleTable('pg_roles', 12_000, () => HIDDEN);
roleTable('pg_authid', 1260, role => role.password ?? null);

catalogTable({
  name: 'pg_user',
  oid: 12_010,
  items: session => roles(session).filter(({ login }) => login),
  columns: {
    'usename name': role => role.name,
    'usesysid oid': role => role.oid,
    'usecreatedb bool': role => role.createDb,
    'usesuper bool': role => role.superuser,
    'userepl bool': role => role.replication,
    'usebypassrls bool': role => role.bypassRls,
    'passwd text': HIDDEN,
  },
});

catalogTable({
  name: 'pg_auth_members',
  oid: 1261,
  items: session => roles(session).flatMap(role => role.memberOf.map(of => ({ role, of }))),
  columns: {
    'roleid oid': ({ of }) => of,
    'member oid': ({ role }) => role.oid,
    'grantor oid': oids.superuser,
    'admin_option bool': false,
  },
});

catalogTable({
  name: 'pg_database',
  oid: 1262,
  items: databases,
  columns: {
    'oid oid': ({ oid }) => oid,
    'datname name': ({ name }) => name,
    'datdba oid': ({ owner }) => owner,
    'encoding int4': UTF8,
    'datlocprovider char': 'c',
    'datistemplate bool': ({ isTemplate }) => isTemplate,
    'datallowconn bool': ({ allowsConnections }) => allowsConnections,
    'datconnlimit int4': -1,
    'dattablespace oid': DEFAULT_TABLESPACE,
    'datcollate text': ({ collate }) => collate,
    'datctype text': ({ ctype }) => ctype,
    'daticulocale text': null,
    'daticurules text': null,
    'datcollversion text': null,
    'datacl _text': acl,
  },
});

catalogTable<readonly [number, string]>({
  name: 'pg_tablespace',
  oid: 1213,
  items: () => [
    [DEFAULT_TABLESPACE, 'pg_default'],
    [1664, 'pg_global'],
  ],
  columns: {
    'oid oid': ([oid]) => oid,
    'spcname name': ([, name]) => name,
    'spcowner oid': oids.superuser,
    'spcacl _text': null,
    'spcoptions _text': null,
  },
});

catalogTable<readonly [number, string]>({
  name: 'pg_am',
  oid: 2601,
  items: () => [
    [2, 'heap'],
    [403, 'btree'],
    [405, 'hash'],
    [783, 'gist'],
    [2742, 'gin'],
    [3580, 'brin'],
    [4000, 'spgist'],
  ],
  columns: { 'oid oid': ([oid]) => oid, 'amname name': ([, name]) => name, 'amtype char': ([, name]) => (name === 'heap' ? 't' : 'i') },
});

catalogTable({
  name: 'pg_extension',
  oid: 3079,
  items: session => session.catalog().extensions.values(),
  columns: {
    'oid oid': ({ oid }) => oid,
    'extname name': ({ name }) => name,
    'extowner oid': oids.superuser,
    'extnamespace oid': ({ schema }) => schema,
    'extrelocatable bool': true,
    'extversion text': ({ version }) => version,
  },
});
