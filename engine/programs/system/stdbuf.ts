import { isErrno } from '../../core/errno.js';
import { noEffect } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

const because = 'programs here write what they have when they wait, so nothing stays in their buffers';

export const stdbuf = define<'input' | 'output' | 'error'>({
  name: 'stdbuf',
  options: {
    input: noEffect('-i, --input=MODE', because, undefined, 'change the buffering of standard input'),
    output: noEffect('-o, --output=MODE', because, undefined, 'change the buffering of standard output'),
    error: noEffect('-e, --error=MODE', because, undefined, 'change the buffering of standard error'),
  },
  stopAtOperand: true,
  gnu: { usage: ['OPTION... COMMAND'], about: 'Run COMMAND with other buffers on its standard streams.' },
  origin: coreutils,
  usageStatus: 125,
  *run(tool) {
    const [program] = tool.args.operands;
    if (program === undefined) throw new UsageError('missing operand');
    if (tool.args.entries.length === 0) throw new UsageError('you must specify a buffering mode option');
    try {
      yield* tool.sys.exec(program, tool.args.operands);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`failed to run command ${quoteAlways(program)}: ${error.message}`, error.code === 'ENOENT' ? 127 : 126);
    }
  },
});
