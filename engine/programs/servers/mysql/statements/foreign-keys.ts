import { quoteName } from '../sql/unparse.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { columnIndex, type ForeignKey, type TableDefinition } from '../storage/definition.js';
import type { StoredRow, StoredTable } from '../storage/rows.js';
import { groupKey } from '../values/compare.js';
import type { Row, Value } from '../values/value.js';
import { finishRow } from './store-row.js';
import type { Workspace } from './workspace.js';

/** How deep deletions and updates may cascade. */
const MAX_CASCADE = 15;

/** A row refers to rows of parents: they must be there. */
export function checkParents(work: Workspace, table: StoredTable, row: Row, old: Row | undefined): void {
  if (!work.checksForeignKeys) return;
  for (const key of table.definition.foreignKeys) {
    const values = valuesOf(table.definition, key.columns, row);
    if (values.includes(null)) continue;
    if (old && sameValues(values, valuesOf(table.definition, key.columns, old), table.definition)) continue;
    const parent = work.catalog.table(key.database, key.table);
    if (!parent || !hasRow(work, parent, key.references, values, table === parent ? row : undefined))
      throw sqlErrors.childRowFails(describeKey(table, key));
  }
}

function hasRow(work: Workspace, table: StoredTable, columns: readonly string[], values: readonly Value[], self: Row | undefined): boolean {
  if (self && sameValues(values, valuesOf(table.definition, columns, self), table.definition)) return true;
  return rowsWith(work, table, columns, values).length > 0;
}

/** The rows with these values in these columns. */
function rowsWith(work: Workspace, table: StoredTable, columns: readonly string[], values: readonly Value[]): readonly StoredRow[] {
  const { definition } = table;
  const [only] = columns;
  const key = definition.keys.find(
    ({ kind, parts }) =>
      (kind === 'primary' || kind === 'unique') &&
      parts.length === 1 &&
      columns.length === 1 &&
      parts[0]?.column.toLowerCase() === only?.toLowerCase(),
  );
  if (key && only !== undefined) {
    const probe = definition.columns.map((_, index) => (index === columnIndex(definition, only) ? (values[0] ?? null) : null));
    const found = work.transaction.findSame(table, key, probe, undefined);
    return found ? [found] : [];
  }
  const rows = work.transaction.visible(table, 'current');
  work.context.step(rows.length);
  return rows.filter(({ row }) => sameValues(values, valuesOf(definition, columns, row), definition));
}

function valuesOf(definition: TableDefinition, columns: readonly string[], row: Row): readonly Value[] {
  return columns.map(column => row[columnIndex(definition, column)] ?? null);
}

function sameValues(a: readonly Value[], b: readonly Value[], { collation }: TableDefinition): boolean {
  return a.every((value, index) => groupKey(value, collation) === groupKey(b[index] ?? null, collation));
}

/** A row of a parent changes or goes: what its foreign keys say is done with the rows that refer to it. */
export function changeChildren(work: Workspace, parent: StoredTable, old: Row, row: Row | null, depth = 0): void {
  if (!work.checksForeignKeys) return;
  for (const child of work.catalog.tables()) {
    for (const key of child.definition.foreignKeys) {
      if (key.database !== parent.database || key.table !== parent.name) continue;
      const values = valuesOf(parent.definition, key.references, old);
      if (values.includes(null)) continue;
      if (row && sameValues(values, valuesOf(parent.definition, key.references, row), parent.definition)) continue;
      const children = rowsWith(work, child, key.columns, values);
      if (children.length === 0) continue;
      const action = row ? key.onUpdate : key.onDelete;
      const own = children.filter(({ row: other }) => !(child === parent && other === old));
      if (own.length === 0) continue;
      if (action !== 'cascade' && action !== 'set null') throw sqlErrors.parentRowFails(describeKey(child, key));
      if (depth >= MAX_CASCADE) throw sqlErrors.tooDeep();
      for (const stored of own)
        changeChild(work, child, stored, { key, action, values: row && valuesOf(parent.definition, key.references, row) }, depth);
    }
  }
}

interface ChildChange {
  readonly key: ForeignKey;
  readonly action: 'cascade' | 'set null';
  /** What the parent's columns are now; null: the parent is gone. */
  readonly values: readonly Value[] | null;
}

function changeChild(
  work: Workspace,
  table: StoredTable,
  { id, row }: StoredRow,
  { key, action, values }: ChildChange,
  depth: number,
): void {
  work.lock(table, id);
  if (action === 'cascade' && !values) {
    work.transaction.put(table, id, null);
    changeChildren(work, table, row, null, depth + 1);
    return;
  }
  let next = row;
  for (const [index, column] of key.columns.entries())
    next = next.with(columnIndex(table.definition, column), action === 'cascade' ? (values?.[index] ?? null) : null);
  next = finishRow(table, next, work, { ignore: false, rowNumber: 1 });
  work.transaction.put(table, id, next);
  changeChildren(work, table, row, next, depth + 1);
}

/** As errors and SHOW CREATE TABLE write a foreign key. */
export function describeForeignKey(key: ForeignKey, database: string): string {
  const list = (names: readonly string[]): string => names.map(quoteName).join(', ');
  const table = `${key.database === database ? '' : `${quoteName(key.database)}.`}${quoteName(key.table)}`;
  const rule = (event: string, action: ForeignKey['onDelete']): string =>
    action === undefined || action === 'restrict' ? '' : ` ON ${event} ${action.toUpperCase()}`;
  return `CONSTRAINT ${quoteName(key.name)} FOREIGN KEY (${list(key.columns)}) REFERENCES ${table} (${list(key.references)})${rule('DELETE', key.onDelete)}${rule('UPDATE', key.onUpdate)}`;
}

function describeKey(table: StoredTable, key: ForeignKey): string {
  return `${quoteName(table.database)}.${quoteName(table.name)}, ${describeForeignKey(key, table.database)}`;
}

/** A table that others refer to cannot go. */
export function checkDroppable(work: Workspace, table: StoredTable, alsoDropped: readonly StoredTable[]): void {
  if (!work.checksForeignKeys) return;
  for (const child of work.catalog.tables()) {
    const key = child.definition.foreignKeys.find(({ database, table: name }) => database === table.database && name === table.name);
    if (!key || child === table || alsoDropped.includes(child)) continue;
    if (work.dialect.product === 'mysql8')
      throw new SqlError(
        3730,
        'HY000',
        `Cannot drop table '${table.name}' referenced by a foreign key constraint '${key.name}' on table '${child.name}'.`,
      );
    throw new SqlError(1451, '23000', 'Cannot delete or update a parent row: a foreign key constraint fails');
  }
}

/** TRUNCATE of a table that others refer to. */
export function checkTruncatable(work: Workspace, table: StoredTable): void {
  if (!work.checksForeignKeys) return;
  for (const child of work.catalog.tables()) {
    const key = child.definition.foreignKeys.find(({ database, table: name }) => database === table.database && name === table.name);
    if (key && child !== table)
      throw new SqlError(
        1701,
        '42000',
        `Cannot truncate a table referenced in a foreign key constraint (${truncateDetail(child, key, work)})`,
      );
  }
}

function truncateDetail(child: StoredTable, key: ForeignKey, { dialect }: Workspace): string {
  const table = `${quoteName(child.database)}.${quoteName(child.name)}`;
  if (dialect.product === 'mysql8') return `${table}, CONSTRAINT ${quoteName(key.name)}`;
  return `${table}, ${describeForeignKey(key, '')}`;
}
