import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { decodeBase64 } from '../../image/base64.js';
import { answerRegistry } from '../../image/registry/protocol.js';
import { jsonAnswer, nothing, type RegistryAnswer } from '../../image/registry/answers.js';
import type { RegistryRules } from '../../image/registry/call.js';
import type { Credentials } from '../../image/registry.js';
import type { SocketAddress } from '../../net/socket.js';
import type { Fd, Sys } from '../../process/sys.js';
import { ByteReader } from '../../programs/net/byte-reader.js';
import { formatHttpDate } from '../../programs/net/http-date.js';
import { BodyReader, framingOf } from '../../programs/net/http-message.js';
import { EventLoop } from '../../programs/servers/event-loop.js';
import { readRequest, reasonOf, sendResponse, wantsKeepAlive, type HttpRequest } from '../../programs/servers/http.js';

const IDLE_TIMEOUT = 60_000;
/** What Go's server says to what is no request. */
const badRequest = 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

export interface RegistryServer {
  readonly listener: Fd;
  readonly rules: RegistryRules;
  /** Called after each answer, for a log. */
  readonly onAnswer?: (request: HttpRequest, answer: RegistryAnswer, peer: SocketAddress) => Task<void>;
}

/** Serves a registry over HTTP until SIGTERM or SIGINT. */
export function* serveRegistry(sys: Sys, server: RegistryServer): Task<void> {
  const loop = new EventLoop(sys, function* () {
    loop.stop();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
  sys.onSignal('SIGPIPE', 'ignore');
  loop.start(accepting(sys, loop, server));
  yield* loop.run();
}

function* accepting(sys: Sys, loop: EventLoop, server: RegistryServer): Task<void> {
  for (;;) {
    const { fd, peer } = yield* sys.accept(server.listener);
    loop.start(serving(sys, fd, peer, server));
  }
}

function* serving(sys: Sys, fd: Fd, peer: SocketAddress, server: RegistryServer): Task<void> {
  const reader = new ByteReader(sys, fd);
  try {
    for (let goOn = true; goOn; ) {
      reader.deadline = sys.clock.now() + IDLE_TIMEOUT;
      const read = yield* readRequest(reader);
      // Clients that begin with TLS learn from this that the registry does not speak it.
      if (read.kind === 'bad') yield* sys.write(fd, encodeUtf8(badRequest));
      if (read.kind !== 'request') return;
      goOn = (yield* serveOne(sys, fd, peer, reader, read.request, server)) && wantsKeepAlive(read.request);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    sys.close(fd);
  }
}

/** Answers one request; false when the connection cannot go on after it. */
function* serveOne(
  sys: Sys,
  fd: Fd,
  peer: SocketAddress,
  reader: ByteReader,
  request: HttpRequest,
  { rules, onAnswer }: RegistryServer,
): Task<boolean> {
  const body = new BodyReader(reader, framingOf(request.headers, 'none'));
  if (/^100-continue$/i.test(request.headers.get('Expect') ?? '')) yield* sys.write(fd, encodeUtf8('HTTP/1.1 100 Continue\r\n\r\n'));
  const next = function* (): Task<Uint8Array> {
    reader.deadline = sys.clock.now() + IDLE_TIMEOUT;
    const piece = yield* body.next();
    // A client that goes away in the middle has not sent what it announced.
    if (piece.length === 0 && body.missing > 0) throw new HalfRequest();
    return piece;
  };
  const answer = yield* answerOrFail(rules, request, next);
  if (!answer) return false;
  const fields = [
    ...Object.entries(answer.headers),
    ['Date', formatHttpDate(sys.clock.epochMsOf(sys.clock.now()))],
    ['Content-Length', String(answer.lengthBytes)],
  ] as const;
  yield* sendResponse(sys, fd, `${String(answer.status)} ${reasonOf(answer.status)}`, fields, new Uint8Array(0));
  yield* answer.send(piece => sys.write(fd, piece));
  if (onAnswer) yield* onAnswer(request, answer, peer);
  while ((yield* body.next()).length > 0);
  return body.isComplete || framingOf(request.headers, 'none').kind === 'none';
}

/** Undefined when the client went away. What the system refuses (a full disk) is the registry's own failure. */
function* answerOrFail(rules: RegistryRules, request: HttpRequest, body: () => Task<Uint8Array>): Task<RegistryAnswer | undefined> {
  try {
    const headers = new Map(request.headers.fields.map(([name, value]) => [name.toLowerCase(), value] as const));
    const { method, target } = request;
    return yield* answerRegistry(rules, { method, target, headers, body, credentials: basicCredentials(request) });
  } catch (error) {
    if (error instanceof HalfRequest) return undefined;
    if (!isErrno(error)) throw error;
    const answer = jsonAnswer(500, { errors: [{ code: 'UNKNOWN', message: 'unknown error', detail: { Err: error.message } }] });
    return request.method === 'HEAD' ? { ...answer, send: nothing } : answer;
  }
}

/** The client went away before it had sent all. */
class HalfRequest extends Error {
  override readonly name = 'HalfRequest';
}

function basicCredentials({ headers }: HttpRequest): Credentials | undefined {
  const [, encoded] = /^Basic (\S+)$/i.exec(headers.get('Authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const pair = decodeUtf8(decodeBase64(encoded));
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
