import type { Row } from '../values/value.js';
import { isSeen, Tx, type View } from './transaction.js';

/** One version of a row. A change writes another version and marks this one as ended by its transaction. */
export interface Tuple {
  readonly id: number;
  readonly values: Row;
  readonly insertedBy: Tx;
  readonly insertedAt: number;
  endedBy: Tx | undefined;
  endedAt: number;
  /** What an update made of it. */
  newer: Tuple | undefined;
  /** SELECT … FOR UPDATE. */
  lockedBy: Tx | undefined;
}

export function isVisible(tuple: Tuple, view: View): boolean {
  if (!isSeen(tuple.insertedBy, tuple.insertedAt, view)) return false;
  return tuple.endedBy === undefined || !isSeen(tuple.endedBy, tuple.endedAt, view);
}

/** Whether somebody may still see this version, or will when its transaction commits. */
function isGarbage(tuple: Tuple, oldest: number): boolean {
  if (tuple.insertedBy.isAborted) return true;
  const { endedBy } = tuple;
  return endedBy !== undefined && endedBy.isCommitted && endedBy.top.commitNumber <= oldest;
}

/** The value of an index for a row; undefined when the row is not in it. */
export type KeyOf = (values: Row) => string | undefined;

/** The rows of a table, all versions of them. */
export class Heap {
  #tuples: Tuple[] = [];
  #nextId = 1;
  #garbage = 0;
  readonly #indexes = new Map<number, { readonly keyOf: KeyOf; readonly entries: Map<string, Tuple[]> }>();

  get tuples(): readonly Tuple[] {
    return this.#tuples;
  }

  insert(values: Row, tx: Tx, command: number, id = this.#nextId): Tuple {
    this.#nextId = Math.max(this.#nextId, id) + 1;
    const tuple: Tuple = {
      id,
      values,
      insertedBy: tx,
      insertedAt: command,
      endedBy: undefined,
      endedAt: 0,
      newer: undefined,
      lockedBy: undefined,
    };
    this.#tuples.push(tuple);
    for (const index of this.#indexes.values()) this.#enter(index, tuple);
    return tuple;
  }

  end(tuple: Tuple, tx: Tx, command: number): void {
    tuple.endedBy = tx;
    tuple.endedAt = command;
    this.#garbage++;
  }

  /** Versions with this key. The index is made when it is first asked. */
  find(index: number, keyOf: KeyOf, key: string): readonly Tuple[] {
    let known = this.#indexes.get(index);
    if (known?.keyOf !== keyOf) {
      known = { keyOf, entries: new Map() };
      this.#indexes.set(index, known);
      for (const tuple of this.#tuples) this.#enter(known, tuple);
    }
    return known.entries.get(key) ?? [];
  }

  #enter({ keyOf, entries }: { readonly keyOf: KeyOf; readonly entries: Map<string, Tuple[]> }, tuple: Tuple): void {
    const key = keyOf(tuple.values);
    if (key === undefined) return;
    const there = entries.get(key);
    if (there) there.push(tuple);
    else entries.set(key, [tuple]);
  }

  /** Forgets versions that nobody sees any more, when there are many of them. */
  vacuum(oldest: number, force = false): void {
    if (!force && (this.#garbage < 200 || this.#garbage < this.#tuples.length / 4)) return;
    this.#tuples = this.#tuples.filter(tuple => !isGarbage(tuple, oldest));
    this.#garbage = 0;
    this.#indexes.clear();
  }

  noteGarbage(count: number): void {
    this.#garbage += count;
  }

  /** What is committed, for writing it down. */
  committed(): readonly Tuple[] {
    return this.#tuples.filter(({ insertedBy, endedBy }) => insertedBy.isCommitted && !(endedBy?.isCommitted ?? false));
  }
}

/** Where a sequence stands. */
export interface SequenceState {
  last: bigint;
  called: boolean;
}
