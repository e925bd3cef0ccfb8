import { isErrno } from '../core/errno.js';
import type { Content } from '../fs/content.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Stat } from '../fs/stat.js';
import { failed } from './errors.js';

/** One file below a directory, by its path relative to it; the directory itself has the path ''. */
export interface CopiedFile {
  readonly path: string;
  readonly stat: Stat;
  readonly content: Content | undefined;
  readonly target: string | undefined;
}

/** A file, or a directory with everything below it, a directory before what is in it. */
export function entriesBelow(mounts: MountNamespace, root: string): readonly CopiedFile[] {
  const files: CopiedFile[] = [];
  collect(mounts, root, '', files);
  return files;
}

function collect(mounts: MountNamespace, root: string, path: string, files: CopiedFile[]): void {
  const full = path === '' ? root : join(root, path);
  const stat = mounts.lstat(superuser, full);
  files.push({
    path,
    stat,
    content: stat.kind === 'file' ? mounts.readFile(superuser, full) : undefined,
    target: stat.kind === 'symlink' ? mounts.readlink(superuser, full) : undefined,
  });
  if (stat.kind !== 'directory') return;
  for (const { name } of mounts.readdir(superuser, full)) collect(mounts, root, path === '' ? name : `${path}/${name}`, files);
}

/** Makes files below a directory that exists, with owner, permissions and time; the directory takes those of ''. */
export function writeEntries(mounts: MountNamespace, directory: string, files: readonly CopiedFile[]): void {
  for (const file of files) {
    const path = file.path === '' ? directory : placeOf(mounts, directory, file.path);
    if (file.path !== '') mounts.ensureMountPoint(path.slice(0, path.lastIndexOf('/')) || '/', 'directory');
    writeEntry(mounts, path, file);
  }
  // Writing into a directory changes its time, so directories get theirs when all is there.
  for (const { path, stat } of files) {
    if (stat.kind === 'directory')
      mounts.utimes(superuser, path === '' ? directory : join(directory, path), stat.modifiedAt, stat.modifiedAt);
  }
}

const MOST_LINKS = 40;

/** Where a file goes: links on its way are followed as if the directory were the root of everything. Throws for one that leads out of it. */
function placeOf(mounts: MountNamespace, directory: string, path: string): string {
  const names = path.split('/');
  const last = names.pop() ?? '';
  const found: string[] = [];
  for (let links = 0, name = names.shift(); name !== undefined; name = names.shift()) {
    if (name === '' || name === '.') continue;
    if (name === '..' && found.pop() === undefined) throw failed(`statat ${path.split('/')[0] ?? ''}: path escapes from parent`);
    if (name === '..') continue;
    const target = linkTarget(mounts, join(directory, [...found, name].join('/')));
    if (target === undefined) {
      found.push(name);
      continue;
    }
    if (++links > MOST_LINKS) throw failed(`openat ${path}: too many levels of symbolic links`);
    if (target.startsWith('/')) found.length = 0;
    names.unshift(...target.split('/'));
  }
  return join(directory, [...found, last].join('/'));
}

function linkTarget(mounts: MountNamespace, path: string): string | undefined {
  try {
    return mounts.lstat(superuser, path).kind === 'symlink' ? mounts.readlink(superuser, path) : undefined;
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

function join(directory: string, path: string): string {
  return directory === '/' ? `/${path}` : `${directory}/${path}`;
}

function writeEntry(mounts: MountNamespace, path: string, { stat, content, target }: CopiedFile): void {
  if (stat.kind === 'directory') {
    if (!mounts.exists(superuser, path)) mounts.mkdir(superuser, path);
  } else if (stat.kind === 'symlink') {
    unlinkIfThere(mounts, path);
    mounts.symlink(superuser, target ?? '', path);
  } else if (stat.kind === 'file') writeFile(mounts, path, content);
  else return;
  mounts.chown(superuser, path, stat.uid, stat.gid, { follow: false });
  if (stat.kind !== 'symlink') mounts.chmod(superuser, path, stat.mode);
  mounts.utimes(superuser, path, stat.modifiedAt, stat.modifiedAt, { follow: false });
}

function unlinkIfThere(mounts: MountNamespace, path: string): void {
  if (isThere(mounts, path)) mounts.unlink(superuser, path);
}

function isThere(mounts: MountNamespace, path: string): boolean {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  return mounts.readdir(superuser, parent).some(({ name }) => path === join(parent, name));
}

const CHUNK_BYTES = 65_536;

function writeFile(mounts: MountNamespace, path: string, content: Content | undefined): void {
  // A link makes room for the file: nothing is written through it.
  if (linkTarget(mounts, path) !== undefined) mounts.unlink(superuser, path);
  const opened = mounts.open(superuser, path, { write: true, create: true, truncate: true });
  if (opened.kind !== 'file') return;
  const size = content?.sizeBytes ?? 0;
  // Holes stay holes: what reads as zeros is not written.
  for (let at = 0; content && at < size; at += CHUNK_BYTES) {
    const bytes = content.read(at, CHUNK_BYTES);
    if (bytes.every(byte => byte === 0)) continue;
    opened.file.seek(at, 'start');
    opened.file.write(bytes);
  }
  opened.file.truncate(size);
  opened.file.close();
}
