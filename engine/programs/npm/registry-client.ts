import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { readFile } from '../input.js';
import { fetchFile } from '../packages/fetch.js';
import { NpmError, record, texts, type Manifest } from './project.js';
import { binOf, type Resolved } from './resolved.js';
import { newestOf, satisfies } from './semver.js';
import { exists } from '../files/presence.js';

export const NPM_REGISTRY = 'https://registry.npmjs.org';

/** What a registry tells of a package. */
export interface Packument {
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, unknown>>;
}

/** A registry, asked once for each package. */
export class Registry {
  readonly #sys: Sys;
  readonly #address: string;
  readonly #known = new Map<string, Packument>();

  constructor(sys: Sys, address: string) {
    this.#sys = sys;
    this.#address = address;
  }

  *packument(name: string, range: string): Task<Packument> {
    const known = this.#known.get(name);
    if (known) return known;
    if (!/^(?:@[a-z0-9~._-]+\/)?[a-z0-9~._-]+$/i.test(name)) throw invalidName(name);
    const url = `${this.#address}/${name.replace('/', '%2f')}`;
    const answer = record(JSON.parse(decodeUtf8(yield* download(this.#sys, url, name, range))));
    const found = {
      name,
      description: texts(answer)['description'] ?? '',
      tags: texts(answer['dist-tags']),
      versions: record(answer['versions']),
    };
    this.#known.set(name, found);
    return found;
  }

  /** The version that a range means: the one that is there already, the one of a tag, the latest if it will do, else the newest. */
  *find(name: string, range: string, kept?: string): Task<Omit<Resolved, 'path' | 'isDev'>> {
    const { tags, versions } = yield* this.packument(name, range);
    const latest = tags['latest'];
    const version =
      (kept !== undefined && versions[kept] !== undefined && satisfies(kept, range) ? kept : undefined) ??
      (Object.hasOwn(tags, range) ? tags[range] : undefined) ??
      (latest !== undefined && satisfies(latest, range) ? latest : newestOf(Object.keys(versions), range));
    if (version === undefined) throw noVersion(name, range, Object.keys(versions));
    return { name, version, ...partsOf(record(versions[version]), name) };
  }
}

function partsOf(manifest: Manifest, name: string): Pick<Resolved, 'tarball' | 'shasum' | 'integrity' | 'dependencies' | 'bin'> {
  const { tarball = '', shasum = '', integrity = '' } = texts(manifest['dist']);
  return { tarball, shasum, integrity, dependencies: texts(manifest['dependencies']), bin: binOf(manifest, name) };
}

function noVersion(name: string, range: string, there: readonly string[]): NpmError {
  return new NpmError('ETARGET', [
    `notarget No matching version found for ${name}@${range}.`,
    `notarget In most cases you or one of your dependencies are requesting`,
    `notarget a package version that doesn't exist.`,
    `drydock: other versions of ${name} than ${there.slice(-8).join(', ')} are not simulated`,
  ]);
}

function invalidName(name: string): NpmError {
  return new NpmError('EINVALIDTAGNAME', [`Invalid package name "${name}"`]);
}

export function* download(sys: Sys, url: string, name: string, range: string): Task<Uint8Array> {
  const target = `/tmp/.npm-${sys.pid}-${sys.random.hex(8)}`;
  const fetched = yield* fetchFile(sys, url, target, { userAgent: 'npm' });
  if (fetched.kind === 'ok') {
    const bytes = yield* readFile(sys, target);
    sys.unlink(target);
    return bytes;
  }
  if (exists(sys, target)) sys.unlink(target);
  if (fetched.kind === 'status' && fetched.status === 404) {
    throw new NpmError('E404', [
      `404 Not Found - GET ${url} - Not found`,
      `404 `,
      `404  '${name}@${range === 'latest' ? '*' : range}' is not in this registry.`,
      `404 `,
      `404 Note that you can also install from a`,
      `404 tarball, folder, http url, or git url.`,
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
