import type { Dialect } from '../dialect.js';
import type { Relation } from '../query/context.js';
import { matchesLike } from '../query/pattern.js';
import type { Statement } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { systemDatabases } from '../storage/catalog.js';
import type { StoredDatabase } from '../storage/rows.js';
import type { Workspace } from '../statements/workspace.js';
import { toText, type Row } from '../values/value.js';
import { systemTables } from './information-schema.js';
import type { SchemaView } from './schema-view.js';
import {
  charsetRows,
  collationRows,
  engineRows,
  fullColumnNames,
  indexNames,
  indexRows,
  statusNames,
  statusRow,
  tableNames,
  viewStatusRow,
} from './tables.js';
import { virtualRelation, whole } from './virtual.js';

export type Show = Extract<Statement, { kind: 'show' }>;

export interface ShowContext {
  readonly work: Workspace;
  readonly schema: SchemaView;
  readonly warnings: readonly Row[];
  /** Columns of a table or view, as DESCRIBE shows them. */
  readonly describe: (show: Show) => readonly Row[];
}

interface Listing {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** The column that LIKE looks at. */
  readonly likes?: number;
}

/** What SHOW prints, as something that WHERE can look through. */
export function showRelation(show: Show, context: ShowContext): Relation {
  const { columns, rows, likes = 0 } = listing(show, context);
  const { like } = show;
  const kept = like === undefined ? rows : rows.filter(row => matchesLike(toText(row[likes] ?? null), like, '\\', 'utf8mb4_general_ci'));
  return virtualRelation('', show.what, columns, () => kept);
}

function listing(show: Show, context: ShowContext): Listing {
  const { engine } = context.schema;
  const { dialect } = engine;
  const like = show.like === undefined ? '' : ` (${show.like})`;
  switch (show.what) {
    case 'databases':
      return { columns: [`Database${like}`], rows: databaseNames(context).map(name => [name]) };
    case 'tables':
      return tables(show, context, like);
    case 'columns':
      return columnListing(show, context);
    case 'index':
      return {
        columns: indexNames(dialect),
        rows: show.table ? indexRows(context.work.open(show.table, 'SELECT'), dialect) : [],
        likes: 2,
      };
    case 'variables':
      return { columns: ['Variable_name', 'Value'], rows: context.schema.variables(show.scope) };
    case 'status':
      return {
        columns: ['Variable_name', 'Value'],
        rows: [...engine.status()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, value]),
      };
    case 'processlist':
      return processes(show, context);
    case 'warnings':
      return { columns: ['Level', 'Code#', 'Message'], rows: context.warnings };
    case 'errors':
      return { columns: ['Level', 'Code#', 'Message'], rows: context.warnings.filter(([level]) => level === 'Error') };
    case 'table-status':
      return tableStatus(show, context);
    default:
      return factListing(show, dialect);
  }
}

/** What is the same for all databases. */
function factListing(show: Show, dialect: Dialect): Listing {
  switch (show.what) {
    case 'engines':
      return { columns: ['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'], rows: engineRows(dialect) };
    case 'charset':
      return { columns: ['Charset', 'Description', 'Default collation', 'Maxlen#'], rows: charsetRows(dialect) };
    case 'collation':
      return {
        columns: [
          'Collation',
          'Charset',
          'Id#',
          'Default',
          'Compiled',
          'Sortlen#',
          ...(dialect.product === 'mysql8' ? ['Pad_attribute'] : []),
        ],
        rows: collationRows(dialect),
      };
    default:
      return emptyListing(show);
  }
}

const trigger = ['Trigger', 'Event', 'Table', 'Statement', 'Timing', 'Created', 'sql_mode', 'Definer'];
const event = [
  'Db',
  'Name',
  'Definer',
  'Time zone',
  'Type',
  'Execute at',
  'Interval value',
  'Interval field',
  'Starts',
  'Ends',
  'Status',
  'Originator#',
];
const routine = ['Db', 'Name', 'Type', 'Definer', 'Modified', 'Created', 'Security_type', 'Comment'];
const charsets = ['character_set_client', 'collation_connection', 'Database Collation'];

/** What has no rows here, for there is no such thing. */
const emptyListings: ReadonlyMap<Show['what'], readonly string[]> = new Map<Show['what'], readonly string[]>([
  ['triggers', [...trigger, ...charsets]],
  ['events', [...event, ...charsets]],
  ['procedure-status', [...routine, ...charsets]],
  ['function-status', [...routine, ...charsets]],
  ['slave-status', ['Slave_IO_State']],
  ['open-tables', ['Database', 'Table', 'In_use#', 'Name_locked#']],
]);

function emptyListing({ what }: Show): Listing {
  const columns = emptyListings.get(what);
  if (!columns) throw sqlErrors.notSimulated(`SHOW ${what.replaceAll('-', ' ').toUpperCase()}`);
  return { columns, rows: [] };
}

function databaseNames({ work, schema }: ShowContext): readonly string[] {
  const all = new Set([...systemDatabases, ...work.catalog.databases.keys()]);
  return [...all]
    .filter(
      name => name === 'information_schema' || (name === 'performance_schema' && work.dialect.product === 'mysql8') || schema.sees(name),
    )
    .sort();
}

function databaseOf(show: Show, { work }: ShowContext): { readonly name: string; readonly database: StoredDatabase | undefined } {
  const name = show.database ?? work.database;
  if (name === undefined) throw sqlErrors.noDatabase();
  const database = work.catalog.databases.get(name);
  if (!database && !systemDatabases.includes(name.toLowerCase())) throw sqlErrors.unknownDatabase(name);
  if (database) work.need('USE', name);
  return { name, database };
}

function tables(show: Show, context: ShowContext, like: string): Listing {
  const { name, database } = databaseOf(show, context);
  const all = database
    ? tableNames(database).filter(table => context.schema.sees(name, table.name))
    : systemTables(name).map(table => ({ name: table, type: name === 'information_schema' ? 'SYSTEM VIEW' : 'BASE TABLE' }));
  const title = `Tables_in_${name}${like}`;
  return show.full
    ? { columns: [title, 'Table_type'], rows: all.map(table => [table.name, table.type]) }
    : { columns: [title], rows: all.map(table => [table.name]) };
}

function columnListing(show: Show, context: ShowContext): Listing {
  const rows = context.describe(show);
  if (show.full) return { columns: fullColumnNames, rows };
  const kept = [0, 1, 3, 4, 5, 6];
  return { columns: kept.map(index => fullColumnNames[index] ?? ''), rows: rows.map(row => kept.map(index => row[index] ?? null)) };
}

function processes({ full }: Show, { schema: { engine } }: ShowContext): Listing {
  const isMariaDb = engine.dialect.product === 'mariadb';
  const columns = ['Id#', 'User', 'Host', 'db', 'Command', 'Time#', 'State', 'Info', ...(isMariaDb ? ['Progress#'] : [])];
  const rows = engine.processes().map(({ id, user, host, database, command, seconds, state, info }): Row => {
    const row: Row = [
      whole(id),
      user,
      host,
      database ?? null,
      command,
      whole(Math.floor(seconds)),
      isMariaDb && state === 'executing' ? 'starting' : state,
      info === null || full ? info : info.slice(0, 100),
    ];
    return isMariaDb ? [...row, '0.000'] : row;
  });
  return { columns, rows };
}

function tableStatus(show: Show, context: ShowContext): Listing {
  const { name, database } = databaseOf(show, context);
  const isMariaDb = context.schema.engine.dialect.product === 'mariadb';
  const columns = isMariaDb ? [...statusNames, 'Max_index_length#', 'Temporary'] : statusNames;
  if (!database) return { columns, rows: [] };
  const rows = tableNames(database).map((table): Row => {
    const stored = context.work.catalog.table(name, table.name);
    const row = stored ? statusRow(stored) : viewStatusRow(table.name);
    return isMariaDb ? [...row, ...(stored ? [0n, 'N'] : [null, null])] : row;
  });
  return { columns, rows };
}
