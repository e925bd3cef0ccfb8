import { isErrno } from '../../core/errno.js';
import type { Random } from '../../core/random.js';
import { quoteAlways } from '../quoting.js';
import { coreutilsMktemp } from '../origins.js';
import { define, Fatal } from '../tool.js';
import { joinPath } from './paths.js';

type Key = 'directory' | 'dryRun' | 'quiet' | 'suffix' | 'parent' | 'temporary';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** So many letters and digits, as mkstemp(3) puts them in the place of its X's. */
export function randomName(random: Random, length: number): string {
  return Array.from({ length }, () => letters[random.below(letters.length)]).join('');
}

export const mktemp = define<Key>({
  name: 'mktemp',
  options: {
    directory: ['-d, --directory', 'make a directory, not a file'],
    dryRun: ['-u, --dry-run', 'only print a name, make nothing'],
    quiet: ['-q, --quiet', 'say nothing when it fails'],
    suffix: ['--suffix=SUFF', 'append SUFF to the name', 'gnu'],
    parent: ['-p DIR, --tmpdir[=DIR]', 'make it in DIR, or in $TMPDIR or /tmp'],
    temporary: ['-t', 'take TEMPLATE as a single name in a temporary directory'],
  },
  gnu: { usage: ['[OPTION]... [TEMPLATE]'], about: 'Make a temporary file or directory and print its name.' },
  busybox: { usage: ['[-dt] [-p DIR] [TEMPLATE]'], about: 'Create a temporary file with name based on TEMPLATE and print its name.' },
  origin: coreutilsMktemp,
  *run(tool) {
    const { args, sys, out } = tool;
    const given = args.operands[0];
    const directory =
      args.value('parent') ??
      (given === undefined || args.has('parent') || args.has('temporary') ? (sys.env.get('TMPDIR') ?? '/tmp') : undefined);
    const template = (given ?? (tool.isGnu ? 'tmp.XXXXXXXXXX' : 'tmp.XXXXXX')) + (args.value('suffix') ?? '');
    const holes = /X{3,}(?=[^X/]*$)/.exec(template);
    if (!holes || (!tool.isGnu && !template.endsWith('XXXXXX')))
      throw new Fatal(tool.isGnu ? `too few X's in template ${quoteAlways(template)}` : '(null): Invalid argument');
    for (let tries = 0; ; tries++) {
      const filled =
        template.slice(0, holes.index) + randomName(sys.random, holes[0].length) + template.slice(holes.index + holes[0].length);
      const path = directory === undefined ? filled : joinPath(directory, filled);
      try {
        if (args.has('dryRun')) sys.lstat(directory ?? '.');
        else if (args.has('directory')) sys.mkdir(path, 0o700);
        else sys.close(sys.open(path, { read: true, write: true, create: true, exclusive: true, mode: 0o600 }));
        yield* out.line(path);
        return;
      } catch (error) {
        if (!isErrno(error)) throw error;
        if (error.code === 'EEXIST' && tries < 100) continue;
        if (args.has('quiet')) return 1;
        const what = args.has('directory') ? 'directory' : 'file';
        throw new Fatal(
          tool.isGnu
            ? `failed to create ${what} via template ${quoteAlways(directory === undefined ? template : joinPath(directory, template))}: ${error.message}`
            : `(null): ${error.message}`,
        );
      }
    }
  },
});
