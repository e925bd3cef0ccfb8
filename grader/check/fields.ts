import type { Value } from './matcher.js';
import type { Noun } from './requirement.js';
import type { ContainerState, HostState, ImageState, NetworkState, PublishedPort, VolumeState } from './state.js';

/** A property that checks can ask for. Keyed ones hold many values by name: `env`, `labels`, `ports`. */
export type Field<T> =
  | { readonly keyed: false; readonly read: (subject: T, state: HostState) => Value }
  | { readonly keyed: true; readonly read: (subject: T, key: string, state: HostState) => Value };

const plain = <T>(read: (subject: T, state: HostState) => Value): Field<T> => ({ keyed: false, read });
const keyed = <T>(read: (subject: T, key: string, state: HostState) => Value): Field<T> => ({ keyed: true, read });

export const containerFields: Readonly<Record<string, Field<ContainerState>>> = {
  name: plain(container => container.name),
  state: plain(container => container.status),
  image: plain((container, state) => namesOfUsed(container, state)),
  exitCode: plain(container => (container.status === 'exited' ? container.exitCode : undefined)),
  oomKilled: plain(container => container.oomKilled),
  health: plain(container => container.health),
  command: plain(container => container.command),
  user: plain(container => container.user),
  workdir: plain(container => container.workdir),
  hostname: plain(container => container.hostname),
  detached: plain(container => container.detached),
  tty: plain(container => container.tty),
  interactive: plain(container => container.interactive),
  autoRemove: plain(container => container.autoRemove),
  restart: plain(container => container.restart),
  memory: plain(container => container.memoryBytes),
  networks: plain(container => [...container.networks.keys()]),
  env: keyed((container, name) => container.env.get(name)),
  labels: keyed((container, name) => container.labels.get(name)),
  ports: keyed((container, port) => addressesOf(container, withProtocol(port))),
  aliases: keyed((container, network) => container.networks.get(network)),
  mounts: keyed((container, target) => container.mounts.get(target)?.source),
};

export const imageFields: Readonly<Record<string, Field<ImageState>>> = {
  name: plain(image => image.tags.flatMap(imageNames)),
  tags: plain(image => image.tags),
  id: plain(image => image.id),
  size: plain(image => image.sizeBytes),
  dangling: plain(image => image.tags.length === 0),
  sameAs: plain((image, state) => state.images.filter(other => other.id === image.id).flatMap(other => other.tags.flatMap(imageNames))),
};

export const networkFields: Readonly<Record<string, Field<NetworkState>>> = {
  name: plain(network => network.name),
  driver: plain(network => network.driver),
  internal: plain(network => network.internal),
  subnets: plain(network => network.subnets),
  members: plain(network => network.members),
  labels: keyed((network, name) => network.labels.get(name)),
};

export const volumeFields: Readonly<Record<string, Field<VolumeState>>> = {
  name: plain(volume => volume.name),
  driver: plain(volume => volume.driver),
  usedBy: plain(volume => volume.usedBy),
  labels: keyed((volume, name) => volume.labels.get(name)),
};

/** The names of all properties of a kind, and whether they have keys. */
export function fieldsOf(noun: Noun): Readonly<Record<string, { readonly keyed: boolean }>> {
  return { container: containerFields, image: imageFields, network: networkFields, volume: volumeFields }[noun];
}

/** Where a port is published; IPv4 and IPv6 make one address of it. */
function addressesOf({ ports }: ContainerState, port: string): readonly string[] | undefined {
  const published = ports.get(port);
  return published && [...new Set(published.map(formatPublished))];
}

/** A container made from an image's id or digest comes from whatever names that image has. */
function namesOfUsed({ image, imageId }: ContainerState, state: HostState): readonly string[] {
  const isId = imageId.replace('sha256:', '').startsWith(image.replace('sha256:', ''));
  if (!isId && !image.includes('@')) return imageNames(image);
  const tags = state.images.find(({ id }) => id === imageId)?.tags ?? [];
  return [...tags.flatMap(imageNames), ...imageNames(image)];
}

/** `80` means `80/tcp`, as in `docker port`. */
export function withProtocol(port: string): string {
  return port.includes('/') ? port : `${port}/tcp`;
}

/** Where a port is published, as `-p` would say it: the host port alone when every address of the host is meant. */
export function formatPublished({ ip, port }: PublishedPort): string {
  return ip === '' || ip === '0.0.0.0' || ip === '::' ? String(port) : `${ip}:${port}`;
}

/**
 * The ways to write an image's name: `nginx` is `nginx:latest`, and both may carry `docker.io/library/`.
 */
export function imageNames(reference: string): readonly string[] {
  const short = reference.replace(/^docker\.io\/(library\/)?/, '').replace(/^library\//, '');
  const last = short.slice(short.lastIndexOf('/') + 1);
  if (short.includes('@')) return [short];
  if (!last.includes(':')) return [short, `${short}:latest`];
  return short.endsWith(':latest') ? [short, short.slice(0, -':latest'.length)] : [short];
}
