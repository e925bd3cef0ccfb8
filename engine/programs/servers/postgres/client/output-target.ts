import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { openReader } from './subprocess.js';

/** Where results go that do not go to standard output: a file, or a program that reads them. */
export interface OutputTarget {
  readonly fd: Fd;
  close(): Task<void>;
}

/** Opens `FILE` or `|COMMAND`; text: why it cannot be opened. */
export function openTarget(sys: Sys, where: string): OutputTarget | string {
  try {
    if (where.startsWith('|')) return openReader(sys, where.slice(1));
    const fd = sys.open(where, { write: true, create: true, truncate: true });
    return {
      fd,
      *close() {
        sys.close(fd);
      },
    };
  } catch (error) {
    if (isErrno(error)) return `${where}: ${error.message}`;
    throw error;
  }
}
