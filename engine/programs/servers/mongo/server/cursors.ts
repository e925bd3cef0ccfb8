import type { Random } from '../../../../core/random.js';
import { encodeBson } from '../bson/encode.js';
import type { Doc, Long } from '../bson/values.js';
import { MongoError } from '../errors.js';

const MAX_CURSORS = 10_000;
/** Cursors that nobody asks are given up. */
const IDLE_MS = 600_000;
const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

interface Cursor {
  readonly namespace: string;
  readonly documents: readonly Doc[];
  at: number;
  usedAt: number;
}

/** Results that clients fetch part by part. */
export class Cursors {
  readonly #random: Random;
  readonly #now: () => number;
  readonly #open = new Map<bigint, Cursor>();

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  get size(): number {
    return this.#open.size;
  }

  /** The first documents of a result; a cursor for the others when there are more. */
  first(
    namespace: string,
    documents: readonly Doc[],
    batchSize: number | undefined,
    single = false,
  ): { readonly id: bigint; readonly batch: Doc[] } {
    const batch = fitting(documents, 0, batchSize ?? FIRST_BATCH);
    if (batch.length === documents.length || single) return { id: 0n, batch };
    this.#dropIdle();
    if (this.#open.size >= MAX_CURSORS) throw new MongoError('OperationFailed', 'too many open cursors');
    const id = (BigInt(this.#random.below(0x7fffffff)) << 32n) | BigInt(this.#random.uint32());
    this.#open.set(id, { namespace, documents, at: batch.length, usedAt: this.#now() });
    return { id, batch };
  }

  next(id: bigint, namespace: string, batchSize: number | undefined): { readonly id: bigint; readonly batch: Doc[] } {
    this.#dropIdle();
    const cursor = this.#open.get(id);
    if (!cursor) throw new MongoError('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace)
      throw new MongoError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    const batch = fitting(cursor.documents, cursor.at, batchSize ?? Infinity);
    cursor.at += batch.length;
    cursor.usedAt = this.#now();
    if (cursor.at < cursor.documents.length) return { id, batch };
    this.#open.delete(id);
    return { id: 0n, batch };
  }

  kill(id: Long): boolean {
    return this.#open.delete(id.value);
  }

  #dropIdle(): void {
    for (const [id, { usedAt }] of this.#open) if (this.#now() - usedAt > IDLE_MS) this.#open.delete(id);
  }
}

/** As many documents as were asked for, and as fit into one answer. */
function fitting(documents: readonly Doc[], from: number, count: number): Doc[] {
  const batch: Doc[] = [];
  let bytes = 0;
  for (let at = from; at < documents.length && batch.length < count; at++) {
    const document = documents[at];
    if (!document) break;
    bytes += encodeBson(document).length;
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break;
    batch.push(document);
  }
  return batch;
}
