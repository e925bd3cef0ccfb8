import { isErrno } from '../../core/errno.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal } from '../tool.js';

export const nice = define<'adjustment'>({
  name: 'nice',
  options: { adjustment: ['-n, --adjustment=N', 'add N to the niceness (default 10)'] },
  stopAtOperand: true,
  digits: 'adjustment',
  gnu: { usage: ['[OPTION] [COMMAND [ARG]...]'], about: 'Run COMMAND with another niceness; without COMMAND, print the current one.' },
  busybox: { usage: ['[-n ADJUST] [PROG ARGS]'], about: 'Change scheduling priority, run PROG' },
  origin: coreutils,
  usageStatus: 125,
  *run(tool) {
    const adjustment = tool.args.value('adjustment') ?? '10';
    if (!/^[-+]?\d+$/.test(adjustment))
      throw new Fatal(
        tool.isGnu ? `invalid adjustment ${quoteAlways(adjustment)}` : `invalid number '${adjustment}'`,
        tool.isGnu ? 125 : 1,
      );
    const [program] = tool.args.operands;
    // The host's scheduler gives every process the same share, so the niceness is always 0.
    if (program === undefined) {
      yield* tool.out.line('0');
      return;
    }
    try {
      yield* tool.sys.exec(program, tool.args.operands);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(
        tool.isGnu ? `${quoteAlways(program)}: ${error.message}` : `can't execute '${program}': ${error.message}`,
        error.code === 'ENOENT' ? 127 : 126,
      );
    }
  },
});
