import type { FsNode } from './file-system.js';

/** Who does something. The same shape as the process layer's Credentials. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** The capabilities that matter to files (capabilities(7)). */
export type FileCapability = 'CAP_CHOWN' | 'CAP_DAC_OVERRIDE' | 'CAP_FOWNER' | 'CAP_FSETID' | 'CAP_MKNOD' | 'CAP_SYS_PTRACE';

/** The process on whose behalf a path is used. */
export interface Caller {
  readonly credentials: Identity;
  /** Absolute. */
  readonly cwd: string;
  readonly umask: number;
  /** Left out: root has all, others none. */
  readonly capabilities?: ReadonlySet<string> | undefined;
}

/** The machine itself: the daemon, the kernel, a builder. */
export const superuser: Caller = { credentials: { uid: 0, gid: 0, groups: [] }, cwd: '/', umask: 0o022 };

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

/** Whether a caller may do all of `wanted` (READ | WRITE | EXECUTE) with a file. */
export function mayAccess(caller: Caller, node: FsNode, wanted: number): boolean {
  if (isCapable(caller, 'CAP_DAC_OVERRIDE')) {
    return (wanted & EXECUTE) === 0 || node.kind === 'directory' || (node.mode & 0o111) !== 0;
  }
  const { credentials } = caller;
  const shift = credentials.uid === node.uid ? 6 : isInGroup(credentials, node.gid) ? 3 : 0;
  return ((node.mode >> shift) & wanted) === wanted;
}

export function isCapable(caller: Caller, capability: FileCapability): boolean {
  return caller.capabilities ? caller.capabilities.has(capability) : caller.credentials.uid === 0;
}

/** Whether a caller may read what a link of /proc says: those of other users' processes are for who may trace them (PTRACE_MODE_READ of ptrace(2)). */
export function mayFollow(caller: Caller, link: FsNode): boolean {
  return link.isTraced !== true || caller.credentials.uid === link.uid || isCapable(caller, 'CAP_SYS_PTRACE');
}

/** Whether a caller may do what only a file's owner may. */
export function isOwner(caller: Caller, node: FsNode): boolean {
  return caller.credentials.uid === node.uid || isCapable(caller, 'CAP_FOWNER');
}

export function isInGroup(credentials: Identity, gid: number): boolean {
  return credentials.gid === gid || credentials.groups.includes(gid);
}

/** Whether the sticky bit of a directory keeps a caller from removing or renaming this file in it. */
export function isProtected(caller: Caller, directory: FsNode, node: FsNode): boolean {
  return (directory.mode & 0o1000) !== 0 && directory.uid !== caller.credentials.uid && !isOwner(caller, node);
}
