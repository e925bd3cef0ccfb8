import type { Task } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { parseStatements } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import type { Session } from '../execute/session.js';
import { MessageReader, MessageWriter, type Message, type MessageStream } from '../wire/messages.js';
import { ExtendedProtocol } from './extended-protocol.js';
import { StatementWork, type BackendHost } from './statement-work.js';

/** Serves the queries of one client that has logged in. */
export class Backend {
  readonly #work: StatementWork;
  readonly #extended: ExtendedProtocol;

  constructor(session: Session, stream: MessageStream, host: BackendHost) {
    this.#work = new StatementWork(session, stream, host);
    this.#extended = new ExtendedProtocol(this.#work);
  }

  *serve(): Task<void> {
    yield* this.#ready();
    for (;;) {
      const message = yield* this.#work.stream.read();
      if (!message || message.letter === 'X') return;
      yield* this.#handle(message);
    }
  }

  *#handle(message: Message): Task<void> {
    if (this.#extended.skips && message.letter !== 'S') return;
    try {
      yield* this.#answer(message);
    } catch (error) {
      yield* this.#work.fail(error, '');
      this.#extended.skips = true;
    }
  }

  *#answer({ letter, body }: Message): Task<void> {
    const reader = new MessageReader(body);
    switch (letter) {
      case 'Q':
        return yield* this.#simpleQuery(reader.text());
      case 'P':
        return yield* this.#extended.parse(reader);
      case 'B':
        return yield* this.#extended.bind(reader);
      case 'D':
        return yield* this.#extended.describe(reader);
      case 'E':
        return yield* this.#extended.execute(reader);
      case 'C':
        return yield* this.#extended.close(reader);
      case 'S':
        yield* this.#extended.sync();
        return yield* this.#ready();
      case 'H':
        return yield* this.#work.stream.flush();
      // What still comes of a COPY that has failed.
      case 'd':
      case 'c':
      case 'f':
        return;
      case 'F':
        throw notSimulated('the function call message');
      default:
        throw new PgError(codes.protocolViolation, `invalid frontend message type ${letter.charCodeAt(0)}`, { severity: 'FATAL' });
    }
  }

  /** Tells the client that it is its turn, and in what state its transaction is. */
  *#ready(): Task<void> {
    const { session, stream, host } = this.#work;
    const { transaction } = session;
    const status = transaction?.isBlock ? (transaction.isFailed ? 'E' : 'T') : 'I';
    const { info } = session.host;
    info.state = { I: 'idle', T: 'idle in transaction', E: 'idle in transaction (aborted)' }[status];
    host.title(info.state);
    for (const { pid, channel, payload } of info.notifications.splice(0))
      yield* stream.write(new MessageWriter().int32(pid).text(channel).text(payload).done('A'));
    yield* stream.write(new MessageWriter().byte(status.charCodeAt(0)).done('Z'));
    yield* stream.flush();
  }

  *#simpleQuery(text: string): Task<void> {
    this.#work.begin(text);
    try {
      const statements = parseStatements(text);
      if (statements.length === 0) yield* this.#work.stream.write(new MessageWriter().done('I'));
      for (const { statement, text: own } of statements) {
        this.#work.host.check();
        this.#work.host.title(titleOf(statement, own));
        yield* this.#work.run(statement, { isLast: statement === statements.at(-1)?.statement });
      }
    } catch (error) {
      yield* this.#work.fail(error, text);
    }
    yield* this.#ready();
  }
}

/** What ps shows while a statement runs. */
function titleOf(statement: Statement, text: string): string {
  return statement.kind === 'query'
    ? 'SELECT'
    : (/^\w+(?:\s+(?:TABLE|INDEX|VIEW|DATABASE|ROLE|USER|SCHEMA|SEQUENCE))?/i.exec(text)?.[0].toUpperCase() ?? 'idle');
}
