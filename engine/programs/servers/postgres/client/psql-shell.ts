import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import type { Release } from '../release.js';
import { connectOrAsk, type CommandLine } from './client-options.js';
import { Conditions } from './conditions.js';
import { Connection, ConnectionError, type ResultColumn, type ServerMessage, type Target } from './connection.js';
import { formatTable, type FormatOptions, type Table } from './format.js';
import type { OutputTarget } from './output-target.js';
import { reportOf } from './report.js';
import { showResults } from './show-results.js';
import { Splitter } from './splitter.js';
import { assignGiven, assignTarget, initialVariables, isOn, type Variables } from './variables.js';

/** Where lines come from, and how messages about them begin. */
export interface Origin {
  readonly file: string | undefined;
  line: number;
}

/** ^C came while lines were read. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Lines that are read one after the other. */
export interface LineSource {
  /** Throws Interrupted. */
  next(): Task<string | undefined>;
}

/** What a session of psql is about: its connection, its settings, and where its output goes. */
export class Psql {
  readonly sys: Sys;
  readonly release: Release;
  readonly variables: Variables;
  readonly isInteractive: boolean;
  connection: Connection | undefined;
  format: FormatOptions;
  timing = false;
  quit = false;
  lastQuery = '';
  expandedOnce = false;
  origin: Origin = { file: undefined, line: 0 };
  source: LineSource | undefined;
  /** The statement that is being put together. */
  buffer = new Splitter();
  conditions = new Conditions();
  /** Where results go; undefined: to standard output. */
  target: OutputTarget | undefined;
  /** Runs a file, as \i does, and text, as if it had been typed; whoever reads the script knows how. */
  include: ((path: string) => Task<boolean>) | undefined;
  feed: ((text: string) => Task<boolean>) | undefined;
  /** What was typed so far, and how to ask for a line; undefined where nobody types. */
  history: (() => readonly string[]) | undefined;
  askLine: ((prompt: string) => Task<string | undefined>) | undefined;
  /** Where the rows of \copy go, and come from; undefined: where the others do. */
  copySink: ((data: Uint8Array) => Task<void>) | undefined;
  copySource: Uint8Array | undefined;

  constructor(sys: Sys, connection: Connection, line: CommandLine, release: Release) {
    this.sys = sys;
    this.connection = connection;
    this.release = release;
    this.isInteractive = sys.isTerminal(0) && !line.values.has('command') && !line.values.has('file');
    this.format = initialFormat(line);
    this.variables = initialVariables(line);
    assignTarget(this.variables, connection.target);
    assignGiven(this.variables, line);
  }

  get isQuiet(): boolean {
    return this.variables.get('QUIET') === 'on';
  }

  get stopsOnError(): boolean {
    return isOn(this.variables.get('ON_ERROR_STOP'));
  }

  /** The next line of the script: what COPY … FROM stdin reads. */
  *nextLine(): Task<string | undefined> {
    return this.source ? yield* this.source.next() : undefined;
  }

  *print(text: string): Task<void> {
    yield* this.printTo(1, text);
  }

  *printError(text: string): Task<void> {
    yield* this.printTo(2, text);
  }

  /** What a statement gives goes where \o says. */
  *printResult(text: string): Task<void> {
    yield* this.printTo(this.target?.fd ?? 1, text);
  }

  *printTo(fd: Fd, text: string): Task<void> {
    yield* this.sys.write(fd, encodeUtf8(text));
  }

  *closeTarget(): Task<void> {
    const { target } = this;
    this.target = undefined;
    if (target) yield* target.close();
  }

  /** A message on standard error, with where it comes from in a script. */
  *complain(text: string): Task<void> {
    const { file, line } = this.origin;
    const where = file === undefined ? '' : `psql:${file}:${String(line)}: error: `;
    yield* this.printError(`${where}${text}\n`);
  }

  /** An error or a notice of the server. */
  *report(message: ServerMessage, query: string): Task<void> {
    const { file, line } = this.origin;
    const where = file === undefined ? '' : `psql:${file}:${String(line)}: `;
    yield* this.printError(where + reportOf(message, query, this.variables.get('VERBOSITY') ?? 'default'));
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
    const ok = yield* showResults(this, connection, query);
    if (this.isInteractive) while (this.sys.takeSignal());
    if (this.timing && this.connection) yield* this.print(`Time: ${(this.sys.clock.now() - startedAt).toFixed(3)} ms\n`);
    return ok;
  }

  *show(table: Table): Task<void> {
    const expanded = this.format.expanded || this.expandedOnce;
    yield* this.printResult(formatTable(table, expanded === this.format.expanded ? this.format : { ...this.format, expanded }));
  }

  /** Asks something for a command of its own; undefined when that failed, which is shown, in brief on one line. */
  *ask(
    sql: string,
    isBrief = false,
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
        if (isBrief) yield* this.complain(`${event.message.get('S') ?? 'ERROR'}:  ${event.message.get('M') ?? ''}`);
        else yield* this.report(event.message, sql);
      } else if (event.kind === 'ready') return ok ? { columns, rows } : undefined;
      else if (event.kind === 'lost') {
        yield* this.lost();
        return undefined;
      }
    }
  }

  /** The server has gone: at a prompt another connection is tried. */
  *lost(): Task<void> {
    const { connection } = this;
    this.connection = undefined;
    if (!this.isInteractive || !connection) return yield* this.printError('connection to server was lost\n');
    try {
      this.connection = yield* Connection.open(this.sys, connection.target);
      yield* this.printError('The connection to the server was lost. Attempting reset: Succeeded.\n');
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      yield* this.printError('The connection to the server was lost. Attempting reset: Failed.\n');
    }
  }

  *reconnect(target: Target): Task<boolean> {
    try {
      const next = yield* connectOrAsk(this.sys, target, { ask: false, never: !this.isInteractive });
      yield* this.connection?.close() ?? [];
      this.connection = next;
      assignTarget(this.variables, next.target);
      return true;
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      yield* this.complain(error.message);
      if (this.isInteractive) yield* this.printError('Previous connection kept\n');
      else this.connection = undefined;
      return false;
    }
  }
}

function initialFormat({ flags, values }: CommandLine): FormatOptions {
  return {
    format: flags.has('csv') ? 'csv' : flags.has('no-align') ? 'unaligned' : 'aligned',
    tuplesOnly: flags.has('tuples-only'),
    expanded: flags.has('expanded'),
    border: 1,
    nothing: '',
    fieldSeparator: values.get('field-separator')?.at(-1) ?? '|',
    recordSeparator: values.get('record-separator')?.at(-1) ?? '\n',
    footer: true,
  };
}
