import type { ContainerRecord } from './container.js';
import { shortId } from './container.js';
import type { Daemon } from './daemon.js';
import { DaemonError, noContainerFor } from './errors.js';
import type { HostConfig } from './host-config.js';

/** One `--link`: who is linked, and the name it gets. */
export interface Link {
  readonly target: ContainerRecord;
  readonly alias: string;
}

function split(text: string): { readonly reference: string; readonly alias: string } {
  const [reference = '', alias] = text.split(':');
  return { reference, alias: alias ?? reference };
}

/** Every linked container must exist when the container is made. */
export function checkLinks(daemon: Daemon, host: HostConfig): void {
  for (const text of host.Links ?? []) {
    const { reference } = split(text);
    try {
      daemon.containers.find(reference);
    } catch (error) {
      throw error instanceof DaemonError ? noContainerFor(reference, error) : error;
    }
  }
}

/** The links of a container whose targets still exist. */
export function linksOf(daemon: Daemon, container: ContainerRecord): readonly Link[] {
  return (container.hostConfig.Links ?? []).flatMap(text => {
    const { reference, alias } = split(text);
    const target = daemon.containers.lookUp(reference);
    return target ? [{ target, alias: alias.replace(/^.*\//, '') }] : [];
  });
}

/** As `docker inspect` shows them: `/mysql:/app/db`. */
export function linksJson(daemon: Daemon, container: ContainerRecord): readonly string[] | null {
  const links = linksOf(daemon, container);
  return links.length > 0 ? links.map(({ target, alias }) => `/${target.name}:/${container.name}/${alias}`) : null;
}

/** Lines of /etc/hosts for the links that run. */
export function linkHosts(daemon: Daemon, container: ContainerRecord): readonly string[] {
  return linksOf(daemon, container).flatMap(({ target, alias }) => {
    const ip = target.endpoints.get('bridge')?.ip ?? '';
    return ip === '' ? [] : [`${ip}\t${[...new Set([alias, shortId(target.id), target.name])].join(' ')}`];
  });
}

/** The variables of links of old: `DB_PORT_3306_TCP_ADDR=…` (moby daemon/links). */
export function linkEnvironment(daemon: Daemon, container: ContainerRecord): readonly string[] {
  return linksOf(daemon, container).flatMap(link => environmentOf(container, link));
}

function environmentOf(container: ContainerRecord, { target, alias }: Link): readonly string[] {
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
