import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import { LineReader, readText } from '../../../input.js';
import type { Release } from '../release.js';
import { connectOrAsk, parseCommandLine, targetOf, type CommandLine } from './client-options.js';
import { Connection, ConnectionError, type ResultColumn, type ServerMessage, type Target } from './connection.js';
import { LineInput } from './line-input.js';
import { formatTable, type FormatOptions, type Table } from './format.js';
import { runCommand } from './psql-commands.js';
import { Splitter } from './splitter.js';
import { reportOf } from './report.js';

const letters = {
  U: 'username=',
  h: 'host=',
  p: 'port=',
  d: 'dbname=',
  c: 'command=',
  f: 'file=',
  t: 'tuples-only',
  A: 'no-align',
  F: 'field-separator=',
  R: 'record-separator=',
  x: 'expanded',
  l: 'list',
  v: 'set=',
  q: 'quiet',
  X: 'no-psqlrc',
  '1': 'single-transaction',
  W: 'password',
  w: 'no-password',
  V: 'version',
  '?': 'help',
  a: 'echo-all',
  e: 'echo-queries',
  E: 'echo-hidden',
  b: 'echo-errors',
  n: 'no-readline',
  s: 'single-step',
  S: 'single-line',
  o: 'output=',
  P: 'pset=',
} as const;

/** psql: statements and commands from -c, -f, standard input or a prompt. */
export function psql(release: Release): Main {
  return function* (sys, argv) {
    const line = parseCommandLine('psql', argv.slice(1), letters, 'csv variable=');
    if (typeof line === 'string') return yield* say(sys, 2, line.replace(/^psql: (unrecognized|invalid option|option)/, 'psql: $1'), 1);
    if (line.flags.has('version')) return yield* say(sys, 1, `psql (PostgreSQL) ${release.version}\n`, 0);
    if (line.flags.has('help'))
      return yield* say(sys, 1, 'psql is the PostgreSQL interactive terminal.\n\nUsage:\n  psql [OPTION]... [DBNAME [USERNAME]]\n', 0);
    for (const option of ['output', 'echo-hidden', 'single-step', 'single-line'])
      if (line.flags.has(option) || line.values.has(option)) return yield* say(sys, 2, `drydock: psql --${option} is not simulated\n`, 1);
    const target = yield* clientTarget(sys, line);
    try {
      const connection = yield* connectOrAsk(sys, target, { ask: line.flags.has('password'), never: line.flags.has('no-password') });
      const shell = new Psql(sys, connection, line, release);
      const code = yield* shell.run();
      yield* shell.connection?.close() ?? [];
      return code;
    } catch (error) {
      if (error instanceof ConnectionError) return yield* say(sys, 2, `psql: error: ${error.message}\n`, 2);
      throw error;
    }
  };
}

function* clientTarget(sys: Sys, line: CommandLine): Task<Target> {
  const [database, user] = line.words;
  const withUser = user === undefined ? line : { ...line, values: new Map(line.values).set('username', [user]) };
  const named = line.flags.has('list') && database === undefined && !line.values.has('dbname') ? 'postgres' : database;
  return yield* targetOf(sys, withUser, 'psql', named);
}

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

/** Where lines come from, and how messages about them begin. */
export interface Origin {
  readonly file: string | undefined;
  line: number;
}

const MAX_FILES = 20;

export class Psql {
  readonly sys: Sys;
  readonly release: Release;
  connection: Connection | undefined;
  format: FormatOptions;
  readonly variables = new Map<string, string>();
  timing = false;
  quit = false;
  isInteractive: boolean;
  lastQuery = '';
  #origin: Origin = { file: undefined, line: 0 };
  #depth = 0;
  readonly #line: CommandLine;
  readonly #quiet: boolean;
  expandedOnce = false;

  constructor(sys: Sys, connection: Connection, line: CommandLine, release: Release) {
    this.sys = sys;
    this.connection = connection;
    this.release = release;
    this.#line = line;
    this.#quiet = line.flags.has('quiet');
    this.isInteractive = sys.isTerminal(0) && !line.values.has('command') && !line.values.has('file');
    const { flags, values } = line;
    this.format = {
      format: flags.has('csv') ? 'csv' : flags.has('no-align') ? 'unaligned' : 'aligned',
      tuplesOnly: flags.has('tuples-only'),
      expanded: flags.has('expanded'),
      border: 1,
      nothing: '',
      fieldSeparator: values.get('field-separator')?.at(-1) ?? '|',
      recordSeparator: values.get('record-separator')?.at(-1) ?? '\n',
      footer: true,
    };
    for (const [name, value] of Object.entries({
      AUTOCOMMIT: 'on',
      PROMPT1: '%/%R%x%# ',
      PROMPT2: '%/%R%x%# ',
      ON_ERROR_STOP: 'off',
      QUIET: this.#quiet ? 'on' : 'off',
      FETCH_COUNT: '0',
      VERBOSITY: 'default',
      ECHO: flags.has('echo-all') ? 'all' : flags.has('echo-queries') ? 'queries' : 'none',
    }))
      this.variables.set(name, value);
    this.#connected();
    for (const setting of [...(values.get('set') ?? []), ...(values.get('variable') ?? [])]) {
      const equals = setting.indexOf('=');
      if (equals < 0) this.variables.delete(setting);
      else this.variables.set(setting.slice(0, equals), setting.slice(equals + 1));
    }
  }

  #connected(): void {
    const target = this.connection?.target;
    for (const [name, value] of [
      ['USER', target?.user],
      ['DBNAME', target?.database],
      ['HOST', target?.host ?? '/var/run/postgresql'],
      ['PORT', String(target?.port ?? '')],
    ] as const)
      if (value !== undefined) this.variables.set(name, value);
  }

  get isQuiet(): boolean {
    return this.variables.get('QUIET') === 'on';
  }

  get stopsOnError(): boolean {
    return ['on', '1', 'true'].includes(this.variables.get('ON_ERROR_STOP') ?? '');
  }

  *run(): Task<number> {
    const { values, flags } = this.#line;
    if (flags.has('list')) return (yield* runCommand(this, '\\l')) ? 0 : 1;
    const single = flags.has('single-transaction');
    if (single) yield* this.execute('BEGIN');
    const code =
      values.has('command') || values.has('file')
        ? yield* this.#given()
        : this.isInteractive
          ? yield* this.#interact()
          : yield* this.#lines(undefined);
    if (single && this.connection) yield* this.execute(code === 0 ? 'COMMIT' : 'ROLLBACK');
    return code;
  }

  /** -c and -f in the order of their kinds: commands first, then files, as most use only one. */
  *#given(): Task<number> {
    let ok = true;
    for (const command of this.#line.values.get('command') ?? []) {
      this.#origin = { file: undefined, line: 0 };
      ok = command.trimStart().startsWith('\\') ? yield* runCommand(this, command.trim()) : yield* this.execute(command);
      if (!this.connection) return 2;
      if (!ok && this.stopsOnError) return 1;
    }
    if (!ok) return 1;
    for (const file of this.#line.values.get('file') ?? []) {
      if (file === '-') {
        const code = yield* this.#lines(undefined);
        if (code !== 0) return code;
      } else {
        const found = yield* this.runFile(file);
        if (!found) return this.stopsOnError ? 3 : 1;
      }
    }
    return 0;
  }

  /** \i: false when the file is not there, or a statement failed and that ends everything. */
  *runFile(path: string): Task<boolean> {
    if (this.#depth >= MAX_FILES) {
      yield* this.complain(`${path}: too many nested files`);
      return false;
    }
    let content: string;
    try {
      content = yield* readText(this.sys, path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.complain(`${path}: ${error.message}`);
      return false;
    }
    const before = this.#origin;
    this.#depth++;
    try {
      return (yield* this.#lines({ file: path, content })) === 0;
    } finally {
      this.#depth--;
      this.#origin = before;
    }
  }

  #source: { next: () => Task<string | undefined> } | undefined;

  /** The next line of the script: what COPY … FROM stdin reads. */
  *nextLine(): Task<string | undefined> {
    if (this.#source) return yield* this.#source.next();
    return undefined;
  }

  *#lines(given: { readonly file: string; readonly content: string } | undefined): Task<number> {
    const reader = new LineReader(this.sys, 0);
    const lines = given?.content.split('\n');
    let at = 0;
    const before = this.#source;
    const origin: Origin = { file: given?.file ?? '<stdin>', line: 0 };
    this.#origin = origin;
    this.#source = {
      next: function* () {
        origin.line++;
        if (!lines) return yield* reader.next();
        return at < lines.length ? lines[at++] : undefined;
      },
    };
    const splitter = new Splitter();
    try {
      for (;;) {
        const text = yield* this.nextLine();
        if (text === undefined) break;
        if (!(yield* this.#feed(splitter, text))) return this.connection ? 3 : 2;
        if (this.quit) return 0;
      }
      if (splitter.open === 'statement' && !(yield* this.execute(splitter.pending)) && this.stopsOnError) return 3;
      return this.connection ? 0 : 2;
    } finally {
      this.#source = before;
    }
  }

  /** Runs what is complete on a line; false when that ends the script. */
  *#feed(splitter: Splitter, text: string): Task<boolean> {
    for (const piece of splitter.feed(this.interpolate(text, splitter.open))) {
      if (piece.kind === 'more') continue;
      const ok = piece.kind === 'statement' ? yield* this.execute(piece.text) : yield* this.#command(piece.line, splitter);
      if (this.quit || !this.connection) return this.connection !== undefined;
      if (!ok && this.stopsOnError && !this.isInteractive) return false;
    }
    return true;
  }

  *#command(line: string, splitter: Splitter): Task<boolean> {
    if (/^\\r(?:eset)?\b/.test(line)) {
      splitter.reset();
      if (!this.isQuiet) yield* this.print('Query buffer reset (cleared).\n');
      return true;
    }
    if (/^\\p(?:rint)?\s*$/.test(line)) {
      yield* this.print(splitter.pending.trim() === '' ? 'Query buffer is empty.\n' : splitter.pending);
      return true;
    }
    return yield* runCommand(this, line);
  }

  /** Puts in the values of variables: `:name`, `:'name'`, `:"name"`. */
  interpolate(text: string, open: string): string {
    if (!text.includes(':') || open === 'single' || open === 'dollar') return text;
    return text.replace(
      /'(?:[^']|'')*'|::|:=|:'(\w+)'|:"(\w+)"|:(\w+)/g,
      (whole: string, quoted: string | undefined, ident: string | undefined, plain: string | undefined) => {
        const value = this.variables.get(quoted ?? ident ?? plain ?? '');
        if (value === undefined) return whole;
        return quoted !== undefined ? `'${value.replaceAll("'", "''")}'` : ident !== undefined ? `"${value.replaceAll('"', '""')}"` : value;
      },
    );
  }

  *#interact(): Task<number> {
    const server = this.connection?.parameters.get('server_version') ?? '';
    const own = this.release.version;
    if (!this.#quiet) yield* this.print(`psql (${own}${server === own ? '' : `, server ${server}`})\nType "help" for help.\n\n`);
    const input = new LineInput(this.sys, !this.#line.flags.has('no-readline'));
    yield* input.loadHistory();
    this.#source = {
      *next() {
        const read = yield* input.read('>> ');
        return read.kind === 'line' ? read.text : undefined;
      },
    };
    this.sys.onSignal('SIGINT', 'catch');
    yield* this.#converse(input);
    yield* input.saveHistory();
    return this.connection ? 0 : 2;
  }

  /** Reads and runs until the end of the input, `\q` or a lost connection. */
  *#converse(input: LineInput): Task<void> {
    const splitter = new Splitter();
    while (!this.quit && this.connection) {
      const read = yield* input.read(this.#prompt(splitter));
      if (read.kind === 'interrupted') {
        splitter.reset();
        input.forget();
      } else if (read.kind === 'end') {
        yield* this.print('\\q\n');
        return;
      } else {
        yield* this.#typed(splitter, read.text);
        input.remember(read.text, splitter.open === 'ready');
      }
    }
  }

  /** A line that was typed: a word for the novice, or part of a statement. */
  *#typed(splitter: Splitter, text: string): Task<void> {
    const word = /^\s*(help|quit|exit)\s*;?\s*$/.exec(text)?.[1];
    const isFirst = splitter.open === 'ready';
    if (word !== undefined && isFirst) {
      if (word === 'help') yield* this.print(helpText);
      else this.quit = true;
      return;
    }
    if (word !== undefined && ['statement', 'parenthesis'].includes(splitter.open))
      yield* this.print(word === 'help' ? 'Use \\? for help or press control-C to clear the input buffer.\n' : 'Use \\q to quit.\n');
    yield* this.#feed(splitter, text);
  }

  #prompt(splitter: Splitter): string {
    const { connection } = this;
    const marks = { ready: '=', statement: '-', parenthesis: '(', single: "'", double: '"', dollar: '$', comment: '*' };
    const superuser = connection?.parameters.get('is_superuser') === 'on';
    const status = { I: '', T: '*', E: '!' }[connection?.status ?? 'I'] ?? '';
    return `${connection?.target.database ?? '!'}${marks[splitter.open]}${status}${superuser ? '#' : '>'} `;
  }

  *print(text: string): Task<void> {
    yield* this.sys.write(1, encodeUtf8(text));
  }

  /** A message on standard error, with where it comes from in a script. */
  *complain(text: string): Task<void> {
    const { file, line } = this.#origin;
    const where = this.isInteractive && file === undefined ? '' : file === undefined ? 'psql: error: ' : `psql:${file}:${String(line)}: `;
    yield* this.sys.write(2, encodeUtf8(`${where}${where.endsWith(': ') && file !== undefined ? 'error: ' : ''}${text}\n`));
  }

  *#report(message: ServerMessage, query: string): Task<void> {
    const { file, line } = this.#origin;
    const where = file === undefined ? '' : `psql:${file}:${String(line)}: `;
    yield* this.sys.write(2, encodeUtf8(where + reportOf(message, query, this.variables.get('VERBOSITY') ?? 'default')));
  }

  /** Sends statements and shows what comes back; whether all went well. */
  *execute(sql: string): Task<boolean> {
    const { connection } = this;
    if (!connection) {
      yield* this.complain('You are currently not connected to a database.');
      return false;
    }
    const query = sql.replace(/^(?:\s|--[^\n]*\n)+/, '');
    if (this.variables.get('ECHO') === 'all' && !this.isInteractive) yield* this.print(`${sql.trimEnd()}\n`);
    else if (this.variables.get('ECHO') === 'queries') yield* this.print(`${query.trimEnd()}\n`);
    this.lastQuery = query;
    const startedAt = this.sys.clock.now();
    if (this.isInteractive) this.sys.onSignal('SIGINT', 'catch');
    yield* connection.query(query);
    const ok = yield* this.#results(connection, query);
    if (this.isInteractive) while (this.sys.takeSignal());
    if (this.timing && this.connection) yield* this.print(`Time: ${(this.sys.clock.now() - startedAt).toFixed(3)} ms\n`);
    return ok;
  }

  *#results(connection: Connection, query: string): Task<boolean> {
    let ok = true;
    let columns: readonly ResultColumn[] | undefined;
    let rows: (readonly (string | null)[])[] = [];
    for (;;) {
      const event = yield* connection.next();
      switch (event.kind) {
        case 'columns':
          columns = event.columns;
          rows = [];
          break;
        case 'row':
          rows.push(event.values);
          break;
        case 'complete':
          if (columns) yield* this.show({ columns, rows });
          if (!columns || !event.tag.startsWith('SELECT'))
            if (!(columns && /^(?:SHOW|EXPLAIN|FETCH|EXECUTE)/.test(event.tag)) && !this.isQuiet && !event.tag.startsWith('COPY '))
              yield* this.print(`${event.tag}\n`);
          if (event.tag.startsWith('COPY ') && !this.isQuiet && this.copied !== 'out') yield* this.print(`${event.tag}\n`);
          this.copied = undefined;
          columns = undefined;
          break;
        case 'error':
          ok = false;
          columns = undefined;
          yield* this.#report(event.message, query);
          break;
        case 'notice':
          yield* this.#report(event.message, query);
          break;
        case 'notification':
          yield* this.print(
            `Asynchronous notification "${event.channel}" ${event.payload === '' ? '' : `with payload "${event.payload}" `}received from server process with PID ${String(event.pid)}.\n`,
          );
          break;
        case 'copy-in':
          yield* this.#copyIn(connection);
          break;
        case 'copy-out':
          this.copied = 'out';
          break;
        case 'copy-data':
          if (this.copySink) yield* this.copySink(event.data);
          else yield* this.sys.write(1, event.data);
          break;
        case 'lost':
          yield* this.sys.write(
            2,
            encodeUtf8(
              'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n',
            ),
          );
          yield* this.#lost();
          return false;
        case 'ready':
          return ok;
        case 'empty':
        case 'copy-done':
          break;
      }
    }
  }

  copied: 'out' | undefined;
  copySink: ((data: Uint8Array) => Task<void>) | undefined;
  copySource: Uint8Array | undefined;

  *#lost(): Task<void> {
    const { connection } = this;
    this.connection = undefined;
    if (!this.isInteractive || !connection) {
      yield* this.sys.write(2, encodeUtf8('connection to server was lost\n'));
      return;
    }
    try {
      this.connection = yield* Connection.open(this.sys, connection.target);
      yield* this.sys.write(2, encodeUtf8('The connection to the server was lost. Attempting reset: Succeeded.\n'));
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      yield* this.sys.write(2, encodeUtf8('The connection to the server was lost. Attempting reset: Failed.\n'));
    }
  }

  *#copyIn(connection: Connection): Task<void> {
    if (this.copySource) {
      yield* connection.copyData(this.copySource);
      return yield* connection.copyDone();
    }
    if (this.isInteractive)
      yield* this.print(
        'Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n',
      );
    for (;;) {
      const line = yield* this.nextLine();
      if (line === undefined || line === '\\.') break;
      yield* connection.copyData(encodeUtf8(`${line}\n`));
    }
    yield* connection.copyDone();
  }

  *show(table: Table): Task<void> {
    const expanded = this.format.expanded || this.expandedOnce;
    yield* this.print(formatTable(table, expanded === this.format.expanded ? this.format : { ...this.format, expanded }));
  }

  /** Asks something for a command of its own; undefined when that failed, which is shown. */
  *ask(
    sql: string,
  ): Task<{ readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly (string | null)[])[] } | undefined> {
    const { connection } = this;
    if (!connection) return undefined;
    yield* connection.query(sql);
    let columns: readonly ResultColumn[] = [];
    const rows: (readonly (string | null)[])[] = [];
    let ok = true;
    for (;;) {
      const event = yield* connection.next();
      if (event.kind === 'columns') columns = event.columns;
      else if (event.kind === 'row') rows.push(event.values);
      else if (event.kind === 'error') {
        ok = false;
        yield* this.#report(event.message, sql);
      } else if (event.kind === 'ready') return ok ? { columns, rows } : undefined;
      else if (event.kind === 'lost') {
        yield* this.#lost();
        return undefined;
      }
    }
  }

  *reconnect(target: Target): Task<boolean> {
    try {
      const next = yield* connectOrAsk(this.sys, target, { ask: false, never: !this.isInteractive });
      yield* this.connection?.close() ?? [];
      this.connection = next;
      this.#connected();
      return true;
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      yield* this.complain(error.message);
      if (this.isInteractive) yield* this.sys.write(2, encodeUtf8('Previous connection kept\n'));
      else this.connection = undefined;
      return false;
    }
  }
}

const helpText = `You are using psql, the command-line interface to PostgreSQL.
Type:  \\copyright for distribution terms
       \\h for help with SQL commands
       \\? for help with psql commands
       \\g or terminate with semicolon to execute query
       \\q to quit
`;
