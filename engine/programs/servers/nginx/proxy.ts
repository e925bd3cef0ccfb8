import { isErrno } from '../../../core/errno.js';
import { concatBytes } from '../../../core/streams.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { formatSocketAddress } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import { ByteReader } from '../../net/byte-reader.js';
import { BodyReader, framingOf } from '../../net/http-message.js';
import { readResponse } from '../../net/http-response.js';
import { errnoNumber } from '../errno-number.js';
import { proxyAuthority, type Location, type Upstream } from './config.js';
import type { Level } from './logs.js';
import { standardPage, type Reply } from './reply.js';
import { expandVariables, type Visit } from './variables.js';

const DEFAULT_TIMEOUT = 60_000;
/** The largest answer that is passed on. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** Headers of an upstream that the server speaks for itself. */
export const ownHeaders: readonly string[] = [
  'server',
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'content-type',
  'transfer-encoding',
  'x-accel-redirect',
  'x-accel-expires',
  'x-pad',
  'last-modified',
];

/** Names the upstream in complaints. */
export type ComplainUpstream = (level: Level, message: string, upstream: string) => Task<void>;

/** Passes a request on to an upstream and its answer back. Tries the next peer when one does not answer. */
export function* passRequest(
  visit: Visit,
  location: Location,
  upstreams: ReadonlyMap<string, Upstream>,
  body: Uint8Array,
  complain: ComplainUpstream,
): Task<Reply> {
  const target = location.scope.value('proxy_pass') ?? '';
  const authority = proxyAuthority(target) ?? '';
  const upstream = upstreams.get(authority);
  if (!upstream) return standardPage(502);
  const path = targetPath(visit, location, target.slice(`http://${authority}`.length));
  const request = concatBytes([encodeUtf8(requestHead(visit, authority, path, body)), body]);
  let last = 502;
  for (let tries = 0; tries < upstream.peers.length; tries++) {
    const peer = upstream.peers[upstream.turn++ % upstream.peers.length];
    if (!peer) continue;
    const outcome = yield* ask(visit, peer, request);
    if (outcome.kind === 'answered') {
      visit.upstream = { address: formatSocketAddress(peer), status: String(outcome.reply.status) };
      return outcome.reply;
    }
    yield* complain('error', outcome.problem, `http://${formatSocketAddress(peer)}${path}`);
    visit.upstream = { address: formatSocketAddress(peer), status: String(outcome.status) };
    last = outcome.status;
  }
  return standardPage(last);
}

/** With a path in `proxy_pass`, it takes the place of the location's own; otherwise the request's goes on unchanged. */
function targetPath(visit: Visit, location: Location, given: string): string {
  if (given === '') return visit.request.target;
  const query = visit.request.target.includes('?') ? visit.request.target.slice(visit.request.target.indexOf('?')) : '';
  const rest = location.kind === 'regex' ? '' : visit.path.slice(location.pattern.length);
  return given + rest + query;
}

function requestHead(visit: Visit, authority: string, path: string, body: Uint8Array): string {
  const set = visit.scope
    .all('proxy_set_header')
    .map(({ args: [name = '', value = ''] }) => [name, expandVariables(value.replace('$proxy_host', authority), visit)] as const);
  const replaced = new Set([
    'host',
    'connection',
    'keep-alive',
    'transfer-encoding',
    'content-length',
    'upgrade',
    ...set.map(([name]) => name.toLowerCase()),
  ]);
  const defaults = (
    [
      ['Host', authority],
      ['Connection', 'close'],
    ] as const
  ).filter(([name]) => !set.some(([other]) => other.toLowerCase() === name.toLowerCase()));
  const passed = visit.request.headers.fields.filter(([name]) => !replaced.has(name.toLowerCase()));
  const length = body.length > 0 ? [['Content-Length', String(body.length)] as const] : [];
  const fields = [...set.filter(([, value]) => value !== ''), ...defaults, ...length, ...passed];
  const version = visit.scope.value('proxy_http_version') ?? '1.0';
  return `${visit.request.method} ${path} HTTP/${version}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

type Outcome =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly status: 502 | 504; readonly problem: string };

function* ask(visit: Visit, peer: SocketAddress, request: Uint8Array): Task<Outcome> {
  const { sys } = visit;
  let fd: number;
  try {
    fd = yield* sys.connect(peer, milliseconds(visit.scope.value('proxy_connect_timeout')));
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ETIMEDOUT')
      return { kind: 'failed', status: 504, problem: 'upstream timed out (110: Connection timed out) while connecting to upstream' };
    return {
      kind: 'failed',
      status: 502,
      problem: `connect() failed (${errnoNumber(error.code)}: ${error.message}) while connecting to upstream`,
    };
  }
  try {
    yield* sys.write(fd, request);
    const reader = new ByteReader(sys, fd);
    reader.deadline = sys.clock.now() + milliseconds(visit.scope.value('proxy_read_timeout'));
    return yield* readAnswer(visit, reader);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ETIMEDOUT')
      return {
        kind: 'failed',
        status: 504,
        problem: 'upstream timed out (110: Connection timed out) while reading response header from upstream',
      };
    return {
      kind: 'failed',
      status: 502,
      problem: `recv() failed (${errnoNumber(error.code)}: ${error.message}) while reading response header from upstream`,
    };
  } finally {
    sys.close(fd);
  }
}

function* readAnswer(visit: Visit, reader: ByteReader): Task<Outcome> {
  const response = yield* readResponse(reader);
  if (response === 'empty')
    return { kind: 'failed', status: 502, problem: 'upstream prematurely closed connection while reading response header from upstream' };
  if (response === 'not-http')
    return { kind: 'failed', status: 502, problem: 'upstream sent no valid HTTP/1.0 header while reading response header from upstream' };
  const bodiless = visit.request.method === 'HEAD' || response.status === 204 || response.status === 304;
  const body = new BodyReader(reader, bodiless ? { kind: 'none' } : framingOf(response.headers, 'until-close'));
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let bytes = yield* body.next(); bytes.length > 0 && length < MAX_ANSWER_BYTES; bytes = yield* body.next()) {
    pieces.push(bytes);
    length += bytes.length;
  }
  const hidden = visit.scope.all('proxy_hide_header').map(({ args }) => (args[0] ?? '').toLowerCase());
  const fields = response.headers.fields.filter(
    ([name]) => !ownHeaders.includes(name.toLowerCase()) && !hidden.includes(name.toLowerCase()),
  );
  const lastModified = response.headers.get('Last-Modified');
  return {
    kind: 'answered',
    reply: {
      status: response.status,
      contentType: response.headers.get('Content-Type'),
      fields: [...(lastModified === undefined ? [] : [['Last-Modified', lastModified] as const]), ...fields],
      body: { kind: 'bytes', bytes: concatBytes(pieces) },
      chunked: response.headers.get('Content-Length') === undefined && !bodiless,
      proxied: true,
    },
  };
}

/** A time such as `90s`; a minute when none is given. */
export function milliseconds(text: string | undefined): number {
  const match = /^(\d+)(ms|s|m|h)?$/.exec(text ?? '');
  if (!match) return DEFAULT_TIMEOUT;
  return Number(match[1]) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? 's'] ?? 1000);
}
