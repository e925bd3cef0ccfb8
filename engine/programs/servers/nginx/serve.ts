import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd, Sys } from '../../../process/sys.js';
import type { ByteReader } from '../../net/byte-reader.js';
import { formatHttpDate } from '../../net/http-date.js';
import { readBody, wantsKeepAlive, type HttpRequest, type ReadRequest } from '../http.js';
import type { Scope, VirtualServer } from './config.js';
import { cleanPath, handleRequest } from './handler.js';
import { findServer } from './location.js';
import { LogFiles, type Level } from './logs.js';
import { bodyLength, NGINX_VERSION, nginxReason, standardPage, type Reply } from './reply.js';
import { describeVisit, expandVariables, type Visit } from './variables.js';
import type { WorkerOptions } from './worker.js';

/** Who is connected. */
export interface Visitor {
  readonly fd: Fd;
  readonly peer: SocketAddress;
  readonly local: SocketAddress;
  /** The address that the listening socket is bound to. */
  readonly bound: SocketAddress;
  readonly connection: number;
}

const DEFAULT_MAX_BODY = 1024 * 1024;

/** Answers one request and logs it; whether the connection goes on. */
export function* serveRequest(
  sys: Sys,
  options: WorkerOptions,
  visitor: Visitor,
  reader: ByteReader,
  request: HttpRequest,
  { number, mayKeep }: { readonly number: number; readonly mayKeep: boolean },
): Task<boolean> {
  const host = (request.headers.get('Host') ?? '').replace(/:\d*$/, '').toLowerCase();
  const server = findServer(options.config, visitor.local, visitor.bound, host);
  if (!server) return false;
  const visit = newVisit(sys, visitor, request, server, host, number);
  const path = cleanPath(request.target);
  const isWellFormed = path !== undefined && (request.version !== '1.1' || request.headers.get('Host') !== undefined);
  const complain = (level: Level, message: string, upstream?: string): Task<void> =>
    options.logs.error(sys, level, `*${String(visitor.connection)} ${message}${describeVisit(visit, upstream)}`);
  let reply: Reply;
  if (!isWellFormed) reply = standardPage(400, { close: true }, versionIsShown(visit.scope));
  else {
    visit.path = path;
    reply = yield* withBody(visit, server, options, reader, complain);
  }
  const keep = mayKeep && !reply.close && wantsKeepAlive(request);
  yield* send(sys, visitor.fd, visit, reply, keep);
  yield* logAccess(sys, options, visit);
  return keep;
}

/** Answers what was no request. */
export function* serveBadRequest(
  sys: Sys,
  options: WorkerOptions,
  visitor: Visitor,
  bad: Extract<ReadRequest, { kind: 'bad' }>,
  number: number,
): Task<void> {
  const server = findServer(options.config, visitor.local, visitor.bound, '');
  if (!server) return;
  const request: HttpRequest = { method: '', target: '', version: '1.0', line: bad.line, headers: bad.headers };
  const visit = newVisit(sys, visitor, request, server, '', number);
  yield* send(sys, visitor.fd, visit, standardPage(400, {}, versionIsShown(visit.scope)), false);
  yield* logAccess(sys, options, visit);
}

function newVisit(sys: Sys, visitor: Visitor, request: HttpRequest, server: VirtualServer, host: string, requestNumber: number): Visit {
  const { local, peer, connection } = visitor;
  const serverName = server.names[0] ?? '';
  const fresh = { path: '/', captures: [], status: 0, bodyBytes: 0, headBytes: 0, upstream: undefined };
  return {
    sys,
    request,
    local,
    peer,
    connection,
    requestNumber,
    startedAt: sys.clock.now(),
    host,
    serverName,
    scope: server.scope,
    ...fresh,
  };
}

function* withBody(
  visit: Visit,
  server: VirtualServer,
  options: WorkerOptions,
  reader: ByteReader,
  complain: (level: Level, message: string, upstream?: string) => Task<void>,
): Task<Reply> {
  const length = Number(visit.request.headers.get('Content-Length') ?? 0);
  const limit = bytesOf(visit.scope.value('client_max_body_size')) ?? DEFAULT_MAX_BODY;
  if (limit > 0 && length > limit) {
    yield* complain('error', `client intended to send too large body: ${String(length)} bytes`);
    return standardPage(413, { close: true }, versionIsShown(visit.scope));
  }
  const body = yield* readBody(reader, visit.request);
  if (!body) return standardPage(413, { close: true }, versionIsShown(visit.scope));
  const reply = yield* handleRequest(visit, {
    config: options.config,
    server,
    body,
    complain,
    status: () => stubStatus(options),
  });
  return versionIsShown(visit.scope) || reply.body.kind === 'file' || reply.proxied ? reply : withoutVersion(reply);
}

function withoutVersion(reply: Reply): Reply {
  const isStandard = reply.status >= 300 && reply.contentType === 'text/html' && reply.body.kind === 'bytes';
  return isStandard
    ? { ...standardPage(reply.status, {}, false), location: reply.location, ...(reply.fields ? { fields: reply.fields } : {}) }
    : reply;
}

function versionIsShown(scope: Scope): boolean {
  return scope.value('server_tokens') !== 'off';
}

function stubStatus({ shared }: WorkerOptions): string {
  const accepted = String(shared.connections);
  return [
    `Active connections: ${String(shared.active)} `,
    'server accepts handled requests',
    ` ${accepted} ${accepted} ${String(shared.requests)} `,
    `Reading: 0 Writing: 1 Waiting: ${String(Math.max(0, shared.active - 1))} `,
    '',
  ].join('\n');
}

function* send(sys: Sys, fd: Fd, visit: Visit, reply: Reply, keep: boolean): Task<void> {
  const isHead = visit.request.method === 'HEAD';
  const bodiless = isHead || reply.status === 304 || reply.status === 204;
  const chunked = reply.chunked === true && visit.request.version === '1.1' && !isHead;
  visit.status = reply.status;
  visit.bodyBytes = 0;
  try {
    if (reply.status === 444) return;
    if (visit.request.version !== '0.9') {
      const head = encodeUtf8(headOf(sys, visit, reply, { keep, chunked, bodiless: reply.status === 304 || reply.status === 204 }));
      visit.headBytes = head.length;
      yield* sys.write(fd, head);
    }
    if (!bodiless) yield* sendBody(sys, fd, visit, reply, chunked);
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    if (reply.body.kind === 'file') sys.close(reply.body.fd);
  }
}

function headOf(
  sys: Sys,
  visit: Visit,
  reply: Reply,
  { keep, chunked, bodiless }: { readonly keep: boolean; readonly chunked: boolean; readonly bodiless: boolean },
): string {
  const length = chunked || bodiless || reply.chunked ? undefined : String(bodyLength(reply.body));
  const fields = [
    ['Server', versionIsShown(visit.scope) ? `nginx/${NGINX_VERSION}` : 'nginx'],
    ['Date', formatHttpDate(sys.clock.epochMsOf(sys.clock.now()))],
    ['Content-Type', bodiless ? undefined : reply.contentType],
    ['Content-Length', length],
    ['Last-Modified', reply.lastModified === undefined ? undefined : formatHttpDate(reply.lastModified)],
    ['Location', reply.location],
    ['Transfer-Encoding', chunked ? 'chunked' : undefined],
    ['Connection', keep ? 'keep-alive' : 'close'],
    ...(reply.fields ?? []),
  ] as const;
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
  return `HTTP/1.1 ${String(reply.status)} ${reply.reason ?? nginxReason(reply.status)}\r\n${lines.join('')}\r\n`;
}

function* sendBody(sys: Sys, fd: Fd, visit: Visit, { body }: Reply, chunked: boolean): Task<void> {
  if (body.kind === 'bytes') {
    const size = body.bytes.length.toString(16);
    if (chunked && body.bytes.length > 0) yield* sys.write(fd, encodeUtf8(`${size}\r\n`));
    yield* sys.write(fd, body.bytes);
    if (chunked) yield* sys.write(fd, encodeUtf8(body.bytes.length > 0 ? '\r\n0\r\n\r\n' : '0\r\n\r\n'));
    visit.bodyBytes = body.bytes.length + (chunked ? size.length + 9 : 0);
    return;
  }
  sys.seek(body.fd, body.offset, 'start');
  for (let left = body.length; left > 0; ) {
    const bytes = yield* sys.read(body.fd, Math.min(65536, left));
    if (bytes.length === 0) return;
    yield* sys.write(fd, bytes);
    left -= bytes.length;
    visit.bodyBytes += bytes.length;
  }
}

function* logAccess(sys: Sys, { config, logs }: WorkerOptions, visit: Visit): Task<void> {
  const given = visit.scope.all('access_log').map(({ args }) => args);
  for (const [path = '', format = 'combined'] of given.length > 0 ? given : [[LogFiles.defaultAccess]]) {
    if (path === 'off') continue;
    const template = config.formats.get(format.includes('=') ? 'combined' : format) ?? '';
    yield* logs.access(sys, path, expandVariables(template, visit, '-'));
  }
}

function bytesOf(text: string | undefined): number | undefined {
  const match = /^(\d+)([kKmMgG]?)$/.exec(text ?? '');
  return match ? Number(match[1]) * ({ k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1) : undefined;
}
