import type { Row } from '../values/value.js';
import { keyShape, sortRows, uniqueText, type RowStore, type StoredRow, type StoredTable } from './rows.js';
import { uniqueKeys, type Key } from './definition.js';

type Changes = Map<StoredTable, Map<number, Row | null>>;

/** What a session has changed and not committed, and what it saw when it began. */
export class Transaction {
  readonly #changes: Changes = new Map();
  /** Changes of the statement that runs: dropped when it fails. */
  #pending: Changes = new Map();
  readonly #savepoints: { readonly name: string; readonly changes: Changes }[] = [];
  #snapshot: Map<StoredTable, RowStore> | undefined;
  /** Rows that nobody else may change: `table uid:row`. */
  readonly locks = new Set<string>();

  get hasChanges(): boolean {
    return this.#changes.size > 0;
  }

  get hasSnapshot(): boolean {
    return this.#snapshot !== undefined;
  }

  changes(): ReadonlyMap<StoredTable, ReadonlyMap<number, Row | null>> {
    return this.#changes;
  }

  /** From now on the committed rows are seen as they are at this moment. */
  takeSnapshot(tables: Iterable<StoredTable>): void {
    if (this.#snapshot) return;
    this.#snapshot = new Map();
    for (const table of tables) {
      table.rows.holders++;
      this.#snapshot.set(table, table.rows);
    }
  }

  dropSnapshot(): void {
    for (const rows of this.#snapshot?.values() ?? []) rows.holders--;
    this.#snapshot = undefined;
  }

  put(table: StoredTable, id: number, row: Row | null): void {
    let changes = this.#pending.get(table);
    if (!changes) this.#pending.set(table, (changes = new Map<number, Row | null>()));
    changes.set(id, row);
  }

  /** The rows that a statement sees: `current` ones are the latest, as UPDATE and DELETE look at them. */
  visible(table: StoredTable, mode: 'consistent' | 'current'): readonly StoredRow[] {
    const base = this.#base(table, mode);
    const [old, fresh] = [this.#changes.get(table), this.#pending.get(table)];
    if (!old && !fresh) return base.sorted();
    const rows = new Map<number, Row | null>(base.entries());
    for (const changes of [old, fresh]) for (const [id, row] of changes ?? []) rows.set(id, row);
    return sortRows(
      table.definition,
      [...rows].flatMap(([id, row]) => (row ? [{ id, row }] : [])),
    );
  }

  #base(table: StoredTable, mode: 'consistent' | 'current'): RowStore {
    return (mode === 'consistent' ? this.#snapshot?.get(table) : undefined) ?? table.rows;
  }

  current(table: StoredTable, id: number): Row | undefined {
    const pending = this.#pending.get(table)?.get(id);
    if (pending !== undefined) return pending ?? undefined;
    const changed = this.#changes.get(table)?.get(id);
    return changed !== undefined ? (changed ?? undefined) : table.rows.get(id);
  }

  /** The row, other than `except`, that has the same values in a unique key. */
  findSame(table: StoredTable, key: Key, row: Row, except: number | undefined): StoredRow | undefined {
    const shape = keyShape(table.definition, key);
    const text = uniqueText(shape, row);
    if (text === undefined) return undefined;
    for (const changes of [this.#pending.get(table), this.#changes.get(table)])
      for (const [id, changed] of changes ?? [])
        if (id !== except && changed && this.current(table, id) === changed && uniqueText(shape, changed) === text)
          return { id, row: changed };
    const id = table.rows.find(key, text);
    if (id === undefined || id === except) return undefined;
    const found = this.current(table, id);
    return found && uniqueText(shape, found) === text ? { id, row: found } : undefined;
  }

  /** Whether this transaction holds a uncommitted row with the same unique key as a row of somebody else. */
  clashes(table: StoredTable, row: Row): boolean {
    const changes = this.#changes.get(table);
    if (!changes) return false;
    return uniqueKeys(table.definition).some(key => {
      const shape = keyShape(table.definition, key);
      const text = uniqueText(shape, row);
      if (text === undefined) return false;
      for (const [id, changed] of changes) {
        const old = table.rows.get(id);
        if ((changed && uniqueText(shape, changed) === text) || (old && uniqueText(shape, old) === text)) return true;
      }
      return false;
    });
  }

  /** The statement has succeeded. */
  keepPending(): void {
    for (const [table, pending] of this.#pending) {
      let changes = this.#changes.get(table);
      if (!changes) this.#changes.set(table, (changes = new Map<number, Row | null>()));
      for (const [id, row] of pending) changes.set(id, row);
    }
    this.#pending = new Map();
  }

  dropPending(): void {
    this.#pending = new Map();
  }

  setSavepoint(name: string): void {
    this.releaseSavepoint(name);
    this.#savepoints.push({
      name: name.toLowerCase(),
      changes: new Map([...this.#changes].map(([table, rows]) => [table, new Map(rows)])),
    });
  }

  /** False when there is no such savepoint. */
  rollbackTo(name: string): boolean {
    const index = this.#savepoints.findIndex(savepoint => savepoint.name === name.toLowerCase());
    const savepoint = this.#savepoints[index];
    if (!savepoint) return false;
    this.#changes.clear();
    for (const [table, rows] of savepoint.changes) this.#changes.set(table, new Map(rows));
    this.#savepoints.length = index + 1;
    return true;
  }

  releaseSavepoint(name: string): boolean {
    const index = this.#savepoints.findIndex(savepoint => savepoint.name === name.toLowerCase());
    if (index >= 0) this.#savepoints.splice(index, 1);
    return index >= 0;
  }

  /** A table is gone, or another one in its place: what was changed in it is forgotten. */
  forget(table: StoredTable): void {
    this.#changes.delete(table);
  }
}
