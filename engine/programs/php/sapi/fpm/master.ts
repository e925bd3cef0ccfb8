import { isErrno } from '../../../../core/errno.js';
import type { Instant } from '../../../../core/clock.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { normaliseIp } from '../../../../net/ip.js';
import { signalNumbers, type Signal } from '../../../../process/signals.js';
import type { Fd, Pid, Sys, WaitStatus } from '../../../../process/sys.js';
import { findUser, groupIdOf, loadAccounts, type Accounts } from '../../../accounts.js';
import { stampOf } from '../../../net/http-date.js';
import { errnoNumber } from '../../../servers/errno-number.js';
import { FpmConfigError, type FpmConfig, type Pool } from './config.js';
import { newScoreboard } from './status.js';
import { runWorker, type WorkerOptions } from './worker.js';

const MAX_WORKERS = 64;

/** `[23-Nov-2026 07:00:00] NOTICE: …` */
export function* logLine(sys: Sys, fd: Fd, text: string): Task<void> {
  const { day, monthName, year, time } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  yield* sys.write(fd, encodeUtf8(`[${day}-${monthName}-${year} ${time}] ${text}\n`));
}

export interface MasterOptions {
  readonly config: FpmConfig;
  readonly configPath: string;
  readonly errorLog: Fd;
  readonly ini: readonly (readonly [string, string])[];
  readonly allowRoot: boolean;
}

interface Child {
  readonly options: WorkerOptions;
  readonly startedAt: Instant;
}

/** The master process: opens the sockets, keeps the processes of each pool running, and ends them. */
export class Master {
  readonly #sys: Sys;
  readonly #of: MasterOptions;
  readonly #children = new Map<Pid, Child>();
  #accounts: Accounts = { users: [], groups: [] };
  #stopping = false;

  constructor(sys: Sys, of: MasterOptions) {
    this.#sys = sys;
    this.#of = of;
  }

  *run(): Task<number> {
    const sys = this.#sys;
    this.#accounts = yield* loadAccounts(sys);
    const started: WorkerOptions[] = [];
    for (const pool of this.#of.config.pools) {
      this.#checkUser(pool);
      started.push({
        pool,
        listener: this.#listen(pool),
        errorLog: this.#of.errorLog,
        accessLog: openLog(sys, pool.values.get('access.log')),
        ini: this.#of.ini,
        board: newScoreboard(sys.clock.now()),
      });
    }
    sys.setTitle([`php-fpm: master process (${this.#of.configPath})`]);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGCHLD', 'SIGUSR1', 'SIGUSR2'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    yield* this.#say(`NOTICE: fpm is running, pid ${sys.pid}`);
    for (const options of started) for (let i = 0; i < startCount(options.pool); i++) this.#start(options);
    yield* this.#say('NOTICE: ready to handle connections');
    while (!this.#stopping || this.#children.size > 0) {
      const signal = sys.takeSignal();
      if (signal) yield* this.#handle(signal);
      else yield* sys.pause();
    }
    yield* this.#say('NOTICE: exiting, bye-bye!');
    return 0;
  }

  *#say(text: string): Task<void> {
    yield* logLine(this.#sys, this.#of.errorLog, text);
  }

  #checkUser({ name, values }: Pool): void {
    if (this.#sys.credentials().uid !== 0) return;
    const failed = (line: string): FpmConfigError =>
      new FpmConfigError(line, 'ERROR: failed to post process the configuration', 'ERROR: FPM initialization failed');
    const user = values.get('user');
    if (user === undefined) throw failed(`ALERT: [pool ${name}] user has not been defined`);
    const found = findUser(this.#accounts, user);
    if (!found) throw failed(`ERROR: [pool ${name}] cannot get uid for user '${user}'`);
    if (found.uid === 0 && !this.#of.allowRoot) throw failed(`ERROR: [pool ${name}] please specify user and group other than root`);
  }

  #listen({ values }: Pool): Fd {
    const address = values.get('listen') ?? '';
    try {
      if (address.startsWith('/')) return this.#listenFile(address, values);
      const [, host = '', port = ''] = /^(?:\[?([^\]]*?)\]?:)?(\d+)$/.exec(address) ?? [];
      if (host === '' || host === '::') return this.#sys.listen({ ip: '::', port: Number(port) });
      return this.#sys.listen({ ip: host === 'localhost' ? '127.0.0.1' : (normaliseIp(host) ?? host), port: Number(port) });
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new FpmConfigError(
        `ERROR: unable to bind listening socket for address '${address}': ${error.message} (${errnoNumber(error.code)})`,
        'ERROR: FPM initialization failed',
      );
    }
  }

  #listenFile(path: string, values: ReadonlyMap<string, string>): Fd {
    const sys = this.#sys;
    try {
      if (sys.stat(path).kind === 'socket') sys.unlink(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    const fd = sys.listenUnix(path);
    sys.chmod(path, Number.parseInt(values.get('listen.mode') ?? '0660', 8));
    const owner = values.get('listen.owner') ?? values.get('user') ?? '';
    const uid = findUser(this.#accounts, owner)?.uid;
    const gid = groupIdOf(this.#accounts, values.get('listen.group') ?? values.get('group') ?? owner);
    if (uid !== undefined && sys.credentials().uid === 0) sys.chown(path, uid, gid ?? uid);
    return fd;
  }

  #start(options: WorkerOptions): Pid {
    const sys = this.#sys;
    const { pool, listener, errorLog, accessLog } = options;
    const user = sys.credentials().uid === 0 ? findUser(this.#accounts, pool.values.get('user') ?? '') : undefined;
    const gid = groupIdOf(this.#accounts, pool.values.get('group') ?? '') ?? user?.gid;
    const fds = [0, 1, 2, listener, errorLog, ...(accessLog === undefined ? [] : [accessLog])].filter(fd => sys.isOpen(fd));
    const title = [`php-fpm: pool ${pool.name}`];
    const pid = sys.fork(
      function* (child) {
        if (user && gid !== undefined) child.setCredentials({ uid: user.uid, gid, groups: [gid] });
        if (pool.values.get('clear_env') !== 'no') for (const name of [...child.env.keys()]) child.env.delete(name);
        if (user)
          for (const [name, value] of [
            ['USER', user.name],
            ['HOME', user.home],
          ] as const)
            child.env.set(name, value);
        for (const [name, value] of pool.env) child.env.set(name, value.startsWith('$') ? (sys.env.get(value.slice(1)) ?? '') : value);
        child.setTitle(title);
        return yield* runWorker(child, options);
      },
      { fds: new Map(fds.map(fd => [fd, fd])), argv: title },
    );
    options.board.all.add(pid);
    this.#children.set(pid, { options, startedAt: sys.clock.now() });
    return pid;
  }

  *#handle(signal: Signal): Task<void> {
    if (signal === 'SIGCHLD') return yield* this.#reap();
    if (signal === 'SIGUSR1') return yield* this.#say('NOTICE: error log file re-opened');
    if (signal === 'SIGUSR2') return yield* this.#say('drydock: reloading php-fpm is not simulated');
    this.#stopping = true;
    yield* this.#say(signal === 'SIGQUIT' ? 'NOTICE: Finishing ...' : 'NOTICE: Terminating ...');
    for (const pid of this.#children.keys()) {
      try {
        this.#sys.kill(pid, signal === 'SIGQUIT' ? 'SIGQUIT' : 'SIGTERM');
      } catch (error) {
        if (!isErrno(error)) throw error;
      }
    }
  }

  *#reap(): Task<void> {
    while (this.#children.size > 0) {
      const waited = yield* this.#sys.wait(-1, { noHang: true });
      if (!waited || waited === 'interrupted') return;
      const child = this.#children.get(waited.pid);
      this.#children.delete(waited.pid);
      for (const pids of [child?.options.board.all, child?.options.board.busy]) pids?.delete(waited.pid);
      if (!child || this.#stopping) continue;
      const { name } = child.options.pool;
      const seconds = ((this.#sys.clock.now() - child.startedAt) / 1000).toFixed(6);
      const level = waited.status.kind === 'signaled' ? 'WARNING' : 'NOTICE';
      yield* this.#say(`${level}: [pool ${name}] child ${waited.pid} ${describe(waited.status)} after ${seconds} seconds from start`);
      yield* this.#say(`NOTICE: [pool ${name}] child ${this.#start(child.options)} started`);
    }
  }
}

function describe(status: WaitStatus): string {
  if (status.kind === 'signaled') return `exited on signal ${signalNumbers[status.signal]} (${status.signal})`;
  return `exited with code ${status.kind === 'exited' ? status.code : 0}`;
}

/** How many processes a pool begins with. It stays at that: more do not come as load grows. */
function startCount({ values }: Pool): number {
  const most = Number(values.get('pm.max_children') ?? 1);
  const wanted = values.get('pm') === 'dynamic' ? Number(values.get('pm.start_servers') ?? most) : most;
  return Math.max(1, Math.min(MAX_WORKERS, wanted, most));
}

/** A log file, open for appending: the process's own descriptors by their names. */
export function openLog(sys: Sys, path: string | undefined): Fd | undefined {
  if (path === undefined || path === '') return undefined;
  const own =
    /^\/(?:proc\/self|dev)\/fd\/(\d+)$/.exec(path) ?? (path === '/dev/stderr' ? ['', '2'] : path === '/dev/stdout' ? ['', '1'] : undefined);
  if (own) return Number(own[1]);
  try {
    return sys.open(path, { write: true, append: true, create: true, mode: 0o600 });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new FpmConfigError(
      `ERROR: failed to open error_log (${path}): ${error.message} (${errnoNumber(error.code)})`,
      'ERROR: FPM initialization failed',
    );
  }
}
