import { bytesOfLatin1 } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Main, Sys } from '../../../process/sys.js';
import { PromptInput, type HistoryFile } from '../prompt-input.js';
import { readAll } from '../../input.js';
import { ByteReader } from '../../net/byte-reader.js';
import { resolveHost } from '../../net/resolver.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { refusalOf } from '../../unsimulated.js';
import { toBinary, toText } from './binary.js';
import { runMode, type CliMode } from './cli-modes.js';
import { encodeCommand, quoteText, readReply, splitWords, type Reply } from './resp.js';

interface Options {
  mode: CliMode | undefined;
  pattern: string;
  host: string;
  port: number;
  password: string | undefined;
  user: string | undefined;
  database: number;
  raw: boolean | undefined;
  /** Negative: without end. */
  repeat: number;
  pauseMs: number;
  readsLast: boolean;
  quiet: boolean;
  words: readonly string[];
}

/** redis-cli: one command, commands from standard input, or a prompt. */
export const redisCli: Main = function* (sys, argv) {
  const options = parseOptions(argv.slice(1), sys.env.get('REDISCLI_AUTH'));
  if (typeof options === 'string')
    return yield* say(sys, options.startsWith('redis-cli ') ? 1 : 2, options, options.startsWith('redis-cli ') ? 0 : 1);
  if (options.password !== undefined && !options.quiet && sys.env.get('REDISCLI_AUTH') === undefined) {
    yield* say(sys, 2, "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n", 0);
  }
  const raw = options.raw ?? !(sys.isOpen(1) && sys.isTerminal(1));
  const session = new Session(sys, options, raw);
  if (options.mode) return yield* runMode(sys, options.mode, options, words => session.ask(words));
  if (options.words.length > 0) {
    const words = options.readsLast ? [...options.words, decodeUtf8(yield* readAll(sys, 0))] : options.words;
    let code = 0;
    for (let i = 0; options.repeat < 0 || i < options.repeat; i++) {
      if (i > 0 && options.pauseMs > 0) yield* sys.sleep(options.pauseMs);
      code = yield* session.command(words);
    }
    return code;
  }
  return yield* session.interact(sys.isTerminal(0));
};

function parseOptions(words: readonly string[], password: string | undefined): Options | string {
  const options: Options = {
    mode: undefined,
    pattern: '*',
    host: '127.0.0.1',
    port: 6379,
    password,
    user: undefined,
    database: 0,
    raw: undefined,
    repeat: 1,
    pauseMs: 0,
    readsLast: false,
    quiet: false,
    words: [],
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const next = (): string => words[++i] ?? '';
    if (word === '-h') options.host = next();
    else if (word === '-p') options.port = Number(next());
    else if (word === '-a' || word === '--pass') options.password = next();
    else if (word === '--user') options.user = next();
    else if (word === '-n') options.database = Number(next());
    else if (word === '-r') options.repeat = Number(next()) || 1;
    else if (word === '-i') options.pauseMs = Math.max(0, Number(next()) || 0) * 1000;
    else if (word === '-u') {
      const problem = takeAddress(options, next());
      if (problem !== undefined) return problem;
    } else if (word === '--scan' || word === '--stat' || word === '--pipe') options.mode = word;
    else if (word === '--pattern') options.pattern = next();
    else if (word === '-x') options.readsLast = true;
    else if (word === '--raw') options.raw = true;
    else if (word === '--no-raw') options.raw = false;
    else if (word === '--no-auth-warning') options.quiet = true;
    else if (word === '-v' || word === '--version') return 'redis-cli 7.2.4\n';
    else if (word.startsWith('-') && !/^-?\d/.test(word.slice(1)))
      return `${refusalOf('redis-cli', word) ?? `Unrecognized option or bad number of args for: '${word}'`}\n`;
    else {
      options.words = words.slice(i);
      break;
    }
  }
  return options;
}

/** `redis://user:password@host:port/database`. */
function takeAddress(options: Options, address: string): string | undefined {
  const [, scheme, user, password, host, port, database] =
    /^(rediss?):\/\/(?:([^:@]*)(?::([^@]*))?@)?([^:/]*)(?::(\d+))?(?:\/(\d+))?$/.exec(address) ?? [];
  if (scheme === undefined) return 'Invalid URI scheme\n';
  if (scheme === 'rediss') return 'drydock: redis-cli with TLS is not simulated\n';
  if (host !== undefined && host !== '') options.host = host;
  if (port !== undefined) options.port = Number(port);
  if (database !== undefined) options.database = Number(database);
  if (password !== undefined) options.password = password;
  if (user !== undefined && user !== '') options.user = user;
  return undefined;
}

class Session {
  readonly #sys: Sys;
  readonly #options: Options;
  readonly #raw: boolean;
  #connection: { readonly fd: Fd; readonly reader: ByteReader } | undefined;
  #database: number;

  constructor(sys: Sys, options: Options, raw: boolean) {
    this.#sys = sys;
    this.#options = options;
    this.#raw = raw;
    this.#database = options.database;
  }

  /** Sends one command and prints what comes back. */
  *command(words: readonly string[]): Task<number> {
    const connection = yield* this.#connect();
    if (!connection) return 1;
    try {
      yield* this.#sys.write(connection.fd, encodeCommand(words.map(toBinary)));
      const endless = ['subscribe', 'monitor'].includes(words[0]?.toLowerCase() ?? '');
      do {
        const reply = yield* readReply(connection.reader);
        if (!reply) {
          this.#disconnect();
          if (words[0]?.toLowerCase() === 'shutdown') return 0;
          return yield* say(this.#sys, 2, 'Error: Server closed the connection\n', 1);
        }
        if (words[0]?.toLowerCase() === 'select' && reply.kind === 'status') this.#database = Number(words[1]);
        yield* this.#sys.write(1, bytesOfLatin1(this.#raw ? `${formatRaw(reply)}\n` : formatReply(reply, '')));
        if (reply.kind === 'error') return 0;
      } while (endless);
    } catch (error) {
      if (!isErrno(error)) throw error;
      this.#disconnect();
      return yield* say(this.#sys, 2, `Error: ${error.message}\n`, 1);
    }
    return 0;
  }

  *interact(isTerminal: boolean): Task<number> {
    const input = new PromptInput(this.#sys, historyOf(this.#sys));
    yield* input.load();
    yield* this.#connect();
    let code = 0;
    for (;;) {
      const read = yield* input.read(isTerminal ? this.#prompt() : '');
      // ^C leaves the client, as ^D does.
      if (read.kind !== 'line') {
        if (read.kind === 'end' && input.hasEditor) yield* say(this.#sys, 1, '\n', 0);
        break;
      }
      input.remember(read.text);
      const words = splitWords(read.text);
      if (!words) {
        yield* say(this.#sys, 1, 'Invalid argument(s)\n', 0);
        continue;
      }
      const [first] = words;
      if (first === undefined) continue;
      if (/^(quit|exit)$/i.test(first)) break;
      code = yield* this.command(words);
    }
    yield* input.save();
    return isTerminal ? 0 : code;
  }

  #prompt(): string {
    if (!this.#connection) return 'not connected> ';
    const { host, port } = this.#options;
    return `${host}:${String(port)}${this.#database > 0 ? `[${String(this.#database)}]` : ''}> `;
  }

  *#connect(): Task<{ readonly fd: Fd; readonly reader: ByteReader } | undefined> {
    if (this.#connection) return this.#connection;
    const { host, port, password, user } = this.#options;
    const found = yield* resolveHost(this.#sys, host);
    if (found.kind !== 'found') {
      const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
      yield* say(this.#sys, 2, `Could not connect to Redis at ${host}:${String(port)}: ${reason}\n`, 1);
      return undefined;
    }
    try {
      const fd = yield* this.#sys.connect({ ip: found.addresses[0] ?? host, port });
      this.#connection = { fd, reader: new ByteReader(this.#sys, fd) };
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* say(this.#sys, 2, `Could not connect to Redis at ${host}:${String(port)}: ${error.message}\n`, 1);
      return undefined;
    }
    if (password !== undefined) {
      const reply = yield* this.#ask(['AUTH', ...(user === undefined ? [] : [user]), password]);
      if (reply?.kind === 'error') yield* say(this.#sys, 2, `AUTH failed: ${toText(reply.text)}\n`, 0);
    }
    if (this.#database > 0) yield* this.#ask(['SELECT', String(this.#database)]);
    return this.#connection;
  }

  /** Asks for a reply that somebody else makes use of; undefined where nobody answers, which is said. */
  *ask(words: readonly string[]): Task<Reply | undefined> {
    return (yield* this.#connect()) ? yield* this.#ask(words) : undefined;
  }

  *#ask(words: readonly string[]): Task<Reply | undefined> {
    if (!this.#connection) return undefined;
    yield* this.#sys.write(this.#connection.fd, encodeCommand(words.map(toBinary)));
    return yield* readReply(this.#connection.reader);
  }

  #disconnect(): void {
    if (this.#connection) this.#sys.close(this.#connection.fd);
    this.#connection = undefined;
  }
}

/** As on a terminal: `"text"`, `(integer) 1`, numbered items. */
function formatReply(reply: Reply, indent: string): string {
  switch (reply.kind) {
    case 'status':
      return `${reply.text}\n`;
    case 'error':
      return `(error) ${reply.text}\n`;
    case 'integer':
      return `(integer) ${String(reply.value)}\n`;
    case 'bulk':
      return reply.text === undefined
        ? '(nil)\n'
        : /^# \w+\r\n/.test(reply.text)
          ? reply.text.replace(/\r/g, '')
          : `${quoteText(reply.text)}\n`;
    case 'array': {
      if (!reply.items) return '(nil)\n';
      if (reply.items.length === 0) return '(empty array)\n';
      const width = String(reply.items.length).length;
      return reply.items
        .map(
          (item, index) =>
            `${index === 0 ? '' : indent}${String(index + 1).padStart(width)}) ${formatReply(item, `${indent}${' '.repeat(width + 2)}`)}`,
        )
        .join('');
    }
  }
}

function formatRaw(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
    case 'error':
      return reply.text;
    case 'integer':
      return String(reply.value);
    case 'bulk':
      return reply.text ?? '';
    case 'array':
      return (reply.items ?? []).map(formatRaw).join('\n');
  }
}

function* say(sys: Sys, fd: Fd, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

/** linenoise keeps one line after the other. */
function historyOf({ env }: Sys): HistoryFile {
  const home = env.get('HOME');
  return {
    path: env.get('REDISCLI_HISTFILE') ?? (home === undefined ? undefined : `${home}/.rediscli_history`),
    read: text => text.split('\n').filter(line => line !== ''),
    write: lines => lines.map(line => `${line}\n`).join(''),
  };
}
