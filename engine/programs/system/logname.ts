import { loadAccounts, userName } from '../accounts.js';
import { refused } from '../options.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';
import { strftime } from '../time/strftime.js';
import { zoneOf } from '../time/zone.js';

export const logname = define({
  name: 'logname',
  options: {},
  gnu: { usage: ['[OPTION]'], about: "Print the user's login name." },
  busybox: { usage: [''], about: 'Print the name of the current user' },
  origin: coreutils,
  busyboxUnknown: 'usage',
  *run(tool) {
    const { sys } = tool;
    if (!sys.processes().some(process => process.pid === sys.pid && process.tty !== undefined)) {
      yield* tool.fail(tool.isGnu ? 'no login name' : 'getlogin: No such device or address');
      return;
    }
    yield* tool.out.line(userName(yield* loadAccounts(sys), sys.credentials().uid));
  },
});

export const who = define<'heading' | 'count' | 'all'>({
  name: 'who',
  options: {
    heading: ['-H, --heading', 'print line of column headings'],
    count: refused('-q, --count', 'gnu'),
    all: refused('-a, --all'),
  },
  gnu: { usage: ['[OPTION]... [ FILE | ARG1 ARG2 ]'], about: 'Print information about users who are currently logged in.' },
  busybox: { usage: ['[-aH]'], about: 'Show who is logged on' },
  origin: coreutils,
  *run(tool) {
    const { sys, out, args } = tool;
    const accounts = yield* loadAccounts(sys);
    if (args.has('heading'))
      yield* out.line(tool.isGnu ? 'NAME     LINE         TIME             COMMENT' : 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST');
    for (const process of sys.processes()) {
      if (process.tty === undefined || process.session !== process.pid) continue;
      yield* out.line(
        `${userName(accounts, process.uid).padEnd(8)} ${process.tty.padEnd(12)} ${strftime('%Y-%m-%d %H:%M', sys.clock.epochMsOf(process.startedAt), zoneOf(sys))}`,
      );
    }
  },
});

export const users = define({
  name: 'users',
  options: {},
  gnu: { usage: ['[OPTION]... [FILE]'], about: 'Output who is currently logged in.' },
  origin: coreutils,
  *run(tool) {
    const { sys, out } = tool;
    const accounts = yield* loadAccounts(sys);
    const names = sys
      .processes()
      .flatMap(process => (process.tty !== undefined && process.session === process.pid ? [userName(accounts, process.uid)] : []));
    if (names.length > 0) yield* out.line(names.sort().join(' '));
  },
});
