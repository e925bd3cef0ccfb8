import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import { unmapIpv4 } from '../../../net/ip.js';
import type { Signal } from '../../../process/signals.js';
import type { Fd, Main, Sys } from '../../../process/sys.js';
import { readFile } from '../../input.js';
import { ByteReader } from '../../net/byte-reader.js';
import { EventLoop } from '../event-loop.js';
import { AppendOnlyFile, lastingCommand } from './append-only-file.js';
import { Client, type RedisServer, type Settings } from './client.js';
import { decodeSnapshot, encodeSnapshot } from './rdb.js';
import { nextVictim, usedMemory } from './memory.js';
import { Replication } from './replication.js';
import { encodeReply, quoteText, readCommand } from './resp.js';
import { logPrefix } from './server-log.js';
import { defaultSettings, readSettings, REDIS_VERSION } from './settings.js';
import { Database } from './store.js';

const DATABASES = 16;
const OVERCOMMIT =
  "WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition. Being disabled, it can also cause failures without low memory condition, see https://github.com/jemalloc/jemalloc/issues/1328. To fix this issue add 'vm.overcommit_memory = 1' to /etc/sysctl.conf and then reboot or run the command 'sysctl vm.overcommit_memory=1' for this to take effect.";

/** redis-server. */
export const redisServer: Main = function* (sys, argv) {
  const words = argv.slice(1);
  if (words[0] === '--version' || words[0] === '-v')
    return yield* print(sys, 1, `Redis server v=${REDIS_VERSION} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=7b2e0b8d1a4f6a3e\n`);
  if (words[0] === '--help' || words[0] === '-h')
    return yield* print(sys, 1, 'Usage: ./redis-server [/path/to/redis.conf] [options] [-]\n');
  const settings = defaultSettings();
  const problem = yield* readSettings(sys, words, settings);
  if (problem !== undefined) return yield* print(sys, 2, problem);
  return yield* new Server(sys, settings, words.length > 0).run(argv);
};

class Server implements RedisServer {
  readonly sys: Sys;
  readonly settings: Settings;
  readonly databases: readonly Database[];
  readonly clients = new Set<Client>();
  readonly startedAt: number;
  savedAt: number;
  readonly written = new WaitQueue();
  readonly replication: Replication;
  commands = 0;
  evicted = 0;
  connections = 0;
  #dirty = 0;
  #isLoading = false;
  /** Keys whose time was over since the last command, with their database. */
  readonly #expired: [number, string][] = [];
  #appended: AppendOnlyFile | undefined;
  readonly #hasArguments: boolean;
  readonly #loop: EventLoop;

  constructor(sys: Sys, settings: Settings, hasArguments: boolean) {
    this.sys = sys;
    this.settings = settings;
    this.#hasArguments = hasArguments;
    this.startedAt = sys.clock.now();
    this.savedAt = this.startedAt;
    const wallMs = (): number => sys.clock.epochMsOf(sys.clock.now());
    const nowMs = (): number => (this.#isLoading ? 0 : wallMs());
    this.databases = Array.from({ length: DATABASES }, (_, index) => new Database(nowMs, key => this.#expired.push([index, key]), wallMs));
    this.replication = new Replication({
      sys,
      settings,
      databases: this.databases,
      version: REDIS_VERSION,
      log: message => this.log('*', message),
      applied: (database, words) => this.#applied(database, words),
    });
    this.#loop = new EventLoop(sys, signal => this.#onSignal(signal));
  }

  *run(argv: readonly string[]): Task<number> {
    const { sys } = this;
    if (this.settings.get('daemonize') === 'yes') return yield* print(sys, 2, 'drydock: redis-server daemonize yes is not simulated\n');
    yield* this.log('#', OVERCOMMIT, 'C');
    yield* this.log('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
    yield* this.log('*', `Redis version=${REDIS_VERSION}, bits=64, commit=00000000, modified=0, pid=${String(sys.pid)}, just started`, 'C');
    if (this.#hasArguments) yield* this.log('*', 'Configuration loaded', 'C');
    else
      yield* this.log(
        '#',
        'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
        'C',
      );
    yield* this.log('*', 'monotonic clock: POSIX clock_gettime');
    const port = Number(this.settings.get('port'));
    const listener = yield* this.#listen(port);
    if (listener === undefined) return 1;
    yield* this.log('*', `Running mode=standalone, port=${String(port)}.`);
    sys.setTitle([`${argv[0] ?? 'redis-server'} *:${String(port)}`]);
    yield* this.log('*', 'Server initialized');
    if (this.settings.get('appendonly') === 'yes') yield* this.#loadAppended();
    else yield* this.#load();
    yield* this.log('*', 'Ready to accept connections tcp');
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
    for (const signal of ['SIGPIPE', 'SIGHUP'] as const) sys.onSignal(signal, 'ignore');
    this.#loop.start(this.#accept(listener));
    this.startReplication();
    yield* this.#loop.run();
    return 0;
  }

  *log(level: string, message: string, role: 'C' | 'M' | 'S' = this.replication.master ? 'S' : 'M'): Task<void> {
    if (level === '*' && this.settings.get('loglevel') === 'warning') return;
    yield* print(this.sys, 1, `${logPrefix(this.sys, role)}${level} ${message}\n`);
  }

  get dirty(): number {
    return this.#dirty;
  }

  /** Counts a command that has changed something, and keeps it in the append-only file. */
  *changed(client: Client, words: readonly string[]): Task<void> {
    this.#dirty++;
    for (const key of words.slice(1, 3)) client.selected.touch(key);
    this.written.notify();
    const expired = this.#expired.splice(0);
    for (const [database, key] of expired) yield* this.#keep(database, ['DEL', key]);
    yield* this.#keep(client.database, lastingCommand(client.selected, words));
  }

  /** What changed goes into the append-only file, and to those who follow. */
  *#keep(database: number, words: readonly string[]): Task<void> {
    if (this.#appended) yield* this.#appended.append(database, words);
    yield* this.replication.propagate(database, words);
  }

  *#applied(database: number, words: readonly string[]): Task<void> {
    this.#dirty++;
    this.written.notify();
    if (this.#appended) yield* this.#appended.append(database, words);
  }

  *makeRoom(): Task<boolean> {
    const most = Number(this.settings.get('maxmemory') ?? '0');
    if (most === 0) return true;
    while (usedMemory(this.databases) > most) {
      const victim = nextVictim(this.databases, this.settings.get('maxmemory-policy') ?? 'noeviction', this.sys.random);
      if (!victim) return false;
      this.databases[victim.database]?.delete(victim.key);
      this.evicted++;
      yield* this.#keep(victim.database, ['DEL', victim.key]);
    }
    return true;
  }

  startReplication(): void {
    if (this.replication.master) this.#loop.start(this.replication.run());
  }

  get appends(): boolean {
    return this.#appended !== undefined;
  }

  /** Begins the append-only files anew. */
  *rewriteAppended(): Task<void> {
    if (this.#appended) yield* this.#appended.rewrite();
    else yield* (this.#appended = this.#appendOnlyFile()).create(() => this.sys.tick());
  }

  stopAppending(): void {
    this.#appended?.close();
    this.#appended = undefined;
  }

  #appendOnlyFile(): AppendOnlyFile {
    const dir = this.settings.get('dir') ?? '.';
    const folder = this.settings.get('appenddirname') ?? 'appendonlydir';
    return new AppendOnlyFile(this.sys, this.databases, {
      folder: dir === '.' ? folder : `${dir}/${folder}`,
      name: this.settings.get('appendfilename') ?? 'appendonly.aof',
      version: REDIS_VERSION,
    });
  }

  *#loadAppended(): Task<void> {
    const file = this.#appendOnlyFile();
    const log = (message: string): Task<void> => this.log('*', message);
    this.#isLoading = true;
    const isThere = yield* file.load(log);
    this.#isLoading = false;
    if (!isThere) yield* file.create(log);
    this.#appended = file;
  }

  get path(): string {
    const dir = this.settings.get('dir') ?? '.';
    const name = this.settings.get('dbfilename') ?? 'dump.rdb';
    return dir === '.' ? name : `${dir}/${name}`;
  }

  /** Writes the snapshot file; the message of what went wrong. */
  *save(): Task<string | undefined> {
    const { sys, path } = this;
    const temporary = `${path.replace(/[^/]*$/, '')}temp-${String(sys.pid)}.rdb`;
    try {
      const fd = sys.open(temporary, { write: true, create: true, truncate: true, mode: 0o644 });
      yield* sys.write(fd, encodeSnapshot(this.databases, REDIS_VERSION));
      sys.close(fd);
      sys.rename(temporary, path);
      this.#dirty = 0;
      this.savedAt = sys.clock.now();
      return undefined;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.log('#', `Failed opening the temp RDB file ${temporary} (in server root dir ${sys.cwd()}) for saving: ${error.message}`);
      return error.message;
    }
  }

  *shutDown(saves: boolean): Task<void> {
    yield* this.log('*', 'User requested shutdown...');
    if (this.#appended) yield* this.log('*', 'Calling fsync() on the AOF file.');
    if (saves) {
      yield* this.log('*', 'Saving the final RDB snapshot before exiting.');
      const problem = yield* this.save();
      if (problem !== undefined) {
        yield* this.log('#', 'Error trying to save the DB, but the shutdown goes on');
      } else yield* this.log('*', 'DB saved on disk');
    }
    yield* this.log('#', 'Redis is now ready to exit, bye bye...');
    this.#loop.stop();
  }

  *#onSignal(signal: Signal): Task<void> {
    const seconds = Math.floor(this.sys.clock.epochMsOf(this.sys.clock.now()) / 1000);
    yield* print(this.sys, 1, `${String(this.sys.pid)}:signal-handler (${String(seconds)}) Received ${signal} scheduling shutdown...\n`);
    yield* this.shutDown(this.settings.get('save') !== '');
  }

  *#listen(port: number): Task<Fd | undefined> {
    const bind = (this.settings.get('bind') ?? '*').split(/\s+/)[0] ?? '*';
    const ip = bind === '*' || bind === '-::*' ? '::' : bind.replace(/^-/, '');
    try {
      return this.sys.listen({ ip, port });
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.log('#', `Warning: Could not create server TCP listening socket *:${String(port)}: bind: ${error.message}`);
      yield* this.log('#', `Failed listening on port ${String(port)} (tcp), aborting.`);
      return undefined;
    }
  }

  *#load(): Task<void> {
    let bytes: Uint8Array;
    try {
      bytes = yield* readFile(this.sys, this.path);
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return;
      throw error;
    }
    const loaded = decodeSnapshot(bytes, this.databases);
    if (loaded === undefined) {
      yield* this.log('#', 'Bad file format reading the RDB file: nothing was loaded');
      return;
    }
    yield* this.log('*', `Loading RDB produced by version ${REDIS_VERSION}`);
    yield* this.log('*', `Done loading RDB, keys loaded: ${String(loaded)}, keys expired: 0.`);
    yield* this.log('*', 'DB loaded from disk: 0.000 seconds');
  }

  *#accept(listener: Fd): Task<void> {
    for (;;) {
      const { fd, peer } = yield* this.sys.accept(listener);
      this.connections++;
      this.#loop.start(this.#serve(new Client(this, fd, peer)));
    }
  }

  *#tellMonitors({ database, peer }: Client, words: readonly string[]): Task<void> {
    if (['auth', 'monitor', 'quit'].includes(words[0]?.toLowerCase() ?? '')) return;
    const watchers = [...this.clients].filter(({ isMonitor }) => isMonitor);
    if (watchers.length === 0) return;
    const seconds = (this.sys.clock.epochMsOf(this.sys.clock.now()) / 1000).toFixed(6);
    const text = `${seconds} [${String(database)} ${unmapIpv4(peer.ip)}:${String(peer.port)}] ${words.map(quoteText).join(' ')}`;
    for (const { fd } of watchers) yield* this.sys.write(fd, encodeReply({ kind: 'status', text }));
  }

  *#serve(client: Client): Task<void> {
    this.clients.add(client);
    try {
      const reader = new ByteReader(this.sys, client.fd);
      while (!client.isClosing) {
        const words = yield* readCommand(reader);
        if (!words) return;
        if (words.length === 0) continue;
        this.commands++;
        yield* this.#tellMonitors(client, words);
        const reply = yield* client.execute(words);
        if (reply) yield* this.sys.write(client.fd, encodeReply(reply));
        yield* this.sys.tick();
      }
    } finally {
      this.clients.delete(client);
      this.replication.leave(client);
      this.sys.close(client.fd);
    }
  }
}

function* print(sys: Sys, fd: Fd, text: string): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return fd === 1 ? 0 : 1;
}
