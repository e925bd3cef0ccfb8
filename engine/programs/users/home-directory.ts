import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readFile } from '../input.js';
import { exists } from '../files/presence.js';

/** Makes a home directory with what is in the skeleton; false when it was there already. */
export function* makeHome(
  sys: Sys,
  home: string,
  owner: { readonly uid: number; readonly gid: number },
  options: { readonly mode: number; readonly skeleton: string | undefined },
): Task<boolean> {
  try {
    for (const parent of parentsOf(home)) if (!exists(sys, parent)) sys.mkdir(parent, 0o755);
    sys.mkdir(home, options.mode);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
  sys.chmod(home, options.mode);
  sys.chown(home, owner.uid, owner.gid);
  if (options.skeleton !== undefined && exists(sys, options.skeleton)) yield* copySkeleton(sys, options.skeleton, home, owner);
  return true;
}

function* copySkeleton(sys: Sys, from: string, to: string, owner: { readonly uid: number; readonly gid: number }): Task<void> {
  for (const { name, kind } of sys.readdir(from)) {
    const target = `${to}/${name}`;
    if (kind === 'file') {
      const bytes = yield* readFile(sys, `${from}/${name}`);
      const fd = sys.open(target, { write: true, create: true, truncate: true, mode: sys.stat(`${from}/${name}`).mode & 0o777 });
      yield* sys.write(fd, bytes);
      sys.close(fd);
    } else if (kind === 'directory') {
      sys.mkdir(target, 0o755);
      yield* copySkeleton(sys, `${from}/${name}`, target, owner);
    } else continue;
    sys.chown(target, owner.uid, owner.gid);
  }
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').filter(part => part !== '');
  return parts.slice(0, -1).map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}
