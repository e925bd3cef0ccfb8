import { refused } from '../options.js';
import { procps } from '../origins.js';
import { define } from '../tool.js';
import { baseName } from '../files/paths.js';

export const pidof = define<'single' | 'omit' | 'scripts'>({
  name: 'pidof',
  options: { single: ['-s', 'show one PID only'], omit: ['-o PID', 'omit this PID'], scripts: refused('-x') },
  gnu: { usage: ['[options] [program [...]]'], about: '' },
  busybox: { usage: ['[-s] [-o PID] [NAME]...'], about: 'List PIDs of all processes with names that match NAMEs' },
  origin: procps,
  *run(tool) {
    const { args, sys } = tool;
    const omitted = args.values('omit').map(Number);
    const pids = sys
      .processes()
      .filter(
        process =>
          process.pid !== sys.pid &&
          !omitted.includes(process.pid) &&
          args.operands.some(name => baseName(name) === process.command || name === process.argv[0]),
      );
    if (pids.length === 0) return 1;
    const newestFirst = pids.map(process => process.pid).toSorted((a, b) => b - a);
    yield* tool.out.line((args.has('single') ? newestFirst.slice(0, 1) : newestFirst).join(' '));
    return 0;
  },
});
