import type { Task } from '../../core/task.js';
import { concatBytes } from '../../core/streams.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Fd, Sys } from '../../process/sys.js';
import type { ByteReader } from '../net/byte-reader.js';
import { BodyReader, framingOf, HttpHeaders, MAX_HEADER_LINE_BYTES, readHeaders } from '../net/http-message.js';

/** The largest request body that a server here takes in. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface HttpRequest {
  readonly method: string;
  /** As it was sent: path and query. */
  readonly target: string;
  readonly version: '0.9' | '1.0' | '1.1';
  /** The request line as it was sent. */
  readonly line: string;
  readonly headers: HttpHeaders;
}

/** What came instead of a request; `line` as far as it came. */
export type ReadRequest =
  | { readonly kind: 'request'; readonly request: HttpRequest }
  | { readonly kind: 'closed' }
  | { readonly kind: 'bad'; readonly line: string; readonly headers: HttpHeaders };

/** Reads the head of a request. */
export function* readRequest(reader: ByteReader): Task<ReadRequest> {
  let line = (yield* reader.line(MAX_HEADER_LINE_BYTES))?.replace(/\r$/, '');
  if (line === '') line = (yield* reader.line(MAX_HEADER_LINE_BYTES))?.replace(/\r$/, '');
  if (line === undefined) return { kind: 'closed' };
  const match = /^([A-Z_-]+) (\S+)(?: HTTP\/(1\.[01]))?$/.exec(line);
  const [, method = '', target = '', version] = match ?? [];
  if (!match || !/^(\/|\*$|https?:\/\/)/.test(target)) return { kind: 'bad', line, headers: new HttpHeaders([]) };
  if (version !== '1.0' && version !== '1.1')
    return { kind: 'request', request: { method, target, version: '0.9', line, headers: new HttpHeaders([]) } };
  const headers = yield* readHeaders(reader);
  if (!headers) return { kind: 'bad', line, headers: new HttpHeaders([]) };
  return { kind: 'request', request: { method, target: withoutOrigin(target), version, line, headers } };
}

/** Reads the body; undefined when it is larger than anybody should send. */
export function* readBody(reader: ByteReader, request: HttpRequest): Task<Uint8Array | undefined> {
  const body = new BodyReader(reader, framingOf(request.headers, 'none'));
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const bytes = yield* body.next();
    if (bytes.length === 0) return concatBytes(pieces);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return undefined;
    pieces.push(bytes);
  }
}

/** Whether the client wants to go on with this connection. */
export function wantsKeepAlive(request: HttpRequest): boolean {
  if (request.version === '1.1') return !request.headers.lists('Connection', 'close');
  return request.headers.lists('Connection', 'keep-alive');
}

export type HeaderFields = readonly (readonly [name: string, value: string | undefined])[];

/** Sends status line, headers (those without a value are left out) and body. */
export function* sendResponse(sys: Sys, fd: Fd, status: string, fields: HeaderFields, body: Uint8Array): Task<void> {
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const head = encodeUtf8(`HTTP/1.1 ${status}\r\n${lines.map(line => `${line}\r\n`).join('')}\r\n`);
  yield* sys.write(fd, body.length === 0 ? head : concatBytes([head, body]));
}

/** 'Not Found' for 404. */
export function reasonOf(status: number): string {
  return reasons[status] ?? 'Unknown';
}

const reasons: Readonly<Record<number, string>> = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  418: "I'm a teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

/** The absolute form that proxies are sent names the same resource. */
function withoutOrigin(target: string): string {
  const match = /^https?:\/\/[^/?]*(.*)$/s.exec(target);
  if (!match) return target;
  const rest = match[1] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}
