import type { Task } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { coerce } from '../plan/coerce.js';
import { requireType } from '../plan/find-type.js';
import { newEnv } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { Statement } from '../sql/statements.js';
import { isLockMode } from '../storage/locks.js';
import { t, type PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
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
import { explainStatement } from './explain.js';
import { comment, changeSetting, renameObject, ownObject } from './alter-others.js';
import { creationSchema, findNamed, freeName, kindWords, requireOwner, requireRelation } from './names.js';
import { grantPrivileges } from './privileges.js';
import { planStatement, runPlanned, type DataStatement, type ResultSink } from './run-query.js';
import type { Session } from './session.js';
import { settingName, settingSpecs, unknownSetting } from './settings.js';
import { controlTransaction, isControl } from './control.js';
import { withRelation } from '../storage/catalog.js';

export interface StatementSink extends ResultSink {
  textRows(columns: readonly string[], rows: Iterable<readonly (string | null)[]>): Task<void>;
  copy(statement: Extract<Statement, { kind: 'copy' }>, session: Session): Task<string>;
}

/** Runs one statement; the words that tell what it did (`INSERT 0 1`). */
export function* runStatement(
  statement: Statement,
  session: Session,
  sink: StatementSink,
  params: readonly Value[] = [],
  types: (PgType | undefined)[] = [],
): Task<string> {
  if (isControl(statement)) return yield* controlTransaction(statement, session);
  if (session.transaction?.isFailed)
    throw new PgError(codes.failedTransaction, 'current transaction is aborted, commands ignored until end of transaction block');
  switch (statement.kind) {
    case 'query':
    case 'insert':
    case 'update':
    case 'delete':
      return yield* runData(statement, session, sink, params, types);
    case 'set':
    case 'reset':
    case 'show':
    case 'discard':
      return yield* runSetting(statement, session, sink);
    case 'prepare':
    case 'execute':
    case 'deallocate':
      return yield* runPrepared(statement, session, sink);
    case 'explain':
      return yield* explainStatement(statement, session, sink);
    case 'copy':
      return yield* sink.copy(statement, session);
    case 'lock':
      return yield* lockTables(statement, session);
    case 'listen':
    case 'unlisten':
    case 'notify':
      return runNotify(statement, session);
    case 'maintenance':
      for (const name of statement.names) requireRelation(session, name, statement.at);
      if (statement.tag === 'CHECKPOINT') yield* session.host.checkpoint();
      return statement.tag;
    case 'declare':
    case 'fetch':
    case 'close':
      throw notSimulated('a cursor', statement.at);
    case 'not-simulated':
      throw notSimulated(statement.what, statement.at);
    case 'set-constraints':
      return 'SET CONSTRAINTS';
    case 'default-privileges':
      throw notSimulated('ALTER DEFAULT PRIVILEGES', statement.at);
    default:
      return yield* runDefinition(statement, session);
  }
}

function* runData(
  statement: DataStatement,
  session: Session,
  sink: StatementSink,
  params: readonly Value[],
  types: (PgType | undefined)[],
): Task<string> {
  if (statement.kind === 'query' && statement.body.kind === 'select' && statement.body.into) {
    const { into, ...core } = statement.body;
    return yield* createRelationAs(
      {
        kind: 'create-table-as',
        name: into,
        columns: [],
        query: { ...statement, body: core },
        ifNotExists: false,
        temporary: false,
        withData: true,
        materialized: false,
        text: '',
        at: statement.at,
      },
      hostOf(session),
      session,
    );
  }
  const planned = planStatement(statement, session, types);
  const runtime = session.runtime(params);
  yield* lockRead(planned.analysis.reads.keys(), session, planned.plan.tables);
  runtime.view = session.transaction?.view() ?? runtime.view;
  return yield* runPlanned(planned, runtime, sink);
}

/** Readers and writers wait for those who change the table itself. */
function* lockRead(tables: Iterable<number>, session: Session, written: readonly number[]): Task<void> {
  for (const table of tables) yield* lockTable(table, 'access share', session, false);
  for (const table of written) yield* lockTable(table, 'row exclusive', session, false);
}

function* lockTable(table: number, mode: string, session: Session, nowait: boolean, name = ''): Task<void> {
  const runtime = session.runtime();
  if (!isLockMode(mode)) throw new PgError(codes.syntax, `syntax error at or near "${mode}"`);
  for (;;) {
    const holder = session.cluster.locks.take(table, runtime.tx.top, mode);
    if (!holder) return;
    if (nowait) throw new PgError(codes.lockNotAvailable, `could not obtain lock on relation "${name}"`);
    yield* session.wait(holder, runtime);
  }
}

function* lockTables(statement: Extract<Statement, { kind: 'lock' }>, session: Session): Task<string> {
  if (!session.transaction?.isBlock) throw new PgError(codes.noTransaction, 'LOCK TABLE can only be used in transaction blocks');
  for (const name of statement.tables) {
    const relation = requireRelation(session, name, statement.at);
    yield* lockTable(relation.oid, statement.mode, session, statement.nowait, relation.name);
  }
  return 'LOCK TABLE';
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

const needsNoBlock = new Set(['create-database', 'drop database']);

function* runDefinition(statement: Statement, session: Session): Task<string> {
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

type SettingStatement = Extract<Statement, { kind: 'set' | 'reset' | 'show' | 'discard' }>;

function* runSetting(statement: SettingStatement, session: Session, sink: StatementSink): Task<string> {
  if (!session.transaction) session.runtime();
  switch (statement.kind) {
    case 'show': {
      if (statement.name === 'all') {
        yield* sink.textRows(
          ['name', 'setting', 'description'],
          session.settings().map(({ name, value, description }) => [name, value, description]),
        );
        return 'SHOW';
      }
      const value = session.setting(statement.name);
      if (value === undefined) throw unknownSetting(statement.name);
      yield* sink.textRows([settingName(statement.name)], [[value]]);
      return 'SHOW';
    }
    case 'set':
      setOne(statement, session);
      return 'SET';
    case 'reset':
      if (statement.name === 'all') session.settingValues.clear();
      else if (statement.name === 'role') session.userOid = session.loginOid;
      else if (
        !settingSpecs.has(settingName(statement.name)) &&
        !statement.name.includes('.') &&
        statement.name !== 'session_authorization'
      )
        throw unknownSetting(statement.name);
      else session.settingValues.delete(settingName(statement.name));
      return 'RESET';
    case 'discard':
      session.settingValues.clear();
      session.prepared.clear();
      return `DISCARD ${statement.what.toUpperCase()}`;
  }
}

function setOne(statement: Extract<Statement, { kind: 'set' }>, session: Session): void {
  const { name, values } = statement;
  const value = values?.map(part => (name === 'search_path' && !/^[a-z_$][a-z0-9_$]*$/.test(part) ? `"${part}"` : part)).join(', ');
  if (name === 'role' || name === 'session_authorization') {
    const wanted =
      value === undefined || value === 'none'
        ? session.loginOid
        : [...session.globals().roles.values()].find(role => role.name === value)?.oid;
    if (wanted === undefined) throw new PgError(codes.invalidParameter, `role "${value ?? ''}" does not exist`);
    if (!session.isMember(session.loginOid, wanted))
      throw new PgError(
        codes.privilege,
        name === 'role' ? `permission denied to set role "${value ?? ''}"` : 'permission denied to set session authorization',
      );
    session.userOid = wanted;
    return;
  }
  if (value !== undefined) return session.setSetting(name, value, statement.scope === 'local');
  if (!settingSpecs.has(settingName(name)) && !name.includes('.')) throw unknownSetting(name);
  session.settingValues.delete(settingName(name));
}

function runNotify(statement: Extract<Statement, { kind: 'listen' | 'unlisten' | 'notify' }>, session: Session): string {
  const { transaction } = session;
  if (!transaction) session.runtime();
  const { info } = session.host;
  const work = (): void => {
    if (statement.kind === 'listen') info.channels.add(statement.channel);
    else if (statement.kind === 'unlisten') {
      if (statement.channel === '*') info.channels.clear();
      else info.channels.delete(statement.channel);
    } else if (statement.kind === 'notify')
      for (const other of session.cluster.sessions.values()) {
        if (other.databaseOid !== session.database.oid || !other.channels.has(statement.channel)) continue;
        other.notifications.push({ pid: session.pid, channel: statement.channel, payload: statement.payload });
        other.notified.notify();
      }
  };
  session.transaction?.afterCommit.push(work);
  return statement.kind.toUpperCase();
}

type PreparedStatement = Extract<Statement, { kind: 'prepare' | 'execute' | 'deallocate' }>;

function* runPrepared(statement: PreparedStatement, session: Session, sink: StatementSink): Task<string> {
  if (!session.transaction) session.runtime();
  if (statement.kind === 'deallocate') {
    if (statement.name === undefined) session.prepared.clear();
    else if (!session.prepared.delete(statement.name)) throw new PgError('26000', `prepared statement "${statement.name}" does not exist`);
    return statement.name === undefined ? 'DEALLOCATE ALL' : 'DEALLOCATE';
  }
  if (statement.kind === 'prepare') {
    if (session.prepared.has(statement.name)) throw new PgError('42P05', `prepared statement "${statement.name}" already exists`);
    const params: (PgType | undefined)[] = statement.types.map(type => requireType(type, session));
    const inner = statement.statement;
    if (inner.kind === 'query' || inner.kind === 'insert' || inner.kind === 'update' || inner.kind === 'delete')
      planStatement(inner, session, params);
    else throw new PgError(codes.syntax, 'utility statements cannot be prepared');
    session.prepared.set(statement.name, { text: statement.text, statement: inner, params: params.map(type => type ?? t.text) });
    return 'PREPARE';
  }
  const prepared = session.prepared.get(statement.name);
  if (!prepared?.statement) throw new PgError('26000', `prepared statement "${statement.name}" does not exist`);
  if (prepared.params.length !== statement.args.length)
    throw new PgError(codes.syntax, `wrong number of parameters for prepared statement "${statement.name}"`, {
      detail: `Expected ${prepared.params.length} parameters but got ${statement.args.length}.`,
    });
  const analysis = newAnalysis(session);
  const env = newEnv(session.runtime(), undefined);
  const values = statement.args.map((arg, i) => {
    const type = prepared.params[i] ?? t.text;
    const node = coerce(analysis.compile(arg, new Scope(analysis, undefined)), type, -1, 'assignment', analysis);
    if (!node)
      throw new PgError(
        codes.datatypeMismatch,
        `parameter $${i + 1} of type ${type.display} cannot be coerced to the expected type ${type.display}`,
        { at: arg.at },
      );
    return node.eval(env);
  });
  return yield* runStatement(prepared.statement, session, sink, values, [...prepared.params]);
}
