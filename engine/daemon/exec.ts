import type { Task } from '../core/task.js';
import { exitCode } from '../process/kernel.js';
import { LaunchError } from '../process/launch-error.js';
import type { LaunchSpec, Process } from '../process/launch.js';
import { isPaused, isRunning, type ContainerRecord } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { parseDetachKeys } from './detach-keys.js';
import { containerEnvironment } from './environment.js';
import {
  execAlreadyRan,
  execAlreadyRunning,
  execFailed,
  execRefused,
  failed,
  noExecCommand,
  noSuchExec,
  notRunning,
  pausedForExec,
  restarting,
} from './errors.js';
import type { ExecRecord } from './exec-store.js';
import { bool, command, decodeFields, strings, text } from './json.js';
import { endedAtOnce, isDirectory, isLate, reportFailure } from './launch-failure.js';
import { limits } from './limits.js';
import { linkEnvironment } from './links.js';
import type { Run } from './live.js';
import { Stdio, type Attachment } from './stdio.js';
import { credentialsOf } from './security.js';
import { readerOf, resolveUser } from './user.js';
import { ulimitsOf } from './cgroup-limits.js';

const fields = {
  User: text,
  Privileged: bool,
  Tty: bool,
  AttachStdin: bool,
  AttachStdout: bool,
  AttachStderr: bool,
  DetachKeys: text,
  Env: strings,
  WorkingDir: text,
  Cmd: command,
};

/** `POST /containers/{id}/exec`: remembers a command for a running container; its id. */
export function createExec(daemon: Daemon, reference: string, body: Readonly<Record<string, unknown>>): string {
  const request = decodeFields(fields, body);
  if (!request.Cmd || request.Cmd.length === 0) throw noExecCommand();
  const container = requireRunning(daemon, reference);
  parseDetachKeys(request.DetachKeys, 'escape');
  linkEnvironment(daemon, container);
  const run = runOf(daemon, container);
  const user = request.User || container.config.User;
  resolveUser(user, readerOf(run.namespaces.mounts));
  if (daemon.execs.byId.size >= limits.execs) throw failed('drydock: too many execs');
  return addExec(daemon, container, {
    argv: request.Cmd,
    env: request.Env ?? [],
    user,
    workingDirectory: request.WorkingDir || container.config.WorkingDir,
    tty: request.Tty,
    privileged: request.Privileged,
    attachStdin: request.AttachStdin,
    attachStdout: request.AttachStdout,
    attachStderr: request.AttachStderr,
    detachKeys: request.DetachKeys,
  });
}

/** Remembers an exec; its id. Health checks come here directly. */
export function addExec(daemon: Daemon, container: ContainerRecord, wish: Omit<ExecRecord, 'id' | 'containerId' | 'status'>): string {
  const id = daemon.random.hex(64);
  daemon.execs.byId.set(id, { id, containerId: container.id, status: { kind: 'created' }, ...wish });
  const siblings = daemon.execs.ofContainer.get(container.id);
  if (siblings) siblings.add(id);
  else daemon.execs.ofContainer.set(container.id, new Set([id]));
  containerEvent(daemon, container, `exec_create: ${wordsOf(wish.argv)}`, { execID: id });
  return id;
}

/** Docker puts one blank between the program and its arguments, even when there are none. */
function wordsOf([program = '', ...rest]: readonly string[]): string {
  return `${program} ${rest.join(' ')}`;
}

function requireRunning(daemon: Daemon, reference: string): ContainerRecord {
  const container = daemon.containers.find(reference);
  if (container.status.state === 'restarting') throw restarting(container.id);
  if (!isRunning(container)) throw notRunning(container.id);
  if (isPaused(container)) throw pausedForExec(reference);
  return container;
}

function runOf(daemon: Daemon, container: ContainerRecord): Run {
  const { run } = daemon.liveOf(container);
  if (!run) throw notRunning(container.id);
  return run;
}

export function findExec(daemon: Daemon, id: string): ExecRecord {
  const exec = daemon.execs.byId.get(id);
  const container = exec && daemon.containers.get(exec.containerId);
  if (!exec || !container) throw noSuchExec(id);
  return exec;
}

/** Checks that an exec can be started now, before a connection is upgraded for it. */
export function checkExec(daemon: Daemon, id: string): ExecRecord {
  const exec = findExec(daemon, id);
  const container = daemon.containers.find(exec.containerId);
  if (!isRunning(container)) throw notRunning(container.id);
  if (isPaused(container)) throw pausedForExec(container.name);
  return exec;
}

export interface StartedExec {
  readonly process: Process;
  readonly stdio: Stdio;
}

/** Starts a command in its container. What runc would refuse is thrown, with the exit code on the exec's record. */
export function startExec(daemon: Daemon, id: string, stdio: Stdio): StartedExec {
  const exec = findExec(daemon, id);
  if (exec.status.kind === 'running') throw execAlreadyRunning(id);
  if (exec.status.kind === 'exited') throw execAlreadyRan(id);
  const container = requireRunning(daemon, exec.containerId);
  containerEvent(daemon, container, `exec_start: ${wordsOf(exec.argv)}`, { execID: id });
  const run = runOf(daemon, container);
  if (exec.tty) stdio.connectTerminal(daemon.kernel.openTerminal(run.namespaces.mounts, stdio.windowSize));
  if (exec.workingDirectory !== '' && !exec.workingDirectory.startsWith('/')) {
    setStatus(daemon, id, { kind: 'exited', exitCode: 128 });
    throw execRefused('Cwd must be an absolute path');
  }
  const process = launch(daemon, exec, specOf(daemon, container, exec, run, stdio), stdio);
  setStatus(daemon, id, { kind: 'running', process, stdio });
  const end = (): void => {
    finish(daemon, id, process, stdio);
  };
  if (process.exit) daemon.thread('exec exit', later(end));
  else
    process.ended.add({
      wake: () => {
        daemon.thread('exec exit', later(end));
      },
    });
  return { process, stdio };
}

/** Runs in a turn of its own, not inside the step that ended the process. */
function* later(action: () => void): Task<void> {
  action();
}

type StreamWish = Pick<ExecRecord, 'tty' | 'attachStdin'> & { readonly containerId?: string };

/** New streams for an exec; those of a health check are nobody's doing and belong to no container. */
export function execStdio(daemon: Daemon, { tty, attachStdin, containerId }: StreamWish): Stdio {
  const transcript = containerId === undefined ? undefined : daemon.chronicle.transcriptOf(containerId);
  return new Stdio(daemon.kernel, { tty, openStdin: attachStdin, stdinOnce: true, log: undefined, transcript });
}

/** A client's side of an exec. */
export function attachExec(exec: ExecRecord, stdio: Stdio, onDetach: () => void): Attachment {
  const streams = new Set<'stdout' | 'stderr'>();
  if (exec.attachStdout) streams.add('stdout');
  if (exec.attachStderr) streams.add('stderr');
  return stdio.attach({ stdin: exec.attachStdin, streams, detachKeys: parseDetachKeys(exec.detachKeys), onDetach });
}

function specOf(daemon: Daemon, container: ContainerRecord, exec: ExecRecord, run: Run, stdio: Stdio): LaunchSpec {
  const user = resolveUser(exec.user, readerOf(run.namespaces.mounts), container.hostConfig.GroupAdd ?? []);
  const privileged = { ...container.hostConfig, Privileged: exec.privileged || container.hostConfig.Privileged };
  return {
    argv: exec.argv,
    env: containerEnvironment(daemon, container, { home: user.home, tty: exec.tty, extra: exec.env }),
    cwd: exec.workingDirectory || '/',
    credentials: credentialsOf(user, privileged),
    namespaces: run.namespaces,
    cgroup: run.cgroup,
    stdio: stdio.forProcess(),
    limits: ulimitsOf(container.hostConfig),
  };
}

function launch(daemon: Daemon, exec: ExecRecord, spec: LaunchSpec, stdio: Stdio): Process {
  try {
    return daemon.kernel.launch(spec);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    if (isLate(spec, error)) return endedAtOnce(daemon, error, stdio);
    const { message, exitCode: code } = reportFailure(error, isDirectory(spec, error.path));
    setStatus(daemon, exec.id, { kind: 'exited', exitCode: code });
    throw execFailed(message);
  }
}

function setStatus(daemon: Daemon, id: string, status: ExecRecord['status']): void {
  const exec = daemon.execs.byId.get(id);
  if (exec) daemon.execs.byId.set(id, { ...exec, status });
}

function finish(daemon: Daemon, id: string, process: Process, stdio: Stdio): void {
  const exec = daemon.execs.byId.get(id);
  const code = process.exit ? exitCode(process.exit.status) : 0;
  if (exec?.status.kind === 'running') {
    setStatus(daemon, id, { kind: 'exited', exitCode: code });
    const container = daemon.containers.get(exec.containerId);
    if (container) containerEvent(daemon, container, 'exec_die', { execID: id, exitCode: String(code) });
    daemon.execs.ofContainer.get(exec.containerId)?.delete(id);
  }
  stdio.end();
}

/** The container's process 1 has ended, and everybody with it. */
export function endExecs(daemon: Daemon, containerId: string): void {
  for (const id of daemon.execs.ofContainer.get(containerId) ?? []) {
    const { status } = daemon.execs.byId.get(id) ?? {};
    if (status?.kind === 'running') finish(daemon, id, status.process, status.stdio);
  }
}

/** Execs that ended stay until their container goes, so that their exit codes can be asked for. */
export function forgetExecs(daemon: Daemon, containerId: string): void {
  for (const [id, exec] of daemon.execs.byId) if (exec.containerId === containerId) daemon.execs.byId.delete(id);
  daemon.execs.ofContainer.delete(containerId);
}

/** Ids of the execs of a container that run now, for `docker inspect`. */
export function runningExecs(daemon: Daemon, containerId: string): readonly string[] | null {
  const ids = [...(daemon.execs.ofContainer.get(containerId) ?? [])].filter(id => daemon.execs.byId.get(id)?.status.kind === 'running');
  return ids.length > 0 ? ids : null;
}

export function execJson(exec: ExecRecord): Readonly<Record<string, unknown>> {
  const [entrypoint = '', ...args] = exec.argv;
  return {
    ID: exec.id,
    Running: exec.status.kind === 'running',
    ExitCode: exec.status.kind === 'exited' ? exec.status.exitCode : null,
    ProcessConfig: {
      tty: exec.tty,
      entrypoint,
      arguments: args,
      privileged: exec.privileged,
      ...(exec.user === '' ? {} : { user: exec.user }),
    },
    OpenStdin: exec.attachStdin,
    OpenStderr: exec.attachStderr,
    OpenStdout: exec.attachStdout,
    CanRemove: exec.status.kind === 'exited',
    ContainerID: exec.containerId,
    DetachKeys: exec.detachKeys,
    Pid: exec.status.kind === 'running' ? exec.status.process.pid : 0,
  };
}
