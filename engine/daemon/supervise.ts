import { RESCHEDULE, type Task } from '../core/task.js';
import { exitCode } from '../process/kernel.js';
import type { Process } from '../process/launch.js';
import { exitCodeOf, type ContainerRecord, type ExitResult } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { stopHealthchecks } from './health.js';
import type { Live, Run } from './live.js';
import { removeContainer } from './remove.js';
import { planRestart } from './restart-policy.js';
import { leaveNetworks } from './sandbox.js';
import { run as runAgain, volumeEvent } from './start.js';
import { DaemonError } from './errors.js';
import { endExecs } from './exec.js';

/** Sees to it that the end of a container's process is put on record. */
export function superviseRun(daemon: Daemon, id: string, process: Process): void {
  const end = (): void => {
    const live = daemon.live.get(id);
    if (live?.run?.process !== process) return;
    live.isSettling = true;
    daemon.thread('container exit', settle(daemon, id, live, live.run));
  };
  if (process.exit) end();
  else process.ended.add({ wake: end });
}

/** moby's handleContainerExit: streams, network, record, event, then what comes next. */
function* settle(daemon: Daemon, id: string, live: Live, run: Run): Task<void> {
  const container = daemon.containers.get(id);
  const exit = run.process.exit;
  if (!container || !exit || container.status.state !== 'running') return;
  run.stdio.end();
  live.stdio = undefined;
  live.run = undefined;
  stopHealthchecks(daemon, id);
  endExecs(daemon, id);
  for (const action of run.cleanUp) action();
  leaveNetworks(daemon, id);
  for (const { type, name } of container.mounts) if (type === 'volume') volumeEvent(daemon, container, name, 'unmount');
  const result: ExitResult = { exitCode: exitCode(exit.status), finishedAt: exit.at, oomKilled: run.cgroup.oomKilled };
  const restarts = planRestart(daemon, id, live, { exitCode: result.exitCode, duration: exit.at - run.startedAt });
  if (restarts === undefined) daemon.update(id, { status: { state: 'exited', startedAt: run.startedAt, error: '', ...result } });
  else daemon.update(id, { status: { state: 'restarting', startedAt: run.startedAt, ...result } });
  // Whoever waits for the container to stop goes on first: `docker stop` has its event before the container's `die`.
  yield RESCHEDULE;
  tellOfDeath(daemon, id, exit.at - run.startedAt);
  live.isSettling = false;
  live.settled.notify();
  if (restarts !== undefined) scheduleRestart(daemon, id, live, restarts);
  else if (container.hostConfig.AutoRemove) yield* removeQuietly(daemon, id);
}

function tellOfDeath(daemon: Daemon, id: string, durationMs: number): void {
  const container = daemon.containers.get(id);
  if (!container) return;
  containerEvent(daemon, container, 'die', { execDuration: String(Math.floor(durationMs / 1000)), exitCode: String(exitCodeOf(container)) });
}

function scheduleRestart(daemon: Daemon, id: string, live: Live, delay: number): void {
  const timer = daemon.kernel.scheduler.at(daemon.clock.now() + delay, () => {
    daemon.thread('container restart', restart(daemon, id));
  });
  live.restart = { ...live.restart, timer };
}

function* restart(daemon: Daemon, id: string): Task<void> {
  const container = daemon.containers.get(id);
  if (container?.status.state !== 'restarting') return;
  daemon.update(id, { restartCount: container.restartCount + 1 });
  try {
    yield* runAgain(daemon, id);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
  }
}

/** `--rm`. */
function* removeQuietly(daemon: Daemon, id: string): Task<void> {
  try {
    yield* removeContainer(daemon, id, { force: true, volumes: true });
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
  }
}

/** Ends the waiting for a restart: the user has stopped the container. */
export function cancelRestart(daemon: Daemon, container: ContainerRecord): void {
  const { status } = container;
  if (status.state !== 'restarting') return;
  daemon.liveOf(container).restart.timer?.cancel();
  daemon.update(container.id, { status: { ...status, state: 'exited', error: '' } });
}
