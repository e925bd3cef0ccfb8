import { sha1 } from '@noble/hashes/legacy.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { concatBytes } from '../input.js';
import { fatal } from './git-error.js';
import { isIgnored, readIgnored, type IgnoreRule } from './ignore.js';
import { fromHex, idOf, toHex, type TreeEntry } from './objects.js';
import type { Repository } from './repository.js';
import { kindOf, readBytes, removeFile, writeFile } from './store.js';

export interface TreeFile {
  readonly mode: string;
  readonly id: string;
}
/** Files by their paths from the root. */
export type TreeFiles = ReadonlyMap<string, TreeFile>;

/** The files of a tree and of those inside of it. */
export function* filesOfTree(repository: Repository, tree: string | undefined, prefix = ''): Task<TreeFiles> {
  const files = new Map<string, TreeFile>();
  if (tree === undefined) return files;
  for (const { mode, name, id } of yield* repository.objects.tree(tree)) {
    if (mode === '40000') for (const [path, file] of yield* filesOfTree(repository, id, `${prefix}${name}/`)) files.set(path, file);
    else files.set(prefix + name, { mode, id });
  }
  return files;
}

export function* headFiles(repository: Repository): Task<TreeFiles> {
  const head = yield* repository.head();
  return yield* filesOfTree(repository, head === undefined ? undefined : (yield* repository.objects.commit(head)).tree);
}

/** Writes the trees that files make; the id of the topmost. */
export function* writeTreeOf(repository: Repository, files: TreeFiles, prefix = ''): Task<string> {
  const entries: TreeEntry[] = [];
  const folders = new Set<string>();
  for (const [path, file] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    if (rest.length > 0) folders.add(name);
    else entries.push({ mode: file.mode, name, id: file.id });
  }
  for (const name of folders) entries.push({ mode: '40000', name, id: yield* writeTreeOf(repository, files, `${prefix}${name}/`) });
  return yield* repository.objects.writeTree(entries);
}

const indexPath = (repository: Repository): string => `${repository.folder}/index`;

/** Files on which two sides do not agree yet: as they were, ours, theirs. */
export type Unmerged = ReadonlyMap<string, readonly [TreeFile | undefined, TreeFile | undefined, TreeFile | undefined]>;

/** What will be in the next commit. */
export function* readIndex(repository: Repository): Task<Map<string, TreeFile>> {
  const files = new Map<string, TreeFile>();
  for (const { path, stage, mode, id } of yield* readEntries(repository)) if (stage === 0) files.set(path, { mode, id });
  return files;
}

export function* readUnmerged(repository: Repository): Task<Unmerged> {
  const found = new Map<string, [TreeFile | undefined, TreeFile | undefined, TreeFile | undefined]>();
  for (const { path, stage, mode, id } of yield* readEntries(repository)) {
    if (stage === 0) continue;
    const sides = found.get(path) ?? [undefined, undefined, undefined];
    sides[stage - 1] = { mode, id };
    found.set(path, sides);
  }
  return found;
}

interface IndexEntry extends TreeFile {
  readonly path: string;
  /** 0: settled; 1 to 3: one of the sides of a merge. */
  readonly stage: number;
}

function* readEntries(repository: Repository): Task<readonly IndexEntry[]> {
  const files: IndexEntry[] = [];
  const bytes = yield* readBytes(repository.sys, indexPath(repository));
  if (!bytes) return files;
  if (bytes.length < 12 || decodeUtf8(bytes.subarray(0, 4)) !== 'DIRC') throw fatal('index file corrupt');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let count = view.getUint32(8), at = 12; count > 0 && at + 62 < bytes.length; count--) {
    const end = bytes.indexOf(0, at + 62);
    if (end < 0) throw fatal('index file corrupt');
    files.push({
      path: decodeUtf8(bytes.subarray(at + 62, end)),
      stage: (view.getUint16(at + 60) >> 12) & 3,
      mode: view.getUint32(at + 24).toString(8),
      id: toHex(bytes.subarray(at + 40, at + 60)),
    });
    at += Math.floor((end - at + 8) / 8) * 8;
  }
  return files;
}

/**
 * Writes the index in git's format, version 2, without what only saves git work. What two sides do not agree on stays, unless it is given
 * anew or a file has come in its place.
 */
export function* writeIndex(repository: Repository, files: TreeFiles, unmerged?: Unmerged): Task<void> {
  const sides = unmerged ?? new Map([...(yield* readUnmerged(repository))].filter(([path]) => !files.has(path)));
  const entries: IndexEntry[] = [...files].map(([path, file]) => ({ ...file, path, stage: 0 }));
  for (const [path, each] of sides) each.forEach((file, index) => (file ? entries.push({ ...file, path, stage: index + 1 }) : undefined));
  const sorted = entries.sort((a, b) => (a.path === b.path ? a.stage - b.stage : a.path < b.path ? -1 : 1));
  const head = new Uint8Array(12);
  head.set(encodeUtf8('DIRC'));
  const view = new DataView(head.buffer);
  view.setUint32(4, 2);
  view.setUint32(8, sorted.length);
  const body = concatBytes([head, ...sorted.map(indexEntry)]);
  yield* writeFile(repository.sys, indexPath(repository), concatBytes([body, sha1(body)]));
}

function indexEntry({ path, stage, mode, id }: IndexEntry): Uint8Array {
  const name = encodeUtf8(path);
  const entry = new Uint8Array(Math.floor((62 + name.length + 8) / 8) * 8);
  const view = new DataView(entry.buffer);
  view.setUint32(24, Number.parseInt(mode, 8));
  entry.set(fromHex(id), 40);
  view.setUint16(60, Math.min(name.length, 0xfff) | (stage << 12));
  entry.set(name, 62);
  return entry;
}

/** The bytes that git keeps of a file in the working folder; undefined when there is none. */
export function* workBytes(repository: Repository, path: string): Task<Uint8Array | undefined> {
  const full = `${repository.root}/${path}`;
  const kind = kindOf(repository.sys, full);
  if (kind === 'symlink') return encodeUtf8(repository.sys.readlink(full));
  return kind === 'file' ? yield* readBytes(repository.sys, full) : undefined;
}

export function* workFile(repository: Repository, path: string): Task<TreeFile | undefined> {
  const bytes = yield* workBytes(repository, path);
  if (!bytes) return undefined;
  const { kind, mode } = repository.sys.lstat(`${repository.root}/${path}`);
  return { mode: kind === 'symlink' ? '120000' : (mode & 0o100) !== 0 ? '100755' : '100644', id: idOf('blob', bytes) };
}

/** The paths in the working folder: tracked ones, and others that are not ignored. */
export function* workPaths(
  repository: Repository,
  tracked: ReadonlySet<string>,
  folder = '',
  above: readonly IgnoreRule[] = [],
): Task<readonly string[]> {
  const rules = [...above, ...(yield* readIgnored(repository, folder))];
  const paths: string[] = [];
  for (const { name, kind } of repository.sys.readdir(`${repository.root}/${folder}`)) {
    const path = folder + name;
    if (name === '.git') continue;
    const isFolder = kind === 'directory';
    if (isIgnored(rules, path, isFolder) && ![...tracked].some(known => known === path || known.startsWith(`${path}/`))) continue;
    if (isFolder) paths.push(...(yield* workPaths(repository, tracked, `${path}/`, rules)));
    else if (tracked.has(path) || !isIgnored(rules, path, false)) paths.push(path);
  }
  return paths.sort();
}

/** Puts a file of the repository into the working folder. */
export function* checkOut(repository: Repository, path: string, { mode, id }: TreeFile): Task<void> {
  const full = `${repository.root}/${path}`;
  const { body } = yield* repository.objects.read(id);
  removeFile(repository.sys, repository.root, full);
  if (mode === '120000') repository.sys.symlink(decodeUtf8(body), full);
  else yield* writeFile(repository.sys, full, body, mode === '100755' ? 0o755 : 0o644);
}
