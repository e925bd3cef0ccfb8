import type { Tx } from './transaction.js';

export const lockModes = [
  'access share',
  'row share',
  'row exclusive',
  'share update exclusive',
  'share',
  'share row exclusive',
  'exclusive',
  'access exclusive',
] as const;
export type LockMode = (typeof lockModes)[number];

/** Which modes (by their places in the list) each mode gets into the way of. */
const conflicts: Readonly<Record<LockMode, readonly number[]>> = {
  'access share': [7],
  'row share': [6, 7],
  'row exclusive': [4, 5, 6, 7],
  'share update exclusive': [3, 4, 5, 6, 7],
  share: [2, 3, 5, 6, 7],
  'share row exclusive': [2, 3, 4, 5, 6, 7],
  exclusive: [1, 2, 3, 4, 5, 6, 7],
  'access exclusive': [0, 1, 2, 3, 4, 5, 6, 7],
};

export function isLockMode(mode: string): mode is LockMode {
  return lockModes.some(known => known === mode);
}

/** As pg_locks and messages call it: AccessExclusiveLock. */
export function lockName(mode: LockMode): string {
  return `${mode.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase())}Lock`;
}

/** Who holds which tables, until the end of the transaction. */
export class TableLocks {
  readonly #held = new Map<number, Map<Tx, Set<LockMode>>>();

  /** Somebody who is in the way of this lock; undefined when it was taken. */
  take(table: number, tx: Tx, mode: LockMode): Tx | undefined {
    const holders = this.#held.get(table);
    for (const [holder, modes] of holders ?? []) {
      if (holder === tx) continue;
      if ([...modes].some(held => conflicts[mode].includes(lockModes.indexOf(held)))) return holder;
    }
    const mine = holders?.get(tx);
    if (mine) mine.add(mode);
    else if (holders) holders.set(tx, new Set([mode]));
    else this.#held.set(table, new Map([[tx, new Set([mode])]]));
    return undefined;
  }

  release(tx: Tx): void {
    for (const [table, holders] of this.#held) {
      holders.delete(tx);
      if (holders.size === 0) this.#held.delete(table);
    }
  }

  /** All locks, for pg_locks. */
  *all(): Iterable<{ readonly table: number; readonly tx: Tx; readonly mode: LockMode }> {
    for (const [table, holders] of this.#held) for (const [tx, modes] of holders) for (const mode of modes) yield { table, tx, mode };
  }
}
