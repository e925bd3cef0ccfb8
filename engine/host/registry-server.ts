import { isErrno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import type { Fd, Main, Sys } from '../process/sys.js';
import { ByteReader } from '../programs/net/byte-reader.js';
import { formatHttpDate } from '../programs/net/http-date.js';
import { EventLoop } from '../programs/servers/event-loop.js';
import { readBody, readRequest, reasonOf, sendResponse, wantsKeepAlive, type HttpRequest } from '../programs/servers/http.js';
import { decodeBase64 } from '../image/base64.js';
import type { Credentials, Registry } from '../image/registry.js';
import { answerRegistry } from '../image/registry-http.js';

const IDLE_TIMEOUT = 60_000;

/** `registry serve ADDRESS`: serves one of these registries over HTTP, for `curl localhost:5000/v2/_catalog`. */
export function registryProgram(registries: readonly Registry[]): Main {
  return function* (sys, [, , address = '']) {
    const registry = registries.find(({ domain }) => domain === address);
    const port = Number(address.split(':')[1] ?? '80');
    if (!registry) {
      yield* sys.write(2, encodeUtf8(`drydock: a registry at ${address} is not simulated\n`));
      return 1;
    }
    const loop = new EventLoop(sys, function* () {
      loop.stop();
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
    loop.start(accepting(sys, loop, sys.listen({ ip: '::', port }), registry));
    yield* loop.run();
    return 0;
  };
}

function* accepting(sys: Sys, loop: EventLoop, listener: Fd, registry: Registry): Task<void> {
  for (;;) {
    const { fd } = yield* sys.accept(listener);
    loop.start(serving(sys, fd, registry));
  }
}

function* serving(sys: Sys, fd: Fd, registry: Registry): Task<void> {
  const reader = new ByteReader(sys, fd);
  try {
    for (let goOn = true; goOn; ) {
      reader.deadline = sys.clock.now() + IDLE_TIMEOUT;
      const read = yield* readRequest(reader);
      if (read.kind !== 'request') return;
      yield* readBody(reader, read.request);
      goOn = wantsKeepAlive(read.request);
      yield* answer(sys, fd, registry, read.request);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    sys.close(fd);
  }
}

function* answer(sys: Sys, fd: Fd, registry: Registry, request: HttpRequest): Task<void> {
  const path = request.target.split('?')[0] ?? '';
  const { status, headers, lengthBytes, body } = answerRegistry(registry, {
    method: request.method,
    path,
    credentials: basicCredentials(request),
  });
  const fields = [
    ...Object.entries(headers),
    ['Date', formatHttpDate(sys.clock.epochMsOf(sys.clock.now()))],
    ['Content-Length', String(lengthBytes)],
  ] as const;
  yield* sendResponse(sys, fd, `${String(status)} ${reasonOf(status)}`, fields, encodeUtf8(''));
  for (const piece of body) yield* sys.write(fd, piece);
}

function basicCredentials({ headers }: HttpRequest): Credentials | undefined {
  const [, encoded] = /^Basic (\S+)$/i.exec(headers.get('Authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const pair = decodeUtf8(decodeBase64(encoded));
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
