import { WaitQueue } from '../core/wait-queue.js';
import type { TreeNode } from './tree-node.js';

/** What a running filesystem knows of files besides what is in the tree, by inode number. */
export class InodeStates {
  #watchers: Map<number, WaitQueue> | undefined;
  #endpoints: Map<number, unknown> | undefined;
  #opens: Map<number, number> | undefined;
  #orphans: Map<number, TreeNode> | undefined;

  /** Notified when the data of a file changes. */
  watch(ino: number): WaitQueue {
    this.#watchers ??= new Map();
    let queue = this.#watchers.get(ino);
    if (!queue) this.#watchers.set(ino, (queue = new WaitQueue()));
    return queue;
  }

  notify(ino: number): void {
    this.#watchers?.get(ino)?.notify();
  }

  /** What the kernel has bound to a socket or named pipe. */
  endpoint(ino: number): unknown {
    return this.#endpoints?.get(ino);
  }

  setEndpoint(ino: number, endpoint: unknown): void {
    (this.#endpoints ??= new Map()).set(ino, endpoint);
  }

  opened(ino: number): void {
    this.#opens ??= new Map();
    this.#opens.set(ino, (this.#opens.get(ino) ?? 0) + 1);
  }

  /** One opener less. After the last one: the file that had lost its name and is to be freed now, if so. */
  closed(ino: number): TreeNode | undefined {
    const count = (this.#opens?.get(ino) ?? 1) - 1;
    if (count > 0) {
      this.#opens?.set(ino, count);
      return undefined;
    }
    this.#opens?.delete(ino);
    const orphan = this.#orphans?.get(ino);
    this.#orphans?.delete(ino);
    return orphan;
  }

  /** A file has lost its last name: true when it can be freed, false when it is open and will come back from `closed`. */
  orphaned(node: TreeNode): boolean {
    if (!this.#opens?.has(node.ino)) return true;
    (this.#orphans ??= new Map()).set(node.ino, node);
    return false;
  }

  forget(ino: number): void {
    this.#watchers?.delete(ino);
    this.#endpoints?.delete(ino);
  }
}
