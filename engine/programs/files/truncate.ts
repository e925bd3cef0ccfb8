import { isErrno } from '../../core/errno.js';
import { quoteAlways } from '../quoting.js';
import { parseAmount } from '../text/amount.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { refused } from '../options.js';

export const truncate = define<'noCreate' | 'size' | 'reference' | 'ioBlocks'>({
  name: 'truncate',
  options: {
    ioBlocks: refused('-o, --io-blocks'),
    noCreate: ['-c, --no-create', 'do not create any files'],
    reference: ['-r, --reference=RFILE', 'base size on RFILE', 'gnu'],
    size: ['-s, --size=SIZE', 'set or adjust the file size by SIZE bytes'],
  },
  gnu: { usage: ['OPTION... FILE...'], about: 'Shrink or extend the size of each FILE to the given size.' },
  busybox: { usage: ['[-c] -s SIZE FILE...'], about: 'Truncate FILEs to SIZE' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const text = args.value('size');
    const reference = args.value('reference');
    if (text === undefined && reference === undefined)
      throw new UsageError(tool.isGnu ? "you must specify either '--size' or '--reference'" : '');
    if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing file operand' : '');
    const sign = /^[-+<>/%]/.exec(text ?? '')?.[0] ?? '';
    const amount = reference === undefined ? parseAmount((text ?? '').slice(sign.length)) : sys.stat(reference).sizeBytes;
    if (amount === undefined) throw new Fatal(`Invalid number: ${quoteAlways(text ?? '')}`);
    for (const path of args.operands) {
      try {
        const fd = sys.open(path, { write: true, create: !args.has('noCreate') });
        const size = sys.fstat(fd).sizeBytes;
        sys.truncate(
          fd,
          sign === '+'
            ? size + amount
            : sign === '-'
              ? Math.max(0, size - amount)
              : sign === '<'
                ? Math.min(size, amount)
                : sign === '>'
                  ? Math.max(size, amount)
                  : amount,
        );
        sys.close(fd);
      } catch (error) {
        if (!isErrno(error)) throw error;
        if (error.code === 'ENOENT' && args.has('noCreate')) continue;
        yield* tool.fail(tool.isGnu ? `cannot open ${quoteAlways(path)} for writing: ${error.message}` : `${path}: open: ${error.message}`);
      }
    }
  },
});
