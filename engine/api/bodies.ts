import {
  bool,
  command,
  duration,
  fileMode,
  int,
  int64,
  map,
  slice,
  string,
  struct,
  uint,
  uint16,
  uint64,
  type GoBody,
  type GoType,
} from './go-types.js';

// The bodies of requests as the packages api/types/… of moby 28 declare them; what is not declared there is not looked at.

const text = string();
const texts = slice(text);
const textMap = map(text);
const emptyStruct = struct('struct {}');
const consoleSize = slice(uint, '[2]uint');

const all = <T extends GoType>(type: T, ...names: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(names.map(name => [name, type]));

const healthcheck = struct('v1.HealthcheckConfig', {
  Test: texts,
  ...all(duration, 'Interval', 'Timeout', 'StartPeriod', 'StartInterval'),
  Retries: int,
});

const config = {
  ...all(text, 'Hostname', 'Domainname', 'User', 'Image', 'WorkingDir', 'MacAddress', 'StopSignal'),
  ...all(bool, 'AttachStdin', 'AttachStdout', 'AttachStderr', 'Tty', 'OpenStdin', 'StdinOnce', 'ArgsEscaped', 'NetworkDisabled'),
  ...all(texts, 'Env', 'OnBuild'),
  ...all(command, 'Cmd', 'Entrypoint', 'Shell'),
  ExposedPorts: map(emptyStruct, 'nat.PortSet'),
  Healthcheck: healthcheck,
  Volumes: map(emptyStruct),
  Labels: textMap,
  StopTimeout: int,
};

const mount = struct('mount.Mount', {
  Type: string('mount.Type'),
  ...all(text, 'Source', 'Target'),
  ReadOnly: bool,
  Consistency: string('mount.Consistency'),
  BindOptions: struct('mount.BindOptions', {
    Propagation: string('mount.Propagation'),
    ...all(bool, 'NonRecursive', 'CreateMountpoint', 'ReadOnlyNonRecursive', 'ReadOnlyForceRecursive'),
  }),
  VolumeOptions: struct('mount.VolumeOptions', {
    NoCopy: bool,
    Labels: textMap,
    Subpath: text,
    DriverConfig: struct('mount.Driver', { Name: text, Options: textMap }),
  }),
  ImageOptions: struct('mount.ImageOptions', { Subpath: text }),
  TmpfsOptions: struct('mount.TmpfsOptions', { SizeBytes: int64, Mode: fileMode, Options: slice(texts) }),
  ClusterOptions: struct('mount.ClusterOptions'),
});

const restartPolicy = struct('container.RestartPolicy', { Name: string('container.RestartPolicyMode'), MaximumRetryCount: int });
const throttles = slice(struct('blkiodev.ThrottleDevice', { Path: text, Rate: uint64 }), '[]*blkiodev.ThrottleDevice');

const resources = {
  ...all(int64, 'CpuShares', 'Memory', 'NanoCpus', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime'),
  ...all(int64, 'KernelMemory', 'KernelMemoryTCP', 'MemoryReservation', 'MemorySwap', 'MemorySwappiness', 'PidsLimit'),
  ...all(int64, 'CpuCount', 'CpuPercent'),
  ...all(text, 'CgroupParent', 'CpusetCpus', 'CpusetMems'),
  BlkioWeight: uint16,
  BlkioWeightDevice: slice(struct('blkiodev.WeightDevice', { Path: text, Weight: uint16 }), '[]*blkiodev.WeightDevice'),
  ...all(throttles, 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps'),
  Devices: slice(struct('container.DeviceMapping', all(text, 'PathOnHost', 'PathInContainer', 'CgroupPermissions'))),
  DeviceCgroupRules: texts,
  DeviceRequests: slice(
    struct('container.DeviceRequest', { Driver: text, Count: int, DeviceIDs: texts, Capabilities: slice(texts), Options: textMap }),
  ),
  OomKillDisable: bool,
  Ulimits: slice(struct('units.Ulimit', { Name: text, Hard: int64, Soft: int64 }), '[]*units.Ulimit'),
  ...all(uint64, 'IOMaximumIOps', 'IOMaximumBandwidth'),
};

const modes = ['NetworkMode', 'CgroupnsMode', 'IpcMode', 'PidMode', 'UTSMode', 'UsernsMode', 'Isolation'];

const hostConfig = struct('container.HostConfig', {
  ...resources,
  ...all(texts, 'Binds', 'VolumesFrom', 'Dns', 'DnsOptions', 'DnsSearch', 'ExtraHosts', 'GroupAdd', 'Links', 'SecurityOpt'),
  ...all(texts, 'MaskedPaths', 'ReadonlyPaths'),
  ...all(text, 'ContainerIDFile', 'VolumeDriver', 'Runtime'),
  ...Object.fromEntries(modes.map(name => [name, string(`container.${name}`)])),
  Cgroup: string('container.CgroupSpec'),
  ...all(bool, 'AutoRemove', 'Privileged', 'PublishAllPorts', 'ReadonlyRootfs', 'Init'),
  ...all(textMap, 'Annotations', 'StorageOpt', 'Tmpfs', 'Sysctls'),
  ...all(command, 'CapAdd', 'CapDrop'),
  LogConfig: struct('container.LogConfig', { Type: text, Config: textMap }),
  PortBindings: map(slice(struct('nat.PortBinding', all(text, 'HostIp', 'HostPort'))), 'nat.PortMap'),
  RestartPolicy: restartPolicy,
  ConsoleSize: consoleSize,
  OomScoreAdj: int,
  ShmSize: int64,
  Mounts: slice(mount),
});

const endpointAddresses = ['MacAddress', 'NetworkID', 'EndpointID', 'Gateway', 'IPAddress', 'IPv6Gateway', 'GlobalIPv6Address'];

const endpoint = struct('network.EndpointSettings', {
  IPAMConfig: struct('network.EndpointIPAMConfig', { ...all(text, 'IPv4Address', 'IPv6Address'), LinkLocalIPs: texts }),
  ...all(texts, 'Links', 'Aliases', 'DNSNames'),
  ...all(text, ...endpointAddresses),
  DriverOpts: textMap,
  ...all(int, 'GwPriority', 'IPPrefixLen', 'GlobalIPv6PrefixLen'),
});

/** Decoded into a pointer, which has no name of its own: paths begin with a dot. */
const unnamed = (name: string, fields: Readonly<Record<string, GoType>>): GoBody => ({ type: struct(name, fields), root: '' });
const named = (name: string, fields: Readonly<Record<string, GoType>>): GoBody => ({
  type: struct(name, fields),
  root: name.replace(/^.*\./, ''),
});

export const containerBody = unnamed('container.CreateRequest', {
  ...config,
  HostConfig: hostConfig,
  NetworkingConfig: struct('network.NetworkingConfig', { EndpointsConfig: map(endpoint, 'map[string]*network.EndpointSettings') }),
});

export const updateBody = named('container.UpdateConfig', { ...resources, RestartPolicy: restartPolicy });

export const execBody = named('container.ExecOptions', {
  ...all(text, 'User', 'DetachKeys', 'WorkingDir'),
  ...all(bool, 'Privileged', 'Tty', 'AttachStdin', 'AttachStdout', 'AttachStderr', 'Detach'),
  ...all(texts, 'Env', 'Cmd'),
  ConsoleSize: consoleSize,
});

export const execStartBody = named('container.ExecStartOptions', { Detach: bool, Tty: bool, ConsoleSize: consoleSize });

export const networkBody = named('network.CreateRequest', {
  ...all(text, 'Name', 'Driver', 'Scope'),
  ...all(bool, 'CheckDuplicate', 'EnableIPv4', 'EnableIPv6', 'Internal', 'Attachable', 'Ingress', 'ConfigOnly'),
  ...all(textMap, 'Options', 'Labels'),
  IPAM: struct('network.IPAM', {
    Driver: text,
    Options: textMap,
    Config: slice(struct('network.IPAMConfig', { ...all(text, 'Subnet', 'IPRange', 'Gateway'), AuxiliaryAddresses: textMap })),
  }),
  ConfigFrom: struct('network.ConfigReference', { Network: text }),
});

export const connectBody = named('network.ConnectOptions', { Container: text, EndpointConfig: endpoint });
export const disconnectBody = named('network.DisconnectOptions', { Container: text, Force: bool });

export const volumeBody = named('volume.CreateOptions', {
  ...all(text, 'Name', 'Driver'),
  ...all(textMap, 'DriverOpts', 'Labels'),
  ClusterVolumeSpec: struct('volume.ClusterVolumeSpec'),
});

const authFields = ['username', 'password', 'auth', 'email', 'serveraddress', 'identitytoken', 'registrytoken'];
export const authBody: GoBody = { ...unnamed('registry.AuthConfig', all(text, ...authFields)), bare: true };

// ── swarm mode and plugins, which are refused only after their bodies have been read ─────────────────────────────────────

const labels = { Name: text, Labels: textMap };
const bytes = string('[]uint8');
export const swarmBodies = {
  init: named('swarm.InitRequest', {
    ...all(text, 'ListenAddr', 'AdvertiseAddr', 'DataPathAddr', 'Availability'),
    ...all(bool, 'ForceNewCluster', 'AutoLockManagers'),
  }),
  join: named('swarm.JoinRequest', {
    ...all(text, 'ListenAddr', 'AdvertiseAddr', 'DataPathAddr', 'JoinToken', 'Availability'),
    RemoteAddrs: texts,
  }),
  update: named('swarm.Spec', labels),
  unlock: named('swarm.UnlockRequest', { UnlockKey: text }),
  node: named('swarm.NodeSpec', { ...labels, Role: string('swarm.NodeRole'), Availability: string('swarm.NodeAvailability') }),
  service: named('swarm.ServiceSpec', { ...labels, TaskTemplate: struct('swarm.TaskSpec') }),
  secret: named('swarm.SecretSpec', { ...labels, Data: bytes }),
  config: named('swarm.ConfigSpec', { ...labels, Data: bytes }),
};

export const pluginSettingsBody: GoBody = { type: texts, root: '' };
