import { planQuery } from '../query/plan.js';
import type { Session } from '../session.js';
import type { Statement, TableName } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { systemDatabases } from '../storage/catalog.js';
import type { StoredTable, StoredView } from '../storage/rows.js';
import { groupKey } from '../values/compare.js';
import type { Row } from '../values/value.js';
import { virtualRelation } from '../show/virtual.js';
import { runAlterTable } from './alter-table.js';
import { runCreateTable } from './create-table.js';
import { checkDroppable, checkTruncatable } from './foreign-keys.js';
import { done, type Outcome, type Workspace } from './workspace.js';

type Definition = Extract<
  Statement,
  {
    kind:
      | 'create-database'
      | 'alter-database'
      | 'drop-database'
      | 'create-table'
      | 'alter-table'
      | 'rename-tables'
      | 'drop-table'
      | 'truncate'
      | 'create-view'
      | 'drop-view'
      | 'maintain';
  }
>;

/** Statements about databases, tables and views. */
export function runDefinition(statement: Definition, session: Session, work: Workspace): Outcome {
  switch (statement.kind) {
    case 'create-database':
      return createDatabase(statement, work);
    case 'alter-database':
      return alterDatabase(statement, work);
    case 'drop-database':
      return dropDatabase(statement, session, work);
    case 'create-table':
      return runCreateTable(statement, work);
    case 'alter-table':
      return alterTable(statement, work);
    case 'rename-tables':
      for (const { from, to } of statement.renames) runAlterTable(work.open(from, 'ALTER'), [{ kind: 'rename', to }], work);
      return done();
    case 'drop-table':
      return dropTables(statement, work);
    case 'truncate':
      return truncate(statement.table, session, work);
    case 'create-view':
      return createView(statement, work);
    case 'drop-view':
      return dropViews(statement, work);
    case 'maintain':
      return maintain(statement, work);
  }
}

function createDatabase({ name, ifNotExists, collation }: Extract<Definition, { kind: 'create-database' }>, work: Workspace): Outcome {
  work.need('CREATE', name);
  if (name.length > 64) throw new SqlError(1059, '42000', `Identifier name '${name}' is too long`);
  if (name === '' || name.endsWith(' ')) throw new SqlError(1102, '42000', `Incorrect database name '${name}'`);
  if (work.catalog.databases.has(name) || systemDatabases.includes(name.toLowerCase())) {
    if (!ifNotExists) throw sqlErrors.databaseExists(name);
    work.context.warn(sqlErrors.databaseExists(name));
    return done(1);
  }
  const serverCollation = work.context.systemVariable('collation_server', undefined);
  work.catalog.databases.set(name, {
    name,
    collation: collation ?? (typeof serverCollation === 'string' ? serverCollation : work.dialect.defaultCollation),
    tables: new Map(),
    views: new Map(),
  });
  work.catalog.schemaVersion++;
  return done(1);
}

function alterDatabase({ name, collation }: Extract<Definition, { kind: 'alter-database' }>, work: Workspace): Outcome {
  const database = work.catalog.databases.get(name ?? work.database ?? '');
  if (!database) throw name === undefined ? sqlErrors.noDatabase() : sqlErrors.unknownDatabase(name);
  work.need('ALTER', database.name);
  if (collation !== undefined) database.collation = collation;
  work.catalog.schemaVersion++;
  return done(1);
}

function dropDatabase({ name, ifExists }: Extract<Definition, { kind: 'drop-database' }>, session: Session, work: Workspace): Outcome {
  work.need('DROP', name);
  if (systemDatabases.includes(name.toLowerCase()))
    throw work.dialect.product === 'mysql8' && name === 'mysql'
      ? new SqlError(3552, 'HY000', "Access to system schema 'mysql' is rejected.")
      : sqlErrors.accessDeniedToDatabase(session.user, session.account?.host ?? '', name);
  const database = work.catalog.databases.get(name);
  if (!database) {
    if (!ifExists) throw sqlErrors.databaseMissing(name);
    work.context.warn(sqlErrors.databaseMissing(name));
    return done();
  }
  const tables = [...database.tables.values()];
  for (const table of tables) {
    checkDroppable(work, table, tables);
    work.lockDefinition(table);
  }
  for (const table of tables) work.catalog.remove(table);
  const count = tables.length + database.views.size;
  work.catalog.databases.delete(name);
  work.catalog.schemaVersion++;
  if (session.database === name) session.database = undefined;
  return done(count);
}

function alterTable({ table, changes, isIndex }: Extract<Definition, { kind: 'alter-table' }>, work: Workspace): Outcome {
  return runAlterTable(work.open(table, isIndex ? 'INDEX' : 'ALTER'), changes, work);
}

function dropTables({ tables, ifExists, temporary }: Extract<Definition, { kind: 'drop-table' }>, work: Workspace): Outcome {
  const missing: string[] = [];
  const found: StoredTable[] = [];
  for (const name of tables) {
    const where = work.catalog.qualify(name, work.database);
    const key = `${where.database}.${where.name}`;
    const own = work.temporary.get(key);
    if (own) {
      work.temporary.delete(key);
      continue;
    }
    const table = temporary ? undefined : work.catalog.table(where.database, where.name);
    if (!temporary) work.need('DROP', where.database, where.name);
    if (table) found.push(table);
    else missing.push(key);
  }
  const isView = missing.find(name => work.catalog.view(...splitKey(name)));
  if (isView !== undefined && work.dialect.product === 'mariadb' && !ifExists) throw new SqlError(1965, '42S02', `'${isView}' is a view`);
  if (missing.length > 0 && !ifExists && work.dialect.product === 'mysql8') throw sqlErrors.unknownTable(missing.join(','));
  for (const table of found) {
    checkDroppable(work, table, found);
    work.lockDefinition(table);
  }
  for (const table of found) work.catalog.remove(table);
  for (const name of missing) if (ifExists) work.context.warn(sqlErrors.unknownTable(name));
  if (missing.length > 0 && !ifExists) throw sqlErrors.unknownTable(missing.join(','));
  return done();
}

function splitKey(key: string): readonly [string, string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}

function truncate(name: TableName, session: Session, work: Workspace): Outcome {
  const table = work.open(name, 'DROP');
  checkTruncatable(work, table);
  work.lockDefinition(table);
  const fresh = work.catalog.newTable(table.database, table.definition, { createdAt: work.nowMs, temporary: table.temporary });
  if (table.temporary) session.temporary.set(`${table.database}.${table.name}`, fresh);
  else work.catalog.put(fresh);
  return done();
}

function createView({ name, columns, query, replace }: Extract<Definition, { kind: 'create-view' }>, work: Workspace): Outcome {
  const where = work.catalog.qualify(name, work.database);
  const home = work.catalog.databases.get(where.database);
  if (!home) throw sqlErrors.unknownDatabase(where.database);
  work.need('CREATE VIEW', where.database, where.name);
  if (home.tables.has(where.name) || (home.views.has(where.name) && !replace)) throw sqlErrors.tableExists(where.name);
  const plan = planQuery(query, work.environment, undefined);
  const names = columns ?? plan.columns.map(column => column.name);
  if (names.length !== plan.columns.length) throw sqlErrors.viewColumns();
  const twice = names.find((column, index) => names.findIndex(other => other.toLowerCase() === column.toLowerCase()) !== index);
  if (twice !== undefined) throw sqlErrors.duplicateColumn(twice);
  const view: StoredView = {
    database: where.database,
    name: where.name,
    sql: query.text,
    columns: names,
    definer: `\`${work.account.user}\`@\`${work.account.host}\``,
  };
  home.views.set(where.name, view);
  work.catalog.schemaVersion++;
  return done();
}

function dropViews({ names, ifExists }: Extract<Definition, { kind: 'drop-view' }>, work: Workspace): Outcome {
  const missing: string[] = [];
  for (const name of names) {
    const where = work.catalog.qualify(name, work.database);
    work.need('DROP', where.database, where.name);
    if (work.catalog.table(where.database, where.name)) throw new SqlError(1347, 'HY000', `'${where.database}.${where.name}' is not VIEW`);
    if (work.catalog.databases.get(where.database)?.views.delete(where.name)) work.catalog.schemaVersion++;
    else missing.push(`${where.database}.${where.name}`);
  }
  if (missing.length === 0) return done();
  const error = work.dialect.product === 'mariadb' ? sqlErrors.unknownView(missing.join(',')) : sqlErrors.unknownTable(missing.join(','));
  if (!ifExists) throw error;
  work.context.warn(error);
  return done();
}

/** CHECK TABLE and the like: there is nothing wrong with what is only held in order. */
function maintain({ verb, tables }: Extract<Definition, { kind: 'maintain' }>, work: Workspace): Outcome {
  const rows = tables.flatMap((name): readonly Row[] => {
    const where = work.catalog.qualify(name, work.database);
    const key = `${where.database}.${where.name}`;
    const table = work.catalog.table(where.database, where.name);
    if (verb === 'checksum') return [[key, table ? checksum(table) : null]];
    if (!table)
      return [
        [key, verb, 'Error', `Table '${key}' doesn't exist`],
        [key, verb, 'status', 'Operation failed'],
      ];
    if (verb === 'repair') return [[key, verb, 'note', "The storage engine for the table doesn't support repair"]];
    if (verb === 'optimize')
      return [
        [key, verb, 'note', 'Table does not support optimize, doing recreate + analyze instead'],
        [key, verb, 'status', 'OK'],
      ];
    return [[key, verb, 'status', 'OK']];
  });
  const columns = verb === 'checksum' ? ['Table', 'Checksum#'] : ['Table', 'Op', 'Msg_type', 'Msg_text'];
  const relation = virtualRelation('', '', columns, () => rows);
  return {
    kind: 'rows',
    result: { columns: relation.columns.map(({ name, type, nullable }) => ({ name, type, nullable, origin: undefined })), rows },
  };
}

function checksum(table: StoredTable): bigint {
  let sum = 0;
  for (const row of table.rows.entries().values())
    for (const value of row) for (const char of groupKey(value, 'binary')) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return BigInt(sum);
}
