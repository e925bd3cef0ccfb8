import type { Platform } from '../../core/platform.js';
import { isDigested } from '../../image/tags.js';
import { formatReference } from '../../image/reference.js';
import type { RunConfig } from '../../image/config.js';
import type { StoredImage } from '../../image/store.js';
import { formatTime, ZERO_TIME } from '../timestamps.js';
import { onPlatform } from './platform.js';
import type { ImageService } from './service.js';

/** The answer to `GET /images/{name}/json`. */
export function inspectImage(images: ImageService, typed: string, platform?: Platform): Readonly<Record<string, unknown>> {
  const image = onPlatform(images.findImage(typed), typed, platform);
  const { id, config, parent = '', lastTaggedAt } = image;
  return {
    Id: id,
    ...namesOf(images, image),
    Parent: parent,
    Comment: config.history.at(-1)?.comment ?? '',
    Created: config.created,
    DockerVersion: config.docker_version ?? '',
    Author: config.author ?? '',
    Architecture: config.architecture,
    ...(config.variant === undefined ? {} : { Variant: config.variant }),
    Os: config.os,
    Size: images.store.sizes(id).totalBytes,
    GraphDriver: { Data: directories(images, image), Name: 'overlay2' },
    RootFS: { Type: 'layers', ...(config.rootfs.diff_ids.length > 0 ? { Layers: config.rootfs.diff_ids } : {}) },
    Metadata: { LastTagTime: lastTaggedAt === undefined ? ZERO_TIME : formatTime(images.clock, lastTaggedAt) },
    Config: inspectConfig(config.config),
  };
}

/** The tags and digests of an image as they are written. */
export function namesOf(
  images: ImageService,
  { id }: StoredImage,
): { readonly RepoTags: readonly string[]; readonly RepoDigests: readonly string[] } {
  const names = images.store.tags.of(id);
  return {
    RepoTags: names.filter(name => !isDigested(name)).map(formatReference),
    RepoDigests: names.filter(isDigested).map(formatReference),
  };
}

function directories(images: ImageService, image: StoredImage): Readonly<Record<string, string>> {
  const [top, ...lower] = images.layerDirectories(image);
  if (top === undefined) return {};
  const folder = (name: string): string => `/var/lib/docker/overlay2/${top}/${name}`;
  return {
    ...(lower.length > 0 ? { LowerDir: lower.map(directory => `/var/lib/docker/overlay2/${directory}/diff`).join(':') } : {}),
    MergedDir: folder('merged'),
    UpperDir: folder('diff'),
    WorkDir: folder('work'),
  };
}

/** The fields that API 1.50 shows, in its order; empty ones are null where Go's are. */
function inspectConfig(config: RunConfig): Readonly<Record<string, unknown>> {
  return {
    Cmd: config.Cmd ?? null,
    Entrypoint: config.Entrypoint ?? null,
    Env: config.Env ?? null,
    ...(isEmpty(config.ExposedPorts) ? {} : { ExposedPorts: sorted(config.ExposedPorts) }),
    ...(config.Healthcheck ? { Healthcheck: config.Healthcheck } : {}),
    Labels: isEmpty(config.Labels) ? null : sorted(config.Labels),
    OnBuild: config.OnBuild && config.OnBuild.length > 0 ? config.OnBuild : null,
    ...(config.Shell ? { Shell: config.Shell } : {}),
    ...(config.StopSignal ? { StopSignal: config.StopSignal } : {}),
    User: config.User ?? '',
    Volumes: isEmpty(config.Volumes) ? null : sorted(config.Volumes),
    WorkingDir: config.WorkingDir ?? '',
  };
}

function isEmpty(record: Readonly<Record<string, unknown>> | undefined): boolean {
  return record === undefined || Object.keys(record).length === 0;
}

/** Go prints maps in the order of their keys. */
function sorted<T>(record: Readonly<Record<string, T>> | undefined): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
