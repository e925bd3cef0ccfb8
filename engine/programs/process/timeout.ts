import { isErrno } from '../../core/errno.js';
import { parseSignal, signalNumbers } from '../../process/signals.js';
import { quoteAlways } from '../quoting.js';
import { parseDuration } from '../system/duration.js';
import { define, Fatal, UsageError } from '../tool.js';
import { exitCodeOf } from './run.js';

type Key = 'preserve' | 'foreground' | 'killAfter' | 'signal' | 'verbose';

export const timeout = define<Key>({
  name: 'timeout',
  options: {
    preserve: ['--preserve-status', 'exit with the status of COMMAND even when it timed out', 'gnu'],
    foreground: ['--foreground', 'let COMMAND read from the terminal', 'gnu'],
    killAfter: ['-k, --kill-after=DURATION', 'also send KILL when COMMAND still runs this long after'],
    signal: ['-s, --signal=SIGNAL', 'the signal to send on timeout'],
    verbose: ['-v, --verbose', 'say when a signal is sent', 'gnu'],
  },
  stopAtOperand: true,
  gnu: { usage: ['[OPTION] DURATION COMMAND [ARG]...'], about: 'Start COMMAND, and kill it when it still runs after DURATION.' },
  busybox: { usage: ['[-s SIG] [-k KILL_SECS] SECS PROG ARGS'], about: 'Run PROG. Send SIG to it if it is not gone in SECS seconds.' },
  version: '(GNU coreutils) 9.1',
  usageStatus: 125,
  *run(tool) {
    const { args, sys } = tool;
    const [limitText, ...argv] = args.operands;
    const [program] = argv;
    if (limitText === undefined || program === undefined) throw new UsageError(tool.isGnu && limitText === undefined ? 'missing operand' : tool.isGnu ? `missing operand after ${quoteAlways(limitText ?? '')}` : '');
    const duration = (text: string): number => {
      const value = parseDuration(text);
      if (value !== undefined) return value;
      throw tool.isGnu ? new UsageError(`invalid time interval ${quoteAlways(text)}`) : new Fatal(`invalid number '${text}'`);
    };
    const limit = duration(limitText);
    const killAfter = args.has('killAfter') ? duration(args.value('killAfter') ?? '') : 0;
    const name = args.value('signal');
    const signal = name === undefined ? 'SIGTERM' : parseSignal(name);
    if (!signal) throw tool.isGnu ? new UsageError(`${name ?? ''}: invalid signal`) : new Fatal(`bad signal name '${name ?? ''}'`);
    sys.onSignal('SIGCHLD', 'catch');
    sys.onSignal('SIGTERM', 'catch');
    sys.onSignal('SIGINT', 'catch');
    let pid: number;
    try {
      pid = sys.spawn({ argv, defaultSignals: ['SIGTERM', 'SIGINT', 'SIGCHLD'] });
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.isGnu ? `failed to run command ${quoteAlways(program)}: ${error.message}` : `can't execute '${program}': ${error.message}`, error.code === 'ENOENT' ? 127 : 126);
    }
    const start = sys.clock.now();
    let deadline = limit === 0 ? Infinity : start + limit;
    let timedOut = false;
    let killed = false;
    for (;;) {
      const result = yield* sys.wait(pid, { noHang: true });
      if (result !== undefined && result !== 'interrupted') {
        const code = exitCodeOf(result.status);
        if (!timedOut) return code;
        if (tool.isGnu) return killed || signal === 'SIGKILL' ? 137 : args.has('preserve') ? code : 124;
        // BusyBox' child execs the program in place, so its own end by the signal is what one sees.
        return code;
      }
      for (let taken = sys.takeSignal(); taken; taken = sys.takeSignal()) if (taken !== 'SIGCHLD') sys.kill(pid, taken);
      const now = sys.clock.now();
      if (now < deadline) {
        if (deadline === Infinity) yield* sys.pause();
        else yield* sys.sleep(deadline - now);
        continue;
      }
      const sent = timedOut ? 'SIGKILL' : signal;
      if (args.has('verbose')) yield* tool.warn(`sending signal ${sent.slice(3)} to command ${quoteAlways(program)}`);
      killed = timedOut;
      timedOut = true;
      sys.kill(pid, sent);
      if (signalNumbers[sent] !== 9) sys.kill(pid, 'SIGCONT');
      deadline = killed || killAfter === 0 ? Infinity : now + killAfter;
    }
  },
});
