import { isErrno } from '../../../core/errno.js';
import { concatBytes } from '../../../core/streams.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { unmapIpv4 } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { ByteReader } from '../../net/byte-reader.js';
import { formatHttpDate, stampOf } from '../../net/http-date.js';
import { EventLoop, type Job } from '../event-loop.js';
import { readBody, readRequest, wantsKeepAlive, type HttpRequest, type ReadRequest } from '../http.js';
import type { HttpdConfig } from './config.js';
import { answerRequest, failure, type Answer } from './handler.js';
import { apacheReason } from './pages.js';

const KEEPALIVE_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 60_000;
const MAX_KEEPALIVE_REQUESTS = 100;

export interface HttpdFiles {
  readonly errorLog: Fd;
  readonly accessLogs: readonly { readonly fd: Fd; readonly format: string }[];
}

/** A child process that serves connections. */
export class HttpdWorker {
  readonly #sys: Sys;
  readonly #config: HttpdConfig;
  readonly #files: HttpdFiles;
  readonly #listeners: readonly Fd[];
  readonly #loop: EventLoop;
  readonly #acceptors: Job[] = [];
  readonly #idle = new Map<Fd, Job>();
  readonly #jobs = new Map<Fd, Job>();
  #quitting = false;

  constructor(sys: Sys, config: HttpdConfig, files: HttpdFiles, listeners: readonly Fd[]) {
    this.#sys = sys;
    this.#config = config;
    this.#files = files;
    this.#listeners = listeners;
    this.#loop = new EventLoop(sys, signal => this.#onSignal(signal));
  }

  *run(): Task<number> {
    for (const signal of ['SIGTERM', 'SIGUSR1', 'SIGWINCH'] as const) this.#sys.onSignal(signal, 'catch');
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGPIPE'] as const) this.#sys.onSignal(signal, 'ignore');
    this.#sys.onSignal('SIGCHLD', 'default');
    for (const fd of this.#listeners) this.#acceptors.push(this.#loop.start(this.#accept(fd)));
    yield* this.#loop.run();
    return 0;
  }

  *#onSignal(signal: string): Task<void> {
    yield* this.#sys.tick();
    if (signal === 'SIGTERM') {
      this.#loop.stop();
      return;
    }
    this.#quitting = true;
    for (const job of this.#acceptors) this.#loop.drop(job);
    for (const job of [...this.#idle.values()]) this.#loop.drop(job);
  }

  *#accept(listener: Fd): Task<void> {
    for (;;) {
      const { fd, peer } = yield* this.#sys.accept(listener);
      this.#jobs.set(fd, this.#loop.start(this.#serve(fd, peer)));
    }
  }

  *#serve(fd: Fd, peer: SocketAddress): Task<void> {
    try {
      const reader = new ByteReader(this.#sys, fd);
      for (let count = 1; count <= MAX_KEEPALIVE_REQUESTS; count++) {
        reader.deadline = this.#sys.clock.now() + (count === 1 ? REQUEST_TIMEOUT : KEEPALIVE_TIMEOUT);
        const read = yield* this.#await(fd, reader);
        if (read.kind === 'closed' || !(yield* this.#answer(fd, peer, reader, read))) return;
      }
    } finally {
      this.#sys.close(fd);
      this.#jobs.delete(fd);
      this.#idle.delete(fd);
    }
  }

  *#await(fd: Fd, reader: ByteReader): Task<ReadRequest> {
    const job = this.#jobs.get(fd);
    if (job) this.#idle.set(fd, job);
    try {
      return yield* readRequest(reader);
    } catch (error) {
      if (isErrno(error)) return { kind: 'closed' };
      throw error;
    } finally {
      this.#idle.delete(fd);
    }
  }

  *#answer(fd: Fd, peer: SocketAddress, reader: ByteReader, read: Exclude<ReadRequest, { kind: 'closed' }>): Task<boolean> {
    const sys = this.#sys;
    reader.deadline = sys.clock.now() + REQUEST_TIMEOUT;
    const request: HttpRequest =
      read.kind === 'request' ? read.request : { method: '', target: '', version: '1.0', line: read.line, headers: read.headers };
    const at = sys.clock.epochMsOf(sys.clock.now());
    const body = (read.kind === 'request' ? yield* readBody(reader, request) : undefined) ?? new Uint8Array(0);
    const answer =
      read.kind === 'bad'
        ? failure(400, '', { close: true })
        : yield* answerRequest(sys, this.#config, request, {
            local: sys.localAddress(fd),
            peer,
            body,
            log: line => this.#complain(peer, line.trimEnd(), 'php:notice'),
          });
    if (answer.complaint !== undefined) yield* this.#complain(peer, answer.complaint);
    const keep = !answer.close && !this.#quitting && wantsKeepAlive(request);
    const total = yield* this.#send(fd, request, answer, keep);
    yield* this.#logAccess(peer, request, { ...answer, total }, at);
    return keep;
  }

  /** How many bytes went out. */
  *#send(fd: Fd, request: HttpRequest, answer: Answer, keep: boolean): Task<number> {
    const date = formatHttpDate(this.#sys.clock.epochMsOf(this.#sys.clock.now()));
    const says = answer.fields.some(([name, value]) => name === 'Connection' && value !== undefined);
    const asked = request.headers.lists('Connection', 'keep-alive');
    const connection = says || (keep && !asked) ? undefined : keep ? 'Keep-Alive' : 'close';
    const content = answer.fields.findIndex(([name]) => name === 'Content-Type');
    const at = content < 0 ? answer.fields.length : content;
    const more = [
      ['Keep-Alive', keep && asked ? 'timeout=5, max=100' : undefined],
      ['Connection', connection],
    ] as const;
    const fields = [
      ['Date', date],
      ['Server', this.#config.build.server],
      ...answer.fields.slice(0, at),
      ...more,
      ...answer.fields.slice(at),
    ] as const;
    const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
    const head = encodeUtf8(`HTTP/1.1 ${String(answer.status)} ${apacheReason(answer.status)}\r\n${lines.join('')}\r\n`);
    const body = request.method === 'HEAD' ? new Uint8Array(0) : answer.body;
    const all = request.version === '0.9' ? body : concatBytes([head, body]);
    yield* this.#sys.write(fd, all);
    return all.length;
  }

  *#complain(peer: SocketAddress, message: string, level = 'core:error'): Task<void> {
    const line = errorLine(this.#sys, level, `[client ${unmapIpv4(peer.ip)}:${String(peer.port)}] ${message}`);
    yield* this.#sys.write(this.#files.errorLog, encodeUtf8(line));
  }

  *#logAccess(peer: SocketAddress, request: HttpRequest, answer: Answer & { readonly total: number }, at: number): Task<void> {
    const sent = request.method === 'HEAD' ? 0 : answer.body.length;
    for (const { fd, format } of this.#files.accessLogs) {
      yield* this.#sys.write(
        fd,
        encodeUtf8(`${formatAccess(format, { peer, request, status: answer.status, sent, total: answer.total, at, sys: this.#sys })}\n`),
      );
    }
  }
}

interface Entry {
  readonly peer: SocketAddress;
  readonly request: HttpRequest;
  readonly status: number;
  readonly sent: number;
  /** With the head. */
  readonly total: number;
  readonly at: number;
  readonly sys: Sys;
}

/** Fills in a LogFormat. */
function formatAccess(format: string, entry: Entry): string {
  return format.replace(/%(?:[<>])?(?:\{([^}]*)\})?([a-zA-Z%])/g, (whole, argument: string | undefined, letter: string) => {
    if (letter === 'i') return entry.request.headers.get(argument ?? '') ?? '-';
    return accessFields[letter]?.(entry) ?? whole;
  });
}

const accessFields: Readonly<Record<string, (entry: Entry) => string>> = {
  '%': () => '%',
  a: ({ peer }) => unmapIpv4(peer.ip),
  b: ({ sent }) => (sent === 0 ? '-' : String(sent)),
  B: ({ sent }) => String(sent),
  D: ({ at, sys }) => String(Math.floor((sys.clock.epochMsOf(sys.clock.now()) - at) * 1000)),
  h: ({ peer }) => unmapIpv4(peer.ip),
  H: ({ request }) => `HTTP/${request.version}`,
  l: () => '-',
  m: ({ request }) => request.method,
  O: ({ total }) => String(total),
  p: () => '80',
  P: ({ sys }) => String(sys.pid),
  q: ({ request }) => (request.target.includes('?') ? request.target.slice(request.target.indexOf('?')) : ''),
  r: ({ request }) => request.line,
  s: ({ status }) => String(status),
  t: ({ at }) => {
    const { day, monthName, year, time } = stampOf(at);
    return `[${day}/${monthName}/${year}:${time} +0000]`;
  },
  u: () => '-',
  U: ({ request }) => request.target.replace(/\?.*$/, ''),
  v: ({ sys }) => sys.hostname(),
  V: ({ sys }) => sys.hostname(),
};

/** `[Sun Nov 22 19:59:09.682346 2026] [core:notice] [pid 1:tid 1] …` */
export function errorLine(sys: Sys, level: string, message: string): string {
  const { dayName, monthName, day, time, microsecond, year } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  return `[${dayName} ${monthName} ${day} ${time}.${microsecond} ${year}] [${level}] [pid ${String(sys.pid)}:tid ${String(sys.pid)}] ${message}\n`;
}
