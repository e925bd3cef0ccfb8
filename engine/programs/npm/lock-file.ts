import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { record, texts, type Manifest } from './project.js';
import type { Resolved } from './resolved.js';
import { exists } from '../files/presence.js';

/** Versions by path that a project's lock file holds, of either kind. */
export function* lockedVersions(sys: Sys, folder: string): Task<ReadonlyMap<string, string>> {
  const path = `${folder}/package-lock.json`;
  if (!exists(sys, path)) return new Map();
  const versions = new Map<string, string>();
  const lock = parse(yield* readText(sys, path));
  for (const [key, entry] of Object.entries(record(lock['packages']))) if (key !== '') versions.set(key, texts(entry)['version'] ?? '');
  if (lock['packages'] === undefined) collect(record(lock['dependencies']), '', versions, 0);
  return versions;
}

function parse(text: string): Manifest {
  try {
    return record(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}

const MAX_DEPTH = 50;

function collect(dependencies: Manifest, from: string, versions: Map<string, string>, depth: number): void {
  for (const [name, entry] of Object.entries(dependencies)) {
    const path = `${from}node_modules/${name}`;
    versions.set(path, texts(entry)['version'] ?? '');
    if (depth < MAX_DEPTH) collect(record(record(entry)['dependencies']), `${path}/`, versions, depth + 1);
  }
}

const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'bin', 'engines'] as const;

/** package-lock.json as npm 7 and later write it; `isHidden` is the copy inside node_modules. */
export function lockOf(manifest: Manifest, packages: readonly Resolved[], isHidden = false): string {
  const { name, version } = texts(manifest);
  const keys = ['name', 'version', 'license', ...sections];
  const root = Object.fromEntries(keys.filter(key => isFull(manifest[key])).map(key => [key, manifest[key]]));
  const entries = packages.flatMap(item =>
    item.link === undefined
      ? [[item.path, entryOf(item)] as const]
      : [
          [item.link, { version: item.version, ...(item.isDev ? { dev: true } : {}) }] as const,
          [item.path, { resolved: item.link, link: true }] as const,
        ],
  );
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const lock = {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { ...(isHidden ? {} : { '': root }), ...Object.fromEntries<unknown>(entries) },
  };
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

function isFull(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined;
}

function entryOf(item: Resolved): Manifest {
  return {
    version: item.version,
    resolved: item.tarball,
    integrity: item.integrity,
    ...(item.isDev ? { dev: true } : {}),
    license: 'MIT',
    ...(isFull(item.dependencies) ? { dependencies: item.dependencies } : {}),
    ...(isFull(item.bin) ? { bin: item.bin } : {}),
  };
}

/** package-lock.json as npm 5 and 6 write it: packages inside of those that alone see them. */
export function oldLockOf(manifest: Manifest, packages: readonly Resolved[]): string {
  const { name, version } = texts(manifest);
  const below = (path: string): Manifest | undefined => {
    const start = `${path === '' ? '' : `${path}/`}node_modules/`;
    const own = packages.filter(item => item.path === start + item.name);
    if (own.length === 0) return undefined;
    return Object.fromEntries(own.map(item => [item.name, oldEntryOf(item, below(item.path))]));
  };
  return `${JSON.stringify({ name, version, lockfileVersion: 1, requires: true, dependencies: below('') }, undefined, 2)}\n`;
}

function oldEntryOf(item: Resolved, inner: Manifest | undefined): Manifest {
  return {
    version: item.link === undefined ? item.version : `file:${item.link}`,
    ...(item.link === undefined ? { resolved: item.tarball, integrity: item.integrity } : {}),
    ...(item.isDev ? { dev: true } : {}),
    ...(isFull(item.dependencies) ? { requires: item.dependencies } : {}),
    ...(inner ? { dependencies: inner } : {}),
  };
}
