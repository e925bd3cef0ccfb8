import type { Task } from '../../../../../core/task.js';
import type { Connection, ServerMessage } from '../connection.js';

/** What went wrong with a query, as the server said it. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly answer: ServerMessage;
  readonly query: string;

  constructor(answer: ServerMessage, query: string) {
    super(answer.get('M') ?? '');
    this.answer = answer;
    this.query = query;
  }
}

export type Fields = readonly (string | null)[];

/** Asks a server; its rows. Throws QueryError. */
export function* ask(connection: Connection, sql: string): Task<readonly Fields[]> {
  const rows: Fields[] = [];
  yield* askFor(connection, sql, {
    *row(values) {
      rows.push(values);
    },
  });
  return rows;
}

interface Listener {
  readonly row?: (values: Fields) => Task<void>;
  readonly copied?: (data: Uint8Array) => Task<void>;
}

/** Asks a server and hands on what comes, piece by piece. */
export function* askFor(connection: Connection, sql: string, listener: Listener): Task<void> {
  yield* connection.query(sql);
  let failure: QueryError | undefined;
  for (;;) {
    const event = yield* connection.next();
    if (event.kind === 'row' && listener.row) yield* listener.row(event.values);
    else if (event.kind === 'copy-data' && listener.copied) yield* listener.copied(event.data);
    else if (event.kind === 'error') failure = new QueryError(event.message, sql);
    else if (event.kind === 'lost') failure = new QueryError(new Map([['M', 'server closed the connection unexpectedly']]), sql);
    if (event.kind === 'ready' || event.kind === 'lost') break;
  }
  if (failure) throw failure;
}
