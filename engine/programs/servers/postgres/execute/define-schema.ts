import { codes, PgError } from '../pg-error.js';
import { schemaNamed } from '../storage/catalog.js';
import type { DropHost } from './drop.js';
import { requireRole } from './names.js';
import type { StatementOf } from '../sql/statements.js';

/** CREATE SCHEMA. */
export function createSchema(statement: StatementOf<'create-schema'>, { session, saveCatalog }: DropHost): void {
  const catalog = session.catalog();
  if (!mayCreateIn(session)) throw new PgError(codes.privilege, `permission denied for database ${session.databaseName}`);
  if (statement.name.startsWith('pg_'))
    throw new PgError('42939', `unacceptable schema name "${statement.name}"`, {
      detail: 'The prefix "pg_" is reserved for system schemas.',
    });
  if (schemaNamed(catalog, statement.name)) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateSchema, `schema "${statement.name}" already exists`);
    session.notice('NOTICE', `schema "${statement.name}" already exists, skipping`);
    return;
  }
  const oid = session.cluster.newOid();
  const owner = statement.owner === undefined ? session.userOid : requireRole(session, statement.owner).oid;
  saveCatalog({ ...catalog, schemas: new Map(catalog.schemas).set(oid, { oid, name: statement.name, owner }) });
}

function mayCreateIn(session: DropHost['session']): boolean {
  const database = session.globals().databases.get(session.database.oid);
  if (!database || session.isMember(session.userOid, database.owner)) return true;
  return (database.acl ?? []).some(
    ({ grantee, privileges }) => privileges.includes('C') && (grantee === 0 || session.isMember(session.userOid, grantee)),
  );
}
