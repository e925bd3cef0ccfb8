import { isErrno } from '../../core/errno.js';
import type { Ms } from '../../core/clock.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Fd, Sys } from '../../process/sys.js';
import { ByteReader } from '../net/byte-reader.js';
import { BodyReader, framingOf } from '../net/http-message.js';
import { readResponse, type HttpResponse } from '../net/http-response.js';
import { resolveHost } from '../net/resolver.js';
import { parseUrl } from '../net/url.js';

const CONNECT_TIMEOUT: Ms = 30_000;
const READ_TIMEOUT: Ms = 120_000;

/** What came of asking a mirror for a file. */
export type Fetched =
  | { readonly kind: 'ok'; readonly sizeBytes: number; readonly etag: string }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'status'; readonly status: number; readonly reason: string; readonly ip: string }
  | { readonly kind: 'resolve'; readonly temporary: boolean; readonly host: string }
  | {
      readonly kind: 'connect';
      readonly host: string;
      readonly ip: string;
      readonly port: number;
      readonly reason: string;
      readonly timedOut: boolean;
    }
  | { readonly kind: 'broken' };

export interface FetchOptions {
  readonly userAgent: string;
  /** The mark of what is there already: an unchanged file is not sent again. */
  readonly etag?: string;
  /** Called with the size once it is known. */
  readonly onStart?: (sizeBytes: number) => Task<void>;
}

/**
 * Gets a file from a mirror into a file. Mirrors of this host speak plain HTTP on port 80; package tools take https addresses there too (see
 * docs/fidelity.md).
 */
export function* fetchFile(sys: Sys, url: string, target: string, options: FetchOptions): Task<Fetched> {
  const parsed = parseUrl(url);
  if (!parsed) return { kind: 'resolve', temporary: false, host: url };
  const { host } = parsed;
  const port = parsed.scheme === 'https' && parsed.port === 443 ? 80 : parsed.port;
  const found = yield* resolveHost(sys, host);
  if (found.kind !== 'found') return { kind: 'resolve', temporary: found.kind === 'try-again', host };
  const [ip = ''] = found.addresses;
  let fd: Fd;
  try {
    fd = yield* sys.connect({ ip, port }, CONNECT_TIMEOUT);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return { kind: 'connect', host, ip, port, reason: error.message, timedOut: error.code === 'ETIMEDOUT' };
  }
  try {
    const fields = [
      `Host: ${host}`,
      `User-Agent: ${options.userAgent}`,
      ...(options.etag === undefined ? [] : [`If-None-Match: ${options.etag}`]),
    ];
    yield* sys.write(fd, encodeUtf8(`GET ${parsed.path} HTTP/1.1\r\n${fields.join('\r\n')}\r\nConnection: close\r\n\r\n`));
    return yield* receive(sys, fd, ip, target, options);
  } catch (error) {
    if (!isErrno(error, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT')) throw error;
    return { kind: 'broken' };
  } finally {
    sys.close(fd);
  }
}

function* receive(sys: Sys, fd: Fd, ip: string, target: string, { onStart }: FetchOptions): Task<Fetched> {
  const reader = new ByteReader(sys, fd);
  reader.deadline = sys.clock.now() + READ_TIMEOUT;
  const response = yield* readResponse(reader);
  if (response === 'empty' || response === 'not-http') return { kind: 'broken' };
  if (response.status === 304) return { kind: 'not-modified' };
  if (response.status !== 200) return { kind: 'status', status: response.status, reason: response.reason, ip };
  const framing = framingOf(response.headers, 'until-close');
  if (onStart && framing.kind === 'length') yield* onStart(framing.bytes);
  return yield* store(sys, reader, response, target);
}

function* store(sys: Sys, reader: ByteReader, { headers }: HttpResponse, target: string): Task<Fetched> {
  const body = new BodyReader(reader, framingOf(headers, 'until-close'));
  const file = sys.open(target, { write: true, create: true, truncate: true, mode: 0o644 });
  let sizeBytes = 0;
  try {
    for (let bytes = yield* body.next(); bytes.length > 0; bytes = yield* body.next()) {
      yield* sys.write(file, bytes);
      sizeBytes += bytes.length;
    }
  } finally {
    sys.close(file);
  }
  return body.isComplete ? { kind: 'ok', sizeBytes, etag: headers.get('ETag') ?? '' } : { kind: 'broken' };
}
