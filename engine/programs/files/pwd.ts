import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const pwd = define<'logical' | 'physical'>({
  name: 'pwd',
  options: {
    logical: ['-L, --logical', 'use PWD from the environment, even with symlinks'],
    physical: ['-P, --physical', 'without symlinks'],
  },
  gnu: { usage: ['[OPTION]...'], about: 'Print the path of the working directory.' },
  busybox: { usage: [''], about: 'Print the full filename of the current working directory' },
  origin: coreutils,
  *run(tool) {
    yield* tool.out.line(tool.args.last('logical', 'physical') === 'logical' ? (logical(tool.sys) ?? tool.sys.cwd()) : tool.sys.cwd());
  },
});

/** $PWD when it names the working directory. */
function logical(sys: Sys): string | undefined {
  const path = sys.env.get('PWD');
  if (!path?.startsWith('/')) return undefined;
  try {
    return sys.stat(path).ino === sys.stat('.').ino ? path : undefined;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}
