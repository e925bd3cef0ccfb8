import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { unmapIpv4 } from '../../net/ip.js';
import type { SocketAddress } from '../../net/socket.js';
import { machine } from '../../process/machine.js';
import type { Signal } from '../../process/signals.js';
import type { Fd, Main, Sys } from '../../process/sys.js';
import { stampOf } from '../net/http-date.js';
import { EventLoop } from './event-loop.js';
import { acceptAll, tryListen } from './http-service.js';

const VERSION = '6.0.5';
const HTTP_ANSWER = 'It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n';

interface Options {
  port: number;
  dbPath: string;
  bindAll: boolean;
}

/** mongod: starts, logs, listens and stops as the server does. The wire protocol of its drivers is not simulated. */
export const mongod: Main = function* (sys, argv) {
  const options: Options = { port: 27017, dbPath: '/data/db', bindAll: false };
  const problem = parseOptions(argv.slice(1), options);
  if (problem === 'version')
    return yield* print(
      sys,
      1,
      `db version v${VERSION}\nBuild Info: {\n    "version": "${VERSION}",\n    "gitVersion": "c9a99c120371d4d4c52cbb15dac34a36ce8d3b1d",\n    "modules": [],\n    "allocator": "tcmalloc"\n}\n`,
      0,
    );
  if (problem !== undefined) return yield* print(sys, 2, problem, 2);
  return yield* new Server(sys, options).run();
};

function parseOptions(words: readonly string[], options: Options): string | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [name = '', given] = word.split('=');
    const value = (): string => given ?? words[++i] ?? '';
    if (name === '--port') options.port = Number(value());
    else if (name === '--dbpath') options.dbPath = value();
    else if (name === '--bind_ip_all') options.bindAll = true;
    else if (name === '--bind_ip') options.bindAll = /(^|,)(\*|0\.0\.0\.0|::)/.test(value());
    else if (name === '--version') return 'version';
    else if (
      [
        '--auth',
        '--replSet',
        '--config',
        '-f',
        '--fork',
        '--logpath',
        '--wiredTigerCacheSizeGB',
        '--quiet',
        '--noauth',
        '--keyFile',
      ].includes(name)
    )
      return `drydock: mongod ${name} is not simulated\n`;
    else return `Error parsing command line: unrecognised option '${word}'\ntry 'mongod --help' for more information\n`;
  }
  return undefined;
}

class Server {
  readonly #sys: Sys;
  readonly #options: Options;
  readonly #loop: EventLoop;
  #connections = 0;

  constructor(sys: Sys, options: Options) {
    this.#sys = sys;
    this.#options = options;
    this.#loop = new EventLoop(sys, signal => this.#onSignal(signal));
  }

  *run(): Task<number> {
    const sys = this.#sys;
    const { port, dbPath, bindAll } = this.#options;
    yield* this.#introduce();
    const problem = makeFiles(sys, dbPath);
    if (problem !== undefined) {
      yield* this.#log('STORAGE', 20557, 'initandlisten', 'DBException in initAndListen, terminating', { error: problem }, 'E');
      yield* this.#log('CONTROL', 23138, 'initandlisten', 'Shutting down', { exitCode: 100 });
      return 100;
    }
    yield* this.#log('STORAGE', 22315, 'initandlisten', 'Opening WiredTiger', { config: 'create,cache_size=1464M,session_max=33000' });
    yield* sys.sleep(300);
    yield* this.#log('STORAGE', 4795906, 'initandlisten', 'WiredTiger opened', { durationMillis: 300 });
    const listener = tryListen(sys, { ip: bindAll ? '0.0.0.0' : '127.0.0.1', port });
    if (listener === undefined) {
      yield* this.#log(
        'NETWORK',
        5578100,
        'initandlisten',
        'Failed to set up listener',
        { error: { code: 9001, codeName: 'SocketException', errmsg: 'Address already in use' } },
        'E',
      );
      return 48;
    }
    yield* this.#log('NETWORK', 23015, 'listener', 'Listening on', { address: bindAll ? '0.0.0.0' : '127.0.0.1' });
    yield* this.#log('NETWORK', 23016, 'listener', 'Waiting for connections', { port, ssl: 'off' });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    this.#loop.start(acceptAll(sys, listener, (fd, peer) => this.#loop.start(this.#serve(fd, peer))));
    yield* this.#loop.run();
    return 0;
  }

  /** What it says of itself before it does anything. */
  *#introduce(): Task<void> {
    const sys = this.#sys;
    const { port, dbPath } = this.#options;
    yield* this.#log(
      'CONTROL',
      23285,
      '-',
      "Automatically disabling TLS 1.0, to force-enable TLS 1.0 specify --sslDisabledProtocols 'none'",
    );
    yield* this.#log('CONTROL', 4615611, 'initandlisten', 'MongoDB starting', {
      pid: sys.pid,
      port,
      dbPath,
      architecture: '64-bit',
      host: sys.hostname(),
    });
    yield* this.#log('CONTROL', 23403, 'initandlisten', 'Build Info', {
      buildInfo: { version: VERSION, modules: [], allocator: 'tcmalloc' },
    });
    yield* this.#log('CONTROL', 51765, 'initandlisten', 'Operating System', {
      os: { name: 'Ubuntu', version: '22.04' },
      kernel: machine.kernelRelease,
    });
  }

  *#onSignal(signal: Signal): Task<void> {
    yield* this.#log('CONTROL', 23377, 'SignalHandler', 'Received signal', {
      signal: signal === 'SIGINT' ? 2 : 15,
      error: signal === 'SIGINT' ? 'Interrupt' : 'Terminated',
    });
    yield* this.#log('CONTROL', 23381, 'SignalHandler', 'will terminate after current cmd ends');
    yield* this.#log('STORAGE', 4795901, 'SignalHandler', 'WiredTiger closed', { durationMillis: 20 });
    yield* this.#log('CONTROL', 23138, 'SignalHandler', 'Shutting down', { exitCode: 0 });
    this.#loop.stop();
  }

  *#serve(fd: Fd, peer: SocketAddress): Task<void> {
    const remote = `${unmapIpv4(peer.ip)}:${String(peer.port)}`;
    const number = ++this.#connections;
    try {
      yield* this.#log('NETWORK', 22943, 'listener', 'Connection accepted', {
        remote,
        connectionId: number,
        connectionCount: this.#loop.size - 1,
      });
      const bytes = yield* this.#sys.read(fd, 4096);
      if (/^(GET|HEAD|POST) /.test(decodeUtf8(bytes.subarray(0, 5)))) {
        yield* print(
          this.#sys,
          fd,
          `HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${String(HTTP_ANSWER.length)}\r\n\r\n${HTTP_ANSWER}`,
          0,
        );
      } else if (bytes.length > 0) {
        yield* this.#log(
          'NETWORK',
          22988,
          `conn${String(number)}`,
          'drydock: the wire protocol is not simulated, closing the connection',
          { remote },
          'W',
        );
      }
    } finally {
      this.#sys.close(fd);
    }
    yield* this.#log('NETWORK', 22944, `conn${String(number)}`, 'Connection ended', {
      remote,
      connectionId: number,
      connectionCount: this.#loop.size - 2,
    });
  }

  *#log(
    component: string,
    id: number,
    context: string,
    message: string,
    attributes?: Readonly<Record<string, unknown>>,
    severity = 'I',
  ): Task<void> {
    const { year, month, day, time, millisecond } = stampOf(this.#sys.clock.epochMsOf(this.#sys.clock.now()));
    const head = `{"t":{"$date":"${year}-${month}-${day}T${time}.${millisecond}+00:00"},"s":"${severity}",  "c":${`"${component}",`.padEnd(11)}"id":${`${String(id)},`.padEnd(10)}"ctx":"${context}","msg":${JSON.stringify(message)}`;
    yield* print(this.#sys, 1, `${head}${attributes ? `,"attr":${JSON.stringify(attributes)}` : ''}}\n`, 0);
  }
}

/** The files of an empty database; what is wrong with the folder otherwise. */
function makeFiles(sys: Sys, folder: string): string | undefined {
  try {
    sys.stat(folder);
  } catch (error) {
    if (isErrno(error))
      return `NonExistentPath: Data directory ${folder} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.`;
    throw error;
  }
  for (const name of ['mongod.lock', 'WiredTiger', 'WiredTiger.wt', 'storage.bson', '_mdb_catalog.wt', 'sizeStorer.wt']) {
    try {
      sys.close(sys.open(`${folder}/${name}`, { write: true, create: true, append: true, mode: 0o600 }));
    } catch (error) {
      if (isErrno(error)) return `IllegalOperation: Attempted to create a lock file on a read-only directory: ${folder}`;
      throw error;
    }
  }
  return undefined;
}

function* print(sys: Sys, fd: Fd, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
