import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { decodeTar } from '../../fs/tar.js';
import type { Sys } from '../../process/sys.js';
import { gunzipBytes } from '../archive/gzip-format.js';
import { readFile } from '../input.js';
import { fetchFile } from '../packages/fetch.js';
import { makeDirectories, removeFiles } from '../packages/put-files.js';
import { isThere, NpmError, record, readManifest, texts, writeText, type Manifest } from './project.js';
import { satisfies } from './semver.js';

/** A package as the registry tells of it. */
export interface Resolved {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
  readonly shasum: string;
  readonly integrity: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly isDev: boolean;
}

const MAX_PACKAGES = 1000;

/** Finds everything that the ranges need, each package once: every package here has one version. */
export class Resolver {
  readonly #sys: Sys;
  readonly #registry: string;
  readonly #found = new Map<string, Resolved>();

  constructor(sys: Sys, registry: string) {
    this.#sys = sys;
    this.#registry = registry;
  }

  *resolve(ranges: Readonly<Record<string, string>>, isDev: boolean): Task<readonly Resolved[]> {
    const waiting = Object.entries(ranges);
    for (let next = waiting.shift(); next && this.#found.size < MAX_PACKAGES; next = waiting.shift()) {
      const [name, range] = next;
      if (this.#found.has(name)) continue;
      const resolved = yield* this.#ask(name, range, isDev);
      this.#found.set(name, resolved);
      waiting.push(...Object.entries(resolved.dependencies));
    }
    return [...this.#found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  *#ask(name: string, range: string, isDev: boolean): Task<Resolved> {
    const url = `${this.#registry}/${name.replace('/', '%2f')}`;
    const answer = record(JSON.parse(decodeUtf8(yield* download(this.#sys, url, name, range))));
    const versions = record(answer['versions']);
    const version = Object.keys(versions).find(candidate => satisfies(candidate, range));
    if (version === undefined) {
      const there = Object.keys(versions).join(', ');
      throw new NpmError('ETARGET', [
        `notarget No matching version found for ${name}@${range}.`,
        `notarget In most cases you or one of your dependencies are requesting`,
        `notarget a package version that doesn't exist.`,
        `drydock: other versions of ${name} than ${there} are not simulated`,
      ]);
    }
    const manifest = record(versions[version]);
    const dist = texts(manifest['dist']);
    return {
      name,
      version,
      tarball: dist['tarball'] ?? '',
      shasum: dist['shasum'] ?? '',
      integrity: dist['integrity'] ?? '',
      dependencies: texts(manifest['dependencies']),
      bin: texts(manifest['bin']),
      isDev,
    };
  }
}

function* download(sys: Sys, url: string, name: string, range: string): Task<Uint8Array> {
  const target = `/tmp/.npm-${sys.pid}-${sys.random.hex(8)}`;
  const fetched = yield* fetchFile(sys, url, target, { userAgent: 'npm' });
  if (fetched.kind === 'ok') {
    const bytes = yield* readFile(sys, target);
    sys.unlink(target);
    return bytes;
  }
  if (isThere(sys, target)) sys.unlink(target);
  if (fetched.kind === 'status' && fetched.status === 404) {
    throw new NpmError('E404', [
      `404 Not Found - GET ${url} - Not found`,
      `404 `,
      `404  '${name}@${range}' is not in this registry.`,
      `drydock: the package ${name} is not simulated (docs/fidelity.md lists those that are)`,
    ]);
  }
  const host = url.replace(/^https?:\/\//, '').replace(/\/.*/, '');
  if (fetched.kind === 'resolve') {
    const code = fetched.temporary ? 'EAI_AGAIN' : 'ENOTFOUND';
    throw new NpmError(code, ['syscall getaddrinfo', `errno ${code}`, `request to ${url} failed, reason: getaddrinfo ${code} ${host}`]);
  }
  throw new NpmError('ECONNREFUSED', [`request to ${url} failed`]);
}

/** Puts packages into node_modules; how many were not there yet. */
export function* place(sys: Sys, folder: string, packages: readonly Resolved[]): Task<number> {
  let added = 0;
  for (const item of packages) {
    const home = `${folder}/node_modules/${item.name}`;
    const there = yield* readManifest(sys, home);
    if (there?.['version'] === item.version) continue;
    added++;
    const bytes = gunzipBytes(yield* download(sys, item.tarball, item.name, item.version)).data;
    for (const entry of decodeTar(bytes)) {
      const path = `${home}/${entry.path.replace(/^[^/]+\//, '')}`;
      if (entry.kind !== 'file' || path.split('/').includes('..')) continue;
      makeDirectories(sys, path.replace(/\/[^/]*$/, ''));
      yield* writeText(sys, path, entry.content?.text() ?? '', entry.mode);
    }
    for (const [command, target] of Object.entries(item.bin)) linkCommand(sys, folder, command, `../${item.name}/${target}`);
  }
  return added;
}

function linkCommand(sys: Sys, folder: string, command: string, target: string): void {
  const bin = `${folder}/node_modules/.bin`;
  makeDirectories(sys, bin);
  const path = `${bin}/${command}`;
  if (isThere(sys, path)) sys.unlink(path);
  sys.symlink(target, path);
}

/** Takes away packages that nothing needs any more; how many there were. */
export function removePackages(sys: Sys, folder: string, keep: ReadonlySet<string>): number {
  const modules = `${folder}/node_modules`;
  if (!isThere(sys, modules)) return 0;
  const gone = sys.readdir(modules).filter(({ name }) => !name.startsWith('.') && !name.startsWith('@') && !keep.has(name));
  for (const { name } of gone) removeTree(sys, `${modules}/${name}`);
  return gone.length;
}

export function removeTree(sys: Sys, path: string): void {
  for (const { name, kind } of sys.readdir(path)) {
    if (kind === 'directory') removeTree(sys, `${path}/${name}`);
    else removeFiles(sys, [`${path}/${name}`]);
  }
  sys.rmdir(path);
}

/** package-lock.json as npm writes it. */
export function lockOf(manifest: Manifest, packages: readonly Resolved[], lockfileVersion: number): string {
  const { name, version } = texts(manifest);
  const entries = packages.map(
    item =>
      [
        `node_modules/${item.name}`,
        {
          version: item.version,
          resolved: item.tarball,
          integrity: item.integrity,
          ...(item.isDev ? { dev: true } : {}),
          license: 'MIT',
          ...(Object.keys(item.dependencies).length > 0 ? { dependencies: item.dependencies } : {}),
          ...(Object.keys(item.bin).length > 0 ? { bin: item.bin } : {}),
        },
      ] as const,
  );
  const keys = ['name', 'version', 'license', 'dependencies', 'devDependencies'];
  const root = Object.fromEntries<unknown>(keys.filter(key => manifest[key] !== undefined).map(key => [key, manifest[key]] as const));
  return `${JSON.stringify({ name, version, lockfileVersion, requires: true, packages: { '': root, ...Object.fromEntries(entries) } }, undefined, 2)}\n`;
}
