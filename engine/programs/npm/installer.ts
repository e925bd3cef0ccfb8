import { sha512 } from '@noble/hashes/sha2.js';
import type { Task } from '../../core/task.js';
import { decodeTar } from '../../fs/tar.js';
import type { Sys } from '../../process/sys.js';
import { gunzipBytes } from '../archive/gzip-format.js';
import { makeDirectories, removeFiles } from '../packages/put-files.js';
import { encode } from '../text/base64.js';
import { MAX_PACKAGES } from './limits.js';
import { NpmError, readManifest, texts, writeText } from './project.js';
import { download, Registry } from './registry-client.js';
import { binOf, type Resolved } from './resolved.js';
import { satisfies } from './semver.js';
import { exists } from '../files/presence.js';

/** Finds everything that some ranges need, and puts each package as high as no other version of it stands in the way. */
export class Resolver {
  readonly #sys: Sys;
  readonly #registry: Registry;
  readonly #preferred: ReadonlyMap<string, string>;
  readonly #found = new Map<string, Resolved>();

  /** `preferred` has versions by path that are kept while the ranges allow it: those of the lock file. */
  constructor(sys: Sys, registry: Registry, preferred: ReadonlyMap<string, string>) {
    this.#sys = sys;
    this.#registry = registry;
    this.#preferred = preferred;
  }

  *resolve(ranges: Readonly<Record<string, string>>, isDev: boolean): Task<readonly Resolved[]> {
    const waiting = Object.entries(ranges).map(([name, range]) => ({ name, range, from: '' }));
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, range, from } = next;
      const there = this.#visible(name, from);
      if (there && (there.link !== undefined || satisfies(there.version, range))) continue;
      if (this.#found.size >= MAX_PACKAGES) throw new NpmError('', ['drydock: more than 1000 packages are not simulated']);
      const path = there ? `${from === '' ? '' : `${from}/`}node_modules/${name}` : `node_modules/${name}`;
      const resolved = yield* this.#find(name, range, path, isDev);
      this.#found.set(path, resolved);
      waiting.push(...Object.entries(resolved.dependencies).map(([key, wanted]) => ({ name: key, range: wanted, from: path })));
    }
    return [...this.#found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** What a module at `from` gets when it asks for a name. */
  #visible(name: string, from: string): Resolved | undefined {
    for (let at = from; ; at = at.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
      const found = this.#found.get(`${at === '' ? '' : `${at}/`}node_modules/${name}`);
      if (found || at === '') return found;
    }
  }

  *#find(name: string, range: string, path: string, isDev: boolean): Task<Resolved> {
    const none = { tarball: '', shasum: '', integrity: '' };
    if (/^file:/.test(range)) {
      const folder = range.slice('file:'.length);
      if (/\.(?:tgz|tar\.gz)$/.test(folder)) throw new NpmError('', ['drydock: npm install of a tarball is not simulated']);
      const manifest = yield* readManifest(this.#sys, folder);
      return {
        name,
        version: texts(manifest)['version'] ?? '0.0.0',
        path,
        ...none,
        dependencies: {},
        bin: binOf(manifest ?? {}, name),
        isDev,
        link: folder,
      };
    }
    const kept = this.#preferred.get(path);
    return { ...(yield* this.#registry.find(name, range, kept)), path, isDev };
  }
}

/** Puts packages into a folder; how many were not there yet. */
export function* place(sys: Sys, folder: string, packages: readonly Resolved[], commands: string): Task<number> {
  let added = 0;
  for (const item of packages) {
    const home = `${folder}/${item.path}`;
    const isThereAlready = item.link === undefined ? texts(yield* readManifest(sys, home))['version'] === item.version : exists(sys, home);
    if (isThereAlready) continue;
    added++;
    if (item.link === undefined) yield* unpack(sys, home, item);
    else {
      makeDirectories(sys, home.replace(/\/[^/]*$/, ''));
      sys.symlink(/^\//.test(item.link) ? item.link : `../${item.link}`, home);
    }
    const isOnTop = !item.path.slice('node_modules/'.length).includes('node_modules/');
    if (!isOnTop) continue;
    for (const [command, target] of Object.entries(item.bin))
      linkCommand(sys, commands, command, `${home}/${target}`.replace(/\/\.\//g, '/'));
  }
  return added;
}

function* unpack(sys: Sys, home: string, item: Resolved): Task<void> {
  if (exists(sys, home)) removeTree(sys, home);
  const packed = yield* download(sys, item.tarball, item.name, item.version);
  const integrity = `sha512-${encode(sha512(packed))}`;
  if (item.integrity !== '' && integrity !== item.integrity) {
    const words = `sha512 integrity checksum failed when using sha512: wanted ${item.integrity} but got ${integrity}. (${String(packed.length)} bytes)`;
    throw new NpmError('EINTEGRITY', [words]);
  }
  for (const entry of decodeTar(gunzipBytes(packed).data)) {
    const path = `${home}/${entry.path.replace(/^[^/]+\//, '')}`;
    if (entry.kind !== 'file' || path.split('/').includes('..')) continue;
    makeDirectories(sys, path.replace(/\/[^/]*$/, ''));
    yield* writeText(sys, path, entry.content?.text() ?? '', entry.mode);
  }
}

function linkCommand(sys: Sys, folder: string, command: string, target: string): void {
  makeDirectories(sys, folder);
  const path = `${folder}/${command}`;
  try {
    sys.unlink(path);
  } catch {
    // There was none.
  }
  const shared = folder.split('/').findIndex((part, index) => part !== target.split('/')[index]);
  const from = folder.split('/').slice(shared < 0 ? undefined : shared);
  const up = shared < 0 ? [] : from.map(() => '..');
  sys.symlink([...up, ...target.split('/').slice(shared < 0 ? folder.split('/').length : shared)].join('/'), path);
}

/** Takes away packages that nothing needs any more; how many there were. */
export function removePackages(sys: Sys, folder: string, keep: ReadonlySet<string>, path = 'node_modules'): number {
  if (!exists(sys, `${folder}/${path}`)) return 0;
  let removed = 0;
  for (const { name } of sys.readdir(`${folder}/${path}`)) {
    if (name.startsWith('.')) continue;
    const child = `${path}/${name}`;
    if (name.startsWith('@')) removed += removePackages(sys, folder, keep, child);
    else if (keep.has(child)) removed += removePackages(sys, folder, keep, `${child}/node_modules`);
    else {
      removeTree(sys, `${folder}/${child}`);
      removed++;
    }
  }
  return removed;
}

export function removeTree(sys: Sys, path: string): void {
  if (sys.lstat(path).kind === 'symlink') {
    sys.unlink(path);
    return;
  }
  for (const { name, kind } of sys.readdir(path)) {
    if (kind === 'directory') removeTree(sys, `${path}/${name}`);
    else removeFiles(sys, [`${path}/${name}`]);
  }
  sys.rmdir(path);
}

/** Commands whose package is gone. */
export function removeDeadCommands(sys: Sys, commands: string): void {
  if (!exists(sys, commands)) return;
  for (const { name, kind } of sys.readdir(commands))
    if (kind === 'symlink' && !exists(sys, `${commands}/${name}`)) sys.unlink(`${commands}/${name}`);
}
