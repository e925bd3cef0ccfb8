import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { enterDirectory } from './directories.js';
import { actionsAfterExec, actionsAfterFork } from './exec-signals.js';
import { executorOf, loadProgram, startProgram } from './exec.js';
import { findGroup } from './jobs.js';
import type { ProcessOrigin, ProcessRecord } from './process-record.js';
import type { ProcessGroup } from './session.js';
import type { ForkOptions, Pid, SpawnOptions, Sys } from './sys.js';

/** fork and exec in one: see `Sys.spawn`. */
export function spawnChild(parent: ProcessRecord, options: SpawnOptions): ProcessRecord {
  const env = options.env ?? parent.env;
  const { argv } = options;
  const path = options.path ?? argv[0] ?? '';
  const cwd = options.cwd === undefined ? parent.cwd : enterDirectory(parent.namespaces.mounts, parent, options.cwd);
  const program = loadProgram(executorOf(parent, cwd), path, argv, env);
  const child = makeChild(parent, options, {
    argv,
    cwd,
    env,
  });
  child.actions = actionsAfterExec(parent.actions, options);
  startProgram(child, program);
  return child;
}

/** See `Sys.fork`. */
export function forkChild(parent: ProcessRecord, body: (sys: Sys) => Task<number>, options: ForkOptions): ProcessRecord {
  const child = makeChild(parent, options, {
    argv: options.argv ?? parent.argv,
    cwd: parent.cwd,
    env: parent.env,
  });
  child.actions = actionsAfterFork(parent.actions, options.defaultSignals);
  child.executable = parent.executable;
  child.command = parent.command;
  child.kernel.run(child, body);
  return child;
}

function makeChild(
  parent: ProcessRecord,
  options: Pick<SpawnOptions, 'fds' | 'processGroup'>,
  own: Pick<ProcessOrigin, 'argv' | 'cwd' | 'env'>,
): ProcessRecord {
  refuseAtLimits(parent);
  const { session } = parent.group;
  const group = groupOfChild(parent, options.processGroup);
  return parent.kernel.create({
    argv: own.argv,
    cwd: own.cwd,
    env: own.env,
    namespaces: parent.childPids ? { ...parent.namespaces, pid: parent.childPids } : parent.namespaces,
    parent,
    cgroup: parent.cgroup,
    credentials: parent.credentials,
    descriptors: parent.descriptors.copy(options.fds),
    limits: parent.limits,
    umask: parent.umask,
    group,
    session,
  });
}

function groupOfChild(parent: ProcessRecord, processGroup: Pid | undefined): ProcessGroup | undefined {
  if (processGroup === undefined) return parent.group;
  return processGroup === 0 ? undefined : findGroup(processGroup, parent.group.session, parent.namespaces.pid);
}

/** EAGAIN where the host, the cgroup or the user has as many processes as allowed; ENOMEM in a dead namespace. */
function refuseAtLimits(parent: ProcessRecord): void {
  const { kernel, namespaces, cgroup, limits, credentials } = parent;
  if (namespaces.pid.isDead || parent.exit) throw new Errno('ENOMEM');
  if (kernel.isFull || cgroup.isFull) throw new Errno('EAGAIN');
  if (limits.nproc === Infinity || credentials.uid === 0) return;
  let count = 0;
  for (const process of kernel.root.members()) if (process.credentials.uid === credentials.uid) count++;
  if (count >= limits.nproc) throw new Errno('EAGAIN');
}
