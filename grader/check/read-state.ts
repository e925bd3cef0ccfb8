import { Json } from './json.js';
import type { ContainerState, HostState, ImageState, NetworkState, PublishedPort, Status, VolumeState } from './state.js';

/** Answers GET requests to the Docker Engine API, changing nothing: the built-in engine, or a real one. */
export type ReadApi = (path: string, query?: Readonly<Record<string, readonly string[]>>) => unknown;

const statuses: readonly Status[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

/** The whole Docker state through the Engine API. */
export function readState(get: ReadApi): HostState {
  const ids = new Json(get('/containers/json', { all: ['1'] })).list().map(item => item.at('Id').text());
  const containers = ids.map(id => readContainer(new Json(get(`/containers/${id}/json`))));
  return {
    containers,
    images: new Json(get('/images/json')).list().map(readImage),
    networks: new Json(get('/networks')).list().map(network => readNetwork(network, containers)),
    volumes: new Json(get('/volumes')).at('Volumes').list().map(volume => readVolume(volume, containers)),
  };
}

function readContainer(json: Json): ContainerState {
  const config = json.at('Config');
  const host = json.at('HostConfig');
  return {
    id: json.at('Id').text(),
    name: json.at('Name').text().replace(/^\//, ''),
    status: statuses.find(status => status === json.at('State', 'Status').text()) ?? 'dead',
    exitCode: json.at('State', 'ExitCode').number(),
    oomKilled: json.at('State', 'OOMKilled').flag(),
    health: json.at('State', 'Health', 'Status').text(),
    image: config.at('Image').text(),
    imageId: json.at('Image').text(),
    command: [json.at('Path').text(), ...json.at('Args').texts()].join(' '),
    user: config.at('User').text(),
    workdir: config.at('WorkingDir').text(),
    hostname: config.at('Hostname').text(),
    detached: !config.at('AttachStdout').flag(),
    tty: config.at('Tty').flag(),
    interactive: config.at('OpenStdin').flag(),
    autoRemove: host.at('AutoRemove').flag(),
    restart: host.at('RestartPolicy', 'Name').text(),
    env: new Map(config.at('Env').texts().map(splitVariable)),
    labels: config.at('Labels').textMap(),
    ports: readPorts(json),
    networks: new Map(json.at('NetworkSettings', 'Networks').entries().map(([name, network]) => [name, network.at('Aliases').texts()])),
    mounts: new Map(json.at('Mounts').list().map(readMount)),
    memoryBytes: host.at('Memory').number(),
  };
}

function splitVariable(variable: string): readonly [string, string] {
  const at = variable.indexOf('=');
  return at < 0 ? [variable, ''] : [variable.slice(0, at), variable.slice(at + 1)];
}

/** While it runs, what is published; before and after, what was asked for with `-p`. */
function readPorts(json: Json): ReadonlyMap<string, readonly PublishedPort[]> {
  const running = json.at('State', 'Running').flag();
  const source = running ? json.at('NetworkSettings', 'Ports') : json.at('HostConfig', 'PortBindings');
  const ports = source.entries().map(([port, bindings]) => [port, bindings.list().map(readBinding)] as const);
  return new Map(ports.filter(([, bindings]) => bindings.length > 0));
}

function readBinding(binding: Json): PublishedPort {
  return { ip: binding.at('HostIp').text(), port: Number(binding.at('HostPort').text()) };
}

function readMount(mount: Json): readonly [string, { type: string; source: string; readOnly: boolean }] {
  const type = mount.at('Type').text();
  const source = type === 'volume' ? mount.at('Name').text() : mount.at('Source').text();
  return [mount.at('Destination').text(), { type, source, readOnly: !mount.at('RW').flag() }];
}

function readImage(json: Json): ImageState {
  return {
    id: json.at('Id').text(),
    tags: json.at('RepoTags').texts().filter(tag => tag !== '<none>:<none>'),
    digests: json.at('RepoDigests').texts(),
    sizeBytes: json.at('Size').number(),
  };
}

function readNetwork(json: Json, containers: readonly ContainerState[]): NetworkState {
  const name = json.at('Name').text();
  return {
    id: json.at('Id').text(),
    name,
    driver: json.at('Driver').text(),
    internal: json.at('Internal').flag(),
    subnets: json.at('IPAM', 'Config').list().map(config => config.at('Subnet').text()),
    members: containers.filter(container => container.networks.has(name)).map(container => container.name),
    labels: json.at('Labels').textMap(),
  };
}

function readVolume(json: Json, containers: readonly ContainerState[]): VolumeState {
  const name = json.at('Name').text();
  const usedBy = containers.filter(({ mounts }) => [...mounts.values()].some(({ type, source }) => type === 'volume' && source === name));
  return { name, driver: json.at('Driver').text(), labels: json.at('Labels').textMap(), usedBy: usedBy.map(container => container.name) };
}
