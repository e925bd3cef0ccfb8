import { isErrno } from '../core/errno.js';
import type { Ms } from '../core/clock.js';
import { STEP_COST } from '../core/scheduler.js';
import { RESCHEDULE, type Task } from '../core/task.js';
import { MountNamespace } from '../fs/mount-namespace.js';
import { LaunchError } from '../process/launch-error.js';
import type { LaunchSpec, Namespaces, Process } from '../process/launch.js';
import { Cgroup } from '../process/cgroup.js';
import { argvOf } from './container-config.js';
import { isPaused, type ContainerRecord } from './container.js';
import { containerEvent } from './container-events.js';
import { containerEnvironment } from './environment.js';
import { createTaskFailed, deadForStart, DaemonError, failed, notModified, pausedForStart } from './errors.js';
import { startHealthchecks } from './health.js';
import { configDirectory, updateLinkedHosts, writeOwnFiles } from './host-files.js';
import { linkEnvironment } from './links.js';
import { LogFile } from './log-file.js';
import { checkLogOptions } from './log-options.js';
import { startHostProcesses } from './host-processes.js';
import { endedAtOnce, isDirectory, isLate, reportFailure } from './launch-failure.js';
import { pidNamespaceOf, sharedMemoryOf, utsOf } from './namespaces.js';
import { refuseDeviceRequests } from './devices.js';
import { enterNetworks, leaveNetworks } from './sandbox.js';
import { mountContainer } from './mount-table.js';
import type { Daemon } from './daemon.js';
import { removeContainer } from './remove.js';
import { Stdio } from './stdio.js';
import { credentialsOf } from './security.js';
import { superviseRun } from './supervise.js';
import { sysctlsOf } from './sysctls.js';
import { untilSettled } from './settled.js';
import { volumeEvent } from './volume-events.js';
import { readerOf, resolveUser } from './user.js';
import { limitsOf, ulimitsOf } from './cgroup-limits.js';

/** `docker start`: waits for the end of the last run to be on record, then starts the container again. */
export function* startContainer(daemon: Daemon, reference: string): Task<void> {
  const { id } = daemon.containers.find(reference);
  yield* untilSettled(daemon, id);
  const container = daemon.containers.find(id);
  const { status } = container;
  if (isPaused(container)) throw pausedForStart();
  if (status.state === 'running') throw notModified();
  if (status.state === 'removing' || status.state === 'dead') throw deadForStart();
  daemon.liveOf(container).restart.timer?.cancel();
  daemon.liveOf(container).restart = { delay: 0, timer: undefined };
  daemon.update(id, { stoppedByUser: false, restartCount: 0 });
  yield* run(daemon, id);
}

/** What containerd and runc take to set a container up: programs started just before have come to their senses by then. */
const START_TIME: Ms = 120;
/** How long after the start of the process dockerd has written everything down and answers. */
const REPORT_TIME: Ms = 40;

/** Starts a container that is not running; what goes wrong is put on its record and thrown. */
export function* run(daemon: Daemon, id: string): Task<void> {
  yield* setUp(daemon, id);
  const container = daemon.containers.find(id);
  try {
    startProcess(daemon, container);
    yield* work(daemon, REPORT_TIME);
  } catch (error) {
    const failure = error instanceof StartFailure ? error : new StartFailure(asDaemonError(error), 128);
    recordFailure(daemon, id, failure);
    if (container.hostConfig.AutoRemove) yield* removeItself(daemon, id);
    throw failure.cause;
  }
}

/** `--rm`. */
function* removeItself(daemon: Daemon, id: string): Task<void> {
  yield* removeContainer(daemon, id, { force: true, volumes: true });
}

/** Nobody else starts, stops or removes the container meanwhile. */
function* setUp(daemon: Daemon, id: string): Task<void> {
  const live = daemon.liveOf(daemon.containers.find(id));
  live.isSettling = true;
  yield* work(daemon, START_TIME);
  live.isSettling = false;
  live.settled.notify();
}

/** Spends time working, with everybody else getting their turns; sleeping would look as if nothing was going on. */
function* work(daemon: Daemon, duration: Ms): Task<void> {
  for (let spent = 0; spent < duration; ) {
    const rounds = roundsAlone(daemon, duration - spent);
    daemon.clock.charge(rounds);
    daemon.kernel.scheduler.charge(rounds - 1);
    spent += rounds;
    yield RESCHEDULE;
  }
}

/** How many rounds of a millisecond and a step can be taken at once, because nobody else would get a turn in them. */
function roundsAlone({ clock, kernel: { scheduler } }: Daemon, most: number): number {
  if (scheduler.hasRunnable) return 1;
  const next = scheduler.nextTimer() ?? Infinity;
  return Math.max(1, Math.min(most, Math.floor((next - clock.now()) / (1 + STEP_COST))));
}

/** A start that failed, and the exit code that Docker writes down for it. */
class StartFailure extends Error {
  override readonly cause: DaemonError;
  readonly exitCode: number;

  constructor(cause: DaemonError, exitCode: number) {
    super(cause.message);
    this.cause = cause;
    this.exitCode = exitCode;
  }
}

function asDaemonError(error: unknown): DaemonError {
  if (error instanceof DaemonError) return error;
  if (isErrno(error)) return failed(error.message.toLowerCase());
  throw error;
}

function recordFailure(daemon: Daemon, id: string, { cause, exitCode }: StartFailure): void {
  const live = daemon.live.get(id);
  live?.stdio?.end();
  if (live) live.stdio = undefined;
  leaveNetworks(daemon, id);
  const { status } = daemon.containers.find(id);
  const error = cause.message;
  const at = { exitCode, error };
  if (status.state === 'created') daemon.update(id, { status: { state: 'created', ...at } });
  else if (status.state !== 'running') daemon.update(id, { status: { ...status, state: 'exited', ...at } });
}

/** Everything between the request and the running process, in one step of virtual time. */
function startProcess(daemon: Daemon, container: ContainerRecord): void {
  const { id } = container;
  for (const mount of container.mounts) if (mount.type === 'volume') volumeEvent(daemon, container, mount.name, 'mount', mount);
  checkLogOptions(container.hostConfig.LogConfig);
  refuseDeviceRequests(container.hostConfig);
  const sandbox = enterNetworks(daemon, container);
  linkEnvironment(daemon, container);
  writeOwnFiles(daemon, daemon.containers.find(id));
  const connected = daemon.containers.find(id);
  updateLinkedHosts(daemon, connected);
  const mounts = new MountNamespace(daemon.clock);
  const sharedMemory = sharedMemoryOf(daemon, connected);
  const namespaces: Namespaces = {
    pid: pidNamespaceOf(daemon, container),
    mounts,
    net: sandbox.namespace,
    uts: utsOf(daemon, connected),
    ipc: sharedMemory === 'host' ? undefined : (sharedMemory ?? mounts),
    sysctls: sysctlsOf(connected.hostConfig),
  };
  const cgroup = new Cgroup(`/docker/${id}`, limitsOf(container.hostConfig), () => {
    containerEvent(daemon, daemon.containers.find(id), 'oom');
  });
  mountContainer(daemon, connected, { namespaces, cgroup, sharedMemory });
  const live = daemon.liveOf(connected);
  const stdio = (live.stdio ??= createStdio(daemon, connected));
  if (container.config.Tty) stdio.connectTerminal(daemon.kernel.openTerminal(mounts, stdio.windowSize));
  openLog(daemon, connected);
  const helpers = startHostProcesses(daemon, connected);
  const process = launchOrExplain(
    daemon,
    specOf(daemon, connected, { namespaces, cgroup, stdio, parent: helpers.shim }),
    stdio,
    helpers.stop,
  );
  const startedAt = daemon.clock.now();
  const finishedAt = container.status.state === 'created' || container.status.state === 'running' ? undefined : container.status.finishedAt;
  live.run = { process, cgroup, namespaces, stdio, startedAt, sharedMemory, cleanUp: [helpers.stop] };
  daemon.update(id, { status: { state: 'running', startedAt, finishedAt, paused: false, pid: process.pid }, everStarted: true });
  containerEvent(daemon, daemon.containers.find(id), 'start');
  startHealthchecks(daemon, id);
  superviseRun(daemon, id, process, { runAgain: run, remove: removeItself });
}

/** The json-file driver's file is there from the first start. */
function openLog(daemon: Daemon, { id, hostConfig }: ContainerRecord): void {
  const log = daemon.live.get(id)?.log;
  if (!log) return;
  log.open();
  if (hostConfig.LogConfig.Type !== 'json-file') return;
  const directory = configDirectory(id);
  daemon.tree.makeDirectory(directory);
  daemon.tree.placeFile(`${directory}/${id}-json.log`, new LogFile(daemon.logTexts, log), 0o640);
}

/** The streams of a container's next run; attaching before the start makes them. */
export function createStdio(daemon: Daemon, container: ContainerRecord): Stdio {
  const { Tty: tty, OpenStdin: openStdin, StdinOnce: stdinOnce } = container.config;
  const { log } = daemon.liveOf(container);
  const stdio = new Stdio(daemon.kernel, { tty, openStdin, stdinOnce, log, transcript: daemon.chronicle.transcriptOf(container.id) });
  // The size that the client had when it made the container; a client that attaches may still change it.
  const [rows = 0, columns = 0] = container.hostConfig.ConsoleSize;
  if (rows > 0 && columns > 0) stdio.resize({ rows, columns });
  return stdio;
}

interface Surroundings {
  readonly namespaces: Namespaces;
  readonly cgroup: Cgroup;
  readonly stdio: Stdio;
  readonly parent: Process | undefined;
}

function specOf(daemon: Daemon, container: ContainerRecord, { namespaces, cgroup, stdio, parent }: Surroundings): LaunchSpec {
  const { config, hostConfig } = container;
  const user = resolveUser(config.User, readerOf(namespaces.mounts), hostConfig.GroupAdd ?? []);
  return {
    argv: hostConfig.Init === true ? ['/sbin/docker-init', '--', ...argvOf(config)] : argvOf(config),
    env: containerEnvironment(daemon, container, { home: user.home, tty: config.Tty }),
    cwd: config.WorkingDir || '/',
    credentials: credentialsOf(user, hostConfig),
    namespaces,
    cgroup,
    stdio: stdio.forProcess(),
    limits: ulimitsOf(hostConfig),
    ...(parent ? { parent } : {}),
  };
}

function launchOrExplain(daemon: Daemon, spec: LaunchSpec, stdio: Stdio, stopHelpers: () => void): Process {
  try {
    return daemon.kernel.launch(spec);
  } catch (error) {
    if (error instanceof LaunchError && isLate(spec, error)) return endedAtOnce(daemon, error, stdio);
    stopHelpers();
    if (!(error instanceof LaunchError)) throw error;
    const { message, exitCode } = reportFailure(error, isDirectory(spec, error.path));
    throw new StartFailure(createTaskFailed(`error during container init: ${message}`), exitCode);
  }
}
