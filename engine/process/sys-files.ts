import type { Instant } from '../core/clock.js';
import { Errno, isErrno } from '../core/errno.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import type { DirectoryEntry, Stat } from '../fs/stat.js';
import { enterDirectory } from './directories.js';
import { openDescription } from './open.js';
import { StreamCalls } from './sys-streams.js';
import type { Fd, FileSystemUsage, MountInfo, OpenOptions } from './sys.js';

/** Third layer: paths. What they mean and who may do what is the business of the mount namespace. */
export class FileCalls extends StreamCalls {
  get #mounts(): MountNamespace {
    return this.process.namespaces.mounts;
  }

  chdir(path: string): void {
    this.process.cwd = enterDirectory(this.#mounts, this.process, path);
  }

  open(path: string, options: OpenOptions): Fd {
    return this.install(openDescription(this.process, path, options));
  }

  truncate(fd: Fd, sizeBytes: number): void {
    if (sizeBytes > this.process.limits.fsize) throw new Errno('EFBIG');
    this.file(fd).truncate(sizeBytes);
  }

  stat(path: string): Stat {
    return this.#mounts.stat(this.process, path);
  }

  lstat(path: string): Stat {
    return this.#mounts.lstat(this.process, path);
  }

  fstat(fd: Fd): Stat {
    return this.file(fd).stat();
  }

  readdir(path: string): readonly DirectoryEntry[] {
    return this.#mounts.readdir(this.process, path);
  }

  mkdir(path: string, mode?: number): void {
    this.#mounts.mkdir(this.process, path, mode);
  }

  rmdir(path: string): void {
    this.#mounts.rmdir(this.process, path);
  }

  unlink(path: string): void {
    this.#mounts.unlink(this.process, path);
  }

  rename(from: string, to: string): void {
    this.#mounts.rename(this.process, from, to);
  }

  symlink(target: string, path: string): void {
    this.#mounts.symlink(this.process, target, path);
  }

  link(existing: string, path: string): void {
    this.#mounts.link(this.process, existing, path);
  }

  readlink(path: string): string {
    return this.#mounts.readlink(this.process, path);
  }

  realpath(path: string): string {
    return this.#mounts.realpath(this.process, path);
  }

  mkfifo(path: string, mode?: number): void {
    this.#mounts.mkfifo(this.process, path, mode);
  }

  chmod(path: string, mode: number): void {
    this.#mounts.chmod(this.process, path, mode);
  }

  chown(path: string, uid: number, gid: number, options?: { readonly follow: boolean }): void {
    this.#mounts.chown(this.process, path, uid, gid, options);
  }

  utimes(path: string, accessedAt: Instant, modifiedAt: Instant): void {
    this.#mounts.utimes(this.process, path, accessedAt, modifiedAt);
  }

  access(path: string, want: { readonly read?: boolean; readonly write?: boolean; readonly execute?: boolean }): boolean {
    return this.#mounts.access(this.process, path, want);
  }

  statfs(path: string): FileSystemUsage {
    return this.#mounts.statfs(this.process, path);
  }

  mounts(): readonly MountInfo[] {
    return this.#mounts.mounts();
  }

  /** Makes a socket file; bind(2) says EADDRINUSE for a name that is taken. */
  protected bindSocket(path: string, endpoint: unknown): void {
    try {
      this.#mounts.createSocket(this.process, path, endpoint);
    } catch (error) {
      throw isErrno(error, 'EEXIST') ? new Errno('EADDRINUSE') : error;
    }
  }

  protected socketEndpoint(path: string): unknown {
    return this.#mounts.endpoint(this.process, path);
  }
}
