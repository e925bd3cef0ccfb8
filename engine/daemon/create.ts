import { decodeConfig, argvOf, isConfigField, mergeImage, type ContainerConfig } from './container-config.js';
import type { ContainerEndpoint, ContainerRecord } from './container.js';
import { shortId } from './container.js';
import { containerEvent } from './container-events.js';
import { createLog } from './container-log.js';
import type { Daemon } from './daemon.js';
import { endpointRequests } from './endpoint-request.js';
import { emptyConfig, failed, noCommand } from './errors.js';
import { decodeHostConfig, withDefaults, type HostConfig } from './host-config.js';
import type { ContainerImage } from './images-port.js';
import { lookUp, objectBody } from './json.js';
import { limits } from './limits.js';
import { checkLinks, hasLinks } from './links.js';
import { Live } from './live.js';
import { resolveMounts, useVolumes } from './mounts.js';
import { checkName, randomName } from './names.js';
import { validateLogging } from './log-options.js';
import { validateSettings } from './validate.js';
import { createRootfs } from './rootfs.js';

/** Of `docker update` too. */
export const noBlockWeights = 'Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.';

export interface Created {
  readonly Id: string;
  readonly Warnings: readonly string[];
}

/** Makes a container, in the order of checks of moby's ContainerCreate; nothing is left behind when one fails. */
export function createContainer(daemon: Daemon, name: string, body: unknown): Created {
  const source = objectBody(body);
  if (!Object.keys(source).some(isConfigField)) throw emptyConfig();
  const asked = decodeConfig(source);
  const wanted = decodeHostConfig(lookUp(source, 'HostConfig'));
  validateSettings(asked, wanted);
  if (daemon.containers.size >= limits.containers) throw failed('drydock: too many containers');
  const hostConfig = withDefaults(wanted);
  const image = asked.Image === '' ? undefined : daemon.images.find(asked.Image);
  const config = mergeImage(asked, image?.defaults ?? {});
  if (argvOf(config).length === 0) throw noCommand();
  validateLogging(hostConfig.LogConfig);
  const id = daemon.random.hex(64);
  const chosen = chooseName(daemon, name, id);
  const endpoints = endpointRequests(daemon, hostConfig, config, lookUp(source, 'NetworkingConfig'));
  checkLinks(daemon, hostConfig);
  return addContainer(daemon, { id, name: chosen, config, hostConfig, endpoints, image, wanted });
}

function chooseName(daemon: Daemon, name: string, id: string): string {
  if (name === '') return randomName(daemon.random, candidate => daemon.containers.idOfName(candidate) !== undefined, id);
  const bare = checkName(name);
  daemon.containers.checkName(bare);
  return bare;
}

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly endpoints: ReadonlyMap<string, ContainerEndpoint>;
  readonly image: ContainerImage | undefined;
  /** As the client sent it. */
  readonly wanted: HostConfig;
}

function addContainer(daemon: Daemon, { id, name, config, hostConfig, endpoints, image, wanted }: Parts): Created {
  const mounts = resolveMounts(daemon, hostConfig, config.Volumes);
  const container: ContainerRecord = {
    id,
    name,
    createdAt: daemon.clock.now(),
    config: { ...config, Hostname: config.Hostname || hostnameOf(daemon, hostConfig, id) },
    hostConfig: { ...hostConfig, NetworkMode: canonicalNetworkMode(daemon, hostConfig.NetworkMode) },
    imageId: image?.id ?? '',
    status: { state: 'created', exitCode: 0, error: '' },
    restartCount: 0,
    stoppedByUser: false,
    mounts,
    endpoints,
    sandboxId: '',
    ports: {},
    layerId: daemon.random.hex(64),
    everStarted: false,
    filesOwner: '',
    health: undefined,
  };
  const rootfs = createRootfs(daemon, container, image);
  daemon.containers.add(container);
  daemon.live.set(id, new Live(rootfs, createLog(hostConfig.LogConfig)));
  useVolumes(daemon, container);
  if (hasLinks(hostConfig)) daemon.linkers.add(id);
  containerEvent(daemon, container, 'create');
  return { Id: id, Warnings: warningsFor(hostConfig, wanted) };
}

function hostnameOf(daemon: Daemon, hostConfig: HostConfig, id: string): string {
  if (hostConfig.NetworkMode === 'host' || hostConfig.UTSMode === 'host') return daemon.hostNamespaces.uts.hostname;
  if (hostConfig.NetworkMode.startsWith('container:')) return '';
  return shortId(id);
}

/** `container:web` names the container by its id from now on, as the beginning of a network's id is made whole; what does not exist is noticed at the start. */
function canonicalNetworkMode(daemon: Daemon, mode: string): string {
  if (!mode.startsWith('container:')) return daemon.networks.byName(mode) ? mode : (daemon.networks.lookUp(mode)?.id ?? mode);
  const owner = daemon.containers.lookUp(mode.slice('container:'.length));
  return owner ? `container:${owner.id}` : mode;
}

/** Wishes that the host cannot fulfil, in moby's order (daemon_unix.go, verifyPlatformContainerResources). */
function warningsFor(hostConfig: HostConfig, wanted: HostConfig): readonly string[] {
  const publishes = Object.keys(hostConfig.PortBindings ?? {}).length > 0 || hostConfig.PublishAllPorts;
  const lost: readonly (readonly [boolean, string])[] = [
    [
      hostConfig.OomKillDisable === true && hostConfig.Memory === 0,
      'OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
    ],
    [wanted.BlkioWeight > 0, noBlockWeights],
    [
      (wanted.BlkioWeightDevice?.length ?? 0) > 0,
      'Your kernel does not support Block I/O weight_device or the cgroup is not mounted. Weight-device discarded.',
    ],
    [hostConfig.NetworkMode === 'host' && publishes, 'Published ports are discarded when using host network mode'],
  ];
  return lost.flatMap(([isLost, warning]) => (isLost ? [warning] : []));
}
