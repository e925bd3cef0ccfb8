import { isErrno } from '../../core/errno.js';
import { quoteAlways } from '../quoting.js';
import { joinPath } from '../files/paths.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

export const nohup = define({
  name: 'nohup',
  options: {},
  stopAtOperand: true,
  gnu: { usage: ['COMMAND [ARG]...', 'OPTION'], about: 'Run COMMAND so that hangups do not end it.' },
  busybox: { usage: ['PROG ARGS'], about: 'Run PROG immune to hangups, with output to a non-tty' },
  origin: coreutils,
  usageStatus: 125,
  *run(tool) {
    const { sys, args } = tool;
    const [program] = args.operands;
    if (program === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const input = sys.isTerminal(0);
    const output = sys.isTerminal(1);
    const error = sys.isTerminal(2);
    if (input) sys.dup(sys.open('/dev/null', { read: true }), 0);
    if (output) {
      const path = openLog(tool);
      yield* tool.complain(
        `${tool.name}: ${input ? 'ignoring input and ' : ''}appending output to ${tool.isGnu ? quoteAlways(path) : path}\n`,
      );
    } else if (input) yield* tool.complain(`${tool.name}: ignoring input${error ? ' and redirecting stderr to stdout' : ''}\n`);
    if (error) sys.dup(1, 2);
    sys.onSignal('SIGHUP', 'ignore');
    try {
      yield* sys.exec(program, args.operands);
    } catch (failure) {
      if (!isErrno(failure)) throw failure;
      throw new Fatal(
        tool.isGnu ? `failed to run command ${quoteAlways(program)}: ${failure.message}` : `can't execute '${program}': ${failure.message}`,
        failure.code === 'ENOENT' ? 127 : 126,
      );
    }
  },
});

/** Puts nohup.out of the working directory, or of the home, in place of standard output. */
function openLog(tool: Tool): string {
  const { sys } = tool;
  const home = sys.env.get('HOME');
  const candidates = ['nohup.out', ...(home === undefined ? [] : [joinPath(home, 'nohup.out')])];
  for (const path of candidates) {
    try {
      sys.dup(sys.open(path, { write: true, create: true, append: true, mode: 0o600 }), 1);
      return path;
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  throw new Fatal(`failed to open 'nohup.out'`, 125);
}
