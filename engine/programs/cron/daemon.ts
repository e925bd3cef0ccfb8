import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd, Pid, Sys } from '../../process/sys.js';
import { loadAccounts, type Accounts, type User } from '../accounts.js';
import { fieldsOf } from '../time/calendar.js';
import { zoneOf } from '../time/zone.js';
import { groupIdsOf } from '../users/become.js';
import { isDue } from './schedule.js';
import type { Job } from './table.js';

export interface DueJob {
  readonly job: Job;
  readonly user: User;
}

const MINUTE = 60_000;

/** What differs between the daemons. */
export interface DaemonRules {
  /** All jobs of all tables, as they are now. */
  jobs(accounts: Accounts): Task<readonly DueJob[]>;
  start(due: DueJob): Task<void>;
}

/** Runs jobs that start with the daemon, then at the beginning of every minute those that are due. */
export function* runDaemon(sys: Sys, rules: DaemonRules): Task<number> {
  sys.onSignal('SIGCHLD', 'catch');
  sys.onSignal('SIGHUP', 'catch');
  for (const due of yield* rules.jobs(yield* loadAccounts(sys))) if (due.job.when === 'reboot') yield* rules.start(due);
  for (;;) {
    yield* untilNextMinute(sys);
    const now = fieldsOf(sys.clock.epochMsOf(sys.clock.now()), zoneOf(sys));
    for (const due of yield* rules.jobs(yield* loadAccounts(sys)))
      if (due.job.when !== 'reboot' && isDue(due.job.when, now)) yield* rules.start(due);
  }
}

function* untilNextMinute(sys: Sys): Task<void> {
  const end = sys.clock.now() + MINUTE - (sys.clock.epochMsOf(sys.clock.now()) % MINUTE);
  while (sys.clock.now() < end) {
    yield* sys.sleep(end - sys.clock.now());
    while (sys.takeSignal() !== undefined);
    yield* bury(sys);
  }
}

/** Children that have ended leave no zombies. */
function* bury(sys: Sys): Task<void> {
  try {
    while ((yield* sys.wait(-1, { noHang: true })) !== undefined);
  } catch (error) {
    if (!isErrno(error, 'ECHILD')) throw error;
  }
}

export interface Running {
  readonly user: User;
  readonly accounts: Accounts;
  readonly env: ReadonlyMap<string, string>;
  readonly command: string;
  readonly output: Fd | undefined;
}

/** In a child: becomes the user and runs a command with his shell. */
export function* runAs(sys: Sys, { user, accounts, env, command, output }: Running): Task<number> {
  sys.setSession();
  sys.setCredentials({ uid: user.uid, gid: user.gid, groups: groupIdsOf(accounts, user) });
  try {
    sys.chdir(env.get('HOME') ?? user.home);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return 1;
  }
  if (output !== undefined) for (const fd of [1, 2]) sys.dup(output, fd);
  const shell = env.get('SHELL') ?? '/bin/sh';
  return yield* sys.exec(shell, [shell, '-c', command], env);
}

/** Where nothing that is written stays. */
export function openNothing(sys: Sys): Fd {
  return sys.open('/dev/null', { read: true, write: true });
}

/** A process of the same program that goes on without a terminal, keeping some descriptors; its parent is done. */
export function inBackground(sys: Sys, body: (sys: Sys) => Task<number>, kept: readonly Fd[] = []): Pid {
  const main = function* (child: Sys): Task<number> {
    child.setSession();
    const nothing = openNothing(child);
    for (const fd of [0, 1, 2]) child.dup(nothing, fd);
    return yield* body(child);
  };
  return sys.fork(main, { fds: new Map(kept.map(fd => [fd, fd])) });
}
