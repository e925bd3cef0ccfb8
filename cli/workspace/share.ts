import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Host, Input } from '../../engine/index.js';
import { changesBetween, scanFolder, type Index, type Seen } from './scan.js';
import { writeBack } from './write-back.js';

/** Keeps a folder of the real machine and the host's copy of it alike. */
export class SharedFolder {
  readonly root: string;
  readonly #indexFile: string;
  /** By folder: one host may be used from several. */
  readonly #indexes: Map<string, Index>;
  #index: Index;

  /** `state` is where the host's folder keeps what it knew of the workspace when it was last used. */
  constructor(root: string, state: string) {
    this.root = root;
    this.#indexFile = path.join(state, 'workspace.json');
    this.#indexes = readIndexes(this.#indexFile);
    this.#index = this.#indexes.get(root) ?? new Map();
  }

  /** What has changed on the real disk since the last time, as an input for the host. */
  incoming(): Input {
    const now = scanFolder(this.root);
    const changes = changesBetween(this.root, this.#index, now);
    this.#index = now;
    return { kind: 'workspace', root: this.root, changes };
  }

  /** Puts what the host changed on the real disk. */
  outgoing(host: Host): void {
    const changes = host.takeWorkspaceChanges(this.root);
    if (changes.length === 0) return;
    writeBack(this.root, changes);
    this.#index = scanFolder(this.root);
  }

  /** Remembers what both sides have in common, once the journal knows it too. */
  save(): void {
    this.#indexes.set(this.root, this.#index);
    writeFileSync(this.#indexFile, JSON.stringify([...this.#indexes].map(([root, files]) => ({ root, files: [...files] }))));
  }
}

/** Without an index everything counts as new: that is slower, but as correct. */
function readIndexes(file: string): Map<string, Index> {
  const indexes = new Map<string, Index>();
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    for (const entry of Array.isArray(value) ? (value as readonly unknown[]) : []) {
      if (typeof entry !== 'object' || entry === null || !('root' in entry) || !('files' in entry)) continue;
      if (typeof entry.root === 'string' && Array.isArray(entry.files))
        indexes.set(entry.root, new Map(entry.files as readonly [string, Seen][]));
    }
  } catch {
    // No index yet, or a damaged one.
  }
  return indexes;
}
