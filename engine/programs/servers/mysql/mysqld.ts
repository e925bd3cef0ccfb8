import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { unmapIpv4 } from '../../../net/ip.js';
import type { Fd, Main, Sys } from '../../../process/sys.js';
import { findUser, loadAccounts } from '../../accounts.js';
import { readText } from '../../input.js';
import { EventLoop, type Job } from '../event-loop.js';
import { dialectOf, type Dialect } from './dialect.js';
import type { Engine } from './engine.js';
import { ServerConnection, type ConnectionHost } from './connection.js';
import { isBlank, splitStatements } from './sql/lexer.js';
import { mysqldUsage, readServerOptions, type ServerOptions } from './options.js';
import { complain, lifeMessages, log, print, type LifeMessages } from './server-log.js';
import { isFive, isMariaDb, serverVersion } from './edition.js';
import { isUsed, processesOf, removeFile, serverStatus } from './server-facts.js';
import { serverVariables } from './server-variables.js';
import { Session, waitOr } from './session.js';
import { readDefinition } from './read-definition.js';
import { DataDirectory, makeDataDirectory, makeFolder } from './storage/files.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import { SqlError } from './sql-error.js';
import { temporaryPassword } from './temporary-password.js';

/** Roughly what an idle server has in memory. */
const MEMORY_BYTES = 360 * 1024 * 1024;

const X_PLUGIN_READY = "X Plugin ready for connections. Bind-address: '::' port: 33060, socket: /var/run/mysqld/mysqlx.sock";

/** mysqld in one of its versions (`8.0.36`). */
export function mysqld(version: string): Main {
  return function* (sys, argv) {
    const options = yield* readServerOptions(sys, argv.slice(1));
    if (typeof options === 'string') return yield* complain(sys, options, 1);
    const asked = { version: serverVersion, help: mysqldUsage, run: undefined, initialize: undefined }[options.action];
    if (asked) return yield* print(sys, asked(version));
    if (sys.credentials().uid === 0) {
      const account = options.user === undefined ? undefined : findUser(yield* loadAccounts(sys), options.user);
      if (!account) {
        yield* log(
          sys,
          version,
          'ERROR',
          10123,
          'Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!',
        );
        yield* log(sys, version, 'ERROR', 10119, 'Aborting');
        return 1;
      }
      sys.setCredentials({ uid: account.uid, gid: account.gid, groups: [account.gid] });
    }
    const server = new Server(sys, version, options);
    return options.action === 'initialize' ? yield* server.initialize() : yield* server.run();
  };
}

interface Listening {
  readonly fd: Fd;
  readonly role: 'tcp' | 'local' | 'x';
}

class Server {
  readonly #sys: Sys;
  readonly #version: string;
  readonly #options: ServerOptions;
  readonly #loop: EventLoop;
  readonly #connections = new Set<ServerConnection>();
  readonly #jobs = new Map<ServerConnection, Job>();
  readonly #startedAt: number;
  readonly #dialect: Dialect;
  readonly #data: DataDirectory;
  #nextId = 8;
  readonly #life: LifeMessages;
  #questions = 0;

  constructor(sys: Sys, version: string, options: ServerOptions) {
    this.#sys = sys;
    this.#version = version;
    this.#options = options;
    this.#life = lifeMessages(version, { pid: sys.pid, port: options.port, socket: options.socket });
    this.#startedAt = sys.clock.now();
    this.#dialect = dialectOf(version);
    this.#data = new DataDirectory(sys, options.dataDir, this.#dialect);
    this.#loop = new EventLoop(sys, () => this.#stop('<via user signal>'));
  }

  /** `--initialize` and `--initialize-insecure`: makes the data directory and runs --init-file in it. */
  *initialize(): Task<number> {
    const sys = this.#sys;
    const { dataDir, initFile, randomPassword } = this.#options;
    yield* this.#log('System', 13169, this.#life.initializing);
    try {
      if (isUsed(sys, dataDir)) {
        yield* this.#log('ERROR', 10457, '--initialize specified but the data directory has files in it. Aborting.');
        return yield* this.#abort();
      }
      makeFolder(sys, dataDir);
      yield* this.#log('System', 13576, this.#life.storageStarts, 1, 'InnoDB');
      yield* makeDataDirectory(sys, dataDir, this.#dialect);
      yield* sys.sleep(100);
      yield* this.#log('System', 13577, this.#life.storageStarted, 1, 'InnoDB');
      if (randomPassword) {
        const password = temporaryPassword(sys);
        yield* this.#runAsRoot(`ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}' PASSWORD EXPIRE`);
        yield* this.#log('Note', 10454, `A temporary password is generated for root@localhost: ${password}`, 6);
      } else
        yield* this.#log(
          'Warning',
          10453,
          'root@localhost is created with an empty password ! Please consider switching off the --initialize-insecure option.',
          6,
        );
      if (initFile !== undefined) return yield* this.#runInitFile(initFile);
      return 0;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#log('ERROR', 10460, `--initialize failed on ${dataDir}: ${error.message}`);
      return yield* this.#abort();
    }
  }

  *run(): Task<number> {
    const sys = this.#sys;
    const { dataDir, socket } = this.#options;
    yield* this.#log('System', 10116, this.#life.starting);
    const engine = yield* this.#tryLoad();
    if (!engine) {
      yield* this.#log('ERROR', 10952, `The data dictionary in ${dataDir} is not there: the directory was not initialized.`);
      return yield* this.#abort();
    }
    yield* this.#log('System', 13576, this.#life.storageStarts, 1, 'InnoDB');
    yield* sys.sleep(200);
    yield* this.#log('System', 13577, this.#life.storageStarted, 1, 'InnoDB');
    if (this.#options.initFile !== undefined) yield* this.#runInitFile(this.#options.initFile);
    const listeners = yield* this.#listen();
    if (!listeners) return 1;
    sys.setMemory(MEMORY_BYTES);
    if (!isFive(this.#version) && !isMariaDb(this.#version)) yield* this.#log('System', 11323, X_PLUGIN_READY);
    yield* this.#log('System', 10931, this.#life.ready);
    for (const signal of ['SIGTERM', 'SIGQUIT'] as const) sys.onSignal(signal, 'catch');
    for (const signal of ['SIGPIPE', 'SIGHUP', 'SIGINT'] as const) sys.onSignal(signal, 'ignore');
    const host = this.#host(engine);
    for (const listener of listeners) this.#loop.start(this.#accept(host, listener));
    yield* this.#loop.run();
    for (const session of engine.sessions) session.rollback();
    yield* this.#data.save(engine.catalog);
    yield* this.#data.checkpoint(engine.catalog);
    yield* this.#log('System', 10910, this.#life.stopped);
    removeFile(sys, socket);
    return 0;
  }

  *#log(...message: Parameters<typeof log> extends [unknown, unknown, ...infer Rest] ? Rest : never): Task<void> {
    yield* log(this.#sys, this.#version, ...message);
  }

  *#abort(): Task<number> {
    yield* this.#log('ERROR', 10119, 'Aborting');
    return 1;
  }

  *#tryLoad(): Task<Engine | undefined> {
    try {
      return yield* this.#load();
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  *#load(): Task<Engine | undefined> {
    const catalog = yield* this.#data.load((sql, database) => readDefinition(sql, database, this.#dialect));
    const sys = this.#sys;
    const { port, socket, dataDir, settings } = this.#options;
    return (
      catalog && {
        catalog,
        dialect: this.#dialect,
        variables: serverVariables({ dialect: this.#dialect, port, socket, dataDir, hostname: sys.hostname(), settings }),
        random: sys.random,
        now: () => sys.clock.epochMsOf(sys.clock.now()),
        status: () =>
          serverStatus({ threads: this.#connections.size, connections: this.#nextId, questions: this.#questions, uptime: this.#uptime() }),
        processes: () => processesOf(this.#connections, sys.clock.now()),
        kill: (id, queryOnly) => this.#kill(id, queryOnly),
        note: changes => this.#data.note(changes),
        sessions: new Set<Session>(),
        unlocked: new WaitQueue(),
        namedLocks: new Map<string, number>(),
      }
    );
  }

  #kill(id: number, queryOnly: boolean): boolean {
    const connection = [...this.#connections].find(other => other.id === id);
    if (!connection) return false;
    connection.session?.interrupt();
    if (queryOnly) return true;
    connection.isKilled = true;
    const job = this.#jobs.get(connection);
    // One that kills itself still gets its answer.
    if (job && !connection.session?.running) this.#loop.drop(job);
    return true;
  }

  /** Runs a statement as root and keeps what it does. */
  *#runAsRoot(sql: string): Task<void> {
    const engine = yield* this.#load();
    if (!engine) return;
    const session = this.#rootSession(engine);
    yield* session.execute(sql);
    yield* this.#data.save(engine.catalog);
  }

  #rootSession(engine: Engine): Session {
    return new Session(engine, 'root', 'localhost', 5, (seconds, queue) => waitOr(this.#sys.clock.now() + seconds * 1000, queue));
  }

  /** Runs the statements of a file as root; a mistake ends the server, as a failed bootstrap does. */
  *#runInitFile(path: string): Task<number> {
    const sys = this.#sys;
    const engine = yield* this.#load();
    if (!engine) return 1;
    const session = this.#rootSession(engine);
    const { statements, rest } = splitStatements(yield* readText(sys, path));
    for (const statement of [...statements, rest]) {
      if (isBlank(statement)) continue;
      try {
        yield* session.execute(statement);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        yield* this.#log(
          'ERROR',
          13455,
          `The newly created data directory ${this.#options.dataDir}/ by --initialize is unusable: ${error.message}`,
        );
        yield* this.#data.save(engine.catalog);
        return 1;
      }
    }
    session.close();
    yield* this.#data.save(engine.catalog);
    return 0;
  }

  *#listen(): Task<readonly Listening[] | undefined> {
    const sys = this.#sys;
    const { port, socket, bindAddress, skipNetworking } = this.#options;
    const listeners: Listening[] = [];
    try {
      if (!skipNetworking) {
        listeners.push({ fd: sys.listen({ ip: bindAddress, port }), role: 'tcp' });
        listeners.push({ fd: sys.listen({ ip: bindAddress, port: 33060 }), role: 'x' });
      }
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#log('ERROR', 10262, `Can't start server: Bind on TCP/IP port: ${error.message}`);
      yield* this.#log('ERROR', 10257, `Do you already have another mysqld server running on port: ${String(port)} ?`);
      yield* this.#log('ERROR', 10119, 'Aborting');
      return undefined;
    }
    try {
      removeFile(sys, socket);
      listeners.push({ fd: sys.listenUnix(socket), role: 'local' });
      return listeners;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#log('ERROR', 10270, `Can't start server : Bind on unix socket: ${error.message}`);
      yield* this.#log('ERROR', 10119, 'Aborting');
      return undefined;
    }
  }

  #host(engine: Engine): ConnectionHost {
    return {
      sys: this.#sys,
      engine,
      persist: () => this.#persist(engine),
      shutDown: user => this.#stop(user),
      statistics: () =>
        `Uptime: ${String(this.#uptime())}  Threads: ${String(this.#connections.size)}  Questions: ${String(this.#questions)}  Slow queries: 0  Opens: 120  Flush tables: 3  Open tables: 41  Queries per second avg: ${(this.#questions / Math.max(1, this.#uptime())).toFixed(3)}`,
    };
  }

  #uptime(): number {
    return Math.floor((this.#sys.clock.now() - this.#startedAt) / 1000);
  }

  *#persist(engine: Engine): Task<void> {
    this.#questions++;
    try {
      yield* this.#data.save(engine.catalog);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#log('ERROR', 12592, `Operating system error in a file operation: ${error.message}`, 0, 'InnoDB');
    }
  }

  *#accept(host: ConnectionHost, { fd: listener, role }: Listening): Task<void> {
    for (;;) {
      const { fd, peer } = yield* this.#sys.accept(listener);
      // The X protocol is announced, but not spoken here: who connects is turned away.
      if (role === 'x') {
        this.#sys.close(fd);
        continue;
      }
      const from = role === 'local' ? { host: 'localhost', port: undefined } : { host: unmapIpv4(peer.ip), port: peer.port };
      const connection = new ServerConnection(host, fd, this.#nextId++, from);
      this.#connections.add(connection);
      this.#jobs.set(connection, this.#loop.start(this.#serve(connection, fd)));
    }
  }

  *#serve(connection: ServerConnection, fd: Fd): Task<void> {
    try {
      yield* connection.serve();
    } finally {
      this.#connections.delete(connection);
      this.#jobs.delete(connection);
      this.#sys.close(fd);
    }
  }

  *#stop(user: string): Task<void> {
    yield* this.#log('System', 13172, `Received SHUTDOWN from user ${user}. Shutting down mysqld (Version: ${this.#version}).`);
    this.#loop.stop();
  }
}
