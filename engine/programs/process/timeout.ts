import type { Task } from '../../core/task.js';
import { parseSignal, type Signal } from '../../process/signals.js';
import type { Pid } from '../../process/sys.js';
import { quoteAlways } from '../quoting.js';
import { parseDuration } from '../system/duration.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { cannotRun, exitCodeOf } from './run.js';

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
  origin: coreutils,
  usageStatus: 125,
  *run(tool) {
    const plan = planOf(tool);
    for (const signal of ['SIGCHLD', 'SIGTERM', 'SIGINT'] as const) tool.sys.onSignal(signal, 'catch');
    return yield* supervise(tool, start(tool, plan.argv), plan);
  },
});

interface Plan {
  readonly argv: readonly string[];
  readonly program: string;
  readonly limit: number;
  /** How long after the first signal to send KILL; 0: never. */
  readonly killAfter: number;
  readonly signal: Signal;
}

function planOf(tool: Tool<Key>): Plan {
  const { args, isGnu } = tool;
  const [limit, ...argv] = args.operands;
  const [program] = argv;
  if (limit === undefined) throw new UsageError('');
  if (program === undefined) throw new UsageError(isGnu ? `missing operand after ${quoteAlways(limit)}` : '');
  const duration = (text: string): number => {
    const value = parseDuration(text);
    if (value !== undefined) return value;
    throw isGnu ? new UsageError(`invalid time interval ${quoteAlways(text)}`) : new Fatal(`invalid number '${text}'`);
  };
  const name = args.value('signal') ?? 'TERM';
  const signal = parseSignal(name);
  if (!signal) throw isGnu ? new UsageError(`${name}: invalid signal`) : new Fatal(`bad signal name '${name}'`);
  return { argv, program, limit: duration(limit), killAfter: duration(args.value('killAfter') ?? '0'), signal };
}

function start(tool: Tool<Key>, argv: readonly string[]): Pid {
  const [program = ''] = argv;
  try {
    return tool.sys.spawn({ argv, defaultSignals: ['SIGTERM', 'SIGINT', 'SIGCHLD'] });
  } catch (error) {
    throw cannotRun(error, message =>
      tool.isGnu ? `failed to run command ${quoteAlways(program)}: ${message}` : `can't execute '${program}': ${message}`,
    );
  }
}

/** Waits for the command, signals it when its time is over, and tells how it all ended. */
function* supervise(tool: Tool<Key>, pid: Pid, { program, limit, killAfter, signal }: Plan): Task<number> {
  const { sys, args } = tool;
  let deadline = limit === 0 ? Infinity : sys.clock.now() + limit;
  let sent: Signal | undefined;
  for (;;) {
    const result = yield* sys.wait(pid, { noHang: true });
    if (result !== undefined && result !== 'interrupted') {
      const code = exitCodeOf(result.status);
      // BusyBox's command takes the place of the program that was called, so its own end is what one sees.
      if (!tool.isGnu && result.status.kind === 'signaled') sys.kill(sys.pid, result.status.signal);
      if (sent === undefined || !tool.isGnu) return code;
      // GNU's signals its whole group, itself included; it outlives everything but KILL.
      if (sent === 'SIGKILL' && !args.has('foreground')) sys.kill(sys.pid, 'SIGKILL');
      return sent === 'SIGKILL' ? 137 : args.has('preserve') ? code : 124;
    }
    for (let taken = sys.takeSignal(); taken; taken = sys.takeSignal()) if (taken !== 'SIGCHLD') sys.kill(pid, taken);
    const now = sys.clock.now();
    if (now < deadline) {
      if (deadline === Infinity) yield* sys.pause();
      else yield* sys.sleep(deadline - now);
      continue;
    }
    const next: Signal = sent === undefined ? signal : 'SIGKILL';
    if (args.has('verbose')) yield* tool.warn(`sending signal ${next.slice(3)} to command ${quoteAlways(program)}`);
    deadline = sent !== undefined || killAfter === 0 ? Infinity : now + killAfter;
    sent = next;
    sys.kill(pid, next);
    if (next !== 'SIGKILL') sys.kill(pid, 'SIGCONT');
  }
}
