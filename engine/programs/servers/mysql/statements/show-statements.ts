import { describeGrants, mayGlobally, findAccount } from '../accounts.js';
import { noFrame, type ResultSet } from '../query/context.js';
import { compile } from '../query/compiler.js';
import { Scope } from '../query/scope.js';
import type { Session } from '../session.js';
import { createDatabaseText, createTableText } from '../show/create-text.js';
import { showRelation, type Show } from '../show/show.js';
import { columnRows } from '../show/tables.js';
import type { Statement, TableName } from '../sql/ast.js';
import { quoteName } from '../sql/unparse.js';
import { sqlErrors, SqlError } from '../sql-error.js';
import { systemDatabases, type Account } from '../storage/catalog.js';
import type { StoredView } from '../storage/rows.js';
import { viewRelation } from '../query/views.js';
import { charsetOf } from '../values/collation.js';
import { formatType, isTextType } from '../values/column-type.js';
import { toTruth, type Row, type Value } from '../values/value.js';
import { schemaView } from './session-workspace.js';
import type { Outcome, Workspace } from './workspace.js';

type ShowStatement = Extract<Statement, { kind: 'show' | 'show-count' | 'show-grants' | 'show-create' | 'show-create-user' }>;

export function rowsOf(names: readonly string[], rows: readonly Row[]): Outcome {
  const columns = names.map((name, index) => ({
    name,
    type: typeof rows[0]?.[index] === 'bigint' ? ({ name: 'bigint' } as const) : ({ name: 'varchar', length: 1024 } as const),
    nullable: true,
    origin: undefined,
  }));
  return { kind: 'rows', result: { columns, rows } };
}

export function runShowStatement(statement: ShowStatement, session: Session, work: Workspace): Outcome {
  switch (statement.kind) {
    case 'show':
      return { kind: 'rows', result: showRows(statement, session, work) };
    case 'show-count':
      return rowsOf(
        [`@@session.${statement.what === 'warnings' ? 'warning_count' : 'error_count'}`],
        [[BigInt(session.warnings.filter(([level]) => statement.what === 'warnings' || level === 'Error').length)]],
      );
    case 'show-grants':
      return showGrants(statement.account, session);
    case 'show-create-user':
      return showCreateUser(accountOf(statement.account, session), session);
    case 'show-create':
      return showCreate(statement, session, work);
  }
}

function showRows(show: Show, session: Session, work: Workspace): ResultSet {
  const relation = showRelation(show, {
    work,
    schema: schemaView(session),
    warnings: session.warnings,
    describe: asked => describe(asked, work),
  });
  const columns = relation.columns.map(({ name, type, nullable }) => ({ name, type, nullable, origin: undefined }));
  if (!show.where) return { columns, rows: relation.rows() };
  const scope = new Scope(
    relation.columns.map(column => ({ database: '', alias: '', table: '', column })),
    undefined,
  );
  const test = compile(show.where, { environment: work.environment, scope, clause: 'where clause' });
  return { columns, rows: relation.rows().filter(row => toTruth(test.run({ ...noFrame, row })) === true) };
}

/** The columns of a table, a view or a table that the server makes. */
function describe({ table }: Show, work: Workspace): readonly Row[] {
  if (!table) throw sqlErrors.noTablesUsed();
  const where = work.catalog.qualify(table, work.database);
  const isSystem = systemDatabases.includes(where.database.toLowerCase());
  if (isSystem || work.catalog.view(where.database, where.name)) {
    const relation = work.context.relation(table, (sql, database, name, columns) =>
      viewRelation(sql, { database, name, columns }, work.environment),
    );
    return relation.columns.map(
      ({ name, type, nullable }): Row => [
        name,
        formatType(type, work.dialect),
        isTextType(type) ? (type.collation ?? null) : null,
        nullable ? 'YES' : 'NO',
        '',
        null,
        '',
        'select',
        '',
      ],
    );
  }
  return columnRows(work.open(table, 'SELECT'), work.dialect);
}

function accountOf(name: { readonly user: string; readonly host: string } | undefined, session: Session): Account {
  const { catalog } = session.engine;
  const account = name
    ? catalog.accounts.find(other => other.user === name.user && (other.host === name.host || (other.isRole === true && name.host === '%')))
    : findAccount(catalog, session.user, session.host);
  if (!account) throw sqlErrors.noSuchGrant(name?.user ?? session.user, name?.host ?? session.host);
  if (account !== session.account && !account.isRole && !mayGlobally(session.accounts, 'SELECT'))
    throw sqlErrors.accessDeniedToDatabase(session.user, session.account?.host ?? '', 'mysql');
  return account;
}

function showGrants(name: { readonly user: string; readonly host: string } | undefined, session: Session): Outcome {
  const account = accountOf(name, session);
  const { dialect } = session.engine;
  const title = account.isRole && dialect.product === 'mariadb' ? account.user : `${account.user}@${account.host}`;
  return rowsOf(
    [`Grants for ${title}`],
    describeGrants(account, dialect).map(line => [line]),
  );
}

function showCreateUser(account: Account, session: Session): Outcome {
  const { dialect } = session.engine;
  const hash = account.passwordHash === '' || account.passwordHash === '!' ? '' : `*${account.passwordHash.toUpperCase()}`;
  const name = `${quoteName(account.user)}@${quoteName(account.host)}`;
  const text =
    dialect.product === 'mariadb'
      ? `CREATE USER ${name}${hash === '' ? '' : ` IDENTIFIED BY PASSWORD '${hash}'`}`
      : `CREATE USER ${name} IDENTIFIED WITH 'mysql_native_password'${hash === '' ? '' : ` AS '${hash}'`} REQUIRE NONE PASSWORD EXPIRE${account.expired ? '' : ' DEFAULT'} ACCOUNT ${account.locked ? 'LOCK' : 'UNLOCK'}${dialect.product === 'mysql8' ? ' PASSWORD HISTORY DEFAULT PASSWORD REUSE INTERVAL DEFAULT PASSWORD REQUIRE CURRENT DEFAULT' : ''}`;
  return rowsOf([`CREATE USER for ${account.user}@${account.host}`], [[text]]);
}

function showCreate({ what, name }: Extract<ShowStatement, { kind: 'show-create' }>, session: Session, work: Workspace): Outcome {
  const { dialect } = work;
  if (what === 'database') {
    const database = work.catalog.databases.get(name.name);
    if (!database) throw sqlErrors.unknownDatabase(name.name);
    work.need('USE', database.name);
    return rowsOf(['Database', 'Create Database'], [[database.name, createDatabaseText(database, dialect)]]);
  }
  const view = findView(name, work);
  if (view) {
    work.need('SHOW VIEW', view.database, view.name);
    return showView(view, session);
  }
  const table = work.open(name, 'SELECT');
  if (what === 'view') throw new SqlError(1347, 'HY000', `'${table.database}.${table.name}' is not VIEW`);
  return rowsOf(['Table', 'Create Table'], [[table.name, createTableText(table, dialect)]]);
}

function findView(name: TableName, work: Workspace): StoredView | undefined {
  const where = work.catalog.qualify(name, work.database);
  return work.catalog.view(where.database, where.name);
}

function showView(view: StoredView, session: Session): Outcome {
  const charset = session.variables.text('character_set_client') ?? 'utf8mb4';
  const columns = view.columns ? ` (${view.columns.map(quoteName).join(',')})` : '';
  const text = `CREATE ALGORITHM=UNDEFINED DEFINER=${view.definer} SQL SECURITY DEFINER VIEW ${quoteName(view.name)}${columns} AS ${view.sql}`;
  const collation: Value = session.variables.text('collation_connection') ?? null;
  return rowsOf(
    ['View', 'Create View', 'character_set_client', 'collation_connection'],
    [[view.name, text, charset === '' ? charsetOf(session.engine.dialect.defaultCollation) : charset, collation]],
  );
}
