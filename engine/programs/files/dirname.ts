import { coreutils } from '../origins.js';
import { define, UsageError } from '../tool.js';
import { directoryName } from './paths.js';

export const dirname = define<'zero'>({
  name: 'dirname',
  options: { zero: ['-z, --zero', 'end lines with NUL, not newline', 'gnu'] },
  gnu: { usage: ['[OPTION] NAME...'], about: 'Print each NAME without its last part.' },
  busybox: { usage: ['FILENAME'], about: 'Strip non-directory suffix from FILENAME' },
  origin: coreutils,
  busyboxUnknown: 'operand',
  *run(tool) {
    if (tool.args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (!tool.isGnu && tool.args.operands.length > 1) throw new UsageError('');
    for (const path of tool.args.operands) yield* tool.out.write(directoryName(path) + (tool.args.has('zero') ? '\0' : '\n'));
  },
});
