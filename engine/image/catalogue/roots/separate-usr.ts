import { pathInDeb } from '../../packages/deb-programs.js';
import { directories, together, type Files } from '../tree.js';

/** What a merged /usr has and this has not. */
const links = new Set(['/bin', '/sbin', '/lib', '/lib64', '/usr/lib64']);
const LIBC = '/usr/lib/x86_64-linux-gnu/libc.so.6';

/** The tree of a release from before /usr was merged (Ubuntu 19.04): /bin, /sbin and /lib are folders of their own, with what the packages put there. */
export function withSeparateUsr(files: Files): Files {
  const own = Object.entries(files).filter(([path]) => !links.has(path));
  const moved = own.map(([path, node]) => [path === LIBC ? path.slice('/usr'.length) : pathInDeb(path), node] as const);
  return together(Object.fromEntries(moved), directories('/bin /lib /lib64 /sbin'));
}
