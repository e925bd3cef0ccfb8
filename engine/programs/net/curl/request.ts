import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { concatBytes, readAll, readFile } from '../../input.js';
import { base64, formatUrl, hostHeader, type Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlOptions } from './options.js';

/** What is sent, apart from where to. */
export interface RequestPlan {
  readonly method: string;
  readonly body: Uint8Array | undefined;
  readonly contentType: string | undefined;
  /** Added to the URL by -G. */
  readonly query: string;
  /** `USER:PASSWORD` from a file, where the command line and the URL name nobody. */
  readonly netrc: string | undefined;
  readonly referer: string | undefined;
  /** After a redirect to another host, which must not learn who asks. */
  readonly isAnonymous: boolean;
}

/** Reads bodies from options and files. */
export function* planRequest(sys: Sys, options: CurlOptions): Task<RequestPlan> {
  const upload = options.values['upload-file'];
  const data = options.data.length > 0 ? yield* collectData(sys, options.data) : undefined;
  const usesGet = options.flags.has('get');
  const form = options.forms.length > 0 ? yield* encodeForm(sys, options.forms) : undefined;
  const body = upload !== undefined ? yield* readSource(sys, upload) : usesGet ? undefined : (form?.body ?? data);
  const natural = options.flags.has('head') ? 'HEAD' : upload !== undefined ? 'PUT' : body !== undefined ? 'POST' : 'GET';
  return {
    method: options.method ?? natural,
    body,
    contentType: form?.type ?? (body !== undefined && upload === undefined ? 'application/x-www-form-urlencoded' : undefined),
    query: [...(usesGet && data ? [decodeUtf8(data)] : []), ...(yield* addedQuery(sys, options.query))].join('&'),
    netrc: undefined,
    referer: options.values.referer?.replace(/;auto$/, ''),
    isAnonymous: false,
  };
}

function* addedQuery(sys: Sys, parts: readonly string[]): Task<readonly string[]> {
  const added: string[] = [];
  for (const part of parts) added.push(part.startsWith('+') ? part.slice(1) : yield* urlEncoded(sys, part));
  return added;
}

/** The URL with what -G and --url-query add to it. */
export function withQuery(url: Url, query: string): Url {
  return query === '' ? url : { ...url, path: `${url.path}${url.path.includes('?') ? '&' : '?'}${query}` };
}

/** What the head of a request is made of, besides its plan. */
export interface RequestSetting {
  readonly options: CurlOptions;
  /** Of curl. */
  readonly version: string;
  readonly cookies: string | undefined;
  /** The proxy that the request goes to. */
  readonly proxy: Url | undefined;
  /** Bytes that are there already, with -C. */
  readonly resumeFrom: number;
}

/** The head of a request as it goes out. */
export function formatRequest(url: Url, plan: RequestPlan, { options, version, cookies, proxy, resumeFrom }: RequestSetting): string {
  const range = options.values.range ?? (resumeFrom > 0 ? `${String(resumeFrom)}-` : undefined);
  const agent = options.values['user-agent'] ?? `curl/${version}`;
  const own = options.headers.map(parseHeader).filter(header => header !== undefined);
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  const isKept = (field: Field): field is readonly [string, string] => field[1] !== undefined && !replaced.has(field[0].toLowerCase());
  const before: readonly Field[] = [
    ['Host', hostHeader(url)],
    ['Proxy-Authorization', proxy && basic(options.values['proxy-user'] ?? userOf(proxy))],
    ['Authorization', authorization(url, plan, options)],
    ['Range', range === undefined ? undefined : `bytes=${range}`],
    ['User-Agent', agent === '' ? undefined : agent],
    ['Accept', '*/*'],
    ['Accept-Encoding', options.flags.has('compressed') ? 'deflate, gzip' : undefined],
    ['Referer', plan.referer === '' ? undefined : plan.referer],
    ['Proxy-Connection', proxy && 'Keep-Alive'],
    ['Cookie', cookies],
  ];
  const after: readonly Field[] = [
    ['Content-Length', plan.body === undefined ? undefined : String(plan.body.length)],
    ['Content-Type', plan.body === undefined ? undefined : plan.contentType],
  ];
  const isHost = ([name]: Field): boolean => name.toLowerCase() === 'host';
  const given = own.filter(([, value]) => value !== undefined);
  const fields = [...given.filter(isHost), ...before.filter(isKept), ...given.filter(field => !isHost(field)), ...after.filter(isKept)];
  const protocol = options.flags.has('http1.0') ? 'HTTP/1.0' : 'HTTP/1.1';
  const lines = [
    `${plan.method} ${requestTarget(url, options, proxy)} ${protocol}`,
    ...fields.map(([name, value]) => (value === '' ? `${name}:` : `${name}: ${value ?? ''}`)),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function requestTarget(url: Url, { values }: CurlOptions, proxy: Url | undefined): string {
  return values['request-target'] ?? (proxy ? formatUrl(url) : url.path);
}

function authorization(url: Url, plan: RequestPlan, { values }: CurlOptions): string | undefined {
  if (plan.isAnonymous) return undefined;
  if (values['oauth2-bearer'] !== undefined) return `Bearer ${values['oauth2-bearer']}`;
  return basic(values.user ?? userOf(url) ?? plan.netrc);
}

function userOf(url: Url): string | undefined {
  return url.user === undefined ? undefined : `${url.user}:${url.password ?? ''}`;
}

function basic(user: string | undefined): string | undefined {
  return user === undefined ? undefined : `Basic ${base64(encodeUtf8(user.includes(':') ? user : `${user}:`))}`;
}

type Field = readonly [name: string, value: string | undefined];

/** `Name: value`; `Name:` takes an automatic header away, `Name;` sends it empty. */
function parseHeader(text: string): Field | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return text.endsWith(';') ? [text.slice(0, -1), ''] : undefined;
  const value = text.slice(colon + 1).trim();
  return [text.slice(0, colon), value === '' ? undefined : value];
}

function* collectData(sys: Sys, parts: CurlOptions['data']): Task<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (const { kind, text } of parts) {
    if (pieces.length > 0) pieces.push(encodeUtf8('&'));
    if (kind === 'urlencode') pieces.push(encodeUtf8(yield* urlEncoded(sys, text)));
    else if (kind === 'raw' || !text.startsWith('@')) pieces.push(encodeUtf8(text));
    else {
      const bytes = yield* readSource(sys, text.slice(1));
      pieces.push(kind === 'binary' ? bytes : bytes.filter(byte => byte !== 10 && byte !== 13));
    }
  }
  return concatBytes(pieces);
}

function* urlEncoded(sys: Sys, text: string): Task<string> {
  const equals = text.indexOf('=');
  const at = text.indexOf('@');
  if (equals >= 0 && (at < 0 || equals < at)) return (equals > 0 ? text.slice(0, equals + 1) : '') + percentEncode(text.slice(equals + 1));
  if (at < 0) return percentEncode(text);
  return (at > 0 ? `${text.slice(0, at)}=` : '') + percentEncode(decodeUtf8(yield* readSource(sys, text.slice(at + 1))));
}

function percentEncode(text: string): string {
  return [...encodeUtf8(text)]
    .map(byte =>
      /[\w.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

function* readSource(sys: Sys, path: string): Task<Uint8Array> {
  try {
    return path === '-' ? yield* readAll(sys, 0) : yield* readFile(sys, path);
  } catch (error) {
    if (isErrno(error)) throw new CurlFailure(26, `Failed to open ${path}`);
    throw error;
  }
}

/** multipart/form-data: `name=value`, `name=@file`, `name=<file`. */
function* encodeForm(sys: Sys, forms: CurlOptions['forms']): Task<{ readonly body: Uint8Array; readonly type: string }> {
  const boundary = `------------------------${sys.random.hex(16)}`;
  const pieces: Uint8Array[] = [];
  for (const { text: form, literal } of forms) {
    const equals = form.indexOf('=');
    if (equals < 0) throw new CurlFailure(2, 'Illegally formatted input field');
    const [value = '', ...settings] = literal ? [form.slice(equals + 1)] : form.slice(equals + 1).split(';');
    const type = settings.find(setting => setting.startsWith('type='))?.slice('type='.length);
    const fromFile = !literal && /^[@<]/.test(value);
    const file = fromFile && value.startsWith('@') ? `; filename="${value.slice(value.lastIndexOf('/') + 1).replace(/^@/, '')}"` : '';
    const contentType = type ?? (file === '' ? undefined : 'application/octet-stream');
    pieces.push(
      encodeUtf8(
        `--${boundary}\r\nContent-Disposition: form-data; name="${form.slice(0, equals)}"${file}\r\n${contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`}\r\n`,
      ),
      fromFile ? yield* readSource(sys, value.slice(1)) : encodeUtf8(value),
      encodeUtf8('\r\n'),
    );
  }
  pieces.push(encodeUtf8(`--${boundary}--\r\n`));
  return { body: concatBytes(pieces), type: `multipart/form-data; boundary=${boundary}` };
}
