import { machine } from '../process/machine.js';
import type { Daemon } from './daemon.js';
import { invalid } from './errors.js';
import { summaryJson } from './list.js';
import { formatTime } from './timestamps.js';
import { mountpointOf } from './volume.js';
import { volumeJson } from './volumes.js';
import { listImages } from './images/list.js';

type Json = Readonly<Record<string, unknown>>;

export const ENGINE_VERSION = '28.2.2';
const BUILD_TIME = '2025-05-30T12:07:28.000000000+00:00';
const GIT_COMMIT = '45873be';

/** `GET /version`. */
export function versionJson(api: { readonly version: string; readonly oldest: string }): Json {
  const details = {
    ApiVersion: api.version,
    Arch: 'amd64',
    BuildTime: BUILD_TIME,
    Experimental: 'false',
    GitCommit: GIT_COMMIT,
    GoVersion: 'go1.24.3',
    KernelVersion: machine.kernelRelease,
    MinAPIVersion: api.oldest,
    Os: 'linux',
  };
  return {
    Platform: { Name: '' },
    Components: [
      { Name: 'Engine', Version: ENGINE_VERSION, Details: details },
      { Name: 'containerd', Version: '1.7.27', Details: { GitCommit: '05044ec0a9a75232cad458027ca83437aae3f4da' } },
      { Name: 'runc', Version: '1.2.5', Details: { GitCommit: 'v1.2.5-0-g59923ef' } },
      { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: 'de40ad0' } },
    ],
    Version: ENGINE_VERSION,
    ApiVersion: api.version,
    MinAPIVersion: api.oldest,
    GitCommit: GIT_COMMIT,
    GoVersion: 'go1.24.3',
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: machine.kernelRelease,
    BuildTime: BUILD_TIME,
  };
}

/** `GET /info`. */
export function infoJson(daemon: Daemon): Json {
  return { ID: daemon.id, ...countsJson(daemon), ...featuresJson, ...activityJson(daemon), ...machineJson(daemon), ...componentsJson };
}

function countsJson(daemon: Daemon): Json {
  const { running, paused } = daemon.counts;
  return {
    Containers: daemon.containers.size,
    ContainersRunning: running - paused,
    ContainersPaused: paused,
    ContainersStopped: daemon.containers.size - running,
    Images: daemon.images.count(),
  };
}

/** What overlay2 and the kernel can do. */
const featuresJson: Json = {
  Driver: 'overlay2',
  DriverStatus: [
    ['Backing Filesystem', 'extfs'],
    ['Supports d_type', 'true'],
    ['Using metacopy', 'false'],
    ['Native Overlay Diff', 'true'],
    ['userxattr', 'false'],
  ],
  Plugins: {
    Volume: ['local'],
    Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
    Authorization: null,
    Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
  },
  MemoryLimit: true,
  SwapLimit: true,
  KernelMemoryTCP: true,
  CpuCfsPeriod: true,
  CpuCfsQuota: true,
  CPUShares: true,
  CPUSet: true,
  PidsLimit: true,
  IPv4Forwarding: true,
  Debug: false,
};

function activityJson(daemon: Daemon): Json {
  const { running } = daemon.counts;
  return {
    NFd: 30 + 5 * running,
    OomKillDisable: true,
    NGoroutines: 60 + 6 * running,
    SystemTime: formatTime(daemon.clock, daemon.clock.now()),
  };
}

function machineJson(daemon: Daemon): Json {
  return {
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '1',
    NEventsListener: daemon.events.listeners,
    KernelVersion: machine.kernelRelease,
    OperatingSystem: machine.operatingSystem,
    OSVersion: '12',
    OSType: 'linux',
    Architecture: machine.architecture,
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      IndexConfigs: { 'docker.io': { Mirrors: [], Name: 'docker.io', Official: true, Secure: true } },
      InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
      Mirrors: null,
    },
    NCPU: machine.cpus,
    MemTotal: machine.memoryBytes,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: daemon.hostNamespaces.uts.hostname,
    Labels: [],
    ExperimentalBuild: false,
  };
}

const componentsJson: Json = {
  ServerVersion: ENGINE_VERSION,
  Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } },
  DefaultRuntime: 'runc',
  Swarm: { NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null },
  LiveRestoreEnabled: false,
  Isolation: '',
  InitBinary: 'docker-init',
  ContainerdCommit: { ID: '05044ec0a9a75232cad458027ca83437aae3f4da' },
  RuncCommit: { ID: 'v1.2.5-0-g59923ef' },
  InitCommit: { ID: 'de40ad0' },
  SecurityOptions: ['name=seccomp,profile=builtin'],
  FirewallBackend: { Driver: 'iptables' },
  CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
  Containerd: { Address: '/run/containerd/containerd.sock', Namespaces: { Containers: 'moby', Plugins: 'plugins.moby' } },
  Warnings: null,
};

const kinds = ['container', 'image', 'volume', 'build-cache'];

/** `GET /system/df`; without types, everything. */
export function diskUsageJson(daemon: Daemon, types: readonly string[]): Json {
  for (const type of types) if (!kinds.includes(type)) throw invalid(`unknown object type: ${type}`);
  const wants = (type: string): boolean => types.length === 0 || types.includes(type);
  return {
    LayersSize: wants('image') ? daemon.images.store.layersBytes() : 0,
    Images: wants('image') ? imagesJson(daemon) : null,
    Containers: wants('container') ? [...daemon.containers.all()].reverse().map(container => summaryJson(daemon, container, true)) : null,
    Volumes: wants('volume') ? [...daemon.volumes.values()].map(volume => volumeUsageJson(daemon, volume.name)) : null,
    BuildCache: wants('build-cache') ? [] : null,
  };
}

function imagesJson(daemon: Daemon): readonly unknown[] {
  return listImages(daemon.images, { all: false, filters: new Map(), sharedSize: true }).map(image => ({
    ...image,
    Containers: daemon.containers.ofImage(image.Id).size,
    RepoDigests: image.RepoDigests.length > 0 ? image.RepoDigests : null,
    RepoTags: image.RepoTags.length > 0 ? image.RepoTags : null,
  }));
}

function volumeUsageJson(daemon: Daemon, name: string): Json {
  const volume = daemon.volumes.get(name);
  if (!volume) return {};
  return { ...volumeJson(daemon, volume), UsageData: { RefCount: volume.users.size, Size: daemon.tree.sizeOf(mountpointOf(name)) } };
}
