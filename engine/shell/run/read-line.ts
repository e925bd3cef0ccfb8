import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { shellLimits } from '../limits.js';

/** Bytes read ahead where they can be given back. */
const chunk = 4096;

/**
 * Reads bytes up to a delimiter without taking more from the input than that, since what follows belongs to others: files are
 * read ahead and wound back, pipes byte by byte. Undefined when there was nothing before the end.
 */
export function* readUntil(sys: Sys, fd: number, delimiter: number): Task<{ readonly text: string; readonly ended: boolean } | undefined> {
  const seekable = canSeek(sys, fd);
  const bytes: number[] = [];
  for (;;) {
    const read = yield* sys.read(fd, seekable ? chunk : 1);
    if (read.length === 0) return bytes.length === 0 ? undefined : { text: decodeUtf8(Uint8Array.from(bytes)), ended: true };
    const end = read.indexOf(delimiter);
    for (let index = 0; index < (end < 0 ? read.length : end); index++) bytes.push(read[index] ?? 0);
    if (end >= 0) {
      if (seekable && end + 1 < read.length) sys.seek(fd, end + 1 - read.length, 'current');
      return { text: decodeUtf8(Uint8Array.from(bytes)), ended: false };
    }
    if (bytes.length > shellLimits.readBytes) return { text: decodeUtf8(Uint8Array.from(bytes)), ended: true };
  }
}

/** The next line without its newline; undefined at the end. */
export function* readLine(sys: Sys, fd: number): Task<string | undefined> {
  return (yield* readUntil(sys, fd, 10))?.text;
}

export function canSeek(sys: Sys, fd: number): boolean {
  try {
    if (sys.fstat(fd).kind !== 'file') return false;
    sys.seek(fd, 0, 'current');
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
