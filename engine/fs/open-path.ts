import { Errno } from '../core/errno.js';
import { checkWritable } from './attributes.js';
import { createIn } from './directory-changes.js';
import { OpenFile } from './open-file.js';
import type { Parent, PathWalk } from './path-walk.js';
import { mayAccess, READ, WRITE, type Caller } from './permissions.js';
import { Place } from './place.js';
import type { DirectoryEntry, Stat } from './stat.js';
import type { Device } from './tree-node.js';
import { ObjectNode } from './virtual-node.js';

export interface OpenFlags {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
  /** Permission bits of a file that is created, before the umask; 0o666 when left out. */
  readonly mode?: number;
  /** O_NOFOLLOW: ELOOP when the path itself is a link. */
  readonly noFollow?: boolean;
  /** O_DIRECTORY. */
  readonly directory?: boolean;
}

/** What open(2) found. All but files and directories are for the kernel to open; `path` is without links. */
export type Opened =
  | { readonly kind: 'file'; readonly path: string; readonly file: OpenFile }
  | { readonly kind: 'directory'; readonly path: string; readonly directory: OpenDirectory }
  | {
      readonly kind: 'device';
      readonly path: string;
      readonly type: 'character' | 'block';
      readonly device: Device;
      readonly stat: () => Stat;
    }
  | { readonly kind: 'fifo'; readonly path: string; readonly slot: EndpointSlot; readonly stat: () => Stat }
  /** What a link of /proc leads to without a path: another process's descriptor. */
  | { readonly kind: 'object'; readonly path: string; readonly object: unknown };

/** Where the kernel keeps the pipe of a named pipe. */
export interface EndpointSlot {
  get(): unknown;
  set(endpoint: unknown): void;
}

export interface OpenDirectory {
  stat(): Stat;
  entries(): readonly DirectoryEntry[];
}

/** open(2). */
export function openPath(walk: PathWalk, caller: Caller, path: string, flags: OpenFlags): Opened {
  const place = flags.create ? findOrCreate(walk, caller, walk.findParent(path), flags) : walk.find(path, !flags.noFollow);
  if (place instanceof CreatedPlace) return openFile(place, flags);
  return openExisting(caller, place, flags);
}

/** A file that this open has made: its mode does not apply to who made it. */
class CreatedPlace extends Place {}

function findOrCreate(walk: PathWalk, caller: Caller, parent: Parent, flags: OpenFlags): Place {
  const { directory, name, mustBeDirectory } = parent;
  if (mustBeDirectory || name === '') throw new Errno('EISDIR');
  const found = walk.tryStep(directory, name);
  if (!found) return create(caller, directory, name, flags);
  if (flags.exclusive) throw new Errno('EEXIST');
  if (found.node.kind !== 'symlink' || flags.noFollow) return found;
  const target = walk.followTo(directory, found);
  return target instanceof Place ? target : findOrCreate(walk, caller, target, flags);
}

function create(caller: Caller, directory: Place, name: string, flags: OpenFlags): CreatedPlace {
  const { parent, mount, node } = createIn(caller, directory, name, { kind: 'file', mode: flags.mode ?? 0o666 });
  return new CreatedPlace(parent, name, mount, node, undefined);
}

function openExisting(caller: Caller, place: Place, flags: OpenFlags): Opened {
  const { node, mount } = place;
  const writes = flags.write === true || flags.append === true;
  if (node instanceof ObjectNode) return { kind: 'object', path: place.path, object: node.object };
  if (node.kind === 'symlink') throw new Errno('ELOOP');
  if (flags.directory && node.kind !== 'directory') throw new Errno('ENOTDIR');
  if (node.kind === 'directory' && (writes || flags.create)) throw new Errno('EISDIR');
  if ((node.kind === 'character' || node.kind === 'block') && mount.flags.noDev) throw new Errno('EACCES');
  const wanted = (flags.read ? READ : 0) | (writes || flags.truncate ? WRITE : 0);
  if (!mayAccess(caller, node, wanted)) throw new Errno('EACCES');
  if (node.kind === 'file') {
    if (writes || flags.truncate) checkWritable(place);
    return openFile(place, flags);
  }
  return openOther(place);
}

function openFile(place: Place, flags: OpenFlags): Opened {
  const write = flags.write === true || flags.append === true;
  const data = place.mount.fs.openFile(place, { write: write || flags.truncate === true });
  if (flags.truncate) data.truncate(0);
  const path = place.path;
  return { kind: 'file', path, file: new OpenFile(path, { read: flags.read === true, write, append: flags.append === true }, data) };
}

function openOther(place: Place): Opened {
  const { node, mount } = place;
  const { fs } = mount;
  const path = place.path;
  const stat = (): Stat => fs.stat(fs.current(node));
  switch (node.kind) {
    case 'directory':
      return { kind: 'directory', path, directory: { stat, entries: () => fs.list(fs.current(node)) } };
    case 'character':
    case 'block': {
      const { device } = fs.stat(node);
      if (!device) throw new Errno('ENXIO');
      return { kind: 'device', path, type: node.kind, device, stat };
    }
    case 'fifo':
      return {
        kind: 'fifo',
        path,
        stat,
        slot: {
          get: () => fs.endpoint(node),
          set: endpoint => {
            fs.setEndpoint(node, endpoint);
          },
        },
      };
    default:
      throw new Errno('ENXIO');
  }
}
