import type { VirtualEntry, VirtualFile } from '../fs/virtual-node.js';
import type { NetNamespace } from '../net/namespace.js';
import { machine } from './machine.js';

/** /sys: the network devices of a namespace, and the disk and the processors of the machine. */
export function deviceFiles(net: NetNamespace): ReadonlyMap<string, VirtualEntry> {
  const line = (value: number | string): VirtualFile => ({ kind: 'file', read: () => `${value}\n` });
  const processors = `0-${machine.cpus - 1}`;
  const files = new Map<string, VirtualEntry>([
    ['block/sda/dev', line('8:0')],
    ['block/sda/removable', line(0)],
    ['block/sda/ro', line(0)],
    ['block/sda/size', line(machine.disk.sectors)],
    ['block/sda/queue/rotational', line(0)],
    ['block/sda/sda1/dev', line('8:1')],
    ['block/sda/sda1/partition', line(1)],
    ['block/sda/sda1/size', line(machine.disk.sectors - machine.disk.firstSector)],
    ['block/sda/sda1/start', line(machine.disk.firstSector)],
    ['bus/cpu', emptyDirectory],
    ['dev/block', emptyDirectory],
    ['dev/char', emptyDirectory],
    ['devices/system/cpu/online', line(processors)],
    ['devices/system/cpu/possible', line(processors)],
    ['devices/system/cpu/present', line(processors)],
    ['firmware/acpi', emptyDirectory],
    ['fs/cgroup', emptyDirectory],
    ['kernel/mm/transparent_hugepage/enabled', line('[always] madvise never')],
    ['module', emptyDirectory],
    ['power', emptyDirectory],
  ]);
  for (const device of net.interfaces()) {
    const at = `class/net/${device.name}`;
    files.set(`${at}/address`, line(device.mac));
    files.set(`${at}/ifindex`, line(device.index));
    files.set(`${at}/mtu`, line(device.mtu));
    files.set(`${at}/operstate`, line(device.kind === 'loopback' ? 'unknown' : device.up ? 'up' : 'down'));
    if (device.peerIndex !== undefined) files.set(`${at}/iflink`, line(device.peerIndex));
    files.set(`${at}/statistics/rx_bytes`, line(device.rxBytes));
    files.set(`${at}/statistics/rx_packets`, line(device.rxPackets));
    files.set(`${at}/statistics/tx_bytes`, line(device.txBytes));
    files.set(`${at}/statistics/tx_packets`, line(device.txPackets));
  }
  return files;
}

const emptyDirectory: VirtualEntry = { kind: 'directory', names: () => [], entry: () => undefined };
