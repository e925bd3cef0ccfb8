import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { unmapIpv4 } from '../../../../net/ip.js';
import type { Signal } from '../../../../process/signals.js';
import type { Fd, Main, Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import { EventLoop } from '../../event-loop.js';
import { formatTimestamp } from '../values/datetime.js';
import { Store } from '../storage/store.js';
import type { Release } from '../release.js';
import { clientProcess, type ServerShare } from './client-process.js';
import { parseAccessRules, type AccessRule } from './host-access.js';
import { readServerOptions, serverUsage, type ServerOptions } from './server-options.js';
import { log } from './server-log.js';

/** Roughly what an idle server has in memory. */
const MEMORY_BYTES = 24 * 1024 * 1024;

/** The server in one of its builds. */
export function postgres(release: Release): Main {
  return function* (sys, argv) {
    const words = argv.slice(1);
    if (words[0] === '--version' || words[0] === '-V') return yield* say(sys, 1, `postgres (PostgreSQL) ${release.version}\n`, 0);
    if (words[0] === '--help' || words[0] === '-?') return yield* say(sys, 1, serverUsage, 0);
    if (sys.credentials().uid === 0) return yield* say(sys, 2, rootRefused, 1);
    const options = yield* readServerOptions(sys, words, release);
    if (typeof options === 'string') return yield* say(sys, 2, options, 2);
    return yield* new Postmaster(sys, release, options).run();
  };
}

const rootRefused =
  '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n';

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

const helpers = ['checkpointer ', 'background writer ', 'walwriter ', 'autovacuum launcher ', 'logical replication launcher '];

class Postmaster {
  readonly #sys: Sys;
  readonly #release: Release;
  readonly #options: ServerOptions;
  readonly #loop: EventLoop;
  readonly #store: Store;
  readonly #backends = new Set<number>();
  readonly #helpers = new Map<number, string>();
  #share: ServerShare | undefined;
  #stopping: 'no' | 'smart' | 'fast' | 'immediate' = 'no';
  #listeners: { fd: Fd; path?: string }[] = [];
  #watch: { read: Fd; write: Fd } | undefined;

  constructor(sys: Sys, release: Release, options: ServerOptions) {
    this.#sys = sys;
    this.#release = release;
    this.#options = options;
    this.#loop = new EventLoop(sys, signal => this.#signal(signal));
    this.#store = new Store(sys, options.dataDir);
  }

  *run(): Task<number> {
    const sys = this.#sys;
    const { dataDir, port } = this.#options;
    if (!(yield* this.#lock())) return 1;
    yield* log(sys, 'LOG', `starting ${this.#release.full}`);
    if (!(yield* this.#listen())) return this.#giveUp();
    const rules = yield* this.#rules();
    if (!rules) return this.#giveUp();
    const loaded = yield* this.#load();
    if (!loaded) return this.#giveUp();
    const settings = new Map([
      ...this.#options.settings,
      ['server_version', this.#release.version],
      ['server_version_num', `${this.#release.major}0002`],
      ['data_directory', dataDir],
      ['port', String(port)],
    ]);
    this.#share = { release: this.#release, dataDir, cluster: loaded, rules, settings, refusal: undefined, generation: 0, port };
    sys.setMemory(MEMORY_BYTES);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGCHLD'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    this.#watch = sys.pipe();
    for (const name of helpers) this.#startHelper(name);
    yield* log(sys, 'LOG', 'database system is ready to accept connections');
    yield* this.#store.writeText('postmaster.pid', this.#pidFile('ready   '));
    for (const listener of this.#listeners) this.#loop.start(this.#accept(listener.fd, listener.path !== undefined));
    yield* this.#loop.run();
    yield* this.#finish();
    return 0;
  }

  #pidFile(status: string): string {
    const { dataDir, port, socketDir, listenAddresses } = this.#options;
    const seconds = Math.floor(this.#sys.clock.epochMsOf(this.#sys.clock.now()) / 1000);
    return `${String(this.#sys.pid)}\n${dataDir}\n${String(seconds)}\n${String(port)}\n${socketDir}\n${listenAddresses[0] ?? ''}\n  5432001         0\n${status}\n`;
  }

  /** postmaster.pid tells that the directory is in use; one whose process is gone does not count. */
  *#lock(): Task<boolean> {
    const { dataDir } = this.#options;
    try {
      const text = yield* readText(this.#sys, `${dataDir}/postmaster.pid`);
      const pid = Number(text.split('\n')[0]);
      if (pid !== this.#sys.pid && pid !== this.#sys.ppid && pid > 0 && isAlive(this.#sys, pid)) {
        yield* log(this.#sys, 'FATAL', 'lock file "postmaster.pid" already exists');
        yield* log(this.#sys, 'HINT', `Is another postmaster (PID ${pid}) running in data directory "${dataDir}"?`);
        return false;
      }
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    yield* this.#store.writeText('postmaster.pid', this.#pidFile('starting'));
    yield* this.#store.writeText('postmaster.opts', `${this.#options.program} ${this.#options.words.map(word => `"${word}"`).join(' ')}\n`);
    return true;
  }

  #giveUp(): number {
    this.#closeListeners();
    this.#remove(`${this.#options.dataDir}/postmaster.pid`);
    return 1;
  }

  *#listen(): Task<boolean> {
    const sys = this.#sys;
    const { port, socketDir, listenAddresses } = this.#options;
    for (const address of listenAddresses) {
      const ip = address === '*' ? '0.0.0.0' : address === 'localhost' ? '127.0.0.1' : address;
      try {
        this.#listeners.push({ fd: sys.listen({ ip, port }) });
        yield* log(sys, 'LOG', `listening on IPv4 address "${ip}", port ${port}`);
        if (address === '*') yield* log(sys, 'LOG', `listening on IPv6 address "::", port ${port}`);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* log(sys, 'LOG', `could not bind IPv4 address "${ip}": ${error.message}`);
        yield* log(sys, 'HINT', `Is another postmaster already running on port ${port}? If not, wait a few seconds and retry.`);
        yield* log(sys, 'WARNING', `could not create listen socket for "${address}"`);
        yield* log(sys, 'FATAL', 'could not create any TCP/IP sockets');
        return false;
      }
    }
    if (socketDir === '') return true;
    const path = `${socketDir}/.s.PGSQL.${String(port)}`;
    try {
      this.#remove(path);
      this.#listeners.push({ fd: sys.listenUnix(path), path });
      sys.chmod(path, 0o777);
      yield* this.#writeSocketLock(`${path}.lock`);
      yield* log(sys, 'LOG', `listening on Unix socket "${path}"`);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* log(sys, 'FATAL', `could not create lock file "${path}.lock": ${error.message}`);
      return false;
    }
  }

  *#writeSocketLock(path: string): Task<void> {
    const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
    yield* this.#sys.write(fd, encodeUtf8(this.#pidFile('').trimEnd() + '\n'));
    this.#sys.close(fd);
  }

  #remove(path: string): void {
    try {
      this.#sys.unlink(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *#rules(): Task<readonly AccessRule[] | undefined> {
    const path = `${this.#options.dataDir}/pg_hba.conf`;
    try {
      const rules = parseAccessRules(yield* readText(this.#sys, path));
      if (typeof rules !== 'string') return rules;
      yield* log(this.#sys, 'LOG', rules);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* log(this.#sys, 'LOG', `could not open file "${path}": ${error.message}`);
    }
    yield* log(this.#sys, 'FATAL', `could not load ${path}`);
    return undefined;
  }

  /** Reads the databases; after a crash what the log says is done again. */
  *#load(): Task<ServerShare['cluster'] | undefined> {
    const sys = this.#sys;
    const loaded = yield* this.#store.load();
    if (!loaded) {
      yield* log(sys, 'FATAL', `could not open file "global/pg_control": No such file or directory`);
      return undefined;
    }
    const state = yield* this.#state();
    const at = formatTimestamp(Math.floor(state.at / 1000) * 1_000_000);
    if (state.name === 'shut down') yield* log(sys, 'LOG', `database system was shut down at ${at} UTC`);
    else {
      yield* log(sys, 'LOG', `database system was interrupted; last known up at ${at} UTC`);
      yield* log(sys, 'LOG', 'database system was not properly shut down; automatic recovery in progress');
      if (loaded.recovered > 0) {
        yield* log(sys, 'LOG', 'redo starts at 0/1914F20');
        yield* log(sys, 'LOG', 'invalid record length at 0/1932E58: expected at least 24, got 0');
        yield* log(sys, 'LOG', 'redo done at 0/1932E20 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s');
      } else yield* log(sys, 'LOG', 'redo is not required');
      yield* this.#store.checkpoint(loaded.cluster);
    }
    yield* this.#setState('in production');
    return loaded.cluster;
  }

  *#state(): Task<{ readonly name: string; readonly at: number }> {
    try {
      const [name = '', at = '0'] = (yield* readText(this.#sys, `${this.#options.dataDir}/global/pg_control`)).split('\n');
      return { name, at: Number(at) };
    } catch (error) {
      if (!isErrno(error)) throw error;
      return { name: 'shut down', at: 0 };
    }
  }

  *#setState(name: string): Task<void> {
    yield* this.#store.writeText('global/pg_control', `${name}\n${String(Math.floor(this.#sys.clock.epochMsOf(this.#sys.clock.now())))}\n`);
  }

  /** Helpers live as long as the server holds the other end of a pipe. */
  #startHelper(name: string): void {
    const watch = this.#watch;
    if (!watch) return;
    const pid = this.#sys.fork(
      function* (child) {
        child.onSignal('SIGTERM', 'default');
        child.onSignal('SIGINT', 'ignore');
        child.onSignal('SIGHUP', 'ignore');
        child.onSignal('SIGCHLD', 'default');
        child.onSignal('SIGQUIT', 'default');
        yield* child.read(0, 1);
        return 1;
      },
      {
        fds: new Map([
          [0, watch.read],
          [1, 1],
          [2, 2],
        ]),
        argv: [`postgres: ${name}`],
      },
    );
    this.#helpers.set(pid, name);
  }

  *#accept(listener: Fd, isLocal: boolean): Task<void> {
    const sys = this.#sys;
    for (;;) {
      const { fd, peer } = yield* sys.accept(listener);
      const share = this.#share;
      try {
        if (!share) continue;
        const address = isLocal ? undefined : unmapIpv4(peer.ip);
        const pid = sys.fork(child => clientProcess(child, share, { fd: 3, address, port: peer.port }), {
          fds: new Map([
            [0, 0],
            [1, 1],
            [2, 2],
            [3, fd],
          ]),
          argv: ['postgres: startup'],
        });
        this.#backends.add(pid);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* log(sys, 'LOG', `could not fork new process for connection: ${error.message}`);
      } finally {
        sys.close(fd);
      }
    }
  }

  *#signal(signal: Signal): Task<void> {
    switch (signal) {
      case 'SIGCHLD':
        return yield* this.#reap();
      case 'SIGHUP': {
        yield* log(this.#sys, 'LOG', 'received SIGHUP, reloading configuration files');
        const rules = yield* this.#rules();
        if (this.#share && rules) this.#share.rules = rules;
        return;
      }
      case 'SIGTERM':
        return yield* this.#stop('smart');
      case 'SIGINT':
        return yield* this.#stop('fast');
      case 'SIGQUIT':
        return yield* this.#stop('immediate');
      default:
        return;
    }
  }

  *#stop(how: 'smart' | 'fast' | 'immediate'): Task<void> {
    const ranks = { no: 0, smart: 1, fast: 2, immediate: 3 };
    if (ranks[how] <= ranks[this.#stopping]) return;
    this.#stopping = how;
    yield* log(this.#sys, 'LOG', `received ${how} shutdown request`);
    if (this.#share) this.#share.refusal = 'the database system is shutting down';
    if (how === 'fast') {
      yield* log(this.#sys, 'LOG', 'aborting any active transactions');
      for (const pid of this.#backends) this.#kill(pid, 'SIGTERM');
    }
    if (how === 'immediate') for (const pid of [...this.#backends, ...this.#helpers.keys()]) this.#kill(pid, 'SIGQUIT');
    this.#stopIfEmpty();
  }

  #stopIfEmpty(): void {
    if (this.#stopping !== 'no' && this.#backends.size === 0) this.#loop.stop();
  }

  #kill(pid: number, signal: Signal): void {
    try {
      this.#sys.kill(pid, signal);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *#reap(): Task<void> {
    for (;;) {
      let ended;
      try {
        ended = yield* this.#sys.wait(-1, { noHang: true });
      } catch (error) {
        if (isErrno(error, 'ECHILD')) break;
        throw error;
      }
      if (!ended || ended === 'interrupted') break;
      const { pid, status } = ended;
      const helper = this.#helpers.get(pid);
      this.#helpers.delete(pid);
      const isBackend = this.#backends.delete(pid);
      // Orphans that process 1 of a container inherits are none of its own.
      if (status.kind === 'signaled' && this.#stopping === 'no' && (isBackend || helper !== undefined))
        yield* this.#recover(pid, isBackend ? 'server process' : `${helper?.trim() ?? ''} process`, status.signal);
    }
    this.#stopIfEmpty();
  }

  /** A process died in the middle of its work: what it shared with others cannot be trusted, so all begin anew from the files. */
  *#recover(pid: number, what: string, signal: Signal): Task<void> {
    const numbers: Readonly<Record<string, string>> = {
      SIGKILL: '9: Killed',
      SIGQUIT: '3: Quit',
      SIGSEGV: '11: Segmentation fault',
      SIGABRT: '6: Aborted',
    };
    yield* log(this.#sys, 'LOG', `${what} (PID ${pid}) was terminated by signal ${numbers[signal] ?? signal}`);
    yield* log(this.#sys, 'LOG', 'terminating any other active server processes');
    for (const other of [...this.#backends, ...this.#helpers.keys()]) this.#kill(other, 'SIGKILL');
    this.#backends.clear();
    this.#helpers.clear();
    yield* log(this.#sys, 'LOG', 'all server processes terminated; reinitializing');
    const cluster = yield* this.#load();
    if (this.#share && cluster) this.#share.cluster = cluster;
    for (const name of helpers) this.#startHelper(name);
    yield* log(this.#sys, 'LOG', 'database system is ready to accept connections');
  }

  #closeListeners(): void {
    for (const { fd, path } of this.#listeners) {
      this.#sys.close(fd);
      if (path === undefined) continue;
      this.#remove(path);
      this.#remove(`${path}.lock`);
    }
    this.#listeners = [];
  }

  *#finish(): Task<void> {
    const sys = this.#sys;
    this.#closeListeners();
    if (this.#stopping !== 'immediate') {
      for (const [pid, name] of this.#helpers) {
        if (name.startsWith('logical'))
          yield* log(sys, 'LOG', `background worker "logical replication launcher" (PID ${pid}) exited with exit code 1`);
        this.#kill(pid, 'SIGTERM');
      }
      yield* log(sys, 'LOG', 'shutting down');
      yield* log(sys, 'LOG', 'checkpoint starting: shutdown immediate');
      const written = this.#share ? yield* this.#store.checkpoint(this.#share.cluster) : 0;
      yield* log(
        sys,
        'LOG',
        `checkpoint complete: wrote ${written} buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.001 s, sync=0.001 s, total=0.003 s; sync files=${written}, longest=0.001 s, average=0.001 s; distance=0 kB, estimate=0 kB; lsn=0/1914F98, redo lsn=0/1914F98`,
      );
      yield* this.#setState('shut down');
    }
    yield* log(sys, 'LOG', 'database system is shut down');
    this.#remove(`${this.#options.dataDir}/postmaster.pid`);
  }
}

export function isAlive(sys: Sys, pid: number): boolean {
  try {
    sys.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}
