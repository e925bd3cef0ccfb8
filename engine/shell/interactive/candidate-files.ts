import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';

/** The names in a directory, none when it cannot be read: whoever completes a word is told nothing of that. */
export function entriesOf(sys: Sys, path: string): readonly string[] {
  try {
    return sys.readdir(path).map(({ name }) => name);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** What kind of file this is, undefined when there is none. */
export function kindOf(sys: Sys, path: string): string | undefined {
  try {
    return sys.stat(path).kind;
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
