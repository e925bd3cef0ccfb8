import type { ColumnDefinition, Expression, SqlValue, Statement } from './ast.js';
import { findDatabase, systemDatabases, type Account, type State, type Table } from './catalog.js';
import { mayUse } from './accounts.js';
import { likePattern, toText } from './evaluate.js';
import type { ResultSet } from './select.js';
import { sqlErrors } from './sql-error.js';

/** What SHOW and DESCRIBE print. */

export interface ShowContext {
  readonly state: State;
  readonly account: Account;
  readonly database: string | undefined;
  readonly variables: ReadonlyMap<string, SqlValue>;
  readonly status: ReadonlyMap<string, SqlValue>;
  readonly connections: readonly {
    readonly id: number;
    readonly user: string;
    readonly host: string;
    readonly database: string | undefined;
    readonly seconds: number;
  }[];
}

export function runShow(statement: Extract<Statement, { kind: 'show' }>, context: ShowContext): ResultSet {
  const { like, what } = statement;
  const fits = (name: string): boolean => like === undefined || likePattern(like).test(name);
  switch (what) {
    case 'databases': {
      const names = [...new Set([...systemDatabases, ...context.state.databases.keys()])].filter(
        name => name === 'information_schema' || mayUse(context.account, 'USE', name),
      );
      return single(like === undefined ? 'Database' : `Database (${like})`, names.filter(fits).sort());
    }
    case 'tables': {
      const database = statement.database ?? context.database;
      if (database === undefined) throw sqlErrors.noDatabase();
      const found = findDatabase(context.state, database);
      if (!found && !systemDatabases.includes(database)) throw sqlErrors.unknownDatabase(database);
      const names = found ? [...found.tables.keys()] : database === 'mysql' ? ['user'] : [];
      return single(`Tables_in_${database}${like === undefined ? '' : ` (${like})`}`, names.filter(fits).sort());
    }
    case 'variables':
      return {
        columns: ['Variable_name', 'Value'],
        rows: [...context.variables].filter(([name]) => fits(name)).sort(([a], [b]) => (a < b ? -1 : 1)),
      };
    case 'status':
      return { columns: ['Variable_name', 'Value'], rows: [...context.status].filter(([name]) => fits(name)) };
    case 'processlist':
      return {
        columns: ['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'],
        rows: context.connections.map(({ id, user, host, database, seconds }) => [
          id,
          user,
          host,
          database ?? null,
          'Query',
          Math.floor(seconds),
          'init',
          null,
        ]),
      };
    case 'warnings':
      return { columns: ['Level', 'Code', 'Message'], rows: [] };
    case 'engines':
      return {
        columns: ['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'],
        rows: [['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys', 'YES', 'YES', 'YES']],
      };
  }
}

export function describeTable(table: Table): ResultSet {
  return {
    columns: ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'],
    rows: table.columns.map(column => [
      column.name,
      column.type,
      column.nullable ? 'YES' : 'NO',
      column.key,
      defaultText(column.fallback) ?? null,
      extraOf(column),
    ]),
  };
}

function extraOf({ autoIncrement, fallback, onUpdateNow }: ColumnDefinition): string {
  if (autoIncrement) return 'auto_increment';
  const generated = fallback?.kind === 'call' ? 'DEFAULT_GENERATED' : '';
  return onUpdateNow ? `${generated} on update CURRENT_TIMESTAMP`.trim() : generated;
}

function defaultText(fallback: Expression | undefined): string | undefined {
  if (fallback?.kind === 'literal') return fallback.value === null ? undefined : toText(fallback.value);
  if (fallback?.kind === 'call')
    return fallback.name === 'now' || fallback.name === 'current_timestamp' ? 'CURRENT_TIMESTAMP' : `${fallback.name}()`;
  return undefined;
}

/** CREATE TABLE as the server writes it. */
export function createTableText(table: Table): string {
  const columns = table.columns.map(column => {
    const given = defaultText(column.fallback);
    const shown =
      given === undefined ? (column.nullable ? ' DEFAULT NULL' : '') : ` DEFAULT ${given === 'CURRENT_TIMESTAMP' ? given : `'${given}'`}`;
    return `  \`${column.name}\` ${column.type}${column.nullable ? '' : ' NOT NULL'}${column.autoIncrement ? ' AUTO_INCREMENT' : shown}${column.onUpdateNow ? ' ON UPDATE CURRENT_TIMESTAMP' : ''}`;
  });
  const primary = table.columns.filter(({ key }) => key === 'PRI').map(({ name }) => `\`${name}\``);
  const keys = [
    ...(primary.length > 0 ? [`  PRIMARY KEY (${primary.join(',')})`] : []),
    ...table.columns.filter(({ key }) => key === 'UNI').map(({ name }) => `  UNIQUE KEY \`${name}\` (\`${name}\`)`),
    ...table.columns.filter(({ key }) => key === 'MUL').map(({ name }) => `  KEY \`${name}\` (\`${name}\`)`),
  ];
  const counter = table.nextId > 1 ? ` AUTO_INCREMENT=${String(table.nextId)}` : '';
  return `CREATE TABLE \`${table.name}\` (\n${[...columns, ...keys].join(',\n')}\n) ENGINE=InnoDB${counter} DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`;
}

function single(column: string, names: readonly string[]): ResultSet {
  return { columns: [column], rows: names.map(name => [name]) };
}
