import { isErrno } from '../../../core/errno.js';
import { concatBytes, readSome } from '../../../core/streams.js';
import { waitFor, type Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { limits } from '../../../image/limits.js';
import type { Connection } from '../../../net/socket.js';
import { TransportError, type Exchange, type ExchangeAnswer } from './exchange.js';

const MAX_LINE_BYTES = 8192;
const MAX_LINES = 100;
const NEWLINE = 10;

/** Sends one request over a connection and reads the answer; the connection is closed afterwards. Throws TransportError. */
export function* exchangeOver(
  connection: Connection,
  host: string,
  exchange: Exchange,
  moved: (bytes: number) => Task<void>,
): Task<ExchangeAnswer> {
  try {
    yield* sendRequest(connection, host, exchange, moved);
    return yield* readAnswer(new AnswerReader(connection, exchange.body ? undefined : moved), exchange.method);
  } catch (error) {
    if (isErrno(error)) throw new TransportError(error.code === 'ECONNRESET' ? 'read: connection reset by peer' : 'EOF');
    throw error;
  } finally {
    connection.close();
  }
}

function* sendRequest(connection: Connection, host: string, exchange: Exchange, moved: (bytes: number) => Task<void>): Task<void> {
  const { method, target, headers, body } = exchange;
  const needsLength = body !== undefined || !['GET', 'HEAD', 'DELETE'].includes(method);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}`,
    'User-Agent: docker/28.2.2 go/go1.24.3 kernel/6.1.0 os/linux arch/amd64 UpstreamClient(Docker-Client/28.2.2 \\(linux\\))',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(needsLength ? [`Content-Length: ${String(body?.sizeBytes ?? 0)}`] : []),
    'Connection: close',
  ];
  yield* writeAll(connection, encodeUtf8(`${lines.join('\r\n')}\r\n\r\n`));
  let sent = 0;
  for (const piece of body?.pieces() ?? []) {
    yield* writeAll(connection, piece);
    sent += piece.length;
    yield* moved(sent);
  }
}

function* writeAll(connection: Connection, data: Uint8Array): Task<void> {
  for (let at = 0; at < data.length; ) {
    const taken = connection.write(data.subarray(at));
    if (taken === 0) yield* waitFor([connection.writable]);
    at += taken;
  }
}

function* readAnswer(reader: AnswerReader, method: string): Task<ExchangeAnswer> {
  const [, status = '', reason = ''] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec((yield* reader.line()) ?? '') ?? [];
  if (status === '') throw new TransportError('net/http: HTTP/1.x transport connection broken: malformed HTTP response');
  const headers = new Map<string, string>();
  for (let line = yield* reader.line(); line !== undefined && line !== ''; line = yield* reader.line()) {
    const colon = line.indexOf(':');
    if (colon <= 0 || headers.size > MAX_LINES)
      throw new TransportError('net/http: HTTP/1.x transport connection broken: malformed MIME header');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const isEmpty = method === 'HEAD' || status === '204' || status === '304';
  const body = isEmpty ? new Uint8Array(0) : yield* readBody(reader, headers);
  return { status: Number(status), reason: `${status} ${reason}`, headers, body };
}

function* readBody(reader: AnswerReader, headers: ReadonlyMap<string, string>): Task<Uint8Array> {
  if (/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')) return yield* readChunks(reader);
  const length = headers.get('content-length');
  if (length === undefined) return yield* reader.rest();
  if (!/^\d{1,15}$/.test(length) || Number(length) > limits.layerBytes) throw new TransportError('drydock: the answer is too long');
  return yield* reader.exactly(Number(length));
}

function* readChunks(reader: AnswerReader): Task<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let total = 0; ; ) {
    const size = /^[0-9a-f]{1,8}/i.exec((yield* reader.line()) ?? '')?.[0];
    if (size === undefined) throw new TransportError('unexpected EOF');
    const length = parseInt(size, 16);
    total += length;
    if (total > limits.layerBytes) throw new TransportError('drydock: the answer is too long');
    pieces.push(yield* reader.exactly(length));
    yield* reader.line();
    if (length === 0) return concatBytes(pieces);
  }
}

/** Lines and bytes of an answer. */
class AnswerReader {
  readonly #connection: Connection;
  readonly #moved: ((bytes: number) => Task<void>) | undefined;
  #pending: Uint8Array = new Uint8Array(0);

  constructor(connection: Connection, moved: ((bytes: number) => Task<void>) | undefined) {
    this.#connection = connection;
    this.#moved = moved;
  }

  /** The next line without its end; undefined at the end of the stream. */
  *line(): Task<string | undefined> {
    const pieces: Uint8Array[] = [];
    for (let length = 0; length <= MAX_LINE_BYTES; ) {
      if (this.#pending.length === 0) this.#pending = yield* readSome(this.#connection);
      if (this.#pending.length === 0) return pieces.length === 0 ? undefined : decodeUtf8(concatBytes(pieces));
      const newline = this.#pending.indexOf(NEWLINE);
      const piece = this.#pending.subarray(0, newline < 0 ? undefined : newline);
      pieces.push(piece);
      length += piece.length;
      this.#pending = newline < 0 ? new Uint8Array(0) : this.#pending.subarray(newline + 1);
      if (newline >= 0) return decodeUtf8(concatBytes(pieces)).replace(/\r$/, '');
    }
    throw new TransportError('net/http: HTTP/1.x transport connection broken: line too long');
  }

  *exactly(length: number): Task<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      if (this.#pending.length === 0) this.#pending = yield* readSome(this.#connection);
      if (this.#pending.length === 0) throw new TransportError('unexpected EOF');
      const piece = this.#pending.subarray(0, length - at);
      bytes.set(piece, at);
      this.#pending = this.#pending.subarray(piece.length);
      at += piece.length;
      if (this.#moved) yield* this.#moved(at);
    }
    return bytes;
  }

  *rest(): Task<Uint8Array> {
    const pieces: Uint8Array[] = [this.#pending];
    for (let total = this.#pending.length; ; ) {
      const piece = yield* readSome(this.#connection);
      if (piece.length === 0) return concatBytes(pieces);
      total += piece.length;
      if (total > limits.layerBytes) throw new TransportError('drydock: the answer is too long');
      pieces.push(piece);
    }
  }
}
