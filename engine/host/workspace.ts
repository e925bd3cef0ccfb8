import type { Clock } from '../core/clock.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { isErrno } from '../core/errno.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Snapshot } from '../fs/snapshot.js';
import { TreeFileSystem } from '../fs/tree-file-system.js';
import { learner } from './host-files.js';
import type { FileChange } from './journal.js';

/** A folder of the real machine as the host has it: an own file system at the same path. */
export class Workspace {
  readonly root: string;
  readonly #mounts: MountNamespace;
  readonly #files: TreeFileSystem;
  /** As both sides knew it last. */
  #known: Snapshot;

  constructor(root: string, mounts: MountNamespace, clock: Clock) {
    this.root = root;
    this.#mounts = mounts;
    this.#files = new TreeFileSystem({ clock, type: 'ext4' });
    mounts.ensureMountPoint(root, 'directory');
    mounts.mount(root, this.#files, { source: 'workspace' });
    mounts.chown(superuser, root, learner.uid, learner.gid);
    this.#known = this.#files.freeze();
  }

  /** Takes over what changed outside. */
  apply(changes: readonly FileChange[]): void {
    for (const change of changes) this.#applyOne(change);
    this.#known = this.#files.freeze();
  }

  /** What the host's programs changed since the last time. */
  takeChanges(): readonly FileChange[] {
    const changes = this.#files.changes(this.#known).map(({ kind, path }) => (kind === 'D' ? removed(path) : this.#read(path)));
    this.#known = this.#files.freeze();
    return changes.filter(change => change !== undefined);
  }

  #applyOne(change: FileChange): void {
    const path = `${this.root}/${change.path}`;
    const owner = { ...superuser, umask: 0 };
    if (change.kind === 'removed' || change.kind === 'symlink') this.#remove(path);
    switch (change.kind) {
      case 'removed':
        return;
      case 'symlink':
        this.#mounts.symlink(owner, change.target, path);
        break;
      case 'directory':
        this.#mounts.ensureMountPoint(path, 'directory');
        this.#mounts.chmod(owner, path, change.mode);
        break;
      case 'file':
        this.#write(path, change);
    }
    this.#mounts.chown(superuser, path, learner.uid, learner.gid, { follow: false });
  }

  #write(path: string, { data, mode, modifiedMs }: Extract<FileChange, { kind: 'file' }>): void {
    const opened = this.#mounts.open({ ...superuser, umask: 0 }, path, { write: true, create: true, truncate: true, mode });
    if (opened.kind !== 'file') return;
    opened.file.write(encodeUtf8(data));
    opened.file.close();
    this.#mounts.chmod(superuser, path, mode);
    const at = this.#files.clock.instantOf(modifiedMs);
    this.#mounts.utimes(superuser, path, at, at);
  }

  #remove(path: string): void {
    try {
      if (this.#mounts.lstat(superuser, path).kind !== 'directory') return this.#mounts.unlink(superuser, path);
      for (const { name } of this.#mounts.readdir(superuser, path)) this.#remove(`${path}/${name}`);
      this.#mounts.rmdir(superuser, path);
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  }

  #read(path: string): FileChange | undefined {
    const stat = this.#mounts.lstat(superuser, this.root + path);
    const name = path.slice(1);
    if (stat.kind === 'directory') return { kind: 'directory', path: name, mode: stat.mode };
    if (stat.kind === 'symlink') return { kind: 'symlink', path: name, target: this.#mounts.readlink(superuser, this.root + path) };
    // Pipes, sockets and devices stay inside the host.
    if (stat.kind !== 'file') return undefined;
    const data = decodeUtf8(this.#mounts.readFile(superuser, this.root + path).bytes());
    return { kind: 'file', path: name, mode: stat.mode, data, modifiedMs: this.#files.clock.epochMsOf(stat.modifiedAt) };
  }
}

function removed(path: string): FileChange {
  return { kind: 'removed', path: path.slice(1) };
}
