import type { Engine } from '../engine.js';
import type { StoredTable } from '../storage/rows.js';
import type { Row } from '../values/value.js';

export interface SchemaView {
  readonly engine: Engine;
  /** Whether who asks may see the table. */
  readonly sees: (database: string, table?: string) => boolean;
  readonly variables: (scope: 'global' | 'session') => readonly Row[];
}

/** Makes one of the server's own tables. */
export type Maker = (view: SchemaView) => { readonly columns: readonly string[]; readonly rows: () => readonly Row[] };

export function seenTables({ engine, sees }: SchemaView): readonly StoredTable[] {
  return [...engine.catalog.tables()].filter(table => sees(table.database, table.name));
}
