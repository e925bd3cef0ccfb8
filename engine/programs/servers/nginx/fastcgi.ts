import { isErrno, type Errno } from '../../../core/errno.js';
import { concatBytes } from '../../../core/streams.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { formatSocketAddress } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd } from '../../../process/sys.js';
import { ByteReader } from '../../net/byte-reader.js';
import { endOfStream, formatParams, formatRecords, KEEP_CONNECTION, readRecord, recordTypes, RESPONDER } from '../../net/fastcgi.js';
import { errnoNumber } from '../errno-number.js';
import type { Location, Upstream } from './config.js';
import { MAX_ANSWER_BYTES, milliseconds, ownHeaders, type ComplainUpstream } from './proxy.js';
import { standardPage, type Reply } from './reply.js';
import { expandVariables, type Visit } from './variables.js';

const READING = 'while reading response header from upstream';
const TIMED_OUT = 'upstream timed out (110: Connection timed out)';
const HEAD_END = '\r\n\r\n';

/** An address, or the path of a unix socket. */
type Peer = SocketAddress | string;

/** Passes a request on to a FastCGI server and its answer back. Tries the next peer when one does not answer. */
export function* passToFastCgi(
  visit: Visit,
  location: Location,
  upstreams: ReadonlyMap<string, Upstream>,
  body: Uint8Array,
  complain: ComplainUpstream,
): Task<Reply> {
  const target = location.scope.value('fastcgi_pass') ?? '';
  const upstream = upstreams.get(target);
  const peers: readonly Peer[] = upstream?.peers ?? [target.slice('unix:'.length)];
  const request = requestBytes(visit, body);
  let last = 502;
  for (let tries = 0; tries < peers.length; tries++) {
    const peer = peers[(upstream ? upstream.turn++ : 0) % peers.length];
    if (peer === undefined) continue;
    const name = typeof peer === 'string' ? `unix:${peer}` : formatSocketAddress(peer);
    const shown = `fastcgi://${name}${typeof peer === 'string' ? ':' : ''}`;
    const outcome = yield* ask(visit, peer, request, message => complain('error', message, shown));
    const status = outcome.kind === 'answered' ? outcome.reply.status : outcome.status;
    visit.upstream = { address: name, status: String(status) };
    if (outcome.kind === 'answered') return outcome.reply;
    yield* complain(outcome.level, outcome.problem, shown);
    last = status;
  }
  return standardPage(last);
}

function requestBytes(visit: Visit, body: Uint8Array): Uint8Array {
  const given = visit.scope.all('fastcgi_param').flatMap(({ args: [name = '', text = '', condition] }): [string, string][] => {
    const value = expandVariables(text, visit);
    return condition === 'if_not_empty' && value === '' ? [] : [[name, value]];
  });
  const headers = visit.request.headers.fields.map(([name, value]) => [`HTTP_${name.toUpperCase().replaceAll('-', '_')}`, value] as const);
  const keep = visit.scope.isOn('fastcgi_keep_conn', false) ? KEEP_CONNECTION : 0;
  return concatBytes([
    formatRecords(recordTypes.begin, new Uint8Array([0, RESPONDER, keep, 0, 0, 0, 0, 0])),
    formatRecords(recordTypes.params, formatParams([...given, ...headers])),
    endOfStream(recordTypes.params),
    formatRecords(recordTypes.stdin, body),
    endOfStream(recordTypes.stdin),
  ]);
}

type Outcome =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly status: 502 | 504; readonly level: 'error' | 'crit'; readonly problem: string };

function failed(status: 502 | 504, problem: string, level: 'error' | 'crit' = 'error'): Outcome {
  return { kind: 'failed', status, problem, level };
}

function* ask(visit: Visit, peer: Peer, request: Uint8Array, say: (message: string) => Task<void>): Task<Outcome> {
  const { sys, scope } = visit;
  let fd: Fd;
  try {
    fd = typeof peer === 'string' ? sys.connectUnix(peer) : yield* sys.connect(peer, milliseconds(scope.value('fastcgi_connect_timeout')));
  } catch (error) {
    if (!isErrno(error)) throw error;
    return connectFailure(peer, error);
  }
  try {
    yield* sys.write(fd, request);
    const reader = new ByteReader(sys, fd);
    reader.deadline = sys.clock.now() + milliseconds(scope.value('fastcgi_read_timeout'));
    return yield* readAnswer(visit, reader, say);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ETIMEDOUT') return failed(504, `${TIMED_OUT} ${READING}`);
    return failed(502, `recv() failed (${errnoNumber(error.code)}: ${error.message}) ${READING}`);
  } finally {
    sys.close(fd);
  }
}

function connectFailure(peer: Peer, error: Errno): Outcome {
  const when = 'while connecting to upstream';
  if (error.code === 'ETIMEDOUT') return failed(504, `${TIMED_OUT} ${when}`);
  const reason = `failed (${errnoNumber(error.code)}: ${error.message}) ${when}`;
  if (typeof peer === 'string') return failed(502, `connect() to unix:${peer} ${reason}`, error.code === 'ECONNREFUSED' ? 'error' : 'crit');
  return failed(502, `connect() ${reason}`);
}

function* readAnswer(visit: Visit, reader: ByteReader, say: (message: string) => Task<void>): Task<Outcome> {
  const out: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const record = yield* readRecord(reader);
    if (!record) return failed(502, `upstream prematurely closed connection ${READING}`);
    if (record.type === recordTypes.end) break;
    length += record.content.length;
    if (length > MAX_ANSWER_BYTES) return failed(502, 'drydock: an answer of more than 64 MiB is not simulated');
    if (record.type === recordTypes.stdout) out.push(record.content);
    else if (record.type === recordTypes.stderr && record.content.length > 0)
      yield* say(`FastCGI sent in stderr: "${decodeUtf8(record.content)}" ${READING}`);
  }
  return replyOf(visit, concatBytes(out));
}

function replyOf(visit: Visit, bytes: Uint8Array): Outcome {
  const end = bytes.findIndex((_, i) => bytes[i] === 13 && bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10);
  if (end < 0) return failed(502, `upstream prematurely closed FastCGI stdout ${READING}`);
  const headers = decodeUtf8(bytes.subarray(0, end))
    .split('\r\n')
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);
  const value = (lower: string): string | undefined => headers.find(([name]) => name.toLowerCase() === lower)?.[1];
  const [, code = '', reason] = /^(\d{3})\s*(.*)$/.exec(value('status') ?? '') ?? [];
  const status = code !== '' ? Number(code) : value('location') === undefined ? 200 : 302;
  const hidden = new Set([
    ...ownHeaders,
    'status',
    ...visit.scope.all('fastcgi_hide_header').map(({ args }) => (args[0] ?? '').toLowerCase()),
  ]);
  const body = bytes.subarray(end + HEAD_END.length);
  return {
    kind: 'answered',
    reply: {
      status,
      reason: reason === '' ? undefined : reason,
      contentType: value('content-type'),
      fields: headers.filter(([name]) => name === 'Last-Modified' || !hidden.has(name.toLowerCase())),
      body: { kind: 'bytes', bytes: body },
      chunked: value('content-length') === undefined && status !== 204 && status !== 304,
      proxied: true,
    },
  };
}
