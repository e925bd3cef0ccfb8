import type { RunConfig } from '../image/config.js';
import { mergeImage, decodeConfig, type ContainerConfig } from './container-config.js';
import { isPaused, isRunning, type ContainerRecord } from './container.js';
import { applyChanges } from './commit-changes.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { isObject } from './json.js';
import { commitImage } from './images/commit.js';
import { pauseContainer, unpauseContainer } from './pause.js';

export interface CommitOptions {
  readonly repository: string;
  readonly tag: string;
  readonly comment: string;
  readonly author: string;
  /** Instructions of `--change`. */
  readonly changes: readonly string[];
  /** A configuration that stands for the container's own. */
  readonly config: unknown;
  /** Holds the container's processes meanwhile. */
  readonly pause: boolean;
}

/** `docker commit`: an image of what the container has become; its id. */
export function commitContainer(daemon: Daemon, reference: string, options: CommitOptions): string {
  const container = daemon.containers.find(reference);
  if (!options.pause || !isRunning(container) || isPaused(container)) return commit(daemon, container, options);
  pauseContainer(daemon, container.id);
  try {
    return commit(daemon, container, options);
  } finally {
    unpauseContainer(daemon, container.id);
  }
}

function commit(daemon: Daemon, container: ContainerRecord, options: CommitOptions): string {
  const { rootfs } = daemon.liveOf(container);
  const asked = isObject(options.config) && Object.keys(options.config).length > 0 ? decodeConfig(options.config) : container.config;
  const config = mergeImage(applyChanges(asked, options.changes), container.config);
  const id = commitImage(daemon.images, {
    baseId: container.imageId === '' ? undefined : container.imageId,
    before: rootfs.base,
    after: rootfs.freeze(),
    config: runConfig(config),
    createdBy: (container.config.Cmd ?? []).join(' '),
    comment: options.comment,
    author: options.author,
    repository: options.repository,
    tag: options.tag,
  });
  const imageRef = options.repository === '' ? '' : `${options.repository}${options.tag === '' ? ':latest' : `:${options.tag}`}`;
  containerEvent(daemon, container, 'commit', { comment: options.comment, imageID: id, imageRef });
  return id;
}

/** What instructions (`--change`) make of no configuration at all, for `docker import`. */
export function configOfChanges(changes: readonly string[]): RunConfig {
  return runConfig(applyChanges(decodeConfig({}), changes));
}

/** The part of a container's configuration that images have. */
function runConfig(config: ContainerConfig): RunConfig {
  return {
    ...(config.User === '' ? {} : { User: config.User }),
    ...(config.ExposedPorts ? { ExposedPorts: config.ExposedPorts } : {}),
    ...(config.Env ? { Env: config.Env } : {}),
    ...(config.Cmd ? { Cmd: config.Cmd } : {}),
    ...(config.Healthcheck ? { Healthcheck: healthOf(config) } : {}),
    ...(config.Volumes ? { Volumes: config.Volumes } : {}),
    ...(config.WorkingDir === '' ? {} : { WorkingDir: config.WorkingDir }),
    ...(config.Entrypoint ? { Entrypoint: config.Entrypoint } : {}),
    ...(config.OnBuild ? { OnBuild: config.OnBuild } : {}),
    Labels: config.Labels ?? {},
    ...(config.StopSignal === undefined ? {} : { StopSignal: config.StopSignal }),
    ...(config.StopTimeout === undefined ? {} : { StopTimeout: config.StopTimeout }),
    ...(config.Shell ? { Shell: config.Shell } : {}),
  };
}

function healthOf({ Healthcheck: check = {} }: ContainerConfig): NonNullable<RunConfig['Healthcheck']> {
  return {
    ...(check.Test ? { Test: check.Test } : {}),
    ...(check.Interval === undefined ? {} : { Interval: check.Interval }),
    ...(check.Timeout === undefined ? {} : { Timeout: check.Timeout }),
    ...(check.StartPeriod === undefined ? {} : { StartPeriod: check.StartPeriod }),
    ...(check.StartInterval === undefined ? {} : { StartInterval: check.StartInterval }),
    ...(check.Retries === undefined ? {} : { Retries: check.Retries }),
  };
}
