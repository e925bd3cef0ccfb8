import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { DaemonError, renameFailed, renameNeedsNames, renameToItself } from './errors.js';
import { checkName } from './names.js';
import { dnsNamesOf } from './sandbox.js';

/** `docker rename`: the new name counts at once, on its networks too. */
export function renameContainer(daemon: Daemon, reference: string, wanted: string): void {
  if (reference === '' || wanted === '') throw renameNeedsNames();
  const container = daemon.containers.find(reference);
  if (container.name === wanted.replace(/^\//, '')) throw renameToItself();
  const name = checked(daemon, wanted);
  daemon.update(container.id, { name });
  renameEndpoints(daemon, container.id);
  const renamed = daemon.containers.find(container.id);
  containerEvent(daemon, renamed, 'rename', { oldName: `/${container.name}` });
}

function checked(daemon: Daemon, wanted: string): string {
  try {
    const name = checkName(wanted.startsWith('/') ? wanted : `/${wanted}`);
    daemon.containers.checkName(name);
    return name;
  } catch (error) {
    throw error instanceof DaemonError ? renameFailed(error) : error;
  }
}

function renameEndpoints(daemon: Daemon, id: string): void {
  const container = daemon.containers.find(id);
  const endpoints = new Map(container.endpoints);
  for (const [network, settings] of container.endpoints) {
    if (!settings.dnsNames) continue;
    const dnsNames = dnsNamesOf(container, settings);
    endpoints.set(network, { ...settings, dnsNames });
    const member = daemon.networks.get(settings.networkId)?.members.get(id);
    if (member) daemon.networks.join(settings.networkId, { ...member, containerName: container.name, dnsNames });
  }
  daemon.update(id, { endpoints });
  for (const { networkId } of container.endpoints.values()) {
    const member = daemon.networks.get(networkId)?.members.get(id);
    if (member && member.containerName !== container.name) daemon.networks.join(networkId, { ...member, containerName: container.name });
  }
}
