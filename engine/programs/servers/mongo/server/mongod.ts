import { isErrno } from '../../../../core/errno.js';
import { waitFor, type Task } from '../../../../core/task.js';
import { WaitQueue } from '../../../../core/wait-queue.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { unmapIpv4 } from '../../../../net/ip.js';
import type { SocketAddress } from '../../../../net/socket.js';
import { machine } from '../../../../process/machine.js';
import type { Signal } from '../../../../process/signals.js';
import type { Fd, Main, Sys } from '../../../../process/sys.js';
import { EventLoop } from '../../event-loop.js';
import { acceptAll, tryListen } from '../../http-service.js';
import { compileExpression } from '../aggregate/expression.js';
import { GIT_VERSION, MONGO_VERSION } from '../commands/information.js';
import { compileQuery } from '../query/match.js';
import { Store } from '../storage/store.js';
import { serveConnection } from './connection.js';
import { Cursors } from './cursors.js';
import { Log } from './log.js';
import { readOptions } from './options.js';
import type { ServerSettings, ServerState } from './request.js';
import { Session } from './session.js';
import { expireDocuments, hasExpiringIndex } from './time-to-live.js';

const RESIDENT_BYTES = 90 * 1024 * 1024;
const TTL_MS = 60_000;

/** mongod. */
export const mongod: Main = function* (sys, argv) {
  const asked = yield* readOptions(sys, argv);
  switch (asked.kind) {
    case 'version':
      return yield* print(sys, 1, versionText, 0);
    case 'help':
      return yield* print(
        sys,
        1,
        'Options:\n  --port arg  --bind_ip arg  --bind_ip_all  --dbpath arg  --auth  --config arg  --logpath arg  --quiet  --version\n',
        0,
      );
    case 'refused':
      return yield* print(sys, 2, asked.message, asked.code);
    case 'run':
      return yield* new Server(sys, asked.settings).run();
  }
};

const versionText = `db version v${MONGO_VERSION}\nBuild Info: ${JSON.stringify(
  {
    version: MONGO_VERSION,
    gitVersion: GIT_VERSION,
    openSSLVersion: 'OpenSSL 3.0.2 15 Mar 2022',
    modules: [],
    allocator: 'tcmalloc',
    environment: { distmod: 'ubuntu2204', distarch: 'x86_64', target_arch: 'x86_64' },
  },
  undefined,
  4,
)}\n`;

class Server implements ServerState {
  readonly sys: Sys;
  readonly settings: ServerSettings;
  readonly store: Store;
  readonly cursors: Cursors;
  readonly log: Log;
  readonly startedAt: number;
  readonly counters = new Map<string, number>();
  readonly sessions = new Set<Session>();
  connectionsMade = 0;
  readonly #loop: EventLoop;
  readonly #changed = new WaitQueue();
  #expireAt = Infinity;
  #isStopping = false;

  constructor(sys: Sys, settings: ServerSettings) {
    this.sys = sys;
    this.settings = settings;
    this.log = new Log(sys);
    this.startedAt = Math.floor(sys.clock.epochMsOf(sys.clock.now()));
    this.cursors = new Cursors(sys.random, () => sys.clock.now());
    const context = { nowMs: this.startedAt, random: sys.random, variables: new Map() };
    this.store = new Store(sys, settings.dbPath, sys.random, query =>
      compileQuery(query, expression => compileExpression(expression, context)),
    );
    this.#loop = new EventLoop(sys, signal => this.#onSignal(signal));
  }

  *run(): Task<number> {
    const { sys } = this;
    sys.setMemory(RESIDENT_BYTES);
    const fault = yield* this.#openLog();
    if (fault !== undefined) return fault;
    yield* this.#introduce();
    const problem = yield* this.#openStore();
    if (problem !== undefined) return problem;
    const listeners = yield* this.#listen();
    if (!listeners) return 48;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
    for (const signal of ['SIGPIPE', 'SIGHUP'] as const) sys.onSignal(signal, 'ignore');
    for (const listener of listeners) this.#loop.start(acceptAll(sys, listener, (fd, peer) => this.#loop.start(this.#serve(fd, peer))));
    this.#loop.start(this.#keep());
    yield* this.#loop.run();
    return 0;
  }

  shutDown(): void {
    this.#isStopping = true;
    this.#changed.notify();
  }

  *#openLog(): Task<number | undefined> {
    const { logPath } = this.settings;
    if (logPath === undefined) return undefined;
    try {
      this.log.fd = this.sys.open(logPath, { write: true, create: true, append: true, mode: 0o600 });
      return undefined;
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* print(this.sys, 2, `Error during global initialization: FileNotOpen: Failed to open ${logPath}\n`, 1);
    }
  }

  /** What it says of itself before it does anything. */
  *#introduce(): Task<void> {
    const { sys, settings } = this;
    const control = (id: number, context: string, message: string, attributes?: Readonly<Record<string, unknown>>): Task<void> =>
      this.log.write({ component: 'CONTROL', id, context }, message, attributes);
    yield* control(23285, '-', "Automatically disabling TLS 1.0, to force-enable TLS 1.0 specify --sslDisabledProtocols 'none'");
    yield* control(4615611, 'initandlisten', 'MongoDB starting', {
      pid: sys.pid,
      port: settings.port,
      dbPath: settings.dbPath,
      architecture: '64-bit',
      host: sys.hostname(),
    });
    yield* control(23403, 'initandlisten', 'Build Info', {
      buildInfo: {
        version: MONGO_VERSION,
        gitVersion: GIT_VERSION,
        openSSLVersion: 'OpenSSL 3.0.2 15 Mar 2022',
        modules: [],
        allocator: 'tcmalloc',
        environment: { distmod: 'ubuntu2204', distarch: 'x86_64', target_arch: 'x86_64' },
      },
    });
    yield* control(51765, 'initandlisten', 'Operating System', { os: { name: 'Ubuntu', version: '22.04' }, kernel: machine.kernelRelease });
    const options = {
      net: { bindIp: settings.bindIp.join(','), ...(settings.port === 27017 ? {} : { port: settings.port }) },
      ...(settings.auth ? { security: { authorization: 'enabled' } } : {}),
    };
    yield* control(21951, 'initandlisten', 'Options set by command line', { options });
  }

  /** Opens the files; the exit code when that fails. */
  *#openStore(): Task<number | undefined> {
    const { dbPath, auth } = this.settings;
    const problem = folderProblem(this.sys, dbPath);
    if (problem !== undefined) return yield* this.#giveUp(problem);
    yield* this.#storage(22315, 'Opening WiredTiger', {
      config: 'create,cache_size=1464M,session_max=33000,eviction=(threads_min=4,threads_max=4)',
    });
    try {
      const wasRunning = yield* this.store.open();
      if (wasRunning)
        yield* this.log.write(
          { component: 'STORAGE', id: 22271, context: 'initandlisten', severity: 'W' },
          'Detected unclean shutdown - Lock file is not empty',
          { lockFile: `${dbPath}/mongod.lock` },
        );
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* this.#giveUp(`IllegalOperation: Attempted to create a lock file on a read-only directory: ${dbPath}`);
    }
    yield* this.sys.sleep(300);
    yield* this.#storage(4795906, 'WiredTiger opened', { durationMillis: 300 });
    if (!auth)
      yield* this.log.write(
        { component: 'CONTROL', id: 22120, context: 'initandlisten', severity: 'W' },
        'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted',
      );
    this.changed();
    return undefined;
  }

  *#giveUp(error: string): Task<number> {
    yield* this.log.write(
      { component: 'STORAGE', id: 20557, context: 'initandlisten', severity: 'E' },
      'DBException in initAndListen, terminating',
      { error },
    );
    yield* this.log.write({ component: 'CONTROL', id: 23138, context: 'initandlisten' }, 'Shutting down', { exitCode: 100 });
    return 100;
  }

  *#listen(): Task<readonly Fd[] | undefined> {
    const { port, bindIp } = this.settings;
    const isAll = bindIp.some(ip => /^(\*|0\.0\.0\.0|::)$/.test(ip));
    const addresses = isAll ? ['0.0.0.0'] : bindIp.map(ip => (ip === 'localhost' ? '127.0.0.1' : ip));
    const listeners: Fd[] = [];
    for (const ip of addresses) {
      const listener = tryListen(this.sys, { ip, port });
      if (listener === undefined) {
        yield* this.log.write({ component: 'NETWORK', id: 5578100, context: 'initandlisten', severity: 'E' }, 'Failed to set up listener', {
          error: { code: 9001, codeName: 'SocketException', errmsg: 'Address already in use' },
        });
        return undefined;
      }
      listeners.push(listener);
    }
    const network = (id: number, message: string, attributes: Readonly<Record<string, unknown>>): Task<void> =>
      this.log.write({ component: 'NETWORK', id, context: 'listener' }, message, attributes);
    yield* network(23015, 'Listening on', { address: `/tmp/mongodb-${String(port)}.sock` });
    for (const address of addresses) yield* network(23015, 'Listening on', { address });
    yield* network(23016, 'Waiting for connections', { port, ssl: 'off' });
    return listeners;
  }

  *#serve(fd: Fd, peer: SocketAddress): Task<void> {
    const session = new Session(++this.connectionsMade, peer);
    const remote = `${unmapIpv4(peer.ip)}:${String(peer.port)}`;
    const network = (id: number, context: string, message: string): Task<void> =>
      this.log.write({ component: 'NETWORK', id, context }, message, {
        remote,
        connectionId: session.id,
        connectionCount: this.sessions.size,
      });
    this.sessions.add(session);
    try {
      if (!this.settings.quiet) yield* network(22943, 'listener', 'Connection accepted');
      yield* serveConnection(this, session, fd);
    } finally {
      this.sessions.delete(session);
      this.sys.close(fd);
      this.changed();
    }
    if (!this.settings.quiet) yield* network(22944, `conn${String(session.id)}`, 'Connection ended');
  }

  /** Something may have been written: what is to be done later is planned. */
  changed(): void {
    const hasTtl = hasExpiringIndex(this.store);
    if (hasTtl && this.#expireAt === Infinity) this.#expireAt = this.sys.clock.now() + TTL_MS;
    if (!hasTtl) this.#expireAt = Infinity;
    this.sys.setMemory(RESIDENT_BYTES + 2 * this.store.dataBytes);
    this.#changed.notify();
  }

  /** What the server does without being asked: checkpoints, and documents whose time is over. */
  *#keep(): Task<void> {
    for (;;) {
      if (this.#isStopping) {
        yield* this.#stop();
        return;
      }
      const now = this.sys.clock.now();
      if (now >= this.store.checkpointAt) yield* this.store.checkpoint();
      if (now >= this.#expireAt) {
        this.#expireAt = Infinity;
        yield* expireDocuments(this);
        this.changed();
      }
      yield* waitFor([this.#changed], Math.min(this.store.checkpointAt, this.#expireAt));
    }
  }

  *#onSignal(signal: Signal): Task<void> {
    yield* this.log.write({ component: 'CONTROL', id: 23377, context: 'SignalHandler' }, 'Received signal', {
      signal: signal === 'SIGINT' ? 2 : 15,
      error: signal === 'SIGINT' ? 'Interrupt' : 'Terminated',
    });
    yield* this.log.write({ component: 'CONTROL', id: 23381, context: 'SignalHandler' }, 'will terminate after current cmd ends');
    yield* this.#stop();
  }

  *#stop(): Task<void> {
    const end = (component: string, id: number, message: string, attributes?: Readonly<Record<string, unknown>>): Task<void> =>
      this.log.write({ component, id, context: 'SignalHandler' }, message, attributes);
    yield* end('COMMAND', 4784901, 'Shutting down the MirrorMaestro');
    yield* end('NETWORK', 20562, 'Shutdown: going to close listening sockets');
    yield* end('STORAGE', 4784930, 'Shutting down the storage engine');
    yield* end('STORAGE', 22320, 'Shutting down journal flusher thread');
    yield* end('STORAGE', 4795902, 'Closing WiredTiger', { closeConfig: 'leak_memory=true,' });
    yield* this.store.close();
    yield* end('STORAGE', 4795901, 'WiredTiger closed', { durationMillis: 20 });
    yield* end('STORAGE', 22279, 'shutdown: removing fs lock...');
    yield* end('CONTROL', 20565, 'Now exiting');
    yield* end('CONTROL', 23138, 'Shutting down', { exitCode: 0 });
    this.#loop.stop();
  }

  *#storage(id: number, message: string, attributes: Readonly<Record<string, unknown>>): Task<void> {
    yield* this.log.write({ component: 'STORAGE', id, context: 'initandlisten' }, message, attributes);
  }
}

function folderProblem(sys: Sys, folder: string): string | undefined {
  try {
    sys.stat(folder);
    return undefined;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `NonExistentPath: Data directory ${folder} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.`;
  }
}

function* print(sys: Sys, fd: Fd, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
