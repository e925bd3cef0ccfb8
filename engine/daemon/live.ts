import type { TreeFileSystem } from '../fs/tree-file-system.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Timer } from '../core/timers.js';
import type { Instant, Ms } from '../core/clock.js';
import type { Cgroup } from '../process/cgroup.js';
import type { Namespaces, Process } from '../process/launch.js';
import type { Endpoint, Publication } from '../net/fabric.js';
import type { ContainerLog } from './container-log.js';
import type { SharedMemory } from './namespaces.js';
import type { Stdio } from './stdio.js';

/** One run of a container: from the start of its process to its end. */
export interface Run {
  readonly process: Process;
  readonly cgroup: Cgroup;
  readonly namespaces: Namespaces;
  readonly stdio: Stdio;
  readonly startedAt: Instant;
  readonly sharedMemory: SharedMemory;
  /** Ends the host processes and other things that only go with this run. */
  readonly cleanUp: readonly (() => void)[];
}

/** A container's own network namespace while it runs, or whose it shares. */
export interface Sandbox {
  readonly id: string;
  readonly key: string;
  readonly namespace: Namespaces['net'];
  /** Nobody else's, so it goes with the container. */
  readonly isOwn: boolean;
  /** By network name. */
  readonly endpoints: Map<string, { readonly networkId: string; readonly endpoint: Endpoint | undefined }>;
  readonly publications: Publication[];
  /** The endpoint that they lead to. */
  publishedOn?: string | undefined;
}

/** How often and how soon a container is started again. */
export interface RestartState {
  /** Waited last time; 0 before the first. */
  readonly delay: Ms;
  readonly timer: Timer | undefined;
}

/** What a container has besides its record: things that act. */
export class Live {
  readonly rootfs: TreeFileSystem;
  readonly log: ContainerLog | undefined;
  /** The streams of the present run, or of the next one when a client has attached before the start. */
  stdio: Stdio | undefined;
  run: Run | undefined;
  sandbox: Sandbox | undefined;
  restart: RestartState = { delay: 0, timer: undefined };
  /** Changes the meaning of all probes that are still under way. */
  healthEpoch = 0;
  /** A start is under way, or the end of a run is being put on record: others wait for `settled`. */
  isSettling = false;
  isRemoving = false;
  readonly settled = new WaitQueue();

  constructor(rootfs: TreeFileSystem, log: ContainerLog | undefined) {
    this.rootfs = rootfs;
    this.log = log;
  }
}
