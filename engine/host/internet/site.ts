import type { Clock } from '../../core/clock.js';
import { isErrno } from '../../core/errno.js';
import { concatBytes } from '../../core/streams.js';
import { sleepUntil, waitFor, type Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { Content } from '../../fs/content.js';
import type { NetNamespace } from '../../net/namespace.js';
import type { Connection } from '../../net/socket.js';
import { formatHttpDate } from '../../programs/net/http-date.js';
import { reasonOf } from '../../programs/servers/http.js';

/** A machine of the pretend internet that answers over HTTP. */
export interface Site {
  readonly names: readonly string[];
  readonly ip: string;
  readonly answer: (request: SiteRequest) => SiteAnswer;
}

export interface SiteRequest {
  readonly method: string;
  /** As it was asked for, without the query. */
  readonly path: string;
  /** What stands after the question mark. */
  readonly query: string;
  readonly host: string;
}

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Content;
}

const IDLE_TIMEOUT = 60_000;
const MAX_HEAD_BYTES = 16_384;
/** What goes out at once, and how long the line takes for it: 20 MB a second. */
const CHUNK_BYTES = 262_144;
const BYTES_PER_MS = 20_000;

export interface SiteHost {
  readonly clock: Clock;
  readonly thread: (name: string, task: Task<void>) => void;
}

/** Opens a site's port 80 in its namespace. Each connection is served by a thread of its own. */
export function openSite(site: Site, net: NetNamespace, host: SiteHost): void {
  const listener = net.listen({ ip: '0.0.0.0', port: 80 });
  host.thread(`site ${site.ip}`, accepting());

  function* accepting(): Task<void> {
    for (;;) {
      const connection = listener.accept();
      if (connection) host.thread(`site ${site.ip}`, serving(site, connection, host.clock));
      else yield* waitFor([listener.acceptable]);
    }
  }
}

function* serving(site: Site, connection: Connection, clock: Clock): Task<void> {
  const heads = new HeadReader(connection, clock);
  try {
    for (let goOn = true; goOn; ) {
      const head = yield* heads.next();
      if (head === undefined) break;
      goOn = yield* answerRequest(site, connection, clock, head);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    connection.close();
  }
}

/** Whether the connection stays open. */
function* answerRequest(site: Site, connection: Connection, clock: Clock, head: readonly string[]): Task<boolean> {
  const [line = '', ...fields] = head;
  const [method = '', target = '', version = ''] = line.split(' ');
  const field = (name: string): string =>
    fields
      .find(text => text.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const [path = '', query = ''] = target.replace(/^https?:\/\/[^/]*/, '').split('?');
  const found = site.answer({ method, path: path === '' ? '/' : path, query, host: field('host').replace(/:\d+$/, '') });
  // Who has the file already as it is gets no second copy.
  const isKnown = found.headers['ETag'] !== undefined && found.headers['ETag'] === field('if-none-match');
  const { status, headers, body } = isKnown ? { ...found, status: 304, body: new Content() } : found;
  const keep = version === 'HTTP/1.1' && field('connection').toLowerCase() !== 'close';
  const all = {
    Date: formatHttpDate(clock.epochMsOf(clock.now())),
    ...headers,
    'Content-Length': String(body.sizeBytes),
    Connection: keep ? 'keep-alive' : 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  yield* send(connection, encodeUtf8(`HTTP/1.1 ${String(status)} ${reasonOf(status)}\r\n${lines.join('')}\r\n`));
  if (method !== 'HEAD') yield* sendBody(connection, clock, body);
  return keep;
}

function* sendBody(connection: Connection, clock: Clock, body: Content): Task<void> {
  for (let at = 0; at < body.sizeBytes; at += CHUNK_BYTES) {
    const bytes = body.read(at, CHUNK_BYTES);
    yield* send(connection, bytes);
    yield* sleepUntil(clock.now() + bytes.length / BYTES_PER_MS);
  }
}

function* send(connection: Connection, bytes: Uint8Array): Task<void> {
  for (let rest = bytes; rest.length > 0; ) {
    const taken = connection.write(rest);
    rest = rest.subarray(taken);
    if (taken === 0) yield* waitFor([connection.writable]);
  }
}

/** Reads the heads of requests, line by line; bodies are not expected. */
class HeadReader {
  readonly #connection: Connection;
  readonly #clock: Clock;
  #pending: Uint8Array = new Uint8Array(0);

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** The lines up to the empty one; undefined at the end, after a long silence, or when they are too long. */
  *next(): Task<readonly string[] | undefined> {
    const deadline = this.#clock.now() + IDLE_TIMEOUT;
    while (this.#pending.length < MAX_HEAD_BYTES) {
      const text = decodeUtf8(this.#pending);
      const end = /\r?\n\r?\n/.exec(text);
      if (end) {
        this.#pending = encodeUtf8(text.slice(end.index + end[0].length));
        return text.slice(0, end.index).split(/\r?\n/);
      }
      const bytes = this.#connection.read(MAX_HEAD_BYTES);
      if (bytes?.length === 0) return undefined;
      if (bytes) this.#pending = concatBytes([this.#pending, bytes]);
      else if ((yield* waitFor([this.#connection.readable], deadline)) === 'timeout') return undefined;
    }
    return undefined;
  }
}
