import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { directoryName } from '../files/paths.js';
import { readFile } from '../input.js';

/** A file's bytes; undefined when there is none. */
export function* readBytes(sys: Sys, path: string): Task<Uint8Array | undefined> {
  try {
    return yield* readFile(sys, path);
  } catch (error) {
    if (isErrno(error) && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code)) return undefined;
    throw error;
  }
}

export function* readText(sys: Sys, path: string): Task<string | undefined> {
  const bytes = yield* readBytes(sys, path);
  return bytes && decodeUtf8(bytes);
}

/** Writes a file and the folders above it. */
export function* writeFile(sys: Sys, path: string, content: Uint8Array | string, mode = 0o644): Task<void> {
  makeFolders(sys, directoryName(path));
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode });
  try {
    yield* sys.write(fd, typeof content === 'string' ? encodeUtf8(content) : content);
  } finally {
    sys.close(fd);
  }
}

export function makeFolders(sys: Sys, path: string): void {
  if (path === '' || path === '/' || kindOf(sys, path) !== undefined) return;
  makeFolders(sys, directoryName(path));
  sys.mkdir(path);
}

/** What lies at a path, links not followed; undefined: nothing. */
export function kindOf(sys: Sys, path: string): 'file' | 'directory' | 'symlink' | 'other' | undefined {
  try {
    const { kind } = sys.lstat(path);
    return kind === 'file' || kind === 'directory' || kind === 'symlink' ? kind : 'other';
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** Removes a file, and the folders above it that are empty then, up to a root. */
export function removeFile(sys: Sys, root: string, path: string): void {
  if (kindOf(sys, path) === undefined) return;
  sys.unlink(path);
  for (let folder = directoryName(path); folder !== root && folder.startsWith(`${root}/`); folder = directoryName(folder)) {
    if (sys.readdir(folder).length > 0) return;
    sys.rmdir(folder);
  }
}
