import { STEP_COST } from '../core/scheduler.js';
import { decodeUtf8 } from '../core/utf8.js';
import type { VirtualFile } from '../fs/virtual-node.js';
import type { Kernel } from './kernel.js';
import type { Namespaces } from './launch.js';
import { hardwareFiles } from './proc-hardware.js';
import { PID_MAX } from './limits.js';
import { machine } from './machine.js';

/** The files of /proc that are not about one process. */
export function machineFiles(
  kernel: Kernel,
  { pid, uts, sysctls }: Pick<Namespaces, 'pid' | 'uts' | 'sysctls'>,
): ReadonlyMap<string, VirtualFile> {
  const file = (read: () => string): VirtualFile => ({ kind: 'file', read });
  const line = (value: string | number): VirtualFile => file(() => `${value}\n`);
  const { sysname, kernelRelease, kernelVersion } = machine;
  return new Map<string, VirtualFile>([
    ['cmdline', line('BOOT_IMAGE=/boot/vmlinuz-6.1.0-28-amd64 root=/dev/sda1 ro quiet')],
    ['cpuinfo', file(formatCpus)],
    [
      'filesystems',
      file(() => 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tcgroup2\nnodev\tdevpts\nnodev\tmqueue\n\text4\nnodev\toverlay\n'),
    ],
    ['loadavg', file(() => formatLoad(kernel))],
    ['meminfo', file(() => formatMemory(kernel))],
    ['stat', file(() => formatStatistics(kernel))],
    ['swaps', line('Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority')],
    ['uptime', file(() => formatUptime(kernel))],
    [
      'version',
      line(
        `${sysname} version ${kernelRelease} (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) ${kernelVersion}`,
      ),
    ],
    ...hardwareFiles(kernel),
    ['sys/fs/file-max', line(kernel.descriptors.limit)],
    ['sys/kernel/hostname', hostnameFile(uts)],
    ['sys/kernel/domainname', file(() => `${uts.domainname === '' ? '(none)' : uts.domainname}\n`)],
    ['sys/kernel/ns_last_pid', file(() => `${pid.last}\n`)],
    ['sys/kernel/osrelease', line(kernelRelease)],
    ['sys/kernel/ostype', line(sysname)],
    ['sys/kernel/pid_max', line(PID_MAX)],
    ['sys/kernel/random/uuid', file(() => formatUuid(kernel.random.hex(32)))],
    ['sys/kernel/threads-max', line(kernel.limits.processes)],
    ['sys/kernel/version', line(kernelVersion)],
    ...settings(pid, sysctls),
    ['sys/vm/max_map_count', line(65_530)],
    ['sys/vm/overcommit_memory', line(0)],
    ['sys/vm/swappiness', line(60)],
  ]);
}

/** Kernel settings that a container can have its own of. */
function settings(pid: Namespaces['pid'], sysctls: Namespaces['sysctls']): readonly [string, VirtualFile][] {
  const usual: Readonly<Record<string, number | string>> = {
    'kernel.msgmax': 8192,
    'kernel.msgmnb': 16_384,
    'kernel.msgmni': 32_000,
    'kernel.shmall': '18446744073692774399',
    'kernel.shmmax': '18446744073692774399',
    'kernel.shmmni': 4096,
    'net.core.somaxconn': 4096,
    'net.ipv4.ip_forward': 1,
    'net.ipv4.ip_unprivileged_port_start': pid.level > 0 ? 0 : 1024,
  };
  return Object.entries(usual).map(([name, value]) => [
    `sys/${name.replaceAll('.', '/')}`,
    { kind: 'file', read: () => `${sysctls?.get(name) ?? value}\n` },
  ]);
}

function hostnameFile(uts: Namespaces['uts']): VirtualFile {
  return {
    kind: 'file',
    mode: 0o644,
    read: () => `${uts.hostname}\n`,
    write: data => {
      uts.hostname = decodeUtf8(data).replace(/\n.*$/s, '').slice(0, 64);
    },
  };
}

function formatCpus(): string {
  const cpus = Array.from({ length: machine.cpus }, (_, cpu) => {
    const rows = [
      ['processor\t', cpu],
      ['vendor_id\t', machine.cpuVendor],
      ['cpu family\t', 6],
      ['model\t\t', 79],
      ['model name\t', machine.cpuModel],
      ['stepping\t', 0],
      ['cpu MHz\t\t', machine.cpuMhz.toFixed(3)],
      ['cache size\t', '56320 KB'],
      ['physical id\t', 0],
      ['siblings\t', machine.cpus],
      ['core id\t\t', cpu],
      ['cpu cores\t', machine.cpus],
      ['flags\t\t', 'fpu tsc msr cx8 apic cmov mmx fxsr sse sse2 ht syscall nx lm constant_tsc hypervisor'],
      ['bogomips\t', (machine.cpuMhz * 2).toFixed(2)],
    ];
    return rows.map(([name, value]) => `${name}: ${value}\n`).join('');
  });
  return cpus.map(cpu => `${cpu}\n`).join('');
}

function formatMemory(kernel: Kernel): string {
  const kilobytes = (bytes: number): string => `${String(Math.floor(bytes / 1024)).padStart(8)} kB`;
  const { memoryBytes: total, swapBytes } = machine;
  const free = Math.max(0, total - machine.kernelBytes - machine.cacheBytes - kernel.memoryBytes);
  const rows: readonly (readonly [string, number])[] = [
    ['MemTotal', total],
    ['MemFree', free],
    ['MemAvailable', free + machine.cacheBytes],
    ['Buffers', machine.cacheBytes / 16],
    ['Cached', machine.cacheBytes - machine.cacheBytes / 16],
    ['SwapCached', 0],
    ['Active', kernel.memoryBytes + machine.cacheBytes / 2],
    ['Inactive', machine.cacheBytes / 2],
    ['SwapTotal', swapBytes],
    ['SwapFree', swapBytes],
    ['Dirty', 0],
    ['Writeback', 0],
    ['AnonPages', kernel.memoryBytes],
    ['Shmem', 0],
    ['Slab', machine.kernelBytes / 2],
    ['Committed_AS', kernel.memoryBytes],
  ];
  return rows.map(([name, bytes]) => `${`${name}:`.padEnd(16)}${kilobytes(bytes)}\n`).join('');
}

/** How busy the machine is: the share of tasks that want to run at this moment, for there is no history. */
function formatLoad(kernel: Kernel): string {
  let running = 0;
  let total = 0;
  for (const process of kernel.root.members()) {
    total++;
    if (!process.isBlocked) running++;
  }
  const load = Math.max(0, running - 1).toFixed(2);
  return `${load} ${load} ${load} ${running}/${total} ${kernel.root.last}\n`;
}

function formatUptime(kernel: Kernel): string {
  const seconds = kernel.clock.now() / 1000;
  const busy = (kernel.scheduler.steps * STEP_COST) / 1000;
  return `${seconds.toFixed(2)} ${Math.max(0, seconds * machine.cpus - busy).toFixed(2)}\n`;
}

function formatStatistics(kernel: Kernel): string {
  const ticks = (seconds: number): number => Math.floor(seconds * machine.ticksPerSecond);
  const busy = ticks((kernel.scheduler.steps * STEP_COST) / 1000);
  const idle = Math.max(0, ticks(kernel.clock.now() / 1000) * machine.cpus - busy);
  const row = (name: string, share: number): string => `${name} ${Math.floor(busy / share)} 0 0 ${Math.floor(idle / share)} 0 0 0 0 0 0\n`;
  const each = Array.from({ length: machine.cpus }, (_, cpu) => row(`cpu${cpu}`, machine.cpus)).join('');
  const booted = Math.floor(kernel.clock.epochMs / 1000);
  return `${row('cpu ', 1)}${each}ctxt ${kernel.scheduler.steps}\nbtime ${booted}\nprocesses ${kernel.forks}\nprocs_running 1\nprocs_blocked 0\n`;
}

/** A random UUID: version 4, variant 1. */
function formatUuid(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}\n`;
}
