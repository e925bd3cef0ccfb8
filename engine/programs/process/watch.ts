import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { readAll } from '../input.js';
import { noEffect, refused } from '../options.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { procpsWatch } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { exitCodeOf, waitFor } from './run.js';

type Key = 'interval' | 'noTitle' | 'exitOnChange' | 'exitOnError' | 'exec' | 'differences' | 'precise' | 'colour' | 'beep';

/** What a program may print on one screen. */
const MAX_SCREEN_BYTES = 1024 * 1024;

export const watch = define<Key>({
  name: 'watch',
  options: {
    beep: ['-b, --beep', 'beep if command has a non-zero exit', 'gnu'],
    colour: noEffect('-c, --color', 'colours are shown anyway', 'gnu', 'interpret ANSI color and style sequences'),
    differences: refused('-d, --differences', 'gnu'),
    exitOnError: ['-e, --errexit', 'exit if command has a non-zero exit', 'gnu'],
    exitOnChange: ['-g, --chgexit', 'exit when output from command changes', 'gnu'],
    interval: ['-n, --interval=SECS', 'seconds to wait between updates'],
    precise: refused('-p, --precise', 'gnu'),
    noTitle: ['-t, --no-title', 'turn off header'],
    exec: ['-x, --exec', 'pass command to exec instead of "sh -c"', 'gnu'],
  },
  stopAtOperand: true,
  gnu: { usage: ['[options] command'], about: '' },
  busybox: { usage: ['[-n SEC] [-t] PROG ARGS'], about: 'Run PROG periodically' },
  origin: procpsWatch,
  *run(tool) {
    const { args, sys, out } = tool;
    if (args.operands.length === 0) throw new UsageError('');
    const seconds = Number(args.value('interval') ?? 2);
    if (Number.isNaN(seconds)) throw new Fatal(`failed to parse argument: '${args.value('interval') ?? ''}'`);
    let last: string | undefined;
    for (;;) {
      const { text, code } = yield* output(tool);
      yield* out.write(`\u001b[H\u001b[2J${args.has('noTitle') ? '' : title(tool, seconds)}${fit(tool, text)}`);
      if (args.has('beep') && code !== 0) yield* out.write('\u0007');
      yield* out.flush();
      if (args.has('exitOnError') && code !== 0) return code;
      if (args.has('exitOnChange') && last !== undefined && last !== text) return 0;
      last = text;
      yield* sys.sleep(Math.max(0.1, seconds) * 1000);
    }
  },
});

function* output(tool: Tool<Key>): Task<{ readonly text: string; readonly code: number }> {
  const { sys, args } = tool;
  const pipe = sys.pipe();
  sys.setCloseOnExec(pipe.read, true);
  const argv = args.has('exec') ? args.operands : ['sh', '-c', args.operands.join(' ')];
  const pid = sys.spawn({
    argv,
    fds: new Map([
      [0, 0],
      [1, pipe.write],
      [2, pipe.write],
    ]),
  });
  sys.close(pipe.write);
  const text = decodeUtf8(yield* readAll(sys, pipe.read, MAX_SCREEN_BYTES));
  sys.close(pipe.read);
  return { text, code: exitCodeOf(yield* waitFor(sys, pid)) };
}

function title(tool: Tool<Key>, seconds: number): string {
  const { sys, args } = tool;
  const left = `Every ${seconds.toFixed(1)}s: ${args.operands.join(' ')}`;
  const time = strftime('%a %b %e %H:%M:%S %Y', sys.clock.epochMsOf(sys.clock.now()), zoneOf(sys));
  const right = tool.isGnu ? `${sys.hostname()}: ${time}` : time.replace(/ (\d{4})$/, ' $1');
  return `${left.padEnd(Math.max(left.length + 1, size(tool).columns - right.length))}${right}\n\n`;
}

function fit(tool: Tool<Key>, text: string): string {
  const { columns, rows } = size(tool);
  const lines = text.split('\n').slice(0, rows - (tool.args.has('noTitle') ? 0 : 2));
  return lines.map(line => line.slice(0, columns)).join('\n');
}

function size(tool: Tool<Key>): { readonly columns: number; readonly rows: number } {
  return tool.out.isTerminal ? tool.sys.windowSize(1) : { columns: 80, rows: 24 };
}
