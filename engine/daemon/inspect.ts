import type { ContainerConfig } from './container-config.js';
import type { ContainerRecord, Status } from './container.js';
import { argvOf } from './container-config.js';
import type { Daemon } from './daemon.js';
import { endpointJson } from './endpoint-settings.js';
import { runningExecs } from './exec.js';
import { configDirectory } from './host-files.js';
import { linksJson } from './links.js';
import { mountPointJson } from './mount-point.js';
import { formatTime, ZERO_TIME } from './timestamps.js';

type Json = Readonly<Record<string, unknown>>;

/** `GET /containers/{id}/json`, field by field as the Engine prints it. */
export function inspectContainer(daemon: Daemon, reference: string, { withSize }: { readonly withSize: boolean }): Json {
  const container = daemon.containers.find(reference);
  const [path = '', ...args] = argvOf(container.config);
  const files = container.filesOwner === '' ? undefined : configDirectory(container.filesOwner);
  return {
    Id: container.id,
    Created: formatTime(daemon.clock, container.createdAt),
    Path: path,
    Args: args,
    State: stateJson(daemon, container),
    Image: container.imageId,
    ResolvConfPath: files === undefined ? '' : `${files}/resolv.conf`,
    HostnamePath: files === undefined ? '' : `${files}/hostname`,
    HostsPath: files === undefined ? '' : `${files}/hosts`,
    LogPath:
      container.everStarted && container.hostConfig.LogConfig.Type === 'json-file'
        ? `${configDirectory(container.id)}/${container.id}-json.log`
        : '',
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: runningExecs(daemon, container.id),
    HostConfig: Object.assign({}, container.hostConfig, { Links: linksJson(daemon, container) }),
    GraphDriver: graphDriverJson(daemon, container),
    ...(withSize ? sizesJson(daemon, container) : {}),
    Mounts: container.mounts.map(mountPointJson),
    Config: configJson(container.config),
    NetworkSettings: networkSettingsJson(container, daemon),
  };
}

/** Go leaves Volumes and the like as null when nobody set them. */
function configJson(config: ContainerConfig): Json {
  const { Volumes } = config;
  return { ...config, Volumes: Volumes && Object.keys(Volumes).length > 0 ? Volumes : null };
}

function stateJson(daemon: Daemon, container: ContainerRecord): Json {
  const { status } = container;
  return {
    Status: status.state === 'running' && status.paused ? 'paused' : status.state,
    Running: status.state === 'running' || status.state === 'restarting',
    Paused: status.state === 'running' && status.paused,
    Restarting: status.state === 'restarting',
    OOMKilled: 'oomKilled' in status && status.oomKilled,
    Dead: status.state === 'dead',
    Pid: status.state === 'running' ? status.pid : 0,
    ExitCode: 'exitCode' in status ? status.exitCode : 0,
    Error: 'error' in status ? status.error : '',
    StartedAt: momentJson(daemon, status, 'startedAt'),
    FinishedAt: momentJson(daemon, status, 'finishedAt'),
    ...(container.health ? { Health: healthJson(daemon, container) } : {}),
  };
}

function momentJson(daemon: Daemon, status: Status, which: 'startedAt' | 'finishedAt'): string {
  if (status.state === 'created') return ZERO_TIME;
  const moment = status[which];
  return moment === undefined ? ZERO_TIME : formatTime(daemon.clock, moment);
}

function healthJson(daemon: Daemon, { health }: ContainerRecord): Json | undefined {
  if (!health) return undefined;
  return {
    Status: health.status,
    FailingStreak: health.failingStreak,
    Log: health.log.map(({ start, end, exitCode, output }) => ({
      Start: formatTime(daemon.clock, start),
      End: formatTime(daemon.clock, end),
      ExitCode: exitCode,
      Output: output,
    })),
  };
}

function graphDriverJson(daemon: Daemon, container: ContainerRecord): Json {
  const root = '/var/lib/docker/overlay2';
  const lower = daemon.images.get(container.imageId)?.layerDirectories ?? [];
  return {
    Data: {
      ID: container.id,
      LowerDir: [`${container.layerId}-init`, ...lower].map(name => `${root}/${name}/diff`).join(':'),
      MergedDir: `${root}/${container.layerId}/merged`,
      UpperDir: `${root}/${container.layerId}/diff`,
      WorkDir: `${root}/${container.layerId}/work`,
    },
    Name: 'overlay2',
  };
}

/** Bytes that the container itself has written, and those with its image. */
export function sizesOf(daemon: Daemon, container: ContainerRecord): { readonly rw: number; readonly rootFs: number } {
  const rw = daemon.liveOf(container).rootfs.sizeOfChanges();
  return { rw, rootFs: rw + (daemon.images.get(container.imageId)?.sizeBytes ?? 0) };
}

function sizesJson(daemon: Daemon, container: ContainerRecord): Json {
  const { rw, rootFs } = sizesOf(daemon, container);
  return { SizeRw: rw, SizeRootFs: rootFs };
}

function networkSettingsJson(container: ContainerRecord, daemon: Daemon): Json {
  const bridge = container.endpoints.get('bridge');
  return {
    Bridge: '',
    SandboxID: container.sandboxId,
    SandboxKey: container.sandboxId === '' ? '' : (daemon.live.get(container.id)?.sandbox?.key ?? ''),
    Ports: container.ports,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.endpointId ?? '',
    Gateway: bridge?.gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: bridge?.ip ?? '',
    IPPrefixLen: bridge?.prefixLength ?? 0,
    IPv6Gateway: '',
    MacAddress: bridge?.mac ?? '',
    Networks: networksJson(container),
  };
}

/** By name, as Go sorts a map. */
export function networksJson(container: ContainerRecord): Json {
  const endpoints = [...container.endpoints].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(endpoints.map(([name, settings]) => [name, endpointJson(settings)]));
}
