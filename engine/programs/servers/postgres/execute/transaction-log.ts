import type { Relation } from '../storage/catalog.js';
import type { SequenceState, Tuple } from '../storage/heap.js';
import type { Tx } from '../storage/transaction.js';
import { DeferredChecks } from './deferred-checks.js';

/** A change of a row, to be written down when its transaction commits. */
export interface RowChange {
  readonly relation: Relation;
  readonly tuple: Tuple;
  readonly tx: Tx;
  readonly kind: 'insert' | 'delete';
}

/** What a transaction has changed so far. */
export class TransactionLog {
  readonly changes: RowChange[] = [];
  readonly sequences = new Map<number, SequenceState>();
  readonly #current: () => Tx;
  readonly deferred: DeferredChecks;

  constructor(current: () => Tx) {
    this.#current = current;
    this.deferred = new DeferredChecks(current);
  }

  inserted(relation: Relation, tuple: Tuple): void {
    this.changes.push({ relation, tuple, tx: this.#current(), kind: 'insert' });
  }

  deleted(relation: Relation, tuple: Tuple): void {
    this.changes.push({ relation, tuple, tx: this.#current(), kind: 'delete' });
  }

  sequence(filenode: number, state: SequenceState): void {
    this.sequences.set(filenode, state);
  }
}
