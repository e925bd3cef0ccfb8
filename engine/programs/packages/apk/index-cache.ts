import type { Task } from '../../../core/task.js';
import { readIfThere } from '../dpkg/database.js';
import { fetchFile, type Fetched } from '../fetch.js';
import { makeDirectories } from '../put-files.js';
import { compareVersions } from '../version.js';
import { parseApk, type ApkPackage } from './database.js';
import type { Apk } from './session.js';
import { exists } from '../../files/presence.js';

const CACHE = '/var/cache/apk';
const AGENT = 'apk-tools/2.14.0';

/** A package that a mirror offers. */
export interface Offer extends ApkPackage {
  readonly repository: string;
}

export interface Index {
  readonly byName: ReadonlyMap<string, Offer>;
  /** Repositories that could not be read. */
  readonly failed: number;
}

/** The addresses of the mirrors: /etc/apk/repositories, and those of the command line. */
export function* readMirrors({ sys, options }: Apk): Task<readonly string[]> {
  const lines = (yield* readIfThere(sys, '/etc/apk/repositories')).split('\n').map(line => line.trim());
  return [...lines.filter(line => line !== '' && !line.startsWith('#')), ...options.repositories].map(line =>
    line.replace(/^@\S+\s+/, '').replace(/\/$/, ''),
  );
}

/** `APKINDEX.066df28d.tar.gz`: the file of a mirror's index in the cache. */
function cacheFile(mirror: string): string {
  let hash = 0x811c9dc5;
  for (const character of mirror) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return `${CACHE}/APKINDEX.${hash.toString(16).padStart(8, '0')}.tar.gz`;
}

export function indexUrl(mirror: string): string {
  return `${mirror}/x86_64/APKINDEX.tar.gz`;
}

/** Fetches the indexes that are wanted (`refresh`: all of them), into the cache or, with --no-cache, only to read them. */
export function* readIndex(apk: Apk, { refresh }: { readonly refresh: boolean }): Task<Index> {
  const { sys, options } = apk;
  const byName = new Map<string, Offer>();
  let failed = 0;
  for (const mirror of yield* readMirrors(apk)) {
    const file = options.noCache ? `/tmp/.apk.${String(sys.pid)}` : cacheFile(mirror);
    if (refresh || options.noCache || options.update || (apk.style.fetchesByItself && !exists(sys, file))) {
      if (!options.noCache) makeDirectories(sys, CACHE);
      yield* apk.line(`fetch ${indexUrl(mirror)}`);
      yield* apk.out.flush();
      const result = yield* fetchFile(sys, indexUrl(mirror), file, { userAgent: AGENT });
      if (result.kind !== 'ok') {
        failed++;
        yield* apk.complain(
          `WARNING: ${refresh ? 'updating and opening' : 'fetching'} ${refresh ? mirror : indexUrl(mirror)}: ${reasonOf(result)}\n`,
        );
        continue;
      }
    } else if (!exists(sys, file)) {
      yield* apk.complain(`WARNING: Ignoring ${file.slice(CACHE.length + 1)}: No such file or directory\n`);
      failed++;
      continue;
    }
    for (const found of parseApk(yield* readIfThere(sys, file))) {
      const known = byName.get(found.name);
      if (!known || compareVersions(found.version, known.version) > 0) byName.set(found.name, { ...found, repository: mirror });
    }
    if (options.noCache) sys.unlink(file);
  }
  return { byName, failed };
}

/** Fetches a package into a file; why not, when it could not be had. */
export function* fetchPackage(apk: Apk, { repository, name, version }: Offer, target: string): Task<string | undefined> {
  const result = yield* fetchFile(apk.sys, `${repository}/x86_64/${name}-${version}.apk`, target, { userAgent: AGENT });
  return result.kind === 'ok' ? undefined : reasonOf(result);
}

/** Why a fetch failed, in apk's words. */
function reasonOf(result: Fetched): string {
  switch (result.kind) {
    case 'resolve':
      return result.temporary ? 'temporary error (try again later)' : 'DNS lookup error';
    case 'connect':
      return result.timedOut ? 'operation timed out' : 'could not connect to server (check repositories file)';
    case 'status':
      return result.status === 404 ? 'No such file or directory' : "remote server returned error (try 'apk update')";
    default:
      return 'network error (check Internet connection and firewall)';
  }
}
