import type { Clock } from '../core/clock.js';
import { invariant } from '../core/invariant.js';
import type { Random } from '../core/random.js';
import type { Task } from '../core/task.js';
import { WaitQueue } from '../core/wait-queue.js';
import { SubnetPool } from '../net/address-pool.js';
import type { Fabric } from '../net/fabric.js';
import { PortAllocator } from '../net/port-allocator.js';
import { Cgroup } from '../process/cgroup.js';
import type { Kernel } from '../process/kernel.js';
import type { Namespaces, Process } from '../process/launch.js';
import { isRunning, type ContainerRecord } from './container.js';
import { Chronicle } from './chronicle.js';
import { ContainerStore } from './container-store.js';
import { EventLog } from './events.js';
import type { ExecStore } from './exec-store.js';
import { createExecStore } from './exec-store.js';
import { hostAddress } from './host-address.js';
import { spawnOnHost } from './host-processes.js';
import type { HostTree } from './host-tree.js';
import type { ImageService } from './images/service.js';
import type { Live } from './live.js';
import { LogTexts } from './log-file.js';
import { NetworkStore } from './network-store.js';
import { addPredefinedNetworks } from './networks.js';
import { PortTable } from './port-table.js';
import type { VolumeRecord } from './volume.js';

export interface DaemonOptions {
  readonly kernel: Kernel;
  readonly fabric: Fabric;
  readonly images: ImageService;
  /** Ids, names, addresses; a fork of the daemon's own. */
  readonly random: Random;
  /** What the host's own processes live in. */
  readonly hostNamespaces: Namespaces;
  /** Makes the file systems of containers and volumes, and starts the daemon's own processes on the host. */
  readonly tree: HostTree;
}

/** dockerd: the one owner of the state of containers, networks and volumes. The rules are in the other files of this folder. */
export class Daemon {
  readonly kernel: Kernel;
  readonly clock: Clock;
  readonly fabric: Fabric;
  readonly images: ImageService;
  readonly random: Random;
  readonly hostNamespaces: Namespaces;
  readonly tree: HostTree;
  readonly id: string;
  readonly containers = new ContainerStore();
  readonly networks = new NetworkStore();
  readonly volumes = new Map<string, VolumeRecord>();
  readonly execs: ExecStore = createExecStore();
  readonly chronicle = new Chronicle();
  readonly events: EventLog;
  readonly subnets = new SubnetPool();
  readonly portAllocator = new PortAllocator();
  readonly ports = new PortTable();
  readonly logTexts: LogTexts;
  /** The containers that have links on the default bridge, by id. */
  readonly linkers = new Set<string>();
  /** What containers have besides their record, by id: file system, log, and process while there is one. */
  readonly live = new Map<string, Live>();
  /** Of dockerd and the programs that it starts on the host. */
  readonly cgroup = new Cgroup('/system.slice/docker.service');
  /** dockerd on the host, where it is shown. */
  process: Process | undefined;
  /** How many containers are in which state, so that `docker info` need not count. */
  readonly counts = { running: 0, paused: 0 };
  readonly #changes = new Map<string, WaitQueue>();

  constructor(options: DaemonOptions) {
    this.kernel = options.kernel;
    this.clock = options.kernel.clock;
    this.fabric = options.fabric;
    this.images = options.images;
    this.random = options.random;
    this.hostNamespaces = options.hostNamespaces;
    this.tree = options.tree;
    this.events = new EventLog(this.clock);
    this.logTexts = new LogTexts(this.clock);
    this.id = uuid(this.random);
    addPredefinedNetworks(this);
    this.images.connect({
      containersUsing: imageId => [...this.containers.ofImage(imageId)].map(id => ({ id, isRunning: this.#isUp(id) })),
      emit: (action, actorId, attributes) => {
        this.events.emit('image', action, actorId, attributes);
      },
      thread: (name, task) => {
        this.thread(name, task);
      },
      connect: address => this.hostNamespaces.net.connect(address),
      lookUp: name => hostAddress(this.hostNamespaces.mounts, name),
    });
  }

  #isUp(id: string): boolean {
    const container = this.containers.get(id);
    return container !== undefined && isRunning(container);
  }

  /** Changes a container's record and wakes whoever waits for a change of it. */
  update(id: string, change: Partial<ContainerRecord>): ContainerRecord {
    const before = this.containers.get(id);
    invariant(before, 'the container exists');
    const after = { ...before, ...change };
    this.#count(before, -1);
    this.containers.put(after);
    this.#count(after, 1);
    this.#changes.get(id)?.notify();
    return after;
  }

  /** The newest record of a container, undefined when it is gone. */
  current(id: string): ContainerRecord | undefined {
    return this.containers.get(id);
  }

  /** Notified at each change of a container's record and at its removal. */
  changesOf(id: string): WaitQueue {
    let queue = this.#changes.get(id);
    if (!queue) this.#changes.set(id, (queue = new WaitQueue()));
    return queue;
  }

  /** What a container has besides its record. */
  liveOf(container: ContainerRecord): Live {
    const live = this.live.get(container.id);
    invariant(live, 'every container has its files');
    return live;
  }

  /** The container is gone. */
  forget(container: ContainerRecord): void {
    this.#count(container, -1);
    this.containers.remove(container);
    this.live.delete(container.id);
    this.linkers.delete(container.id);
    this.#changes.get(container.id)?.notify();
    this.#changes.delete(container.id);
  }

  thread(name: string, task: Task<void>): void {
    this.kernel.thread(name, task);
  }

  #count(container: ContainerRecord, by: 1 | -1): void {
    if (!isRunning(container)) return;
    this.counts.running += by;
    if (container.status.state === 'running' && container.status.paused) this.counts.paused += by;
  }
}

/** Starts the daemon, and on the host the processes that stand for it. */
export function createDaemon(options: DaemonOptions): Daemon {
  const daemon = new Daemon(options);
  spawnOnHost(daemon, ['/usr/bin/containerd']);
  daemon.process = spawnOnHost(daemon, ['/usr/bin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock']);
  return daemon;
}

function uuid(random: Random): string {
  const hex = random.hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
