import type { ErrnoCode } from '../../core/errno.js';

const numbers: ReadonlyMap<string, number> = new Map([
  ['EPERM', 1],
  ['ENOENT', 2],
  ['ESRCH', 3],
  ['EIO', 5],
  ['EACCES', 13],
  ['EEXIST', 17],
  ['ENOTDIR', 20],
  ['EISDIR', 21],
  ['EINVAL', 22],
  ['EMFILE', 24],
  ['ENOSPC', 28],
  ['EROFS', 30],
  ['EPIPE', 32],
  ['ENAMETOOLONG', 36],
  ['ELOOP', 40],
  ['EADDRINUSE', 98],
  ['EADDRNOTAVAIL', 99],
  ['ENETUNREACH', 101],
  ['ECONNABORTED', 103],
  ['ECONNRESET', 104],
  ['ETIMEDOUT', 110],
  ['ECONNREFUSED', 111],
  ['EHOSTUNREACH', 113],
]);

/** The number of a system error on Linux, which servers put into their messages. */
export function errnoNumber(code: ErrnoCode): string {
  return String(numbers.get(code) ?? 5);
}
