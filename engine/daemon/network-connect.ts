import { isRunning, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { decodeEndpoint, endpointProblems } from './endpoint-request.js';
import {
  DaemonError,
  endpointExists,
  hostNetworkFixed,
  hostNetworkLate,
  invalid,
  joined,
  noneIsPrivate,
  noSuchNetwork,
  notConnected,
  notOnNetwork,
  sharedNamespace,
} from './errors.js';
import { resolvText, rewriteResolv, updateHosts } from './host-files.js';
import { bool, decodeFields, lookUp, object, text } from './json.js';
import type { Sandbox } from './live.js';
import { movePorts } from './published-ports.js';
import { connectEndpoint, disconnectEndpoint, dnsNamesOf } from './sandbox.js';

const connection = { Container: text, EndpointConfig: object };
const disconnection = { Container: text, Force: bool };

/** `docker network connect`: at once when the container runs, at its next start otherwise. */
export function connectToNetwork(daemon: Daemon, reference: string, body: Readonly<Record<string, unknown>>): void {
  const { Container } = decodeFields(connection, body);
  const container = daemon.containers.find(Container);
  const settings = decodeEndpoint(lookUp(body, 'EndpointConfig'));
  const { sandbox } = daemon.liveOf(container);
  const isUp = isRunning(container) && sandbox !== undefined;
  // Whether a network is there is asked when the container starts.
  const network = isUp ? daemon.networks.find(reference) : daemon.networks.lookUp(reference);
  const name = network?.name ?? reference;
  const problems = endpointProblems(daemon, name, settings);
  if (problems.length > 0) throw invalid(`invalid endpoint settings:\n${joined(problems)}`);
  checkModes(container, name);
  if (isUp && sandbox.endpoints.has(name)) throw endpointExists(container.name, name);
  const dnsNames = network?.predefined === false ? dnsNamesOf(container, settings) : null;
  daemon.update(container.id, { endpoints: new Map(container.endpoints).set(name, { ...settings, dnsNames, network: name }) });
  if (isUp) connectNow(daemon, container, sandbox, name);
}

function connectNow(daemon: Daemon, container: ContainerRecord, sandbox: Sandbox, name: string): void {
  const resolv = resolvText(daemon, container);
  try {
    connectEndpoint(daemon, container.id, sandbox, name);
    movePorts(daemon, container.id, sandbox);
  } catch (error) {
    disconnectEndpoint(daemon, container.id, sandbox, name);
    daemon.update(container.id, { endpoints: container.endpoints });
    throw error;
  }
  const connected = daemon.containers.find(container.id);
  updateHosts(daemon, container, connected);
  rewriteResolv(daemon, connected, resolv);
}

function checkModes(container: ContainerRecord, network: string): void {
  const mode = container.hostConfig.NetworkMode;
  if (mode.startsWith('container:') || (mode === 'host' && network !== 'host')) throw sharedNamespace();
  if (network === 'host') throw hostNetworkLate();
  if (network === 'none' || container.endpoints.has('none')) throw noneIsPrivate();
}

/** `docker network disconnect`. */
export function disconnectFromNetwork(daemon: Daemon, reference: string, body: Readonly<Record<string, unknown>>): void {
  const { Container, Force } = decodeFields(disconnection, body);
  const container = Force ? daemon.containers.lookUp(Container) : daemon.containers.find(Container);
  const network = daemon.networks.lookUp(reference);
  if (!container) throw network ? new DaemonError('not-found', `endpoint ${Container} not found`) : noSuchNetwork(reference);
  const { sandbox } = daemon.liveOf(container);
  if (!isRunning(container) || !sandbox || (!network && Force)) {
    forgetNetwork(daemon, container, network?.name ?? reference);
    return;
  }
  if (!network) throw noSuchNetwork(reference);
  if (network.name === 'host' && container.hostConfig.NetworkMode === 'host') throw hostNetworkFixed();
  if (!container.endpoints.has(network.name)) throw notConnected(container.id, network.name);
  disconnectEndpoint(daemon, container.id, sandbox, network.name);
  forgetNetwork(daemon, daemon.containers.find(container.id), network.name);
  movePorts(daemon, container.id, sandbox);
  updateHosts(daemon, container, daemon.containers.find(container.id));
}

function forgetNetwork(daemon: Daemon, container: ContainerRecord, name: string): void {
  if (!container.endpoints.has(name)) throw notOnNetwork(container.id, name);
  const endpoints = new Map(container.endpoints);
  endpoints.delete(name);
  daemon.update(container.id, { endpoints });
}
