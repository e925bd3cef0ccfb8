import { clientVersion, editionOf } from './edition.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { LineReader, readAll } from '../../input.js';
import { ClientConnection, type ClientAnswer } from './client-connection.js';
import { readClientOptions, type ClientOptions } from './client-options.js';
import { formatBatch, formatTable, formatVertical } from './formats.js';
import { splitStatements } from './lexer.js';
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

class Shell {
  readonly #sys: Sys;
  readonly #options: ClientOptions;
  readonly #connection: ClientConnection;
  readonly #tables: boolean;
  readonly #names: boolean;

  constructor(sys: Sys, options: ClientOptions, connection: ClientConnection) {
    this.#sys = sys;
    this.#options = options;
    this.#connection = connection;
    const interactive = sys.isTerminal(1) && !options.flags.has('batch') && !options.flags.has('silent');
    this.#tables = options.flags.has('table') || interactive;
    this.#names = !options.flags.has('skip-column-names');
  }

  /** Runs statements one after the other; ends at the first that fails, unless forced. */
  *script(text: string): Task<number> {
    const { statements, rest } = splitStatements(text);
    let line = 1;
    for (const statement of [...statements, rest]) {
      const leading = /^\s*/.exec(statement)?.[0] ?? '';
      const at = line + leading.split('\n').length - 1;
      line += statement.split('\n').length - 1;
      if (statement.trim() === '') continue;
      const code = yield* this.#run(statement, at);
      if (code !== 0 && !this.#options.flags.has('force')) return code;
    }
    return 0;
  }

  *interact(): Task<number> {
    const { version, id } = this.#connection;
    yield* this.#print(
      `Welcome to the MySQL monitor.  Commands end with ; or \\g.\nYour MySQL connection id is ${String(id)}\nServer version: ${version} ${editionOf(version)}\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`,
    );
    const lines = new LineReader(this.#sys, 0);
    let pending = '';
    for (;;) {
      yield* this.#print(pending === '' ? 'mysql> ' : '    -> ');
      const line = yield* lines.next();
      if (line === undefined) break;
      if (pending === '') {
        const done = yield* this.#ownCommand(line.trim().replace(/;$/, ''));
        if (done === 'quit') break;
        if (done === 'handled') continue;
      }
      if (line.trimEnd().endsWith('\\c')) {
        pending = '';
        continue;
      }
      const { statements, rest } = splitStatements(
        `${pending}${line.replace(/\\[gG]\s*$/, end => (end.startsWith('\\G') ? '\\G;' : ';'))}\n`,
      );
      for (const statement of statements) if (statement.trim() !== '') yield* this.#run(statement, undefined);
      pending = rest.trim() === '' ? '' : rest;
    }
    yield* this.#print('Bye\n');
    return 0;
  }

  /** Commands of the client itself. */
  *#ownCommand(line: string): Task<'quit' | 'handled' | 'none'> {
    if (/^(exit|quit|\\q)$/i.test(line)) return 'quit';
    if (/^(help|\\h|\?|\\\?)$/i.test(line)) {
      yield* this.#print(HELP);
      return 'handled';
    }
    if (/^(status|\\s)$/i.test(line)) {
      yield* this.#print(`--------------\n${yield* this.#connection.statistics()}\n--------------\n\n`);
      return 'handled';
    }
    const database = /^(?:use|\\u)\s+`?([^`\s]+)`?$/i.exec(line)?.[1];
    if (database === undefined) return line === '' ? 'handled' : 'none';
    yield* this.#report(yield* this.#connection.useDatabase(database), {
      sql: `use ${database}`,
      vertical: false,
      line: undefined,
      startedAt: this.#sys.clock.now(),
    });
    return 'handled';
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
      if (!talks) return 0;
      if (/^use\s/i.test(sql)) yield* this.#print('Database changed\n');
      else
        yield* this.#print(
          `Query OK, ${String(answer.affected)} row${answer.affected === 1 ? '' : 's'} affected${seconds}\n${answer.info === '' ? '' : `${answer.info}\n`}\n`,
        );
      return 0;
    }
    const { result } = answer;
    if (result.rows.length === 0) {
      if (talks) yield* this.#print(`Empty set${seconds}\n\n`);
      return 0;
    }
    const text = vertical
      ? formatVertical(result)
      : this.#tables
        ? formatTable(result, this.#names)
        : formatBatch(result, this.#names, this.#options.flags.has('raw'));
    yield* this.#print(text);
    if (talks) yield* this.#print(`${String(result.rows.length)} row${result.rows.length === 1 ? '' : 's'} in set${seconds}\n\n`);
    return 0;
  }

  *#print(text: string): Task<void> {
    yield* say(this.#sys, 1, text, 0);
  }
}

function* say(sys: Sys, fd: number, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
