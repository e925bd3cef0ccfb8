import { mayGlobally } from '../accounts.js';
import { compile } from '../query/compiler.js';
import { noFrame, type ResultSet } from '../query/context.js';
import { planQuery } from '../query/plan.js';
import { Scope } from '../query/scope.js';
import type { Session } from '../session.js';
import type { Delete, Expression, Insert, Query, Statement, Update } from '../sql/ast.js';
import { parseStatement } from '../sql/statements.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { toNumber, toText, type Value } from '../values/value.js';
import { runAccountStatement } from './account-changes.js';
import { runDefinition } from './definitions.js';
import { runExplain } from './explain.js';
import { runInsert } from './insert.js';
import { makeWorkspace } from './session-workspace.js';
import { runSet } from './set.js';
import { runShowStatement } from './show-statements.js';
import { runTransactionStatement } from './transactions.js';
import { lockSelected, runDelete, runUpdate } from './update.js';
import { done, type Outcome, type Workspace } from './workspace.js';

/** Runs one statement in a session, up to where it would have to wait; throws SqlError, LockWait. */
export function runStatement(statement: Statement, session: Session, parameters: readonly Value[]): Outcome {
  if (session.account?.expired && !['set', 'alter-user'].includes(statement.kind))
    throw sqlErrors.mustChangePassword(
      session.engine.dialect.product === 'mysql57'
        ? 'ALTER USER'
        : session.engine.dialect.product === 'mariadb'
          ? 'SET PASSWORD'
          : 'ALTER USER',
    );
  if (commitsFirst(statement)) session.commit();
  const outcome = run(statement, session, parameters);
  session.transaction.keepPending();
  if (session.autocommits || (commitsFirst(statement) && statement.kind !== 'begin')) session.commit();
  return withWarningCount(outcome, session);
}

/** Statements that end the transaction before they do anything. */
function commitsFirst(statement: Statement): boolean {
  if (statement.kind === 'create-table' || statement.kind === 'drop-table') return !statement.temporary;
  return [
    'create-database',
    'drop-database',
    'alter-database',
    'alter-table',
    'rename-tables',
    'truncate',
    'create-view',
    'drop-view',
    'create-user',
    'alter-user',
    'drop-user',
    'rename-user',
    'grant',
    'grant-role',
    'begin',
    'lock-tables',
    'maintain',
    'flush',
  ].includes(statement.kind);
}

function withWarningCount(outcome: Outcome, session: Session): Outcome {
  if (outcome.kind !== 'ok') return outcome;
  return { ...outcome, info: outcome.info.replace('WARNINGS', String(session.warnings.length)) };
}

function run(statement: Statement, session: Session, parameters: readonly Value[]): Outcome {
  const work = (changesRows = false): Workspace => makeWorkspace(session, { parameters, changesRows });
  switch (statement.kind) {
    case 'query':
      return runQuery(statement, session, parameters);
    case 'insert':
      return runInsert(statement, work());
    case 'update':
      return runUpdate(statement, work(true));
    case 'delete':
      return runDelete(statement, work(true));
    case 'show':
    case 'show-count':
    case 'show-grants':
    case 'show-create':
    case 'show-create-user':
      return runShowStatement(statement, session, work());
    case 'explain':
      return runExplain(statement, work());
    case 'use':
      return useDatabase(session, statement.database);
    case 'create-user':
    case 'alter-user':
    case 'drop-user':
    case 'rename-user':
    case 'grant':
    case 'grant-role':
    case 'set-role':
    case 'default-role':
      return runAccountStatement(statement, session);
    case 'begin':
    case 'commit':
    case 'rollback':
    case 'savepoint':
    case 'release-savepoint':
    case 'rollback-to':
    case 'lock-tables':
    case 'unlock-tables':
      return runTransactionStatement(statement, session, work());
    default:
      return runForSession(statement, session, work());
  }
}

type Handled =
  | Query
  | Insert
  | Update
  | Delete
  | Extract<
      Statement,
      {
        kind:
          | 'show'
          | 'show-count'
          | 'show-grants'
          | 'show-create'
          | 'show-create-user'
          | 'explain'
          | 'use'
          | 'create-user'
          | 'alter-user'
          | 'drop-user'
          | 'rename-user'
          | 'grant'
          | 'grant-role'
          | 'set-role'
          | 'default-role'
          | 'begin'
          | 'commit'
          | 'rollback'
          | 'savepoint'
          | 'release-savepoint'
          | 'rollback-to'
          | 'lock-tables'
          | 'unlock-tables';
      }
    >;

function runForSession(statement: Exclude<Statement, Handled>, session: Session, work: Workspace): Outcome {
  switch (statement.kind) {
    case 'set':
      return runSet(statement.items, session, work);
    case 'prepare':
    case 'execute':
    case 'deallocate':
      return runPrepared(statement, session);
    case 'kill':
      return kill(statement, session, work);
    case 'do':
      for (const expression of statement.expressions) evaluate(expression, work);
      return done();
    case 'call':
      throw sqlErrors.unknownProcedure(`${statement.name.database ?? session.database ?? ''}.${statement.name.name}`);
    case 'load-data':
      return refuseLoad(statement, session);
    case 'flush':
      if (!mayGlobally(session.accounts, 'RELOAD')) throw sqlErrors.needsPrivilege('RELOAD');
      return done();
    case 'shutdown':
      if (!mayGlobally(session.accounts, 'SHUTDOWN')) throw sqlErrors.needsPrivilege('SHUTDOWN');
      return { kind: 'shutdown' };
    default:
      return runDefinition(statement, session, work);
  }
}

export function evaluate(expression: Expression, work: Workspace): Value {
  return compile(expression, { environment: work.environment, scope: new Scope([], undefined), clause: 'field list' }).run(noFrame);
}

function runQuery(query: Query, session: Session, parameters: readonly Value[]): Outcome {
  const work = makeWorkspace(session, { parameters, changesRows: false });
  if (query.locking !== undefined && query.body.kind === 'select' && query.body.from)
    lockSelected(query.body.from, query.body.where, makeWorkspace(session, { parameters, changesRows: true }));
  const reader = query.locking === undefined ? work : makeWorkspace(session, { parameters, changesRows: false });
  const plan = planQuery(query, reader.environment, undefined);
  const result: ResultSet = { columns: plan.columns, rows: plan.run(undefined) };
  return query.into ? intoVariables(query.into, result, session) : { kind: 'rows', result };
}

function intoVariables(names: readonly string[], { columns, rows }: ResultSet, session: Session): Outcome {
  if (names.length !== columns.length) throw new SqlError(1222, '21000', 'The used SELECT statements have a different number of columns');
  if (rows.length > 1) throw new SqlError(1172, '42000', 'Result consisted of more than one row');
  const [row] = rows;
  if (!row) {
    session.warn(new SqlError(1329, '02000', 'No data - zero rows fetched, selected, or processed'));
    return done();
  }
  for (const [index, name] of names.entries()) session.userVariables.set(name, row[index] ?? null);
  return done(1);
}

/** Makes a database the current one. */
export function useDatabase(session: Session, database: string): Outcome {
  const { catalog } = session.engine;
  const name = catalog.databases.has(database)
    ? database
    : database.toLowerCase() === 'information_schema'
      ? 'information_schema'
      : database;
  catalog.qualify({ database: name, name: '' }, undefined);
  makeWorkspace(session, { parameters: [], changesRows: false }).need('USE', name);
  session.database = name;
  session.variables.assign(
    'character_set_database',
    (catalog.databases.get(name)?.collation ?? session.engine.dialect.defaultCollation).split('_')[0] ?? '',
  );
  session.variables.assign('collation_database', catalog.databases.get(name)?.collation ?? session.engine.dialect.defaultCollation);
  return { kind: 'use', database: name };
}

function runPrepared(statement: Extract<Statement, { kind: 'prepare' | 'execute' | 'deallocate' }>, session: Session): Outcome {
  const name = statement.name.toLowerCase();
  if (statement.kind === 'prepare') {
    const { source } = statement;
    const text = typeof source === 'string' ? source : toText(session.userVariables.get(source.variable) ?? 'NULL');
    session.prepared.delete(name);
    session.prepared.set(name, { sql: text, parameters: parseStatement(text, session.engine.dialect).parameters });
    return done();
  }
  const prepared = session.prepared.get(name);
  if (statement.kind === 'deallocate') {
    if (!prepared) throw sqlErrors.unknownDeallocate(statement.name);
    session.prepared.delete(name);
    return done();
  }
  if (!prepared) throw sqlErrors.unknownStatement(statement.name);
  const values = statement.variables.map(variable => session.userVariables.get(variable) ?? null);
  if (values.length !== prepared.parameters) throw sqlErrors.wrongArguments('EXECUTE');
  const inner = parseStatement(prepared.sql, session.engine.dialect).statement;
  if (inner.kind === 'prepare' || inner.kind === 'execute' || inner.kind === 'deallocate')
    throw new SqlError(1295, 'HY000', 'This command is not supported in the prepared statement protocol yet');
  return runStatement(inner, session, values);
}

function kill({ id, queryOnly }: Extract<Statement, { kind: 'kill' }>, session: Session, work: Workspace): Outcome {
  const number = toNumber(evaluate(id, work));
  const target = session.engine.processes().find(process => process.id === number);
  if (!target) throw sqlErrors.unknownThread(number);
  if (target.user !== session.user && !mayGlobally(session.accounts, 'SUPER', 'CONNECTION_ADMIN'))
    throw new SqlError(1095, 'HY000', `You are not owner of thread ${String(number)}`);
  if (!session.engine.kill(number, queryOnly)) throw sqlErrors.unknownThread(number);
  if (number === session.id)
    throw queryOnly
      ? sqlErrors.interrupted()
      : new SqlError(
          session.engine.dialect.product === 'mariadb' ? 1927 : 1317,
          '70100',
          session.engine.dialect.product === 'mariadb' ? 'Connection was killed' : 'Query execution was interrupted',
        );
  return done();
}

function refuseLoad({ local }: Extract<Statement, { kind: 'load-data' }>, session: Session): never {
  if (local && session.engine.dialect.product === 'mysql8')
    throw new SqlError(3948, '42000', 'Loading local data is disabled; this must be enabled on both the client and server sides');
  if (local) throw sqlErrors.notSimulated('LOAD DATA LOCAL INFILE');
  if (!mayGlobally(session.accounts, 'FILE')) throw sqlErrors.accessDenied(session.user, session.host, true);
  if (session.engine.dialect.product === 'mariadb') throw sqlErrors.notSimulated('LOAD DATA INFILE');
  throw new SqlError(1290, 'HY000', 'The MySQL server is running with the --secure-file-priv option so it cannot execute this statement');
}
