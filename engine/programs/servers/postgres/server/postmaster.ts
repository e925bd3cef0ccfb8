import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { unmapIpv4 } from '../../../../net/ip.js';
import type { Signal } from '../../../../process/signals.js';
import type { Fd, Main, Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import { EventLoop } from '../../event-loop.js';
import { Store } from '../storage/store.js';
import type { Release } from '../release.js';
import { BackgroundProcesses } from './background-processes.js';
import { clientProcess } from './client-process.js';
import { parseAccessRules, type AccessRule } from './host-access.js';
import { signalProcess } from './interrupts.js';
import { Listeners } from './listeners.js';
import { lockText, ownerOf, removeFile } from './lock-file.js';
import { recover, writeState } from './recovery.js';
import { reloadSettings } from './reload.js';
import { readServerOptions, serverUsage, type ServerOptions } from './server-options.js';
import type { ServerShare } from './server-share.js';
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

class Postmaster {
  readonly #sys: Sys;
  readonly #release: Release;
  readonly #options: ServerOptions;
  readonly #loop: EventLoop;
  readonly #store: Store;
  readonly #listeners: Listeners;
  readonly #background: BackgroundProcesses;
  readonly #backends = new Set<number>();
  #share: ServerShare | undefined;
  #stopping: 'no' | 'smart' | 'fast' | 'immediate' = 'no';

  constructor(sys: Sys, release: Release, options: ServerOptions) {
    this.#sys = sys;
    this.#release = release;
    this.#options = options;
    this.#loop = new EventLoop(sys, signal => this.#signal(signal));
    this.#store = new Store(sys, options.dataDir);
    this.#listeners = new Listeners(sys, options);
    this.#background = new BackgroundProcesses(sys);
  }

  *run(): Task<number> {
    const sys = this.#sys;
    if (!(yield* this.#lock())) return 1;
    yield* log(sys, 'LOG', `starting ${this.#release.full}`);
    this.#share = yield* this.#startUp();
    if (!this.#share) return this.#giveUp();
    sys.setMemory(MEMORY_BYTES);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGCHLD'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    this.#background.startAll();
    yield* log(sys, 'LOG', 'database system is ready to accept connections');
    yield* this.#store.writeText('postmaster.pid', lockText(sys, this.#options, 'ready   '));
    for (const listener of this.#listeners.all) this.#loop.start(this.#accept(listener.fd, listener.path !== undefined));
    yield* this.#loop.run();
    yield* this.#finish();
    return 0;
  }

  *#lock(): Task<boolean> {
    const { dataDir, program, words } = this.#options;
    const owner = yield* ownerOf(this.#sys, dataDir);
    if (owner !== undefined) {
      yield* log(this.#sys, 'FATAL', 'lock file "postmaster.pid" already exists');
      yield* log(this.#sys, 'HINT', `Is another postmaster (PID ${owner}) running in data directory "${dataDir}"?`);
      return false;
    }
    yield* this.#store.writeText('postmaster.pid', lockText(this.#sys, this.#options, 'starting'));
    yield* this.#store.writeText('postmaster.opts', `${program} ${words.map(word => `"${word}"`).join(' ')}\n`);
    return true;
  }

  /** Everything that clients need; undefined when something is missing, which the log says. */
  *#startUp(): Task<ServerShare | undefined> {
    const { dataDir, port } = this.#options;
    if (!(yield* this.#listeners.open())) return undefined;
    const rules = yield* this.#rules();
    if (!rules) return undefined;
    const cluster = yield* recover(this.#sys, this.#store, dataDir);
    if (!cluster) return undefined;
    const settings = new Map([
      ...this.#options.settings,
      ['server_version', this.#release.version],
      ['server_version_num', `${this.#release.major}0002`],
      ['data_directory', dataDir],
      ['port', String(port)],
    ]);
    return { release: this.#release, dataDir, cluster, rules, settings, refusal: undefined, generation: 0, port };
  }

  #giveUp(): number {
    this.#listeners.close();
    removeFile(this.#sys, `${this.#options.dataDir}/postmaster.pid`);
    return 1;
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
        const share = this.#share;
        if (!share) return;
        share.settings = yield* reloadSettings(this.#sys, this.#options, share.settings);
        share.rules = (yield* this.#rules()) ?? share.rules;
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
      for (const pid of this.#backends) signalProcess(this.#sys, pid, 'SIGTERM');
    }
    if (how === 'immediate') for (const pid of this.#children()) signalProcess(this.#sys, pid, 'SIGQUIT');
    this.#stopIfEmpty();
  }

  #stopIfEmpty(): void {
    if (this.#stopping !== 'no' && this.#backends.size === 0) this.#loop.stop();
  }

  /** The processes of clients, then the others. */
  #children(): readonly number[] {
    return [...this.#backends, ...this.#background.running.keys()];
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
      const helper = this.#background.ended(pid);
      const isBackend = this.#backends.delete(pid);
      // Orphans that process 1 of a container inherits are none of its own.
      if (status.kind === 'signaled' && this.#stopping === 'no' && (isBackend || helper !== undefined))
        yield* this.#recover(pid, isBackend ? 'server process' : `${helper ?? ''} process`, status.signal);
    }
    this.#stopIfEmpty();
  }

  /** A process died in the middle of its work: what it shared with others cannot be trusted, so all begin anew from the files. */
  *#recover(pid: number, what: string, signal: Signal): Task<void> {
    yield* log(this.#sys, 'LOG', `${what} (PID ${pid}) was terminated by signal ${signalNumbers[signal] ?? signal}`);
    yield* log(this.#sys, 'LOG', 'terminating any other active server processes');
    for (const other of this.#children()) signalProcess(this.#sys, other, 'SIGKILL');
    this.#backends.clear();
    this.#background.forget();
    yield* log(this.#sys, 'LOG', 'all server processes terminated; reinitializing');
    const cluster = yield* recover(this.#sys, this.#store, this.#options.dataDir);
    if (this.#share && cluster) this.#share.cluster = cluster;
    this.#background.startAll();
    yield* log(this.#sys, 'LOG', 'database system is ready to accept connections');
  }

  *#finish(): Task<void> {
    const sys = this.#sys;
    this.#listeners.close();
    if (this.#stopping !== 'immediate') {
      for (const [pid, name] of this.#background.running) {
        if (name.startsWith('logical'))
          yield* log(sys, 'LOG', `background worker "logical replication launcher" (PID ${pid}) exited with exit code 1`);
        signalProcess(sys, pid, 'SIGTERM');
      }
      yield* log(sys, 'LOG', 'shutting down');
      yield* log(sys, 'LOG', 'checkpoint starting: shutdown immediate');
      const written = this.#share ? yield* this.#store.checkpoint(this.#share.cluster) : 0;
      yield* log(
        sys,
        'LOG',
        `checkpoint complete: wrote ${written} buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.001 s, sync=0.001 s, total=0.003 s; sync files=${written}, longest=0.001 s, average=0.001 s; distance=0 kB, estimate=0 kB; lsn=0/1914F98, redo lsn=0/1914F98`,
      );
      yield* writeState(sys, this.#store, 'shut down');
    }
    yield* log(sys, 'LOG', 'database system is shut down');
    removeFile(sys, `${this.#options.dataDir}/postmaster.pid`);
  }
}

const signalNumbers: Readonly<Record<string, string>> = {
  SIGKILL: '9: Killed',
  SIGQUIT: '3: Quit',
  SIGSEGV: '11: Segmentation fault',
  SIGABRT: '6: Aborted',
};
