/** The head of a request, as it stands on the wire. Names of headers are in lower case. */
export interface RequestHead {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly headers: ReadonlyMap<string, string>;
  readonly body: BodyLength;
}

export type BodyLength = { readonly kind: 'none' } | { readonly kind: 'sized'; readonly bytes: number } | { readonly kind: 'chunked' };

/** A request that cannot be understood; the words are those of Go's net/http, which dockerd is built on. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status: string;

  constructor(status = '400 Bad Request', text = status) {
    super(text);
    this.status = status;
  }
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads the text between the beginning of a request and the empty line. Throws BadRequest. */
export function parseHead(text: string): RequestHead {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const { method, target, version } = parseRequestLine(first);
  const headers = parseHeaders(lines);
  if (version === '1.1' && !headers.has('host')) throw new BadRequest('400 Bad Request: missing required Host header');
  return { method, target: originForm(target), version, headers, body: bodyLength(headers) };
}

function parseRequestLine(line: string): { readonly method: string; readonly target: string; readonly version: '1.0' | '1.1' } {
  const [method = '', target = '', protocol = '', ...rest] = line.split(' ');
  const version = /^HTTP\/(\d)\.(\d)$/.exec(protocol);
  if (
    rest.length > 0 ||
    !token.test(method) ||
    !version ||
    !/^(\/|\*$|https?:\/\/)/.test(target) ||
    /%(?![0-9A-Fa-f]{2})/.test(target.split('?')[0] ?? '')
  )
    throw new BadRequest();
  if (version[1] !== '1') throw new BadRequest('505 HTTP Version Not Supported: unsupported protocol version');
  return { method, target, version: version[2] === '0' ? '1.0' : '1.1' };
}

function parseHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon < 1 || !token.test(name) || /[\x00-\x08\x0a-\x1f\x7f]/.test(line)) throw new BadRequest();
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    if (known !== undefined && known !== value && (name === 'content-length' || name === 'host')) throw new BadRequest();
    headers.set(name, known === undefined || known === value ? value : `${known}, ${value}`);
  }
  return headers;
}

/** A proxy's form of the target names the host, too. */
function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/, '') || '/';
}

function bodyLength(headers: ReadonlyMap<string, string>): BodyLength {
  const encoding = headers.get('transfer-encoding');
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== 'chunked') throw new BadRequest('501 Not Implemented', 'Unsupported transfer encoding');
    return { kind: 'chunked' };
  }
  const length = headers.get('content-length');
  if (length === undefined) return { kind: 'none' };
  if (!/^\d{1,15}$/.test(length)) throw new BadRequest();
  return length === '0' ? { kind: 'none' } : { kind: 'sized', bytes: Number(length) };
}
