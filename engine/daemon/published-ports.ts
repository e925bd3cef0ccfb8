import type { ContainerEndpoint, ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { connectivityFailed } from './errors.js';
import type { Sandbox } from './live.js';
import { PortFailure, publishPorts, unpublishPorts } from './ports.js';

/** A container's networks, the one that its gateway is on first among those with a way out (libnetwork Endpoint.Less). */
export function byPriority(container: ContainerRecord): readonly ContainerEndpoint[] {
  if (container.endpoints.size < 2) return [...container.endpoints.values()];
  return [...container.endpoints.values()].sort((a, b) => b.gatewayPriority - a.gatewayPriority || (a.network < b.network ? -1 : 1));
}

/**
 * Ports are published on the network that the container's gateway is on, and move when it joins or leaves networks. On
 * internal networks alone, or on none, it has no ports.
 */
export function movePorts(daemon: Daemon, containerId: string, sandbox: Sandbox): void {
  const container = daemon.containers.get(containerId);
  if (!container) return;
  const target = sandbox.isOwn ? byPriority(container).find(({ gateway }) => gateway !== '') : undefined;
  if (target !== undefined && sandbox.publishedOn === target.endpointId) return;
  unpublishPorts(daemon, sandbox.publications.splice(0));
  sandbox.publishedOn = target?.endpointId;
  daemon.update(containerId, { ports: target ? publishOn(daemon, container, sandbox, target) : {}, sandboxId: sandbox.id });
}

function publishOn(daemon: Daemon, container: ContainerRecord, sandbox: Sandbox, target: ContainerEndpoint): ContainerRecord['ports'] {
  const options = daemon.networks.get(target.networkId)?.options ?? {};
  try {
    const { publications, ports } = publishPorts(daemon, container, { namespace: sandbox.namespace, ip: target.ip }, options);
    sandbox.publications.push(...publications);
    return ports;
  } catch (error) {
    if (error instanceof PortFailure) throw connectivityFailed(container.name, target.endpointId, error.message);
    throw error;
  }
}
