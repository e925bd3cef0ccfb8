import { STEP_COST } from '../core/scheduler.js';
import type { PidNamespace } from './pid-namespace.js';
import type { ProcessRecord } from './process-record.js';
import type { ProcessInfo } from './sys.js';

/** The row that `ps` shows to somebody in `namespace`. Ids that are not visible there are 0. */
export function processInfo(process: ProcessRecord, namespace: PidNamespace): ProcessInfo {
  const { level } = namespace;
  const { group } = process;
  const { terminal } = group.session;
  return {
    pid: process.pids[level] ?? 0,
    ppid: process.parentPid(namespace),
    processGroup: group.pids[level] ?? 0,
    session: group.session.pids[level] ?? 0,
    uid: process.credentials.uid,
    gid: process.credentials.gid,
    command: process.command,
    argv: process.exit ? [] : process.argv,
    state: stateOf(process),
    startedAt: process.startedAt,
    cpuTime: process.cpuSteps * STEP_COST,
    memoryBytes: process.memoryBytes,
    tty: terminal?.name,
    foreground: terminal?.foreground === group,
  };
}

function stateOf(process: ProcessRecord): ProcessInfo['state'] {
  if (process.exit) return 'Z';
  if (process.stopped) return 'T';
  // A frozen process of cgroup v2 sleeps uninterruptibly.
  if (process.cgroup.isFrozen) return 'D';
  return process.handle?.isWaiting ? 'S' : 'R';
}
