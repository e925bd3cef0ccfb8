import { isErrno } from '../../core/errno.js';
import { CHUNK_BYTES } from '../limits.js';
import { noEffect } from '../options.js';
import { quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';
import type { Fd } from '../../process/sys.js';

type Key = 'append' | 'ignoreInterrupts' | 'pipe';

export const tee = define<Key>({
  name: 'tee',
  options: {
    append: ['-a, --append', 'append to the FILEs, do not overwrite them'],
    ignoreInterrupts: ['-i, --ignore-interrupts', 'ignore interrupts'],
    pipe: noEffect('-p', 'writing to a closed pipe ends a program here too', 'gnu'),
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Copy standard input to each FILE, and to standard output too.' },
  busybox: { usage: ['[-ai] [FILE]...'], about: 'Copy stdin to each FILE, and also to stdout' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    if (args.has('ignoreInterrupts')) sys.onSignal('SIGINT', 'ignore');
    const files: Fd[] = [];
    for (const path of args.operands) {
      try {
        files.push(sys.open(path, { write: true, create: true, append: args.has('append'), truncate: !args.has('append') }));
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* tool.fail(`${quoteIfNeeded(path)}: ${error.message}`);
      }
    }
    for (;;) {
      const bytes = yield* sys.read(0, CHUNK_BYTES);
      if (bytes.length === 0) return;
      yield* tool.out.bytes(bytes);
      for (const fd of files) yield* sys.write(fd, bytes);
    }
  },
});
