import type { RunOutput } from '../helpers/machine.js';

/** What a command printed, and what stood in its directory after it. */
export interface Outcome extends RunOutput {
  readonly tree: readonly string[];
}

interface Entry {
  readonly kind: string;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly modifiedAt: number;
}

/** How to look at a directory: paths are relative to it. */
export interface TreeReader {
  list(path: string): readonly string[];
  stat(path: string): Entry;
  link(path: string): string;
  content(path: string): string;
}

/** Times from here on are those of the run, which no two machines share. */
const TODAY = 1_760_000_000;

/** One line for everything in a directory, by name. */
export function describeTree(reader: TreeReader, path = '.'): readonly string[] {
  const { kind, mode, nlink, uid, gid, modifiedAt } = reader.stat(path);
  const time = modifiedAt >= TODAY ? 'today' : String(modifiedAt);
  const links = kind === 'file' ? String(nlink) : '-';
  const what = kind === 'symlink' ? `-> ${reader.link(path)}` : kind === 'file' ? JSON.stringify(reader.content(path)) : '';
  const line = [kind, mode.toString(8), links, `${uid}:${gid}`, time, path, what].join(' ').trimEnd();
  if (kind !== 'directory') return [line];
  const names = [...reader.list(path)].sort();
  return [line, ...names.flatMap(name => describeTree(reader, path === '.' ? name : `${path}/${name}`))];
}
