import { isErrno } from '../core/errno.js';
import { remembered } from '../core/remembered.js';
import { encodeUtf8 } from '../core/utf8.js';
import { contentOf, type Content } from '../fs/content.js';
import type { Disk } from '../fs/disk.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';

/** Containers have many files that are alike (/etc/resolv.conf): they share the bytes, as long as nobody writes. */
const encoded = remembered(encodeUtf8);

/** The host's own files as dockerd uses them, as root: /var/lib/docker and whatever users bind-mount. */
export class HostTree {
  readonly mounts: MountNamespace;
  /** Where the space of images, containers and volumes comes from. */
  readonly disk: Disk | undefined;

  constructor(mounts: MountNamespace, disk?: Disk) {
    this.mounts = mounts;
    this.disk = disk;
  }

  kindOf(path: string): 'file' | 'directory' | 'other' | undefined {
    try {
      const kind = this.mounts.kindOf(superuser, path);
      return kind === undefined || kind === 'file' || kind === 'directory' ? kind : 'other';
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  /** Makes a directory with all that are missing around it. */
  makeDirectory(path: string): void {
    this.mounts.ensureMountPoint(path, 'directory');
  }

  writeFile(path: string, text: string, mode = 0o644): void {
    try {
      // Most are new: their data come with them, at one walk to their directory.
      this.mounts.place(superuser, path, contentOf(encoded(text)), mode);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
      this.#overwrite(path, text, mode);
    }
  }

  #overwrite(path: string, text: string, mode: number): void {
    const opened = this.mounts.open(superuser, path, { write: true, create: true, truncate: true, mode });
    if (opened.kind !== 'file') return;
    opened.file.write(encodeUtf8(text));
    opened.file.close();
  }

  /** A file whose data somebody else has, unless there is one already. */
  placeFile(path: string, content: Content, mode: number): void {
    if (!this.mounts.exists(superuser, path)) this.mounts.place({ ...superuser, umask: 0 }, path, content, mode);
  }

  readFile(path: string): string | undefined {
    try {
      return this.mounts.readFile(superuser, path).text();
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  isEmptyDirectory(path: string): boolean {
    return this.mounts.readdir(superuser, path).length === 0;
  }

  /** Takes a file or a whole directory away; nothing happens when there is none. */
  remove(path: string): void {
    try {
      // Not by its stat: the size of a log takes writing all of it.
      if (this.mounts.locate(superuser, path, { follow: false }).node.kind === 'directory') {
        for (const { name } of this.mounts.readdir(superuser, path)) this.remove(`${path}/${name}`);
        this.mounts.rmdir(superuser, path);
      } else this.mounts.unlink(superuser, path);
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  }

  /** Logical bytes of all files below a directory, each name counted. */
  sizeOf(path: string): number {
    let total = 0;
    try {
      for (const { name, kind } of this.mounts.readdir(superuser, path)) {
        const child = `${path}/${name}`;
        total += kind === 'directory' ? this.sizeOf(child) : this.mounts.lstat(superuser, child).sizeBytes;
      }
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
    return total;
  }
}
