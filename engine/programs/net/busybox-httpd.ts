import { isErrno } from '../../core/errno.js';
import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Stat } from '../../fs/stat.js';
import type { SocketAddress } from '../../net/socket.js';
import type { Fd, Sys } from '../../process/sys.js';
import { inBackground } from '../cron/daemon.js';
import { readFile } from '../input.js';
import { refused } from '../options.js';
import { EventLoop } from '../servers/event-loop.js';
import { readRequest, reasonOf, type HttpRequest } from '../servers/http.js';
import { acceptAll } from '../servers/http-service.js';
import { define, Fatal, UsageError } from '../tool.js';
import { ByteReader } from './byte-reader.js';
import { formatHttpDate } from './http-date.js';

type Key = 'foreground' | 'verbose' | 'port' | 'home' | 'inetd' | 'config' | 'user' | 'realm' | 'md5' | 'encode' | 'decode';

const READ_TIMEOUT = 60_000;

/** BusyBox's httpd: the files of a folder, one request a connection. */
export const busyboxHttpd = define<Key>({
  name: 'httpd',
  options: {
    inetd: refused('-i'),
    foreground: ['-f', 'Run in foreground'],
    verbose: ['-v', 'Verbose'],
    port: ['-p [IP:]PORT', 'Bind to IP:PORT (default *:80)'],
    user: refused('-u USER[:GRP]'),
    realm: refused('-r REALM'),
    home: ['-h HOME', 'Home directory (default .)'],
    config: refused('-c FILE'),
    md5: refused('-m STRING'),
    encode: refused('-e STRING'),
    decode: refused('-d STRING'),
  },
  busybox: {
    usage: ['[-ifv[v]] [-c CONFFILE] [-p [IP:]PORT] [-u USER[:GRP]] [-r REALM] [-h HOME]', '-d/-e/-m STRING'],
    about: 'Listen for incoming HTTP requests',
  },
  *run({ sys, args }) {
    if (args.operands.length > 0) throw new UsageError('');
    const home = args.value('home');
    if (home !== undefined) enter(sys, home);
    for (const path of ['/etc/httpd.conf', 'httpd.conf'])
      if (sys.access(path, { read: true })) throw new Fatal(`drydock: ${path} is not simulated`);
    const verbosity = args.count('verbose');
    const listener = listen(sys, args.value('port') ?? '80');
    if (args.has('foreground')) return yield* serve(sys, listener, verbosity);
    inBackground(sys, child => serve(child, listener, verbosity), [listener]);
    return 0;
  },
});

function enter(sys: Sys, home: string): void {
  try {
    sys.chdir(home);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`can't change directory to '${home}': ${error.message}`);
  }
}

function listen(sys: Sys, text: string): Fd {
  const [, ip = '::', digits = ''] = /^(?:(.*):)?(\d+)$/.exec(text) ?? [];
  if (digits === '' || Number(digits) > 65_535) throw new Fatal(`bad address '${text}'`);
  try {
    return sys.listen({ ip, port: Number(digits) });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`bind: ${error.message}`);
  }
}

function* serve(sys: Sys, listener: Fd, verbosity: number): Task<number> {
  sys.onSignal('SIGPIPE', 'ignore');
  const loop = new EventLoop(sys, () => sys.tick());
  loop.start(acceptAll(sys, listener, (fd, peer) => loop.start(answerOne(sys, fd, peer, verbosity))));
  yield* loop.run();
  return 0;
}

function* answerOne(sys: Sys, fd: Fd, peer: SocketAddress, verbosity: number): Task<void> {
  const from = peer.ip.includes(':') ? `[${peer.ip}]` : `[::ffff:${peer.ip}]`;
  const say = (text: string): Task<unknown> => sys.write(2, encodeUtf8(`${from}:${String(peer.port)}: ${text}\n`));
  try {
    const reader = new ByteReader(sys, fd);
    reader.deadline = sys.clock.now() + READ_TIMEOUT;
    const read = yield* readRequest(reader);
    if (read.kind === 'closed') return;
    const path = read.kind === 'request' ? pathOf(read.request) : undefined;
    if (verbosity > 1 && path !== undefined) yield* say(`url:${path}`);
    const reply =
      path === undefined || read.kind !== 'request' ? refusal(400, 'Unsupported method') : yield* replyTo(sys, read.request, path);
    if (verbosity > 0) yield* say(`response:${String(reply.status)}`);
    const isHead = read.kind === 'request' && read.request.method === 'HEAD';
    yield* sys.write(fd, concatBytes([encodeUtf8(headOf(sys, reply)), isHead ? new Uint8Array(0) : reply.body]));
  } finally {
    sys.close(fd);
  }
}

/** The path asked for with its escapes undone; undefined for one that leads out of the folder. */
function pathOf({ target }: HttpRequest): string | undefined {
  const [raw = ''] = target.split('?');
  const bytes: number[] = [];
  for (let at = 0; at < raw.length; at++) {
    const code = raw[at] === '%' ? /^[\da-f]{2}/i.exec(raw.slice(at + 1))?.[0] : undefined;
    if (raw[at] === '%' && code === undefined) return undefined;
    bytes.push(...(code === undefined ? encodeUtf8(raw[at] ?? '') : [parseInt(code, 16)]));
    if (code !== undefined) at += 2;
  }
  const path = decodeUtf8(Uint8Array.from(bytes));
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (!path.startsWith('/') || parts.includes('..') || path.includes('\0')) return undefined;
  return `/${parts.join('/')}${path.endsWith('/') && parts.length > 0 ? '/' : ''}`;
}

interface Reply {
  readonly status: number;
  readonly fields: readonly string[];
  readonly body: Uint8Array;
}

function* replyTo(sys: Sys, { method }: HttpRequest, path: string): Task<Reply> {
  if (path.startsWith('/cgi-bin/')) {
    yield* sys.write(2, encodeUtf8('httpd: drydock: cgi-bin is not simulated\n'));
    return refusal(501, 'drydock: cgi-bin is not simulated');
  }
  if (method !== 'GET' && method !== 'HEAD') return refusal(501, 'The requested method is not recognized');
  const file = `.${path}${path.endsWith('/') ? 'index.html' : ''}`;
  try {
    const status = sys.stat(file);
    if (status.kind === 'directory')
      return { status: 302, fields: ['Content-type: text/html', `Location: ${path}/`], body: new Uint8Array(0) };
    return ofFile(sys, file, status, yield* readFile(sys, file));
  } catch (error) {
    if (!isErrno(error)) throw error;
    return refusal(404, 'The requested URL was not found');
  }
}

function ofFile(sys: Sys, path: string, status: Stat, body: Uint8Array): Reply {
  const changed = sys.clock.epochMsOf(status.modifiedAt);
  const type = types[/\.[^.]*$/.exec(path)?.[0] ?? ''];
  return {
    status: 200,
    fields: [
      ...(type === undefined ? [] : [`Content-type: ${type}`]),
      'Accept-Ranges: bytes',
      `Last-Modified: ${formatHttpDate(changed)}`,
      `ETag: "${Math.floor(changed / 1000).toString(16)}-${body.length.toString(16)}"`,
      `Content-Length: ${String(body.length)}`,
    ],
    body,
  };
}

function refusal(status: number, sentence: string): Reply {
  const title = `${String(status)} ${reasonOf(status)}`;
  const page = `<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\n<BODY><H1>${title}</H1>\n${sentence}\n</BODY></HTML>\n`;
  return { status, fields: ['Content-type: text/html'], body: encodeUtf8(page) };
}

function headOf(sys: Sys, { status, fields }: Reply): string {
  const date = `Date: ${formatHttpDate(sys.clock.epochMsOf(sys.clock.now()))}`;
  return [`HTTP/1.1 ${String(status)} ${reasonOf(status)}`, date, 'Connection: close', ...fields, '', ''].join('\r\n');
}

const types: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.h': 'text/plain',
  '.c': 'text/plain',
  '.cc': 'text/plain',
  '.cpp': 'text/plain',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.js': 'application/javascript',
  '.wav': 'audio/wav',
  '.avi': 'video/x-msvideo',
  '.qt': 'video/quicktime',
  '.mov': 'video/quicktime',
  '.mpe': 'video/mpeg',
  '.mpeg': 'video/mpeg',
  '.mid': 'audio/midi',
  '.midi': 'audio/midi',
  '.mp3': 'audio/mpeg',
};
