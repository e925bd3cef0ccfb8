import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const tty = define<'silent'>({
  name: 'tty',
  options: { silent: ['-s, --silent, --quiet', 'print nothing, only return an exit status'] },
  gnu: { usage: ['[OPTION]...'], about: 'Print the file name of the terminal connected to standard input.' },
  busybox: { usage: ['[-s]'], about: "Print file name of stdin's terminal" },
  origin: coreutils,
  usageStatus: 2,
  busyboxUsageStatus: 2,
  *run(tool) {
    const terminal = tool.sys.isOpen(0) && tool.sys.isTerminal(0);
    if (!tool.args.has('silent')) yield* tool.out.line(terminal ? tool.sys.terminalName(0) : 'not a tty');
    return terminal ? 0 : 1;
  },
});
