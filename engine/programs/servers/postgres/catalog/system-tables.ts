import type { SessionAccess, OutputColumn } from '../plan/runtime.js';
import { builtin } from '../values/type-table.js';
import type { Row } from '../values/value.js';

/** A relation of pg_catalog or information_schema, whose rows are made when it is read. */
export interface SystemTable {
  readonly schema: string;
  readonly name: string;
  readonly oid: number;
  readonly columns: readonly OutputColumn[];
  readonly rows: (session: SessionAccess) => Iterable<Row>;
}

const tables = new Map<string, SystemTable>();

/** Adds a relation; `columns` is `name type, name type …`. */
export function defineSystemTable(schema: string, name: string, oid: number, columns: string, rows: SystemTable['rows']): void {
  const parsed = columns
    .trim()
    .split(/\s*,\s*/)
    .map((column): OutputColumn => {
      const [own = '', type = ''] = column.split(' ');
      return { name: own, type: builtin(type), typmod: -1 };
    });
  tables.set(`${schema}.${name}`, { schema, name, oid, columns: parsed, rows });
}

/** The system relation that a name means. pg_catalog is always looked into. */
export function findSystemTable(path: readonly string[]): SystemTable | undefined {
  const name = path.at(-1) ?? '';
  return tables.get(`${path.length > 1 ? (path.at(-2) ?? '') : 'pg_catalog'}.${name}`);
}

export function systemTables(): readonly SystemTable[] {
  return [...tables.values()];
}
