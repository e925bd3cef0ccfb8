import type { Instant } from '../core/clock.js';
import type { ContainerConfig } from './container-config.js';
import type { HostConfig } from './host-config.js';
import type { MountPoint } from './mount-point.js';
import type { EndpointSettings } from './endpoint-settings.js';

/** How a container last ended. */
export interface ExitResult {
  readonly exitCode: number;
  readonly finishedAt: Instant;
  readonly oomKilled: boolean;
}

/** Where a container is in its life. `startedAt` is the last start, undefined when it never ran. */
export type Status =
  | { readonly state: 'created'; readonly exitCode: number; readonly error: string }
  | {
      readonly state: 'running';
      readonly startedAt: Instant;
      readonly finishedAt: Instant | undefined;
      readonly paused: boolean;
      readonly pid: number;
    }
  | ({ readonly state: 'restarting'; readonly startedAt: Instant } & ExitResult)
  | ({ readonly state: 'exited'; readonly startedAt: Instant | undefined; readonly error: string } & ExitResult)
  | ({ readonly state: 'removing' | 'dead'; readonly startedAt: Instant | undefined } & ExitResult);

/** One network that a container is on or will be on. */
export interface ContainerEndpoint extends EndpointSettings {
  /** Name under which the network is listed. */
  readonly network: string;
}

/** A container as the daemon knows it; every change replaces the record. */
export interface ContainerRecord {
  readonly id: string;
  /** Without the slash. */
  readonly name: string;
  readonly createdAt: Instant;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly imageId: string;
  readonly status: Status;
  readonly restartCount: number;
  /** `docker stop` and `docker kill` say that the user wants it down: `unless-stopped` and `always` obey. */
  readonly stoppedByUser: boolean;
  readonly mounts: readonly MountPoint[];
  /** By the network's name, in the order in which Docker lists them. */
  readonly endpoints: ReadonlyMap<string, ContainerEndpoint>;
  readonly sandboxId: string;
  /** `80/tcp` → host addresses, while it runs. */
  readonly ports: Readonly<Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>>;
  /** Names of the overlay directories. */
  readonly layerId: string;
  readonly everStarted: boolean;
  /** Whose /etc/hosts and the like it has: its own id, or that of the container whose network it shares; '' before the first start. */
  readonly filesOwner: string;
  readonly health: Health | undefined;
}

/** One probe of a health check. */
export interface HealthResult {
  readonly start: Instant;
  readonly end: Instant;
  readonly exitCode: number;
  readonly output: string;
}

export interface Health {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  readonly log: readonly HealthResult[];
}

/** Whether its process runs; a paused container runs too. */
export function isRunning(container: ContainerRecord): boolean {
  return container.status.state === 'running';
}

export function isPaused(container: ContainerRecord): boolean {
  return container.status.state === 'running' && container.status.paused;
}

/** Docker's word for the state, as `docker ps` filters by it. */
export function stateWord(container: ContainerRecord): string {
  return isPaused(container) ? 'paused' : container.status.state;
}

/** The exit code that is on record. */
export function exitCodeOf(container: ContainerRecord): number {
  return container.status.state === 'running' ? 0 : container.status.exitCode;
}

/** The first twelve digits. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}
