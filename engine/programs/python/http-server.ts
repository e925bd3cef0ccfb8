import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { SocketAddress } from '../../net/socket.js';
import type { Fd, Sys } from '../../process/sys.js';
import { readFile } from '../input.js';
import { ByteReader } from '../net/byte-reader.js';
import { stampOf } from '../net/http-date.js';
import { EventLoop } from '../servers/event-loop.js';
import { readRequest, type HttpRequest } from '../servers/http.js';
import { acceptAll } from '../servers/http-service.js';
import { answer, formatReply, type Reply } from './pages.js';

export interface PythonFacts {
  readonly version: string;
  readonly program: string;
  /** Standard output is written at once although it is no terminal (-u, PYTHONUNBUFFERED). */
  readonly unbuffered: boolean;
}

interface Arguments {
  readonly port: number;
  readonly bind: string;
  readonly directory: string;
}

const READ_TIMEOUT = 60_000;

/** `python3 -m http.server`: the files of a folder, one request a connection. */
export function* httpServer(sys: Sys, words: readonly string[], facts: PythonFacts): Task<number> {
  const given = readArguments(sys, words);
  if (typeof given === 'string') {
    yield* sys.write(
      2,
      encodeUtf8(`usage: ${facts.program} [-h] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n${facts.program}: error: ${given}\n`),
    );
    return 2;
  }
  let listener: Fd;
  try {
    listener = sys.listen({ ip: given.bind, port: given.port });
  } catch (error) {
    if (!isErrno(error)) throw error;
    const numbers: Readonly<Partial<Record<Errno['code'], number>>> = { EADDRINUSE: 98, EADDRNOTAVAIL: 99, EACCES: 13 };
    yield* sys.write(2, encodeUtf8(`OSError: [Errno ${String(numbers[error.code] ?? 1)}] ${error.message}\n`));
    return 1;
  }
  const { port } = sys.localAddress(listener);
  const greeting = encodeUtf8(`Serving HTTP on ${given.bind} port ${String(port)} (http://${given.bind}:${String(port)}/) ...\n`);
  // Python keeps what is printed until the buffer is full, unless it goes to a terminal: `docker logs` shows nothing of it.
  const atOnce = facts.unbuffered || sys.isTerminal(1);
  if (atOnce) yield* sys.write(1, greeting);
  yield* serve(sys, listener, given.directory, facts);
  if (!atOnce) yield* sys.write(1, greeting);
  yield* sys.write(1, encodeUtf8('\nKeyboard interrupt received, exiting.\n'));
  return 0;
}

function readArguments(sys: Sys, words: readonly string[]): Arguments | string {
  let port = 8000;
  let bind = '0.0.0.0';
  let directory = sys.cwd();
  for (let at = 0; at < words.length; at++) {
    const [word = '', attached] = (words[at] ?? '').split(/=(.*)/, 2);
    if (/^(-b|--bind|-d|--directory|-p|--protocol)$/.test(word)) {
      const value = attached ?? words[++at];
      if (value === undefined) return `argument ${word}: expected one argument`;
      if (word.endsWith('b') || word === '--bind') bind = value === '::' ? '0.0.0.0' : value;
      else if (word === '-d' || word === '--directory') directory = value.startsWith('/') ? value : `${sys.cwd()}/${value}`;
    } else if (/^\d+$/.test(word)) port = Number(word);
    else return word.startsWith('-') ? `unrecognized arguments: ${word}` : `argument port: invalid int value: '${word}'`;
  }
  return { port, bind, directory };
}

function* serve(sys: Sys, listener: Fd, directory: string, facts: PythonFacts): Task<void> {
  sys.onSignal('SIGINT', 'catch');
  sys.onSignal('SIGPIPE', 'ignore');
  const loop = new EventLoop(sys, function* () {
    yield* sys.tick();
    loop.stop();
  });
  loop.start(acceptAll(sys, listener, (fd, peer) => loop.start(handle(sys, fd, peer, directory, facts))));
  yield* loop.run();
}

function* handle(sys: Sys, fd: Fd, peer: SocketAddress, directory: string, facts: PythonFacts): Task<void> {
  try {
    const reader = new ByteReader(sys, fd);
    reader.deadline = sys.clock.now() + READ_TIMEOUT;
    const read = yield* readRequest(reader);
    if (read.kind !== 'request') return;
    const reply = yield* answer(sys, read.request, directory, path => readFile(sys, path));
    yield* log(sys, peer, read.request, reply);
    const head = formatReply(reply, facts.version, sys.clock.epochMsOf(sys.clock.now()));
    yield* sys.write(fd, encodeUtf8(head));
    if (read.request.method !== 'HEAD') yield* sys.write(fd, reply.body);
  } finally {
    sys.close(fd);
  }
}

/** `172.17.0.1 - - [01/Jan/2026 00:00:00] "GET / HTTP/1.1" 200 -` */
function* log(sys: Sys, peer: SocketAddress, request: HttpRequest, { status, message }: Reply): Task<void> {
  const { day, monthName, year, hour, minute, second } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  const time = `${day}/${monthName}/${year} ${hour}:${minute}:${second}`;
  const begin = `${peer.ip} - - [${time}] `;
  const error = message === undefined ? '' : `${begin}code ${String(status)}, message ${message}\n`;
  yield* sys.write(2, encodeUtf8(`${error}${begin}"${request.line}" ${String(status)} -\n`));
}
