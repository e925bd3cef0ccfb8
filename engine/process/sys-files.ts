import type { Instant } from '../core/clock.js';
import { Errno, isErrno } from '../core/errno.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import type { DirectoryEntry, Stat } from '../fs/stat.js';
import type { Device } from '../fs/tree-node.js';
import { deliver } from './delivery.js';
import { enterDirectory } from './directories.js';
import { openDescription } from './open.js';
import { StreamCalls } from './sys-streams.js';
import type { Fd, FileSystemUsage, MountInfo, OpenOptions } from './sys.js';

const MAPPED_BYTES = 1024 * 1024;

/** Third layer: paths. What they mean and who may do what is the business of the mount namespace. */
export class FileCalls extends StreamCalls {
  private get namespace(): MountNamespace {
    return this.process.namespaces.mounts;
  }

  chdir(path: string): void {
    this.process.cwd = enterDirectory(this.namespace, this.process, path);
  }

  open(path: string, options: OpenOptions): Fd {
    return this.install(openDescription(this.process, path, options));
  }

  truncate(fd: Fd, sizeBytes: number): void {
    if (sizeBytes > this.process.limits.fsize) {
      deliver(this.process, 'SIGXFSZ', this.process);
      throw new Errno('EFBIG');
    }
    this.file(fd).truncate(sizeBytes);
  }

  stat(path: string): Stat {
    return this.namespace.stat(this.process, path);
  }

  lstat(path: string): Stat {
    return this.namespace.lstat(this.process, path);
  }

  fstat(fd: Fd): Stat {
    return this.file(fd).stat();
  }

  mapFile(path: string): Uint8Array {
    const content = this.namespace.readFile(this.process, path);
    if (content.sizeBytes > MAPPED_BYTES) throw new Errno('EFBIG');
    return content.bytes();
  }

  readdir(path: string): readonly DirectoryEntry[] {
    return this.namespace.readdir(this.process, path);
  }

  mkdir(path: string, mode?: number): void {
    this.namespace.mkdir(this.process, path, mode);
  }

  rmdir(path: string): void {
    this.namespace.rmdir(this.process, path);
  }

  unlink(path: string): void {
    this.namespace.unlink(this.process, path);
  }

  rename(from: string, to: string): void {
    this.namespace.rename(this.process, from, to);
  }

  symlink(target: string, path: string): void {
    this.namespace.symlink(this.process, target, path);
  }

  link(existing: string, path: string): void {
    this.namespace.link(this.process, existing, path);
  }

  readlink(path: string): string {
    return this.namespace.readlink(this.process, path);
  }

  realpath(path: string): string {
    return this.namespace.realpath(this.process, path);
  }

  mkfifo(path: string, mode?: number): void {
    this.namespace.mkfifo(this.process, path, mode);
  }

  mknod(path: string, kind: 'character' | 'block', device: Device, mode?: number): void {
    this.namespace.mknod(this.process, path, kind, device, mode);
  }

  chmod(path: string, mode: number): void {
    this.namespace.chmod(this.process, path, mode);
  }

  chown(path: string, uid: number, gid: number, options?: { readonly follow: boolean }): void {
    this.namespace.chown(this.process, path, uid, gid, options);
  }

  utimes(path: string, accessedAt: Instant, modifiedAt: Instant, options?: { readonly follow: boolean }): void {
    this.namespace.utimes(this.process, path, accessedAt, modifiedAt, options);
  }

  access(path: string, want: { readonly read?: boolean; readonly write?: boolean; readonly execute?: boolean }): boolean {
    return this.namespace.access(this.process, path, want);
  }

  statfs(path: string): FileSystemUsage {
    return this.namespace.statfs(this.process, path);
  }

  mounts(): readonly MountInfo[] {
    return this.namespace.mounts();
  }

  /** Makes a socket file; bind(2) says EADDRINUSE for a name that is taken. */
  protected bindSocket(path: string, endpoint: unknown): void {
    try {
      this.namespace.createSocket(this.process, path, endpoint);
    } catch (error) {
      throw isErrno(error, 'EEXIST') ? new Errno('EADDRINUSE') : error;
    }
  }

  protected socketEndpoint(path: string): unknown {
    return this.namespace.endpoint(this.process, path);
  }
}
