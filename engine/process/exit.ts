import type { ProcessRecord } from './process-record.js';
import type { ProcessGroup } from './session.js';
import type { Signal } from './signals.js';
import type { WaitStatus } from './sys.js';

/** Ends a process at once: its descriptors close, its children get another parent, its own parent is told. */
export function exitProcess(process: ProcessRecord, status: WaitStatus): void {
  if (process.exit) return;
  const { kernel } = process;
  const parent = process.parent?.exit ? undefined : process.parent;
  process.exit = { status, at: kernel.clock.now() };
  process.handle?.cancel();
  process.handle = undefined;
  if (process.namespaces.pid.init === process) killNamespace(process);
  for (const duplex of process.borrowed ?? []) duplex.revoke();
  process.descriptors.closeAll();
  process.leaveCgroup();
  kernel.recordExit(process);
  leaveSession(process);
  giveAwayChildren(process);
  checkOrphanedGroup(process.group);
  process.forget();
  if (parent && !process.isAutoReaped) tellParent(process, parent);
  else release(process);
  process.notifyEnded();
}

/** Frees the numbers of a process that has ended and was waited for. */
export function release(process: ProcessRecord): void {
  process.parent?.children?.delete(process);
  process.group.members.delete(process);
  process.namespaces.pid.release(process.pids);
}

function tellParent(process: ProcessRecord, parent: ProcessRecord): void {
  const ignored = parent.signalAction('SIGCHLD') === 'ignore';
  if (ignored) release(process);
  parent.childChanged.notify();
  parent.kill('SIGCHLD');
}

/** Without its process 1 nobody in a pid namespace goes on, and nothing remains of them. */
function killNamespace(init: ProcessRecord): void {
  const { pid: namespace } = init.namespaces;
  namespace.die();
  for (const member of [...namespace.members()]) {
    if (member === init) continue;
    if (!member.exit) exitProcess(member, { kind: 'signaled', signal: 'SIGKILL' });
    if (namespace.find(member.pids[namespace.level] ?? 0) === member) release(member);
  }
}

/** The end of a session's leader hangs up its terminal. */
function leaveSession(process: ProcessRecord): void {
  const { session } = process.group;
  if (session.leader !== process) return;
  session.leader = undefined;
  const { terminal } = session;
  if (!terminal) return;
  session.terminal = undefined;
  const { foreground } = terminal;
  terminal.session = undefined;
  terminal.foreground = undefined;
  if (!foreground) return;
  signalGroup(foreground, 'SIGHUP');
  signalGroup(foreground, 'SIGCONT');
}

/** Orphans become children of their namespace's process 1; zombies among them wait for it. */
function giveAwayChildren(process: ProcessRecord): void {
  const { children } = process;
  if (!children) return;
  process.children = undefined;
  for (const child of children) {
    const { init } = child.namespaces.pid;
    const heir = init && !init.exit && init !== child ? init : undefined;
    child.parent = heir;
    if (heir) heir.addChild(child);
    if (child.group !== process.group) checkOrphanedGroup(child.group);
    if (!child.exit) continue;
    if (heir) tellParent(child, heir);
    else release(child);
  }
}

/** A stopped job that has lost its last guardian is hung up and continued. */
function checkOrphanedGroup(group: ProcessGroup): void {
  if (!group.hasStopped || !group.isOrphaned) return;
  signalGroup(group, 'SIGHUP');
  signalGroup(group, 'SIGCONT');
}

function signalGroup(group: ProcessGroup, signal: Signal): void {
  for (const member of [...group.members]) member.kill(signal);
}
