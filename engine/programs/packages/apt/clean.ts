import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Apt } from './session.js';

const FOLDERS = ['/var/cache/apt/archives', '/var/cache/apt/archives/partial', '/var/lib/apt/lists/partial'];
const CACHES = ['/var/cache/apt/pkgcache.bin', '/var/cache/apt/srcpkgcache.bin'];

/** `apt-get clean`: packages that were fetched go. */
export function* clean({ sys }: Apt): Task<number> {
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
