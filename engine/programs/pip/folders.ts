import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { exists } from '../files/presence.js';

/** A path as pip shows it: from here, where that is shorter. */
export function shownPath(sys: Sys, path: string): string {
  const here = sys.cwd();
  return here !== '/' && path.startsWith(`${here}/`) ? `.${path.slice(here.length)}` : path;
}

export function makeFolders(sys: Sys, path: string): void {
  if (path === '' || exists(sys, path)) return;
  makeFolders(sys, path.replace(/\/[^/]*$/, ''));
  sys.mkdir(path);
}

/** Removes a folder and those around it, for as long as they are empty. */
export function removeEmpty(sys: Sys, path: string, upTo: string): void {
  for (let at = path; at.length > upTo.length && at.startsWith(upTo); at = at.replace(/\/[^/]*$/, '')) {
    try {
      sys.rmdir(at);
    } catch (error) {
      if (isErrno(error)) return;
      throw error;
    }
  }
}

/** Whether files may be made in a folder, which may have to be made first. */
export function isWritable(sys: Sys, path: string): boolean {
  for (let at = path; at !== ''; at = at.replace(/\/[^/]*$/, '')) if (exists(sys, at)) return sys.access(at, { write: true });
  return sys.access('/', { write: true });
}
