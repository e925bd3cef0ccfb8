import { Errno } from '../core/errno.js';
import { checkWritable } from './attributes.js';
import type { NewFile } from './file-system.js';
import type { Parent, PathWalk } from './path-walk.js';
import { EXECUTE, isCapable, isOwner, isProtected, mayAccess, READ, WRITE, type Caller } from './permissions.js';
import { Place } from './place.js';

/** A file to make, without the owner, who is the caller. */
export type Creation = NewFile extends infer T ? (T extends unknown ? Omit<T, 'uid' | 'gid'> : never) : never;

/** mkdir, mknod, symlink …: makes a file under a name that must be free. */
export function createFile(walk: PathWalk, caller: Caller, path: string, file: Creation): Place {
  const { directory, name, mustBeDirectory } = walk.findParent(path);
  if (name === '' || name === '.' || name === '..' || walk.tryStep(directory, name)) throw new Errno('EEXIST');
  if (mustBeDirectory && file.kind !== 'directory') throw new Errno('ENOENT');
  return createIn(caller, directory, name, file);
}

/** Makes a file in a directory that has nothing of that name. */
export function createIn(caller: Caller, directory: Place, name: string, file: Creation): Place {
  checkWritable(directory);
  if (!mayAccess(caller, directory.node, WRITE | EXECUTE)) throw new Errno('EACCES');
  if ((file.kind === 'character' || file.kind === 'block') && !isCapable(caller, 'CAP_MKNOD')) throw new Errno('EPERM');
  const { uid, gid, mode } = ownership(caller, directory, file);
  const node = directory.mount.fs.create(directory, name, { uid, gid, ...file, mode });
  return new Place(directory, name, directory.mount, node, undefined);
}

/** Who will own a new file and its mode: a set-group-id directory hands its group on. */
function ownership(caller: Caller, directory: Place, file: Creation): { uid: number; gid: number; mode: number } {
  const { uid, gid } = caller.credentials;
  const mode = file.kind === 'symlink' ? 0o777 : file.mode & 0o7777 & ~caller.umask;
  if ((directory.node.mode & 0o2000) === 0) return { uid, gid, mode };
  return { uid, gid: directory.node.gid, mode: file.kind === 'directory' ? mode | 0o2000 : mode };
}

/** unlink(2). */
export function unlinkFile(walk: PathWalk, caller: Caller, path: string): void {
  const parent = walk.findParent(path);
  if (isSpecialName(parent.name)) throw new Errno('EISDIR');
  checkWritable(parent.directory);
  const place = existing(walk, parent);
  if (parent.mustBeDirectory) throw new Errno(place.node.kind === 'directory' ? 'EISDIR' : 'ENOTDIR');
  checkRemovable(caller, parent.directory, place);
  if (place.node.kind === 'directory') throw new Errno('EISDIR');
  if (place.isMountRoot) throw new Errno('EBUSY');
  place.mount.fs.remove(place);
}

/** rmdir(2). */
export function removeDirectory(walk: PathWalk, caller: Caller, path: string): void {
  const parent = walk.findParent(path);
  if (parent.name === '') throw new Errno('EBUSY');
  if (parent.name === '.') throw new Errno('EINVAL');
  if (parent.name === '..') throw new Errno('ENOTEMPTY');
  checkWritable(parent.directory);
  const place = existing(walk, parent);
  checkRemovable(caller, parent.directory, place);
  if (place.node.kind !== 'directory') throw new Errno('ENOTDIR');
  if (place.isMountRoot) throw new Errno('EBUSY');
  if (!place.mount.fs.isEmpty(place.node)) throw new Errno('ENOTEMPTY');
  place.mount.fs.remove(place);
}

/** link(2): a link as `existing` is not followed. */
export function linkFile(walk: PathWalk, caller: Caller, existingPath: string, path: string): void {
  const file = walk.find(existingPath, false);
  const { directory, name, mustBeDirectory } = walk.findParent(path);
  if (isSpecialName(name) || walk.tryStep(directory, name)) throw new Errno('EEXIST');
  if (mustBeDirectory) throw new Errno('ENOENT');
  if (directory.mount !== file.mount) throw new Errno('EXDEV');
  checkWritable(directory);
  checkMayLink(caller, file);
  if (!mayAccess(caller, directory.node, WRITE | EXECUTE)) throw new Errno('EACCES');
  if (file.node.kind === 'directory') throw new Errno('EPERM');
  file.mount.fs.link(file, directory, name);
}

/** fs.protected_hardlinks, on by default: others' files can be linked only by those who may read and write them. */
function checkMayLink(caller: Caller, file: Place): void {
  const { node } = file;
  if (isOwner(caller, node)) return;
  const isSafe = node.kind === 'file' && (node.mode & 0o4000) === 0 && (node.mode & 0o2010) !== 0o2010;
  if (!isSafe || !mayAccess(caller, node, READ | WRITE)) throw new Errno('EPERM');
}

/** rename(2). */
export function renameFile(walk: PathWalk, caller: Caller, fromPath: string, toPath: string): void {
  const from = walk.findParent(fromPath);
  const to = walk.findParent(toPath);
  if (from.directory.mount !== to.directory.mount) throw new Errno('EXDEV');
  if (isSpecialName(from.name) || isSpecialName(to.name)) throw new Errno('EBUSY');
  checkWritable(from.directory);
  const source = existing(walk, from);
  const target = walk.tryStep(to.directory, to.name);
  const isDirectory = source.node.kind === 'directory';
  if (!isDirectory && (from.mustBeDirectory || (to.mustBeDirectory && target?.node.kind !== 'directory'))) throw new Errno('ENOTDIR');
  if (isInside(to.directory, source)) throw new Errno('EINVAL');
  if (target && isInside(from.directory, target)) throw new Errno('ENOTEMPTY');
  checkRemovable(caller, from.directory, source);
  if (!target) {
    if (!mayAccess(caller, to.directory.node, WRITE | EXECUTE)) throw new Errno('EACCES');
  } else {
    checkReplaceable(caller, to.directory, source, target);
    if (target.node === source.node) return;
  }
  const changesParent = isDirectory && from.directory.node !== to.directory.node;
  if (changesParent && !mayAccess(caller, source.node, WRITE)) throw new Errno('EACCES');
  if (isMountPoint(source) || (target && isMountPoint(target))) throw new Errno('EBUSY');
  if (target?.node.kind === 'directory' && !target.mount.fs.isEmpty(target.node)) throw new Errno('ENOTEMPTY');
  source.mount.fs.rename(source, to.directory, to.name);
}

function checkReplaceable(caller: Caller, directory: Place, source: Place, target: Place): void {
  checkRemovable(caller, directory, target);
  const [isDirectory, wasDirectory] = [source.node.kind === 'directory', target.node.kind === 'directory'];
  if (isDirectory && !wasDirectory) throw new Errno('ENOTDIR');
  if (!isDirectory && wasDirectory) throw new Errno('EISDIR');
}

function existing(walk: PathWalk, { directory, name }: Parent): Place {
  const place = walk.tryStep(directory, name);
  if (!place) throw new Errno('ENOENT');
  return place;
}

function isSpecialName(name: string): boolean {
  return name === '' || name === '.' || name === '..';
}

/** Linux's may_delete. */
function checkRemovable(caller: Caller, directory: Place, file: Place): void {
  if (!mayAccess(caller, directory.node, WRITE | EXECUTE)) throw new Errno('EACCES');
  if (isProtected(caller, directory.node, file.node)) throw new Errno('EPERM');
}

/** Something is mounted on it, or on something in it (which Linux would carry along; nobody here needs that). */
function isMountPoint(place: Place): boolean {
  return place.isMountRoot || (place.point !== undefined && !place.point.isEmpty);
}

/** Whether a place is the directory itself or in it. */
function isInside(place: Place, directory: Place): boolean {
  if (directory.node.kind !== 'directory') return false;
  for (let at: Place | undefined = place; at; at = at.parent) if (at.node === directory.node && at.mount === directory.mount) return true;
  return false;
}
