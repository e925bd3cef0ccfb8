import type { Clock, Instant } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import type { Content } from './content.js';
import { changeMode, changeOwner, changeTimes } from './attributes.js';
import { createFile, linkFile, removeDirectory, renameFile, unlinkFile, type Creation } from './directory-changes.js';
import type { FileSystem } from './file-system.js';
import { limits } from './limits.js';
import type { Mount, MountFlags } from './mount.js';
import { MountTable, type MountDetails, type MountInfo, type MountOptions } from './mount-table.js';
import { openPath, type Opened, type OpenFlags } from './open-path.js';
import { EXECUTE, mayAccess, mayFollow, READ, superuser, WRITE, type Caller } from './permissions.js';
import type { Place } from './place.js';
import type { DirectoryEntry, Stat } from './stat.js';
import { utf8Length, type Device } from './tree-node.js';

export interface FileSystemUsage {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  readonly totalBytes: number;
  readonly usedBytes: number;
  readonly inodes: number;
  readonly usedInodes: number;
}

/** A program file as execve(2) finds it. */
export interface ExecutableFile {
  /** Without links. */
  readonly path: string;
  readonly content: Content;
  readonly stat: Stat;
  /** Set-user-id and set-group-id bits count (no `nosuid`). */
  readonly honoursSetId: boolean;
}

/**
 * The files that a group of processes sees: a tree of mounts, and the path operations of Linux on it. Every operation takes the
 * caller on whose behalf it is done and throws the `Errno` that Linux gives.
 */
export class MountNamespace {
  readonly clock: Clock;
  readonly #table: MountTable;

  /** Empty until something is mounted at `/`. */
  constructor(clock: Clock, table = new MountTable()) {
    this.clock = clock;
    this.#table = table;
  }

  /** A namespace of its own with the same mounts. */
  clone(): MountNamespace {
    return new MountNamespace(this.clock, this.#table.copy());
  }

  // ── mounts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Mounts a filesystem on a path that exists, the first one on `/`. ENOENT, ENOTDIR. */
  mount(target: string, fs: FileSystem, options?: MountOptions): void {
    this.#table.mount(target, fs, options);
  }

  /** Keeps mounts in mind that are made when somebody looks: see `MountTable.prepare`. */
  prepare(target: string, names: ReadonlySet<string>, make: () => void): void {
    this.#table.prepare(target, names, make);
  }

  /** Shows a place (see `locate`) of this or another namespace, with the mounts below it, at a path that exists. */
  bind(source: Place, target: string, options?: MountOptions): void {
    this.#table.bind(source, target, options);
  }

  /** EINVAL when nothing is mounted there, EBUSY with mounts below. */
  umount(target: string): void {
    this.#table.umount(target);
  }

  remount(target: string, flags: MountFlags): void {
    this.#table.remount(target, flags);
  }

  /** Makes the directory or empty file that something is to be mounted on, with the directories around it, if missing. */
  ensureMountPoint(path: string, kind: 'directory' | 'file'): void {
    if (path === '/' || path === '' || this.exists(superuser, path)) return;
    const target = path.replace(/\/+$/, '');
    this.ensureMountPoint(target.slice(0, Math.max(0, target.lastIndexOf('/'))), 'directory');
    createFile(this.#table.walk(), { ...superuser, umask: 0 }, target, { kind, mode: 0o755 });
  }

  /** The lines of /proc/mounts. */
  mounts(): readonly MountInfo[] {
    return this.#table.list().map(mount => ({
      source: mount.source,
      target: mount.target,
      type: mount.fs.type,
      options: mount.optionText,
      rootPath: mount.rootPath,
    }));
  }

  /** The lines of /proc/<pid>/mountinfo. */
  mountDetails(): readonly MountDetails[] {
    const mounts = this.#table.list();
    return this.mounts().map((info, index) => {
      const mount = mounts[index];
      return { ...info, dev: mount?.fs.dev ?? 0, flags: mount?.flagText ?? '', superOptions: mount?.superText ?? '' };
    });
  }

  /** The mount that a path is in. */
  mountOf(path: string): Mount {
    return this.locate(superuser, path).mount;
  }

  // ── looking ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Where a path leads; good until something changes. */
  locate(caller: Caller, path: string, options: { readonly follow: boolean } = { follow: true }): Place {
    return this.#table.walk(caller).find(path, options.follow);
  }

  stat(caller: Caller, path: string): Stat {
    const { mount, node } = this.#table.walk(caller).find(path, true);
    return mount.fs.stat(node);
  }

  lstat(caller: Caller, path: string): Stat {
    const { mount, node } = this.#table.walk(caller).find(path, false);
    return mount.fs.stat(node);
  }

  /** The kind of what a path leads to; undefined for ENOENT. Other errors are thrown. */
  kindOf(caller: Caller, path: string): Stat['kind'] | undefined {
    return this.#table.walk(caller).tryFind(path, true)?.node.kind;
  }

  /** Whether a path leads to anything (that the caller can find out about). */
  exists(caller: Caller, path: string): boolean {
    try {
      return this.#table.walk(caller).tryFind(path, true) !== undefined;
    } catch (error) {
      if (error instanceof Errno) return false;
      throw error;
    }
  }

  readdir(caller: Caller, path: string): readonly DirectoryEntry[] {
    const place = this.locate(caller, path);
    if (place.node.kind !== 'directory') throw new Errno('ENOTDIR');
    if (!mayAccess(caller, place.node, READ)) throw new Errno('EACCES');
    return place.mount.fs.list(place.node);
  }

  /** EINVAL when it is no link. */
  readlink(caller: Caller, path: string): string {
    const { mount, node } = this.locate(caller, path, { follow: false });
    if (node.kind !== 'symlink') throw new Errno('EINVAL');
    if (!mayFollow(caller, node)) throw new Errno('EACCES');
    return mount.fs.readlink(node);
  }

  /** The path without links, `.` and `..`. */
  realpath(caller: Caller, path: string): string {
    return this.locate(caller, path).path;
  }

  access(caller: Caller, path: string, want: { readonly read?: boolean; readonly write?: boolean; readonly execute?: boolean }): boolean {
    try {
      const place = this.#table.walk(caller).tryFind(path, true);
      if (!place) return false;
      const { mount, node } = place;
      if (want.write && mount.flags.readOnly && (node.kind === 'file' || node.kind === 'directory')) return false;
      if (want.execute && mount.flags.noExec && node.kind === 'file') return false;
      return mayAccess(caller, node, (want.read ? READ : 0) | (want.write ? WRITE : 0) | (want.execute ? EXECUTE : 0));
    } catch (error) {
      if (error instanceof Errno) return false;
      throw error;
    }
  }

  statfs(caller: Caller, path: string): FileSystemUsage {
    const { mount } = this.locate(caller, path);
    return { source: mount.source, type: mount.fs.type, target: mount.target, ...mount.fs.usage() };
  }

  // ── opening ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What a descriptor is to be made of: an `OpenFile`, or something that the kernel opens. */
  open(caller: Caller, path: string, flags: OpenFlags): Opened {
    return openPath(this.#table.walk(caller), caller, path, flags);
  }

  /** The data of a file that may be read. EISDIR, EACCES … */
  readFile(caller: Caller, path: string): Content {
    const { mount, node } = this.locate(caller, path);
    if (node.kind === 'directory') throw new Errno('EISDIR');
    if (node.kind !== 'file') throw new Errno('EINVAL');
    if (!mayAccess(caller, node, READ)) throw new Errno('EACCES');
    return mount.fs.contentOf(node);
  }

  /** The file that is to be executed. EACCES when it is no file, has no x bit, or its mount is `noexec`. */
  executable(caller: Caller, path: string): ExecutableFile {
    const place = this.locate(caller, path);
    const { mount, node } = place;
    if (node.kind !== 'file' || mount.flags.noExec || !mayAccess(caller, node, EXECUTE)) throw new Errno('EACCES');
    return { path: place.path, content: mount.fs.contentOf(node), stat: mount.fs.stat(node), honoursSetId: !mount.flags.noSuid };
  }

  /** What the kernel has bound to a socket or named pipe (undefined: nothing). Needs write permission, as connect(2) does. */
  endpoint(caller: Caller, path: string): unknown {
    const { mount, node } = this.locate(caller, path);
    if (!mayAccess(caller, node, WRITE)) throw new Errno('EACCES');
    return mount.fs.endpoint(node);
  }

  // ── changing ───────────────────────────────────────────────────────────────────────────────────────────────────────

  mkdir(caller: Caller, path: string, mode = 0o777): void {
    this.#create(caller, path, { kind: 'directory', mode });
  }

  /** A file whose data somebody else has. EEXIST. */
  place(caller: Caller, path: string, content: Content, mode: number): void {
    this.#create(caller, path, { kind: 'file', content, mode });
  }

  symlink(caller: Caller, target: string, path: string): void {
    if (target === '') throw new Errno('ENOENT');
    if (utf8Length(target) >= limits.pathBytes) throw new Errno('ENAMETOOLONG');
    this.#create(caller, path, { kind: 'symlink', target, mode: 0o777 });
  }

  mkfifo(caller: Caller, path: string, mode = 0o666): void {
    this.#create(caller, path, { kind: 'fifo', mode });
  }

  /** EPERM without CAP_MKNOD. */
  mknod(caller: Caller, path: string, kind: 'character' | 'block', device: Device, mode = 0o666): void {
    this.#create(caller, path, { kind, device, mode });
  }

  /** A socket's name with what connect(2) finds there. EEXIST (bind(2) calls it EADDRINUSE). */
  createSocket(caller: Caller, path: string, endpoint: unknown, mode = 0o777): void {
    const place = this.#create(caller, path, { kind: 'socket', mode });
    place.mount.fs.setEndpoint(place.node, endpoint);
  }

  #create(caller: Caller, path: string, file: Creation): Place {
    return createFile(this.#table.walk(caller), caller, path, file);
  }

  rmdir(caller: Caller, path: string): void {
    removeDirectory(this.#table.walk(caller), caller, path);
  }

  unlink(caller: Caller, path: string): void {
    unlinkFile(this.#table.walk(caller), caller, path);
  }

  rename(caller: Caller, from: string, to: string): void {
    renameFile(this.#table.walk(caller), caller, from, to);
  }

  link(caller: Caller, existing: string, path: string): void {
    linkFile(this.#table.walk(caller), caller, existing, path);
  }

  truncate(caller: Caller, path: string, sizeBytes: number): void {
    const opened = this.open(caller, path, { write: true });
    if (opened.kind !== 'file') throw new Errno('EINVAL');
    try {
      opened.file.truncate(sizeBytes);
    } finally {
      opened.file.close();
    }
  }

  chmod(caller: Caller, path: string, mode: number): void {
    changeMode(caller, this.locate(caller, path), mode);
  }

  /** -1 leaves a number as it is. */
  chown(caller: Caller, path: string, uid: number, gid: number, options: { readonly follow: boolean } = { follow: true }): void {
    changeOwner(caller, this.locate(caller, path, options), uid, gid);
  }

  utimes(
    caller: Caller,
    path: string,
    accessedAt: Instant,
    modifiedAt: Instant,
    options: { readonly follow: boolean } = { follow: true },
  ): void {
    changeTimes(caller, this.locate(caller, path, options), { accessedAt, modifiedAt }, this.clock.now());
  }
}
