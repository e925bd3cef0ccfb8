import type { Clock, Instant } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { VirtualFileSystem } from './virtual-file-system.js';
import { virtualDirectory, type VirtualDirectory, type VirtualEntry, type VirtualFile, type VirtualLink } from './virtual-node.js';

/** What an entry of /proc/<pid>/fd is. */
export interface ProcDescriptor {
  /** `/dev/null`, `pipe:[53089]`, `socket:[4711]`. */
  readonly target: string;
  readonly read: boolean;
  readonly write: boolean;
  /** What opening the link gives to the kernel; left out, the target is a path to open. */
  readonly object?: unknown;
}

/** One process, as /proc/<pid> shows it. Texts are asked for when they are read. */
export interface ProcProcess {
  readonly uid: number;
  readonly gid: number;
  readonly startedAt: Instant;
  readonly cwd: () => string;
  /** Undefined for kernel threads and zombies: reading the link is ENOENT. */
  readonly exe: () => string | undefined;
  readonly root: () => string;
  /** `status`, `stat`, `cmdline`, `environ`, `mounts`, `net/tcp` …, by path. */
  readonly files: () => ReadonlyMap<string, VirtualFile>;
  readonly descriptors: () => ReadonlyMap<number, ProcDescriptor>;
  /** `net` → `net:[4026531840]`. */
  readonly namespaces: () => ReadonlyMap<string, string>;
}

/** Where /proc gets what it shows: the kernel gives one for each pid namespace. */
export interface ProcSource {
  /** The process that is looking, by its number in this namespace; undefined when it is in another. */
  self(): number | undefined;
  pids(): readonly number[];
  process(pid: number): ProcProcess | undefined;
  /** Files of the machine by path: `meminfo`, `uptime`, `sys/kernel/hostname` … */
  files(): ReadonlyMap<string, VirtualFile>;
}

/** proc(5). */
export class ProcFileSystem extends VirtualFileSystem {
  /** Mounted now, when no time is given. */
  constructor({ clock, source, mountedAt }: { readonly clock: Clock; readonly source: ProcSource; readonly mountedAt?: Instant }) {
    super({ clock, type: 'proc', root: procRoot(source), mountedAt });
  }
}

function procRoot(source: ProcSource): VirtualDirectory {
  // Made when somebody looks: every container has a /proc, and most are never looked into.
  let made: VirtualDirectory | undefined;
  const fixed = (): VirtualDirectory =>
    (made ??= virtualDirectory(new Map<string, VirtualEntry>([...source.files(), ...selfLinks(source)])));
  let links: ReadonlyMap<string, VirtualLink> | undefined;
  return {
    kind: 'directory',
    names: () => [
      ...source.pids().map(String),
      ...fixed()
        .names()
        .filter(name => name !== 'self' || source.self() !== undefined),
    ],
    entry: name =>
      isPid(name) ? processDirectory(source, Number(name)) : ((links ??= new Map(selfLinks(source))).get(name) ?? fixed().entry(name)),
  };
}

function isPid(name: string): boolean {
  return /^[1-9]\d{0,8}$/.test(name);
}

/** `self` of somebody outside the namespace leads nowhere, as in Linux. */
function selfLinks(source: ProcSource): [string, VirtualLink][] {
  const self = (): string => source.self()?.toString() ?? '';
  return [
    ['self', { kind: 'symlink', target: self }],
    ['thread-self', { kind: 'symlink', target: () => `${self()}/task/${self()}` }],
    ['mounts', { kind: 'symlink', target: () => 'self/mounts' }],
    ['net', { kind: 'symlink', target: () => 'self/net' }],
  ];
}

function processDirectory(source: ProcSource, pid: number): VirtualDirectory | undefined {
  const process = source.process(pid);
  if (!process) return undefined;
  const { uid, gid, startedAt: modifiedAt } = process;
  const owned = { uid, gid, modifiedAt };
  const fd = descriptorDirectory(process, pid, source);
  // Most who come here want a descriptor (/dev/stdout is one), so the rest is made when it is asked for.
  let made: VirtualDirectory | undefined;
  const inner = (): VirtualDirectory => (made ??= fixedEntries(process, fd));
  return {
    kind: 'directory',
    ...owned,
    names: () => [...inner().names(), 'task'],
    entry: name => {
      if (name === 'fd') return fd;
      return name === 'task' ? virtualDirectory(new Map([[String(pid), inner()]]), owned) : inner().entry(name);
    },
  };
}

function fixedEntries(process: ProcProcess, fd: VirtualDirectory): VirtualDirectory {
  const { uid, gid, startedAt: modifiedAt } = process;
  const owned = { uid, gid, modifiedAt };
  const link = (target: () => string): VirtualLink => ({ kind: 'symlink', isTraced: true, ...owned, target });
  const entries = new Map<string, VirtualEntry>();
  for (const [path, file] of process.files()) entries.set(path, { ...owned, ...file });
  entries.set('cwd', link(process.cwd)).set('root', link(process.root));
  entries.set(
    'exe',
    link(() => process.exe() ?? ''),
  );
  entries.set('fd', fd);
  entries.set(
    'ns',
    virtualDirectory(new Map([...process.namespaces()].map(([name, target]) => [name, link(() => target)])), { ...owned, mode: 0o511 }),
  );
  return virtualDirectory(entries, owned);
}

function descriptorDirectory(process: ProcProcess, pid: number, source: ProcSource): VirtualDirectory {
  const { uid, gid, startedAt: modifiedAt } = process;
  const owned = { uid, gid, modifiedAt };
  // Who lists its own descriptors needs one for that, and sees it.
  const listing = (): number | undefined => (source.self() === pid ? firstFree(process.descriptors()) : undefined);
  return {
    kind: 'directory',
    mode: 0o500,
    ...owned,
    names: () => [...process.descriptors().keys(), ...(listing() === undefined ? [] : [listing()])].map(String),
    entry: name => {
      const number = /^\d{1,9}$/.test(name) ? Number(name) : undefined;
      if (number === undefined) return undefined;
      if (number === listing())
        return { ...descriptorLink({ target: `/proc/${pid}/fd`, read: true, write: false }), ...owned, object: gone };
      const descriptor = process.descriptors().get(number);
      return descriptor && { ...descriptorLink(descriptor), ...owned };
    },
  };
}

/** The directory is closed by the time anybody goes where the link says. */
function gone(): never {
  throw new Errno('ENOENT');
}

function firstFree(descriptors: ReadonlyMap<number, ProcDescriptor>): number {
  let number = 0;
  while (descriptors.has(number)) number++;
  return number;
}

/** Its mode tells what the descriptor is open for; the size of such links is always 64 (proc_fd_instantiate in the kernel). */
function descriptorLink({ target, read, write, object }: ProcDescriptor): VirtualLink {
  const mode = (read ? 0o500 : 0) | (write ? 0o300 : 0);
  return {
    kind: 'symlink',
    isTraced: true,
    mode,
    sizeBytes: 64,
    target: () => target,
    object: object === undefined ? undefined : () => object,
  };
}
