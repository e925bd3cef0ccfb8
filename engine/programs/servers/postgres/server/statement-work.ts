import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { isControl } from '../execute/control.js';
import { runStatement } from '../execute/run-statement.js';
import type { Session } from '../execute/session.js';
import type { Statement } from '../sql/statements.js';
import type { PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import { errorMessage, MessageWriter, type MessageStream } from '../wire/messages.js';
import { resultMessages } from './result-messages.js';

/** What the work for a client hears of its process, and tells it. */
export interface BackendHost {
  /** Throws when somebody wants this statement or this session to end. */
  check(): void;
  readonly title: (activity: string) => void;
  readonly log: (error: PgError, query: string) => Task<void>;
}

/** Parameters of a statement, and how the client wants what it gives. */
export interface Bound {
  readonly params: readonly Value[];
  readonly types: readonly PgType[];
  readonly formats: readonly number[];
}

/** Runs statements of a client and tells it how they went, whichever way they came. */
export class StatementWork {
  readonly session: Session;
  readonly stream: MessageStream;
  readonly host: BackendHost;

  constructor(session: Session, stream: MessageStream, host: BackendHost) {
    this.session = session;
    this.stream = stream;
    this.host = host;
  }

  /** From now on this text is what the session works on. */
  begin(text: string): void {
    const { info } = this.session.host;
    this.session.statementTime = this.session.clock();
    if (!this.session.transaction) this.session.transactionTime = this.session.statementTime;
    info.query = text;
    info.state = 'active';
    info.queryStartedAt = this.session.statementTime;
  }

  /** Runs one statement, sends its rows and its tag. The last one of a text ends the transaction that it began. */
  *run(statement: Statement, { bound, isLast }: { readonly bound?: Bound; readonly isLast: boolean }): Task<void> {
    if (this.session.transaction?.isFailed && !isControl(statement))
      throw new PgError(codes.failedTransaction, 'current transaction is aborted, commands ignored until end of transaction block');
    const options = { formats: bound?.formats ?? [], hasDescribed: bound !== undefined, check: () => this.host.check() };
    const sink = resultMessages(this.session, this.stream, options);
    const tag = yield* bound
      ? runStatement(statement, this.session, sink, bound.params, [...bound.types])
      : runStatement(statement, this.session, sink);
    if (isLast) yield* this.finish();
    yield* this.stream.write(new MessageWriter().text(tag).done('C'));
  }

  /** Ends the transaction of a statement that stood by itself. */
  *finish(): Task<void> {
    const { transaction } = this.session;
    if (transaction && !transaction.isBlock) yield* this.session.commit();
    if (!this.session.needsCheckpoint) return;
    this.session.needsCheckpoint = false;
    yield* this.session.host.checkpoint();
  }

  /** Tells of an error and ends what it ends. One that ends the session is thrown on. */
  *fail(error: unknown, query: string): Task<void> {
    const known = asPgError(error);
    if (known.fields.severity === 'FATAL') throw known;
    const { transaction } = this.session;
    if (transaction?.isBlock) transaction.isFailed = true;
    else if (transaction) yield* this.session.rollback();
    yield* this.host.log(known, query);
    yield* this.stream.write(errorMessage(known, known.fields.severity ?? 'ERROR', query));
  }
}

/** What went wrong in the words of the server; what it has no words for is thrown again. */
function asPgError(error: unknown): PgError {
  if (error instanceof PgError) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new PgError(codes.tooComplex, 'stack depth limit exceeded', {
      hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
    });
  if (isErrno(error, 'ENOSPC', 'EDQUOT', 'EFBIG'))
    return new PgError(codes.diskFull, `could not write to file "pg_wal/000000010000000000000001": ${error.message}`);
  throw error;
}
