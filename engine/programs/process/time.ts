import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { signalNumbers } from '../../process/signals.js';
import type { WaitStatus } from '../../process/sys.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { refused } from '../options.js';
import { define, UsageError, type Tool } from '../tool.js';
import { exitCodeOf, waitFor } from './run.js';

type Key = 'posix' | 'verbose' | 'format' | 'output' | 'append';

/** How long a command took. Its processor time is not counted apart from that of the machine, as with the shell's own `time`. */
interface Measured {
  readonly argv: readonly string[];
  readonly status: WaitStatus;
  readonly elapsedMs: number;
}

const usualFormat = 'real\t%E\nuser\t%u\nsys\t%T\n';
const posixFormat = 'real %e\nuser %U\nsys %S\n';

export const time = define<Key>({
  name: 'time',
  options: {
    posix: ['-p', 'POSIX output format'],
    verbose: refused('-v'),
    format: ['-f FMT', 'Custom format'],
    output: ['-o FILE', 'Write result to FILE'],
    append: ['-a', 'Append (else overwrite)'],
  },
  stopAtOperand: true,
  busybox: { usage: ['[-vpa] [-o FILE] PROG ARGS'], about: 'Run PROG, display resource usage when it exits' },
  *run(tool) {
    const { args, sys } = tool;
    if (args.operands.length === 0) throw new UsageError('');
    const measured = yield* measure(tool);
    const text = report(measured, args.has('posix') ? posixFormat : (args.value('format') ?? usualFormat));
    const path = args.value('output');
    if (path === undefined) yield* tool.complain(text);
    else {
      const fd = sys.open(path, { write: true, create: true, ...(args.has('append') ? { append: true } : { truncate: true }) });
      yield* sys.write(fd, encodeUtf8(text));
      sys.close(fd);
    }
    // BusyBox gives the number of the signal itself.
    return measured.status.kind === 'signaled' ? signalNumbers[measured.status.signal] : exitCodeOf(measured.status);
  },
});

/** A program that cannot be started counts as one that said so itself: the child that becomes it complains. */
function* measure(tool: Tool<Key>): Task<Measured> {
  const { sys, args } = tool;
  const argv = args.operands;
  const [program = ''] = argv;
  const start = sys.clock.now();
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) sys.onSignal(signal, 'ignore');
  const pid = sys.fork(function* (child) {
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) child.onSignal(signal, 'default');
    try {
      return yield* child.exec(program, argv);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* child.write(2, encodeUtf8(`time: can't execute '${program}': ${error.message}\n`));
      return error.code === 'ENOENT' ? 127 : 126;
    }
  });
  const status = yield* waitFor(sys, pid);
  return { argv, status, elapsedMs: sys.clock.now() - start };
}

/** BusyBox's escapes are the characters themselves, and places that it does not know are nothing. What is printed: how the command ended, unless well, and the format with its places filled in. */
function report({ argv, status, elapsedMs }: Measured, format: string): string {
  const seconds = (elapsedMs / 1000).toFixed(2);
  const values: Readonly<Record<string, string>> = {
    C: argv.join(' '),
    E: minutes(elapsedMs),
    e: seconds,
    U: '0.00',
    S: '0.00',
    u: minutes(0),
    T: minutes(0),
    x: String(exitCodeOf(status)),
  };
  const text = format.replace(/%(.)|\\(.)/gs, (_found, place: string | undefined, escape: string | undefined) =>
    place !== undefined ? (values[place] ?? '') : (escape ?? ''),
  );
  return endOf(status) + (text.endsWith('\n') ? text : `${text}\n`);
}

function endOf(status: WaitStatus): string {
  if (status.kind === 'signaled') return `Command terminated by signal ${String(signalNumbers[status.signal])}\n`;
  const code = exitCodeOf(status);
  return code === 0 ? '' : `Command exited with non-zero status ${String(code)}\n`;
}

/** `1m 2.50s`, or `1h 2m 3s` */
function minutes(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const rest = ms % 3_600_000;
  const minute = Math.floor(rest / 60_000);
  if (hours > 0) return `${String(hours)}h ${String(minute)}m ${String(Math.floor((rest % 60_000) / 1000)).padStart(2, '0')}s`;
  return `${String(minute)}m ${((rest % 60_000) / 1000).toFixed(2)}s`;
}
