import type { EventRecord } from './evidence.js';
import { Json } from './json.js';
import type { ContainerState, HostState, ImageState, NetworkState, PublishedPort, Status, VolumeState } from './state.js';

/** Answers GET requests to the Docker Engine API, changing nothing: the built-in engine, or a real one. */
export type ReadApi = (path: string, query?: Readonly<Record<string, readonly string[]>>) => unknown;

const statuses: readonly Status[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

/** The Docker state through the Engine API; each kind of thing is read when it is first asked for. */
export function readState(get: ReadApi, events: () => readonly EventRecord[]): HostState {
  return new ApiState(get, events);
}

class ApiState implements HostState {
  readonly #get: ReadApi;
  readonly #events: () => readonly EventRecord[];
  #containers: readonly ContainerState[] | undefined;
  #images: readonly ImageState[] | undefined;
  #networks: readonly NetworkState[] | undefined;
  #volumes: readonly VolumeState[] | undefined;

  constructor(get: ReadApi, events: () => readonly EventRecord[]) {
    this.#get = get;
    this.#events = events;
  }

  get containers(): readonly ContainerState[] {
    return (this.#containers ??= new Json(this.#get('/containers/json', { all: ['1'] }))
      .list()
      .map(item => readContainer(new Json(this.#get(`/containers/${item.at('Id').text()}/json`)), this.#events)));
  }

  get images(): readonly ImageState[] {
    return (this.#images ??= new Json(this.#get('/images/json')).list().map(readImage));
  }

  get networks(): readonly NetworkState[] {
    return (this.#networks ??= new Json(this.#get('/networks')).list().map(network => readNetwork(network, this.containers)));
  }

  get volumes(): readonly VolumeState[] {
    const volumes = new Json(this.#get('/volumes')).at('Volumes');
    return (this.#volumes ??= volumes.list().map(volume => readVolume(volume, this.containers)));
  }
}

export function readContainer(json: Json, events: () => readonly EventRecord[]): ContainerState {
  const config = json.at('Config');
  const host = json.at('HostConfig');
  const id = json.at('Id').text();
  return {
    id,
    name: json.at('Name').text().replace(/^\//, ''),
    status: statuses.find(status => status === json.at('State', 'Status').text()) ?? 'dead',
    exitCode: json.at('State', 'ExitCode').number(),
    error: json.at('State', 'Error').text(),
    oomKilled: json.at('State', 'OOMKilled').flag(),
    health: json.at('State', 'Health', 'Status').text(),
    image: config.at('Image').text(),
    imageId: json.at('Image').text(),
    command: [json.at('Path').text(), ...json.at('Args').texts()].join(' '),
    user: config.at('User').text(),
    workdir: config.at('WorkingDir').text(),
    hostname: config.at('Hostname').text(),
    detached: !config.at('AttachStdout').flag() || wasStartedAlone(id, events()),
    tty: config.at('Tty').flag(),
    interactive: config.at('OpenStdin').flag(),
    autoRemove: host.at('AutoRemove').flag(),
    restart: host.at('RestartPolicy', 'Name').text(),
    env: new Map(config.at('Env').texts().map(splitVariable)),
    labels: config.at('Labels').textMap(),
    ports: readPorts(json),
    networks: new Map(
      json
        .at('NetworkSettings', 'Networks')
        .entries()
        .map(([name, network]) => [name, network.at('Aliases').texts()]),
    ),
    mounts: new Map(json.at('Mounts').list().map(readMount)),
    memoryBytes: host.at('Memory').number(),
  };
}

/**
 * A container that `docker create` made says that it is attached to, as one that runs in the foreground does. What happened tells them
 * apart: a client that stays attaches before it starts.
 */
function wasStartedAlone(id: string, events: readonly EventRecord[]): boolean {
  const own = events.filter(event => event.id === id && ['create', 'attach', 'start', 'detach', 'die'].includes(event.action));
  const start = own.findLastIndex(({ action }) => action === 'start');
  const isLeft = own.slice(start + 1).some(({ action }) => action === 'detach');
  return start > 0 && (isLeft || own[start - 1]?.action !== 'attach');
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
    tags: json
      .at('RepoTags')
      .texts()
      .filter(tag => tag !== '<none>:<none>'),
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
    subnets: json
      .at('IPAM', 'Config')
      .list()
      .map(config => config.at('Subnet').text()),
    members: containers.filter(container => container.networks.has(name)).map(container => container.name),
    labels: json.at('Labels').textMap(),
  };
}

function readVolume(json: Json, containers: readonly ContainerState[]): VolumeState {
  const name = json.at('Name').text();
  const usedBy = containers.filter(({ mounts }) => [...mounts.values()].some(({ type, source }) => type === 'volume' && source === name));
  return { name, driver: json.at('Driver').text(), labels: json.at('Labels').textMap(), usedBy: usedBy.map(container => container.name) };
}
