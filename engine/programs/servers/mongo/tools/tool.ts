import type { Task } from '../../../../core/task.js';
import { isErrno } from '../../../../core/errno.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import { stampOf } from '../../../net/http-date.js';
import { BsonError } from '../bson/decode.js';
import { CommandError, MongoClient, MongoNetworkError, type Credentials } from '../client.js';

const shorts: Readonly<Record<string, string>> = {
  d: 'db',
  c: 'collection',
  o: 'out',
  u: 'username',
  p: 'password',
  h: 'host',
  q: 'query',
  f: 'fields',
};
const flags = new Set([
  'drop',
  'jsonArray',
  'headerline',
  'quiet',
  'pretty',
  'upsert',
  'ignoreBlanks',
  'noHeaderLine',
  'stopOnError',
  'help',
  'version',
]);
const common = ['db', 'collection', 'host', 'port', 'uri', 'username', 'password', 'authenticationDatabase'];

/** A tool at work: its options, its connection, and its log. */
export class Tool {
  readonly sys: Sys;
  readonly client: MongoClient;
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];

  constructor(sys: Sys, client: MongoClient, values: ReadonlyMap<string, string>, words: readonly string[]) {
    this.sys = sys;
    this.client = client;
    this.values = values;
    this.words = words;
  }

  *log(message: string): Task<void> {
    if (this.values.has('quiet')) return;
    const { year, month, day, time, millisecond } = stampOf(this.sys.clock.epochMsOf(this.sys.clock.now()));
    yield* this.sys.write(2, encodeUtf8(`${year}-${month}-${day}T${time}.${millisecond}+0000\t${message}\n`));
  }

  *write(path: string, bytes: Uint8Array): Task<void> {
    const fd = this.sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
    try {
      yield* this.sys.write(fd, bytes);
    } finally {
      this.sys.close(fd);
    }
  }
}

/** What cannot be done, in the words of the tool. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** A tool of the database: reads its options, connects, works. */
export function tool(name: string, own: readonly string[], work: (tool: Tool) => Task<number>): Main {
  return function* (sys, argv) {
    const values = new Map<string, string>();
    const words: string[] = [];
    const problem = parse(argv.slice(1), [...common, ...own], values, words);
    if (problem !== undefined)
      return yield* fail(
        sys,
        `${problem === 'known' ? 'drydock: this option of the tool is not simulated' : problem}\ntry '${name} --help' for more information`,
      );
    if (values.has('version'))
      return yield* print(
        sys,
        `${name} version: 100.7.0\ngit version: unknown\nGo version: go1.19.6\n   os: linux\n   arch: amd64\n   compiler: gc\n`,
      );
    if (values.has('help'))
      return yield* print(sys, `Usage:\n  ${name} <options>\n\nOptions: ${[...common, ...own].map(option => `--${option}`).join(' ')}\n`);
    const { made, credentials } = connectionOf(sys, name, values, words);
    const { client } = made;
    try {
      yield* client.connect();
      if (credentials) yield* client.signIn(credentials);
      return yield* work(made);
    } catch (error) {
      if (
        error instanceof MongoNetworkError ||
        error instanceof CommandError ||
        error instanceof ToolError ||
        error instanceof BsonError ||
        isErrno(error)
      ) {
        const words =
          error instanceof MongoNetworkError ? `could not connect to server: server selection error: ${error.message}` : error.message;
        yield* made.log(`Failed: ${words}`);
        return 1;
      }
      throw error;
    } finally {
      client.close();
    }
  };
}

/** Where the server is, and who asks: of the options, or of an address. */
function connectionOf(
  sys: Sys,
  name: string,
  values: Map<string, string>,
  words: readonly string[],
): { readonly made: Tool; readonly credentials: Credentials | undefined } {
  const uri = /^mongodb:\/\/(?:([^:@/]*)(?::([^@]*))?@)?([^/?:]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(?:.*&)?authSource=([^&]*))?/.exec(
    values.get('uri') ?? '',
  );
  const [, uriUser, uriPassword, uriHost, uriPort, uriDatabase, source] = uri ?? [];
  if (uriDatabase !== undefined && uriDatabase !== '' && !values.has('db')) values.set('db', uriDatabase);
  const [host = 'localhost', port] = (values.get('host') ?? uriHost ?? 'localhost').split(':');
  const client = new MongoClient(sys, { host, port: Number(values.get('port') ?? uriPort ?? port ?? 27017) }, name);
  const user = values.get('username') ?? uriUser;
  const made = new Tool(sys, client, values, words);
  const password = values.get('password') ?? uriPassword ?? '';
  const database = values.get('authenticationDatabase') ?? source ?? 'admin';
  return { made, credentials: user === undefined ? undefined : { user, password, database } };
}

function parse(given: readonly string[], known: readonly string[], values: Map<string, string>, words: string[]): string | undefined {
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? '';
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const match = /^--([\w]+)(?:=(.*))?$/s.exec(word);
    const name = match?.[1] ?? shorts[word.slice(1, 2)] ?? '';
    if (flags.has(name)) values.set(name, '');
    else if (known.includes(name)) {
      const attached = match ? match[2] : word.length > 2 ? word.slice(2).replace(/^=/, '') : undefined;
      values.set(name, attached ?? given[++i] ?? '');
    } else
      return /^(gzip|archive|oplog|numParallel|ssl|tls|dumpDbUsers|nsFrom|nsTo|nsInclude|nsExclude|mode|columns)/.test(name)
        ? 'known'
        : `error parsing command line options: unknown option "${name === '' ? word : name}"`;
  }
  return undefined;
}

function* fail(sys: Sys, message: string): Task<number> {
  yield* sys.write(2, encodeUtf8(`${message}\n`));
  return 1;
}

function* print(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}
