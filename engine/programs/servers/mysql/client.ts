import { clientVersion, editionOf } from './edition.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { readAll, readText } from '../../input.js';
import { PromptInput } from '../prompt-input.js';
import { errnoNumber } from '../errno-number.js';
import { ClientConnection, type ClientAnswer } from './client-connection.js';
import { readClientOptions, type ClientOptions } from './client-options.js';
import { formatBatch, formatTable, formatVertical } from './formats.js';
import { continuationPrompt, mysqlHistory, openQuotation } from './prompt-lines.js';
import { isBlank, splitStatements } from './sql/lexer.js';
import { SqlError } from './sql-error.js';

const HELP = `
List of all MySQL commands:
?         (\\?) Show this help.
clear     (\\c) Clear the current input statement.
exit      (\\q) Leave the client. Same as quit.
help      (\\h) Show this help.
quit      (\\q) Leave the client.
status    (\\s) Show the state of the server.
use       (\\u) Use another database, named by the argument.

`;

/** mysql: statements from -e, standard input or a prompt. */
export function mysqlClient(version: string): Main {
  return function* (sys, argv) {
    const options = yield* readClientOptions(sys, 'mysql', argv.slice(1));
    if (typeof options === 'string') return yield* say(sys, 2, options, 2);
    if (options.flags.has('version')) return yield* say(sys, 1, `${clientVersion('mysql', version)}\n`, 0);
    if (options.flags.has('help')) return yield* say(sys, 1, `${clientVersion('mysql', version)}\nUsage: mysql [OPTIONS] [database]\n`, 0);
    const target = { ...options.target, database: options.words[0] ?? options.target.database };
    let connection: ClientConnection;
    try {
      connection = yield* ClientConnection.open(sys, target);
    } catch (error) {
      if (error instanceof SqlError) return yield* say(sys, 2, `ERROR ${String(error.number)} (${error.state}): ${error.message}\n`, 1);
      throw error;
    }
    const shell = new Shell(sys, options, connection);
    const given = options.values.get('execute');
    const code =
      given !== undefined
        ? yield* shell.script(given)
        : sys.isTerminal(0)
          ? yield* shell.interact()
          : yield* shell.script(decodeUtf8(yield* readAll(sys, 0)));
    connection.close();
    return code;
  };
}

/** How deep the files of `source` may name others. */
const MAX_SOURCES = 20;

/** Where a script comes from: how many files of `source` deep, and whether the client tells of every statement, as at a prompt. */
interface Origin {
  readonly depth: number;
  readonly talks: boolean;
}

class Shell {
  readonly #sys: Sys;
  readonly #options: ClientOptions;
  readonly #connection: ClientConnection;
  readonly #tables: boolean;
  readonly #names: boolean;
  #database: string;

  constructor(sys: Sys, options: ClientOptions, connection: ClientConnection) {
    this.#sys = sys;
    this.#options = options;
    this.#connection = connection;
    const interactive = sys.isTerminal(1) && !options.flags.has('batch') && !options.flags.has('silent');
    this.#tables = options.flags.has('table') || interactive;
    this.#database = options.words[0] ?? options.target.database;
    this.#names = !options.flags.has('skip-column-names');
  }

  /** Runs a script: statements, which end at a semicolon or \G, and lines with a command of the client. Ends at the first that fails, unless forced. */
  *script(text: string, { depth, talks }: Origin = { depth: 0, talks: false }): Task<number> {
    let pending = '';
    let from = 1;
    for (const [index, line] of text.split('\n').entries()) {
      if (pending === '') {
        from = index + 1;
        const own = yield* this.#ownCommand(line.trim().replace(/;$/, ''), { line: talks ? undefined : from, depth });
        if (own === 'quit') return 0;
        if (typeof own === 'number' && own !== 0 && !this.#options.flags.has('force')) return own;
        if (own !== 'none') continue;
      }
      pending += `${endAtG(line)}\n`;
      const { statements, rest } =
        line.includes(';') || pending.length === line.length + 1 || line.includes('\\G')
          ? splitStatements(pending)
          : { statements: [], rest: pending };
      const code = yield* this.#runAll(statements, talks ? undefined : from);
      if (code !== 0) return code;
      from += statements.join('').split('\n').length - 1;
      pending = isBlank(rest) ? '' : rest;
    }
    return pending === '' ? 0 : yield* this.#runAll([pending], talks ? undefined : from);
  }

  /** Runs statements that follow each other from a line on; the status of the first that fails, unless forced. */
  *#runAll(statements: readonly string[], from: number | undefined): Task<number> {
    let line = from ?? 1;
    for (const statement of statements) {
      const leading = /^\s*/.exec(statement)?.[0] ?? '';
      const at = line + leading.split('\n').length - 1;
      line += statement.split('\n').length - 1;
      if (isBlank(statement)) continue;
      const code = yield* this.#run(statement, from === undefined ? undefined : at);
      if (code !== 0 && !this.#options.flags.has('force')) return code;
    }
    return 0;
  }

  *interact(): Task<number> {
    const { version, id } = this.#connection;
    yield* this.#print(
      `Welcome to the ${this.#name} monitor.  Commands end with ; or \\g.\nYour ${this.#name} connection id is ${String(id)}\nServer version: ${version.replace(/^5\.5\.5-/, '')} ${editionOf(version)}\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`,
    );
    const input = new PromptInput(this.#sys, mysqlHistory(this.#sys));
    yield* input.load();
    const sawEnd = yield* this.#converse(input);
    yield* this.#print(sawEnd && input.hasEditor ? '^DBye\n' : 'Bye\n');
    yield* input.save();
    return 0;
  }

  /** Answers line after line; whether the input ended, not the user. */
  *#converse(input: PromptInput): Task<boolean> {
    let pending = '';
    for (;;) {
      const read = yield* input.read(pending === '' ? this.#prompt : continuationPrompt(pending));
      if (read.kind === 'end') return true;
      if (read.kind === 'interrupted') {
        pending = '';
        continue;
      }
      const line = read.text;
      input.remember(line);
      if (pending === '') {
        const done = yield* this.#ownCommand(line.trim().replace(/;$/, ''), { line: undefined, depth: 0 });
        if (done === 'quit') return false;
        if (done !== 'none') continue;
      }
      if (line.trimEnd().endsWith('\\q')) return false;
      if (line.trimEnd().endsWith('\\c')) {
        pending = '';
        continue;
      }
      const { statements, rest } = splitStatements(`${pending}${endAtG(line)}\n`);
      // A statement of several lines is also remembered as a whole.
      if (statements.length > 0 && pending !== '') input.remember(joinedLines(`${pending}${line}`));
      for (const statement of statements) if (!isBlank(statement)) yield* this.#run(statement, undefined);
      pending = isBlank(rest) ? '' : rest;
    }
  }

  get #name(): 'MySQL' | 'MariaDB' {
    return this.#connection.version.includes('MariaDB') ? 'MariaDB' : 'MySQL';
  }

  /** MariaDB's shows the database. */
  get #prompt(): string {
    return this.#name === 'MySQL' ? 'mysql> ' : `MariaDB [${this.#database === '' ? '(none)' : this.#database}]> `;
  }

  /** Commands of the client itself: their status, or that there is none here. `line` is where a script has it. */
  *#ownCommand(
    command: string,
    { line, depth }: { readonly line: number | undefined; readonly depth: number },
  ): Task<'quit' | 'none' | number> {
    if (/^(exit|quit|\\q)$/i.test(command)) return 'quit';
    if (/^(help|\\h|\?|\\\?)$/i.test(command)) return yield* say(this.#sys, 1, HELP, 0);
    if (/^(status|\\s)$/i.test(command))
      return yield* say(this.#sys, 1, `--------------\n${yield* this.#connection.statistics()}\n--------------\n\n`, 0);
    if (/^(delimiter|tee|notee|pager|nopager|edit|system|\\[dTtPne!])(\s|$)/i.test(command))
      return yield* say(this.#sys, 2, `drydock: the command ${command.replace(/\s.*/s, '')} of mysql is not simulated\n`, 1);
    const file = /^(?:source\s+|\\\.\s*)(.+)$/i.exec(command)?.[1];
    if (file !== undefined) return yield* this.#source(file.trim(), { line, depth });
    const database = /^(?:use|\\u)\s+`?([^`\s;]+)`?$/i.exec(command)?.[1];
    if (database === undefined) return command === '' ? 0 : 'none';
    const startedAt = this.#sys.clock.now();
    return yield* this.#report(yield* this.#connection.useDatabase(database), {
      sql: `use ${database}`,
      vertical: false,
      line,
      startedAt,
    });
  }

  /** Runs the statements of a file. */
  *#source(path: string, { line, depth }: { readonly line: number | undefined; readonly depth: number }): Task<number> {
    const at = line === undefined ? '' : ` at line ${String(line)}`;
    if (depth >= MAX_SOURCES) return yield* say(this.#sys, 2, `ERROR${at}: Files of source are nested too deeply\n`, 1);
    try {
      return yield* this.script(yield* readText(this.#sys, path), { depth: depth + 1, talks: line === undefined });
    } catch (error) {
      if (!isErrno(error)) throw error;
      const gap = line === undefined ? '\n' : ' ';
      return yield* say(this.#sys, 2, `ERROR${at}:${gap}Failed to open file '${path}', error: ${errnoNumber(error.code)}\n`, 1);
    }
  }

  *#run(statement: string, line: number | undefined): Task<number> {
    const vertical = this.#options.flags.has('vertical') || /\\G\s*$/.test(statement);
    const sql = statement.replace(/\\[gG]\s*$/, '').trim();
    const startedAt = this.#sys.clock.now();
    const use = /^use\s+`?([^`\s]+)`?$/i.exec(sql)?.[1];
    const answer = use === undefined ? yield* this.#connection.query(sql) : yield* this.#connection.useDatabase(use);
    return yield* this.#report(answer, { sql, vertical, line, startedAt });
  }

  *#report(
    answer: ClientAnswer,
    {
      sql,
      vertical,
      line,
      startedAt,
    }: { readonly sql: string; readonly vertical: boolean; readonly line: number | undefined; readonly startedAt: number },
  ): Task<number> {
    const seconds = ` (${((this.#sys.clock.now() - startedAt) / 1000).toFixed(2)} sec)`;
    const talks = line === undefined;
    if (answer.kind === 'error') {
      const { number, state, message } = answer.error;
      return yield* say(this.#sys, 2, `ERROR ${String(number)} (${state})${talks ? '' : ` at line ${String(line)}`}: ${message}\n`, 1);
    }
    if (answer.kind === 'ok') {
      this.#database = /^use\s+`?([^`\s;]+)/i.exec(sql)?.[1] ?? this.#database;
      if (!talks) return 0;
      if (/^use\s/i.test(sql)) yield* this.#print('Database changed\n');
      else
        yield* this.#print(
          `Query OK, ${String(answer.affected)} row${answer.affected === 1 ? '' : 's'} affected${warned(answer.warnings)}${seconds}\n${answer.info === '' ? '' : `${answer.info}\n`}\n`,
        );
      return 0;
    }
    const { result } = answer;
    if (result.rows.length === 0) {
      if (talks) yield* this.#print(`Empty set${warned(result.warnings)}${seconds}\n\n`);
      return 0;
    }
    const text = vertical
      ? formatVertical(result)
      : this.#tables
        ? formatTable(result, this.#names)
        : formatBatch(result, this.#names, this.#options.flags.has('raw'));
    yield* this.#print(text);
    if (talks)
      yield* this.#print(
        `${String(result.rows.length)} row${result.rows.length === 1 ? '' : 's'} in set${warned(result.warnings)}${seconds}\n\n`,
      );
    return 0;
  }

  *#print(text: string): Task<void> {
    yield* say(this.#sys, 1, text, 0);
  }
}

/** Lines become one but within quotations. */
function joinedLines(text: string): string {
  return text.split('\n').reduce((joined, line) => joined + (openQuotation(joined) === '' ? ' ' : '\n') + line);
}

/** `, 1 warning` */
function warned(count: number): string {
  return count === 0 ? '' : `, ${String(count)} warning${count === 1 ? '' : 's'}`;
}

/** A line with \G or \g at its end also ends its statement. */
function endAtG(line: string): string {
  return line.replace(/\\[gG]\s*$/, end => (end.startsWith('\\G') ? '\\G;' : ';'));
}

function* say(sys: Sys, fd: number, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
