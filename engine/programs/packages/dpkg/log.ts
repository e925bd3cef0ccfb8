import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { makeDirectories } from '../put-files.js';
import { utc } from '../../time/calendar.js';
import { strftime } from '../../time/strftime.js';

/** Appends a line to a log; where that cannot be, there is none. */
export function* appendLog(sys: Sys, path: string, text: string): Task<void> {
  try {
    makeDirectories(sys, path.slice(0, path.lastIndexOf('/')));
    const fd = sys.open(path, { write: true, append: true, create: true, mode: 0o644 });
    yield* sys.write(fd, encodeUtf8(text));
    sys.close(fd);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** `2026-01-01 00:00:00` */
export function logTime(sys: Sys, separator = ' '): string {
  return strftime(`%Y-%m-%d${separator}%H:%M:%S`, sys.clock.epochMsOf(sys.clock.now()), utc);
}
