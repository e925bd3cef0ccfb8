import type { TarEntry } from '../../fs/tar.js';
import { Failure } from '../failure.js';
import { saysDirectory, splitEntry } from './paths.js';

/** What is copied. */
export interface Source {
  readonly path: string;
  readonly isDirectory: boolean;
  /** The name in the archive when a link was followed. */
  readonly rebaseName: string;
}

/** Where it goes. */
export interface Destination {
  readonly path: string;
  readonly kind: 'missing' | 'file' | 'directory';
}

/** Where to unpack, and under which name: Docker's rules of cp are those of cp(1). Throws Failure. */
export function planCopy(
  source: Source,
  destination: Destination,
): { readonly directory: string; readonly rename: ((entry: TarEntry) => TarEntry) | undefined } {
  const { directory, base } = splitEntry(destination.path);
  const sourceBase = source.rebaseName || splitEntry(source.path).base;
  if (destination.kind === 'directory') return { directory: destination.path, rename: undefined };
  if (destination.kind === 'file' && source.isDirectory) throw new Failure('cannot copy directory');
  if (destination.kind === 'missing' && !source.isDirectory && saysDirectory(destination.path)) throw new Failure('no such directory');
  return { directory, rename: entry => renamed(entry, sourceBase, base) };
}

/** The first name of the entry's path replaced. */
export function renamed(entry: TarEntry, from: string, to: string): TarEntry {
  const path = renamePath(entry.path, from, to);
  return entry.kind === 'hardlink' ? { ...entry, path, linkTarget: renamePath(entry.linkTarget, from, to) } : { ...entry, path };
}

function renamePath(path: string, from: string, to: string): string {
  if (from === '.' || from === '/' || from === '') return path === '.' ? to : `${to}/${path.replace(/^\.\//, '')}`;
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
}
