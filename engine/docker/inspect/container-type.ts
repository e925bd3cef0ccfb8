import { any, bool, listOf, mapOf, number, pointer, struct, text, textMap, texts, time, type GoType } from '../template/go-type.js';

const health = struct('container.Health', {
  Status: text,
  FailingStreak: number,
  Log: listOf(pointer(struct('container.HealthcheckResult', { Start: time, End: time, ExitCode: number, Output: text }))),
});

const state = struct('container.State', {
  Status: text, Running: bool, Paused: bool, Restarting: bool, OOMKilled: bool, Dead: bool, Pid: number, ExitCode: number,
  Error: text, StartedAt: text, FinishedAt: text, Health: pointer(health),
});

const healthcheck = struct('v1.HealthcheckConfig', { Test: texts, Interval: number, Timeout: number, StartPeriod: number, StartInterval: number, Retries: number });

const portBinding = struct('nat.PortBinding', { 'HostIP:HostIp': text, HostPort: text });
const portMap = mapOf(listOf(portBinding));
const nothing = mapOf(struct('struct {}', {}));

const resources: Readonly<Record<string, GoType>> = {
  'CPUShares:CpuShares': number, Memory: number, 'NanoCPUs:NanoCpus': number, CgroupParent: text, BlkioWeight: number,
  BlkioWeightDevice: listOf(any), BlkioDeviceReadBps: listOf(any), BlkioDeviceWriteBps: listOf(any), BlkioDeviceReadIOps: listOf(any),
  BlkioDeviceWriteIOps: listOf(any), 'CPUPeriod:CpuPeriod': number, 'CPUQuota:CpuQuota': number, 'CPURealtimePeriod:CpuRealtimePeriod': number,
  'CPURealtimeRuntime:CpuRealtimeRuntime': number, CpusetCpus: text, CpusetMems: text,
  Devices: listOf(struct('container.DeviceMapping', { PathOnHost: text, PathInContainer: text, CgroupPermissions: text })),
  DeviceCgroupRules: texts, DeviceRequests: listOf(any), KernelMemory: number, KernelMemoryTCP: number, MemoryReservation: number,
  MemorySwap: number, MemorySwappiness: pointer(number), OomKillDisable: pointer(bool), PidsLimit: pointer(number),
  Ulimits: listOf(pointer(struct('units.Ulimit', { Name: text, Hard: number, Soft: number }))),
  'CPUCount:CpuCount': number, 'CPUPercent:CpuPercent': number, IOMaximumIOps: number, IOMaximumBandwidth: number,
};

const hostConfig = struct('container.HostConfig', {
  Binds: texts, ContainerIDFile: text, LogConfig: struct('container.LogConfig', { Type: text, Config: textMap }), NetworkMode: text,
  PortBindings: portMap, RestartPolicy: struct('container.RestartPolicy', { Name: text, MaximumRetryCount: number }), AutoRemove: bool,
  VolumeDriver: text, VolumesFrom: texts, ConsoleSize: listOf(number), Annotations: textMap, CapAdd: texts, CapDrop: texts,
  CgroupnsMode: text, 'DNS:Dns': texts, 'DNSOptions:DnsOptions': texts, 'DNSSearch:DnsSearch': texts, ExtraHosts: texts, GroupAdd: texts,
  IpcMode: text, Cgroup: text, Links: texts, OomScoreAdj: number, PidMode: text, Privileged: bool, PublishAllPorts: bool,
  ReadonlyRootfs: bool, SecurityOpt: texts, StorageOpt: textMap, Tmpfs: textMap, UTSMode: text, UsernsMode: text, ShmSize: number,
  Sysctls: textMap, Runtime: text, Isolation: text, Resources: struct('container.Resources', resources), Mounts: listOf(any),
  MaskedPaths: texts, ReadonlyPaths: texts, Init: pointer(bool),
}, ['Resources']);

const config = struct('container.Config', {
  Hostname: text, Domainname: text, User: text, AttachStdin: bool, AttachStdout: bool, AttachStderr: bool, ExposedPorts: nothing,
  Tty: bool, OpenStdin: bool, StdinOnce: bool, Env: texts, Cmd: texts, Healthcheck: pointer(healthcheck), ArgsEscaped: bool, Image: text,
  Volumes: nothing, WorkingDir: text, Entrypoint: texts, NetworkDisabled: bool, MacAddress: text, OnBuild: texts, Labels: textMap,
  StopSignal: text, StopTimeout: pointer(number), Shell: texts,
});

const endpoint = struct('network.EndpointSettings', {
  IPAMConfig: pointer(struct('network.EndpointIPAMConfig', { IPv4Address: text, IPv6Address: text, LinkLocalIPs: texts })),
  Links: texts, Aliases: texts, MacAddress: text, DriverOpts: textMap, GwPriority: number, NetworkID: text, EndpointID: text, Gateway: text,
  IPAddress: text, IPPrefixLen: number, IPv6Gateway: text, GlobalIPv6Address: text, GlobalIPv6PrefixLen: number, DNSNames: texts,
});

const networkSettings = struct('container.NetworkSettings', {
  NetworkSettingsBase: struct('container.NetworkSettingsBase', {
    Bridge: text, SandboxID: text, SandboxKey: text, Ports: portMap, HairpinMode: bool, LinkLocalIPv6Address: text, LinkLocalIPv6PrefixLen: number,
    SecondaryIPAddresses: listOf(any), SecondaryIPv6Addresses: listOf(any),
  }),
  DefaultNetworkSettings: struct('container.DefaultNetworkSettings', {
    EndpointID: text, Gateway: text, GlobalIPv6Address: text, GlobalIPv6PrefixLen: number, IPAddress: text, IPPrefixLen: number,
    IPv6Gateway: text, MacAddress: text,
  }),
  Networks: mapOf(pointer(endpoint)),
}, ['NetworkSettingsBase', 'DefaultNetworkSettings']);

const mountPoint = struct('container.MountPoint', { Type: text, Name: text, Source: text, Destination: text, Driver: text, Mode: text, RW: bool, Propagation: text });

/** What `docker inspect` decodes a container into. */
export const containerType = struct('container.InspectResponse', {
  ContainerJSONBase: struct('container.ContainerJSONBase', {
    'ID:Id': text, Created: text, Path: text, Args: texts, State: pointer(state), Image: text, ResolvConfPath: text, HostnamePath: text,
    HostsPath: text, LogPath: text, Name: text, RestartCount: number, Driver: text, Platform: text, MountLabel: text, ProcessLabel: text,
    AppArmorProfile: text, ExecIDs: texts, HostConfig: pointer(hostConfig),
    GraphDriver: struct('storage.DriverData', { Data: textMap, Name: text }), SizeRw: pointer(number), SizeRootFs: pointer(number),
  }),
  Mounts: listOf(mountPoint),
  Config: pointer(config),
  NetworkSettings: pointer(networkSettings),
  ImageManifestDescriptor: pointer(any),
}, ['ContainerJSONBase']);

export { config as configType };
