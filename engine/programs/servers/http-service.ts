import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { SocketAddress } from '../../net/socket.js';
import type { Signal } from '../../process/signals.js';
import type { Fd, Sys } from '../../process/sys.js';
import { ByteReader } from '../net/byte-reader.js';
import { EventLoop } from './event-loop.js';
import { readBody, readRequest, reasonOf, sendResponse, wantsKeepAlive, type HeaderFields, type HttpRequest } from './http.js';

/** The answer of an HTTP service. Content-Length and Connection are added. */
export interface ServiceResponse {
  readonly status: number;
  readonly fields: HeaderFields;
  readonly body: Uint8Array;
}

export interface HttpServiceOptions {
  readonly listeners: readonly Fd[];
  readonly handle: (request: HttpRequest, body: Uint8Array, peer: SocketAddress) => Task<ServiceResponse>;
  /** What to do on a signal before the service ends. */
  readonly onSignal: (signal: Signal) => Task<void>;
  readonly keepAliveMs: number;
}

/** Serves HTTP in one process until SIGTERM or SIGINT. */
export function* runHttpService(sys: Sys, { listeners, handle, onSignal, keepAliveMs }: HttpServiceOptions): Task<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, 'catch');
  sys.onSignal('SIGPIPE', 'ignore');
  const loop = new EventLoop(sys, function* (signal) {
    yield* onSignal(signal);
    loop.stop();
  });
  const serve = function* (fd: Fd, peer: SocketAddress): Task<void> {
    try {
      const reader = new ByteReader(sys, fd);
      for (;;) {
        reader.deadline = sys.clock.now() + keepAliveMs;
        const read = yield* readRequest(reader);
        if (read.kind !== 'request') return;
        const body = (yield* readBody(reader, read.request)) ?? new Uint8Array(0);
        const response = yield* handle(read.request, body, peer);
        const keep = wantsKeepAlive(read.request);
        const fields: HeaderFields = [
          ...response.fields,
          ['Content-Length', String(response.body.length)],
          ['Connection', keep ? undefined : 'close'],
        ];
        yield* sendResponse(
          sys,
          fd,
          `${String(response.status)} ${reasonOf(response.status)}`,
          fields,
          read.request.method === 'HEAD' ? new Uint8Array(0) : response.body,
        );
        if (!keep) return;
      }
    } finally {
      sys.close(fd);
    }
  };
  for (const listener of listeners) loop.start(acceptAll(sys, listener, (fd, peer) => loop.start(serve(fd, peer))));
  yield* loop.run();
}

/** Hands every connection to `start`. */
export function* acceptAll(sys: Sys, listener: Fd, start: (fd: Fd, peer: SocketAddress) => unknown): Task<void> {
  for (;;) {
    const { fd, peer } = yield* sys.accept(listener);
    start(fd, peer);
  }
}

/** Listens on all addresses; undefined when the port is taken. */
export function tryListen(sys: Sys, address: SocketAddress): Fd | undefined {
  try {
    return sys.listen(address);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
