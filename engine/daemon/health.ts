import type { Ms } from '../core/clock.js';
import { sleepUntil, waitFor, type Task } from '../core/task.js';
import { decodeUtf8 } from '../core/utf8.js';
import { exitCode } from '../process/kernel.js';
import type { Healthcheck } from './container-config.js';
import type { ContainerRecord, Health, HealthResult } from './container.js';
import { isRunning } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { DaemonError } from './errors.js';
import { addExec, execStdio, startExec } from './exec.js';
import { limits } from './limits.js';

interface Plan {
  readonly argv: readonly string[];
  readonly interval: Ms;
  readonly timeout: Ms;
  readonly startPeriod: Ms;
  readonly startInterval: Ms;
  readonly retries: number;
}

/** Defaults of moby daemon/health.go; configured times are nanoseconds. */
function planOf(check: Healthcheck | undefined, shell: readonly string[]): Plan | undefined {
  const [kind, ...words] = check?.Test ?? [];
  if (!check || kind === undefined || kind === 'NONE') return undefined;
  const argv = kind === 'CMD' ? words : kind === 'CMD-SHELL' ? [...shell, ...words] : [];
  if (argv.length === 0) return undefined;
  const ms = (nanos: number | undefined, fallback: Ms): Ms => (nanos ? nanos / 1_000_000 : fallback);
  return {
    argv,
    interval: ms(check.Interval, 30_000),
    timeout: ms(check.Timeout, 30_000),
    startPeriod: ms(check.StartPeriod, 0),
    startInterval: ms(check.StartInterval, 5000),
    retries: check.Retries || 3,
  };
}

/** Begins to probe a container that has just started. */
export function startHealthchecks(daemon: Daemon, id: string): void {
  const container = daemon.containers.find(id);
  const live = daemon.liveOf(container);
  const plan = planOf(container.config.Healthcheck, container.config.Shell ?? ['/bin/sh', '-c']);
  live.healthEpoch++;
  if (!plan) {
    if (container.health) daemon.update(id, { health: undefined });
    return;
  }
  daemon.update(id, { health: { status: 'starting', failingStreak: 0, log: container.health?.log ?? [] } });
  daemon.thread('health check', monitor(daemon, id, plan, live.healthEpoch));
}

/** No more probes. A container that does not run is not healthy. */
export function stopHealthchecks(daemon: Daemon, id: string): void {
  const container = daemon.containers.get(id);
  const live = daemon.live.get(id);
  if (live) live.healthEpoch++;
  if (container?.health) daemon.update(id, { health: { ...container.health, status: 'unhealthy' } });
}

function* monitor(daemon: Daemon, id: string, plan: Plan, epoch: number): Task<void> {
  const startedAt = daemon.clock.now();
  for (;;) {
    yield* sleepUntil(daemon.clock.now() + nextInterval(daemon, id, plan, startedAt));
    if (!isCurrent(daemon, id, epoch)) return;
    const result = yield* probe(daemon, id, plan);
    if (!result || !isCurrent(daemon, id, epoch)) return;
    recordResult(daemon, id, result, plan, startedAt);
  }
}

function isCurrent(daemon: Daemon, id: string, epoch: number): boolean {
  const container = daemon.containers.get(id);
  return container !== undefined && isRunning(container) && daemon.live.get(id)?.healthEpoch === epoch;
}

/** Within the start period a container that is not healthy yet is asked more often. */
function nextInterval(daemon: Daemon, id: string, plan: Plan, startedAt: number): Ms {
  const isStarting = daemon.containers.get(id)?.health?.status === 'starting';
  return isStarting && daemon.clock.now() - startedAt < plan.startPeriod ? plan.startInterval : plan.interval;
}

/** Runs the command in the container; undefined when the container went away meanwhile. */
function* probe(daemon: Daemon, id: string, plan: Plan): Task<HealthResult | undefined> {
  const container = daemon.containers.get(id);
  if (!container) return undefined;
  const start = daemon.clock.now();
  const at = (exit: number, output: string): HealthResult => ({ start, end: daemon.clock.now(), exitCode: exit, output });
  try {
    return yield* runProbe(daemon, container, plan, at);
  } catch (error) {
    if (error instanceof DaemonError) return at(-1, error.message);
    throw error;
  }
}

function* runProbe(
  daemon: Daemon,
  container: ContainerRecord,
  plan: Plan,
  at: (exit: number, output: string) => HealthResult,
): Task<HealthResult> {
  const stdio = execStdio(daemon, { tty: false, attachStdin: false });
  const output = stdio.hub.listen(new Set(['stdout', 'stderr']));
  const exec = addExec(daemon, container, {
    argv: plan.argv,
    env: [],
    user: container.config.User,
    workingDirectory: container.config.WorkingDir,
    tty: false,
    privileged: false,
    attachStdin: false,
    attachStdout: true,
    attachStderr: true,
    detachKeys: '',
  });
  const { process } = startExec(daemon, exec, stdio);
  const deadline = daemon.clock.now() + plan.timeout;
  const printed = new ProbeOutput();
  while (!process.exit) {
    if ((yield* waitFor([process.ended, output.changed], deadline)) === 'timeout') break;
    for (let frame = output.take(); frame; frame = output.take()) printed.add(frame.data);
  }
  for (let frame = output.take(); frame; frame = output.take()) printed.add(frame.data);
  if (process.exit) return at(exitCode(process.exit.status), printed.text());
  process.kill('SIGKILL');
  const seconds = plan.timeout / 1000;
  return at(
    -1,
    `Health check exceeded timeout (${Number.isInteger(seconds) ? `${String(seconds)}s` : `${String(plan.timeout)}ms`})${printed.isEmpty ? '' : `: ${printed.text()}`}`,
  );
}

/** The first bytes that a probe prints. */
class ProbeOutput {
  #text = '';

  add(data: Uint8Array): void {
    if (this.#text.length < limits.healthOutputBytes) this.#text += decodeUtf8(data);
  }

  get isEmpty(): boolean {
    return this.#text === '';
  }

  text(): string {
    return this.#text.length > limits.healthOutputBytes ? `${this.#text.slice(0, limits.healthOutputBytes)}...` : this.#text;
  }
}

/** moby's handleProbeResult: failures within the start period do not count. */
function recordResult(daemon: Daemon, id: string, result: HealthResult, plan: Plan, startedAt: number): void {
  const container = daemon.containers.get(id);
  const before = container?.health;
  if (!container || !before) return;
  const log = [...before.log, result].slice(-limits.healthResults);
  const health: Health = { ...judge(before, result, plan, result.start - startedAt < plan.startPeriod), log };
  const after = daemon.update(id, { health });
  if (health.status !== before.status) containerEvent(daemon, after, `health_status: ${health.status}`);
}

function judge(before: Health, result: HealthResult, plan: Plan, isInStartPeriod: boolean): Omit<Health, 'log'> {
  if (result.exitCode === 0) return { status: 'healthy', failingStreak: 0 };
  if (before.status === 'starting' && isInStartPeriod) return { status: 'starting', failingStreak: before.failingStreak };
  const failingStreak = before.failingStreak + 1;
  return { status: failingStreak >= plan.retries ? 'unhealthy' : before.status, failingStreak };
}
