import {
  anything,
  bool,
  command,
  decodeFields,
  integer,
  listOf,
  mapOf,
  nullable,
  optional,
  recordOf,
  strings,
  text,
  textMap,
  type DecodedFields,
  type Decoder,
} from './json.js';
import { fullCapability } from './capabilities.js';

/** One host address of a published port. */
export interface PortBinding {
  readonly HostIp: string;
  readonly HostPort: string;
}

const portBinding: Decoder<PortBinding> = recordOf({ HostIp: text, HostPort: text });

const logConfig = recordOf({ Type: text, Config: textMap });

const restartPolicy = recordOf({ Name: text, MaximumRetryCount: integer });

const consoleSize: Decoder<readonly number[]> = (value, field) => listOf(integer, '[2]uint')(value, field) ?? [0, 0];

const volumeOptions = recordOf({
  NoCopy: optional(bool),
  Labels: optional(textMap),
  Subpath: optional(text),
  DriverConfig: optional(recordOf({ Name: optional(text), Options: optional(textMap) })),
});

const mountFields = {
  Type: text,
  Source: optional(text),
  Target: text,
  ReadOnly: optional(bool),
  Consistency: optional(text),
  BindOptions: optional(recordOf({ Propagation: optional(text), NonRecursive: optional(bool), CreateMountpoint: optional(bool) })),
  VolumeOptions: optional(volumeOptions),
  TmpfsOptions: optional(recordOf({ SizeBytes: optional(integer), Mode: optional(integer) })),
};

/** A mount of `--mount`. */
export type MountRequest = DecodedFields<typeof mountFields>;

const ulimit = recordOf({ Name: text, Hard: integer, Soft: integer });

const things = listOf(anything, '[]object');

/** Every field of HostConfig in the order in which the Engine prints them (api/types/container/hostconfig.go). */
const fields = {
  Binds: strings,
  ContainerIDFile: text,
  LogConfig: logConfig,
  NetworkMode: text,
  PortBindings: mapOf(listOf(portBinding, '[]nat.PortBinding')),
  RestartPolicy: restartPolicy,
  AutoRemove: bool,
  VolumeDriver: text,
  VolumesFrom: strings,
  ConsoleSize: consoleSize,
  Annotations: optional(textMap),
  CapAdd: command,
  CapDrop: command,
  CgroupnsMode: text,
  Dns: strings,
  DnsOptions: strings,
  DnsSearch: strings,
  ExtraHosts: strings,
  GroupAdd: strings,
  IpcMode: text,
  Cgroup: text,
  Links: strings,
  OomScoreAdj: integer,
  PidMode: text,
  Privileged: bool,
  PublishAllPorts: bool,
  ReadonlyRootfs: bool,
  SecurityOpt: strings,
  StorageOpt: optional(textMap),
  Tmpfs: optional(textMap),
  UTSMode: text,
  UsernsMode: text,
  ShmSize: integer,
  Sysctls: optional(textMap),
  Runtime: text,
  Isolation: text,
  CpuShares: integer,
  Memory: integer,
  NanoCpus: integer,
  CgroupParent: text,
  BlkioWeight: integer,
  BlkioWeightDevice: things,
  BlkioDeviceReadBps: things,
  BlkioDeviceWriteBps: things,
  BlkioDeviceReadIOps: things,
  BlkioDeviceWriteIOps: things,
  CpuPeriod: integer,
  CpuQuota: integer,
  CpuRealtimePeriod: integer,
  CpuRealtimeRuntime: integer,
  CpusetCpus: text,
  CpusetMems: text,
  Devices: things,
  DeviceCgroupRules: strings,
  DeviceRequests: things,
  MemoryReservation: integer,
  MemorySwap: integer,
  MemorySwappiness: nullable(integer),
  OomKillDisable: nullable(bool),
  PidsLimit: nullable(integer),
  Ulimits: listOf(ulimit, '[]*container.Ulimit'),
  CpuCount: integer,
  CpuPercent: integer,
  IOMaximumIOps: integer,
  IOMaximumBandwidth: integer,
  Mounts: optional(listOf(recordOf(mountFields), '[]mount.Mount')),
  MaskedPaths: strings,
  ReadonlyPaths: strings,
  Init: optional(nullable(bool)),
};

/** How a container is to be run on this host. */
export type HostConfig = DecodedFields<typeof fields>;

const maskedPaths = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
  '/sys/devices/virtual/powercap',
];

const readonlyPaths = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/** Decodes what a client sent, without the daemon's defaults. */
export function decodeHostConfig(value: unknown): HostConfig {
  return decodeFields(fields, value, 'HostConfig');
}

/** Fills in what the daemon chooses when nobody said otherwise. */
export function withDefaults(config: HostConfig): HostConfig {
  return {
    ...config,
    LogConfig: { Type: config.LogConfig.Type || 'json-file', Config: config.LogConfig.Config ?? {} },
    NetworkMode: config.NetworkMode === '' || config.NetworkMode === 'default' ? 'bridge' : config.NetworkMode,
    RestartPolicy: { ...config.RestartPolicy, Name: config.RestartPolicy.Name || 'no' },
    CgroupnsMode: config.CgroupnsMode || 'host',
    IpcMode: config.IpcMode || 'private',
    ShmSize: config.ShmSize || 67_108_864,
    Runtime: config.Runtime || 'runc',
    MemorySwap: config.MemorySwap || config.Memory * 2,
    CapAdd: config.CapAdd?.map(fullCapability) ?? null,
    CapDrop: config.CapDrop?.map(fullCapability) ?? null,
    // The kernel has no weights for block devices: the wish is discarded, with a warning.
    BlkioWeight: 0,
    BlkioWeightDevice: config.BlkioWeightDevice && [],
    MemorySwappiness: config.MemorySwappiness === -1 ? null : config.MemorySwappiness,
    PidsLimit: config.PidsLimit === 0 ? null : config.PidsLimit,
    OomKillDisable: config.OomKillDisable ?? false,
    SecurityOpt: config.SecurityOpt ?? (config.Privileged ? ['label=disable'] : null),
    MaskedPaths: config.MaskedPaths ?? (config.Privileged ? null : maskedPaths),
    ReadonlyPaths: config.ReadonlyPaths ?? (config.Privileged ? null : readonlyPaths),
  };
}

/** Limits that `docker update` can change; fields left out keep what they were. */
export const updateFields = {
  CpuShares: fields.CpuShares,
  Memory: fields.Memory,
  NanoCpus: fields.NanoCpus,
  BlkioWeight: fields.BlkioWeight,
  CpuPeriod: fields.CpuPeriod,
  CpuQuota: fields.CpuQuota,
  CpuRealtimePeriod: fields.CpuRealtimePeriod,
  CpuRealtimeRuntime: fields.CpuRealtimeRuntime,
  CpusetCpus: fields.CpusetCpus,
  CpusetMems: fields.CpusetMems,
  MemoryReservation: fields.MemoryReservation,
  MemorySwap: fields.MemorySwap,
  PidsLimit: fields.PidsLimit,
  RestartPolicy: fields.RestartPolicy,
};
