import { largestOf } from '../../../../core/extremes.js';
import { isTextType } from '../values/column-type.js';
import { compareNullable, groupKey } from '../values/compare.js';
import type { Row } from '../values/value.js';
import { columnIndex, primaryKey, uniqueKeys, type Key, type TableDefinition } from './definition.js';

export interface StoredRow {
  readonly id: number;
  readonly row: Row;
}

/** New rows by their number; null takes one away. */
export type RowChanges = ReadonlyMap<number, Row | null>;

/** Positions and collations of a key's columns. */
export interface KeyShape {
  readonly parts: readonly {
    readonly index: number;
    readonly collation: string;
    readonly length: number | undefined;
    readonly descending: boolean;
  }[];
}

export function keyShape(definition: TableDefinition, key: Key): KeyShape {
  return {
    parts: key.parts.map(({ column, length, descending }) => {
      const index = columnIndex(definition, column);
      const type = definition.columns[index]?.type;
      return { index, collation: type && isTextType(type) ? (type.collation ?? definition.collation) : 'binary', length, descending };
    }),
  };
}

/** A text that equal keys share; undefined where a part is null, which is equal to nothing. */
export function uniqueText({ parts }: KeyShape, row: Row): string | undefined {
  const texts: string[] = [];
  for (const { index, collation, length } of parts) {
    const value = row[index] ?? null;
    if (value === null) return undefined;
    texts.push(groupKey(length !== undefined && typeof value === 'string' ? [...value].slice(0, length).join('') : value, collation));
  }
  return texts.join('\0');
}

function compareRows({ parts }: KeyShape, a: Row, b: Row): number {
  for (const { index, collation } of parts) {
    const order = compareNullable(a[index] ?? null, b[index] ?? null, collation);
    if (order !== 0) return order;
  }
  return 0;
}

/** Rows in the order of the primary key; without one, as they came. */
export function sortRows(definition: TableDefinition, rows: StoredRow[]): StoredRow[] {
  const primary = primaryKey(definition);
  if (!primary) return rows.sort((a, b) => a.id - b.id);
  const shape = keyShape(definition, primary);
  return rows.sort((a, b) => compareRows(shape, a.row, b.row) || a.id - b.id);
}

/** The committed rows of a table. Changed in place, unless a snapshot holds them. */
export class RowStore {
  holders = 0;
  readonly definition: TableDefinition;
  readonly #rows: Map<number, Row>;
  readonly #unique = new Map<string, Map<string, number>>();
  #sorted: StoredRow[] | undefined;

  constructor(definition: TableDefinition, rows: ReadonlyMap<number, Row>) {
    this.definition = definition;
    this.#rows = new Map(rows);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  entries(): ReadonlyMap<number, Row> {
    return this.#rows;
  }

  sorted(): readonly StoredRow[] {
    return (this.#sorted ??= sortRows(
      this.definition,
      [...this.#rows].map(([id, row]) => ({ id, row })),
    ));
  }

  /** The number of the row with the same unique key. */
  find(key: Key, text: string): number | undefined {
    return this.#indexOf(key).get(text);
  }

  /** The store with the changes. */
  apply(changes: RowChanges): RowStore {
    if (this.holders > 0) {
      const next = new RowStore(this.definition, this.#rows);
      return next.apply(changes);
    }
    const primary = primaryKey(this.definition);
    const shape = primary && keyShape(this.definition, primary);
    for (const [id, row] of changes) {
      const old = this.#rows.get(id);
      for (const key of uniqueKeys(this.definition)) this.#reindex(key, id, old, row);
      if (row === null) this.#rows.delete(id);
      else this.#rows.set(id, row);
      const last = this.#sorted?.at(-1);
      const isAppended = row !== null && old === undefined && (!last || (shape ? compareRows(shape, last.row, row) < 0 : last.id < id));
      if (isAppended) this.#sorted?.push({ id, row });
      else this.#sorted = undefined;
    }
    return this;
  }

  #reindex(key: Key, id: number, old: Row | undefined, row: Row | null): void {
    const index = this.#unique.get(key.name);
    if (!index) return;
    const shape = keyShape(this.definition, key);
    const before = old && uniqueText(shape, old);
    if (before !== undefined && index.get(before) === id) index.delete(before);
    const after = row ? uniqueText(shape, row) : undefined;
    if (after !== undefined) index.set(after, id);
  }

  #indexOf(key: Key): ReadonlyMap<string, number> {
    const found = this.#unique.get(key.name);
    if (found) return found;
    const shape = keyShape(this.definition, key);
    const index = new Map<string, number>();
    for (const [id, row] of this.#rows) {
      const text = uniqueText(shape, row);
      if (text !== undefined) index.set(text, id);
    }
    this.#unique.set(key.name, index);
    return index;
  }
}

/** A table of a database or of a session. */
export class StoredTable {
  readonly database: string;
  readonly uid: number;
  readonly createdAt: number;
  readonly temporary: boolean;
  readonly definition: TableDefinition;
  rows: RowStore;
  /** The next number of AUTO_INCREMENT. */
  nextId: bigint;
  nextRow: number;
  /** The last record of the redo log that the file knows. */
  logged = 0;

  constructor(
    database: string,
    definition: TableDefinition,
    facts: {
      readonly uid: number;
      readonly createdAt: number;
      readonly temporary?: boolean;
      readonly rows?: ReadonlyMap<number, Row>;
      readonly nextId?: bigint;
    },
  ) {
    this.database = database;
    this.definition = definition;
    this.uid = facts.uid;
    this.createdAt = facts.createdAt;
    this.temporary = facts.temporary ?? false;
    this.rows = new RowStore(definition, facts.rows ?? new Map<number, Row>());
    this.nextId = facts.nextId ?? 1n;
    this.nextRow = largestOf(this.rows.entries().keys(), 0) + 1;
  }

  get name(): string {
    return this.definition.name;
  }
}

export interface StoredView {
  readonly database: string;
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly string[] | undefined;
  readonly definer: string;
}

export interface StoredDatabase {
  readonly name: string;
  collation: string;
  readonly tables: Map<string, StoredTable>;
  readonly views: Map<string, StoredView>;
}
