import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { concatBytes, readAll, readFile } from '../../input.js';
import { base64, hostHeader, type Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlOptions } from './options.js';

/** What is sent, apart from where to. */
export interface RequestPlan {
  readonly method: string;
  readonly body: Uint8Array | undefined;
  readonly contentType: string | undefined;
  /** Added to the URL by -G. */
  readonly query: string;
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
    query: usesGet && data ? decodeUtf8(data) : '',
  };
}

/** The head of a request as it goes out. */
export function formatRequest(url: Url, plan: RequestPlan, options: CurlOptions, version: string, cookies: string | undefined): string {
  const separator = url.path.includes('?') ? '&' : '?';
  const target = plan.query === '' ? url.path : `${url.path}${separator}${plan.query}`;
  const user = options.values.user ?? (url.user === undefined ? undefined : `${url.user}:${url.password ?? ''}`);
  const agent = options.values['user-agent'] ?? `curl/${version}`;
  const own = options.headers.map(parseHeader).filter(header => header !== undefined);
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  const isKept = (field: Field): field is readonly [string, string] => field[1] !== undefined && !replaced.has(field[0].toLowerCase());
  const before: readonly Field[] = [
    ['Host', hostHeader(url)],
    ['Authorization', user === undefined ? undefined : `Basic ${base64(encodeUtf8(user.includes(':') ? user : `${user}:`))}`],
    ['Range', options.values.range === undefined ? undefined : `bytes=${options.values.range}`],
    ['User-Agent', agent === '' ? undefined : agent],
    ['Accept', '*/*'],
    ['Accept-Encoding', options.flags.has('compressed') ? 'deflate, gzip' : undefined],
    ['Referer', options.values.referer],
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
    `${plan.method} ${target} ${protocol}`,
    ...fields.map(([name, value]) => (value === '' ? `${name}:` : `${name}: ${value ?? ''}`)),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
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
function* encodeForm(sys: Sys, forms: readonly string[]): Task<{ readonly body: Uint8Array; readonly type: string }> {
  const boundary = `------------------------${sys.random.hex(16)}`;
  const pieces: Uint8Array[] = [];
  for (const form of forms) {
    const equals = form.indexOf('=');
    if (equals < 0) throw new CurlFailure(2, 'Illegally formatted input field');
    const [value = '', ...settings] = form.slice(equals + 1).split(';');
    const type = settings.find(setting => setting.startsWith('type='))?.slice('type='.length);
    const fromFile = value.startsWith('@') || value.startsWith('<');
    const file = value.startsWith('@') ? `; filename="${value.slice(value.lastIndexOf('/') + 1).replace(/^@/, '')}"` : '';
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
