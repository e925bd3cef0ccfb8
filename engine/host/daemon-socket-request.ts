import type { ApiRequest } from '../api/message.js';
import type { Duplex } from '../core/duplex.js';
import { concatBytes, readLine, readSome } from '../core/streams.js';
import type { Task } from '../core/task.js';

/** A request as it came over the socket. */
export interface SocketRequest {
  readonly request: ApiRequest;
  readonly body: Uint8Array;
  /** The client closes the connection after the answer. */
  readonly isLast: boolean;
  /** It wants the connection to become a stream. */
  readonly upgrades: boolean;
}

/** Lines of a head, how long each may be, and how much may follow. */
const MAX_LINES = 100;
const MAX_LINE_BYTES = 65_536;
const MAX_BODY_BYTES = 16_777_216;

const methods: readonly ApiRequest['method'][] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];
const passedHeaders = ['x-registry-auth', 'x-registry-config'];

/** The next request; undefined when there is none, or none that is understood. */
export function* readRequest(client: Duplex): Task<SocketRequest | undefined> {
  const first = yield* readLine(client, MAX_LINE_BYTES);
  const [, name, target = '', release] = /^([A-Z]+) (\S+) HTTP\/1\.([01])\r?\n?$/.exec(first ?? '') ?? [];
  const method = methods.find(each => each === name);
  if (!method) return undefined;
  const headers = yield* readHeaders(client);
  if (headers.get('expect')?.toLowerCase() === '100-continue')
    client.write(Uint8Array.from('HTTP/1.1 100 Continue\r\n\r\n', char => char.charCodeAt(0)));
  const body = yield* readBody(client, headers);
  if (!body) return undefined;
  const passed = passedHeaders.flatMap(key => (headers.has(key) ? [[key, headers.get(key) ?? ''] as const] : []));
  const mark = target.indexOf('?');
  return {
    request: {
      method,
      path: decoded(mark < 0 ? target : target.slice(0, mark)),
      ...(mark < 0 ? {} : { query: queryOf(target.slice(mark + 1)) }),
      ...(passed.length > 0 ? { headers: Object.fromEntries(passed) } : {}),
    },
    body,
    isLast: release === '0' || /close/i.test(headers.get('connection') ?? ''),
    upgrades: headers.has('upgrade'),
  };
}

function* readHeaders(client: Duplex): Task<ReadonlyMap<string, string>> {
  const headers = new Map<string, string>();
  for (let count = 0; count < MAX_LINES; count++) {
    const line = (yield* readLine(client, MAX_LINE_BYTES))?.replace(/\r?\n?$/, '') ?? '';
    const colon = line.indexOf(':');
    if (line === '') break;
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

/** Undefined for one that is too long or ends too early. */
function* readBody(client: Duplex, headers: ReadonlyMap<string, string>): Task<Uint8Array | undefined> {
  if (!/chunked/i.test(headers.get('transfer-encoding') ?? '')) return yield* readBytes(client, Number(headers.get('content-length') ?? 0));
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const size = parseInt((yield* readLine(client, MAX_LINE_BYTES)) ?? '', 16);
    const chunk = yield* readBytes(client, size);
    if (!chunk || length + size > MAX_BODY_BYTES) return undefined;
    yield* readLine(client, MAX_LINE_BYTES);
    if (size === 0) return concatBytes(chunks);
    chunks.push(chunk);
    length += size;
  }
}

function* readBytes(client: Duplex, length: number): Task<Uint8Array | undefined> {
  if (!Number.isInteger(length) || length < 0 || length > MAX_BODY_BYTES) return undefined;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const some = yield* readSome(client, length - at);
    if (some.length === 0) return undefined;
    bytes.set(some, at);
    at += some.length;
  }
  return bytes;
}

function queryOf(text: string): Readonly<Record<string, readonly string[]>> {
  const query = new Map<string, string[]>();
  for (const pair of text.split('&').filter(part => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decoded((equals < 0 ? pair : pair.slice(0, equals)).replaceAll('+', ' '));
    const value = equals < 0 ? '' : decoded(pair.slice(equals + 1).replaceAll('+', ' '));
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return Object.fromEntries(query);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
