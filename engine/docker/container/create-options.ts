import type { Task } from '../../core/task.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { parseBytes } from '../flags/bytes.js';
import { parseDuration } from '../flags/duration.js';
import type { ParsedFlags } from '../flags/parsed-flags.js';
import { keyValueMap, readEnvironment, readLabels } from './environment.js';
import { checkMac, endpointSettings, networkMode } from './endpoint-settings.js';
import { parseGpus } from './gpu-request.js';
import { parseMount } from './mount-option.js';
import { parsePortOptions } from './port-specs.js';
import { parseRestartPolicy } from './restart-policy.js';
import { securityOptions, type SecurityOptions } from './security-options.js';
import { parseVolumes } from './volume-spec.js';

/**
 * What `POST /containers/create` takes, before the command changes streams for a detached container; what is undefined is not sent. Everything
 * is written down at once, in objects that keep their hidden classes: copying a hundred fields costs more than starting the container.
 */
export interface ContainerRequest extends Readonly<Record<string, unknown>> {
  readonly Image: string;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
}

/** Turns the command line of run or create into the JSON of the API. Throws Failure with the client's messages. */
export function* containerRequest(cli: Cli): Task<ContainerRequest> {
  const { flags, args, sys } = cli;
  checkMac(flags.text('mac-address'));
  checkSwappiness(flags.number('memory-swappiness'));
  const volumes = parseVolumes(flags.list('volume'), sys.cwd());
  const ports = parsePortOptions(flags.list('publish'), flags.list('expose'));
  const environment = yield* readEnvironment(sys, flags.list('env-file'), flags.list('env'));
  const labels = yield* readLabels(sys, flags.list('label-file'), flags.list('label'));
  checkNamespaces(flags);
  const security = yield* securityOptions(sys, flags.list('security-opt'));
  const restart = parseRestartPolicy(flags.text('restart'));
  const logging = loggingOf(flags);
  const health = healthOf(flags);
  if (flags.bool('rm') && restart.Name !== 'no' && restart.Name !== '') {
    throw new Failure('conflicting options: cannot specify both --restart and --rm');
  }
  const streams = streamsOf(flags);
  const [image = '', ...command] = args;
  return {
    Hostname: flags.text('hostname'),
    Domainname: flags.text('domainname'),
    User: flags.text('user'),
    AttachStdin: streams.attachStdin,
    AttachStdout: streams.attachStdout,
    AttachStderr: streams.attachStderr,
    ExposedPorts: Object.keys(ports.exposed).length > 0 ? ports.exposed : undefined,
    Tty: flags.bool('tty'),
    OpenStdin: streams.openStdin,
    StdinOnce: streams.openStdin && streams.attachStdin,
    Env: environment,
    Cmd: command.length > 0 ? command : null,
    Healthcheck: health,
    Image: image,
    Volumes: volumes.volumes,
    WorkingDir: flags.text('workdir'),
    Entrypoint: entrypointOf(flags),
    OnBuild: null,
    Labels: labels,
    StopSignal: flags.text('stop-signal') || undefined,
    StopTimeout: flags.isGiven('stop-timeout') ? flags.number('stop-timeout') : undefined,
    HostConfig: hostConfigOf(cli, { binds: volumes.binds, bindings: ports.bindings, restart, logging, security }),
    NetworkingConfig: { EndpointsConfig: endpointSettings(flags) },
  };
}

interface Streams {
  readonly openStdin: boolean;
  readonly attachStdin: boolean;
  readonly attachStdout: boolean;
  readonly attachStderr: boolean;
}

function streamsOf(flags: ParsedFlags): Streams {
  const attach = flags.list('attach');
  const openStdin = flags.bool('interactive');
  return {
    openStdin,
    attachStdin: openStdin || attach.includes('stdin'),
    attachStdout: attach.length === 0 || attach.includes('stdout'),
    attachStderr: attach.length === 0 || attach.includes('stderr'),
  };
}

/** `--entrypoint ''` clears the image's. */
function entrypointOf(flags: ParsedFlags): readonly string[] | null {
  return flags.isGiven('entrypoint') ? [flags.text('entrypoint')] : null;
}

function loggingOf(flags: ParsedFlags): { readonly Type: string; readonly Config: Readonly<Record<string, string>> } {
  const options = flags.list('log-opt');
  if (flags.text('log-driver') === 'none' && options.length > 0) throw new Failure('invalid logging opts for driver none');
  return { Type: flags.text('log-driver'), Config: keyValueMap(options) };
}

function healthOf(flags: ParsedFlags): Readonly<Record<string, unknown>> | undefined {
  const times = {
    Interval: nanos(flags, 'health-interval'),
    Timeout: nanos(flags, 'health-timeout'),
    StartPeriod: nanos(flags, 'health-start-period'),
    StartInterval: nanos(flags, 'health-start-interval'),
  };
  const retries = flags.number('health-retries');
  const command = flags.text('health-cmd');
  const isSet = command !== '' || retries !== 0 || Object.values(times).some(time => time !== 0);
  if (flags.bool('no-healthcheck')) {
    if (isSet) throw new Failure('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!isSet) return undefined;
  for (const [name, time] of Object.entries({ interval: times.Interval, timeout: times.Timeout })) {
    if (time < 0) throw new Failure(`--health-${name} cannot be negative`);
  }
  if (retries < 0) throw new Failure('--health-retries cannot be negative');
  if (times.StartPeriod < 0) throw new Failure('--health-start-period cannot be negative');
  if (times.StartInterval < 0) throw new Failure('--health-start-interval cannot be negative');
  const given = Object.fromEntries(Object.entries({ ...times, Retries: retries }).filter(([, value]) => value !== 0));
  return { ...(command === '' ? {} : { Test: ['CMD-SHELL', command] }), ...given };
}

function nanos(flags: ParsedFlags, name: string): number {
  return parseDuration(flags.text(name));
}

interface Parsed {
  readonly binds: readonly string[];
  readonly bindings: unknown;
  readonly restart: unknown;
  readonly logging: unknown;
  readonly security: SecurityOptions;
}

function hostConfigOf(cli: Cli, { binds, bindings, restart, logging, security }: Parsed): Readonly<Record<string, unknown>> {
  const { flags } = cli;
  const tmpfs = flags.list('tmpfs');
  const mounts = flags.list('mount');
  return {
    Binds: orNull(binds),
    ContainerIDFile: flags.text('cidfile'),
    LogConfig: logging,
    PortBindings: bindings,
    RestartPolicy: restart,
    NetworkMode: networkMode(flags),
    AutoRemove: flags.bool('rm'),
    VolumeDriver: flags.text('volume-driver'),
    VolumesFrom: orNull(flags.list('volumes-from')),
    ConsoleSize: consoleSize(cli),
    CapAdd: orNull(flags.list('cap-add')),
    CapDrop: orNull(flags.list('cap-drop')),
    CgroupnsMode: flags.text('cgroupns'),
    Dns: flags.list('dns'),
    DnsOptions: [...flags.list('dns-option'), ...flags.list('dns-opt')],
    DnsSearch: flags.list('dns-search'),
    ExtraHosts: orNull(flags.list('add-host')),
    GroupAdd: orNull(flags.list('group-add')),
    IpcMode: flags.text('ipc'),
    Cgroup: '',
    Links: orNull(flags.list('link')),
    OomScoreAdj: flags.number('oom-score-adj'),
    PidMode: flags.text('pid'),
    Privileged: flags.bool('privileged'),
    PublishAllPorts: flags.bool('publish-all'),
    ReadonlyRootfs: flags.bool('read-only'),
    ...security,
    Tmpfs: tmpfs.length > 0 ? tmpfsOf(tmpfs) : undefined,
    UTSMode: flags.text('uts'),
    UsernsMode: flags.text('userns'),
    ShmSize: flags.number('shm-size'),
    Sysctls: mapOrUndefined(flags.list('sysctl')),
    Annotations: mapOrUndefined(flags.list('annotation')),
    Runtime: flags.text('runtime') || undefined,
    Isolation: flags.text('isolation'),
    StorageOpt: mapOrUndefined(flags.list('storage-opt')),
    Init: flags.isGiven('init') ? flags.bool('init') : undefined,
    Mounts: mounts.length > 0 ? mounts.map(parseMount) : undefined,
    ...resourcesOf(flags),
  };
}

/** Rows and columns of the client's terminal. */
function consoleSize({ sys }: Cli): readonly [number, number] {
  if (!sys.isTerminal(1)) return [0, 0];
  const { rows, columns } = sys.windowSize(1);
  return [rows, columns];
}

/** Limits, as `docker update` sets them too. */
function resourcesOf(flags: ParsedFlags): Readonly<Record<string, unknown>> {
  return {
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.number('memory'),
    NanoCpus: flags.number('cpus'),
    CgroupParent: '',
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: flags.list('blkio-weight-device').map(value => ({ Path: value.split(':')[0], Weight: Number(value.split(':')[1]) })),
    BlkioDeviceReadBps: throttles(flags, 'device-read-bps'),
    BlkioDeviceWriteBps: throttles(flags, 'device-write-bps'),
    BlkioDeviceReadIOps: throttles(flags, 'device-read-iops'),
    BlkioDeviceWriteIOps: throttles(flags, 'device-write-iops'),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: 0,
    CpuRealtimeRuntime: 0,
    CpusetCpus: flags.text('cpuset-cpus'),
    CpusetMems: flags.text('cpuset-mems'),
    Devices: flags.list('device').map(deviceOf),
    DeviceCgroupRules: null,
    DeviceRequests: flags.list('gpus').length > 0 ? flags.list('gpus').map(parseGpus) : null,
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    MemorySwappiness: flags.number('memory-swappiness'),
    OomKillDisable: flags.bool('oom-kill-disable'),
    PidsLimit: flags.number('pids-limit'),
    Ulimits: flags.list('ulimit').map(ulimitOf),
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
  };
}

function throttles(flags: ParsedFlags, name: string): readonly { readonly Path: string; readonly Rate: number }[] {
  return flags.list(name).map(value => ({ Path: value.split(':')[0] ?? '', Rate: parseBytes(value.split(':')[1] ?? '0') }));
}

/** `host[:container[:permissions]]` */
function deviceOf(value: string): Readonly<Record<string, string>> {
  const [host = '', second, third] = value.split(':');
  if (value.split(':').length > 3) throw new Failure(`bad format for path: ${value}`);
  if (third !== undefined && !/^[rwm]{1,3}$/.test(third)) throw new Failure(`bad mode specified: ${third}`);
  if (!host.startsWith('/')) throw new Failure(`${host} is not an absolute path`);
  const isMode = second !== undefined && third === undefined && /^[rwm]{1,3}$/.test(second);
  return { PathOnHost: host, PathInContainer: isMode || !second ? host : second, CgroupPermissions: third ?? (isMode ? second : 'rwm') };
}

function ulimitOf(value: string): Readonly<Record<string, unknown>> {
  const [name = '', limits = ''] = value.split('=');
  const [soft = '0', hard = soft] = limits.split(':');
  return { Name: name, Hard: Number(hard), Soft: Number(soft) };
}

function tmpfsOf(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    values.map((value): [string, string] => {
      const colon = value.indexOf(':');
      return colon < 0 ? [value, ''] : [value.slice(0, colon), value.slice(colon + 1)];
    }),
  );
}

function checkSwappiness(value: number): void {
  if (value !== -1 && (value < 0 || value > 100)) {
    throw new Failure(`invalid value: ${String(value)}. Valid memory swappiness range is 0-100`);
  }
}

/** Modes whose names the client itself knows. */
function checkNamespaces(flags: ParsedFlags): void {
  const isContainer = (mode: string): boolean => /^container:.+/.test(mode);
  const pid = flags.text('pid');
  if (pid !== '' && pid !== 'host' && !isContainer(pid)) throw new Failure('--pid: invalid PID mode');
  if (!['', 'host'].includes(flags.text('uts'))) throw new Failure('--uts: invalid UTS mode');
  if (!['', 'host'].includes(flags.text('userns'))) throw new Failure('--userns: invalid USER mode');
  if (!['', 'host', 'private'].includes(flags.text('cgroupns'))) throw new Failure('--cgroupns: invalid CGROUP mode');
}

function orNull(items: readonly string[]): readonly string[] | null {
  return items.length > 0 ? items : null;
}

function mapOrUndefined(items: readonly string[]): ReturnType<typeof keyValueMap> | undefined {
  return items.length > 0 ? keyValueMap(items) : undefined;
}
