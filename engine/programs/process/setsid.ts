import { isErrno } from '../../core/errno.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { exitCodeOf, waitFor } from './run.js';

export const setsid = define<'fork' | 'wait' | 'control'>({
  name: 'setsid',
  options: {
    control: refused('-c, --ctty'),
    fork: ['-f, --fork', 'always fork'],
    wait: ['-w, --wait', 'wait program to exit, and use the same return'],
  },
  stopAtOperand: true,
  gnu: { usage: ['[options] <program> [arguments ...]'], about: 'Run a program in a new session.' },
  busybox: { usage: ['[-c] PROG ARGS'], about: 'Run PROG in a new session.' },
  origin: utilLinux,
  *run(tool) {
    const { sys, args } = tool;
    const [program] = args.operands;
    if (program === undefined) throw new UsageError(tool.isGnu ? 'no command specified' : '');
    // A leader of a process group cannot begin a session, so a child does it.
    if (args.has('fork') || sys.processGroup === sys.pid) {
      const pid = sys.fork(function* (child) {
        child.setSession();
        return yield* child.exec(program, args.operands);
      });
      return args.has('wait') ? exitCodeOf(yield* waitFor(sys, pid)) : 0;
    }
    sys.setSession();
    try {
      return yield* sys.exec(program, args.operands);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(
        tool.isGnu ? `failed to execute ${program}: ${error.message}` : `can't execute '${program}': ${error.message}`,
        error.code === 'ENOENT' ? 127 : 126,
      );
    }
  },
});
