import { Channel } from '../core/channel.js';
import type { Instant } from '../core/clock.js';
import { STEP_COST } from '../core/scheduler.js';
import { waitFor, type Task } from '../core/task.js';
import { machine } from '../process/machine.js';
import { isRunning, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import type { Run } from './live.js';
import { formatTime, ZERO_TIME } from './timestamps.js';

type Json = Readonly<Record<string, unknown>>;

export interface StatsOptions {
  readonly stream: boolean;
  readonly oneShot: boolean;
}

/** One reading of the counters. */
interface Sample {
  readonly at: Instant | undefined;
  readonly cpu: Json;
}

const nothingYet: Sample = {
  at: undefined,
  cpu: { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 }, throttling_data: noThrottling() },
};

function noThrottling(): Json {
  return { periods: 0, throttled_periods: 0, throttled_time: 0 };
}

/** `docker stats`: a reading every second, each with the one before it so that clients can tell how busy the container is. */
export function containerStats(daemon: Daemon, reference: string, options: StatsOptions): Channel<unknown> {
  const container = daemon.containers.find(reference);
  const channel = new Channel<unknown>(2);
  daemon.thread('stats', report(daemon, container.id, options, channel));
  return channel;
}

function* report(daemon: Daemon, id: string, { stream, oneShot }: StatsOptions, channel: Channel<unknown>): Task<void> {
  let before = nothingYet;
  if (!oneShot && !stream && isUp(daemon, id)) {
    before = sample(daemon, id);
    yield* pauseOneSecond(daemon, channel);
  }
  for (;;) {
    const container = daemon.containers.get(id);
    if (!container) break;
    const { name, id: ofWhom, ...counters } = statsJson(daemon, container, before);
    // One reading by itself does not say whose it is.
    if (!(yield* channel.send(oneShot ? counters : { name, id: ofWhom, ...counters }))) return;
    if (!stream) break;
    before = sample(daemon, id);
    yield* pauseOneSecond(daemon, channel);
  }
  channel.end();
}

function isUp(daemon: Daemon, id: string): boolean {
  const container = daemon.containers.get(id);
  return container !== undefined && isRunning(container);
}

function* pauseOneSecond(daemon: Daemon, channel: Channel<unknown>): Task<void> {
  const deadline = daemon.clock.now() + 1000;
  while (daemon.clock.now() < deadline && !channel.isCancelled) yield* waitFor([channel.changed], deadline);
}

function sample(daemon: Daemon, id: string): Sample {
  const run = daemon.live.get(id)?.run;
  return run ? { at: daemon.clock.now(), cpu: cpuJson(daemon, run) } : nothingYet;
}

function statsJson(daemon: Daemon, container: ContainerRecord, before: Sample): Json {
  const { run } = daemon.liveOf(container);
  const now = sample(daemon, container.id);
  const time = (at: Instant | undefined): string => (at === undefined ? ZERO_TIME : formatTime(daemon.clock, at));
  return {
    name: `/${container.name}`,
    id: container.id,
    read: time(now.at),
    preread: time(before.at),
    pids_stats: run ? { current: run.cgroup.size } : {},
    blkio_stats: blockJson(run),
    num_procs: 0,
    storage_stats: {},
    cpu_stats: now.cpu,
    precpu_stats: before.cpu,
    memory_stats: run ? memoryJson(run) : {},
    ...(run && container.hostConfig.NetworkMode !== 'host' ? { networks: networksJson(run) } : {}),
  };
}

function cpuJson(daemon: Daemon, { cgroup }: Run): Json {
  const used = Math.round(cgroup.cpuSteps * STEP_COST * 1_000_000);
  const perCpu = Array.from({ length: machine.cpus }, (_, cpu) => Math.floor(used / machine.cpus) + (cpu === 0 ? used % machine.cpus : 0));
  return {
    cpu_usage: { total_usage: used, percpu_usage: perCpu, usage_in_kernelmode: 0, usage_in_usermode: used },
    system_cpu_usage: Math.round(daemon.clock.now() * machine.cpus * 1_000_000),
    online_cpus: machine.cpus,
    throttling_data: noThrottling(),
  };
}

function memoryJson({ cgroup }: Run): Json {
  const usage = cgroup.memoryBytes;
  const limit = cgroup.limits.memoryBytes ?? machine.memoryBytes;
  return {
    usage,
    max_usage: cgroup.peakMemoryBytes,
    stats: { cache: 0, hierarchical_memory_limit: limit, inactive_file: 0, rss: usage, total_inactive_file: 0, total_rss: usage },
    limit,
  };
}

function blockJson(run: Run | undefined): Json {
  const empty = run ? [] : null;
  const transfers = run && run.cgroup.readBytes + run.cgroup.writtenBytes > 0 ? transfersOf(run) : empty;
  return {
    io_service_bytes_recursive: transfers,
    io_serviced_recursive: empty,
    io_queue_recursive: empty,
    io_service_time_recursive: empty,
    io_wait_time_recursive: empty,
    io_merged_recursive: empty,
    io_time_recursive: empty,
    sectors_recursive: empty,
  };
}

function transfersOf({ cgroup }: Run): readonly Json[] {
  const row = (op: string, value: number): Json => ({ major: 8, minor: 0, op, value });
  return [row('Read', cgroup.readBytes), row('Write', cgroup.writtenBytes)];
}

function networksJson({ namespaces }: Run): Json {
  const devices = namespaces.net.interfaces().filter(({ kind }) => kind !== 'loopback');
  return Object.fromEntries(
    devices.map(device => [
      device.name,
      {
        rx_bytes: device.rxBytes,
        rx_packets: device.rxPackets,
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: device.txBytes,
        tx_packets: device.txPackets,
        tx_errors: 0,
        tx_dropped: 0,
      },
    ]),
  );
}
