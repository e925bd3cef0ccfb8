import { isErrno } from '../../core/errno.js';
import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Fd } from '../../process/sys.js';
import { noEffect, refused } from '../options.js';
import { wgetOrigin } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { ByteReader } from './byte-reader.js';
import { BodyReader, framingOf } from './http-message.js';
import { readResponse, type HttpResponse } from './http-response.js';
import { stampOf } from './http-date.js';
import { resolveHost } from './resolver.js';
import { formatUrl, parseUrl, resolveUrl, type Url } from './url.js';
import { sizeText, WgetProgress } from './wget-progress.js';
import { formatRequest, readBody, type Key } from './wget-request.js';

const MAX_TRIES = 20;
const DEFAULT_REDIRECTS = 20;
const READ_TIMEOUT = 900_000;

/** GNU wget. */
export const gnuWget = define<Key>({
  name: 'wget',
  options: {
    quiet: ['-q, --quiet', 'quiet (no output)'],
    lessVerbose: ['--no-verbose', 'turn off verboseness, without being quiet'],
    output: ['-O FILE, --output-document=FILE', 'write documents to FILE'],
    headers: ['-S, --server-response', 'print server response'],
    spider: ['--spider', "don't download anything"],
    timeout: ['-T SECONDS, --timeout=SECONDS', 'set all timeout values to SECONDS'],
    tries: ['-t NUMBER, --tries=NUMBER', 'set number of retries to NUMBER (0 unlimits)'],
    folder: ['-P PREFIX, --directory-prefix=PREFIX', 'save files to PREFIX/..'],
    header: ['--header=STRING', 'insert STRING among the headers'],
    postData: ['--post-data=STRING', 'use the POST method; send STRING as the data'],
    postFile: ['--post-file=FILE', 'use the POST method; send contents of FILE'],
    method: ['--method=METHOD', 'use METHOD in the request'],
    bodyData: ['--body-data=STRING', 'send STRING as data. --method MUST be set'],
    agent: ['-U AGENT, --user-agent=AGENT', 'identify as AGENT instead of Wget/VERSION'],
    user: ['--user=USER', 'set user to USER'],
    password: ['--password=PASS', 'set password to PASS'],
    verbose: noEffect('-v, --verbose', 'it is so anyway', undefined, 'be verbose (this is the default)'),
    noProxy: noEffect('--no-proxy', 'no proxy is ever asked', undefined, 'explicitly turn off proxy'),
    noHsts: noEffect('--no-hsts', 'https is refused anyway', undefined, 'disable HSTS'),
    authority: noEffect('--ca-certificate=FILE', 'https is refused anyway', undefined, 'file with the bundle of CAs'),
    noConfig: noEffect('--no-config', 'no file of settings is read', undefined, 'do not read any config file'),
    noNetrc: noEffect('--no-netrc', 'no such file is read', undefined, 'do not look for passwords in .netrc'),
    noCheck: noEffect('--no-check-certificate', 'https is refused anyway', undefined, "don't validate the server's certificate"),
    resume: refused('-c, --continue'),
    logFile: refused('-o FILE, --output-file=FILE'),
    maxRedirect: ['--max-redirect=NUMBER', 'maximum redirections allowed per page'],
  },
  rewrite: argv => argv.map(word => (word === '-nv' ? '--no-verbose' : word)),
  gnu: { usage: ['[OPTION]... [URL]...'], about: '' },
  origin: wgetOrigin,
  usageStatus: 2,
  usageHint: name => `Usage: ${name} [OPTION]... [URL]...\n\nTry \`${name} --help' for more options.\n`,
  *run(tool) {
    const { args } = tool;
    if (args.operands.length === 0) {
      yield* tool.complain(`wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry \`wget --help' for more options.\n`);
      return 1;
    }
    let status = 0;
    for (const text of args.operands) {
      const url = parseUrl(text);
      if (!url) {
        yield* tool.complain(`${text}: Invalid host name.\n`);
        status ||= 1;
        continue;
      }
      status = (yield* new Retrieval(tool, url).run()) || status;
    }
    return status;
  },
});

/** The exit status of wget for what went wrong, and what it says. */
class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: number;
  /** Worth another try. */
  readonly transient: boolean;

  constructor(message: string, status: number, transient = false) {
    super(message);
    this.status = status;
    this.transient = transient;
  }
}

class Retrieval {
  readonly #tool: Tool<Key>;
  #url: Url;
  readonly #startUrl: Url;

  constructor(tool: Tool<Key>, url: Url) {
    this.#tool = tool;
    this.#url = url;
    this.#startUrl = url;
  }

  *run(): Task<number> {
    const given = this.#tool.args.value('tries');
    const tries = given === undefined ? MAX_TRIES : Number(given) || MAX_TRIES;
    if (this.#tool.args.has('spider')) yield* this.#log('Spider mode enabled. Check if remote file exists.\n');
    for (let attempt = 1; ; attempt++) {
      try {
        yield* this.#attempt(attempt);
        return 0;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        yield* this.#complain(error.message);
        if (!error.transient || attempt >= tries) {
          if (error.transient) yield* this.#log('Giving up.\n\n');
          return error.status;
        }
        yield* this.#log('Retrying.\n\n');
        yield* this.#tool.sys.sleep(Math.min(attempt, 10) * 1000);
      }
    }
  }

  *#attempt(attempt: number): Task<void> {
    const limit = Number(this.#tool.args.value('maxRedirect') ?? DEFAULT_REDIRECTS);
    this.#url = this.#startUrl;
    for (let redirects = 0; ; redirects++) {
      yield* this.#log(
        `--${this.#stamp()}--  ${attempt > 1 ? `(try:${String(attempt).padStart(2)})  ` : ''}${formatUrl({ ...this.#url })}\n`,
      );
      const fd = yield* this.#connect();
      try {
        const next = yield* this.#fetch(fd);
        if (!next) return;
        this.#url = next;
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw new Failure(
          error.code === 'ETIMEDOUT' ? 'Read error (Connection timed out) in headers.\n' : `Read error (${error.message}) in headers.\n`,
          4,
          true,
        );
      } finally {
        this.#tool.sys.close(fd);
      }
      if (redirects >= limit) throw new Failure(`${String(limit)} redirections exceeded.\n`, 8);
    }
  }

  *#connect(): Task<Fd> {
    const { host, port, scheme } = this.#url;
    const { sys } = this.#tool;
    if (scheme !== 'http' && scheme !== 'https')
      throw new Failure(`${formatUrl(this.#url)}: Unsupported scheme ${this.#quote(scheme)}.\n`, 1);
    const found = yield* resolveHost(sys, host);
    const isName = found.kind !== 'found' || found.addresses[0] !== host;
    if (isName) yield* this.#log(`Resolving ${host} (${host})... `);
    if (found.kind !== 'found') {
      yield* this.#log(`failed: ${found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known'}.\n`);
      throw new Failure(`wget: unable to resolve host address ${this.#quote(host)}\n`, 4);
    }
    if (isName) yield* this.#log(`${found.addresses.join(', ')}\n`);
    let timedOut = false;
    for (const ip of found.addresses) {
      yield* this.#log(`Connecting to ${isName ? `${host} (${host})|${ip}|` : ip}:${String(port)}... `);
      try {
        const fd = yield* sys.connect({ ip, port }, this.#timeout());
        yield* this.#log('connected.\n');
        if (scheme === 'http') return fd;
        sys.close(fd);
        throw new Failure('drydock: TLS (https) is not simulated\n', 5);
      } catch (error) {
        if (!isErrno(error)) throw error;
        timedOut = error.code === 'ETIMEDOUT';
        yield* this.#log(`failed: ${error.message}.\n`);
      }
    }
    throw new Failure('', 4, timedOut);
  }

  *#fetch(fd: Fd): Task<Url | undefined> {
    const { args, sys } = this.#tool;
    const body = yield* readBody(this.#tool);
    yield* sys.write(fd, concatBytes([encodeUtf8(formatRequest(this.#tool.args, this.#url, body)), body ?? new Uint8Array(0)]));
    const reader = new ByteReader(sys, fd);
    reader.deadline = sys.clock.now() + this.#timeout();
    yield* this.#log(`HTTP request sent, awaiting response... `);
    const response = yield* readResponse(reader);
    if (response === 'empty') throw new Failure('No data received.\n', 4, true);
    if (response === 'not-http') throw new Failure('200 No headers, assuming HTTP/0.9\ndrydock: HTTP/0.9 is not simulated\n', 7);
    if (args.has('headers')) yield* this.#log(`\n${response.lines.map(line => `  ${line}\n`).join('')}`);
    else yield* this.#log(`${String(response.status)} ${response.reason}\n`);
    const location = response.headers.get('Location');
    if (response.status >= 300 && response.status < 400 && location !== undefined) {
      yield* this.#log(`Location: ${location} [following]\n`);
      return resolveUrl(this.#url, location);
    }
    if (response.status >= 400) return yield* this.#serverError(response);
    yield* this.#receive(reader, response);
    return undefined;
  }

  *#serverError(response: HttpResponse): Task<never> {
    const { args } = this.#tool;
    if (args.has('spider')) throw new Failure('Remote file does not exist -- broken link!!!\n\n', 8);
    const problem = `${this.#stamp()} ERROR ${String(response.status)}: ${response.reason}.\n`;
    yield* this.#tool.sys.tick();
    if (args.has('lessVerbose')) throw new Failure(`${formatUrl(this.#url)}:\n${problem}`, 8);
    throw new Failure(`${problem}\n`, 8);
  }

  *#receive(reader: ByteReader, response: HttpResponse): Task<void> {
    const { args, sys } = this.#tool;
    const framing = framingOf(response.headers, 'until-close');
    const total = framing.kind === 'length' ? framing.bytes : undefined;
    const type = response.headers.get('Content-Type')?.replace(/;.*/, '').trim();
    yield* this.#log(`Length: ${total === undefined ? 'unspecified' : sizeText(total)}${type === undefined ? '' : ` [${type}]`}\n`);
    if (args.has('spider')) {
      yield* this.#log('Remote file exists.\n\n');
      return;
    }
    const given = args.value('output');
    const path = given ?? this.#freeName();
    const fd = path === '-' ? 1 : this.#open(path);
    const shown = path === '-' ? 'STDOUT' : path;
    yield* this.#log(`Saving to: ${this.#quote(shown)}\n`);
    const progress = new WgetProgress(sys, path.replace(/^.*\//, ''), total, !this.#isQuiet());
    const body = new BodyReader(reader, framing);
    yield* progress.start();
    for (let bytes = yield* body.next(); bytes.length > 0; bytes = yield* body.next()) {
      yield* sys.write(fd, bytes);
      yield* progress.add(bytes.length);
      reader.deadline = sys.clock.now() + this.#timeout();
    }
    yield* progress.finish();
    if (fd !== 1) sys.close(fd);
    const count = total === undefined ? `[${String(progress.received)}]` : `[${String(progress.received)}/${String(total)}]`;
    if (!body.isComplete)
      throw new Failure(`${this.#stamp()} (${progress.rate()}) - Connection closed at byte ${String(progress.received)}. `, 4, true);
    if (args.has('lessVerbose')) yield* this.#always(`${this.#stamp()} URL:${formatUrl(this.#url)} ${count} -> "${path}" [1]\n`);
    else
      yield* this.#log(
        `${this.#stamp()} (${progress.rate()}) - ${path === '-' ? 'written to stdout' : `${this.#quote(path)} saved`} ${count}\n\n`,
      );
  }

  #open(path: string): Fd {
    try {
      return this.#tool.sys.open(path, { write: true, create: true, truncate: true });
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${path}: ${error.message}`, 3);
    }
  }

  /** `index.html`, or `index.html.1` and so on where that is taken. */
  #freeName(): string {
    const { args, sys } = this.#tool;
    const folder = args.value('folder');
    const base = this.#url.path.replace(/\?.*$/s, '').replace(/^.*\//s, '') || 'index.html';
    const query = this.#url.path.includes('?') ? this.#url.path.slice(this.#url.path.indexOf('?')) : '';
    const name = `${folder === undefined ? '' : `${folder}/`}${base}${query}`;
    for (let number = 0; ; number++) {
      const candidate = number === 0 ? name : `${name}.${String(number)}`;
      try {
        sys.lstat(candidate);
      } catch (error) {
        if (!isErrno(error)) throw error;
        return candidate;
      }
    }
  }

  #timeout(): number {
    const text = this.#tool.args.value('timeout');
    return text === undefined ? READ_TIMEOUT : Number(text) * 1000;
  }

  /** wget quotes as the locale does. */
  #quote(text: string): string {
    const { env } = this.#tool.sys;
    const locale = env.get('LC_ALL') ?? env.get('LC_CTYPE') ?? env.get('LANG') ?? '';
    return /utf-?8/i.test(locale) ? `‘${text}’` : `'${text}'`;
  }

  #stamp(): string {
    const { sys } = this.#tool;
    const { year, month, day, time } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
    return `${year}-${month}-${day} ${time}`;
  }

  #isQuiet(): boolean {
    return this.#tool.args.has('quiet') || this.#tool.args.has('lessVerbose');
  }

  *#log(text: string): Task<void> {
    if (!this.#isQuiet()) yield* this.#tool.complain(text);
  }

  *#complain(text: string): Task<void> {
    if (text.startsWith('drydock') || !this.#tool.args.has('quiet')) yield* this.#tool.complain(text);
  }

  *#always(text: string): Task<void> {
    if (!this.#tool.args.has('quiet')) yield* this.#tool.complain(text);
  }
}
