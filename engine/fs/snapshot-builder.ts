import { Content, contentOf } from './content.js';
import { executable } from './executable.js';
import { emptySnapshot, Snapshot, splitPath } from './snapshot-tree.js';
import { TreeEditor } from './tree-editor.js';
import { AT_CREATION, FileNode, SpecialNode, SymlinkNode, type Device, type NodeAttributes } from './tree-node.js';

export interface Attributes {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Seconds since 1970, or when the filesystem is made from the snapshot. */
  readonly mtime?: number | 'at creation';
}

/**
 * Makes a snapshot from data, perhaps on top of another. What is given for a path replaces what is there (a directory keeps its
 * contents); directories around it that are missing are made with mode 0755. Paths may begin with a slash.
 */
export class SnapshotBuilder {
  readonly #editor: TreeEditor;
  readonly #defaults: Attributes;

  constructor(base: Snapshot = emptySnapshot(), defaults: Attributes = {}) {
    this.#editor = new TreeEditor(base);
    this.#defaults = defaults;
  }

  directory(path: string, attributes: Attributes = {}): this {
    this.#editor.putDirectory(splitPath(path), this.#attributes(0o755, attributes));
    return this;
  }

  file(path: string, data: string | Uint8Array | Content, attributes: Attributes = {}): this {
    const content = data instanceof Content ? data : contentOf(data);
    this.#editor.put(splitPath(path), this.#attributes(0o644, attributes), (owner, from) => new FileNode(owner, from, content));
    return this;
  }

  /** A program (see executable.ts). */
  executable(path: string, programId: string, sizeBytes: number, attributes: Attributes = {}): this {
    return this.file(path, executable(programId, sizeBytes), { mode: 0o755, ...attributes });
  }

  symlink(path: string, target: string, attributes: Attributes = {}): this {
    this.#editor.put(splitPath(path), this.#attributes(0o777, attributes), (owner, from) => new SymlinkNode(owner, from, target));
    return this;
  }

  /** A second name of a file that is there already. */
  hardlink(path: string, existing: string): this {
    this.#editor.link(splitPath(existing), splitPath(path));
    return this;
  }

  device(path: string, kind: 'character' | 'block', device: Device, attributes: Attributes = {}): this {
    this.#editor.put(splitPath(path), this.#attributes(0o600, attributes), (owner, from) => new SpecialNode(owner, from, kind, device));
    return this;
  }

  /** Gives a directory the time at which the filesystem is made, as if something had been put into it then. */
  touch(path: string): this {
    this.#editor.touchDirectory(splitPath(path), AT_CREATION);
    return this;
  }

  build(): Snapshot {
    return this.#editor.freeze();
  }

  #attributes(mode: number, given: Attributes): Omit<NodeAttributes, 'ino'> {
    const { uid = 0, gid = 0, mtime = 0, ...rest } = { ...this.#defaults, ...given };
    return { mode: rest.mode ?? mode, uid, gid, modifiedMs: mtime === 'at creation' ? AT_CREATION : mtime * 1000 };
  }
}
