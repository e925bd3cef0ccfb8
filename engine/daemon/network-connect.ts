import { isRunning, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { decodeEndpoint, endpointProblems } from './endpoint-request.js';
import {
  endpointExists,
  failed,
  hostNetworkFixed,
  hostNetworkLate,
  invalid,
  noneIsPrivate,
  notConnected,
  sharedNamespace,
} from './errors.js';
import { resolvText, rewriteHosts, rewriteResolv } from './host-files.js';
import { bool, decodeFields, lookUp, object, text } from './json.js';
import type { NetworkRecord } from './network.js';
import { connectEndpoint, disconnectEndpoint } from './sandbox.js';

/** `docker network connect`: at once when the container runs, at its next start otherwise. */
export function connectToNetwork(daemon: Daemon, reference: string, body: Readonly<Record<string, unknown>>): void {
  const network = daemon.networks.find(reference);
  const { Container } = decodeFields({ Container: text, EndpointConfig: object }, body);
  const container = daemon.containers.find(Container);
  const settings = decodeEndpoint(lookUp(body, 'EndpointConfig'));
  const problems = endpointProblems(daemon, network.name, settings);
  if (problems.length > 0) throw invalid(`invalid endpoint settings:\n${problems.join('\n')}`);
  checkModes(container, network);
  const { sandbox } = daemon.liveOf(container);
  const isUp = isRunning(container) && sandbox !== undefined;
  if (isUp && sandbox.endpoints.has(network.name)) throw endpointExists(container.name, network.name);
  daemon.update(container.id, {
    endpoints: new Map(container.endpoints).set(network.name, { ...settings, network: network.name, networkId: isUp ? '' : network.id }),
  });
  if (!isUp) return;
  const resolv = resolvText(daemon, container);
  try {
    connectEndpoint(daemon, container.id, sandbox, network.name);
  } catch (error) {
    daemon.update(container.id, { endpoints: container.endpoints });
    throw error;
  }
  const connected = daemon.containers.find(container.id);
  rewriteHosts(daemon, connected);
  rewriteResolv(daemon, connected, resolv);
}

function checkModes(container: ContainerRecord, network: NetworkRecord): void {
  const mode = container.hostConfig.NetworkMode;
  if (mode.startsWith('container:') || (mode === 'host' && network.name !== 'host')) throw sharedNamespace();
  if (network.name === 'host') throw hostNetworkLate();
  if (network.name === 'none' || container.endpoints.has('none')) throw noneIsPrivate();
}

/** `docker network disconnect`. */
export function disconnectFromNetwork(daemon: Daemon, reference: string, body: Readonly<Record<string, unknown>>): void {
  const network = daemon.networks.find(reference);
  const { Container, Force } = decodeFields({ Container: text, Force: bool }, body);
  const container = daemon.containers.find(Container);
  if (network.name === 'host') throw hostNetworkFixed();
  if (!container.endpoints.has(network.name)) {
    if (Force) throw failed(`endpoint ${Container} not found`);
    throw notConnected(container.id, network.name);
  }
  const { sandbox } = daemon.liveOf(container);
  if (isRunning(container) && sandbox) disconnectEndpoint(daemon, container.id, sandbox, network.name);
  const endpoints = new Map(daemon.containers.find(container.id).endpoints);
  endpoints.delete(network.name);
  const left = daemon.update(container.id, { endpoints });
  if (isRunning(left)) rewriteHosts(daemon, left);
}
