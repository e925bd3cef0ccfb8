import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { release } from './exit.js';
import type { ProcessRecord } from './process-record.js';
import type { Pid, WaitStatus } from './sys.js';

export interface Waited {
  readonly pid: Pid;
  readonly status: WaitStatus;
}

export interface WaitOptions {
  readonly noHang?: boolean;
  readonly untraced?: boolean;
}

/** wait4(2): see `Sys.wait`. */
export function* waitForChild(process: ProcessRecord, pid: Pid, options: WaitOptions): Task<Waited | 'interrupted' | undefined> {
  for (;;) {
    const found = findChange(process, pid, options.untraced ?? false);
    if (found !== 'none') return found;
    if (options.noHang) return undefined;
    if ((yield* process.block([process.childChanged])) === 'interrupted') return 'interrupted';
  }
}

/** A change of a child that was not told yet. ECHILD when no child fits. */
function findChange(process: ProcessRecord, pid: Pid, untraced: boolean): Waited | 'none' {
  let exists = false;
  for (const child of process.children ?? []) {
    if (!fits(process, child, pid)) continue;
    exists = true;
    const childPid = child.pids[process.namespaces.pid.level] ?? 0;
    if (child.exit) {
      release(child);
      return { pid: childPid, status: child.exit.status };
    }
    if (!untraced || !child.report) continue;
    const status = child.report;
    child.report = undefined;
    return { pid: childPid, status };
  }
  if (!exists) throw new Errno('ECHILD');
  return 'none';
}

function fits(process: ProcessRecord, child: ProcessRecord, pid: Pid): boolean {
  const { level } = process.namespaces.pid;
  if (child.isAutoReaped) return false;
  if (pid > 0) return child.pids[level] === pid;
  if (pid === -1) return true;
  const group = pid === 0 ? process.group.pids[level] : -pid;
  return child.group.pids[level] === group;
}
