import { encodeUtf8 } from '../core/utf8.js';
import { limits } from '../fs/limits.js';
import type { TarEntry } from '../fs/tar.js';
import { ImageArchiveError } from './archive-error.js';

const WHITEOUT = '.wh.';
const METADATA = '.wh..wh.';

/** Refuses the members that Docker refuses to unpack: those that lead out of the layer, and names that stand there twice. */
export function checkLayer(entries: readonly TarEntry[]): void {
  const seen = new Map<string, TarEntry['kind']>();
  const links = new Map<string, string>();
  for (const entry of entries) {
    const path = inside(entry.path);
    if (path === undefined) throw new ImageArchiveError(`invalid entry name ${JSON.stringify(entry.name ?? entry.path)}`);
    const long = path.split('/').find(name => encodeUtf8(name).length > limits.nameBytes);
    if (long !== undefined || path.length >= limits.pathBytes) throw new ImageArchiveError(`openat ${path}: file name too long`);
    const base = path.slice(path.lastIndexOf('/') + 1);
    if (base.startsWith(WHITEOUT) && !base.startsWith(METADATA) && ['', '.', '..'].includes(base.slice(WHITEOUT.length)))
      throw new ImageArchiveError(`invalid whiteout entry ${JSON.stringify(entry.path)}`);
    if (entry.kind === 'hardlink') checkLink(entry, path, seen, links.size > 0);
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    checkParents(path, links);
    if (entry.kind === 'symlink') links.set(path, entry.linkTarget);
    if (seen.get(parent) === 'file') throw new ImageArchiveError(`openat ${path}: not a directory`);
    if (seen.has(path)) throw new ImageArchiveError('duplicates of file paths not supported');
    seen.set(path, entry.kind);
  }
}

/** A member below a symbolic link goes where that leads, which must be inside. */
function checkParents(path: string, links: ReadonlyMap<string, string>): void {
  if (links.size === 0) return;
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const link = path.slice(0, slash);
    const target = links.get(link);
    if (target !== undefined && inside(target, link) === undefined) throw new ImageArchiveError(`statat ${link}: path escapes from parent`);
  }
}

function checkLink({ linkTarget }: TarEntry, path: string, seen: ReadonlyMap<string, TarEntry['kind']>, hasLinks: boolean): void {
  const target = inside(linkTarget);
  if (target === undefined) throw new ImageArchiveError(`invalid hardlink target ${JSON.stringify(linkTarget)}`);
  const kind = seen.get(target);
  if (kind === 'directory') throw new ImageArchiveError(`linkat ${target} ${path}: operation not permitted`);
  // A name below a symbolic link stands somewhere else: whoever unpacks the layer follows it.
  if (kind === undefined && !hasLinks) throw new ImageArchiveError(`linkat ${target} ${path}: no such file or directory`);
}

/** The path without `.` and `..`; undefined when it leads out of the root. `link` is where a relative target starts from. */
function inside(path: string, link = ''): string | undefined {
  const names = path.startsWith('/') ? [] : link.split('/').slice(0, -1);
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/');
}
