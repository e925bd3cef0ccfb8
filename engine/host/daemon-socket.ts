import type { Api, ApiRequest, ApiResponse, Hijacked } from '../api/message.js';
import { expectationOf } from '../api/expectation.js';
import type { Channel } from '../core/channel.js';
import type { Clock } from '../core/clock.js';
import type { Duplex } from '../core/duplex.js';
import { isErrno } from '../core/errno.js';
import { parseGoJson } from '../core/go-json.js';
import { waitFor, type Task } from '../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { WaitQueue } from '../core/wait-queue.js';
import { formatHttpDate } from '../programs/net/http-date.js';
import { reasonOf } from '../programs/servers/http.js';
import { createDuplexPair, type PairEnd } from '../process/pipe.js';
import { readRequest, type SocketRequest } from './daemon-socket-request.js';
import { answerOf, encodeFrame, objectEncoder, refusal, type ApiAnswer } from './outside/api-answer.js';

/** What a thread of the daemon needs to serve one client of its socket. */
export interface SocketClient {
  readonly api: Api;
  readonly client: PairEnd;
  /** Starts a second thread. */
  readonly thread: (name: string, task: Task<void>) => void;
  readonly clock: Clock;
}

const TYPED_BYTES = 16_384;

/** Speaks HTTP with a program of the host or of a container that has connected to the daemon's socket. */
export function* serveSocketClient(context: SocketClient): Task<void> {
  const { client } = context;
  const gone = new WaitQueue();
  try {
    for (;;) {
      const request = yield* readRequest(client);
      if (!request || !(yield* answer(context, request, gone)) || request.isLast) break;
    }
  } catch (error) {
    // The client has gone away.
    if (!isErrno(error)) throw error;
  } finally {
    gone.notify();
    client.close();
  }
}

/** Whether the connection goes on. */
function* answer(context: SocketClient, socketRequest: SocketRequest, gone: WaitQueue): Task<boolean> {
  const { api } = context;
  const prepared = prepare(socketRequest);
  if ('refused' in prepared) return yield* send(context, socketRequest, prepared.refused);
  const { request } = prepared;
  const response = yield* (api.forClient?.(gone) ?? api).request(request);
  const head = answerOf(request, response);
  if (response.body.kind === 'hijack') return yield* upgrade(context, socketRequest, head, response.body.stream);
  return yield* send(context, socketRequest, head, pieces(request, response));
}

/** The request with its body as the operation wants it, or why it is refused. */
function prepare({ request, body }: SocketRequest): { readonly request: ApiRequest } | { readonly refused: ApiAnswer } {
  const { body: wanted } = expectationOf(request);
  if (wanted === 'bytes') {
    const [mine, theirs] = createDuplexPair(Math.max(1, body.length));
    mine.write(body);
    mine.end();
    return { request: { ...request, bytes: theirs } };
  }
  if (wanted === 'nothing' || body.length === 0) return { request };
  const parsed = parseGoJson(decodeUtf8(body));
  return 'value' in parsed ? { request: { ...request, json: parsed.value } } : { refused: refusal(request, 400, parsed.problem) };
}

/** What follows the head piece by piece. */
interface Pieces {
  readonly channel: Channel<unknown>;
  readonly take: () => Uint8Array | undefined;
}

function pieces(request: ApiRequest, { body }: ApiResponse): Pieces | undefined {
  if (body.kind === 'objects') return encoded(body.channel, objectEncoder(request));
  if (body.kind === 'frames') return encoded(body.channel, frame => encodeFrame(frame, body.tty));
  return body.kind === 'bytes' ? encoded(body.channel, data => data) : undefined;
}

function encoded<T>(channel: Channel<T>, encode: (value: T) => Uint8Array): Pieces {
  const take = (): Uint8Array | undefined => {
    const value = channel.take();
    return value === undefined ? undefined : encode(value);
  };
  return { channel, take };
}

function* send(context: SocketClient, { request, isLast }: SocketRequest, head: ApiAnswer, body?: Pieces): Task<boolean> {
  const { client } = context;
  const { content } = head;
  const whole = content.kind === 'whole' || content.kind === 'farewell' ? content.data : new Uint8Array(0);
  const isEmpty = head.status === 204 || head.status === 304;
  const length = body ? [['Transfer-Encoding', 'chunked']] : isEmpty ? [] : [['Content-Length', String(whole.length)]];
  const connection = isLast ? [['Connection', 'close']] : [];
  yield* writeAll(client, headText(context, head, [...connection, ...length]));
  if (request.method === 'HEAD') return true;
  yield* writeAll(client, whole);
  if (!body) return content.kind !== 'farewell';
  return yield* pump(
    client,
    body,
    data => [encodeUtf8(`${data.length.toString(16)}\r\n`), data, encodeUtf8('\r\n')],
    encodeUtf8('0\r\n\r\n'),
  );
}

function headText({ clock }: SocketClient, { status, headers }: ApiAnswer, last: readonly (readonly string[])[]): Uint8Array {
  const rows = [
    ...Object.entries({ ...headers, Date: formatHttpDate(clock.epochMs + clock.now()) }).sort(([a], [b]) => (a < b ? -1 : 1)),
    ...last,
  ];
  return encodeUtf8(
    `HTTP/1.1 ${String(status)} ${reasonOf(status)}\r\n${rows.map(([name = '', value = '']) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
}

/** Carries what comes out of a channel to the client; one that has gone away cancels it. */
function* pump(
  client: PairEnd,
  { channel, take }: Pieces,
  wrap: (data: Uint8Array) => readonly Uint8Array[],
  end: Uint8Array,
): Task<boolean> {
  try {
    for (;;) {
      const data = take();
      if (data) for (const part of wrap(data)) yield* writeAll(client, part);
      else if (channel.isFinished) break;
      else if (client.isUnread) {
        channel.cancel();
        return false;
      } else yield* waitFor([channel.changed, client.writable]);
    }
    yield* writeAll(client, end);
    return true;
  } catch (error) {
    channel.cancel();
    throw error;
  }
}

/** The connection becomes a stream in both directions (attach, exec). */
function* upgrade(context: SocketClient, { upgrades }: SocketRequest, head: ApiAnswer, stream: Hijacked): Task<boolean> {
  const { client, thread } = context;
  const type = head.headers['Content-Type'] ?? '';
  const lines = upgrades
    ? ['HTTP/1.1 101 UPGRADED', `Content-Type: ${type}`, 'Connection: Upgrade', 'Upgrade: tcp']
    : ['HTTP/1.1 200 OK', `Content-Type: ${type}`];
  yield* writeAll(client, encodeUtf8(`${lines.join('\r\n')}\r\n\r\n`));
  thread('client input', untilClosed(typed(client, stream)));
  yield* pump(
    client,
    encoded(stream.output, frame => encodeFrame(frame, stream.tty)),
    data => [data],
    new Uint8Array(0),
  );
  return false;
}

/** The output may end first, and the connection with it. */
function* untilClosed(task: Task<void>): Task<void> {
  try {
    yield* task;
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

function* typed(client: PairEnd, stream: Hijacked): Task<void> {
  for (;;) {
    const data = client.read(TYPED_BYTES);
    if (data === null) {
      yield* waitFor([client.readable]);
      continue;
    }
    if (data.length === 0) {
      stream.endInput();
      return;
    }
    for (let at = 0; at < data.length; ) {
      const taken = stream.writeInput(data.subarray(at));
      if (taken === 0) yield* waitFor([stream.inputWritable, client.writable]);
      if (taken === 0 && client.isUnread) return;
      at += taken;
    }
  }
}

function* writeAll(client: Duplex, data: Uint8Array): Task<void> {
  for (let at = 0; at < data.length; ) {
    const taken = client.write(data.subarray(at));
    if (taken === 0) yield* waitFor([client.writable]);
    at += taken;
  }
}
