import { isErrno } from '../../core/errno.js';
import { noEffect, refused } from '../options.js';
import { quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, UsageError } from '../tool.js';
import { normalizePath, relativePath } from './paths.js';
import { resolvePath } from './resolve.js';

type Key = 'relativeBase' | 'existing' | 'missing' | 'logical' | 'physical' | 'quiet' | 'relativeTo' | 'noLinks' | 'zero';

export const realpath = define<Key>({
  name: 'realpath',
  options: {
    relativeBase: refused('--relative-base=DIR', 'gnu'),
    existing: ['-e, --canonicalize-existing', 'all parts of the path must exist', 'gnu'],
    missing: ['-m, --canonicalize-missing', 'no part needs to exist', 'gnu'],
    logical: refused('-L, --logical', 'gnu'),
    physical: noEffect('-P, --physical', 'the default', 'gnu'),
    quiet: ['-q, --quiet', 'say nothing about errors', 'gnu'],
    relativeTo: ['--relative-to=DIR', 'print the path relative to DIR', 'gnu'],
    noLinks: ['-s, --strip, --no-symlinks', 'do not expand symlinks', 'gnu'],
    zero: ['-z, --zero', 'end lines with NUL, not newline', 'gnu'],
  },
  gnu: {
    usage: ['[OPTION]... FILE...'],
    about: 'Print the absolute path of each FILE, without symlinks; all parts but the last must exist.',
  },
  busybox: { usage: ['FILE...'], about: 'Print absolute pathnames of FILE' },
  origin: coreutils,
  busyboxUnknown: 'operand',
  *run(tool) {
    const { args, sys, out } = tool;
    if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const missing = args.has('existing') ? 'none' : args.has('missing') ? 'any' : 'last';
    const base = args.value('relativeTo');
    for (const path of args.operands) {
      try {
        const resolved = args.has('noLinks') ? normalizePath(path, sys.cwd()) : resolvePath(sys, path, missing);
        yield* out.write(
          (base === undefined ? resolved : relativePath(resolved, resolvePath(sys, base, 'last'))) + (args.has('zero') ? '\0' : '\n'),
        );
      } catch (error) {
        if (!isErrno(error)) throw error;
        tool.status = 1;
        if (!args.has('quiet')) yield* tool.warn(`${quoteIfNeeded(path)}: ${error.message}`);
      }
    }
  },
});
