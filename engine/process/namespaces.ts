import { Errno } from '../core/errno.js';
import { MountNamespace } from '../fs/mount-namespace.js';
import { ProcFileSystem } from '../fs/proc-file-system.js';
import { isCapable } from './capabilities.js';
import { enterDirectory } from './directories.js';
import { procSource } from './proc-source.js';
import type { ProcessRecord } from './process-record.js';

/** Kinds of namespaces that a process can enter or have anew. */
export type NamespaceKind = 'mount' | 'uts' | 'net' | 'pid';

/** chroot(2): the directory is `/` from now on, with what is mounted below it. ENOENT, ENOTDIR, EPERM. */
export function changeRoot(process: ProcessRecord, path: string): void {
  requireCapability(process, 'CAP_SYS_CHROOT');
  const { mounts } = process.namespaces;
  enterDirectory(mounts, process, path);
  const inside = new MountNamespace(mounts.clock);
  inside.bind(mounts.locate(process, path), '/');
  process.namespaces = { ...process.namespaces, mounts: inside };
  process.cwd = '/';
}

/** setns(2): goes where another process is; of numbers of processes only the children's change. ESRCH, EPERM. */
export function joinNamespaces(process: ProcessRecord, pid: number, kinds: ReadonlySet<NamespaceKind>): void {
  const target = process.namespaces.pid.find(pid);
  if (!target) throw new Errno('ENOENT');
  requireCapability(process, 'CAP_SYS_ADMIN');
  const { mounts, uts, net } = target.namespaces;
  process.namespaces = {
    ...process.namespaces,
    ...(kinds.has('mount') ? { mounts } : {}),
    ...(kinds.has('uts') ? { uts } : {}),
    ...(kinds.has('net') ? { net } : {}),
  };
  if (kinds.has('mount')) process.cwd = '/';
  if (kinds.has('pid')) process.childPids = target.namespaces.pid;
}

/** unshare(2): namespaces of one's own that begin like those one was in. EPERM; EINVAL for networks, which only Docker makes here. */
export function unshareNamespaces(process: ProcessRecord, kinds: ReadonlySet<NamespaceKind>): void {
  requireCapability(process, 'CAP_SYS_ADMIN');
  if (kinds.has('net')) throw new Errno('EINVAL');
  const { mounts, uts, pid } = process.namespaces;
  process.namespaces = {
    ...process.namespaces,
    ...(kinds.has('mount') ? { mounts: mounts.clone() } : {}),
    ...(kinds.has('uts') ? { uts: { ...uts } } : {}),
  };
  if (kinds.has('pid')) process.childPids = process.kernel.createPidNamespace(pid);
}

/** Shows a /proc of this process's own numbers in its mount namespace. EPERM. */
export function mountOwnProc(process: ProcessRecord): void {
  requireCapability(process, 'CAP_SYS_ADMIN');
  const { kernel, namespaces } = process;
  namespaces.mounts.mount('/proc', new ProcFileSystem({ clock: kernel.clock, source: procSource(kernel, namespaces) }), {
    source: 'proc',
    noSuid: true,
    noDev: true,
    noExec: true,
  });
}

function requireCapability({ credentials }: ProcessRecord, capability: string): void {
  if (!isCapable(credentials, capability)) throw new Errno('EPERM');
}
