import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Stat } from '../fs/stat.js';
import type { Content } from '../fs/content.js';

/** One file below a directory, by its path relative to it. */
export interface CopiedFile {
  readonly path: string;
  readonly stat: Stat;
  readonly content: Content | undefined;
  readonly target: string | undefined;
}

/** Every file below a directory, directories before what is in them; the directory itself has the path ''. */
export function entriesBelow(mounts: MountNamespace, directory: string): readonly CopiedFile[] {
  const files: CopiedFile[] = [];
  collect(mounts, directory, '', files);
  return files;
}

function collect(mounts: MountNamespace, base: string, path: string, files: CopiedFile[]): void {
  const full = path === '' ? base : `${base}/${path}`;
  const stat = mounts.lstat(superuser, full);
  files.push({
    path,
    stat,
    content: stat.kind === 'file' ? mounts.readFile(superuser, full) : undefined,
    target: stat.kind === 'symlink' ? mounts.readlink(superuser, full) : undefined,
  });
  if (stat.kind !== 'directory') return;
  for (const { name } of mounts.readdir(superuser, full)) collect(mounts, base, path === '' ? name : `${path}/${name}`, files);
}

/** Makes files below a directory that exists, with owner, permissions and time; the directory takes those of ''. */
export function writeEntries(mounts: MountNamespace, directory: string, files: readonly CopiedFile[]): void {
  for (const file of files) writeEntry(mounts, file.path === '' ? directory : `${directory}/${file.path}`, file);
}

function writeEntry(mounts: MountNamespace, path: string, { stat, content, target }: CopiedFile): void {
  if (stat.kind === 'symlink') mounts.symlink(superuser, target ?? '', path);
  else if (stat.kind === 'directory') {
    if (!mounts.exists(superuser, path)) mounts.mkdir(superuser, path);
  } else if (stat.kind === 'file') writeFile(mounts, path, content);
  else return;
  mounts.chown(superuser, path, stat.uid, stat.gid, { follow: false });
  if (stat.kind !== 'symlink') mounts.chmod(superuser, path, stat.mode);
  mounts.utimes(superuser, path, stat.modifiedAt, stat.modifiedAt, { follow: false });
}

const CHUNK_BYTES = 65_536;

function writeFile(mounts: MountNamespace, path: string, content: Content | undefined): void {
  const opened = mounts.open(superuser, path, { write: true, create: true, truncate: true });
  if (opened.kind !== 'file') return;
  const size = content?.sizeBytes ?? 0;
  // Holes stay holes: what reads as zeros is not written.
  for (let at = 0; content && at < size; at += CHUNK_BYTES) {
    const bytes = content.read(at, CHUNK_BYTES);
    if (!bytes.every((byte) => byte === 0)) {
      opened.file.seek(at, 'start');
      opened.file.write(bytes);
    }
  }
  opened.file.truncate(size);
  opened.file.close();
}

