import { codes, notSimulated, PgError } from '../pg-error.js';
import type { Statement } from '../sql/statements.js';
import { alterTable } from './alter.js';
import { checkRows } from './table-rewrite.js';
import { createRelationAs, createView, refreshView } from './query-relations.js';
import { truncateTables } from './truncate.js';
import { createDatabase } from './define-database.js';
import { createExtension } from './define-extension.js';
import { alterEnum, createEnum } from './define-enum.js';
import { createSchema } from './define-schema.js';
import { createIndex } from './define-index.js';
import { alterSequence, createSequence } from './define-sequence.js';
import { tagOf } from './definition-tag.js';
import { createTable } from './create-table.js';
import { alterRole, createRole, grantRoles } from './define-roles.js';
import { dropObjects, type DropHost } from './drop.js';
import { comment, changeSetting, renameObject, ownObject } from './alter-others.js';
import { findNamed } from './names.js';
import { grantPrivileges } from './privileges.js';
import type { Session } from './session.js';
import type { Waiting } from './waiting.js';
import { lockTable } from './table-locking.js';
import { createRoutine } from '../routines/define-routine.js';
import { alterRoutine, renameTrigger } from '../routines/alter-routine.js';
import { dropRoutines } from '../routines/drop-routine.js';
import { createTrigger, dropTrigger } from '../routines/define-trigger.js';

const needsNoBlock = new Set(['create-database', 'drop database']);

/** Runs a statement that defines, changes or drops an object; the words that tell what it did. */
export function* runDefinition(statement: Statement, session: Session): Waiting<string> {
  const runtime = session.runtime();
  if (session.transaction?.isReadOnly)
    throw new PgError(codes.readOnlyTransaction, `cannot execute ${tagOf(statement)} in a read-only transaction`);
  const key = keyOf(statement);
  if (needsNoBlock.has(key) && session.transaction?.isBlock)
    throw new PgError(codes.activeTransaction, `${tagOf(statement)} cannot run inside a transaction block`);
  if (key === 'alter system') throw new PgError(codes.activeTransaction, 'ALTER SYSTEM cannot be executed from a function');
  yield* session.transaction?.becomeDefiner(holder => session.wait(holder, runtime)) ?? [];
  runtime.view = session.transaction?.view() ?? runtime.view;
  yield* lockTargets(statement, session);
  const special = yield* define(statement, session);
  return special ?? tagOf(statement);
}

function keyOf(statement: Statement): string {
  if (statement.kind === 'drop') return `drop ${statement.what}`;
  return statement.kind === 'alter-setting' ? `alter ${statement.on}` : statement.kind;
}

type DefinitionHost = DropHost & { randomBytes(count: number): Uint8Array };

/** What a definition may do to the session's catalog. */
export function hostOf(session: Session): DefinitionHost {
  return {
    session,
    saveCatalog: catalog => session.saveCatalog(catalog),
    saveGlobals: globals => session.saveGlobals(globals),
    afterCommit: work => session.transaction?.afterCommit.push(work),
    randomBytes: count => session.host.random.bytes(count),
  };
}

const pendingWords: Readonly<Record<string, string>> = { 'alter-table': 'ALTER TABLE', drop: 'DROP TABLE', truncate: 'TRUNCATE' };

/** Whoever changes a table waits until nobody reads it. */
function* lockTargets(statement: Statement, session: Session): Waiting<void> {
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
    if (!relation) continue;
    yield* lockTable(relation.oid, 'access exclusive', session, false);
    session.transaction?.log.deferred.refusePending(relation, pendingWords[statement.kind] ?? '');
  }
}

/** The words of a statement whose tag says more than its name; undefined for all others. */
function* define(statement: Statement, session: Session): Waiting<string | undefined> {
  const host = hostOf(session);
  switch (statement.kind) {
    case 'create-table-as':
      return yield* createRelationAs(statement, host, session);
    case 'create-index': {
      const definition = createIndex(statement, host);
      if (definition) yield* checkRows(definition, session.runtime());
      return undefined;
    }
    case 'alter-table':
      yield* alterTable(statement, host, session.runtime());
      return undefined;
    case 'refresh':
      yield* refreshView(statement.name, session);
      return undefined;
    case 'create-role':
      createRole(statement.name, statement.options, statement.isUser, host);
      return 'CREATE ROLE';
    default:
      if (statement.kind.startsWith('create-')) createObject(statement, host, session);
      else changeObject(statement, host, session);
      return undefined;
  }
}

function createObject(statement: Statement, host: DefinitionHost, session: Session): void {
  switch (statement.kind) {
    case 'create-table':
      return createTable(statement, session);
    case 'create-view':
      return createView(statement, host);
    case 'create-sequence':
      return createSequence(statement, session);
    case 'create-schema':
      return createSchema(statement, host);
    case 'create-enum':
      return createEnum(statement, host);
    case 'create-database':
      return createDatabase(statement, host, session);
    case 'create-extension':
      return createExtension(statement, host);
    case 'create-routine':
      return createRoutine(statement, host, routine => session.routines.check(routine, statement.bodyAt));
    case 'create-trigger':
      return createTrigger(statement, host);
    default:
      throw notSimulated(statement.kind, statement.at);
  }
}

function changeObject(statement: Statement, host: DefinitionHost, session: Session): void {
  switch (statement.kind) {
    case 'alter-sequence':
      return alterSequence(statement, session);
    case 'alter-enum':
      return alterEnum(statement, host);
    case 'alter-role':
      return alterRole(statement.name, statement.options, host);
    case 'alter-setting':
      return changeSetting(statement, session);
    case 'rename':
      return renameObject(statement, host);
    case 'owner':
      return ownObject(statement, host);
    case 'drop':
      return dropObjects(statement, host);
    case 'drop-routine':
      return dropRoutines(statement, host);
    case 'alter-routine':
      return alterRoutine(statement, host);
    case 'rename-trigger':
      return renameTrigger(statement, host);
    case 'drop-trigger':
      return dropTrigger(statement, host);
    case 'truncate':
      return truncateTables(statement, host, session);
    case 'grant':
      return grantPrivileges(statement, host);
    case 'grant-role':
      return grantRoles(statement.roles, statement.members, statement.isGrant, host);
    case 'comment':
      return comment(statement, host);
    default:
      throw notSimulated(statement.kind, statement.at);
  }
}
