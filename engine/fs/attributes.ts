import type { Instant } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { isCapable, isInGroup, isOwner, mayAccess, WRITE, type Caller } from './permissions.js';
import type { Place } from './place.js';

/** chmod(2). */
export function changeMode(caller: Caller, place: Place, mode: number): void {
  const { node } = place;
  checkWritable(place);
  if (!isOwner(caller, node)) throw new Errno('EPERM');
  const keepsGroupId = isCapable(caller, 'CAP_FSETID') || isInGroup(caller.credentials, node.gid);
  place.mount.fs.change(place, { mode: mode & (keepsGroupId ? 0o7777 : 0o5777) });
}

/** chown(2): who owns a file may only give it to one of their groups; set-id bits of a file do not survive. */
export function changeOwner(caller: Caller, place: Place, uid: number, gid: number): void {
  const { node } = place;
  checkWritable(place);
  if (!isCapable(caller, 'CAP_CHOWN')) {
    const owns = caller.credentials.uid === node.uid;
    const keepsUser = uid === -1 || uid === node.uid;
    const keepsGroup = gid === -1 || gid === node.gid || isInGroup(caller.credentials, gid);
    if (!owns || !keepsUser || !keepsGroup) throw new Errno('EPERM');
  }
  // Without the x bit of the group, set-group-id means mandatory locking and stays.
  const dropped = node.kind === 'directory' ? 0 : 0o4000 | ((node.mode & 0o10) !== 0 ? 0o2000 : 0);
  const owner = { uid: uid === -1 ? node.uid : uid, gid: gid === -1 ? node.gid : gid };
  place.mount.fs.change(place, node.kind === 'symlink' ? owner : { mode: node.mode & ~dropped, ...owner });
}

/** utimensat(2): others than the owner may set the present time when they may write. */
export function changeTimes(
  caller: Caller,
  place: Place,
  times: { readonly accessedAt: Instant; readonly modifiedAt: Instant },
  now: Instant,
): void {
  checkWritable(place);
  const isTouch = times.accessedAt === now && times.modifiedAt === now;
  if (!isOwner(caller, place.node)) {
    if (!isTouch) throw new Errno('EPERM');
    if (!mayAccess(caller, place.node, WRITE)) throw new Errno('EACCES');
  }
  place.mount.fs.change(place, times);
}

/** EROFS on a mount that is read-only. */
export function checkWritable(place: Place): void {
  if (place.mount.flags.readOnly) throw new Errno('EROFS');
}
