import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { readFile } from '../../input.js';
import { formatHttpDate, parseHttpDate } from '../../net/http-date.js';
import type { HeaderFields, HttpRequest } from '../http.js';
import { cleanPath } from '../nginx/handler.js';
import type { Directive, HttpdConfig, Site } from './config.js';
import { errorPage, indexPage } from './pages.js';
import { answerPhp, isForPhp, type Exchange } from './php.js';

export interface Answer {
  readonly status: number;
  /** Headers behind Date and Server, in their order. */
  readonly fields: HeaderFields;
  readonly body: Uint8Array;
  readonly close?: boolean;
  /** For the error log. */
  readonly complaint?: string;
}

const HTML = 'text/html; charset=iso-8859-1';
const knownMethods: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'CONNECT',
  'PROPFIND',
  'MKCOL',
  'COPY',
  'MOVE',
  'LOCK',
  'UNLOCK',
];
const ALLOW = 'GET,POST,OPTIONS,HEAD,TRACE';

/** Answers one request from the files of a site. */
export function* answerRequest(sys: Sys, config: HttpdConfig, request: HttpRequest, exchange: Exchange): Task<Answer> {
  const { method } = request;
  const { local } = exchange;
  const path = cleanPath(request.target);
  const hostHeader = request.headers.get('Host');
  if (path === undefined || (request.version === '1.1' && hostHeader === undefined)) return failure(400, method, { close: true });
  const site = siteFor(config, (hostHeader ?? '').replace(/:\d*$/, '').toLowerCase(), local.port);
  if (!knownMethods.includes(method))
    return failure(501, method, { close: true, allow: true, complaint: `AH00135: Invalid method in request ${request.line}` });
  const redirect = site.directives.find(({ name, args }) => name.toLowerCase() === 'redirect' && path.startsWith(redirectPath(args)));
  if (redirect)
    return redirected(redirectTarget(redirect, path), redirect.args[0] === 'permanent' || redirect.args[0] === '301' ? 301 : 302, method);
  const file = fileFor(site, path);
  const answer = yield* answerPath({ sys, config, site, request, exchange }, path, file);
  return answer.status >= 400 && !isForPhp(config, file) ? yield* customError(sys, site, answer) : answer;
}

interface Asked {
  readonly sys: Sys;
  readonly config: HttpdConfig;
  readonly site: Site;
  readonly request: HttpRequest;
  readonly exchange: Exchange;
}

function* answerPath(asked: Asked, path: string, file: string): Task<Answer> {
  const { sys, config, site, request, exchange } = asked;
  const { method } = request;
  if (!isGranted(config, site, file)) return failure(403, method, { complaint: `AH01630: client denied by server configuration: ${file}` });
  if (method === 'OPTIONS')
    return {
      status: 200,
      fields: [
        ['Allow', ALLOW],
        ['Content-Length', '0'],
      ],
      body: new Uint8Array(0),
    };
  let kind: string;
  try {
    ({ kind } = sys.stat(file));
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'EACCES')
      return failure(403, method, {
        complaint: `(13)Permission denied: AH00035: access to ${path} denied (filesystem path '${file}') because search permissions are missing on a component of the path`,
      });
    return failure(404, method);
  }
  if (kind === 'directory' && !path.endsWith('/'))
    return redirected(`http://${request.headers.get('Host') ?? config.serverName ?? 'localhost'}${path}/`, 301, method);
  if (kind === 'directory') {
    const index = indexOf(sys, site, config, file);
    if (index !== undefined) return yield* answerPath(asked, path + index, file + index);
    return directoryAnswer(sys, config, site, method, path, file);
  }
  if (kind !== 'file') return failure(403, method);
  if (isForPhp(config, file)) return yield* answerPhp(sys, config, request, { ...exchange, site, path, file });
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return failure(405, method, { allow: true });
  return yield* sendFile(sys, config, request, file);
}

function indexNames(site: Site, config: HttpdConfig): readonly string[] {
  const given = [site, config.main]
    .map(({ directives }) => directives.findLast(({ name }) => name.toLowerCase() === 'directoryindex')?.args)
    .find(args => args !== undefined);
  return given ?? ['index.html'];
}

/** Names in DirectoryIndex that exist, the first of them. */
function indexOf(sys: Sys, site: Site, config: HttpdConfig, folder: string): string | undefined {
  return indexNames(site, config).find(name => {
    try {
      return sys.stat(folder + name).kind === 'file';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  });
}

/** A directory without an index: a listing where Options has Indexes; not found without mod_autoindex. */
function directoryAnswer(sys: Sys, config: HttpdConfig, site: Site, method: string, path: string, folder: string): Answer {
  const hasModule = config.main.directives.some(({ name, args }) => name.toLowerCase() === 'loadmodule' && args[0] === 'autoindex_module');
  if (!hasModule) return failure(404, method);
  const options = sectionsFor(config, site, folder)
    .flatMap(section => (section.block ?? []).filter(({ name }) => name.toLowerCase() === 'options'))
    .at(-1)?.args ?? ['FollowSymLinks'];
  if (!options.some(option => /^\+?indexes$|^all$/i.test(option))) {
    return failure(403, method, {
      complaint: `AH01276: Cannot serve directory ${folder}: No matching DirectoryIndex (${indexNames(site, config).join(',')}) found, and server-generated directory index forbidden by Options directive`,
    });
  }
  const names = sys
    .readdir(folder)
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name, kind }) => (kind === 'directory' ? `${name}/` : name));
  const body = encodeUtf8(indexPage(path, names));
  return {
    status: 200,
    fields: [
      ['Content-Length', String(body.length)],
      ['Content-Type', 'text/html;charset=ISO-8859-1'],
    ],
    body,
  };
}

function* sendFile(sys: Sys, config: HttpdConfig, request: HttpRequest, file: string): Task<Answer> {
  let body: Uint8Array;
  try {
    body = yield* readFile(sys, file);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return failure(error.code === 'EACCES' ? 403 : 404, request.method, {
      complaint: `(13)Permission denied: AH00132: file permissions deny server access: ${file}`,
    });
  }
  const modified = sys.clock.epochMsOf(sys.stat(file).modifiedAt);
  // Size and modification time in microseconds, both in hexadecimal.
  const etag = `"${body.length.toString(16)}-${Math.floor(modified * 1000).toString(16)}"`;
  const fields: HeaderFields = [
    ['Last-Modified', formatHttpDate(modified)],
    ['ETag', etag],
    ['Accept-Ranges', 'bytes'],
  ];
  const tags = request.headers.get('If-None-Match');
  const since = parseHttpDate(request.headers.get('If-Modified-Since') ?? '');
  const unchanged =
    tags === undefined
      ? since !== undefined && since >= Math.floor(modified / 1000) * 1000
      : tags === '*' || tags.split(',').some(tag => tag.trim() === etag);
  if (unchanged) return { status: 304, fields, body: new Uint8Array(0) };
  const type = config.types.get(/\.([^./]+)$/.exec(file)?.[1] ?? '');
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('Range') ?? '');
  if (!range) return { status: 200, fields: [...fields, ['Content-Length', String(body.length)], ['Content-Type', type]], body };
  const first = range[1] === '' ? Math.max(0, body.length - Number(range[2])) : Number(range[1]);
  const last = range[1] === '' || range[2] === '' ? body.length - 1 : Math.min(Number(range[2]), body.length - 1);
  if (first > last) return failure(416, request.method);
  const part = body.subarray(first, last + 1);
  const partFields: HeaderFields = [
    ['Content-Length', String(part.length)],
    ['Content-Range', `bytes ${String(first)}-${String(last)}/${String(body.length)}`],
    ['Content-Type', type],
  ];
  return { status: 206, fields: [...fields, ...partFields], body: part };
}

/** ErrorDocument: a text, or a path of the site. */
function* customError(sys: Sys, site: Site, answer: Answer): Task<Answer> {
  const target = site.directives.findLast(({ name, args }) => name.toLowerCase() === 'errordocument' && args[0] === String(answer.status))
    ?.args[1];
  if (target === undefined) return answer;
  if (!target.startsWith('/')) return withBody(answer, encodeUtf8(target));
  try {
    return withBody(answer, yield* readFile(sys, fileFor(site, target)), 'text/html');
  } catch (error) {
    if (isErrno(error)) return answer;
    throw error;
  }
}

function withBody(answer: Answer, body: Uint8Array, type = HTML): Answer {
  return {
    ...answer,
    fields: [
      ...answer.fields.filter(([name]) => name !== 'Content-Length' && name !== 'Content-Type'),
      ['Content-Length', String(body.length)],
      ['Content-Type', type],
    ],
    body,
  };
}

function redirected(location: string, status: number, method: string): Answer {
  const body = encodeUtf8(errorPage(status, { method, location }));
  return {
    status,
    fields: [
      ['Location', location],
      ['Content-Length', String(body.length)],
      ['Content-Type', HTML],
    ],
    body,
  };
}

/** An error with its page. */
export function failure(
  status: number,
  method: string,
  more: { readonly close?: boolean; readonly allow?: boolean; readonly complaint?: string } = {},
): Answer {
  const body = encodeUtf8(errorPage(status, { method }));
  const fields: HeaderFields = [
    ['Allow', more.allow ? ALLOW : undefined],
    ['Content-Length', String(body.length)],
    ['Connection', more.close ? 'close' : undefined],
    ['Content-Type', HTML],
  ];
  return {
    status,
    fields,
    body,
    ...(more.close ? { close: true } : {}),
    ...(more.complaint === undefined ? {} : { complaint: more.complaint }),
  };
}

function siteFor(config: HttpdConfig, host: string, port: number): Site {
  const onPort = config.sites.filter(site => site.port === undefined || site.port === port);
  return onPort.find(({ names }) => names.includes(host)) ?? onPort[0] ?? config.main;
}

function fileFor(site: Site, path: string): string {
  for (const {
    name,
    args: [from = '', to = ''],
  } of site.directives) {
    if (name.toLowerCase() === 'alias' && path.startsWith(from)) return to + path.slice(from.length);
  }
  return site.root + path;
}

function redirectPath(args: readonly string[]): string {
  return args.length > 2 || /^(permanent|temp|\d+)$/.test(args[0] ?? '') ? (args[1] ?? '') : (args[0] ?? '');
}

function redirectTarget({ args }: Directive, path: string): string {
  return (args.at(-1) ?? '') + path.slice(redirectPath(args).length);
}

/** <Directory> sections that hold for a file, the most general first. */
function sectionsFor(config: HttpdConfig, site: Site, file: string): readonly Directive[] {
  const sections = [...config.main.directives, ...site.directives].filter(({ name, args }) => {
    const folder = (args[0] ?? '').replace(/\/$/, '');
    return name.toLowerCase() === 'directory' && (file === folder || file.startsWith(`${folder}/`));
  });
  return [...new Set(sections)].sort((a, b) => (a.args[0] ?? '').length - (b.args[0] ?? '').length);
}

function isGranted(config: HttpdConfig, site: Site, file: string): boolean {
  const rules = sectionsFor(config, site, file).flatMap(section =>
    (section.block ?? []).filter(({ name }) => name.toLowerCase() === 'require'),
  );
  return rules.at(-1)?.args[1] !== 'denied';
}
