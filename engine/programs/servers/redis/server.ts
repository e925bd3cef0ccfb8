import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Signal } from '../../../process/signals.js';
import type { Fd, Main, Sys } from '../../../process/sys.js';
import { readFile, readText } from '../../input.js';
import { ByteReader } from '../../net/byte-reader.js';
import { stampOf } from '../../net/http-date.js';
import { EventLoop } from '../event-loop.js';
import { Client, type RedisServer, type Settings } from './client.js';
import { decodeSnapshot, encodeSnapshot } from './rdb.js';
import { encodeReply, readCommand, splitWords } from './resp.js';
import { Database } from './store.js';

export const REDIS_VERSION = '7.2.4';

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

function defaultSettings(): Settings {
  return new Map([
    ['port', '6379'],
    ['bind', '*'],
    ['dir', '.'],
    ['dbfilename', 'dump.rdb'],
    ['requirepass', ''],
    ['save', '3600 1 300 100 60 10000'],
    ['appendonly', 'no'],
    ['protected-mode', 'yes'],
    ['maxmemory', '0'],
    ['databases', '16'],
    ['loglevel', 'notice'],
  ]);
}

/** A configuration file and `--name value …` pairs; what is wrong with them as redis-server prints it. */
function* readSettings(sys: Sys, words: readonly string[], settings: Map<string, string>): Task<string | undefined> {
  const lines: string[] = [];
  let rest = words;
  if (words[0] !== undefined && !words[0].startsWith('-')) {
    rest = words.slice(1);
    try {
      lines.push(...(yield* readText(sys, words[0])).split('\n'));
    } catch (error) {
      if (!isErrno(error)) throw error;
      return `${logPrefix(sys, 'C')}# Fatal error, can't open config file '${words[0]}': ${error.message}\n`;
    }
  }
  for (const word of rest) {
    if (word.startsWith('--')) lines.push(word.slice(2));
    else lines.push(`${lines.pop() ?? ''} ${word === '' ? '""' : word}`);
  }
  for (const [index, line] of lines.entries()) {
    const [name, ...values] = splitWords(line.trim()) ?? [];
    if (name === undefined || name.startsWith('#')) continue;
    if (!knownSettings.includes(name.toLowerCase()) || values.length === 0) {
      return `\n*** FATAL CONFIG FILE ERROR (Redis ${REDIS_VERSION}) ***\nReading the configuration file, at line ${String(index + 1)}\n>>> '${line.trim()}'\n${values.length === 0 ? 'wrong number of arguments' : 'Bad directive or wrong number of arguments'}\n`;
    }
    settings.set(name.toLowerCase(), values.join(' '));
  }
  return undefined;
}

const knownSettings: readonly string[] = [
  'port',
  'bind',
  'dir',
  'dbfilename',
  'requirepass',
  'save',
  'appendonly',
  'protected-mode',
  'maxmemory',
  'maxmemory-policy',
  'databases',
  'loglevel',
  'logfile',
  'daemonize',
  'timeout',
  'tcp-keepalive',
  'tcp-backlog',
  'always-show-logo',
  'stop-writes-on-bgsave-error',
  'rdbcompression',
  'rdbchecksum',
  'appendfilename',
  'appendfsync',
  'hz',
  'pidfile',
  'supervised',
];

class Server implements RedisServer {
  readonly sys: Sys;
  readonly settings: Settings;
  readonly databases: readonly Database[];
  readonly clients = new Set<Client>();
  readonly startedAt: number;
  commands = 0;
  connections = 0;
  #dirty = 0;
  readonly #hasArguments: boolean;
  readonly #loop: EventLoop;

  constructor(sys: Sys, settings: Settings, hasArguments: boolean) {
    this.sys = sys;
    this.settings = settings;
    this.#hasArguments = hasArguments;
    this.startedAt = sys.clock.now();
    this.databases = Array.from({ length: DATABASES }, () => new Database(() => sys.clock.epochMsOf(sys.clock.now())));
    this.#loop = new EventLoop(sys, signal => this.#onSignal(signal));
  }

  *run(argv: readonly string[]): Task<number> {
    const { sys } = this;
    const unknown = ['yes'].includes(this.settings.get('appendonly') ?? '')
      ? 'appendonly'
      : this.settings.get('daemonize') === 'yes'
        ? 'daemonize'
        : undefined;
    if (unknown !== undefined) return yield* print(sys, 2, `drydock: redis-server ${unknown} yes is not simulated\n`);
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
    yield* this.#load();
    yield* this.log('*', 'Ready to accept connections tcp');
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
    for (const signal of ['SIGPIPE', 'SIGHUP'] as const) sys.onSignal(signal, 'ignore');
    this.#loop.start(this.#accept(listener));
    yield* this.#loop.run();
    return 0;
  }

  *log(level: string, message: string, role: 'C' | 'M' = 'M'): Task<void> {
    yield* print(this.sys, 1, `${logPrefix(this.sys, role)}${level} ${message}\n`);
  }

  get dirty(): number {
    return this.#dirty;
  }

  /** Counts a change, for the final snapshot. */
  touch(): void {
    this.#dirty++;
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
      return undefined;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.log('#', `Failed opening the temp RDB file ${temporary} (in server root dir ${sys.cwd()}) for saving: ${error.message}`);
      return error.message;
    }
  }

  *shutDown(saves: boolean): Task<void> {
    yield* this.log('*', 'User requested shutdown...');
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

  *#serve(client: Client): Task<void> {
    this.clients.add(client);
    try {
      const reader = new ByteReader(this.sys, client.fd);
      while (!client.isClosing) {
        const words = yield* readCommand(reader);
        if (!words) return;
        if (words.length === 0) continue;
        this.commands++;
        const reply = yield* client.execute(words);
        if (reply) yield* this.sys.write(client.fd, encodeReply(reply));
        yield* this.sys.tick();
      }
    } finally {
      this.clients.delete(client);
      this.sys.close(client.fd);
    }
  }
}

/** `1:M 22 Nov 2026 19:59:09.809 ` */
function logPrefix(sys: Sys, role: 'C' | 'M'): string {
  const { day, monthName, year, time, millisecond } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  return `${String(sys.pid)}:${role} ${day} ${monthName} ${year} ${time}.${millisecond} `;
}

function* print(sys: Sys, fd: Fd, text: string): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return fd === 1 ? 0 : 1;
}
