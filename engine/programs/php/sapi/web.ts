import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Sys } from '../../../process/sys.js';
import { parseQuery } from '../functions/text.js';
import { PhpArray } from '../runtime/array.js';
import { fromHost } from '../runtime/bytes.js';
import { readWhole } from '../runtime/read-file.js';
import { runProgram } from '../runtime/run-script.js';
import { Ref, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { compileCached } from './code-cache.js';
import { makeVm } from './make-vm.js';
import { readUpload } from './multipart.js';
import { readSettings } from './settings.js';

const MAX_OUTPUT = 64 * 1024 * 1024;

/** A request for a script. */
export interface WebRequest {
  readonly sapi: string;
  readonly software: string;
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly target: string;
  readonly protocol: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly remote: SocketAddress;
  readonly local: SocketAddress;
  readonly serverName: string;
  readonly root: string;
  /** The script as a path of the site and as a file. */
  readonly scriptName: string;
  readonly file: string;
  readonly pathInfo?: string;
  /** What a server passes on (FastCGI): all there is in $_SERVER besides the environment. */
  readonly variables?: readonly (readonly [string, string])[];
  /** Settings of PHP under and over those of php.ini. */
  readonly defaults?: readonly (readonly [string, string])[];
  readonly ini?: readonly (readonly [string, string])[];
}

export interface WebAnswer {
  readonly status: number;
  readonly reason: string | undefined;
  /** In their order; Content-Type among them. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** The script returned false: somebody else shall answer. */
  readonly declines: boolean;
}

/** Runs a script for a request. */
export function* runWeb(sys: Sys, request: WebRequest, log: (line: string) => Task<void>): Task<WebAnswer> {
  const settings = yield* readSettings(sys, { defaults: request.defaults ?? [] });
  for (const [name, value] of request.ini ?? []) settings.ini.set(name, value);
  const pieces: string[] = [];
  let length = 0;
  const vm: Vm = makeVm({
    sys,
    ini: settings.ini,
    sapi: request.sapi,
    *write(text) {
      length += text.length;
      if (length > MAX_OUTPUT) throw vm.errors.fatal('drydock: an answer of more than 64 MiB is not simulated');
      pieces.push(text);
      yield* sys.tick();
    },
    log,
  });
  vm.extensions = settings.extensions;
  vm.http.body = latin1Of(request.body);
  vm.deadline = sys.clock.now() + Number(settings.ini.get('max_execution_time') ?? 30) * 1000;
  yield* fillVariables(vm, request);
  const before = sys.cwd();
  try {
    sys.chdir(request.file.slice(0, request.file.lastIndexOf('/')) || '/');
    const file = fromHost(request.file);
    vm.scriptFile = file;
    const source = yield* readWhole(vm, request.file);
    yield* runProgram(vm, () => compileCached(source, file));
  } finally {
    sys.chdir(before);
    cleanUp(vm);
  }
  return answerOf(vm, pieces.join(''));
}

function cleanUp(vm: Vm): void {
  for (const path of vm.http.uploads) {
    try {
      vm.sys.unlink(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
}

function answerOf(vm: Vm, body: string): WebAnswer {
  const { http, ini } = vm;
  const headers: (readonly [string, string])[] = ini.bool('expose_php') ? [['X-Powered-By', 'PHP/8.3.3']] : [];
  const type = http.get('Content-Type');
  for (const { name, value } of http.headers) if (name.toLowerCase() !== 'content-type') headers.push([name, value]);
  const charset = ini.get('default_charset') ?? 'UTF-8';
  const plain = type ?? ini.get('default_mimetype') ?? 'text/html';
  headers.push([
    http.headers.findLast(each => each.name.toLowerCase() === 'content-type')?.name ?? 'Content-type',
    /^text\//i.test(plain) && !/charset/i.test(plain) && charset !== '' ? `${plain}; charset=${charset}`.replace(/;\s*;/, ';') : plain,
  ]);
  return { status: http.status, reason: http.reason, headers, body: bytesOfLatin1(body), declines: vm.returned === false };
}

function* fillVariables(vm: Vm, request: WebRequest): Task<void> {
  const get = new PhpArray();
  const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?') + 1) : '';
  parseQuery(vm, fromHost(query), get);
  const post = new PhpArray();
  const files = new PhpArray();
  const type = header(request, 'content-type') ?? '';
  if (request.method === 'POST') {
    const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary !== undefined) yield* readUpload(vm, { body: vm.http.body, boundary: fromHost(boundary), post, files });
    else if (/^application\/x-www-form-urlencoded/i.test(type)) parseQuery(vm, vm.http.body, post);
  }
  const cookies = new PhpArray();
  for (const pair of (header(request, 'cookie') ?? '').split(/;\s*/)) {
    const cut = pair.indexOf('=');
    if (cut > 0) parseQuery(vm, `${fromHost(pair.slice(0, cut))}=${fromHost(pair.slice(cut + 1)).replaceAll('&', '%26')}`, cookies);
  }
  const all = get.share();
  for (const [key, value] of post.entries()) all.set(key, vm.copy(value));
  const globals: readonly (readonly [string, Value])[] = [
    ['_GET', get],
    ['_POST', post],
    ['_COOKIE', cookies],
    ['_FILES', files],
    ['_REQUEST', all],
    ['_ENV', new PhpArray()],
    ['_SERVER', serverVariables(vm, request, query)],
  ];
  for (const [name, value] of globals) vm.globals.set(name, new Ref(value));
}

function header(request: WebRequest, lower: string): string | undefined {
  return request.headers.find(([name]) => name.toLowerCase() === lower)?.[1];
}

function serverVariables(vm: Vm, request: WebRequest, query: string): PhpArray {
  const server = new PhpArray();
  const put = (name: string, value: string | number): void => server.set(vm.key(name), typeof value === 'string' ? fromHost(value) : value);
  for (const [name, value] of vm.sys.env) if (request.sapi !== 'apache2handler') put(name, value);
  if (request.variables) {
    for (const [name, value] of request.variables) put(name, value);
    return withTime(vm, server);
  }
  for (const [name, value] of request.headers) {
    const upper = name.toUpperCase().replaceAll('-', '_');
    if (upper === 'PROXY') continue;
    put(upper === 'CONTENT_TYPE' || upper === 'CONTENT_LENGTH' ? upper : `HTTP_${upper}`, value);
  }
  put('PATH', vm.sys.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  put('SERVER_SIGNATURE', '');
  put('SERVER_SOFTWARE', request.software);
  put('SERVER_NAME', request.serverName);
  put('SERVER_ADDR', request.local.ip.replace(/^::ffff:/, ''));
  put('SERVER_PORT', String(request.local.port));
  put('REMOTE_ADDR', request.remote.ip.replace(/^::ffff:/, ''));
  put('DOCUMENT_ROOT', request.root);
  put('REQUEST_SCHEME', 'http');
  put('SCRIPT_FILENAME', request.file);
  put('REMOTE_PORT', String(request.remote.port));
  put('GATEWAY_INTERFACE', 'CGI/1.1');
  put('SERVER_PROTOCOL', request.protocol);
  put('REQUEST_METHOD', request.method);
  put('QUERY_STRING', query);
  put('REQUEST_URI', request.target);
  put('SCRIPT_NAME', request.scriptName);
  if (request.pathInfo !== undefined && request.pathInfo !== '') put('PATH_INFO', request.pathInfo);
  put('PHP_SELF', request.scriptName + (request.pathInfo ?? ''));
  return withTime(vm, server);
}

function withTime(vm: Vm, server: PhpArray): PhpArray {
  const ms = vm.sys.clock.epochMsOf(vm.sys.clock.now());
  server.set('REQUEST_TIME', Math.floor(ms / 1000));
  return server;
}
