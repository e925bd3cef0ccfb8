import type { Relation } from '../query/context.js';
import type { ColumnType } from '../values/column-type.js';
import type { Row, Value } from '../values/value.js';

/** Columns of a table that is made when it is looked at: names, with `#` behind whole numbers. */
export function virtualRelation(database: string, name: string, columns: readonly string[], rows: () => readonly Row[]): Relation {
  const types = columns.map(typeOf);
  return {
    database,
    name,
    columns: columns.map((column, index) => ({
      name: column.replace(/#$/, ''),
      type: types[index] ?? { name: 'varchar' },
      nullable: !/^(Key|Id)$/i.test(column.replace(/#$/, '')),
    })),
    rows,
    identifiers: [],
    indexed: new Set(),
  };
}

function typeOf(column: string): ColumnType {
  return column.endsWith('#') ? { name: 'bigint' } : { name: 'varchar', length: 64, collation: 'utf8mb3_general_ci' };
}

export function whole(value: number | bigint): Value {
  return BigInt(value);
}
