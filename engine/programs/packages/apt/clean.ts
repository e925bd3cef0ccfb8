import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { formatAmount } from '../amounts.js';
import { readKnown } from './known.js';
import { AptError, type Apt } from './session.js';
import { ARCHIVES, archiveName } from './work.js';

const FOLDERS = ['/var/cache/apt/archives', '/var/cache/apt/archives/partial', '/var/lib/apt/lists/partial'];
const CACHES = ['/var/cache/apt/pkgcache.bin', '/var/cache/apt/srcpkgcache.bin'];

/** `apt-get clean`: packages that were fetched go. */
export function* clean(apt: Apt): Task<number> {
  const { sys } = apt;
  requireLocks(apt);
  for (const folder of FOLDERS) {
    for (const { name, kind } of entriesOf(sys, folder)) {
      yield* sys.tick();
      if (kind === 'file' && name !== 'lock') sys.unlink(`${folder}/${name}`);
    }
  }
  for (const path of CACHES) {
    try {
      sys.unlink(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return 0;
}

function entriesOf(sys: Apt['sys'], folder: string): ReturnType<Apt['sys']['readdir']> {
  try {
    return sys.readdir(folder);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** `apt-get autoclean`: of them those that no list offers any more. */
export function* autoclean(apt: Apt): Task<number> {
  requireLocks(apt);
  const { available } = yield* readKnown(apt);
  const offered = new Set([...available.values()].flatMap(all => all.map(archiveName)));
  for (const { name, kind } of entriesOf(apt.sys, ARCHIVES)) {
    const [, title, version] = /^([^_]+)_([^_]+)_\w+\.deb$/.exec(name) ?? [];
    if (kind !== 'file' || title === undefined || version === undefined || offered.has(name)) continue;
    const { sizeBytes } = apt.sys.stat(`${ARCHIVES}/${name}`);
    yield* apt.line(`Del ${title} ${version.replaceAll('%3a', ':')} [${formatAmount(sizeBytes)}B]`);
    apt.sys.unlink(`${ARCHIVES}/${name}`);
  }
  return 0;
}

/** Of both folders; what went wrong with either is told. Throws AptError. */
function requireLocks(apt: Apt): void {
  const problems: string[] = [];
  for (const folder of ['/var/cache/apt/archives', '/var/lib/apt/lists']) {
    try {
      apt.requireLock(`${folder}/lock`, `Unable to lock directory ${folder}/`);
    } catch (error) {
      if (!(error instanceof AptError)) throw error;
      // A folder that is not there has nothing in it.
      if (!error.lines[0]?.includes('(2:')) problems.push(...error.lines);
    }
  }
  if (problems.length > 0) throw new AptError(...problems);
}
