import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Host, Input } from '../../engine/index.js';
import { changesBetween, scanFolder, type Index } from './scan.js';
import { writeBack } from './write-back.js';

/** Keeps a folder of the real machine and the host's copy of it alike. */
export class SharedFolder {
  readonly root: string;
  readonly #indexFile: string;
  #index: Index;

  /** `state` is where the host's folder keeps what it knew of the workspace when it was last used. */
  constructor(root: string, state: string) {
    this.root = root;
    this.#indexFile = path.join(state, 'workspace.json');
    this.#index = readIndex(this.#indexFile, root);
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
    writeFileSync(this.#indexFile, JSON.stringify({ root: this.root, files: [...this.#index] }));
  }
}

/** Without the right index everything counts as new: that is slower, but as correct. */
function readIndex(file: string, root: string): Index {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && 'root' in value && value.root === root && 'files' in value && Array.isArray(value.files)) {
      return new Map(value.files as readonly [string, never][]);
    }
  } catch {
    // No index yet.
  }
  return new Map();
}
