import type { Clock } from '../core/clock.js';
import { VirtualFileSystem } from './virtual-file-system.js';
import { virtualDirectory, type VirtualEntry } from './virtual-node.js';

/**
 * sysfs(5) and its like (`cgroup2`): files by path (`class/net/eth0/address`), each made when it is read. A source that is a
 * function is asked again at every look, for what comes and goes.
 */
export class SysFileSystem extends VirtualFileSystem {
  constructor({
    clock,
    files,
    type = 'sysfs',
  }: {
    readonly clock: Clock;
    readonly files: ReadonlyMap<string, VirtualEntry> | (() => ReadonlyMap<string, VirtualEntry>);
    readonly type?: 'sysfs' | 'cgroup2' | 'mqueue' | 'securityfs';
  }) {
    const root = (): ReturnType<typeof virtualDirectory> => virtualDirectory(typeof files === 'function' ? files() : files);
    super({ clock, type, root: { kind: 'directory', names: () => root().names(), entry: name => root().entry(name) } });
  }
}
