import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { concatBytes } from '../../core/streams.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Fd, Sys } from '../../process/sys.js';
import { readFile } from '../input.js';
import { noEffect } from '../options.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { ByteReader } from './byte-reader.js';
import { BodyReader, framingOf } from './http-message.js';
import { readResponse, type HttpResponse } from './http-response.js';
import { resolveHost } from './resolver.js';
import { base64, formatUrl, hostHeader, parseUrl, resolveUrl, type Url } from './url.js';

type Key =
  | 'continue'
  | 'quiet'
  | 'showHeaders'
  | 'spider'
  | 'output'
  | 'log'
  | 'header'
  | 'postData'
  | 'postFile'
  | 'proxy'
  | 'noCheck'
  | 'folder'
  | 'agent'
  | 'timeout';

const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT = 900_000;

/** wget as BusyBox has it. */
export const busyboxWget = define<Key>({
  name: 'wget',
  options: {
    spider: ['--spider', 'Only check URL existence: $? is 0 if exists'],
    header: ['--header=STR', "Add STR (of form 'header: value') to headers"],
    postData: ['--post-data=STR', 'Send STR using POST method'],
    postFile: ['--post-file=FILE', 'Send FILE using POST method'],
    noCheck: noEffect('--no-check-certificate', 'https is refused anyway', undefined, "Don't validate the server's certificate"),
    continue: ['-c', 'Continue retrieval of aborted transfer'],
    quiet: ['-q', 'Quiet'],
    folder: ['-P DIR', 'Save to DIR (default .)'],
    showHeaders: ['-S', 'Show server response'],
    timeout: ['-T SEC, --timeout=SEC', 'Network read timeout is SEC seconds'],
    output: ['-O FILE', "Save to FILE ('-' for stdout)"],
    log: ['-o LOGFILE', 'Log messages to FILE'],
    agent: ['-U STR', 'Use STR for User-Agent header'],
    proxy: noEffect('-Y WHEN', 'there are no proxies here', undefined, 'Use proxy'),
  },
  busybox: {
    usage: [
      '[-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[--no-check-certificate] [-P DIR] [-U AGENT] [-T SEC] URL...',
    ],
    about: 'Retrieve files via HTTP or FTP',
  },
  *run(tool) {
    const { args } = tool;
    if (args.operands.length === 0) throw new UsageError('');
    if (args.has('continue') || args.has('log')) throw new Fatal('drydock: wget -c and -o are not simulated');
    for (const text of args.operands) {
      const url = parseUrl(text);
      if (!url) throw new Fatal(`bad address '${text}'`);
      yield* new Download(tool, url).run();
    }
  },
});

class Download {
  readonly #tool: Tool<Key>;
  readonly #sys: Sys;
  #url: Url;

  constructor(tool: Tool<Key>, url: Url) {
    this.#tool = tool;
    this.#sys = tool.sys;
    this.#url = url;
  }

  *run(): Task<void> {
    const body = yield* this.#postBody();
    for (let redirects = 0; ; redirects++) {
      const fd = yield* this.#connect();
      try {
        const next = yield* this.#fetch(fd, body);
        if (!next) return;
        this.#url = next;
      } catch (error) {
        if (isErrno(error, 'ETIMEDOUT')) throw new Fatal('download timed out');
        if (isErrno(error, 'ECONNRESET')) throw new Fatal('error getting response: Connection reset by peer');
        throw error;
      } finally {
        this.#sys.close(fd);
      }
      if (redirects >= MAX_REDIRECTS) throw new Fatal('too many redirections');
    }
  }

  *#connect(): Task<Fd> {
    const { host, port, scheme, explicitPort } = this.#url;
    if (scheme !== 'http' && scheme !== 'https' && scheme !== 'ftp') throw new Fatal(`not an http or ftp url: ${formatUrl(this.#url)}`);
    const found = yield* resolveHost(this.#sys, host);
    if (found.kind !== 'found') throw new Fatal(`bad address '${host}${explicitPort ? `:${String(port)}` : ''}'`);
    const ip = found.addresses[0] ?? '';
    const shown = ip.includes(':') ? `[${ip}]` : ip;
    yield* this.#say(`Connecting to ${hostHeader({ ...this.#url, scheme: 'http' })} (${shown}:${String(port)})\n`);
    let fd: Fd | undefined;
    let reason = '';
    for (const address of found.addresses) {
      try {
        fd = yield* this.#sys.connect({ ip: address, port }, this.#timeout());
        break;
      } catch (error) {
        if (!isErrno(error)) throw error;
        reason = error.message;
      }
    }
    if (fd === undefined) throw new Fatal(`can't connect to remote host (${ip}): ${reason}`);
    if (scheme === 'http') return fd;
    this.#sys.close(fd);
    throw new Fatal(`drydock: ${scheme} is not simulated`);
  }

  *#fetch(fd: Fd, body: Uint8Array | undefined): Task<Url | undefined> {
    yield* this.#sys.write(fd, concatBytes([encodeUtf8(this.#request(body)), body ?? new Uint8Array(0)]));
    const reader = new ByteReader(this.#sys, fd);
    reader.deadline = this.#sys.clock.now() + this.#timeout();
    const response = yield* readResponse(reader);
    if (response === 'empty') throw new Fatal('error getting response');
    if (response === 'not-http') throw new Fatal('short/garbled response');
    if (this.#tool.args.has('showHeaders')) yield* this.#say(response.lines.map(line => `  ${line}\n`).join('') + '  \n');
    const location = response.headers.get('Location');
    if ([301, 302, 303, 307, 308].includes(response.status) && location !== undefined) {
      const next = resolveUrl(this.#url, location);
      if (next) return next;
    }
    if (response.status !== 200 && response.status !== 204 && response.status !== 206) {
      throw new Fatal(`server returned error: ${response.lines[0] ?? ''}`);
    }
    if (this.#tool.args.has('spider')) yield* this.#say('remote file exists\n');
    else yield* this.#save(reader, response);
    return undefined;
  }

  #request(body: Uint8Array | undefined): string {
    const { args } = this.#tool;
    const given = args.values('header');
    const has = (name: string): boolean => given.some(header => header.toLowerCase().startsWith(`${name}:`));
    const { user, password, path } = this.#url;
    const lines = [
      `${body ? 'POST' : args.has('spider') ? 'HEAD' : 'GET'} ${path} HTTP/1.1`,
      ...(has('host') ? [] : [`Host: ${hostHeader(this.#url)}`]),
      ...(has('user-agent') ? [] : [`User-Agent: ${args.value('agent') ?? 'Wget'}`]),
      'Connection: close',
      ...(user === undefined ? [] : [`Authorization: Basic ${base64(encodeUtf8(`${user}:${password ?? ''}`))}`]),
      ...given,
      ...(body && !has('content-type') ? ['Content-Type: application/x-www-form-urlencoded'] : []),
      ...(body ? [`Content-Length: ${String(body.length)}`] : []),
    ];
    return `${lines.join('\r\n')}\r\n\r\n`;
  }

  *#save(reader: ByteReader, response: HttpResponse): Task<void> {
    const { args } = this.#tool;
    const given = args.value('output');
    const base = this.#url.path.replace(/\?.*$/s, '').replace(/^.*\//s, '') || 'index.html';
    const folder = args.value('folder');
    const path = given ?? (folder === undefined ? base : `${folder}/${base}`);
    const fd = path === '-' ? 1 : this.#open(path, given !== undefined);
    yield* this.#say(path === '-' ? 'writing to stdout\n' : `saving to '${path}'\n`);
    const body = new BodyReader(reader, framingOf(response.headers, 'until-close'));
    let received = 0;
    for (let bytes = yield* body.next(); bytes.length > 0; bytes = yield* body.next()) {
      received += bytes.length;
      yield* this.#sys.write(fd, bytes);
      reader.deadline = this.#sys.clock.now() + this.#timeout();
    }
    if (fd !== 1) this.#sys.close(fd);
    if (!body.isComplete) throw new Fatal('connection closed prematurely');
    yield* this.#say(`${meter(path.replace(/^.*\//, ''), received)}${path === '-' ? 'written to stdout' : `'${path}' saved`}\n`);
  }

  #open(path: string, overwrite: boolean): Fd {
    try {
      return this.#sys.open(path, { write: true, create: true, truncate: overwrite, exclusive: !overwrite });
    } catch (error) {
      if (isErrno(error)) throw new Fatal(`can't open '${path}': ${error.message}`);
      throw error;
    }
  }

  *#postBody(): Task<Uint8Array | undefined> {
    const { args } = this.#tool;
    const text = args.value('postData');
    if (text !== undefined) return encodeUtf8(text);
    const file = args.value('postFile');
    return file === undefined ? undefined : yield* readFile(this.#sys, file);
  }

  #timeout(): number {
    const text = this.#tool.args.value('timeout');
    return text === undefined ? DEFAULT_TIMEOUT : Number(text) * 1000;
  }

  *#say(text: string): Task<void> {
    if (!this.#tool.args.has('quiet')) yield* this.#tool.complain(text);
  }
}

/** The bar that a finished download leaves. */
function meter(name: string, bytes: number): string {
  const shown = name.length > 20 ? name.slice(0, 20) : name.padEnd(20);
  const size =
    bytes < 100_000
      ? String(bytes).padStart(5)
      : bytes < 1024 * 10_000
        ? `${(bytes / 1024).toFixed(0)}k`.padStart(5)
        : `${(bytes / 1024 / 1024).toFixed(1)}M`.padStart(5);
  return `${shown} 100% |${'*'.repeat(32)}| ${size}  0:00:00 ETA\n`;
}
