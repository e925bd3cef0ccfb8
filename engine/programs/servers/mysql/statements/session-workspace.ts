import { mayUse } from '../accounts.js';
import type { Relation, Context, RelationColumn } from '../query/context.js';
import type { Environment } from '../query/compiled.js';
import { planQuery } from '../query/plan.js';
import type { Session } from '../session.js';
import { systemRelation } from '../show/information-schema.js';
import type { SchemaView } from '../show/schema-view.js';
import type { TableName } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { systemDatabases } from '../storage/catalog.js';
import { keyMark, neverNull } from '../storage/definition.js';
import type { StoredTable } from '../storage/rows.js';
import { isTextType } from '../values/column-type.js';
import { dateTimeOfSeconds } from '../values/temporal.js';
import { type Row, type Value } from '../values/value.js';
import { zoneOffset } from '../functions/moments.js';
import { ROW_ID } from './update.js';
import { LockWait, type Workspace } from './workspace.js';

/** Work that one statement may take. */
const MAX_STEPS = 6_000_000;

/** What running statements see of their session. */
export interface WorkspaceOptions {
  readonly parameters: readonly Value[];
  /** Rows have their numbers, and are the latest: for statements that change them. */
  readonly changesRows: boolean;
}

export function schemaView(session: Session): SchemaView {
  const { engine } = session;
  return {
    engine,
    sees: (database, table) =>
      table === undefined ? mayUse(session.accounts, 'USE', database) : mayUse(session.accounts, 'USE', database, table),
    variables: scope => session.variables.entries(scope),
  };
}

export function makeWorkspace(session: Session, options: WorkspaceOptions): Workspace {
  const { engine } = session;
  const { account } = session;
  if (!account) throw sqlErrors.accessDenied(session.user, session.host, false);
  const context = makeContext(session, options, (name, plan) => relation(name, plan));
  const environment: Environment = { context, commonTables: new Map(), plan: planQuery };
  const relation: Context['relation'] = (name, plan) => openRelation(session, name, options, plan);
  const modes = session.variables.text('sql_mode') ?? '';
  return {
    catalog: engine.catalog,
    dialect: engine.dialect,
    context,
    environment,
    transaction: session.transaction,
    account,
    database: session.database,
    nowMs: engine.now(),
    plan: query => planQuery(query, environment, undefined),
    open: (name, privilege) => openTable(session, name, privilege),
    need: (privilege, database, table) => needPrivilege(session, privilege, database, table),
    temporary: session.temporary,
    lock: (table, id) => lockRow(session, table, id),
    lockKeys: (table, row) => lockKeys(session, table, row),
    lockDefinition: table => lockDefinition(session, table),
    isStrict: modes.includes('STRICT_TRANS_TABLES') || modes.includes('STRICT_ALL_TABLES'),
    checksForeignKeys: session.variables.isOn('foreign_key_checks'),
  };
}

function makeContext(session: Session, { parameters }: WorkspaceOptions, relation: Context['relation']): Context {
  const { engine, variables } = session;
  const { account } = session;
  const timestamp = Number(variables.text('timestamp') ?? 0);
  const zone = zoneOffset(variables.text('time_zone') ?? 'SYSTEM') ?? 0;
  const epochMs = timestamp > 0 ? timestamp * 1000 : engine.now();
  const modes = new Set((variables.text('sql_mode') ?? '').split(','));
  let steps = 0;
  return {
    dialect: engine.dialect,
    parameters,
    userVariables: session.userVariables,
    collation: variables.text('collation_connection') ?? engine.dialect.defaultCollation,
    now: dateTimeOfSeconds(Math.floor(epochMs / 1000) + zone * 60, Math.floor((epochMs % 1000) * 1000)),
    facts: {
      user: `${session.user}@${session.host}`,
      currentUser: `${account?.user ?? ''}@${account?.host ?? ''}`,
      database: session.database,
      connectionId: session.id,
      lastInsertId: session.lastInsertId,
      rowCount: session.rowCount,
      foundRows: session.foundRows,
      role: session.role,
    },
    systemVariable: (name, scope) => variables.value(name, scope),
    hasMode: mode => modes.has(mode),
    random: () => engine.random.uint32() / 2 ** 32,
    step: count => {
      steps += count;
      if (steps > MAX_STEPS) throw sqlErrors.tooExpensive();
    },
    warn: error => session.warn(error),
    sleep: seconds => {
      session.sleepSeconds += Math.min(seconds, 86_400);
    },
    lockName: (verb, name) => namedLock(session, verb, name),
    relation,
  };
}

function namedLock(session: Session, verb: 'get' | 'release' | 'free' | 'used', name: string): Value {
  const { namedLocks } = session.engine;
  const holder = namedLocks.get(name);
  switch (verb) {
    case 'get':
      if (holder !== undefined && holder !== session.id) return 0n;
      namedLocks.set(name, session.id);
      return 1n;
    case 'release':
      if (holder === undefined) return null;
      if (holder !== session.id) return 0n;
      namedLocks.delete(name);
      return 1n;
    case 'free':
      return holder === undefined ? 1n : 0n;
    case 'used':
      return holder === undefined ? null : BigInt(holder);
  }
}

export function needPrivilege(session: Session, privilege: string, database: string, table?: string): void {
  if (database.toLowerCase() === 'information_schema') return;
  if (mayUse(session.accounts, privilege, database, table)) return;
  const { account } = session;
  const [user, host] = [
    account?.user ?? session.user,
    session.engine.dialect.product === 'mysql8' || table === undefined ? (account?.host ?? session.host) : session.host,
  ];
  if (table === undefined) throw sqlErrors.accessDeniedToDatabase(user, account?.host ?? host, database);
  throw sqlErrors.commandDenied(privilege, user, session.host, table);
}

/** Before MySQL 8 a table of an unknown database is just a table that is not there. */
function located(session: Session, name: TableName): { readonly database: string; readonly name: string } {
  const { catalog, dialect } = session.engine;
  const isForeign = name.database !== undefined && dialect.product !== 'mysql8' && !catalog.databases.has(name.database);
  if (isForeign && !systemDatabases.includes(name.database.toLowerCase())) throw sqlErrors.tableMissing(`${name.database}.${name.name}`);
  return catalog.qualify(name, session.database);
}

/** A stored table; views cannot be changed here. */
function openTable(session: Session, name: TableName, privilege: string): StoredTable {
  const { catalog } = session.engine;
  const where = located(session, name);
  const key = `${where.database}.${where.name}`;
  const temporary = session.temporary.get(key);
  if (temporary) return temporary;
  const table = catalog.table(where.database, where.name);
  if (!table) {
    if (catalog.view(where.database, where.name)) throw sqlErrors.notSimulated('changing the rows of a view');
    if (systemDatabases.includes(where.database.toLowerCase()))
      throw sqlErrors.accessDeniedToDatabase(session.user, session.host, where.database);
    needPrivilege(session, privilege, where.database, where.name);
    throw sqlErrors.tableMissing(key);
  }
  needPrivilege(session, privilege, where.database, where.name);
  checkTableLocks(session, table, privilege !== 'SELECT');
  return table;
}

/** LOCK TABLES: of this session, and those of others. */
function checkTableLocks(session: Session, table: StoredTable, writes: boolean): void {
  if (session.tableLocks.length > 0) {
    const own = session.tableLocks.find(lock => lock.table === table);
    if (!own) throw new SqlError(1100, 'HY000', `Table '${table.name}' was not locked with LOCK TABLES`);
    if (writes && !own.write) throw new SqlError(1099, 'HY000', `Table '${table.name}' was locked with a READ lock and can't be updated`);
  }
  for (const other of session.engine.sessions) {
    if (other === session) continue;
    const lock = other.tableLocks.find(held => held.table === table);
    if (lock && (lock.write || writes)) throw new LockWait(other.id);
  }
}

function openRelation(session: Session, name: TableName, options: WorkspaceOptions, plan: Parameters<Context['relation']>[1]): Relation {
  const { catalog } = session.engine;
  const where = located(session, name);
  const view = session.temporary.has(`${where.database}.${where.name}`) ? undefined : catalog.view(where.database, where.name);
  if (view) {
    needPrivilege(session, 'SELECT', where.database, where.name);
    return plan(view.sql, view.database, view.name, view.columns);
  }
  if (systemDatabases.includes(where.database.toLowerCase())) {
    if (where.database.toLowerCase() === 'mysql') needPrivilege(session, 'SELECT', 'mysql', where.name);
    const system = systemRelation(where.database, where.name, schemaView(session));
    if (system) return system;
    throw where.database.toLowerCase() === 'information_schema'
      ? sqlErrors.unknownTableIn(where.name.toUpperCase(), 'information_schema')
      : sqlErrors.tableMissing(`${where.database}.${where.name}`);
  }
  const table = openTable(session, name, 'SELECT');
  return tableRelation(session, table, options);
}

function tableRelation(session: Session, table: StoredTable, { changesRows }: WorkspaceOptions): Relation {
  const { definition } = table;
  const columns = definition.columns.map(
    (column): RelationColumn => ({
      name: column.name,
      type:
        isTextType(column.type) && column.type.collation === undefined ? { ...column.type, collation: definition.collation } : column.type,
      nullable: column.nullable,
      key: keyMark(definition, column.name) || undefined,
      autoIncrement: column.autoIncrement,
    }),
  );
  const isLatest = changesRows || session.variables.text('transaction_isolation')?.startsWith('READ') === true;
  if (!isLatest && !session.autocommits && !table.temporary) session.transaction.takeSnapshot(session.engine.catalog.tables());
  const stored = () => session.transaction.visible(table, isLatest ? 'current' : 'consistent');
  const hidden: RelationColumn = { name: ROW_ID, type: { name: 'bigint' }, nullable: false };
  let plainRows: readonly Row[] | undefined;
  return {
    database: table.database,
    name: table.name,
    columns: changesRows ? [...columns, hidden] : columns,
    rows: () => (plainRows ??= changesRows ? stored().map(({ id, row }) => [...row, BigInt(id)]) : stored().map(({ row }) => row)),
    identifiers: definition.keys
      .filter(key => (key.kind === 'primary' || key.kind === 'unique') && neverNull(definition, key))
      .map(({ parts }) => parts.map(({ column }) => column)),
    indexed: new Set(definition.keys.map(({ parts }) => parts[0]?.column ?? '')),
  };
}

function lockRow(session: Session, table: StoredTable, id: number): void {
  if (table.temporary) return;
  const key = `${String(table.uid)}:${String(id)}`;
  if (session.transaction.locks.has(key)) return;
  for (const other of session.engine.sessions) if (other !== session && other.transaction.locks.has(key)) throw new LockWait(other.id);
  session.transaction.locks.add(key);
}

function lockKeys(session: Session, table: StoredTable, row: Row): void {
  if (table.temporary || session.engine.sessions.size === 1) return;
  for (const other of session.engine.sessions)
    if (other !== session && other.transaction.hasChanges && other.transaction.clashes(table, row)) throw new LockWait(other.id);
}

function lockDefinition(session: Session, table: StoredTable): void {
  const prefix = `${String(table.uid)}:`;
  for (const other of session.engine.sessions) {
    if (other === session) continue;
    if (other.transaction.changes().has(table) || [...other.transaction.locks].some(key => key.startsWith(prefix)))
      throw new LockWait(other.id);
  }
}
