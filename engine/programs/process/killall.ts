import { isErrno } from '../../core/errno.js';
import { parseSignal } from '../../process/signals.js';
import { refused } from '../options.js';
import { psmisc } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

export const killall = define<'signal' | 'quiet' | 'list' | 'verbose' | 'exact' | 'wait' | 'ignoreCase'>({
  name: 'killall',
  options: {
    signal: ['-s SIGNAL, --signal=SIGNAL', 'send this signal instead of SIGTERM'],
    quiet: ['-q, --quiet', 'say nothing about names without processes'],
    verbose: ['-v, --verbose', 'report if the signal was sent', 'gnu'],
    exact: refused('-e, --exact', 'gnu'),
    ignoreCase: ['-I, --ignore-case', 'match names without regard to case', 'gnu'],
    wait: refused('-w, --wait', 'gnu'),
    list: refused('-l, --list'),
  },
  rewrite: argv =>
    argv.flatMap(word => (/^-(?:\d+|[A-Z][A-Z0-9]+)$/.test(word) && parseSignal(word.slice(1)) ? ['-s', word.slice(1)] : [word])),
  gnu: { usage: ['[OPTION]... [--] NAME...'], about: 'Send a signal to all processes with one of the NAMEs.' },
  busybox: { usage: ['[-lq] [-SIG] PROCESS_NAME...'], about: 'Send a signal (default: TERM) to given processes' },
  origin: psmisc,
  *run(tool) {
    const { args, sys } = tool;
    if (args.operands.length === 0) throw tool.isGnu ? new UsageError('') : new Fatal('you need to specify whom to kill');
    const name = args.value('signal');
    const signal = name === undefined ? 'SIGTERM' : parseSignal(name);
    if (!signal)
      throw new Fatal(tool.isGnu ? `${name ?? ''}: unknown signal; killall -l lists signals.` : `bad signal name '${name ?? ''}'`);
    const same = (text: string): string => (args.has('ignoreCase') ? text.toLowerCase() : text);
    for (const wanted of args.operands) {
      const chosen = sys.processes().filter(process => process.pid !== sys.pid && same(process.command) === same(wanted.slice(0, 15)));
      if (chosen.length === 0) {
        tool.status = 1;
        if (!args.has('quiet'))
          yield* tool.complain(tool.isGnu ? `${wanted}: no process found\n` : `killall: ${wanted}: no process killed\n`);
      }
      for (const process of chosen) {
        try {
          sys.kill(process.pid, signal);
          if (args.has('verbose'))
            yield* tool.complain(`Killed ${process.command}(${String(process.pid)}) with signal ${signal.slice(3)}\n`);
        } catch (error) {
          if (!isErrno(error)) throw error;
          tool.status = 1;
          yield* tool.complain(
            tool.isGnu
              ? `${process.command}(${String(process.pid)}): ${error.message}\n`
              : `killall: can't kill pid ${String(process.pid)}: ${error.message}\n`,
          );
        }
      }
    }
  },
});
