import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import type { OutputColumn } from '../plan/runtime.js';
import { parseStatements } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import { inputText } from '../values/text-io.js';
import { t, type PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import { planStatement, textsOf } from '../execute/run-query.js';
import { runStatement, type StatementSink } from '../execute/run-statement.js';
import { isControl } from '../execute/control.js';
import type { Session } from '../execute/session.js';
import { errorMessage, MessageReader, MessageWriter, type Message, type MessageStream } from '../wire/messages.js';
import { copyIn } from './copy-in.js';
import { copyOut } from './copy-out.js';
import { binaryValue, readBinary } from '../wire/binary.js';

/** What the backend hears of its process. */
export interface BackendHost {
  /** Throws when somebody wants this statement or this session to end. */
  check(): void;
  readonly title: (activity: string) => void;
  readonly log: (error: PgError, query: string) => Task<void>;
}

interface Portal {
  readonly statement: Statement | undefined;
  readonly text: string;
  readonly params: readonly Value[];
  readonly types: readonly PgType[];
  readonly formats: readonly number[];
}

/** Serves the queries of one client that has logged in. */
export class Backend {
  readonly #session: Session;
  readonly #stream: MessageStream;
  readonly #host: BackendHost;
  readonly #portals = new Map<string, Portal>();
  /** After an error in the extended protocol everything up to Sync is passed over. */
  #skipping = false;

  constructor(session: Session, stream: MessageStream, host: BackendHost) {
    this.#session = session;
    this.#stream = stream;
    this.#host = host;
  }

  *serve(): Task<void> {
    yield* this.#ready();
    for (;;) {
      const message = yield* this.#stream.read();
      if (!message || message.letter === 'X') return;
      yield* this.#handle(message);
    }
  }

  /** Tells what waits: notices, notifications, changed settings. */
  *notify(): Task<void> {
    const { info } = this.#session.host;
    for (const { pid, channel, payload } of info.notifications.splice(0))
      yield* this.#stream.write(new MessageWriter().int32(pid).text(channel).text(payload).done('A'));
  }

  *#handle({ letter, body }: Message): Task<void> {
    if (this.#skipping && letter !== 'S') return;
    try {
      const reader = new MessageReader(body);
      switch (letter) {
        case 'Q':
          return yield* this.#simpleQuery(reader.text());
        case 'P':
          return yield* this.#parse(reader);
        case 'B':
          return yield* this.#bind(reader);
        case 'D':
          return yield* this.#describe(reader);
        case 'E':
          return yield* this.#execute(reader);
        case 'C':
          return yield* this.#close(reader);
        case 'S':
          return yield* this.#sync();
        case 'H':
          return yield* this.#stream.flush();
        case 'd':
        case 'c':
        case 'f':
          return;
        case 'F':
          throw notSimulated('the function call message');
        default:
          throw new PgError(codes.protocolViolation, `invalid frontend message type ${letter.charCodeAt(0)}`, { severity: 'FATAL' });
      }
    } catch (error) {
      const known = this.#known(error);
      yield* this.#fail(known, '');
      if (known.fields.severity === 'FATAL') throw known;
      this.#skipping = true;
    }
  }

  #known(error: unknown): PgError {
    if (error instanceof PgError) return error;
    if (error instanceof RangeError && /call stack/i.test(error.message))
      return new PgError(codes.tooComplex, 'stack depth limit exceeded', {
        hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
      });
    if (isErrno(error, 'ENOSPC', 'EDQUOT', 'EFBIG'))
      return new PgError(codes.diskFull, `could not write to file "pg_wal/000000010000000000000001": ${error.message}`);
    throw error;
  }

  *#ready(): Task<void> {
    const { transaction, host } = this.#session;
    const status = transaction?.isBlock ? (transaction.isFailed ? 'E' : 'T') : 'I';
    host.info.state = { I: 'idle', T: 'idle in transaction', E: 'idle in transaction (aborted)' }[status];
    this.#host.title(host.info.state);
    yield* this.notify();
    yield* this.#stream.write(new MessageWriter().byte(status.charCodeAt(0)).done('Z'));
    yield* this.#stream.flush();
  }

  *#simpleQuery(text: string): Task<void> {
    this.#begin(text);
    try {
      const statements = parseStatements(text);
      if (statements.length === 0) yield* this.#stream.write(new MessageWriter().done('I'));
      for (const { statement, text: own } of statements) {
        this.#host.check();
        if (this.#session.transaction?.isFailed && !isControl(statement))
          throw new PgError(codes.failedTransaction, 'current transaction is aborted, commands ignored until end of transaction block');
        const tag = yield* this.#run(statement, own, statements.length === 1);
        yield* this.#stream.write(new MessageWriter().text(tag).done('C'));
      }
      yield* this.#finish();
    } catch (error) {
      const known = this.#known(error);
      yield* this.#fail(known, text);
      if (known.fields.severity === 'FATAL') throw known;
    }
    yield* this.#ready();
  }

  #begin(text: string): void {
    const { info } = this.#session.host;
    this.#session.statementTime = this.#session.clock();
    if (!this.#session.transaction) this.#session.transactionTime = this.#session.statementTime;
    info.query = text;
    info.state = 'active';
    info.queryStartedAt = this.#session.statementTime;
  }

  *#run(statement: Statement, text: string, isAlone: boolean): Task<string> {
    this.#host.title(titleOf(statement, text));
    const tag = yield* runStatement(statement, this.#session, this.#sink([]));
    if (isAlone && this.#session.transaction && !this.#session.transaction.isBlock) yield* this.#finish();
    return tag;
  }

  /** Ends the transaction of a statement that stood by itself. */
  *#finish(): Task<void> {
    const { transaction } = this.#session;
    if (transaction && !transaction.isBlock) yield* this.#session.commit();
    if (!this.#session.needsCheckpoint) return;
    this.#session.needsCheckpoint = false;
    yield* this.#session.host.checkpoint();
  }

  *#fail(error: PgError, query: string): Task<void> {
    const { transaction } = this.#session;
    if (transaction?.isBlock) transaction.isFailed = true;
    else if (transaction) yield* this.#session.rollback();
    yield* this.#host.log(error, query);
    yield* this.#stream.write(errorMessage(error, error.fields.severity ?? 'ERROR', query));
    if (error.fields.severity === 'FATAL') yield* this.#stream.flush();
  }

  #sink(formats: readonly number[], hasDescribed = false): StatementSink {
    const stream = this.#stream;
    const session = this.#session;
    const formatOf = (i: number): number => (formats.length === 1 ? (formats[0] ?? 0) : (formats[i] ?? 0));
    return {
      columns: function* (columns) {
        if (!hasDescribed) yield* stream.write(rowDescription(columns, formats));
      },
      row: function* (values: Row, columns: readonly OutputColumn[]) {
        const writer = new MessageWriter().int16(columns.length);
        const texts = textsOf(values, columns, session);
        for (const [i, text] of texts.entries())
          writer.value(
            text === null ? null : formatOf(i) === 1 ? binaryValue(values[i] ?? null, columns[i]?.type ?? t.text, text) : encodeUtf8(text),
          );
        yield* stream.write(writer.done('D'));
      },
      textRows: function* (columns, rows) {
        if (!hasDescribed)
          yield* stream.write(
            rowDescription(
              columns.map(name => ({ name, type: t.text, typmod: -1 })),
              [],
            ),
          );
        for (const row of rows) {
          const writer = new MessageWriter().int16(row.length);
          for (const text of row) writer.value(text === null ? null : encodeUtf8(text));
          yield* stream.write(writer.done('D'));
        }
      },
      check: () => this.#host.check(),
      copy: (statement, own) => this.#copy(statement, own),
    };
  }

  *#copy(statement: Extract<Statement, { kind: 'copy' }>, session: Session): Task<string> {
    if (statement.program) throw notSimulated('COPY with PROGRAM');
    if (statement.file !== undefined) throw notSimulated('COPY with a file of the server; \\copy of psql works');
    const stream = this.#stream;
    const begin = (letter: string) =>
      function* (columns: number): Task<void> {
        const writer = new MessageWriter().byte(0).int16(columns);
        for (let i = 0; i < columns; i++) writer.int16(0);
        yield* stream.write(writer.done(letter));
        yield* stream.flush();
      };
    if (statement.direction === 'to') {
      const tag = yield* copyOut(statement, session, begin('H'), function* (line) {
        yield* stream.write(new MessageWriter().bytes(line).done('d'));
      });
      yield* stream.write(new MessageWriter().done('c'));
      return tag;
    }
    return yield* copyIn(statement, session, begin('G'), function* () {
      for (;;) {
        const message = yield* stream.read();
        if (!message) throw new PgError('08006', 'unexpected EOF on client connection with an open transaction', { severity: 'FATAL' });
        if (message.letter === 'd') return message.body;
        if (message.letter === 'c') return undefined;
        if (message.letter === 'f') throw new PgError(codes.canceled, `COPY from stdin failed: ${new MessageReader(message.body).text()}`);
      }
    });
  }

  // ── the extended protocol ──────────────────────────────────────────────────────────────────────────────────────────

  *#parse(reader: MessageReader): Task<void> {
    const name = reader.text();
    const text = reader.text();
    this.#begin(text);
    const types: (PgType | undefined)[] = [];
    for (let count = reader.int16(); count > 0; count--) {
      const oid = reader.int32();
      types.push(oid === 0 ? undefined : this.#session.typeByOid(oid));
    }
    try {
      const statements = parseStatements(text);
      if (statements.length > 1) throw new PgError(codes.syntax, 'cannot insert multiple commands into a prepared statement');
      const statement = statements[0]?.statement;
      if (name !== '' && this.#session.prepared.has(name)) throw new PgError('42P05', `prepared statement "${name}" already exists`);
      if (statement && isData(statement) && !this.#session.transaction?.isFailed) planStatement(statement, this.#session, types);
      this.#session.prepared.set(name, { text, statement, params: types.map(type => type ?? t.text) });
    } catch (error) {
      const known = this.#known(error);
      yield* this.#fail(known, text);
      this.#skipping = true;
      return;
    }
    yield* this.#stream.write(new MessageWriter().done('1'));
  }

  *#bind(reader: MessageReader): Task<void> {
    const portal = reader.text();
    const name = reader.text();
    const prepared = this.#session.prepared.get(name);
    if (!prepared)
      throw new PgError('26000', name === '' ? 'unnamed prepared statement does not exist' : `prepared statement "${name}" does not exist`);
    const formats = Array.from({ length: reader.int16() }, () => reader.int16());
    const count = reader.int16();
    if (count !== prepared.params.length)
      throw new PgError(
        codes.protocolViolation,
        `bind message supplies ${count} parameters, but prepared statement "${name}" requires ${prepared.params.length}`,
      );
    const params = Array.from({ length: count }, (_, i) => {
      const type = prepared.params[i] ?? t.text;
      const bytes = reader.value();
      if (bytes === null) return null;
      const format = formats.length === 1 ? (formats[0] ?? 0) : (formats[i] ?? 0);
      return format === 1 ? readBinary(bytes, type) : inputText(type, -1, decodeUtf8(bytes), this.#session.text);
    });
    const results = Array.from({ length: reader.int16() }, () => reader.int16());
    this.#portals.set(portal, { statement: prepared.statement, text: prepared.text, params, types: prepared.params, formats: results });
    yield* this.#stream.write(new MessageWriter().done('2'));
  }

  *#describe(reader: MessageReader): Task<void> {
    const kind = String.fromCharCode(reader.byte());
    const name = reader.text();
    const found = kind === 'S' ? this.#session.prepared.get(name) : this.#portals.get(name);
    if (!found)
      throw new PgError(
        kind === 'S' ? '26000' : '34000',
        kind === 'S' ? `prepared statement "${name}" does not exist` : `portal "${name}" does not exist`,
      );
    const types = 'params' in found && !('formats' in found) ? found.params : (this.#portals.get(name)?.types ?? []);
    if (kind === 'S') {
      const writer = new MessageWriter().int16(types.length);
      for (const type of types) writer.int32(type.oid);
      yield* this.#stream.write(writer.done('t'));
    }
    const columns = this.#columnsOf(found.statement, types);
    const formats = kind === 'P' ? (this.#portals.get(name)?.formats ?? []) : [];
    yield* this.#stream.write(columns ? rowDescription(columns, formats) : new MessageWriter().done('n'));
  }

  /** What columns a statement gives; undefined when it gives no rows. */
  #columnsOf(statement: Statement | undefined, types: readonly PgType[]): readonly OutputColumn[] | undefined {
    if (!statement) return undefined;
    if (isData(statement)) {
      const { columns } = planStatement(statement, this.#session, [...types]).plan;
      return statement.kind !== 'query' && columns.length === 0 ? undefined : columns;
    }
    if (statement.kind === 'show') return [{ name: statement.name, type: t.text, typmod: -1 }];
    if (statement.kind === 'explain') return [{ name: 'QUERY PLAN', type: t.text, typmod: -1 }];
    return statement.kind === 'execute'
      ? this.#columnsOf(this.#session.prepared.get(statement.name)?.statement, this.#session.prepared.get(statement.name)?.params ?? [])
      : undefined;
  }

  *#execute(reader: MessageReader): Task<void> {
    const portal = this.#portals.get(reader.text());
    if (!portal) throw new PgError('34000', 'portal "" does not exist');
    this.#begin(portal.text);
    if (!portal.statement) {
      yield* this.#stream.write(new MessageWriter().done('I'));
      return;
    }
    try {
      if (this.#session.transaction?.isFailed && !isControl(portal.statement))
        throw new PgError(codes.failedTransaction, 'current transaction is aborted, commands ignored until end of transaction block');
      const tag = yield* runStatement(portal.statement, this.#session, this.#sink(portal.formats, true), portal.params, [...portal.types]);
      yield* this.#stream.write(new MessageWriter().text(tag).done('C'));
    } catch (error) {
      const known = this.#known(error);
      yield* this.#fail(known, portal.text);
      if (known.fields.severity === 'FATAL') throw known;
      this.#skipping = true;
    }
  }

  *#close(reader: MessageReader): Task<void> {
    const kind = String.fromCharCode(reader.byte());
    if (kind === 'S') this.#session.prepared.delete(reader.text());
    else this.#portals.delete(reader.text());
    yield* this.#stream.write(new MessageWriter().done('3'));
  }

  *#sync(): Task<void> {
    this.#skipping = false;
    try {
      yield* this.#finish();
    } catch (error) {
      yield* this.#fail(this.#known(error), '');
    }
    this.#portals.clear();
    yield* this.#ready();
  }
}

function isData(statement: Statement): statement is Extract<Statement, { kind: 'query' | 'insert' | 'update' | 'delete' }> {
  return ['query', 'insert', 'update', 'delete'].includes(statement.kind);
}

/** What ps shows while a statement runs. */
function titleOf(statement: Statement, text: string): string {
  return statement.kind === 'query'
    ? 'SELECT'
    : (/^\w+(?:\s+(?:TABLE|INDEX|VIEW|DATABASE|ROLE|USER|SCHEMA|SEQUENCE))?/i.exec(text)?.[0].toUpperCase() ?? 'idle');
}

function rowDescription(columns: readonly OutputColumn[], formats: readonly number[]): Uint8Array {
  const writer = new MessageWriter().int16(columns.length);
  for (const [i, { name, type, typmod, tableOid, columnNumber }] of columns.entries())
    writer
      .text(name)
      .int32(tableOid ?? 0)
      .int16(columnNumber ?? 0)
      .int32(type.oid)
      .int16(type.length)
      .int32(typmod)
      .int16(formats.length === 1 ? (formats[0] ?? 0) : (formats[i] ?? 0));
  return writer.done('T');
}
