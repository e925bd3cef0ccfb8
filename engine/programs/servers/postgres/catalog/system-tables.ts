import type { SessionAccess, OutputColumn } from '../plan/runtime.js';
import { builtin } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';

/** A relation of pg_catalog or information_schema, whose rows are made when it is read. */
export interface SystemTable {
  readonly schema: string;
  readonly name: string;
  readonly oid: number;
  readonly columns: readonly OutputColumn[];
  readonly rows: (session: SessionAccess) => Iterable<Row>;
}

/** What stands in a column: always the same, or something of what the row is about. */
type Cell<T> = Value | ((item: T, session: SessionAccess) => Value);

interface Definition<T> {
  readonly name: string;
  readonly oid: number;
  /** What the rows are about, one each. */
  readonly items: (session: SessionAccess) => Iterable<T>;
  /** `name type` of each column, and what stands in it. */
  readonly columns: Readonly<Record<string, Cell<T>>>;
}

const tables = new Map<string, SystemTable>();

function outputColumn(column: string): OutputColumn {
  const [name = '', type = ''] = column.split(' ');
  return { name, type: builtin(type), typmod: -1 };
}

function addTable<T>(schema: string, { name, oid, items, columns }: Definition<T>): void {
  const cells = Object.values(columns);
  const rows = (session: SessionAccess): readonly Row[] =>
    Array.from(items(session), item => cells.map(cell => (typeof cell === 'function' ? cell(item, session) : cell)));
  tables.set(`${schema}.${name}`, { schema, name, oid, columns: Object.keys(columns).map(outputColumn), rows });
}

/** Adds a relation of pg_catalog. */
export function catalogTable<T>(definition: Definition<T>): void {
  addTable('pg_catalog', definition);
}

/** Adds a view of information_schema. */
export function informationView<T>(definition: Definition<T>): void {
  addTable('information_schema', definition);
}

/** A relation of pg_catalog about things that do not exist here. */
export function emptyCatalogTable(name: string, oid: number, columns: string): void {
  tables.set(`pg_catalog.${name}`, {
    schema: 'pg_catalog',
    name,
    oid,
    columns: columns.split(/\s*,\s*/).map(outputColumn),
    rows: () => [],
  });
}

/** The system relation that a name means. pg_catalog is always looked into. */
export function findSystemTable(path: readonly string[]): SystemTable | undefined {
  const name = path.at(-1) ?? '';
  return tables.get(`${path.length > 1 ? (path.at(-2) ?? '') : 'pg_catalog'}.${name}`);
}

export function systemTables(): readonly SystemTable[] {
  return [...tables.values()];
}
