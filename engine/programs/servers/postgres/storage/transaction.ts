import { WaitQueue } from '../../../../core/wait-queue.js';

/** A transaction, or a part of one behind a savepoint. */
export class Tx {
  readonly parent: Tx | undefined;
  readonly pid: number;
  /** Its number, once it has changed something. */
  xid = 0;
  #state: 'active' | 'committed' | 'aborted' = 'active';
  /** Which commit it was; what a snapshot sees are those up to a number. */
  commitNumber = 0;
  /** Who waits for its end. */
  readonly ended = new WaitQueue();
  /** Whom it waits for, to find circles. */
  waitsFor: Tx | undefined;

  constructor(pid: number, parent?: Tx) {
    this.pid = pid;
    this.parent = parent;
  }

  /** A transaction that ended before the server started. */
  static readonly frozen = Tx.#makeFrozen();

  static #makeFrozen(): Tx {
    const tx = new Tx(0);
    tx.commit(0);
    tx.xid = 2;
    return tx;
  }

  get top(): Tx {
    return Tx.#topOf(this);
  }

  get isAborted(): boolean {
    return Tx.#isAborted(this);
  }

  static #topOf(tx: Tx): Tx {
    let top = tx;
    while (top.parent) top = top.parent;
    return top;
  }

  static #isAborted(tx: Tx): boolean {
    for (let each: Tx | undefined = tx; each; each = each.parent) if (each.#state === 'aborted') return true;
    return false;
  }

  get isActive(): boolean {
    return !this.isAborted && this.top.#state === 'active';
  }

  get isCommitted(): boolean {
    return !this.isAborted && this.top.#state === 'committed';
  }

  commit(number: number): void {
    this.#state = 'committed';
    this.commitNumber = number;
    this.ended.notify();
  }

  abort(): void {
    this.#state = 'aborted';
    this.ended.notify();
  }
}

/** What a statement sees: everything committed up to a number, and what its own transaction did in earlier commands. */
export interface View {
  readonly top: Tx;
  readonly upTo: number;
  readonly command: number;
}

/** Whether what a transaction did at a command counts for a view. */
export function isSeen(tx: Tx, command: number, view: View): boolean {
  if (tx === Tx.frozen) return true;
  if (tx.top === view.top) return command < view.command && !tx.isAborted;
  return tx.isCommitted && tx.top.commitNumber <= view.upTo;
}
