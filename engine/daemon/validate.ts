import { isIpAddress } from '../net/ip.js';
import { machine } from '../process/machine.js';
import { formatProcessors, parseProcessors } from '../process/processors.js';
import { parseSignal } from '../process/signals.js';
import { capabilityNames, fullCapability } from './capabilities.js';
import type { ContainerConfig, Healthcheck } from './container-config.js';
import { invalid, relativeWorkingDirectory, unknownSignal } from './errors.js';
import type { HostConfig } from './host-config.js';
import { cleanPath } from './mount-spec.js';
import { validateSecurity } from './security.js';
import { validateSysctls } from './sysctls.js';
import { refuseUnsimulated } from './unsimulated.js';
import { validateModes } from './validate-modes.js';

const MIB = 1_048_576;
const NANOS_PER_MS = 1_000_000;

/** Refuses what moby's verifyContainerSettings refuses, in its order. */
export function validateSettings(config: ContainerConfig, host: HostConfig): void {
  validateConfig(config);
  validateHostConfig(host);
  for (const text of host.ExtraHosts ?? []) validateExtraHost(text);
  validateSwappiness(host.MemorySwappiness);
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

/** `name:address` of `--add-host`. */
function validateExtraHost(text: string): void {
  const [, name = '', address = ''] = /^([^:]*):(.*)$/.exec(text) ?? [];
  if (name === '') throw invalid(`bad format for add-host: ${JSON.stringify(text)}`);
  if (address !== 'host-gateway' && !isIpAddress(address)) throw invalid(`invalid IP address in add-host: ${JSON.stringify(address)}`);
}

/** Empty, a port, or `first-last`; a protocol after it is not looked at (go-connections, nat.ParsePortRange). */
function isPortRange(text: string): boolean {
  if (text === '') return true;
  const match = /^(\d+)(?:-(\d+))?(?:\/\w*)?$/.exec(text);
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
    const full = fullCapability(name);
    if (full === 'ALL' || capabilityNames.has(full)) continue;
    throw invalid(`invalid ${field}: unknown capability: "${full}"`);
  }
}

/** Limits that a container is given or that `docker update` asks for. */
export type ResourceLimits = Pick<
  HostConfig,
  'Memory' | 'MemorySwap' | 'MemoryReservation' | 'NanoCpus' | 'CpuPeriod' | 'CpuQuota' | 'CpusetCpus' | 'CpusetMems' | 'CpuShares'
>;

/** Swap alone can only be limited later, when there is a limit of memory. */
export function validateResources(host: ResourceLimits, { isUpdate = false }: { readonly isUpdate?: boolean } = {}): void {
  validateMemory(host, isUpdate);
  validateCpu(host);
}

function validateSwappiness(value: number | null): void {
  if (value !== null && (value < -1 || value > 100))
    throw invalid(`Invalid value: ${String(value)}, valid memory swappiness range is 0-100`);
}

function validateMemory({ Memory, MemorySwap, MemoryReservation }: ResourceLimits, isUpdate: boolean): void {
  if (Memory !== 0 && Memory < 6 * MIB) throw invalid('Minimum memory limit allowed is 6MB');
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) {
    throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (Memory === 0 && MemorySwap > 0 && !isUpdate)
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  if (MemoryReservation > 0 && MemoryReservation < 6 * MIB) throw invalid('Minimum memory reservation allowed is 6MB');
  if (Memory > 0 && MemoryReservation > 0 && Memory < MemoryReservation) {
    throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
}

function validateCpu({ NanoCpus, CpuPeriod, CpuQuota, CpusetCpus, CpusetMems, CpuShares }: ResourceLimits): void {
  if (CpuShares < 0) throw invalid(`invalid CPU shares (${String(CpuShares)}): value must be a positive integer`);
  if (NanoCpus > 0 && CpuPeriod > 0) throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (NanoCpus > 0 && CpuQuota > 0) throw invalid('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (NanoCpus < 0 || NanoCpus > machine.cpus * 1e9) {
    throw invalid(`range of CPUs is from 0.01 to ${machine.cpus.toFixed(2)}, as there are only ${String(machine.cpus)} CPUs available`);
  }
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000)) {
    throw invalid('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (CpuQuota > 0 && CpuQuota < 1000) throw invalid('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  if (CpusetCpus !== '') validateSet('cpus', CpusetCpus, machine.cpus);
  if (CpusetMems !== '') validateSet('mems', CpusetMems, 1);
}

const setNames = { cpus: 'CPUs', mems: 'memory nodes' } as const;

/** Processors or memory nodes of the machine, of which there are so many. */
function validateSet(kind: keyof typeof setNames, text: string, count: number): void {
  const numbers = parseProcessors(text);
  if (!numbers) throw invalid(`Invalid value ${text} for cpuset ${kind}: invalid format: ${text}`);
  if (numbers.every(number => number < count)) return;
  const available = formatProcessors(Array.from({ length: count }, (_, number) => number));
  throw invalid(`Requested ${setNames[kind]} are not available - requested ${text}, available: ${available}`);
}

function validateRest(host: HostConfig): void {
  if (host.ShmSize < 0) throw invalid('SHM size can not be less than 0');
  if (Math.abs(host.OomScoreAdj) > 1000)
    throw invalid(`Invalid value ${String(host.OomScoreAdj)}, range for oom score adj is [-1000, 1000]`);
  if (!['', 'runc', 'io.containerd.runc.v2'].includes(host.Runtime)) throw invalid(`unknown or invalid runtime name: ${host.Runtime}`);
  for (const path of Object.keys(host.Tmpfs ?? {})) {
    if (!path.startsWith('/')) throw invalid(`invalid mount path: '${path}' mount path must be absolute`);
    if (cleanPath(path) === '/') throw invalid("invalid specification: destination can't be '/'");
  }
  if (!['', 'default'].includes(host.Isolation.toLowerCase()))
    throw invalid(`invalid isolation (${host.Isolation}): linux only supports 'default'`);
  for (const option of Object.keys(host.StorageOpt ?? {})) throw invalid(storageProblem(option));
  validateSecurity(host);
  validateSysctls(host);
  refuseUnsimulated(host);
}

/** overlay2 on ext4 can limit nobody's layer. */
function storageProblem(option: string): string {
  return option.toLowerCase() === 'size'
    ? "--storage-opt is supported only for overlay over xfs with 'pquota' mount option"
    : `Unknown option ${option}`;
}
