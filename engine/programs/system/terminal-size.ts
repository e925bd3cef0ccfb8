import { isErrno } from '../../core/errno.js';
import type { Sys, WindowSize } from '../../process/sys.js';

/** Size of the terminal that any of the standard descriptors is, otherwise 80 by 24. */
export function terminalSize(sys: Sys): WindowSize {
  for (const fd of [2, 1, 0]) {
    try {
      if (sys.isOpen(fd) && sys.isTerminal(fd)) return sys.windowSize(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return { columns: 80, rows: 24 };
}
