import { STEP_COST } from '../core/scheduler.js';
import { Errno } from '../core/errno.js';
import type { VirtualFile } from '../fs/virtual-node.js';
import type { Kernel } from './kernel.js';
import { machine } from './machine.js';

/** The files of /proc about buses, devices and the kernel's own affairs: what runc hides from containers or makes read-only, for the most part. */
export function hardwareFiles(kernel: Kernel): readonly [string, VirtualFile][] {
  const file = (text: string): VirtualFile => ({ kind: 'file', read: () => text });
  return [
    ['acpi/wakeup', file('Device\tS-state\t  Status   Sysfs node\n')],
    ['buddyinfo', file(`Node 0, zone   Normal${' 0'.padStart(7).repeat(11)}\n`)],
    ['bus/input/devices', file('')],
    ['bus/pci/devices', file('')],
    ['cgroups', { kind: 'file', read: () => formatControllers(kernel) }],
    ['consoles', file('tty0                 -WU (EC p  )    4:1\n')],
    ['devices', file(`Character devices:\n${characterDevices}\nBlock devices:\n  8 sd\n  9 md\n253 device-mapper\n254 mdp\n259 blkext\n`)],
    ['diskstats', file('   8       0 sda 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n   8       1 sda1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n')],
    ['execdomains', file('0-0\tLinux           \t[kernel]\n')],
    ['fs/ext4/sda1/options', { ...file('rw\nrelatime\ndelalloc\nbarrier\nerrors=remount-ro\ncommit=5\n'), mode: 0o444 }],
    ['interrupts', { kind: 'file', read: () => formatInterrupts(kernel) }],
    ['irq/default_smp_affinity', { ...file(`${((1 << machine.cpus) - 1).toString(16)}\n`), mode: 0o644 }],
    ['kcore', { kind: 'file', mode: 0o400, read: refuse }],
    ['keys', file('')],
    ['kmsg', { kind: 'file', mode: 0o400, read: refuse }],
    ['locks', file('')],
    ['misc', file(' 61 cpu_dma_latency\n 62 hpet\n228 fuse\n')],
    ['modules', file(modules.map(([name, bytes, users]) => `${name} ${bytes} ${users} - Live 0x0000000000000000\n`).join(''))],
    ['partitions', file(partitions())],
    [
      'scsi/scsi',
      file(
        'Attached devices:\nHost: scsi0 Channel: 00 Id: 00 Lun: 00\n  Vendor: ATA      Model: DISK             Rev: 2.5+\n  Type:   Direct-Access                    ANSI  SCSI revision: 05\n',
      ),
    ],
    ['sysrq-trigger', { kind: 'file', mode: 0o200, read: refuse }],
    [
      'timer_list',
      { kind: 'file', mode: 0o400, read: () => `Timer List Version: v0.9\nnow at ${String(kernel.clock.now() * 1_000_000)} nsecs\n` },
    ],
  ];
}

/** `number name`, as the drivers have asked for them. */
const characterDevices = `  1 mem
  4 /dev/vc/0
  4 tty
  4 ttyS
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
  7 vcs
 10 misc
 13 input
128 ptm
136 pts
`;

/** What Docker's networks and images have made the kernel load. */
const modules = [
  ['veth', 36_864, 0],
  ['xt_conntrack', 16_384, 1],
  ['xt_MASQUERADE', 20_480, 1],
  ['nf_nat', 57_344, 1],
  ['nf_conntrack', 188_416, 3],
  ['br_netfilter', 36_864, 0],
  ['bridge', 311_296, 1],
  ['overlay', 163_840, 0],
  ['ext4', 983_040, 1],
] as const;

function partitions(): string {
  const { sectors, firstSector } = machine.disk;
  const row = (minor: number, blocks: number, name: string): string =>
    `${'8'.padStart(4)} ${String(minor).padStart(8)} ${String(blocks).padStart(10)} ${name}\n`;
  return `major minor  #blocks  name\n\n${row(0, sectors / 2, 'sda')}${row(1, (sectors - firstSector) / 2, 'sda1')}`;
}

/** All controllers are those of the one hierarchy of cgroup v2. */
function formatControllers(kernel: Kernel): string {
  const count = new Set(Array.from(kernel.root.members(), ({ cgroup }) => cgroup)).size;
  const rows = [
    'cpuset',
    'cpu',
    'cpuacct',
    'blkio',
    'memory',
    'devices',
    'freezer',
    'net_cls',
    'perf_event',
    'net_prio',
    'hugetlb',
    'pids',
    'rdma',
    'misc',
  ];
  return `#subsys_name\thierarchy\tnum_cgroups\tenabled\n${rows.map(name => `${name}\t0\t${count}\t1\n`).join('')}`;
}

/** The kernel is locked down (kernel_lockdown(7)): its memory is nobody's business. */
function refuse(): never {
  throw new Errno('EPERM');
}

/** The timer of each processor ticks while it works; there is no other hardware. */
function formatInterrupts(kernel: Kernel): string {
  const ticks = Math.floor((kernel.scheduler.steps * STEP_COST * machine.ticksPerSecond) / 1000 / machine.cpus);
  const cpus = Array.from({ length: machine.cpus }, (_, cpu) => cpu);
  const header = `           ${cpus.map(cpu => `CPU${String(cpu)}`.padEnd(11)).join('')}`;
  const counts = cpus.map(() => String(ticks).padStart(10)).join(' ');
  return `${header}\nLOC: ${counts}   Local timer interrupts\n`;
}
