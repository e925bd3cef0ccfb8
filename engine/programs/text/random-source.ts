import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readFile } from '../input.js';
import { quoteIfNeeded } from '../quoting.js';
import { Fatal, type Tool } from '../tool.js';

/** The first bytes of a file (`--random-source`), or random ones. */
export function* randomBytes(tool: Tool, path: string | undefined, count: number): Task<Uint8Array> {
  if (path === undefined) return Uint8Array.from({ length: count }, () => tool.sys.random.below(256));
  const bytes = yield* sourceBytes(tool, path);
  if (bytes.length < count) throw new Fatal(`${quoteIfNeeded(path)}: end of file`, 2);
  return bytes.subarray(0, count);
}

function* sourceBytes(tool: Tool, path: string): Task<Uint8Array> {
  try {
    return yield* readFile(tool.sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`open failed: ${path}: ${error.message}`, 2);
  }
}
