import { SqlError } from '../sql-error.js';
import { uniqueKeys, type TableDefinition } from '../storage/definition.js';
import { RowStore, keyShape, uniqueText, type StoredTable } from '../storage/rows.js';
import { storeValue } from '../values/store.js';
import { toInteger, type Row, type Value } from '../values/value.js';
import { checkParents } from './foreign-keys.js';
import { duplicate } from './insert.js';
import { defaultOf, finishRow, implicitValue, storeContext, typeOf } from './store-row.js';
import type { Workspace } from './workspace.js';

/** A table while it is altered. */
export interface Altered {
  readonly definition: TableDefinition;
  /** For each new column the old one that it was; undefined for a new one. */
  readonly sources: readonly (number | undefined)[];
  readonly database: string;
  readonly autoIncrement: bigint | undefined;
}

/** The table with its rows as the new definition wants them. */
export function rebuilt(table: StoredTable, { definition, sources, database, autoIncrement }: Altered, work: Workspace): StoredTable {
  const target = work.catalog.newTable(database, definition, { createdAt: work.nowMs, temporary: table.temporary, nextId: table.nextId });
  const automatic = definition.columns.findIndex(column => column.autoIncrement);
  let next = 1n;
  const rows = new Map<number, Row>();
  for (const [position, { id, row }] of table.rows.sorted().entries()) {
    work.context.step(2);
    const values = definition.columns.map((column, index): Value => {
      const source = sources[index];
      if (source === undefined) return index === automatic ? BigInt(position + 1) : newValue(definition, index, work);
      const old = row[source] ?? null;
      if (table.definition.columns[source] === column) return old;
      if (old === null && !column.nullable && !column.generated) {
        if (work.isStrict)
          throw new SqlError(
            work.dialect.product === 'mariadb' ? 1265 : 1138,
            work.dialect.product === 'mariadb' ? '01000' : '22004',
            work.dialect.product === 'mariadb'
              ? `Data truncated for column '${column.name}' at row ${String(position + 1)}`
              : 'Invalid use of NULL value',
          );
        return implicitValue(column);
      }
      return storeValue(old, typeOf(column, definition), storeContext(work, column.name, position + 1));
    });
    const finished = finishRow(target, values, work, { ignore: false, rowNumber: position + 1 });
    if (automatic >= 0 && toInteger(finished[automatic] ?? 0n) >= next) next = toInteger(finished[automatic] ?? 0n) + 1n;
    rows.set(id, finished);
  }
  target.rows = new RowStore(definition, rows);
  target.nextRow = table.nextRow;
  if (automatic >= 0 && next > target.nextId) target.nextId = next;
  if (autoIncrement !== undefined) target.nextId = autoIncrement > next ? autoIncrement : next;
  checkKeys(target, rows, work);
  checkForeignRows(table, target, rows, work);
  return target;
}

function newValue(definition: TableDefinition, index: number, work: Workspace): Value {
  const column = definition.columns[index];
  if (!column || column.generated) return null;
  const value = defaultOf(column, definition, work);
  return value === undefined ? implicitValue(column) : value;
}

function checkKeys(table: StoredTable, rows: ReadonlyMap<number, Row>, work: Workspace): void {
  for (const key of uniqueKeys(table.definition)) {
    const shape = keyShape(table.definition, key);
    const seen = new Set<string>();
    for (const row of rows.values()) {
      const text = uniqueText(shape, row);
      if (text === undefined) continue;
      if (seen.has(text)) throw duplicate(table, key, row, work);
      seen.add(text);
    }
  }
}

function checkForeignRows(before: StoredTable, table: StoredTable, rows: ReadonlyMap<number, Row>, work: Workspace): void {
  if (table.definition.foreignKeys.length <= before.definition.foreignKeys.length) return;
  for (const row of rows.values()) checkParents(work, table, row, undefined);
}

/** Foreign keys of other tables follow a table that gets another name. */
export function followRename(old: StoredTable, next: StoredTable, work: Workspace): void {
  for (const table of [...work.catalog.tables()]) {
    if (!table.definition.foreignKeys.some(key => key.database === old.database && key.table === old.name)) continue;
    const foreignKeys = table.definition.foreignKeys.map(key =>
      key.database === old.database && key.table === old.name ? { ...key, database: next.database, table: next.name } : key,
    );
    const definition: TableDefinition = { ...table.definition, foreignKeys };
    const changed = work.catalog.newTable(table.database, definition, {
      createdAt: table.createdAt,
      rows: table.rows.entries(),
      nextId: table.nextId,
    });
    work.catalog.put(changed);
  }
}
