import { codes, PgError } from '../pg-error.js';
import { databaseNamed } from '../storage/catalog.js';
import { Database } from '../storage/cluster.js';
import { Tx } from '../storage/transaction.js';
import type { DropHost } from './drop.js';
import { requireRole } from './names.js';
import type { StatementOf } from '../sql/statements.js';
import type { Session } from './session.js';

/** CREATE DATABASE: a copy of its template. */
export function createDatabase(
  statement: StatementOf<'create-database'>,
  { session, saveGlobals, afterCommit }: DropHost,
  own: Session,
): void {
  const globals = session.globals();
  const role = globals.roles.get(session.userOid);
  if (!role?.superuser && !role?.createDb) throw new PgError(codes.privilege, 'permission denied to create database');
  if (databaseNamed(globals, statement.name)) throw new PgError(codes.duplicateDatabase, `database "${statement.name}" already exists`);
  const { options } = statement;
  const templateName = options.get('template') ?? 'template1';
  const template = databaseNamed(globals, templateName);
  if (!template) throw new PgError(codes.noDatabase, `template database "${templateName}" does not exist`);
  const owner = options.has('owner') ? requireRole(session, options.get('owner') ?? '').oid : session.userOid;
  const oid = session.cluster.newOid();
  const locale = options.get('locale') ?? options.get('lc_collate') ?? template.collate;
  const entry = {
    oid,
    name: statement.name,
    owner,
    isTemplate: options.get('is_template') === 'true',
    allowsConnections: true,
    collate: locale,
    ctype: options.get('lc_ctype') ?? options.get('locale') ?? template.ctype,
  };
  saveGlobals({ ...globals, databases: new Map(globals.databases).set(oid, entry) });
  const source = session.cluster.database(template.oid);
  const copy = new Database(oid, source.catalog);
  copy.isCatalogDirty = true;
  for (const relation of source.catalog.relations.values()) {
    copy.dirty.add(relation.filenode);
    if (relation.kind === 'S') Object.assign(copy.sequence(relation.filenode), source.sequence(relation.filenode));
    for (const tuple of source.heap(relation.filenode).committed())
      copy.heap(relation.filenode).insert(tuple.values, Tx.frozen, 0, tuple.id);
  }
  afterCommit(() => {
    session.cluster.databases.set(oid, copy);
    own.needsCheckpoint = true;
  });
}
