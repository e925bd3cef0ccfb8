import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { loadAccounts, type Accounts } from '../accounts.js';
import { readText } from '../input.js';
import { noEffect } from '../options.js';
import { define, Fatal } from '../tool.js';
import { inBackground, openNothing, runAs, runDaemon, type DueJob } from './daemon.js';
import { parseTable } from './table.js';

const SPOOL = '/var/spool/cron/crontabs';
const PID_FILE = '/var/run/crond.pid';

/** Debian's cron. What jobs print would be mailed, and is dropped where nothing sends mail, as in a container. */
export const cron = define<'foreground' | 'log' | 'names' | 'host'>({
  name: 'cron',
  options: {
    foreground: ['-f', 'stay in the foreground'],
    log: noEffect('-L LEVEL', 'there is no system log', 'gnu'),
    names: noEffect('-l', 'names with dots are taken in no table here', 'gnu'),
    host: noEffect('-n', 'no mail is sent', 'gnu'),
  },
  gnu: { usage: ['[-f] [-l] [-n] [-L LEVEL]'], about: 'Runs commands at times that tables say.' },
  usageHint: () => 'usage: cron\n',
  *run({ sys, args }) {
    const lock = lockPidFile(sys);
    if (!(yield* sys.flock(lock, 'exclusive', 0)))
      throw new Fatal(
        `can't lock ${PID_FILE}, otherpid may be ${(yield* readText(sys, PID_FILE)).trim()}: Resource temporarily unavailable`,
      );
    const main = function* (daemon: Sys): Task<number> {
      daemon.truncate(lock, 0);
      yield* daemon.write(lock, encodeUtf8(`${String(daemon.pid)}\n`));
      return yield* serve(daemon);
    };
    if (args.has('foreground')) return yield* main(sys);
    inBackground(sys, main);
    return 0;
  },
});

function lockPidFile(sys: Sys): number {
  try {
    return sys.open(PID_FILE, { read: true, write: true, create: true, mode: 0o644 });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`can't open or create ${PID_FILE}: ${error.message}`);
  }
}

function* serve(sys: Sys): Task<number> {
  return yield* runDaemon(sys, {
    jobs: accounts => allJobs(sys, accounts),
    start: due => start(sys, due),
  });
}

/** The tables of the system and of users. */
function* allJobs(sys: Sys, accounts: Accounts): Task<readonly DueJob[]> {
  const due: DueJob[] = [];
  const userOf = (name: string): DueJob['user'] | undefined => accounts.users.find(user => user.name === name);
  const system = [
    '/etc/crontab',
    ...namesIn(sys, '/etc/cron.d')
      .filter(isUsualName)
      .map(name => `/etc/cron.d/${name}`),
  ];
  for (const path of system) {
    for (const job of yield* jobsOf(sys, path, 0)) {
      const user = userOf(job.user ?? '');
      if (user) due.push({ job, user });
    }
  }
  for (const name of namesIn(sys, SPOOL)) {
    const user = userOf(name);
    if (user) for (const job of yield* jobsOf(sys, `${SPOOL}/${name}`, user.uid, false)) due.push({ job, user });
  }
  return due;
}

/** Files that others may write, that belong to others, or that do not end with a line, are left out of account, as are those with an error. */
function* jobsOf(sys: Sys, path: string, owner: number, withUser = true): Task<ReturnType<typeof parseTable>['jobs']> {
  try {
    const status = sys.stat(path);
    const isTrusted = status.kind === 'file' && status.uid === owner && (status.mode & 0o022) === 0;
    if (!isTrusted || (!withUser && (status.mode & 0o777) !== 0o600)) return [];
    const text = yield* readText(sys, path);
    if (text === '' || !text.endsWith('\n')) return [];
    const { jobs, errors } = parseTable(text, withUser);
    return errors.length > 0 ? [] : jobs;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  }
}

function namesIn(sys: Sys, directory: string): readonly string[] {
  try {
    return sys.readdir(directory).map(entry => entry.name);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  }
}

/** Letters, digits, `_` and `-`: a file with a dot is somebody's backup. */
export function isUsualName(name: string): boolean {
  return /^[\w-]+$/.test(name);
}

/** A process that is called CRON waits for the job. What follows an unescaped % is its input. */
function* start(sys: Sys, { job, user }: DueJob): Task<void> {
  const accounts = yield* loadAccounts(sys);
  const env = new Map([['HOME', user.home], ['LOGNAME', user.name], ['PATH', '/usr/bin:/bin'], ['SHELL', '/bin/sh'], ...job.env]);
  const [command = '', ...input] = job.command.split(/(?<!\\)%/).map(part => part.replaceAll('\\%', '%'));
  sys.fork(
    function* (parent) {
      const { read, write } = parent.pipe();
      const child = parent.fork(runner => runAs(runner, { user, accounts, env, command, output: openNothing(runner) }), {
        fds: new Map([[0, read]]),
      });
      parent.close(read);
      parent.onSignal('SIGPIPE', 'ignore');
      try {
        if (input.length > 0) yield* parent.write(write, encodeUtf8(`${input.join('\n')}\n`));
      } catch (error) {
        if (!isErrno(error, 'EPIPE')) throw error;
      }
      parent.close(write);
      yield* parent.wait(child);
      return 0;
    },
    { argv: ['/usr/sbin/CRON', '-f'] },
  );
}
