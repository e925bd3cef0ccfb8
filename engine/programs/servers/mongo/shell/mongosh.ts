import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import { LineReader, readText } from '../../../input.js';
import { clientEditor } from '../../client-editor.js';
import { doc } from '../bson/values.js';
import { CommandError, MongoClient, MongoNetworkError } from '../client.js';
import { parseShellOptions, type ShellOptions } from './options.js';
import { askPassword } from './password.js';
import { ShellProcess } from './shell-process.js';

const VERSION = '1.8.0';
const HISTORY = 1000;

/** mongosh: the shell of MongoDB. */
export const mongosh: Main = function* (sys, argv) {
  const asked = parseShellOptions(argv.slice(1));
  if ('print' in asked) return yield* say(sys, 1, asked.print, 0);
  if ('problem' in asked) return yield* say(sys, 2, asked.problem, 1);
  const password = asked.user !== undefined && (asked.password ?? '') === '' ? yield* askPassword(sys) : asked.password;
  return yield* new Mongosh(sys, { ...asked, password }).run();
};

class Mongosh {
  readonly #sys: Sys;
  readonly #options: ShellOptions;
  readonly #history: string[] = [];

  constructor(sys: Sys, options: ShellOptions) {
    this.#sys = sys;
    this.#options = options;
  }

  *run(): Task<number> {
    const { evals, files, connects, quiet, shell } = this.#options;
    const isScript = (evals.length > 0 || files.length > 0) && !shell;
    if (!quiet) yield* this.#introduce();
    const client = connects ? new MongoClient(this.#sys, this.#options, `mongosh ${VERSION}`) : undefined;
    if (client) {
      const problem = yield* this.#connect(client);
      if (problem !== undefined) return yield* say(this.#sys, 2, `${problem}\n`, 1);
    }
    if (!quiet) yield* this.#tellVersions(client);
    this.#sys.onSignal('SIGINT', 'catch');
    const process = new ShellProcess(this.#sys, client, {
      uri: this.#uri(this.#options.database),
      database: this.#options.database,
      isConnected: client !== undefined,
      interactive: !isScript,
      readsLines: !isScript,
      colors: this.#sys.isTerminal(1) && this.#sys.env.get('NO_COLOR') === undefined && this.#sys.env.get('TERM') !== 'dumb',
    });
    yield* process.boot();
    if (!quiet && client && !isScript) yield* this.#warn(process);
    const code = yield* this.#runScripts(process);
    if (code !== 0 || isScript) return code;
    return this.#sys.isTerminal(0) ? yield* this.#interact(process) : yield* this.#readLines(process);
  }

  *#runScripts(process: ShellProcess): Task<number> {
    for (const source of this.#options.evals) if ((yield* process.run(source, true)) !== 'done') return 1;
    for (const file of this.#options.files) {
      let source: string;
      try {
        source = yield* readText(this.#sys, file);
      } catch (error) {
        if (!isErrno(error)) throw error;
        return yield* say(this.#sys, 2, `Error: ${error.code}: no such file or directory, open '${file}'\n`, 1);
      }
      if (!this.#options.quiet) yield* say(this.#sys, 1, `Loading file: ${file}\n`, 0);
      if ((yield* process.run(source, false)) !== 'done') return 1;
    }
    return 0;
  }

  *#introduce(): Task<void> {
    const id = Math.floor(this.#sys.clock.epochMsOf(this.#sys.clock.now()) / 1000).toString(16) + this.#sys.random.hex(16);
    yield* say(this.#sys, 1, `Current Mongosh Log ID:\t${id}\n`, 0);
    if (this.#options.connects) yield* say(this.#sys, 1, `Connecting to:\t\t${this.#uri(this.#options.database)}\n`, 0);
  }

  #uri(database: string): string {
    const { host, port, user, authDatabase } = this.#options;
    const name = database === 'test' ? '' : database;
    const source = authDatabase === undefined ? '' : `&authSource=${authDatabase}`;
    return `mongodb://${user === undefined ? '' : '<credentials>@'}${host}:${String(port)}/${name}?directConnection=true&serverSelectionTimeoutMS=2000${source}&appName=mongosh+${VERSION}`;
  }

  /** What went wrong, in the words of the shell. */
  *#connect(client: MongoClient): Task<string | undefined> {
    const { user, password = '', authDatabase, mechanism } = this.#options;
    try {
      yield* client.connect();
      if (user !== undefined) yield* client.signIn({ user, password, database: authDatabase ?? 'admin', mechanism });
      return undefined;
    } catch (error) {
      if (error instanceof MongoNetworkError || error instanceof CommandError) return `${error.name}: ${error.message}`;
      throw error;
    }
  }

  *#tellVersions(client: MongoClient | undefined): Task<void> {
    const info = client ? yield* client.run('admin', doc({ buildInfo: 1 })) : undefined;
    const version = info?.get('version');
    const using = typeof version === 'string' ? `Using MongoDB:\t\t${version}\n` : '';
    yield* say(
      this.#sys,
      1,
      `${using}Using Mongosh:\t\t${VERSION}\n\nFor mongosh info see: https://docs.mongodb.com/mongodb-shell/\n\n`,
      0,
    );
  }

  *#warn(process: ShellProcess): Task<void> {
    yield* say(
      this.#sys,
      1,
      '\nTo help improve our products, anonymous usage data is collected and sent to MongoDB periodically (https://www.mongodb.com/legal/privacy-policy).\nYou can opt-out by running the disableTelemetry() command.\n\n',
      0,
    );
    yield* process.run('try { print(__shell.warnings()) } catch {}', false);
  }

  /** Lines of a file or a pipe: the prompt shows, the lines do not. */
  *#readLines(process: ShellProcess): Task<number> {
    const lines = new LineReader(this.#sys, 0);
    let source = '';
    for (;;) {
      yield* say(this.#sys, 1, source === '' ? yield* process.prompt() : '... ', 0);
      const line = yield* lines.next();
      if (line === undefined) break;
      source = yield* this.#take(process, source + line);
    }
    return 0;
  }

  *#interact(process: ShellProcess): Task<number> {
    const sys = this.#sys;
    const editor = clientEditor(sys, this.#history);
    let source = '';
    for (;;) {
      const read = yield* editor.read(source === '' ? yield* process.prompt() : '... ');
      if (read.kind === 'end') break;
      if (read.kind === 'interrupted') {
        source = '';
        continue;
      }
      if (read.text.trim() !== '') this.#history.push(read.text);
      if (this.#history.length > HISTORY) this.#history.shift();
      source = yield* this.#take(process, source + read.text);
    }
    yield* say(sys, 1, '\n', 0);
    return 0;
  }

  /** Runs what has come so far; what is left when more must come. */
  *#take(process: ShellProcess, source: string): Task<string> {
    if (source.trim() === '') return '';
    return (yield* process.run(source, true)) === 'unfinished' ? `${source}\n` : '';
  }
}

function* say(sys: Sys, fd: number, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
