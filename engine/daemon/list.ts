import { argvOf } from './container-config.js';
import { isRunning, stateWord, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { humanDuration } from './go-duration.js';
import { imageIdOf } from './image-id.js';
import { networksJson, sizesOf } from './inspect.js';
import { mountPointJson } from './mount-point.js';
import type { Filters } from './images/filters.js';
import { containerFilter } from './list-filters.js';
import { unixSeconds } from './timestamps.js';

type Json = Readonly<Record<string, unknown>>;

export interface ListOptions {
  readonly all: boolean;
  /** The newest so many, running or not; 0 or less means no limit. */
  readonly limit: number;
  readonly withSize: boolean;
  readonly filters: Filters;
}

/** `GET /containers/json`, newest first. */
export function listContainers(daemon: Daemon, { all, limit, withSize, filters }: ListOptions): readonly Json[] {
  const wants = containerFilter(daemon, filters);
  // Filters that speak of stopped containers or of times show them without `--all` (moby daemon/list.go, foldFilter).
  const showsStopped = all || limit > 0 || ['status', 'exited', 'before', 'since', 'is-task'].some(name => filters.has(name));
  const shown: Json[] = [];
  for (const container of newestFirst(daemon)) {
    if (limit > 0 && shown.length >= limit) break;
    if (!showsStopped && !isUp(container)) continue;
    if (wants(container)) shown.push(summaryJson(daemon, container, withSize));
  }
  return shown;
}

function isUp(container: ContainerRecord): boolean {
  return isRunning(container) || container.status.state === 'restarting';
}

function newestFirst(daemon: Daemon): readonly ContainerRecord[] {
  return [...daemon.containers.all()].reverse();
}

/** One container of a list. */
export function summaryJson(daemon: Daemon, container: ContainerRecord, withSize: boolean): Json {
  const sizes = withSize ? sizesOf(daemon, container) : undefined;
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: imageName(daemon, container),
    ImageID: container.imageId,
    Command: commandText(argvOf(container.config)),
    Created: unixSeconds(daemon.clock, container.createdAt),
    Ports: portsJson(container),
    ...(sizes && sizes.rw > 0 ? { SizeRw: sizes.rw } : {}),
    ...(sizes && sizes.rootFs > 0 ? { SizeRootFs: sizes.rootFs } : {}),
    Labels: container.config.Labels ?? {},
    State: stateWord(container),
    Status: statusText(daemon, container),
    HostConfig: { NetworkMode: container.hostConfig.NetworkMode },
    NetworkSettings: { Networks: networksJson(container) },
    Mounts: container.mounts.map(mount => ({ ...mountPointJson(mount), ...(mount.anonymous ? { Source: '' } : {}) })),
  };
}

/** As typed, unless the name means another image by now: then the id. */
function imageName(daemon: Daemon, container: ContainerRecord): string {
  const typed = container.config.Image;
  if (typed === '') return container.imageId;
  return imageIdOf(daemon, typed) === container.imageId ? typed : container.imageId;
}

/** The command line, arguments with blanks in quotes (moby container/view.go). */
function commandText([path = '', ...args]: readonly string[]): string {
  if (args.length === 0) return path;
  return `${path} ${args.map(argument => (argument.includes(' ') ? `'${argument}'` : argument)).join(' ')}`;
}

function portsJson(container: ContainerRecord): readonly Json[] {
  return Object.entries(container.ports).flatMap(([key, bindings]) => {
    const [port, type] = key.split('/');
    if (!bindings) return [{ PrivatePort: Number(port), Type: type }];
    return bindings.map(({ HostIp, HostPort }) => ({ IP: HostIp, PrivatePort: Number(port), PublicPort: Number(HostPort), Type: type }));
  });
}

/** `Up 3 minutes (healthy)`, `Exited (0) 2 hours ago` … (moby container/state.go, String). */
export function statusText(daemon: Daemon, { status, health }: ContainerRecord): string {
  const now = daemon.clock.now();
  switch (status.state) {
    case 'created':
      return 'Created';
    case 'running': {
      const up = `Up ${humanDuration(now - status.startedAt)}`;
      if (status.paused) return `${up} (Paused)`;
      if (!health) return up;
      return `${up} (${health.status === 'starting' ? 'health: starting' : health.status})`;
    }
    case 'restarting':
      return `Restarting (${String(status.exitCode)}) ${humanDuration(now - status.finishedAt)} ago`;
    case 'exited':
      return status.startedAt === undefined
        ? 'Created'
        : `Exited (${String(status.exitCode)}) ${humanDuration(now - status.finishedAt)} ago`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
  }
}
