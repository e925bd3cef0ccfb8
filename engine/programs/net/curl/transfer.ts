import type { Instant } from '../../../core/clock.js';
import { Errno, isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { ByteReader } from '../byte-reader.js';
import { BodyReader, framingOf, type BodyFraming } from '../http-message.js';
import { readResponse, type HttpResponse } from '../http-response.js';
import type { Url } from '../url.js';
import { openConnection } from './connection.js';
import type { CookieJar } from './cookies.js';
import { CurlFailure } from './failure.js';
import type { CurlLog } from './log.js';
import type { CurlOptions } from './options.js';
import { isTooSlow, paceOf, parseAmount } from './pace.js';
import type { ProgressMeter } from './progress.js';
import { formatRequest, type RequestPlan } from './request.js';
import { formatRoute, pinnedAddresses, routeOf } from './route.js';
import type { Sink } from './sink.js';

import type { CurlVersion } from './versions.js';

/** A connection that may serve the next request to the same place. */
export interface KeptConnection {
  readonly fd: Fd;
  readonly reader: ByteReader;
  readonly host: string;
  /** Where it leads. */
  readonly route: string;
  readonly proxy: Url | undefined;
  readonly number: number;
}

/** Everything that transfers of one run share. */
export interface Session {
  readonly sys: Sys;
  readonly options: CurlOptions;
  readonly version: CurlVersion;
  readonly log: CurlLog;
  readonly cookies: CookieJar | undefined;
  kept: KeptConnection | undefined;
  connections: number;
}

/** What is known of a transfer, filled in as it goes. */
export interface Facts {
  url: Url;
  startedAt: Instant;
  resolvedAt: Instant;
  connectedAt: Instant;
  firstByteAt: Instant;
  response: HttpResponse | undefined;
  fd: Fd | undefined;
  local: { readonly ip: string; readonly port: number } | undefined;
  remote: { readonly ip: string; readonly port: number } | undefined;
  headerBytes: number;
  requestBytes: number;
  bodyBytes: number;
  redirects: number;
  connects: number;
  /** Since when, and from how many bytes on, a transfer has been too slow. */
  slowSince: { readonly at: Instant; readonly bytes: number } | undefined;
}

export interface Exchange {
  readonly session: Session;
  readonly facts: Facts;
  readonly plan: RequestPlan;
  readonly sink: Sink;
  readonly meter: ProgressMeter | undefined;
  readonly deadline: Instant;
  readonly connectTimeout: number;
  /** Writes the head of each response, where -i, -I and -D want it. */
  readonly onHead: (response: HttpResponse) => Task<void>;
  /** Follows a redirect next: the body is thrown away. */
  readonly dropsBody: (response: HttpResponse) => boolean;
}

/** Sends one request and takes its answer in. */
export function* exchange(x: Exchange): Task<HttpResponse> {
  const { session, facts } = x;
  const connection = yield* connect(x);
  session.kept = undefined;
  let keep = false;
  try {
    const response = yield* converse(x, connection);
    keep = isPersistent(response, session.options);
    return response;
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw yield* receiveFailure(x, error);
  } finally {
    if (keep) session.kept = connection;
    else session.sys.close(connection.fd);
    facts.fd = undefined;
    if (keep) yield* session.log.note(`Connection #${String(connection.number)} to host ${connection.host} left intact`);
    else yield* session.log.closing(connection.number);
  }
}

function* connect(x: Exchange): Task<KeptConnection> {
  const { session, facts } = x;
  const { sys, log, version } = session;
  const { host, scheme } = facts.url;
  const { kept, options } = session;
  const way = routeOf(sys, facts.url, options);
  const route = formatRoute(way);
  const proxy = way.kind === 'tcp' ? way.proxy : undefined;
  if (kept?.route === route && kept.proxy === proxy) {
    yield* log.note(`Re-using existing connection #${String(kept.number)} with host ${host}`);
    return kept;
  }
  if (kept) sys.close(kept.fd);
  session.kept = undefined;
  const number = session.connections++;
  const opened = yield* openConnection(sys, facts.url, way, {
    version,
    log,
    number,
    family: options.flags.has('ipv6') ? 6 : options.flags.has('ipv4') ? 4 : undefined,
    pinned: way.kind === 'tcp' ? pinnedAddresses(way.host, way.port, options.resolve) : undefined,
    deadline: sys.clock.now() + x.connectTimeout,
    transferDeadline: x.deadline,
  });
  facts.connects++;
  facts.resolvedAt = opened.resolvedAt;
  facts.connectedAt = opened.connectedAt;
  if (way.kind === 'tcp') {
    facts.local = sys.localAddress(opened.fd);
    facts.remote = sys.peerAddress(opened.fd);
  }
  if (scheme === 'https') {
    sys.close(opened.fd);
    throw new CurlFailure(35, 'drydock: TLS (https) is not simulated');
  }
  return { fd: opened.fd, reader: new ByteReader(sys, opened.fd, fd => waitReadable(x, fd)), host, route, proxy, number };
}

function* converse(x: Exchange, { fd, reader, proxy }: KeptConnection): Task<HttpResponse> {
  const { session, facts, plan } = x;
  const { sys, log, options } = session;
  const cookies = cookieHeader(session, facts.url);
  const resumeFrom = x.sink.resumeFrom;
  const head = formatRequest(facts.url, plan, { options, version: session.version.number, cookies, proxy, resumeFrom });
  yield* sys.write(fd, encodeUtf8(head));
  yield* log.sent(head);
  facts.requestBytes += head.length;
  if (plan.body && plan.body.length > 0) {
    yield* log.data('}', plan.body.length);
    yield* sys.write(fd, plan.body);
    if (x.meter) x.meter.uploaded += plan.body.length;
  }
  const response = yield* finalResponse(x, reader);
  const expected = Number(response.headers.get('Content-Length') ?? NaN);
  if (x.meter) x.meter.expected = Number.isNaN(expected) ? undefined : expected;
  if (response.status >= 400 && options.flags.has('fail')) {
    yield* log.note(session.version.httpError(response.status, response.reason));
    throw new CurlFailure(22, session.version.httpError(response.status, response.reason));
  }
  checkHead(x, response);
  yield* receiveBody(x, reader, response);
  if (response.status >= 400 && options.flags.has('fail-with-body')) {
    throw new CurlFailure(22, session.version.httpError(response.status, response.reason));
  }
  return response;
}

/** Gives up on a body that is too big, or that does not go on where it was to be resumed. */
function checkHead({ session, sink, dropsBody }: Exchange, response: HttpResponse): void {
  if (dropsBody(response)) return;
  const limit = parseAmount(session.options.values['max-filesize'] ?? '0');
  if (limit > 0 && Number(response.headers.get('Content-Length') ?? 0) > limit) throw new CurlFailure(63, 'Maximum file size exceeded');
  if (sink.resumeFrom > 0 && response.status === 200)
    throw new CurlFailure(33, "HTTP server doesn't seem to support byte ranges. Cannot resume.");
}

function* finalResponse(x: Exchange, reader: ByteReader): Task<HttpResponse> {
  const { session, facts } = x;
  for (;;) {
    const response = yield* readResponse(reader);
    facts.firstByteAt = session.sys.clock.now();
    if (response === 'empty') {
      yield* session.log.note('Empty reply from server');
      throw new CurlFailure(52, 'Empty reply from server');
    }
    if (response === 'not-http' && session.options.flags.has('http0.9'))
      throw new CurlFailure(1, 'drydock: responses of HTTP/0.9 are not simulated');
    if (response === 'not-http') {
      yield* session.log.note('Received HTTP/0.9 when not allowed');
      throw new CurlFailure(1, 'Received HTTP/0.9 when not allowed');
    }
    facts.response = response;
    facts.headerBytes += response.lines.reduce((sum, line) => sum + line.length + 2, 2);
    yield* session.log.received(response.lines);
    storeCookies(session, facts.url, response);
    yield* x.onHead(response);
    if (response.status >= 200 || response.status === 101) return response;
  }
}

function* receiveBody(x: Exchange, reader: ByteReader, response: HttpResponse): Task<void> {
  const { session, facts, meter } = x;
  const body = new BodyReader(reader, framing(x, response));
  // What is behind the end of a file that is there already is told with a page, which is nobody's.
  const drop = x.dropsBody(response) || (response.status === 416 && x.sink.resumeFrom > 0);
  if (drop) yield* session.log.note('Ignoring the response-body');
  for (;;) {
    const bytes = yield* body.next();
    if (bytes.length === 0) break;
    if (drop) continue;
    facts.bodyBytes += bytes.length;
    if (meter) meter.received += bytes.length;
    if (!session.sys.isTerminal(1) || x.sink.path !== undefined) yield* session.log.data('{', bytes.length);
    yield* x.sink.write(bytes);
    yield* session.sys.tick();
    yield* paceOf(session, facts);
  }
  if (body.isComplete) return;
  const message =
    body.missing > 0
      ? `transfer closed with ${String(body.missing)} bytes remaining to read`
      : 'transfer closed with outstanding read data remaining';
  yield* session.log.note(message);
  throw new CurlFailure(18, message);
}

function framing(x: Exchange, response: HttpResponse): BodyFraming {
  if (x.plan.method === 'HEAD' || x.session.options.flags.has('head') || response.status === 204 || response.status === 304)
    return { kind: 'none' };
  const framing = framingOf(response.headers, 'until-close');
  return framing.kind === 'length' && x.session.options.flags.has('ignore-content-length') ? { kind: 'until-close' } : framing;
}

/** Waits for bytes with the meter going on; ETIMEDOUT at the deadline of -m. */
function* waitReadable(x: Exchange, fd: Fd): Task<void> {
  const { sys } = x.session;
  for (;;) {
    const now = sys.clock.now();
    if (now >= x.deadline) throw new Errno('ETIMEDOUT');
    if (isTooSlow(x.session, x.facts)) throw new Errno('ETIMEDOUT');
    const untilTick =
      x.meter || x.session.options.values['speed-time'] !== undefined ? 1000 - ((now - x.facts.startedAt) % 1000) : Infinity;
    const result = yield* sys.poll([{ fd, read: true }], Math.min(untilTick, x.deadline - now));
    if (result.kind === 'ready') return;
    yield* x.meter?.tick() ?? nothing();
  }
}

function* nothing(): Task<void> {
  // No meter is shown.
}

function* receiveFailure({ session, facts, deadline }: Exchange, error: Errno): Task<CurlFailure> {
  if (error.code === 'EPIPE') throw error;
  const elapsed = Math.floor(session.sys.clock.now() - facts.startedAt);
  const total = facts.response?.headers.get('Content-Length');
  const got =
    total === undefined ? `${String(facts.bodyBytes)} bytes received` : `${String(facts.bodyBytes)} out of ${total} bytes received`;
  const isTimeout = error.code === 'ETIMEDOUT';
  if (isTimeout && facts.slowSince && session.sys.clock.now() < deadline) return yield* tooSlow(session);
  const late = isTimeout && session.sys.clock.now() >= deadline;
  const message = late ? `Operation timed out after ${String(elapsed)} milliseconds with ${got}` : `Recv failure: ${error.message}`;
  yield* session.log.note(message);
  return new CurlFailure(late ? 28 : 56, message);
}

function* tooSlow({ options: { values }, log }: Session): Task<CurlFailure> {
  const message = `Operation too slow. Less than ${values['speed-limit'] ?? '1'} bytes/sec transferred the last ${values['speed-time'] ?? '30'} seconds`;
  yield* log.note(message);
  return new CurlFailure(28, message);
}

function cookieHeader({ cookies, options, sys }: Session, url: Url): string | undefined {
  const given = options.values.cookie?.includes('=') ? options.values.cookie : undefined;
  const stored = cookies?.headerFor(url, sys.clock.epochMsOf(sys.clock.now()) / 1000);
  return given !== undefined && stored !== undefined ? `${stored}; ${given}` : (given ?? stored);
}

function storeCookies({ cookies, sys }: Session, url: Url, response: HttpResponse): void {
  for (const [name, value] of response.headers.fields) {
    if (name.toLowerCase() === 'set-cookie') cookies?.store(url, value, sys.clock.epochMsOf(sys.clock.now()) / 1000);
  }
}

function isPersistent(response: HttpResponse, options: CurlOptions): boolean {
  if (options.flags.has('http1.0') || response.version === '1.0') return response.headers.lists('Connection', 'keep-alive');
  const endless =
    framingOf(response.headers, 'until-close').kind === 'until-close' &&
    response.status !== 304 &&
    response.status !== 204 &&
    !options.flags.has('head');
  return !response.headers.lists('Connection', 'close') && !endless;
}
