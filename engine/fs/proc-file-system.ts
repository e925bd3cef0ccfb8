import type { Clock, Instant } from '../core/clock.js';
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
  constructor({ clock, source }: { readonly clock: Clock; readonly source: ProcSource }) {
    super({ clock, type: 'proc', root: procRoot(source) });
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
  const fd = descriptorDirectory(process);
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
  const link = (target: () => string): VirtualLink => ({ kind: 'symlink', ...owned, target });
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

function descriptorDirectory(process: ProcProcess): VirtualDirectory {
  const { uid, gid, startedAt: modifiedAt } = process;
  return {
    kind: 'directory',
    mode: 0o500,
    uid,
    gid,
    modifiedAt,
    names: () => [...process.descriptors().keys()].map(String),
    entry: name => {
      const descriptor = /^\d{1,9}$/.test(name) ? process.descriptors().get(Number(name)) : undefined;
      if (!descriptor) return undefined;
      const mode = 0o100 | (descriptor.read ? 0o400 : 0) | (descriptor.write ? 0o200 : 0);
      const { object } = descriptor;
      return {
        kind: 'symlink',
        mode,
        uid,
        gid,
        modifiedAt,
        target: () => descriptor.target,
        object: object === undefined ? undefined : () => object,
      };
    },
  };
}
