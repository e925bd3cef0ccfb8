import { Errno, isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { normalizePath } from './paths.js';

/** Which parts of a path may be missing. */
export type Missing = 'none' | 'last' | 'any';

const MAX_LINKS = 40;

/** The path without links, `.` and `..`, where parts of it may not exist. */
export function resolvePath(sys: Sys, path: string, missing: Missing): string {
  if (path === '') throw new Errno('ENOENT');
  let parts = (path.startsWith('/') ? path : `${sys.cwd()}/${path}`).split('/').filter(part => part !== '');
  let done = '';
  let links = 0;
  while (parts.length > 0) {
    const [part = '', ...rest] = parts;
    parts = rest;
    if (part === '.') continue;
    if (part === '..') {
      done = done.slice(0, Math.max(0, done.lastIndexOf('/')));
      continue;
    }
    const next = `${done}/${part}`;
    const target = linkTarget(sys, next, missing === 'any' || (missing === 'last' && rest.length === 0));
    if (target === undefined) {
      done = next;
      continue;
    }
    if (++links > MAX_LINKS) throw new Errno('ELOOP');
    if (target.startsWith('/')) done = '';
    parts = [...target.split('/').filter(each => each !== ''), ...rest];
  }
  return normalizePath(done === '' ? '/' : done, '/');
}

function linkTarget(sys: Sys, path: string, mayBeMissing: boolean): string | undefined {
  try {
    return sys.lstat(path).kind === 'symlink' ? sys.readlink(path) : undefined;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR') && mayBeMissing) return undefined;
    throw error;
  }
}
