import { virtualDirectory, type VirtualDirectory, type VirtualEntry, type VirtualFile } from '../fs/virtual-node.js';
import type { NetInterface, NetNamespace } from '../net/namespace.js';
import { machine } from './machine.js';

/** /sys: the network devices of a namespace, and the disk and the processors of the machine. */
export function deviceFiles(net: NetNamespace): VirtualDirectory {
  const networks = virtualDirectory(new Map([['net', devicesOf(net)]]));
  return {
    kind: 'directory',
    names: () => [...machineFiles.names(), 'class'],
    entry: name => (name === 'class' ? networks : machineFiles.entry(name)),
  };
}

function devicesOf(net: NetNamespace): VirtualDirectory {
  return {
    kind: 'directory',
    names: () => net.interfaces().map(({ name }) => name),
    entry: name => {
      const device = net.interfaces().find(candidate => candidate.name === name);
      return device && virtualDirectory(filesOf(device));
    },
  };
}

function filesOf(device: NetInterface): ReadonlyMap<string, VirtualEntry> {
  const files = new Map([
    ['address', line(device.mac)],
    ['ifindex', line(device.index)],
    ['mtu', line(device.mtu)],
    ['operstate', line(device.kind === 'loopback' ? 'unknown' : device.up ? 'up' : 'down')],
    ['statistics/rx_bytes', line(device.rxBytes)],
    ['statistics/rx_packets', line(device.rxPackets)],
    ['statistics/tx_bytes', line(device.txBytes)],
    ['statistics/tx_packets', line(device.txPackets)],
  ]);
  return device.peerIndex === undefined ? files : files.set('iflink', line(device.peerIndex));
}

function line(value: number | string): VirtualFile {
  return { kind: 'file', read: () => `${value}\n` };
}

const emptyDirectory: VirtualEntry = { kind: 'directory', names: () => [], entry: () => undefined };

const processors = line(`0-${machine.cpus - 1}`);

/** The same in all namespaces of all hosts. */
const machineFiles = virtualDirectory(
  new Map<string, VirtualEntry>([
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
    ['devices/system/cpu/online', processors],
    ['devices/system/cpu/possible', processors],
    ['devices/system/cpu/present', processors],
    ['firmware/acpi', emptyDirectory],
    ['fs/cgroup', emptyDirectory],
    ['kernel/mm/transparent_hugepage/enabled', line('[always] madvise never')],
    ['module', emptyDirectory],
    ['power', emptyDirectory],
  ]),
);
