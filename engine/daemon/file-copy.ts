import type { Content } from '../fs/content.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Stat } from '../fs/stat.js';

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
    const path = file.path === '' ? directory : join(directory, file.path);
    if (file.path !== '') mounts.ensureMountPoint(path.slice(0, path.lastIndexOf('/')) || '/', 'directory');
    writeEntry(mounts, path, file);
  }
  // Writing into a directory changes its time, so directories get theirs when all is there.
  for (const { path, stat } of files) {
    if (stat.kind === 'directory')
      mounts.utimes(superuser, path === '' ? directory : join(directory, path), stat.modifiedAt, stat.modifiedAt);
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
