import { compile } from '../query/compiler.js';
import { Scope } from '../query/scope.js';
import { noFrame, type Frame } from '../query/context.js';
import type { ColumnDefinition } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import type { StoredTable } from '../storage/rows.js';
import { columnIndex, type Check, type TableDefinition } from '../storage/definition.js';
import { isBinaryType, isInteger, isNumberType, isTemporalType } from '../values/column-type.js';
import { Decimal } from '../values/decimal.js';
import { storeValue, type StoreContext } from '../values/store.js';
import { dateOf, type Temporal } from '../values/temporal.js';
import { JsonSyntaxError, parseJson } from '../values/json.js';
import { isJson, toText, toTruth, type Row, type Value } from '../values/value.js';
import type { Workspace } from './workspace.js';

/** How the values of a row are stored: converted, checked, completed. */

export function storeContext(work: Workspace, column: string, rowNumber: number, ignore = false, table?: StoredTable): StoreContext {
  const { context } = work;
  return {
    column,
    shown: table && work.dialect.product === 'mariadb' ? `\`${table.database}\`.\`${table.name}\`.\`${column}\`` : `'${column}'`,
    rowNumber,
    strict: work.isStrict && !ignore,
    allowsZeroDates: !context.hasMode('NO_ZERO_IN_DATE') && !context.hasMode('NO_ZERO_DATE'),
    checksJson: work.dialect.product !== 'mariadb',
    warn: error => context.warn(error),
  };
}

/** The value that a column gets where none was given. */
export function defaultOf(column: ColumnDefinition, table: TableDefinition, work: Workspace): Value | undefined {
  const { fallback } = column;
  if (!fallback) return column.nullable ? null : undefined;
  const scope = new Scope([], undefined);
  const value = compile(fallback, { environment: work.environment, scope, clause: 'default' }).run(noFrame);
  return storeValue(value, typeOf(column, table), { ...storeContext(work, column.name, 1), strict: false });
}

/** The column's type with the collation that it has from its table. */
export function typeOf(column: ColumnDefinition, table: TableDefinition): ColumnDefinition['type'] {
  return column.type.collation === undefined ? { ...column.type, collation: table.collation } : column.type;
}

/** What stands in for a missing value outside strict mode. */
export function implicitValue({ type }: ColumnDefinition): Value {
  if (isInteger(type) || type.name === 'year') return 0n;
  if (type.name === 'decimal') return new Decimal(0n, type.scale ?? 0);
  if (isNumberType(type)) return 0;
  if (isBinaryType(type)) return new Uint8Array(type.name === 'binary' ? (type.length ?? 1) : 0);
  if (type.name === 'enum') return type.members?.[0] ?? '';
  if (type.name === 'json') return { kind: 'json', value: null };
  if (!isTemporalType(type)) return '';
  const zero: Temporal =
    type.name === 'time'
      ? { kind: 'time', micros: 0, digits: type.scale ?? 0 }
      : { ...dateOf(0, 0, 0), kind: type.name === 'date' ? 'date' : 'datetime', digits: type.scale ?? 0 };
  return zero;
}

/** Computes generated columns and tests CHECKs; the row as it is kept. */
export function finishRow(
  table: StoredTable,
  row: Row,
  work: Workspace,
  { ignore, rowNumber }: { readonly ignore: boolean; readonly rowNumber: number },
): Row {
  const { definition } = table;
  let result = row;
  for (const [index, column] of definition.columns.entries()) {
    if (column.generated) {
      const value = evaluateOn(definition, table.database, result, column.generated.expression, work);
      result = result.with(index, storeValue(value, typeOf(column, definition), storeContext(work, column.name, rowNumber, ignore)));
    }
    if ((result[index] ?? null) === null && !column.nullable) {
      if (!ignore) throw sqlErrors.cannotBeNull(column.name);
      work.context.warn(sqlErrors.cannotBeNull(column.name));
      result = result.with(index, implicitValue(column));
    }
  }
  if (work.dialect.product === 'mariadb') checkDocuments(table, result);
  if (work.dialect.product !== 'mysql57') for (const check of definition.checks) testCheck(check, table, result, work);
  return result;
}

export function scopeOf(definition: TableDefinition, database: string): Scope {
  return new Scope(
    definition.columns.map(column => ({
      database,
      alias: definition.name,
      table: definition.name,
      column: { name: column.name, type: typeOf(column, definition), nullable: column.nullable },
    })),
    undefined,
  );
}

/** In MariaDB a column of type JSON is a text with a CHECK. */
function checkDocuments({ definition, database }: StoredTable, row: Row): void {
  for (const [index, { type, name }] of definition.columns.entries()) {
    const value = row[index] ?? null;
    if (type.name !== 'json' || value === null || isJson(value)) continue;
    try {
      parseJson(toText(value));
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      throw new SqlError(4025, '23000', `CONSTRAINT \`${definition.name}.${name}\` failed for \`${database}\`.\`${definition.name}\``);
    }
  }
}

function evaluateOn(definition: TableDefinition, database: string, row: Row, expression: Check['expression'], work: Workspace): Value {
  const frame: Frame = { row, slots: [], parent: undefined };
  return compile(expression, { environment: work.environment, scope: scopeOf(definition, database), clause: 'check constraint' }).run(
    frame,
  );
}

function testCheck(check: Check, { definition, database }: StoredTable, row: Row, work: Workspace): void {
  if (toTruth(evaluateOn(definition, database, row, check.expression, work)) !== false) return;
  if (work.dialect.product === 'mysql8') throw new SqlError(3819, 'HY000', `Check constraint '${check.name}' is violated.`);
  const name = check.column === undefined ? check.name : `${definition.name}.${check.column}`;
  throw new SqlError(4025, '23000', `CONSTRAINT \`${name}\` failed for \`${database}\`.\`${definition.name}\``);
}

export function columnAt(definition: TableDefinition, name: string, clause = 'field list'): number {
  const index = columnIndex(definition, name);
  if (index < 0) throw sqlErrors.unknownColumn(name, clause);
  return index;
}
