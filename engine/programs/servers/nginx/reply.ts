import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd } from '../../../process/sys.js';
import { reasonOf, type HeaderFields } from '../http.js';

export const NGINX_VERSION = '1.22.1';

/** What goes back to a client. */
export interface Reply {
  readonly status: number;
  /** In the words of an upstream. */
  readonly reason?: string | undefined;
  readonly contentType?: string | undefined;
  /** Milliseconds since 1970. */
  readonly lastModified?: number | undefined;
  readonly location?: string | undefined;
  /** Headers that nginx puts after Connection. */
  readonly fields?: HeaderFields;
  readonly body: ReplyBody;
  readonly chunked?: boolean;
  /** The connection ends with this reply. */
  readonly close?: boolean;
  /** Came from an upstream server, whose error pages are its own. */
  readonly proxied?: boolean;
}

export type ReplyBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly fd: Fd; readonly offset: number; readonly length: number };

/** nginx words some reasons in its own way. */
const reasons: Readonly<Record<number, string>> = {
  302: 'Moved Temporarily',
  405: 'Not Allowed',
  408: 'Request Time-out',
  414: 'Request-URI Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

export function nginxReason(status: number): string {
  return reasons[status] ?? reasonOf(status);
}

export function textBody(text: string): ReplyBody {
  return { kind: 'bytes', bytes: encodeUtf8(text) };
}

export function bodyLength(body: ReplyBody): number {
  return body.kind === 'bytes' ? body.bytes.length : body.length;
}

/** The built-in page of an error or a redirect. */
export function standardPage(status: number, more: Partial<Reply> = {}, showVersion = true): Reply {
  const title = `${String(status)} ${nginxReason(status)}`;
  const server = showVersion ? `nginx/${NGINX_VERSION}` : 'nginx';
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;
  return { status, contentType: 'text/html', body: textBody(page), ...more };
}
