import { machine } from '../process/machine.js';
import { parseSignal } from '../process/signals.js';
import { capabilityNames } from './capabilities.js';
import type { ContainerConfig, Healthcheck } from './container-config.js';
import {
  conflictingOptions,
  invalid,
  noSuchLogDriver,
  notSimulated,
  relativeWorkingDirectory,
  unknownLogOption,
  unknownSignal,
} from './errors.js';
import type { HostConfig } from './host-config.js';
import { refuseUnsimulated } from './unsimulated.js';

const MIB = 1_048_576;
const NANOS_PER_MS = 1_000_000;

/** Refuses what moby's verifyContainerSettings refuses, in its order. */
export function validateSettings(config: ContainerConfig, host: HostConfig): void {
  validateConfig(config);
  validateHostConfig(host);
  validateResources(host);
  validateModes(config, host);
  validateRest(host);
}

function validateConfig(config: ContainerConfig): void {
  if (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) throw relativeWorkingDirectory(config.WorkingDir);
  if (config.StopSignal !== undefined && parseSignal(config.StopSignal) === undefined) throw unknownSignal(config.StopSignal);
  for (const entry of config.Env ?? []) {
    if (entry === '' || entry.startsWith('=')) throw invalid(`invalid environment variable: ${entry}`);
  }
  if (config.Healthcheck) validateHealthcheck(config.Healthcheck);
}

function validateHealthcheck(check: Healthcheck): void {
  const times = { Interval: check.Interval, Timeout: check.Timeout, StartPeriod: check.StartPeriod, StartInterval: check.StartInterval };
  for (const [name, value] of Object.entries(times)) {
    if (value !== undefined && value !== 0 && value < NANOS_PER_MS) throw invalid(`${name} in Healthcheck cannot be less than 1ms`);
  }
  if ((check.Retries ?? 0) < 0) throw invalid('Retries in Healthcheck cannot be negative');
}

function validateHostConfig(host: HostConfig): void {
  const policy = host.RestartPolicy.Name;
  if (host.AutoRemove && policy !== '' && policy !== 'no') throw invalid("can't create 'AutoRemove' container with restart policy");
  for (const [port, bindings] of Object.entries(host.PortBindings ?? {})) {
    const [number = ''] = port.split('/');
    if (!/^\d*$/.test(number) || Number(number) > 65_535) throw invalid(`invalid port specification: "${number}"`);
    for (const { HostPort } of bindings ?? []) if (!isPortRange(HostPort)) throw invalid(`invalid port specification: "${HostPort}"`);
  }
  validateRestartPolicy(host.RestartPolicy);
  validateCapabilities('CapAdd', host.CapAdd ?? []);
  validateCapabilities('CapDrop', host.CapDrop ?? []);
}

/** Empty, a port, or `first-last`. */
function isPortRange(text: string): boolean {
  if (text === '') return true;
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return false;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return last <= 65_535 && first <= last;
}

export function validateRestartPolicy({ Name, MaximumRetryCount }: HostConfig['RestartPolicy']): void {
  if (!['', 'no', 'always', 'on-failure', 'unless-stopped'].includes(Name)) {
    throw invalid(`invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`);
  }
  if (MaximumRetryCount !== 0 && Name !== 'on-failure')
    throw invalid("invalid restart policy: maximum retry count can only be used with 'on-failure'");
  if (MaximumRetryCount < 0) throw invalid('invalid restart policy: maximum retry count cannot be negative');
}

function validateCapabilities(field: string, names: readonly string[]): void {
  for (const name of names) {
    const full = name.toUpperCase().startsWith('CAP_') ? name.toUpperCase() : `CAP_${name.toUpperCase()}`;
    if (full === 'CAP_ALL' || capabilityNames.has(full)) continue;
    throw invalid(`invalid ${field}: unknown capability: "${full}"`);
  }
}

/** Limits that a container is given or that `docker update` asks for. */
export type ResourceLimits = Pick<
  HostConfig,
  'Memory' | 'MemorySwap' | 'MemoryReservation' | 'NanoCpus' | 'CpuPeriod' | 'CpuQuota' | 'CpusetCpus' | 'BlkioWeight' | 'CpuShares'
>;

export function validateResources(host: ResourceLimits): void {
  validateMemory(host);
  validateCpu(host);
  if (host.BlkioWeight !== 0 && (host.BlkioWeight < 10 || host.BlkioWeight > 1000))
    throw invalid('Range of blkio weight is from 10 to 1000');
}

function validateMemory({ Memory, MemorySwap, MemoryReservation }: ResourceLimits): void {
  if (Memory !== 0 && Memory < 6 * MIB) throw invalid('Minimum memory limit allowed is 6MB');
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) {
    throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (Memory === 0 && MemorySwap > 0) throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  if (MemoryReservation > 0 && MemoryReservation < 6 * MIB) throw invalid('Minimum memory reservation allowed is 6MB');
  if (Memory > 0 && MemoryReservation > 0 && Memory < MemoryReservation) {
    throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
}

function validateCpu({ NanoCpus, CpuPeriod, CpuQuota, CpusetCpus }: ResourceLimits): void {
  if (NanoCpus > 0 && CpuPeriod > 0) throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (NanoCpus > 0 && CpuQuota > 0) throw invalid('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (NanoCpus < 0 || NanoCpus > machine.cpus * 1e9) {
    throw invalid(`range of CPUs is from 0.01 to ${machine.cpus.toFixed(2)}, as there are only ${String(machine.cpus)} CPUs available`);
  }
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000)) {
    throw invalid('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (CpuQuota > 0 && CpuQuota < 1000) throw invalid('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  if (CpusetCpus !== '') validateCpuset(CpusetCpus);
}

function validateCpuset(text: string): void {
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) throw invalid(`Invalid value ${text} for cpuset cpus`);
  const highest = Math.max(...text.split(/[,-]/).map(Number));
  if (highest >= machine.cpus) {
    throw invalid(`Requested CPUs are not available - requested ${text}, available: 0-${String(machine.cpus - 1)}`);
  }
}

/** Options that contradict a network or namespace mode. */
function validateModes(config: ContainerConfig, host: HostConfig): void {
  if (host.NetworkMode === 'container:') throw invalid('invalid network mode: invalid container format container:<name|id>');
  if (host.NetworkMode.startsWith('container:')) validateShared(config, host);
  if (host.NetworkMode === 'host' && (host.Links?.length ?? 0) > 0) {
    throw conflictingOptions("host type networking can't be used with links. This would result in undefined behavior");
  }
  if (!['', 'host'].includes(host.PidMode) && !host.PidMode.startsWith('container:')) throw invalid(`invalid PID mode: ${host.PidMode}`);
  const isKnownIpc = ['', 'none', 'host', 'private', 'shareable'].includes(host.IpcMode) || host.IpcMode.startsWith('container:');
  if (!isKnownIpc) throw invalid(`invalid IPC mode: ${host.IpcMode}`);
  if (host.UTSMode !== '' && host.UTSMode !== 'host') throw invalid(`invalid UTS mode: ${host.UTSMode}`);
  if (host.UTSMode === 'host' && config.Hostname !== '') throw conflictingOptions('hostname and the UTS mode');
}

function validateShared(config: ContainerConfig, host: HostConfig): void {
  if (config.Hostname !== '') throw conflictingOptions('hostname and the network mode');
  if ((host.Links?.length ?? 0) > 0)
    throw conflictingOptions("container type network can't be used with links. This would result in undefined behavior");
  if ((host.Dns?.length ?? 0) > 0) throw conflictingOptions('dns and the network mode');
  if ((host.ExtraHosts?.length ?? 0) > 0) throw conflictingOptions('custom host-to-IP mapping and the network mode');
  const publishes = Object.keys(host.PortBindings ?? {}).length > 0 || host.PublishAllPorts;
  if (publishes) throw conflictingOptions('port publishing and the container type network mode');
  if (config.ExposedPorts) throw conflictingOptions('port exposing and the container type network mode');
}

function validateRest(host: HostConfig): void {
  if (host.ShmSize < 0) throw invalid('SHM size can not be less than 0');
  if (Math.abs(host.OomScoreAdj) > 1000)
    throw invalid(`Invalid value ${String(host.OomScoreAdj)}, range for oom score adj is [-1000, 1000]`);
  if (!['', 'runc', 'io.containerd.runc.v2'].includes(host.Runtime)) throw invalid(`unknown or invalid runtime name: ${host.Runtime}`);
  for (const path of Object.keys(host.Tmpfs ?? {})) {
    if (!path.startsWith('/')) throw invalid(`invalid mount path: '${path}' mount path must be absolute`);
  }
  refuseUnsimulated(host);
}

const logOptions: Readonly<Record<string, readonly string[]>> = {
  'json-file': [
    'max-file',
    'max-size',
    'compress',
    'labels',
    'labels-regex',
    'env',
    'env-regex',
    'tag',
    'cache-disabled',
    'cache-max-file',
    'cache-max-size',
    'cache-compress',
  ],
  local: ['max-file', 'max-size', 'compress'],
  none: [],
};
const remoteLogDrivers = new Set(['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'splunk', 'syslog']);

/** The log driver must exist and know its options. */
export function validateLogging({ Type, Config }: HostConfig['LogConfig']): void {
  if (remoteLogDrivers.has(Type)) throw notSimulated(`log driver ${Type}`);
  const known = logOptions[Type];
  if (!known) throw noSuchLogDriver(Type);
  const general = Type === 'none' ? [] : ['mode', 'max-buffer-size'];
  for (const option of Object.keys(Config ?? {}).sort()) {
    if (Type !== 'none' && !known.includes(option) && !general.includes(option)) throw unknownLogOption(option, Type);
  }
}
