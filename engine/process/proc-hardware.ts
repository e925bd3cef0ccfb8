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
    ['bus/input/devices', file('')],
    ['bus/pci/devices', file('')],
    ['fs/ext4/sda1/options', { ...file('rw\nrelatime\ndelalloc\nbarrier\nerrors=remount-ro\ncommit=5\n'), mode: 0o444 }],
    ['interrupts', { kind: 'file', read: () => formatInterrupts(kernel) }],
    ['irq/default_smp_affinity', { ...file(`${((1 << machine.cpus) - 1).toString(16)}\n`), mode: 0o644 }],
    ['kcore', { kind: 'file', mode: 0o400, read: refuse }],
    ['keys', file('')],
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
