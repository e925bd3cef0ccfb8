import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';

/** Whether there is something that the caller may look at, at the end of links. */
export function exists(sys: Pick<Sys, 'stat'>, path: string): boolean {
  return answers(() => sys.stat(path));
}

/** Whether the name is there, be it that of a link to nothing. */
export function lexists(sys: Pick<Sys, 'lstat'>, path: string): boolean {
  return answers(() => sys.lstat(path));
}

function answers(look: () => unknown): boolean {
  try {
    look();
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
