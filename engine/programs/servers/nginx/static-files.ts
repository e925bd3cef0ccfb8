import { Errno, isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { parseHttpDate, stampOf } from '../../net/http-date.js';
import type { Directive } from './config-parser.js';
import { errnoNumber } from '../errno-number.js';
import type { Location } from './config.js';
import type { Level } from './logs.js';
import { standardPage, textBody, type Reply } from './reply.js';
import { expandVariables, type Visit } from './variables.js';

/** Says something in the error log about the request. */
export type Complain = (level: Level, message: string) => Task<void>;

/** What a path leads to: an answer, or another path to be looked up from the start. */
export type Found = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'redirect'; readonly path: string };

/** The file behind a request path: `root` and the path, or `alias` and the rest of it. */
export function filePath(visit: Visit, location: Location | undefined): string {
  const alias = location?.scope.directives.find(({ name }) => name === 'alias')?.args[0];
  if (alias === undefined || !location) return expandVariables(visit.scope.value('root') ?? '/etc/nginx/html', visit) + visit.path;
  if (location.kind === 'regex') return expandVariables(alias, visit);
  return alias + visit.path.slice(location.pattern.length);
}

/** Serves what lies at the path: a file, the index of a directory, or a redirect to the directory. */
export function* serveStatic(visit: Visit, location: Location | undefined, complain: Complain): Task<Found> {
  if (visit.path.endsWith('/')) return yield* serveDirectory(visit, location, complain);
  const path = filePath(visit, location);
  const { method } = visit.request;
  let kind: string;
  try {
    kind = visit.sys.stat(path).kind;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* refused(
      error,
      method === 'GET' || method === 'HEAD' || method === 'POST' ? `open() "${path}" failed` : undefined,
      complain,
    );
  }
  if (kind === 'directory') return answer(standardPage(301, { location: absolute(visit, `${visit.path}/`) }));
  if (kind !== 'file') return answer(standardPage(404));
  if (method !== 'GET' && method !== 'HEAD') return answer(standardPage(405));
  return yield* serveFile(visit, path, complain);
}

function* serveDirectory(visit: Visit, location: Location | undefined, complain: Complain): Task<Found> {
  const folder = filePath(visit, location);
  const names = visit.scope.all('index').flatMap(({ args }) => args);
  for (const name of names.length > 0 ? names : ['index.html']) {
    if (name.startsWith('/')) return { kind: 'redirect', path: name };
    if (isFile(visit, folder + name)) return { kind: 'redirect', path: visit.path + name };
  }
  try {
    if (visit.sys.stat(folder).kind !== 'directory') throw new Errno('ENOTDIR');
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* refused(error, `"${folder}${names[0] ?? 'index.html'}" is not found`, complain);
  }
  if (!['GET', 'HEAD'].includes(visit.request.method) && !visit.scope.isOn('autoindex', false)) return answer(standardPage(405));
  if (visit.scope.isOn('autoindex', false)) return answer(listDirectory(visit, folder));
  yield* complain('error', `directory index of "${folder}" is forbidden`);
  return answer(standardPage(403));
}

function* refused(error: Errno, message: string | undefined, complain: Complain): Task<Found> {
  if (message !== undefined) yield* complain('error', `${message} (${errnoNumber(error.code)}: ${error.message})`);
  return answer(standardPage(error.code === 'EACCES' ? 403 : 404));
}

function* serveFile(visit: Visit, path: string, complain: Complain): Task<Found> {
  const { sys, request } = visit;
  let fd: number;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* refused(error, `open() "${path}" failed`, complain);
  }
  const { sizeBytes, modifiedAt } = sys.fstat(fd);
  const seconds = Math.floor(sys.clock.epochMsOf(modifiedAt) / 1000);
  const etag = visit.scope.isOn('etag', true) ? `"${seconds.toString(16)}-${sizeBytes.toString(16)}"` : undefined;
  const file = { contentType: contentType(visit, path), lastModified: seconds * 1000 };
  if (isUnchanged(visit, etag, seconds)) {
    sys.close(fd);
    return answer({ status: 304, lastModified: file.lastModified, fields: [['ETag', etag]], body: textBody('') });
  }
  const range = rangeOf(request.headers.get('Range'), sizeBytes);
  if (range === 'unsatisfiable') {
    sys.close(fd);
    return answer(standardPage(416, { fields: [['Content-Range', `bytes */${String(sizeBytes)}`]] }));
  }
  if (range) {
    const fields = [
      ['ETag', etag],
      ['Content-Range', `bytes ${String(range.first)}-${String(range.last)}/${String(sizeBytes)}`],
    ] as const;
    return answer({ status: 206, ...file, fields, body: { kind: 'file', fd, offset: range.first, length: range.last - range.first + 1 } });
  }
  return answer({
    status: 200,
    ...file,
    fields: [
      ['ETag', etag],
      ['Accept-Ranges', 'bytes'],
    ],
    body: { kind: 'file', fd, offset: 0, length: sizeBytes },
  });
}

function isUnchanged({ request, scope }: Visit, etag: string | undefined, modifiedSeconds: number): boolean {
  const tags = request.headers.get('If-None-Match');
  if (tags !== undefined) return tags === '*' || tags.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag);
  const since = parseHttpDate(request.headers.get('If-Modified-Since') ?? '');
  if (since === undefined) return false;
  return scope.value('if_modified_since') === 'before' ? since >= modifiedSeconds * 1000 : since === modifiedSeconds * 1000;
}

function rangeOf(
  header: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const first = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const last = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return first > last ? 'unsatisfiable' : { first, last };
}

/** The type by the file's extension from `types`, with a charset for text where one is configured. */
export function contentType(visit: Visit, path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  const types = visit.scope.all('types').flatMap(({ block }): readonly Directive[] => block ?? []);
  const listed = extension === undefined ? undefined : types.find(({ args }) => args.includes(extension))?.name;
  const type = listed ?? visit.scope.value('default_type') ?? 'text/plain';
  const charset = visit.scope.value('charset');
  return charset !== undefined && charset !== 'off' && /^text\/|javascript|xml/.test(type) ? `${type}; charset=${charset}` : type;
}

function isFile(visit: Visit, path: string): boolean {
  try {
    return visit.sys.stat(path).kind === 'file';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** A Location header: the address that the client used, or the server's name. */
export function absolute(visit: Visit, path: string): string {
  if (!visit.scope.isOn('absolute_redirect', true)) return path;
  const name = visit.scope.isOn('server_name_in_redirect', false) || visit.host === '' ? visit.serverName : visit.host;
  const port = visit.local.port === 80 || !visit.scope.isOn('port_in_redirect', true) ? '' : `:${String(visit.local.port)}`;
  return `http://${name}${port}${path}`;
}

const NAME_WIDTH = 50;

function listDirectory(visit: Visit, folder: string): Reply {
  const { sys, path } = visit;
  const rows = sys
    .readdir(folder)
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name }) => {
      const stat = sys.stat(folder + name);
      return { name, isFolder: stat.kind === 'directory', size: stat.sizeBytes, modified: stampOf(sys.clock.epochMsOf(stat.modifiedAt)) };
    });
  rows.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
  const lines = rows.map(({ name, isFolder, size, modified }) => {
    const shown = isFolder ? `${name}/` : name;
    const cut = shown.length > NAME_WIDTH ? `${shown.slice(0, NAME_WIDTH - 3)}..&gt;` : shown;
    const gap = ' '.repeat(Math.max(0, NAME_WIDTH - Math.min(shown.length, NAME_WIDTH)));
    const date = `${modified.day}-${modified.monthName}-${modified.year} ${modified.hour}:${modified.minute}`;
    return `<a href="${escapeHtml(encodePath(shown))}">${escapeHtml(cut)}</a>${gap} ${date} ${(isFolder ? '-' : String(size)).padStart(19)}\r\n`;
  });
  const title = `Index of ${escapeHtml(path)}`;
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre><a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n`;
  return { status: 200, contentType: 'text/html', body: textBody(page), chunked: true };
}

function encodePath(text: string): string {
  return text.replace(/[ "#%?]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, char => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}

function answer(reply: Reply): Found {
  return { kind: 'reply', reply };
}
