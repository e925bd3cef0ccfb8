import type { SqlValue, Statement } from './ast.js';
import type { Table } from './catalog.js';
import { positionOf } from './rows.js';
import { sqlErrors } from './sql-error.js';

/** A table after the changes of ALTER TABLE, one after the other; `implicit` gives what the rows have in a new column. Throws SqlError. */
export function alterTable(
  table: Table,
  changes: Extract<Statement, { kind: 'alter-table' }>['changes'],
  implicit: (column: Table['columns'][number]) => SqlValue,
): Table {
  let next = table;
  for (const change of changes) {
    if (change.kind === 'rename') next = { ...next, name: change.to.name };
    else if (change.kind === 'add') {
      if (next.columns.some(column => column.name.toLowerCase() === change.column.name.toLowerCase()))
        throw sqlErrors.duplicateColumn(change.column.name);
      const value = implicit(change.column);
      next = { ...next, columns: [...next.columns, change.column], rows: next.rows.map(row => [...row, value]) };
    } else {
      const position = positionOf(next, change.name, next.name);
      if (change.kind === 'modify')
        next = {
          ...next,
          columns: next.columns.with(position, { ...change.column, key: change.column.key || (next.columns[position]?.key ?? '') }),
        };
      else next = { ...next, columns: next.columns.toSpliced(position, 1), rows: next.rows.map(row => row.toSpliced(position, 1)) };
    }
  }
  return next;
}
