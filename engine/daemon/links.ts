import type { ContainerRecord } from './container.js';
import { isRunning, shortId } from './container.js';
import type { Daemon } from './daemon.js';
import { DaemonError, defaultLinkName, failed, linkToStopped, noContainerFor, noSuchContainer, notOnBridge } from './errors.js';
import type { HostConfig } from './host-config.js';

/** One `--link`: who is linked, and the name it gets. */
interface Link {
  /** Undefined when it has been removed since. */
  readonly target: ContainerRecord | undefined;
  readonly name: string;
  readonly alias: string;
}

function split(text: string): { readonly reference: string; readonly alias: string } {
  const [reference = '', alias] = text.split(':');
  return { reference, alias: alias ?? reference };
}

/** Every container linked on the default bridge must exist when the container is made; other networks look names up. */
export function checkLinks(daemon: Daemon, host: HostConfig): void {
  if (!hasLinks(host)) return;
  for (const text of host.Links ?? []) {
    if (text === '') throw failed('empty string specified for links');
    if (text.split(':').length > 2) throw failed(`bad format for links: ${text}`);
    const { reference } = split(text);
    try {
      daemon.containers.find(reference);
    } catch (error) {
      throw error instanceof DaemonError ? noContainerFor(reference, error) : error;
    }
  }
}

/** Whether it has links of the default bridge. */
export function hasLinks({ NetworkMode, Links }: HostConfig): boolean {
  return (Links?.length ?? 0) > 0 && ['', 'default', 'bridge'].includes(NetworkMode);
}

/** The links of a container on the default bridge. */
function linksOf(daemon: Daemon, container: ContainerRecord): readonly Link[] {
  if (!hasLinks(container.hostConfig)) return [];
  return (container.hostConfig.Links ?? []).map(text => {
    const { reference, alias } = split(text);
    const target = daemon.containers.lookUp(reference);
    return { target, name: target?.name ?? reference, alias: alias.replace(/^.*\//, '') };
  });
}

/** The running containers that link to one, and the name that each has for it. */
export function linkersOf(
  daemon: Daemon,
  target: ContainerRecord,
): readonly { readonly container: ContainerRecord; readonly alias: string }[] {
  return [...daemon.linkers].flatMap(id => {
    const container = daemon.containers.get(id);
    if (!container || !isRunning(container)) return [];
    return linksOf(daemon, container).flatMap(link => (link.target?.id === target.id ? [{ container, alias: link.alias }] : []));
  });
}

/** As `docker inspect` shows them: `/mysql:/app/db`. */
export function linksJson(daemon: Daemon, container: ContainerRecord): readonly string[] | null {
  const links = linksOf(daemon, container);
  return links.length > 0 ? links.map(({ name, alias }) => `/${name}:/${container.name}/${alias}`) : null;
}

/** `docker rm --link app/db`: takes a link away; both containers stay. */
export function removeLink(daemon: Daemon, reference: string): void {
  const slash = reference.lastIndexOf('/');
  if (slash <= 0) {
    daemon.containers.find(reference);
    throw defaultLinkName();
  }
  const parent = daemon.containers.lookUp(reference.slice(0, slash));
  const alias = reference.slice(slash + 1);
  const links = parent?.hostConfig.Links ?? [];
  const link = links.find(text => split(text).alias === alias);
  if (!parent || link === undefined || !daemon.containers.lookUp(split(link).reference)) throw noSuchContainer(reference);
  daemon.update(parent.id, { hostConfig: { ...parent.hostConfig, Links: links.filter(text => text !== link) } });
}

/** Lines of /etc/hosts for the links that run. */
export function linkHosts(daemon: Daemon, container: ContainerRecord): readonly string[] {
  return linksOf(daemon, container).flatMap(({ target, alias }) => {
    const ip = target?.endpoints.get('bridge')?.ip ?? '';
    return !target || ip === '' ? [] : [`${ip}\t${[...new Set([alias, shortId(target.id), target.name])].join(' ')}`];
  });
}

/** The variables of links of old: `DB_PORT_3306_TCP_ADDR=…` (moby daemon/links). Those who are linked must run. */
export function linkEnvironment(daemon: Daemon, container: ContainerRecord): readonly string[] {
  if (!container.endpoints.has('bridge')) return [];
  return linksOf(daemon, container).flatMap(({ target, name, alias }) => {
    if (!target || !isRunning(target)) throw linkToStopped(name, `${container.name}/${alias}`);
    if (!target.endpoints.has('bridge')) throw notOnBridge(target.id);
    return environmentOf(container, target, alias);
  });
}

function environmentOf(container: ContainerRecord, target: ContainerRecord, alias: string): readonly string[] {
  const ip = target.endpoints.get('bridge')?.ip ?? '';
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const ports = Object.keys(target.config.ExposedPorts ?? {})
    .map(key => ({ port: key.split('/')[0] ?? '', protocol: key.split('/')[1] ?? 'tcp' }))
    .sort((a, b) => Number(a.port) - Number(b.port));
  const entries: string[] = [];
  const [first] = ports;
  if (first) entries.push(`${prefix}_PORT=${first.protocol}://${ip}:${first.port}`);
  for (const { port, protocol } of ports) {
    const name = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    entries.push(`${name}=${protocol}://${ip}:${port}`, `${name}_ADDR=${ip}`, `${name}_PORT=${port}`, `${name}_PROTO=${protocol}`);
  }
  entries.push(`${prefix}_NAME=/${container.name}/${alias}`);
  for (const variable of target.config.Env ?? []) {
    if (!/^(HOME|PATH)=/.test(variable)) entries.push(`${prefix}_ENV_${variable}`);
  }
  return entries;
}
