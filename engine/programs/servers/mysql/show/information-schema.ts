import type { Relation } from '../query/context.js';
import { systemDatabases } from '../storage/catalog.js';
import { keyMark } from '../storage/definition.js';
import type { StoredTable } from '../storage/rows.js';
import { constraints, keyColumns, referential, statistics } from './constraint-tables.js';
import { seenTables, type Maker, type SchemaView } from './schema-view.js';
import { charsetOf } from '../values/collation.js';
import { formatType, isInteger, isTemporalType, isTextType, textLength } from '../values/column-type.js';
import type { Row, Value } from '../values/value.js';
import { defaultText, extraText } from './create-text.js';
import { charsetRows, collationRows, engineRows, statusRow, userColumns, userRows } from './tables.js';
import { virtualRelation, whole } from './virtual.js';

/** A table of information_schema, mysql or performance_schema; undefined for what is not there. */
export function systemRelation(database: string, name: string, view: SchemaView): Relation | undefined {
  const maker = makers.get(`${database}.${name}`.toLowerCase());
  if (!maker) return undefined;
  const { columns, rows } = maker(view);
  return virtualRelation(database, name, columns, rows);
}

export function systemTables(database: string): readonly string[] {
  const prefix = `${database.toLowerCase()}.`;
  return [...makers.keys()]
    .filter(key => key.startsWith(prefix))
    .map(key => (database === 'information_schema' ? key.slice(prefix.length).toUpperCase() : key.slice(prefix.length)))
    .sort();
}

const schemata: Maker = ({ engine, sees }) => ({
  columns: ['CATALOG_NAME', 'SCHEMA_NAME', 'DEFAULT_CHARACTER_SET_NAME', 'DEFAULT_COLLATION_NAME', 'SQL_PATH'],
  rows: () => {
    const own = [...engine.catalog.databases.values()].filter(({ name }) => sees(name));
    const system = systemDatabases
      .filter(name => name === 'information_schema' || sees(name))
      .map(name => ({ name, collation: engine.dialect.defaultCollation }));
    return [...system, ...own].map(({ name, collation }) => ['def', name, charsetOf(collation), collation, null]);
  },
});

const tables: Maker = view => ({
  columns: [
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'TABLE_TYPE',
    'ENGINE',
    'VERSION#',
    'ROW_FORMAT',
    'TABLE_ROWS#',
    'AVG_ROW_LENGTH#',
    'DATA_LENGTH#',
    'MAX_DATA_LENGTH#',
    'INDEX_LENGTH#',
    'DATA_FREE#',
    'AUTO_INCREMENT#',
    'CREATE_TIME',
    'UPDATE_TIME',
    'CHECK_TIME',
    'TABLE_COLLATION',
    'CHECKSUM#',
    'CREATE_OPTIONS',
    'TABLE_COMMENT',
  ],
  rows: () => {
    const stored = seenTables(view).map((table): Row => ['def', table.database, table.name, 'BASE TABLE', ...statusRow(table).slice(1)]);
    const views = [...view.engine.catalog.databases.values()].flatMap(({ views: all }) => [...all.values()]);
    const shown = views
      .filter(({ database, name }) => view.sees(database, name))
      .map(({ database, name }): Row => ['def', database, name, 'VIEW', ...new Array<Value>(16).fill(null), 'VIEW']);
    const system = systemDatabases.flatMap(database =>
      systemTables(database).map(
        (name): Row => [
          'def',
          database,
          name,
          database === 'information_schema' ? 'SYSTEM VIEW' : 'BASE TABLE',
          ...new Array<Value>(16).fill(null),
          '',
        ],
      ),
    );
    return [...system, ...stored, ...shown];
  },
});

const columns: Maker = view => ({
  columns: [
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'COLUMN_NAME',
    'ORDINAL_POSITION#',
    'COLUMN_DEFAULT',
    'IS_NULLABLE',
    'DATA_TYPE',
    'CHARACTER_MAXIMUM_LENGTH#',
    'CHARACTER_OCTET_LENGTH#',
    'NUMERIC_PRECISION#',
    'NUMERIC_SCALE#',
    'DATETIME_PRECISION#',
    'CHARACTER_SET_NAME',
    'COLLATION_NAME',
    'COLUMN_TYPE',
    'COLUMN_KEY',
    'EXTRA',
    'PRIVILEGES',
    'COLUMN_COMMENT',
    'GENERATION_EXPRESSION',
  ],
  rows: () => seenTables(view).flatMap(table => table.definition.columns.map((column, index) => columnRow(table, column, index, view))),
});

const digits: Readonly<Record<string, bigint>> = { tinyint: 3n, smallint: 5n, mediumint: 7n, int: 10n, bigint: 19n };

function columnRow(table: StoredTable, column: StoredTable['definition']['columns'][number], index: number, { engine }: SchemaView): Row {
  const { type } = column;
  const collation = isTextType(type) ? (type.collation ?? table.definition.collation) : null;
  const length = isTextType(type) ? textLength(type) : null;
  const precision = isInteger(type)
    ? (digits[type.name] ?? null)
    : type.name === 'decimal'
      ? BigInt(type.length ?? 10)
      : type.name === 'double'
        ? 22n
        : type.name === 'float'
          ? 12n
          : null;
  return [
    'def',
    table.database,
    table.name,
    column.name,
    whole(index + 1),
    defaultText(column, engine.dialect, engine.dialect.product === 'mariadb') ??
      (engine.dialect.product === 'mariadb' && column.nullable ? 'NULL' : null),
    column.nullable ? 'YES' : 'NO',
    type.name,
    length === null ? null : whole(length),
    length === null
      ? null
      : whole(length * (collation?.startsWith('utf8mb4') === true ? 4 : collation?.startsWith('utf8') === true ? 3 : 1)),
    precision,
    isInteger(type) ? 0n : type.name === 'decimal' ? whole(type.scale ?? 0) : null,
    isTemporalType(type) && type.name !== 'date' ? whole(type.scale ?? 0) : null,
    collation === null ? null : charsetOf(collation),
    collation,
    formatType(type, engine.dialect),
    keyMark(table.definition, column.name),
    extraText(column, engine.dialect),
    'select,insert,update,references',
    column.comment,
    '',
  ];
}

const views: Maker = ({ engine, sees }) => ({
  columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'VIEW_DEFINITION', 'CHECK_OPTION', 'IS_UPDATABLE', 'DEFINER', 'SECURITY_TYPE'],
  rows: () =>
    [...engine.catalog.databases.values()]
      .flatMap(({ views: all }) => [...all.values()])
      .filter(({ database, name }) => sees(database, name))
      .map(({ database, name, sql, definer }) => ['def', database, name, sql, 'NONE', 'NO', definer, 'DEFINER']),
});

const processes: Maker = ({ engine }) => ({
  columns: ['ID#', 'USER', 'HOST', 'DB', 'COMMAND', 'TIME#', 'STATE', 'INFO'],
  rows: () =>
    engine
      .processes()
      .map(({ id, user, host, database, command, seconds, state, info }) => [
        whole(id),
        user,
        host,
        database ?? null,
        command,
        whole(Math.floor(seconds)),
        state,
        info,
      ]),
});

const bigMakers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['information_schema.schemata', schemata],
  ['information_schema.tables', tables],
  ['information_schema.columns', columns],
  ['information_schema.statistics', statistics],
  ['information_schema.key_column_usage', keyColumns],
  ['information_schema.table_constraints', constraints],
  ['information_schema.referential_constraints', referential],
  ['information_schema.views', views],
  ['information_schema.processlist', processes],
]);

const smallMakers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  [
    'information_schema.character_sets',
    ({ engine }) => ({
      columns: ['CHARACTER_SET_NAME', 'DESCRIPTION', 'DEFAULT_COLLATE_NAME', 'MAXLEN#'],
      rows: () => charsetRows(engine.dialect),
    }),
  ],
  [
    'information_schema.collations',
    ({ engine }) => ({
      columns: ['COLLATION_NAME', 'CHARACTER_SET_NAME', 'ID#', 'IS_DEFAULT', 'IS_COMPILED', 'SORTLEN#'],
      rows: () => collationRows(engine.dialect),
    }),
  ],
  [
    'information_schema.engines',
    ({ engine }) => ({
      columns: ['ENGINE', 'SUPPORT', 'COMMENT', 'TRANSACTIONS', 'XA', 'SAVEPOINTS'],
      rows: () => engineRows(engine.dialect),
    }),
  ],
  [
    'information_schema.routines',
    () => ({ columns: ['SPECIFIC_NAME', 'ROUTINE_CATALOG', 'ROUTINE_SCHEMA', 'ROUTINE_NAME', 'ROUTINE_TYPE'], rows: () => [] }),
  ],
  [
    'information_schema.triggers',
    () => ({ columns: ['TRIGGER_CATALOG', 'TRIGGER_SCHEMA', 'TRIGGER_NAME', 'EVENT_MANIPULATION', 'EVENT_OBJECT_TABLE'], rows: () => [] }),
  ],
  ['information_schema.events', () => ({ columns: ['EVENT_CATALOG', 'EVENT_SCHEMA', 'EVENT_NAME', 'STATUS'], rows: () => [] })],
  ['information_schema.partitions', () => ({ columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'PARTITION_NAME'], rows: () => [] })],
  ['mysql.user', ({ engine }) => ({ columns: userColumns, rows: () => userRows(engine.catalog, engine.dialect) })],
  [
    'mysql.db',
    ({ engine }) => ({
      columns: ['Host', 'Db', 'User'],
      rows: () =>
        engine.catalog.accounts.flatMap(({ user, host, grants }) =>
          Object.keys(grants)
            .filter(scope => scope !== '*.*' && scope.endsWith('.*'))
            .map((scope): Row => [host, scope.slice(0, -2), user]),
        ),
    }),
  ],
  [
    'performance_schema.global_variables',
    ({ variables }) => ({ columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'], rows: () => variables('global') }),
  ],
  [
    'performance_schema.session_variables',
    ({ variables }) => ({ columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'], rows: () => variables('session') }),
  ],
  [
    'performance_schema.global_status',
    ({ engine }) => ({
      columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
      rows: () => [...engine.status()].map(([name, value]) => [name, value]),
    }),
  ],
]);

const makers: ReadonlyMap<string, Maker> = new Map([...bigMakers, ...smallMakers]);
