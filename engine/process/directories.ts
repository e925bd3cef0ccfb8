import { Errno } from '../core/errno.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { EXECUTE, mayAccess, type Caller } from '../fs/permissions.js';

/** The path without links of a directory that the caller may enter. ENOENT, ENOTDIR, EACCES. */
export function enterDirectory(mounts: MountNamespace, caller: Caller, path: string): string {
  const place = mounts.locate(caller, path);
  if (place.node.kind !== 'directory') throw new Errno('ENOTDIR');
  if (!mayAccess(caller, place.node, EXECUTE)) throw new Errno('EACCES');
  return place.path;
}
