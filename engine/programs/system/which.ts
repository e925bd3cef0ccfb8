import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { joinPath } from '../files/paths.js';
import { whichOrigin } from '../origins.js';
import { define, UsageError } from '../tool.js';

export const which = define<'all' | 'silent'>({
  name: 'which',
  options: { all: ['-a', 'print all that match'], silent: ['-s', undefined, 'gnu'] },
  gnu: { usage: ['[-as] args'], about: '' },
  origin: whichOrigin,
  busybox: { usage: ['[-a] COMMAND...'], about: 'Locate COMMAND' },
  usageStatus: 2,
  *run(tool) {
    const { args, sys } = tool;
    if (args.operands.length === 0 && !tool.isGnu) throw new UsageError('');
    for (const name of args.operands) {
      const found = findPrograms(sys, name);
      if (found.length === 0) tool.status = 1;
      if (args.has('silent')) continue;
      for (const path of args.has('all') ? found : found.slice(0, 1)) yield* tool.out.line(path);
    }
    return args.operands.length === 0 ? 1 : tool.status;
  },
});

/** Executable files of this name in PATH, in order. */
export function findPrograms(sys: Sys, name: string): string[] {
  const candidates = name.includes('/')
    ? [name]
    : (sys.env.get('PATH') ?? '').split(':').map(directory => joinPath(directory === '' ? '.' : directory, name));
  return candidates.filter(path => {
    try {
      return sys.stat(path).kind === 'file' && sys.access(path, { execute: true });
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  });
}
