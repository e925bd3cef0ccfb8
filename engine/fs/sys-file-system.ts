import type { Clock, Instant } from '../core/clock.js';
import { VirtualFileSystem } from './virtual-file-system.js';
import { virtualDirectory, type VirtualDirectory, type VirtualEntry } from './virtual-node.js';

/**
 * sysfs(5) and its like (`cgroup2`): a directory, or a function that gives files by path (`class/net/eth0/address`) and is asked again at every
 * look, for what comes and goes.
 */
export class SysFileSystem extends VirtualFileSystem {
  constructor({
    clock,
    files,
    type = 'sysfs',
    mountedAt,
  }: {
    readonly clock: Clock;
    readonly files: VirtualDirectory | (() => ReadonlyMap<string, VirtualEntry>);
    readonly type?: 'sysfs' | 'cgroup2' | 'mqueue' | 'securityfs';
    /** Now, when left out. */
    readonly mountedAt?: Instant;
  }) {
    super({ clock, type, mountedAt, root: typeof files === 'function' ? askedAgain(files) : files });
  }
}

function askedAgain(files: () => ReadonlyMap<string, VirtualEntry>): VirtualDirectory {
  const now = (): VirtualDirectory => virtualDirectory(files());
  return { kind: 'directory', names: () => now().names(), entry: name => now().entry(name) };
}
