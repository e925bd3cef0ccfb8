import type { Dialect } from '../dialect.js';
import type { Account, Catalog } from '../storage/catalog.js';
import { columnIndex, keyMark, type TableDefinition } from '../storage/definition.js';
import type { StoredDatabase, StoredTable } from '../storage/rows.js';
import { charsetOf } from '../values/collation.js';
import { formatType, isTextType } from '../values/column-type.js';
import { dateTimeOfSeconds } from '../values/temporal.js';
import type { Row, Value } from '../values/value.js';
import { groupKey } from '../values/compare.js';
import { defaultText, extraText } from './create-text.js';
import { whole } from './virtual.js';

/** The rows that SHOW, DESCRIBE and information_schema make of tables. */

const PRIVILEGES = 'select,insert,update,references';

export function columnRows({ definition }: StoredTable, dialect: Dialect): readonly Row[] {
  return definition.columns.map(column => {
    const collation = isTextType(column.type) ? (column.type.collation ?? definition.collation) : null;
    const fallback = defaultText(column, dialect, false) ?? null;
    return [
      column.name,
      formatType(column.type, dialect),
      collation,
      column.nullable ? 'YES' : 'NO',
      keyMark(definition, column.name),
      fallback,
      extraText(column, dialect),
      PRIVILEGES,
      column.comment,
    ];
  });
}

export const fullColumnNames = ['Field', 'Type', 'Collation', 'Null', 'Key', 'Default', 'Extra', 'Privileges', 'Comment'] as const;

export function indexRows({ definition, rows }: StoredTable, dialect: Dialect): readonly Row[] {
  return definition.keys.flatMap(({ kind, name, parts }) =>
    parts.map(({ column, length, descending }, position): Row => {
      const found = definition.columns[columnIndex(definition, column)];
      const shared: Value[] = [
        definition.name,
        whole(kind === 'primary' || kind === 'unique' ? 0 : 1),
        name,
        whole(position + 1),
        found?.name ?? column,
        kind === 'fulltext' ? null : descending ? 'D' : 'A',
        whole(
          distinct(
            definition,
            rows.entries().values(),
            parts.slice(0, position + 1).map(part => part.column),
          ),
        ),
        length === undefined ? null : whole(length),
        null,
        found?.nullable ? 'YES' : '',
        kind === 'fulltext' ? 'FULLTEXT' : 'BTREE',
        '',
        '',
      ];
      if (dialect.product === 'mysql8') shared.push('YES', null);
      if (dialect.product === 'mariadb') shared.push('NO');
      return shared;
    }),
  );
}

export function indexNames(dialect: Dialect): readonly string[] {
  const names = [
    'Table',
    'Non_unique#',
    'Key_name',
    'Seq_in_index#',
    'Column_name',
    'Collation',
    'Cardinality#',
    'Sub_part#',
    'Packed',
    'Null',
    'Index_type',
    'Comment',
    'Index_comment',
  ];
  return [...names, ...(dialect.product === 'mysql8' ? ['Visible', 'Expression'] : dialect.product === 'mariadb' ? ['Ignored'] : [])];
}

function distinct(definition: TableDefinition, rows: Iterable<Row>, columns: readonly string[]): number {
  const indexes = columns.map(column => columnIndex(definition, column));
  const seen = new Set<string>();
  for (const row of rows) seen.add(indexes.map(index => groupKey(row[index] ?? null, definition.collation)).join('\0'));
  return seen.size;
}

export const statusNames: readonly string[] = [
  'Name',
  'Engine',
  'Version#',
  'Row_format',
  'Rows#',
  'Avg_row_length#',
  'Data_length#',
  'Max_data_length#',
  'Index_length#',
  'Data_free#',
  'Auto_increment#',
  'Create_time',
  'Update_time',
  'Check_time',
  'Collation',
  'Checksum',
  'Create_options',
  'Comment',
];

export function statusRow(table: StoredTable): Row {
  const count = table.rows.size;
  const created = dateTimeOfSeconds(Math.floor(table.createdAt / 1000));
  const automatic = table.definition.columns.some(({ autoIncrement }) => autoIncrement) ? table.nextId : null;
  return [
    table.name,
    table.definition.engine,
    10n,
    'Dynamic',
    whole(count),
    whole(count === 0 ? 0 : Math.floor(16384 / count)),
    16384n,
    0n,
    whole(16384 * Math.max(0, table.definition.keys.length - 1)),
    0n,
    automatic,
    created,
    null,
    null,
    table.definition.collation,
    null,
    '',
    table.definition.comment,
  ];
}

export function viewStatusRow(name: string): Row {
  return [name, ...new Array<Value>(16).fill(null), 'VIEW'];
}

/** Names of tables and views, in their order. */
export function tableNames(database: StoredDatabase): readonly { readonly name: string; readonly type: 'BASE TABLE' | 'VIEW' }[] {
  const all = [
    ...[...database.tables.keys()].map(name => ({ name, type: 'BASE TABLE' as const })),
    ...[...database.views.keys()].map(name => ({ name, type: 'VIEW' as const })),
  ];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function userRows({ accounts }: Catalog, dialect: Dialect): readonly Row[] {
  const yes = (account: Account, ...names: readonly string[]): Value =>
    (account.grants['*.*'] ?? []).some(name => name === 'ALL PRIVILEGES' || names.includes(name)) ? 'Y' : 'N';
  return [...accounts]
    .filter(account => !(dialect.product === 'mariadb' && account.isRole))
    .sort((a, b) => (a.host === b.host ? (a.user < b.user ? -1 : 1) : a.host < b.host ? -1 : 1))
    .map(account => [
      account.host,
      account.user,
      ...userPrivileges.map(name => yes(account, name)),
      account.grantable.includes('*.*') ? 'Y' : 'N',
      account.passwordHash === '!' && dialect.product === 'mysql8' ? 'caching_sha2_password' : 'mysql_native_password',
      account.passwordHash === '' || account.passwordHash === '!' ? '' : `*${account.passwordHash.toUpperCase()}`,
      account.expired ? 'Y' : 'N',
      account.locked ? 'Y' : 'N',
    ]);
}

const userPrivileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'RELOAD', 'SHUTDOWN', 'PROCESS', 'FILE'];
export const userColumns: readonly string[] = [
  'Host',
  'User',
  ...userPrivileges.map(name => `${name[0] ?? ''}${name.slice(1).toLowerCase()}_priv`),
  'Grant_priv',
  'plugin',
  'authentication_string',
  'password_expired',
  'account_locked',
];

export function charsetRows(dialect: Dialect): readonly Row[] {
  const utf8mb4 = dialect.product === 'mysql8' ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci';
  const utf8 = dialect.product === 'mysql57' ? 'utf8' : 'utf8mb3';
  return [
    ['ascii', 'US ASCII', 'ascii_general_ci', 1n],
    ['binary', 'Binary pseudo charset', 'binary', 1n],
    ['euckr', 'EUC-KR Korean', 'euckr_korean_ci', 2n],
    ['latin1', 'cp1252 West European', 'latin1_swedish_ci', 1n],
    [utf8, 'UTF-8 Unicode', `${utf8}_general_ci`, 3n],
    ['utf8mb4', 'UTF-8 Unicode', utf8mb4, 4n],
  ];
}

export function collationRows(dialect: Dialect): readonly Row[] {
  const rows: [string, number, boolean][] = [
    ['ascii_bin', 65, false],
    ['ascii_general_ci', 11, true],
    ['binary', 63, true],
    ['euckr_bin', 85, false],
    ['euckr_korean_ci', 19, true],
    ['latin1_bin', 47, false],
    ['latin1_general_ci', 48, false],
    ['latin1_swedish_ci', 8, true],
    ...(dialect.product === 'mysql8'
      ? ([
          ['utf8mb4_0900_ai_ci', 255, true],
          ['utf8mb4_0900_as_cs', 278, false],
          ['utf8mb4_0900_bin', 309, false],
        ] as [string, number, boolean][])
      : []),
    ['utf8mb4_bin', 46, false],
    ['utf8mb4_general_ci', 45, dialect.product !== 'mysql8'],
    ['utf8mb4_unicode_ci', 224, false],
    [dialect.product === 'mysql57' ? 'utf8_general_ci' : 'utf8mb3_general_ci', 33, true],
  ];
  return rows.map(([name, id, isDefault]) => {
    const row: Row = [
      name,
      charsetOf(name),
      BigInt(id),
      isDefault ? 'Yes' : '',
      'Yes',
      name.includes('unicode') ? 8n : name.includes('_0900_') ? (name.endsWith('bin') ? 1n : 0n) : 1n,
    ];
    return dialect.product === 'mysql8' ? [...row, name.includes('_0900_') || name === 'binary' ? 'NO PAD' : 'PAD SPACE'] : row;
  });
}

export function engineRows(dialect: Dialect): readonly Row[] {
  const innodb =
    dialect.product === 'mariadb'
      ? 'Supports transactions, row-level locking, foreign keys and encryption for tables'
      : 'Supports transactions, row-level locking, and foreign keys';
  return [
    ['MEMORY', 'YES', 'Hash based, stored in memory, useful for temporary tables', 'NO', 'NO', 'NO'],
    ['InnoDB', 'DEFAULT', innodb, 'YES', 'YES', 'YES'],
    [
      'MyISAM',
      'YES',
      dialect.product === 'mariadb' ? 'Non-transactional engine with good performance and small data footprint' : 'MyISAM storage engine',
      'NO',
      'NO',
      'NO',
    ],
  ];
}
