import type { Dialect } from '../dialect.js';
import type { ColumnDefinition } from '../sql/ast.js';
import { formatExpression, quoteName, quoteText } from '../sql/unparse.js';
import { describeForeignKey } from '../statements/foreign-keys.js';
import type { Key, TableDefinition } from '../storage/definition.js';
import type { StoredDatabase, StoredTable } from '../storage/rows.js';
import { charsetOf } from '../values/collation.js';
import { formatCollation, formatType, isInteger, isLarge } from '../values/column-type.js';
import { toText } from '../values/value.js';

/** CREATE TABLE as the server writes it, which the server can read again. */
export function createTableText(table: StoredTable, dialect: Dialect): string {
  const { definition } = table;
  const lines = [
    ...definition.columns.map(column => `  ${columnText(column, definition, dialect)}`),
    ...definition.keys.map(key => `  ${keyText(key)}`),
    ...definition.foreignKeys.map(key => `  ${describeForeignKey(key, table.database)}`),
    ...definition.checks
      .filter(check => check.column === undefined)
      .map(check => `  CONSTRAINT ${quoteName(check.name)} CHECK (${formatExpression(check.expression, dialect)})`),
  ];
  const counter =
    table.nextId > 1n && definition.columns.some(({ autoIncrement }) => autoIncrement) ? ` AUTO_INCREMENT=${String(table.nextId)}` : '';
  const comment = definition.comment === '' ? '' : ` COMMENT=${quoteText(definition.comment)}`;
  return `CREATE ${table.temporary ? 'TEMPORARY ' : ''}TABLE ${quoteName(definition.name)} (\n${lines.join(',\n')}\n) ENGINE=${definition.engine}${counter} ${charsetText(definition.collation, dialect)}${comment}`;
}

export function charsetText(collation: string, dialect: Dialect): string {
  const charset = charsetOf(collation);
  const isDefault =
    (collation === 'latin1_swedish_ci' ||
      collation === 'utf8mb4_general_ci' ||
      collation === 'utf8mb3_general_ci' ||
      collation === 'utf8_general_ci') &&
    dialect.product === 'mysql57';
  const isShown = dialect.product === 'mariadb' || (!isDefault && collation !== 'latin1_swedish_ci' && collation !== 'utf8mb3_general_ci');
  return `DEFAULT CHARSET=${charset}${isShown ? ` COLLATE=${collation}` : ''}`;
}

function columnText(column: ColumnDefinition, { collation, checks }: TableDefinition, dialect: Dialect): string {
  const { name, type, nullable, autoIncrement, onUpdateNow, comment, generated } = column;
  const parts = [`${quoteName(name)} ${formatType(type, dialect)}${formatCollation(type, collation, dialect)}`];
  if (generated) {
    const text = formatExpression(generated.expression, dialect);
    parts.push(
      `GENERATED ALWAYS AS (${text.replace(/^\((.*)\)$/s, dialect.product === 'mysql8' ? '($1)' : '$1')}) ${generated.stored ? 'STORED' : 'VIRTUAL'}`,
    );
  }
  if (!nullable) parts.push('NOT NULL');
  else if (type.name === 'timestamp' && !generated) parts.push('NULL');
  if (autoIncrement) parts.push('AUTO_INCREMENT');
  const fallback = generated ? undefined : defaultClause(column, dialect);
  if (fallback !== undefined) parts.push(fallback);
  if (onUpdateNow) parts.push(`ON UPDATE ${nowText(type.scale ?? 0, dialect)}`);
  if (comment !== '') parts.push(`COMMENT ${quoteText(comment)}`);
  for (const check of checks) if (check.column === name) parts.push(`CHECK (${formatExpression(check.expression, dialect)})`);
  if (type.name === 'json' && dialect.product === 'mariadb') parts.push(`CHECK (json_valid(${quoteName(name)}))`);
  return parts.join(' ');
}

export function nowText(digits: number, dialect: Dialect): string {
  const size = digits > 0 ? `(${String(digits)})` : '';
  return dialect.product === 'mariadb' ? `current_timestamp(${digits > 0 ? String(digits) : ''})` : `CURRENT_TIMESTAMP${size}`;
}

function defaultClause(column: ColumnDefinition, dialect: Dialect): string | undefined {
  const { fallback, nullable, autoIncrement, type } = column;
  if (autoIncrement) return undefined;
  if (!fallback || (fallback.kind === 'literal' && fallback.value === null)) {
    if (!nullable || (isLarge(type) && dialect.product !== 'mariadb')) return undefined;
    return 'DEFAULT NULL';
  }
  return `DEFAULT ${defaultText(column, dialect, true) ?? 'NULL'}`;
}

/** The default as SHOW CREATE (`quoted`) or DESCRIBE shows it; undefined for none. */
export function defaultText({ fallback, type }: ColumnDefinition, dialect: Dialect, quoted: boolean): string | undefined {
  if (!fallback) return undefined;
  if (fallback.kind === 'call' && fallback.name === 'now') return nowText(type.scale ?? 0, dialect);
  const constant =
    fallback.kind === 'unary' && fallback.operator === '-' && fallback.operand.kind === 'literal'
      ? `-${toText(fallback.operand.value)}`
      : fallback.kind === 'literal'
        ? fallback.value
        : undefined;
  if (constant === null) return undefined;
  if (constant === undefined)
    return quoted ? `(${formatExpression(fallback, dialect).replace(/^\((.*)\)$/s, '$1')})` : formatExpression(fallback, dialect);
  const text = padded(toText(constant), type);
  if (!quoted) return text;
  const isBare = dialect.product === 'mariadb' && (isInteger(type) || ['decimal', 'double', 'float'].includes(type.name));
  return isBare ? text : quoteText(text);
}

/** A decimal's default has as many digits as the column. */
function padded(text: string, { name, scale = 0 }: ColumnDefinition['type']): string {
  if (name !== 'decimal' || !/^-?\d+(\.\d*)?$/.test(text)) return text;
  const [whole = '', fraction = ''] = text.split('.');
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, '0').slice(0, scale)}`;
}

function keyText({ kind, name, parts }: Key): string {
  const columns = parts
    .map(
      ({ column, length, descending }) =>
        `${quoteName(column)}${length === undefined ? '' : `(${String(length)})`}${descending ? ' DESC' : ''}`,
    )
    .join(',');
  if (kind === 'primary') return `PRIMARY KEY (${columns})`;
  const words = { unique: 'UNIQUE KEY', key: 'KEY', fulltext: 'FULLTEXT KEY' } as const;
  return `${words[kind]} ${quoteName(name)} (${columns})`;
}

export function createDatabaseText({ name, collation }: StoredDatabase, dialect: Dialect): string {
  const charset = charsetOf(collation);
  const shown =
    dialect.product === 'mysql57' && (collation === 'latin1_swedish_ci' || collation === 'utf8mb4_general_ci')
      ? ''
      : ` COLLATE ${collation}`;
  const encryption = dialect.product === 'mysql8' ? " /*!80016 DEFAULT ENCRYPTION='N' */" : '';
  return `CREATE DATABASE ${quoteName(name)} /*!40100 DEFAULT CHARACTER SET ${charset}${shown} */${encryption}`;
}

/** The last column of DESCRIBE. */
export function extraText(column: ColumnDefinition, dialect: Dialect): string {
  if (column.autoIncrement) return 'auto_increment';
  if (column.generated) return column.generated.stored ? 'STORED GENERATED' : 'VIRTUAL GENERATED';
  const isGenerated =
    dialect.product === 'mysql8' && column.fallback !== undefined && column.fallback.kind !== 'literal' && column.fallback.kind !== 'unary';
  const update = column.onUpdateNow ? `on update ${nowText(column.type.scale ?? 0, dialect)}` : '';
  return [isGenerated ? 'DEFAULT_GENERATED' : '', update].filter(text => text !== '').join(' ');
}
