import { isErrno } from '../../core/errno.js';
import { noEffect } from '../options.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { resolvePath, type Missing } from './resolve.js';

type Key = 'canonical' | 'canonicalExisting' | 'canonicalMissing' | 'noNewline' | 'quiet' | 'verbose' | 'zero';

export const readlink = define<Key>({
  name: 'readlink',
  options: {
    canonical: ['-f, --canonicalize', 'follow every symlink of every part; all but the last\nmust exist'],
    canonicalExisting: ['-e, --canonicalize-existing', 'the same, and all parts must exist', 'gnu'],
    canonicalMissing: ['-m, --canonicalize-missing', 'the same, and any part may be missing', 'gnu'],
    noNewline: ['-n, --no-newline', 'no newline at the end'],
    quiet: noEffect('-q, -s, --quiet, --silent', 'the default', undefined, 'say nothing about errors'),
    verbose: ['-v, --verbose', 'report errors'],
    zero: ['-z, --zero', 'end lines with NUL, not newline', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... FILE...'], about: 'Print where a symbolic link points to, or canonical file names.' },
  busybox: { usage: ['[-fnv] FILE'], about: 'Display the value of a symlink' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const mode = args.last('canonical', 'canonicalExisting', 'canonicalMissing');
    const missing: Missing = mode === 'canonicalExisting' ? 'none' : mode === 'canonicalMissing' ? 'any' : 'last';
    const several = args.operands.length > 1 && tool.isGnu;
    if (several && args.has('noNewline')) yield* tool.warn('ignoring --no-newline with multiple arguments');
    const end = args.has('noNewline') && !several ? '' : args.has('zero') ? '\0' : '\n';
    for (const path of args.operands) {
      try {
        yield* out.write((mode === undefined ? sys.readlink(path) : resolvePath(sys, path, missing)) + end);
      } catch (error) {
        if (!isErrno(error)) throw error;
        tool.status = 1;
        if (!args.has('verbose')) continue;
        if (!tool.isGnu) throw new Fatal(`${path}: ${error.message}`);
        yield* out.flush();
        yield* tool.warn(`${path}: ${error.message}`);
      }
    }
  },
});
