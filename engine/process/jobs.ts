import { Errno } from '../core/errno.js';
import type { PidNamespace } from './pid-namespace.js';
import type { ProcessRecord } from './process-record.js';
import { ProcessGroup, Session } from './session.js';
import type { Pid } from './sys.js';

/** setpgid(2): a group of its own for 0 or its own number, otherwise one that exists in the same session. */
export function moveToGroup(process: ProcessRecord, processGroup: Pid, namespace: PidNamespace): void {
  const { session } = process.group;
  if (session.leader === process) throw new Errno('EPERM');
  const own = process.pids[namespace.level];
  if (processGroup === 0 || processGroup === own) {
    if (process.group.pids !== process.pids) process.joinGroup(new ProcessGroup(process, session));
    return;
  }
  process.joinGroup(findGroup(processGroup, session, namespace));
}

/** The group of this number in a session. EPERM when there is none. */
export function findGroup(processGroup: Pid, session: Session, namespace: PidNamespace): ProcessGroup {
  // Nearly always its leader is still there.
  const leader = namespace.find(processGroup)?.group;
  if (leader && leader.pids[namespace.level] === processGroup && leader.session === session) return leader;
  for (const { group } of namespace.members()) {
    if (group.session === session && group.pids[namespace.level] === processGroup) return group;
  }
  throw new Errno('EPERM');
}

/** setsid(2). EPERM for the leader of a group. */
export function newSession(process: ProcessRecord): void {
  if (process.group.pids === process.pids) throw new Errno('EPERM');
  process.joinGroup(new ProcessGroup(process, new Session(process)));
}
