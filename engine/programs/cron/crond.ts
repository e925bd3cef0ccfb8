import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd, Sys } from '../../process/sys.js';
import { loadAccounts, type Accounts } from '../accounts.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { readText } from '../input.js';
import { noEffect } from '../options.js';
import { define } from '../tool.js';
import { inBackground, runAs, runDaemon, type DueJob } from './daemon.js';
import { parseTable } from './table.js';

const USUAL_LEVEL = 8;

/** BusyBox's crond. Jobs write where it writes, so that what they print is in the log of a container. */
export const crond = define<'foreground' | 'background' | 'debug' | 'level' | 'log' | 'syslog' | 'directory'>({
  name: 'crond',
  options: {
    foreground: ['-f', 'Foreground'],
    background: noEffect('-b', 'it goes there unless -f is given', undefined, 'Background (default)'),
    syslog: noEffect('-S', 'there is no system log', undefined, 'Log to syslog (default)'),
    level: ['-l N', 'Set log level. Most verbose 0, default 8'],
    debug: ['-d N', 'Set log level, log to stderr'],
    log: ['-L FILE', 'Log to FILE'],
    directory: ['-c DIR', 'Cron dir. Default:/var/spool/cron/crontabs'],
  },
  busybox: { usage: ['[-fbS] [-l N] [-d N] [-L LOGFILE] [-c DIR]'], about: '' },
  *run({ sys, args }) {
    const level = Number(args.value('debug') ?? args.value('level') ?? USUAL_LEVEL);
    const log = args.value('log');
    const main = function* (daemon: Sys): Task<number> {
      const fd = args.has('debug') ? 2 : log === undefined ? undefined : daemon.open(log, { write: true, create: true, append: true });
      return yield* new Crond(daemon, args.value('directory') ?? '/var/spool/cron/crontabs', level, fd).run();
    };
    if (args.has('foreground')) return yield* main(sys);
    inBackground(sys, main);
    return 0;
  },
});

class Crond {
  readonly #sys: Sys;
  readonly #directory: string;
  readonly #level: number;
  readonly #log: Fd | undefined;

  constructor(sys: Sys, directory: string, level: number, log: Fd | undefined) {
    this.#sys = sys;
    this.#directory = directory;
    this.#level = level;
    this.#log = log;
  }

  *run(): Task<number> {
    yield* this.#say(8, `crond (busybox 1.36.1) started, log level ${String(this.#level)}`);
    return yield* runDaemon(this.#sys, { jobs: accounts => this.#jobs(accounts), start: due => this.#start(due) });
  }

  *#say(level: number, message: string): Task<void> {
    if (this.#log !== undefined && level >= this.#level) yield* this.#sys.write(this.#log, encodeUtf8(`crond: ${message}\n`));
  }

  *#jobs(accounts: Accounts): Task<readonly DueJob[]> {
    const due: DueJob[] = [];
    try {
      for (const { name } of this.#sys.readdir(this.#directory)) {
        const user = accounts.users.find(each => each.name === name);
        if (!user) continue;
        // A last line that does not end counts too.
        const { jobs } = parseTable(yield* readText(this.#sys, `${this.#directory}/${name}`), false);
        due.push(...jobs.map(job => ({ job, user })));
      }
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    return due;
  }

  *#start({ job, user }: DueJob): Task<void> {
    const accounts = yield* loadAccounts(this.#sys);
    const env = new Map([
      ...this.#sys.env,
      ['USER', user.name],
      ['LOGNAME', user.name],
      ['HOME', user.home],
      ['SHELL', '/bin/sh'],
      ...job.env,
    ]);
    const pid = this.#sys.fork(child => runAs(child, { user, accounts, env, command: job.command, output: undefined }));
    yield* this.#say(8, `USER ${user.name} pid ${String(pid).padStart(3)} cmd ${job.command}`);
  }
}
