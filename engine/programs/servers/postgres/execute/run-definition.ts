import type { Task } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import type { Statement } from '../sql/statements.js';
import { alterTable, checkRows } from './alter.js';
import {
  createDatabase,
  createExtension,
  createIndex,
  createRelationAs,
  createSchema,
  createView,
  refreshView,
  truncateTables,
  alterEnum,
  createEnum,
} from './create.js';
import { sequenceRelation, sequenceSpec } from './define-sequence.js';
import { createTable } from './define-table.js';
import { alterRole, createRole, grantRoles } from './define-roles.js';
import { dropObjects, type DropHost } from './drop.js';
import { comment, changeSetting, renameObject, ownObject } from './alter-others.js';
import { creationSchema, findNamed, freeName, kindWords, requireOwner, requireRelation } from './names.js';
import { grantPrivileges } from './privileges.js';
import type { Session } from './session.js';
import { withRelation } from '../storage/catalog.js';
import { lockTable } from './table-locking.js';

const needsNoBlock = new Set(['create-database', 'drop database']);

/** Runs a statement that defines, changes or drops an object; the words that tell what it did. */
export function* runDefinition(statement: Statement, session: Session): Task<string> {
  const runtime = session.runtime();
  if (session.transaction?.isReadOnly)
    throw new PgError(codes.readOnlyTransaction, `cannot execute ${tagOf(statement)} in a read-only transaction`);
  const key = statement.kind === 'drop' ? `drop ${statement.what}` : statement.kind;
  if (needsNoBlock.has(key) && session.transaction?.isBlock)
    throw new PgError(codes.activeTransaction, `${tagOf(statement)} cannot run inside a transaction block`);
  yield* session.transaction?.becomeDefiner(holder => session.wait(holder, runtime)) ?? [];
  runtime.view = session.transaction?.view() ?? runtime.view;
  yield* lockTargets(statement, session);
  const special = yield* define(statement, session);
  return special ?? tagOf(statement);
}

export function hostOf(session: Session): DropHost & { randomBytes(count: number): Uint8Array } {
  return {
    session,
    saveCatalog: catalog => session.saveCatalog(catalog),
    saveGlobals: globals => session.saveGlobals(globals),
    afterCommit: work => session.transaction?.afterCommit.push(work),
    randomBytes: count => session.host.random.bytes(count),
  };
}

/** Whoever changes a table waits until nobody reads it. */
function* lockTargets(statement: Statement, session: Session): Task<void> {
  const names =
    statement.kind === 'alter-table'
      ? [statement.name]
      : statement.kind === 'drop' && ['table', 'view', 'sequence'].includes(statement.what)
        ? statement.names
        : statement.kind === 'truncate'
          ? statement.tables
          : [];
  for (const name of names) {
    const relation = findNamed(session, name);
    if (relation) yield* lockTable(relation.oid, 'access exclusive', session, false);
  }
}

function tagOf(statement: Statement): string {
  switch (statement.kind) {
    case 'create-table':
      return 'CREATE TABLE';
    case 'create-enum':
      return 'CREATE TYPE';
    case 'alter-enum':
      return 'ALTER TYPE';
    case 'alter-table':
      return `ALTER ${statement.what.toUpperCase()}`;
    case 'rename':
    case 'owner':
      return `ALTER ${statement.what.toUpperCase()}`;
    case 'alter-setting':
      return `ALTER ${statement.on.toUpperCase()}`;
    case 'drop':
      return `DROP ${statement.what.toUpperCase()}`;
    case 'truncate':
      return 'TRUNCATE TABLE';
    case 'grant':
      return statement.isGrant ? 'GRANT' : 'REVOKE';
    case 'grant-role':
      return statement.isGrant ? 'GRANT ROLE' : 'REVOKE ROLE';
    case 'refresh':
      return 'REFRESH MATERIALIZED VIEW';
    default:
      return statement.kind.toUpperCase().replaceAll('-', ' ');
  }
}

function* define(statement: Statement, session: Session): Task<string | undefined> {
  const host = hostOf(session);
  switch (statement.kind) {
    case 'create-table':
      createTable(
        statement,
        session,
        catalog => session.saveCatalog(catalog),
        () => session.temporarySchema(),
      );
      return undefined;
    case 'create-table-as':
      return yield* createRelationAs(statement, host, session);
    case 'create-view':
      createView(statement, host);
      return undefined;
    case 'create-index': {
      const definition = createIndex(statement, host);
      if (definition) yield* checkRows(definition, session.runtime());
      return undefined;
    }
    case 'create-sequence': {
      const schema = statement.temporary ? session.temporarySchema() : creationSchema(session, statement.name).oid;
      const name = statement.name.at(-1) ?? '';
      if (freeName(session, schema, name) !== name) {
        if (!statement.ifNotExists) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
        session.notice('NOTICE', `relation "${name}" already exists, skipping`);
        return undefined;
      }
      const sequence = sequenceRelation(session, name, schema, sequenceSpec(statement.options, session), statement.temporary ? 't' : 'p');
      session.saveCatalog(withRelation(session.catalog(), sequence));
      session.transaction?.log.sequence(sequence.filenode, session.database.sequence(sequence.filenode));
      return undefined;
    }
    case 'alter-sequence':
      alterSequence(statement, session);
      return undefined;
    case 'create-schema':
      createSchema(statement, host);
      return undefined;
    case 'create-enum':
      createEnum(statement, host);
      return undefined;
    case 'alter-enum':
      alterEnum(statement, host);
      return undefined;
    case 'create-database':
      createDatabase(statement, host, session);
      return undefined;
    case 'create-extension':
      createExtension(statement, host);
      return undefined;
    case 'create-role':
      createRole(statement.name, statement.options, statement.isUser, host);
      return 'CREATE ROLE';
    case 'alter-role':
      alterRole(statement.name, statement.options, host);
      return undefined;
    case 'rename':
      renameObject(statement, host);
      return undefined;
    case 'owner':
      ownObject(statement, host);
      return undefined;
    case 'alter-setting':
      changeSetting(statement, session);
      return undefined;
    case 'alter-table': {
      const relation = findNamed(session, statement.name);
      if (!relation) {
        if (!statement.ifExists) throw new PgError(codes.undefinedTable, `relation "${statement.name.join('.')}" does not exist`);
        session.notice('NOTICE', `relation "${statement.name.join('.')}" does not exist, skipping`);
        return undefined;
      }
      requireOwner(session, relation);
      if (
        relation.kind !== 'r' &&
        statement.what === 'table' &&
        statement.actions.some(action => !['rename', 'owner', 'schema', 'rename-column'].includes(action.kind))
      )
        throw new PgError(codes.wrongObject, `ALTER action cannot be performed on relation "${relation.name}"`, {
          detail: `This operation is not supported for ${kindWords[relation.kind]}s.`,
        });
      yield* alterTable(statement, relation, host, session.runtime());
      return undefined;
    }
    case 'drop':
      dropObjects(statement, host);
      return undefined;
    case 'truncate':
      truncateTables(statement, host, session);
      return undefined;
    case 'grant':
      grantPrivileges(statement, host);
      return undefined;
    case 'grant-role':
      grantRoles(statement.roles, statement.members, statement.isGrant, host);
      return undefined;
    case 'comment':
      comment(statement, host);
      return undefined;
    case 'refresh':
      yield* refreshView(statement.name, session);
      return undefined;
    default:
      throw notSimulated(statement.kind, statement.at);
  }
}

function alterSequence(statement: Extract<Statement, { kind: 'alter-sequence' }>, session: Session): void {
  const relation = findNamed(session, statement.name);
  if (!relation) {
    if (!statement.ifExists) throw new PgError(codes.undefinedTable, `relation "${statement.name.join('.')}" does not exist`);
    session.notice('NOTICE', `relation "${statement.name.join('.')}" does not exist, skipping`);
    return;
  }
  requireOwner(session, relation);
  const { options } = statement;
  let spec = sequenceSpec(options, session, relation.sequence);
  if (options.ownedBy) {
    const { ownedBy: _, ...free } = spec;
    const table = options.ownedBy.length > 1 ? requireRelation(session, options.ownedBy.slice(0, -1)) : undefined;
    const column = table?.columns.find(({ name }) => name === options.ownedBy?.at(-1));
    spec = table && column ? { ...free, ownedBy: { table: table.oid, column: column.number, isIdentity: false } } : free;
  }
  session.saveCatalog(withRelation(session.catalog(), { ...relation, sequence: spec }));
  if (options.restart !== undefined)
    session.setSequenceValue({ ...relation, sequence: spec }, options.restart === 'start' ? BigInt(spec.start) : options.restart, false);
}
