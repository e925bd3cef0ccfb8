import { majorOf, minorOf } from '../fs/device-numbers.js';
import type { MountDetails, MountInfo } from '../fs/mount-table.js';
import { isCapable } from './capabilities.js';
import { machine } from './machine.js';
import type { PidNamespace } from './pid-namespace.js';
import type { ProcessRecord, ResourceLimits, SignalAction } from './process-record.js';
import { formatProcessors, processorsOf } from './processors.js';
import { isSignal, signalNumbers } from './signals.js';
import type { Credentials, ProcessInfo } from './sys.js';

const states = { R: 'running', S: 'sleeping', D: 'disk sleep', T: 'stopped', Z: 'zombie' } as const;

/** /proc/<pid>/status (proc_pid_status(5)). */
export function formatStatus(process: ProcessRecord, namespace: PidNamespace, info: ProcessInfo): string {
  const { uid, gid, groups } = process.credentials;
  const kilobytes = `${String(Math.ceil(info.memoryBytes / 1024)).padStart(8)} kB`;
  const processors = processorsOf(process.cgroup);
  const own = process.pids.slice(namespace.level).join('\t');
  const rows: [string, string][] = [
    ['Name', info.command],
    ['Umask', process.umask.toString(8).padStart(4, '0')],
    ['State', `${info.state} (${states[info.state]})`],
    ['Tgid', `${info.pid}`],
    ['Ngid', '0'],
    ['Pid', `${info.pid}`],
    ['PPid', `${info.ppid}`],
    ['TracerPid', '0'],
    ['Uid', `${uid}\t${uid}\t${uid}\t${uid}`],
    ['Gid', `${gid}\t${gid}\t${gid}\t${gid}`],
    ['FDSize', '64'],
    ['Groups', `${groups.join(' ')} `],
    ['NStgid', own],
    ['NSpid', own],
    ['NSpgid', process.group.pids.slice(namespace.level).join('\t')],
    ['NSsid', process.group.session.pids.slice(namespace.level).join('\t')],
    ...(process.exit
      ? []
      : ([
          ['VmPeak', kilobytes],
          ['VmSize', kilobytes],
          ['VmHWM', kilobytes],
          ['VmRSS', kilobytes],
        ] as [string, string][])),
    ['Threads', '1'],
    ['SigQ', `0/${machine.pendingSignals}`],
    ['SigPnd', signalMask([])],
    ['ShdPnd', signalMask(process.caught ?? [])],
    ['SigBlk', signalMask([])],
    ['SigIgn', actionMask(process, 'ignore')],
    ['SigCgt', actionMask(process, 'catch')],
    ...rightsOf(process.credentials),
    ['Cpus_allowed', processors.reduce((mask, processor) => mask + 2 ** processor, 0).toString(16)],
    ['Cpus_allowed_list', formatProcessors(processors)],
    ['Mems_allowed_list', '0'],
    ['voluntary_ctxt_switches', '0'],
    ['nonvoluntary_ctxt_switches', '0'],
  ];
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

function rightsOf(credentials: Credentials): [string, string][] {
  const effective = maskOf(name => isCapable(credentials, name));
  const filters = credentials.seccomp === true;
  return [
    ['CapInh', maskOf(() => false)],
    ['CapPrm', effective],
    ['CapEff', effective],
    ['CapBnd', maskOf(name => credentials.capabilities?.has(name) ?? true)],
    ['CapAmb', maskOf(() => false)],
    ['NoNewPrivs', credentials.noNewPrivileges === true ? '1' : '0'],
    ['Seccomp', filters ? '2' : '0'],
    ['Seccomp_filters', filters ? '1' : '0'],
  ];
}

function actionMask(process: ProcessRecord, action: SignalAction): string {
  const signals = [...(process.actions ?? [])].filter(([, own]) => own === action).map(([signal]) => signal);
  return signalMask(signals);
}

function signalMask(signals: readonly string[]): string {
  let mask = 0n;
  for (const signal of signals) if (isSignal(signal)) mask |= 1n << BigInt(signalNumbers[signal] - 1);
  return mask.toString(16).padStart(16, '0');
}

/** Bits of the capabilities in their order in linux/capability.h. */
const capabilityOrder = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST ' +
  'NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE ' +
  'SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM ' +
  'BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

function maskOf(has: (capability: string) => boolean): string {
  let mask = 0n;
  for (const [bit, name] of capabilityOrder.entries()) if (has(`CAP_${name}`)) mask |= 1n << BigInt(bit);
  return mask.toString(16).padStart(16, '0');
}

/** /proc/<pid>/limits. */
export function formatLimits({ cpu, fsize, nofile, nproc }: ResourceLimits): string {
  const rows: readonly (readonly [string, number, number, string])[] = [
    ['Max cpu time', cpu, cpu, 'seconds'],
    ['Max file size', fsize, fsize, 'bytes'],
    ['Max data size', Infinity, Infinity, 'bytes'],
    ['Max stack size', 8_388_608, Infinity, 'bytes'],
    ['Max core file size', 0, Infinity, 'bytes'],
    ['Max resident set', Infinity, Infinity, 'bytes'],
    ['Max processes', nproc, nproc, 'processes'],
    ['Max open files', nofile, nofile, 'files'],
    ['Max locked memory', 8_388_608, 8_388_608, 'bytes'],
    ['Max address space', Infinity, Infinity, 'bytes'],
    ['Max file locks', Infinity, Infinity, 'locks'],
    ['Max pending signals', machine.pendingSignals, machine.pendingSignals, 'signals'],
    ['Max msgqueue size', 819_200, 819_200, 'bytes'],
    ['Max nice priority', 0, 0, ''],
    ['Max realtime priority', 0, 0, ''],
    ['Max realtime timeout', Infinity, Infinity, 'us'],
  ];
  const text = (value: number): string => (value === Infinity ? 'unlimited' : `${value}`);
  const line = (name: string, soft: string, hard: string, unit: string): string =>
    `${name.padEnd(25)} ${soft.padEnd(20)} ${hard.padEnd(20)} ${unit.padEnd(10)}\n`;
  return (
    line('Limit', 'Soft Limit', 'Hard Limit', 'Units') +
    rows.map(([name, soft, hard, unit]) => line(name, text(soft), text(hard), unit)).join('')
  );
}

/** Spaces and the like in paths are written as octal numbers (getmntent(3)). */
const escapePath = (path: string): string =>
  path.replace(/[ \t\n\\]/g, character => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);

export function formatMounts(mounts: readonly MountInfo[]): string {
  return mounts.map(({ source, target, type, options }) => `${escapePath(source)} ${escapePath(target)} ${type} ${options} 0 0\n`).join('');
}

export function formatMountInfo(mounts: readonly MountDetails[]): string {
  const lines = mounts.map(({ source, target, type, dev, rootPath, flags, superOptions }, index) => {
    const parent = index === 0 ? 1 : FIRST_MOUNT + parentOf(mounts, index);
    const place = `${majorOf(dev)}:${minorOf(dev)} ${escapePath(rootPath)} ${escapePath(target)}`;
    return `${FIRST_MOUNT + index} ${parent} ${place} ${flags} - ${type} ${escapePath(source)} ${superOptions}\n`;
  });
  return lines.join('');
}

const FIRST_MOUNT = 20;

/** The last mount before this one whose path is around its path. */
function parentOf(mounts: readonly MountInfo[], index: number): number {
  const target = mounts[index]?.target ?? '';
  let parent = 0;
  for (let i = 0; i < index; i++) {
    const around = mounts[i]?.target ?? '';
    const isAround = around === '/' || target.startsWith(`${around}/`);
    if (isAround && around.length >= (mounts[parent]?.target.length ?? 0)) parent = i;
  }
  return parent;
}
