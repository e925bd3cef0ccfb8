import { codes, PgError } from '../pg-error.js';
import type { Tuple } from '../storage/heap.js';
import type { Row } from '../values/value.js';
import type { UniqueIndex } from './table-parts.js';
import type { TableWriter } from './table-writer.js';
import { type Waiting, waitForTransaction } from './waiting.js';

/** What unique indexes ask of the rows that are put into one table. */
export class KeyChecks {
  readonly #writer: TableWriter;
  /** Rows to be looked at again when the statement is done. */
  readonly #doubtful: { readonly index: UniqueIndex; readonly tuple: Tuple }[] = [];

  constructor(writer: TableWriter) {
    this.#writer = writer;
  }

  /** A living row with the same key; waits for those who may still make or remove one. */
  *conflict(index: UniqueIndex, values: Row, self: Tuple | undefined): Waiting<Tuple | undefined> {
    for (;;) {
      const { tuple, wait } = this.#rival(index, values, self);
      if (!wait) return tuple;
      yield* waitForTransaction(wait, this.#writer.runtime, `while inserting index tuple (0,1) in relation "${index.relation.name}"`);
    }
  }

  /** Whether a key that may be doubled for a while has to be looked at again. */
  isDoubtful(index: UniqueIndex, values: Row, self: Tuple | undefined): boolean {
    return this.#rival(index, values, self).tuple !== undefined;
  }

  /** A row in the way, and for whose end one has to wait to know. */
  #rival(index: UniqueIndex, values: Row, self: Tuple | undefined): { readonly tuple?: Tuple; readonly wait?: Tuple['endedBy'] } {
    const key = index.keyOf(values);
    if (key === undefined) return {};
    const own = this.#writer.runtime.tx.top;
    for (const tuple of this.#writer.heap.find(index.relation.oid, index.keyOf, key)) {
      const { insertedBy, endedBy } = tuple;
      if (tuple === self || insertedBy.isAborted) continue;
      if (endedBy && !endedBy.isAborted && (endedBy.isCommitted || endedBy.top === own)) continue;
      return { tuple, wait: [endedBy, insertedBy].find(tx => tx && tx.isActive && tx.top !== own) };
    }
    return {};
  }

  /** Looks at a row again when its constraint is due: at the end of the statement or of the transaction. */
  note(index: UniqueIndex, tuple: Tuple): void {
    const { deferred } = this.#writer.log;
    if (index.deferrable && deferred.isDeferred(index.deferrable))
      deferred.add(index.deferrable, this.#writer.relation, () => this.#recheck(index, tuple));
    else this.#doubtful.push({ index, tuple });
  }

  /** At the end of the statement. */
  *finish(): Waiting<void> {
    for (const { index, tuple } of this.#doubtful.splice(0)) yield* this.#recheck(index, tuple);
  }

  *#recheck(index: UniqueIndex, tuple: Tuple): Waiting<void> {
    let now = tuple;
    while (now.endedBy && !now.endedBy.isAborted && now.newer) now = now.newer;
    if (now.insertedBy.isAborted || (now.endedBy && !now.endedBy.isAborted)) return;
    if (yield* this.conflict(index, now.values, now)) throw this.duplicate(index, now.values);
  }

  duplicate(index: UniqueIndex, values: Row): PgError {
    return new PgError(codes.unique, `duplicate key value violates unique constraint "${index.relation.name}"`, {
      detail: `Key ${index.describe(values)} already exists.`,
      table: this.#writer.relation.name,
      constraint: index.relation.name,
    });
  }
}
