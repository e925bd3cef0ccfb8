import { loadAccounts, userName } from '../accounts.js';
import { refused } from '../options.js';
import { procps } from '../origins.js';
import { define } from '../tool.js';
import { formatCpuTime } from './times.js';
import { uptimeLine } from './uptime.js';

export const w = define<'noHeader' | 'short' | 'from'>({
  name: 'w',
  options: {
    noHeader: ['-h, --no-header', 'do not print header'],
    short: refused('-s, --short'),
    from: refused('-f, --from'),
  },
  gnu: { usage: ['[options]'], about: '' },
  origin: procps,
  *run(tool) {
    const { sys, out, args } = tool;
    const accounts = yield* loadAccounts(sys);
    if (!args.has('noHeader')) {
      yield* out.line(uptimeLine(sys, true));
      yield* out.line('USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT');
    }
    for (const process of sys.processes()) {
      if (process.tty === undefined || process.session !== process.pid) continue;
      yield* out.line(
        `${userName(accounts, process.uid).slice(0, 8).padEnd(8)} ${process.tty.padEnd(8)} -                ${formatCpuTime(0).slice(0, 5)}    0.00s  0.00s  0.00s ${process.argv.join(' ')}`,
      );
    }
  },
});
