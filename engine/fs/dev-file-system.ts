import type { Clock } from '../core/clock.js';
import { Disk } from './disk.js';
import { SnapshotBuilder, type Attributes } from './snapshot-builder.js';
import type { Snapshot } from './snapshot-tree.js';
import { TreeFileSystem } from './tree-file-system.js';

/** Character devices that every machine and every container has, by name (Documentation/admin-guide/devices.txt). */
const devices = {
  null: [1, 3],
  zero: [1, 5],
  full: [1, 7],
  random: [1, 8],
  urandom: [1, 9],
  tty: [5, 0],
} as const;

const links = {
  fd: '/proc/self/fd',
  stdin: '/proc/self/fd/0',
  stdout: '/proc/self/fd/1',
  stderr: '/proc/self/fd/2',
} as const;

/** Major number of the pseudo-terminals /dev/pts/N; the minor one is N. */
export const PTS_MAJOR = 136;

const kibibyte = 1024;
// Frozen trees that never change, so all hosts may share them.
let containerTree: Snapshot | undefined;
let hostTree: Snapshot | undefined;
let ptsTree: Snapshot | undefined;

/** The /dev that runc makes for a container. `/dev/pts`, `/dev/shm` and `/dev/mqueue` are there to be mounted on. */
export function containerDevFileSystem(clock: Clock): TreeFileSystem {
  containerTree ??= commonTree().symlink('ptmx', 'pts/ptmx').build();
  const disk = new Disk({ sizeBytes: 65_536 * kibibyte, inodes: 1_000_000, storedBytes: 2 ** 24 });
  return new TreeFileSystem({ clock, type: 'tmpfs', base: containerTree, disk, isFresh: true });
}

/** The /dev of the host itself: also the console and the disk. `sizeBytes` is what it may take of memory. */
export function hostDevFileSystem(clock: Clock, { sizeBytes }: { readonly sizeBytes: number }): TreeFileSystem {
  hostTree ??= commonTree()
    .device('ptmx', 'character', { major: 5, minor: 2 }, { mode: 0o666, gid: 5 })
    .device('console', 'character', { major: 5, minor: 1 }, { mode: 0o600 })
    .device('tty1', 'character', { major: 4, minor: 1 }, { mode: 0o620, gid: 5 })
    .device('sda', 'block', { major: 8, minor: 0 }, { mode: 0o660, gid: 6 })
    .device('sda1', 'block', { major: 8, minor: 1 }, { mode: 0o660, gid: 6 })
    .build();
  const disk = new Disk({ sizeBytes, inodes: 1_000_000, storedBytes: 2 ** 24 });
  return new TreeFileSystem({ clock, type: 'tmpfs', base: hostTree, disk, isFresh: true });
}

function commonTree(): SnapshotBuilder {
  const builder = new SnapshotBuilder();
  for (const [name, [major, minor]] of Object.entries(devices)) {
    builder.device(name, 'character', { major, minor }, { mode: 0o666 });
  }
  for (const [name, target] of Object.entries(links)) builder.symlink(name, target);
  return builder.directory('pts').directory('shm', { mode: 0o1777 }).directory('mqueue', { mode: 0o1777 });
}

/** A /dev/pts of its own with nothing but the multiplexer. */
export function devptsFileSystem(clock: Clock): TreeFileSystem {
  ptsTree ??= new SnapshotBuilder().device('ptmx', 'character', { major: 5, minor: 2 }, { mode: 0o666 }).build();
  return new TreeFileSystem({ clock, type: 'devpts', base: ptsTree, isFresh: true });
}

export interface TmpfsOptions {
  readonly sizeBytes: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** An empty tmpfs of a size (`--tmpfs`, `--shm-size`). */
export function tmpfs(clock: Clock, { sizeBytes, mode = 0o1777, uid = 0, gid = 0 }: TmpfsOptions): TreeFileSystem {
  const base = emptyRoot({ mode, uid, gid });
  const disk = new Disk({ sizeBytes, inodes: 1_000_000, storedBytes: Math.min(sizeBytes, 2 ** 26) });
  return new TreeFileSystem({ clock, type: 'tmpfs', base, disk, isFresh: true });
}

const roots = new Map<number, Snapshot>();

/** Of root, one for each mode: they are frozen, so all hosts share them. */
function emptyRoot({ mode = 0o755, uid = 0, gid = 0 }: Attributes): Snapshot {
  const known = uid === 0 && gid === 0 ? roots.get(mode) : undefined;
  if (known) return known;
  const made = newRoot({ mode, uid, gid });
  if (uid === 0 && gid === 0) roots.set(mode, made);
  return made;
}

function newRoot(attributes: Attributes): Snapshot {
  return new SnapshotBuilder().directory('/', attributes).build();
}
