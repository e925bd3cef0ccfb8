import { coreutils } from '../origins.js';
import { define, UsageError } from '../tool.js';
import { baseName } from './paths.js';

type Key = 'multiple' | 'suffix' | 'zero';

export const basename = define<Key>({
  name: 'basename',
  options: {
    multiple: ['-a, --multiple', 'take every argument as a NAME'],
    suffix: ['-s, --suffix=SUFFIX', 'remove SUFFIX; implies -a'],
    zero: ['-z, --zero', 'end lines with NUL, not newline', 'gnu'],
  },
  stopAtOperand: true,
  gnu: { usage: ['NAME [SUFFIX]', 'OPTION... NAME...'], about: 'Print NAME without its directory, and without SUFFIX if it ends so.' },
  busybox: { usage: ['FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...'], about: 'Strip directory path and SUFFIX from FILE' },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    const [name, suffix = '', extra] = args.operands;
    if (name === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const many = args.has('multiple') || args.has('suffix');
    if (!many && extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand '${extra}'` : '');
    const cut = many ? (args.value('suffix') ?? '') : suffix;
    for (const path of many ? args.operands : [name]) {
      const base = baseName(path);
      const short = cut !== '' && base.endsWith(cut) && base !== cut ? base.slice(0, -cut.length) : base;
      yield* tool.out.write(short + (args.has('zero') ? '\0' : '\n'));
    }
  },
});
