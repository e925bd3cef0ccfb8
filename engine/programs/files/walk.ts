import type { Errno } from '../../core/errno.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import type { Sys } from '../../process/sys.js';
import { MAX_DEPTH } from '../limits.js';
import { joinPath } from './paths.js';

export interface Walk {
  readonly sys: Sys;
  readonly recursive: boolean;
  visit(path: string, status: Stat): Task<void>;
  failed(path: string, error: Errno): Task<void>;
}

/** Calls `visit` for a path and, recursively, for everything below (symlinks below are not followed). */
export function* walk(rules: Walk, path: string, depth = 0): Task<void> {
  yield* rules.sys.tick();
  try {
    const status = depth === 0 && !rules.recursive ? rules.sys.stat(path) : rules.sys.lstat(path);
    yield* rules.visit(path, status);
    if (!rules.recursive || status.kind !== 'directory' || depth > MAX_DEPTH) return;
    for (const entry of rules.sys.readdir(path)) yield* walk(rules, joinPath(path, entry.name), depth + 1);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* rules.failed(path, error);
  }
}
