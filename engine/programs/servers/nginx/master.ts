import { isErrno, type Errno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { formatSocketAddress } from '../../../net/ip.js';
import { machine } from '../../../process/machine.js';
import { signalNumbers, type Signal } from '../../../process/signals.js';
import type { Fd, Pid, Sys } from '../../../process/sys.js';
import { findUser, loadAccounts, type Accounts, type User } from '../../accounts.js';
import { errnoNumber } from '../errno-number.js';
import { ConfigError } from './config-parser.js';
import { loadConfig, type Listen, type NginxConfig } from './config.js';
import { NotSimulated } from './directives.js';
import { LogFiles } from './logs.js';
import { NGINX_VERSION } from './reply.js';
import { runWorker, type Shared, type WorkerOptions } from './worker.js';

const BIND_ATTEMPTS = 5;
const BIND_PAUSE = 500;
const MAX_WORKERS = 64;
const FIRST_INHERITED_FD = 3;

export interface MasterOptions {
  readonly configPath: string;
  readonly globals: string;
  readonly config: NginxConfig;
  readonly logs: LogFiles;
}

/** Opens the listening sockets; throws ConfigError when they cannot be had. */
export function* openListeners(
  sys: Sys,
  config: NginxConfig,
  logs: LogFiles,
  existing: ReadonlyMap<string, Fd> = new Map(),
): Task<Map<string, Fd>> {
  const wanted = new Map(config.servers.flatMap(server => server.listens).map(listen => [formatSocketAddress(listen), listen]));
  const opened = new Map([...existing].filter(([address]) => wanted.has(address)));
  const created: Fd[] = [];
  for (let attempt = 0; ; attempt++) {
    let failed = false;
    for (const [address, listen] of wanted) {
      if (opened.has(address)) continue;
      const result = tryListen(sys, listen);
      if (typeof result === 'number') {
        opened.set(address, result);
        created.push(result);
        continue;
      }
      const message = `bind() to ${address} failed (${errnoNumber(result.code)}: ${result.message})`;
      if (result.code !== 'EADDRINUSE') throw new ConfigError(message);
      failed = true;
      yield* announce(sys, logs, message);
    }
    if (!failed) return opened;
    if (attempt + 1 >= BIND_ATTEMPTS) break;
    yield* logs.error(sys, 'notice', `try again to bind() after ${String(BIND_PAUSE)}ms`);
    yield* sys.sleep(BIND_PAUSE);
  }
  yield* logs.error(sys, 'notice', `try again to bind() after ${String(BIND_PAUSE)}ms`);
  yield* sys.sleep(BIND_PAUSE);
  for (const fd of created) sys.close(fd);
  throw new ConfigError('still could not bind()');
}

/** An emergency goes to the log and to standard error. */
export function* announce(sys: Sys, logs: LogFiles, message: string): Task<void> {
  yield* logs.error(sys, 'emerg', message);
  yield* sys.write(2, encodeUtf8(`nginx: [emerg] ${message}\n`));
}

function tryListen(sys: Sys, { ip, port, ipv6Only }: Listen): Fd | Errno {
  try {
    return sys.listen({ ip, port }, { ipv6Only });
  } catch (error) {
    if (isErrno(error)) return error;
    throw error;
  }
}

/** The master process: keeps workers running and passes signals on to them. */
export class Master {
  readonly #sys: Sys;
  readonly #configPath: string;
  readonly #globals: string;
  readonly #shared: Shared = { connections: 0, requests: 0, active: 0 };
  #config: NginxConfig;
  #logs: LogFiles;
  #listeners: Map<string, Fd>;
  readonly #workers = new Map<Pid, { readonly respawn: boolean }>();
  #stopping = false;
  #accounts: Accounts = { users: [], groups: [] };

  constructor(sys: Sys, { configPath, globals, config, logs }: MasterOptions, listeners: Map<string, Fd>) {
    this.#sys = sys;
    this.#configPath = configPath;
    this.#globals = globals;
    this.#config = config;
    this.#logs = logs;
    this.#listeners = listeners;
  }

  *run(argv: readonly string[]): Task<number> {
    const sys = this.#sys;
    this.#accounts = yield* loadAccounts(sys);
    sys.setTitle([`nginx: master process ${argv.join(' ')}`]);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGWINCH', 'SIGCHLD'] as const)
      sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    yield* this.#sayHello();
    yield* this.#startWorkers();
    while (!this.#stopping || this.#workers.size > 0) {
      const signal = sys.takeSignal();
      if (signal) yield* this.#handle(signal);
      else yield* sys.pause();
    }
    yield* this.#note('exit');
    this.#removePidFile();
    return 0;
  }

  *#sayHello(): Task<void> {
    const limit = this.#sys.getLimit('nofile');
    const shown = limit === Infinity ? '1048576' : String(limit);
    yield* this.#note('using the "epoll" event method');
    yield* this.#note(`nginx/${NGINX_VERSION}`);
    yield* this.#note(`OS: ${machine.sysname} ${machine.kernelRelease}`);
    yield* this.#note(`getrlimit(RLIMIT_NOFILE): ${shown}:${shown}`);
    yield* this.#note('start worker processes');
  }

  *#startWorkers(): Task<void> {
    const given = this.#config.main.value('worker_processes') ?? '1';
    const count = given === 'auto' ? machine.cpus : Math.min(MAX_WORKERS, Math.max(1, Number(given) || 1));
    for (let i = 0; i < count; i++) yield* this.#startWorker();
  }

  *#startWorker(): Task<void> {
    const sys = this.#sys;
    const account = sys.credentials().uid === 0 ? findUser(this.#accounts, this.#config.main.value('user') ?? 'nobody') : undefined;
    const config = this.#config;
    const logs = this.#logs;
    const shared = this.#shared;
    const listeners = new Map([...this.#listeners.values()].map(fd => [fd, sys.localAddress(fd)]));
    const inherited = [0, 1, 2, ...listeners.keys(), ...[...logs.fds.values()].filter(fd => fd >= FIRST_INHERITED_FD)];
    const pid = sys.fork(child => becomeWorker(child, account, { config, logs, listeners, shared }), {
      fds: new Map(inherited.filter(fd => sys.isOpen(fd)).map(fd => [fd, fd])),
      argv: ['nginx: worker process'],
    });
    this.#workers.set(pid, { respawn: true });
    yield* this.#note(`start worker process ${String(pid)}`);
  }

  *#handle(signal: Signal): Task<void> {
    switch (signal) {
      case 'SIGQUIT':
        return yield* this.#stop(signal, 'SIGQUIT', 'shutting down');
      case 'SIGTERM':
      case 'SIGINT':
        return yield* this.#stop(signal, 'SIGTERM', 'exiting');
      case 'SIGHUP':
        yield* this.#note('signal 1 (SIGHUP) received, reconfiguring');
        yield* this.#note('reconfiguring');
        return yield* this.#reload();
      case 'SIGUSR1':
        yield* this.#note('signal 10 (SIGUSR1) received, reopening logs');
        return yield* this.#reopen();
      case 'SIGWINCH':
        yield* this.#note('signal 28 (SIGWINCH) received, shutting down workers');
        this.#signalWorkers('SIGQUIT');
        return;
      default:
        return yield* this.#reap();
    }
  }

  *#stop(signal: Signal, pass: 'SIGQUIT' | 'SIGTERM', what: string): Task<void> {
    yield* this.#note(`signal ${String(signalNumbers[signal])} (${signal}) received, ${what}`);
    this.#stopping = true;
    this.#signalWorkers(pass);
    if (pass === 'SIGQUIT') for (const fd of this.#listeners.values()) this.#sys.close(fd);
    if (pass === 'SIGQUIT') this.#listeners = new Map();
  }

  #signalWorkers(signal: Signal): void {
    for (const pid of this.#workers.keys()) {
      this.#workers.set(pid, { respawn: false });
      try {
        this.#sys.kill(pid, signal);
      } catch (error) {
        if (!isErrno(error)) throw error;
      }
    }
  }

  *#reap(): Task<void> {
    const ended: { readonly pid: Pid; readonly how: string }[] = [];
    for (;;) {
      const waited = this.#workers.size - ended.length > 0 ? yield* this.#sys.wait(-1, { noHang: true }) : undefined;
      if (!waited || waited === 'interrupted') break;
      const { pid, status } = waited;
      ended.push({
        pid,
        how:
          status.kind === 'signaled'
            ? `exited on signal ${String(signalNumbers[status.signal])}`
            : `exited with code ${status.kind === 'exited' ? String(status.code) : '0'}`,
      });
    }
    const [first] = ended;
    if (!first) return;
    yield* this.#note(`signal 17 (SIGCHLD) received from ${String(first.pid)}`);
    for (const { pid, how } of ended) {
      const abnormal = how.includes('signal');
      yield* this.#logs.error(this.#sys, abnormal ? 'alert' : 'notice', `worker process ${String(pid)} ${how}`);
      const respawn = this.#workers.get(pid)?.respawn === true && !this.#stopping;
      this.#workers.delete(pid);
      if (respawn) yield* this.#startWorker();
    }
    if (this.#workers.size > 0) yield* this.#note('signal 29 (SIGIO) received');
  }

  *#reload(): Task<void> {
    const sys = this.#sys;
    try {
      const config = yield* loadConfig(sys, this.#configPath, this.#globals);
      const logs = LogFiles.open(sys, config);
      const listeners = yield* openListeners(sys, config, logs, this.#listeners);
      for (const [address, fd] of this.#listeners) if (!listeners.has(address)) sys.close(fd);
      this.#logs.close(sys);
      this.#config = config;
      this.#logs = logs;
      this.#listeners = listeners;
    } catch (error) {
      if (!(error instanceof ConfigError) && !(error instanceof NotSimulated)) throw error;
      yield* this.#logs.error(sys, 'emerg', error.message);
      return;
    }
    const old = [...this.#workers.keys()];
    yield* this.#note('using the "epoll" event method');
    yield* this.#note('start worker processes');
    yield* this.#startWorkers();
    for (const pid of old) {
      this.#workers.set(pid, { respawn: false });
      sys.kill(pid, 'SIGQUIT');
    }
  }

  *#reopen(): Task<void> {
    const logs = LogFiles.open(this.#sys, this.#config);
    this.#logs.close(this.#sys);
    this.#logs = logs;
    // Workers hold copies of the descriptors: new ones get the new files.
    this.#signalWorkers('SIGQUIT');
    yield* this.#startWorkers();
  }

  #removePidFile(): void {
    try {
      this.#sys.unlink(pidPath(this.#config));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *#note(message: string): Task<void> {
    yield* this.#logs.error(this.#sys, 'notice', message);
  }
}

export function pidPath(config: NginxConfig): string {
  return config.main.value('pid') ?? '/var/run/nginx.pid';
}

function* becomeWorker(sys: Sys, account: User | undefined, options: WorkerOptions): Task<number> {
  if (account) sys.setCredentials({ uid: account.uid, gid: account.gid, groups: [account.gid] });
  sys.setTitle(['nginx: worker process']);
  return yield* runWorker(sys, options);
}
