import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Connection, ResultColumn, ResultEvent } from './connection.js';
import type { Psql } from './psql-shell.js';

const connectionLost =
  'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n';

/** Shows what comes back of a query; whether all went well. */
export function* showResults(shell: Psql, connection: Connection, query: string): Task<boolean> {
  const results = new Results(shell, connection, query);
  for (;;) {
    const event = yield* connection.next();
    if (event.kind === 'ready') return results.ok;
    if (event.kind === 'lost') {
      yield* shell.printError(connectionLost);
      yield* shell.lost();
      return false;
    }
    yield* results.take(event);
  }
}

/** What has come back so far. */
class Results {
  readonly #shell: Psql;
  readonly #connection: Connection;
  readonly #query: string;
  #columns: readonly ResultColumn[] | undefined;
  #rows: (readonly (string | null)[])[] = [];
  #copiesOut = false;
  ok = true;

  constructor(shell: Psql, connection: Connection, query: string) {
    this.#shell = shell;
    this.#connection = connection;
    this.#query = query;
  }

  *take(event: ResultEvent): Task<void> {
    const shell = this.#shell;
    switch (event.kind) {
      case 'columns':
        this.#columns = event.columns;
        this.#rows = [];
        return;
      case 'row':
        this.#rows.push(event.values);
        return;
      case 'complete':
        return yield* this.#complete(event.tag);
      case 'error':
        this.ok = false;
        this.#columns = undefined;
        return yield* shell.report(event.message, this.#query);
      case 'notice':
        return yield* shell.report(event.message, this.#query);
      case 'notification': {
        const payload = event.payload === '' ? '' : `with payload "${event.payload}" `;
        const sender = `received from server process with PID ${String(event.pid)}.`;
        return yield* shell.print(`Asynchronous notification "${event.channel}" ${payload}${sender}\n`);
      }
      case 'copy-in':
        return yield* sendCopy(shell, this.#connection);
      case 'copy-out':
        this.#copiesOut = true;
        return;
      case 'copy-data':
        return yield* shell.copySink ? shell.copySink(event.data) : shell.sys.write(shell.target?.fd ?? 1, event.data);
      default:
        return;
    }
  }

  *#complete(tag: string): Task<void> {
    const shell = this.#shell;
    const columns = this.#columns;
    this.#columns = undefined;
    if (columns) yield* shell.show({ columns, rows: this.#rows });
    const copiedOut = this.#copiesOut;
    this.#copiesOut = false;
    if (!shell.isQuiet && isTold(tag, columns !== undefined, copiedOut)) yield* shell.printResult(`${tag}\n`);
  }
}

/** Whether the tag of a statement is shown: rows and copied lines speak for themselves. */
function isTold(tag: string, hasRows: boolean, copiedOut: boolean): boolean {
  if (tag.startsWith('COPY ')) return !copiedOut;
  return !hasRows || !/^(?:SELECT|SHOW|EXPLAIN|FETCH|EXECUTE|CALL)/.test(tag);
}

/** Sends the lines that a COPY … FROM stdin takes. */
function* sendCopy(shell: Psql, connection: Connection): Task<void> {
  if (shell.copySource) {
    yield* connection.copyData(shell.copySource);
    return yield* connection.copyDone();
  }
  if (shell.isInteractive)
    yield* shell.print(
      'Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n',
    );
  try {
    for (;;) {
      const line = yield* shell.nextLine();
      if (line === undefined || line === '\\.') break;
      yield* connection.copyData(encodeUtf8(`${line}\n`));
    }
    yield* connection.copyDone();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Interrupted')) throw error;
    yield* connection.copyDone('canceled by user');
  }
}
