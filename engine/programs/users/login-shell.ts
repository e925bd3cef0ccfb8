import type { Task } from '../../core/task.js';
import type { Tool } from '../tool.js';

/** useradd and usermod take any shell, but say so when nobody could run it. */
export function* warnOfShell(tool: Tool, shell: string | undefined): Task<void> {
  if (shell === undefined || shell === '' || tool.sys.access(shell, { execute: true })) return;
  yield* tool.warn(`Warning: missing or non-executable shell '${shell}'`);
}
