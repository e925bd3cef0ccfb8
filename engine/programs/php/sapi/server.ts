import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { normaliseIp, unmapIpv4 } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Sys } from '../../../process/sys.js';
import { readFile } from '../../input.js';
import { formatHttpDate, stampOf } from '../../net/http-date.js';
import { percentDecode, removeDotSegments } from '../../net/url.js';
import { runHttpService, type ServiceResponse } from '../../servers/http-service.js';
import type { HttpRequest } from '../../servers/http.js';
import { runWeb } from './web.js';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=UTF-8',
  html: 'text/html; charset=UTF-8',
  htm: 'text/html; charset=UTF-8',
  js: 'text/javascript; charset=UTF-8',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=UTF-8',
};

/** `php -S`: the server that comes with PHP. */
export function* builtInServer(
  sys: Sys,
  of: { readonly address: string; readonly root: string | undefined; readonly router: string | undefined },
): Task<number> {
  const [, host = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(of.address) ?? [];
  if (port === '') return yield* complain(sys, `Invalid address: ${of.address}\n`);
  const root = of.root ?? sys.cwd();
  if (!isDirectory(sys, root)) return yield* complain(sys, `Directory ${root} does not exist.\n`);
  const server = new BuiltInServer(sys, sys.realpath(root), of.router);
  const ip = host === 'localhost' ? '127.0.0.1' : (normaliseIp(host) ?? '127.0.0.1');
  try {
    const listener = sys.listen({ ip, port: Number(port) });
    yield* server.log(`PHP 8.3.3 Development Server (http://${of.address}) started`);
    yield* runHttpService(sys, {
      listeners: [listener],
      handle: (request, body, peer) => server.handle(request, body, { peer, local: { ip, port: Number(port) } }),
      onSignal: function* () {
        yield* sys.tick();
      },
      keepAliveMs: 60_000,
    });
    return 0;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* server.log(`Failed to listen on ${of.address} (reason: ${error.message})`);
    return 1;
  }
}

function* complain(sys: Sys, text: string): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return 1;
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

interface Ends {
  readonly peer: SocketAddress;
  readonly local: SocketAddress;
}

class BuiltInServer {
  readonly #sys: Sys;
  readonly #root: string;
  readonly #router: string | undefined;

  constructor(sys: Sys, root: string, router: string | undefined) {
    this.#sys = sys;
    this.#root = root;
    this.#router = router;
  }

  *log(message: string): Task<void> {
    const { dayName, monthName, day, time, year } = stampOf(this.#sys.clock.epochMsOf(this.#sys.clock.now()));
    yield* this.#sys.write(2, encodeUtf8(`[${dayName} ${monthName} ${day.replace(/^0/, ' ')} ${time} ${year}] ${message}\n`));
  }

  *handle(request: HttpRequest, body: Uint8Array, ends: Ends): Task<ServiceResponse> {
    const who = `${ends.peer.ip.includes(':') && unmapIpv4(ends.peer.ip) === ends.peer.ip ? `[${ends.peer.ip}]` : unmapIpv4(ends.peer.ip)}:${ends.peer.port}`;
    yield* this.log(`${who} Accepted`);
    const path = removeDotSegments(percentDecode(request.target.replace(/\?.*$/s, '')));
    const answer = yield* this.#answer(request, body, { ...ends, path });
    const missing = answer.status === 404 ? ' - No such file or directory' : '';
    if (!answer.isRouted) yield* this.log(`${who} [${answer.status}]: ${request.method} ${request.target}${missing}`);
    yield* this.log(`${who} Closing`);
    const host = request.headers.get('Host');
    const date = formatHttpDate(this.#sys.clock.epochMsOf(this.#sys.clock.now()));
    const own = [...(host === undefined ? [] : [['Host', host] as const]), ['Date', date] as const, ['Connection', 'close'] as const];
    return { ...answer, fields: [...own, ...answer.fields] };
  }

  *#answer(
    request: HttpRequest,
    body: Uint8Array,
    at: Ends & { readonly path: string },
  ): Task<ServiceResponse & { readonly isRouted?: boolean }> {
    if (this.#router !== undefined) {
      const file = this.#sys.realpath(this.#router);
      const answer = yield* this.#run(request, body, { ...at, file, script: at.path, info: '' });
      // What the router answers itself is not logged.
      if (!answer.declines) return { ...answer, isRouted: true };
    }
    const found = this.#find(at.path);
    if (!found) return notFound(request.target);
    if (found.file.endsWith('.php')) return yield* this.#run(request, body, { ...at, ...found });
    const content = yield* readFile(this.#sys, found.file);
    const type = types[/\.(\w+)$/.exec(found.file)?.[1] ?? ''] ?? 'application/octet-stream';
    return { status: 200, fields: [['Content-Type', type]], body: content };
  }

  /** A file, the index of a folder, or the index of the nearest folder above what is not there. */
  #find(path: string): { readonly file: string; readonly script: string; readonly info: string } | undefined {
    const whole = this.#root + path.replace(/\/+$/, '');
    if (this.#isFile(whole)) return { file: whole, script: path, info: '' };
    if (/\.[^/]+$/.test(path) && !isDirectory(this.#sys, whole)) {
      const script = /^(.*?\.php)(\/.*)$/.exec(path);
      if (script && this.#isFile(this.#root + (script[1] ?? '')))
        return { file: this.#root + (script[1] ?? ''), script: script[1] ?? '', info: script[2] ?? '' };
      return undefined;
    }
    for (let folder = path.replace(/\/+$/, ''); ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
      for (const index of ['index.php', 'index.html']) {
        const file = `${this.#root}${folder}/${index}`;
        if (this.#isFile(file)) return { file, script: `${folder}/${index}`, info: path.slice(folder.length).replace(/^\/$/, '') };
      }
      if (folder === '') return undefined;
    }
  }

  #isFile(path: string): boolean {
    try {
      return this.#sys.stat(path).kind === 'file';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  *#run(
    request: HttpRequest,
    body: Uint8Array,
    at: Ends & { readonly file: string; readonly script: string; readonly info: string },
  ): Task<ServiceResponse & { readonly declines: boolean }> {
    const sys = this.#sys;
    const answer = yield* runWeb(
      sys,
      {
        sapi: 'cli-server',
        software: 'PHP 8.3.3 Development Server',
        method: request.method,
        target: request.target,
        protocol: `HTTP/${request.version}`,
        headers: request.headers.fields,
        body,
        remote: at.peer,
        local: at.local,
        serverName: at.local.ip,
        root: this.#root,
        scriptName: at.script,
        file: at.file,
        pathInfo: at.info,
      },
      line => this.log(line.trimEnd()),
    );
    return { status: answer.status, fields: answer.headers, body: answer.body, declines: answer.declines };
  }
}

function notFound(target: string): ServiceResponse {
  const shown = target.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const page = `<!doctype html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested resource <code class="url">${shown}</code> was not found on this server.</p></body></html>`;
  return { status: 404, fields: [['Content-Type', 'text/html; charset=UTF-8']], body: encodeUtf8(page) };
}
