import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import type { Version } from './vm/vm.js';

const NUMBER = '3.12.2';

/** The Python of the official images, built with the compiler of the distribution beneath. */
export function versionOf(sys: Sys): Version {
  const build = hasAlpine(sys) ? '(main, Mar  6 2025, 01:31:44) [GCC 12.2.1 20220924]' : '(main, Mar  6 2025, 01:36:52) [GCC 12.2.0]';
  return { number: NUMBER, build, prefix: '/usr/local' };
}

function hasAlpine(sys: Sys): boolean {
  try {
    return sys.stat('/etc/alpine-release').kind === 'file';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
