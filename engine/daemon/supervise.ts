import { RESCHEDULE, type Task } from '../core/task.js';
import { exitCode } from '../process/kernel.js';
import type { Process } from '../process/launch.js';
import { exitCodeOf, type ExitResult } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { stopHealthchecks } from './health.js';
import type { Live, Run } from './live.js';
import { planRestart } from './restart-policy.js';
import { leaveNetworks } from './sandbox.js';
import { volumeEvent } from './volume-events.js';
import { DaemonError } from './errors.js';
import { endExecs } from './exec.js';

/** What may come after the end of a run, given by who started it. */
export interface Afterwards {
  /** Starts the container again (its restart policy says so). */
  readonly runAgain: (daemon: Daemon, id: string) => Task<void>;
  /** Takes it away (`--rm`). */
  readonly remove: (daemon: Daemon, id: string) => Task<void>;
}

/** Sees to it that the end of a container's process is put on record. */
export function superviseRun(daemon: Daemon, id: string, process: Process, afterwards: Afterwards): void {
  const end = (): void => {
    const live = daemon.live.get(id);
    if (live?.run?.process !== process) return;
    live.isSettling = true;
    daemon.thread('container exit', settle(daemon, id, live, live.run, afterwards));
  };
  if (process.exit) end();
  else process.ended.add({ wake: end });
}

/** moby's handleContainerExit: streams, network, record, event, then what comes next. */
function* settle(daemon: Daemon, id: string, live: Live, run: Run, afterwards: Afterwards): Task<void> {
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
  if (restarts !== undefined) scheduleRestart(daemon, id, restarts, afterwards);
  else if (container.hostConfig.AutoRemove) yield* quietly(afterwards.remove(daemon, id));
}

function tellOfDeath(daemon: Daemon, id: string, durationMs: number): void {
  const container = daemon.containers.get(id);
  if (!container) return;
  containerEvent(daemon, container, 'die', {
    execDuration: String(Math.floor(durationMs / 1000)),
    exitCode: String(exitCodeOf(container)),
  });
}

function scheduleRestart(daemon: Daemon, id: string, delay: number, afterwards: Afterwards): void {
  const timer = daemon.kernel.scheduler.at(daemon.clock.now() + delay, () => {
    daemon.thread('container restart', restart(daemon, id, afterwards));
  });
  const live = daemon.live.get(id);
  if (live) live.restart = { ...live.restart, timer };
}

function* restart(daemon: Daemon, id: string, { runAgain }: Afterwards): Task<void> {
  const container = daemon.containers.get(id);
  if (container?.status.state !== 'restarting') return;
  daemon.update(id, { restartCount: container.restartCount + 1 });
  yield* quietly(runAgain(daemon, id));
}

/** Nobody waits for this: what goes wrong is on the container's record. */
function* quietly(work: Task<void>): Task<void> {
  try {
    yield* work;
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
  }
}
