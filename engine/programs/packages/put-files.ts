import { Errno, isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { executable } from '../../fs/executable.js';
import type { Content } from '../../fs/content.js';
import type { Fd, Sys } from '../../process/sys.js';
import { CHUNK_BYTES } from '../limits.js';
import type { Member } from './archive.js';
import { exists } from '../files/presence.js';

/** Puts the files of a package where they belong, over what is there; those of `beside` come as `NAME.dpkg-new`. */
export function* putFiles(sys: Sys, members: readonly Member[], beside: ReadonlySet<string> = new Set()): Task<void> {
  for (const member of members) {
    yield* sys.tick();
    yield* putFile(sys, member, beside.has(member.path));
  }
}

function* putFile(sys: Sys, member: Member, staysBeside: boolean): Task<void> {
  const { path, kind } = member;
  makeDirectories(sys, parentOf(path));
  if (kind === 'directory') {
    if (!exists(sys, path)) {
      sys.mkdir(path, member.mode);
      sys.chmod(path, member.mode);
    }
  } else if (kind === 'symlink') {
    removeIfThere(sys, path);
    sys.symlink(member.target, path);
  } else {
    // A running program keeps its old file: the new one comes in beside it and takes its name.
    yield* writeFile(sys, `${path}.dpkg-new`, member);
    sys.chmod(`${path}.dpkg-new`, member.mode);
    if (staysBeside) return;
    sys.rename(`${path}.dpkg-new`, path);
  }
  if (member.uid !== 0 || member.gid !== 0) sys.chown(path, member.uid, member.gid, { follow: false });
}

function* writeFile(sys: Sys, path: string, member: Exclude<Member, { kind: 'directory' | 'symlink' }>): Task<void> {
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode: member.mode });
  try {
    if (member.kind === 'text') yield* sys.write(fd, encodeUtf8(member.text));
    if (member.kind === 'content') yield* writeContent(sys, fd, member.content);
    if (member.kind === 'program') yield* sys.write(fd, executable(member.program, 0).bytes());
    if (member.kind === 'program' || member.kind === 'filler') sys.truncate(fd, member.sizeBytes);
  } finally {
    sys.close(fd);
  }
}

function* writeContent(sys: Sys, fd: Fd, content: Content): Task<void> {
  for (let at = 0; at < content.sizeBytes; at += CHUNK_BYTES) yield* sys.write(fd, content.read(at, CHUNK_BYTES));
}

/** `mkdir -p` */
export function makeDirectories(sys: Sys, path: string): void {
  if (path === '' || path === '/' || exists(sys, path)) return;
  makeDirectories(sys, parentOf(path));
  sys.mkdir(path, 0o755);
}

/** Removes files, then the directories that are empty without them; what is gone already is no mistake. */
export function removeFiles(sys: Sys, paths: readonly string[]): void {
  // Deepest first, so that directories come after what is in them.
  for (const path of paths.filter(each => each !== '/.').sort((a, b) => (a < b ? 1 : -1))) {
    try {
      if (sys.lstat(path).kind === 'directory') sys.rmdir(path);
      else sys.unlink(path);
    } catch (error) {
      if (!isErrno(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'EBUSY', 'ENOTDIR')) throw error;
    }
  }
}

function removeIfThere(sys: Sys, path: string): void {
  try {
    if (sys.lstat(path).kind === 'directory') throw new Errno('EISDIR');
    sys.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
