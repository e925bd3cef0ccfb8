import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { codes, PgError } from '../pg-error.js';
import type { OutputColumn } from '../plan/runtime.js';
import { textsOf } from '../execute/run-query.js';
import type { StatementSink } from '../execute/run-statement.js';
import type { Session } from '../execute/session.js';
import type { Statement } from '../sql/statements.js';
import { t } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { binaryValue } from '../wire/binary.js';
import { MessageReader, MessageWriter, type MessageStream } from '../wire/messages.js';
import { copyIn } from './copy-in.js';
import { copyOut } from './copy-out.js';

/** How a client wants a column: as text, or as bytes. One format is for all columns. */
function formatOf(formats: readonly number[], column: number): number {
  return (formats.length === 1 ? formats[0] : formats[column]) ?? 0;
}

/** What columns the rows have that follow. */
export function rowDescription(columns: readonly OutputColumn[], formats: readonly number[]): Uint8Array {
  const writer = new MessageWriter().int16(columns.length);
  for (const [i, { name, type, typmod, tableOid, columnNumber }] of columns.entries())
    writer
      .text(name)
      .int32(tableOid ?? 0)
      .int16(columnNumber ?? 0)
      .int32(type.oid)
      .int16(type.length)
      .int32(typmod)
      .int16(formatOf(formats, i));
  return writer.done('T');
}

function dataRow(values: Row, columns: readonly OutputColumn[], formats: readonly number[], session: Session): Uint8Array {
  const writer = new MessageWriter().int16(columns.length);
  for (const [i, text] of textsOf(values, columns, session).entries()) {
    if (text === null) writer.value(null);
    else if (formatOf(formats, i) === 1) writer.value(binaryValue(values[i] ?? null, columns[i]?.type ?? t.text, text));
    else writer.value(encodeUtf8(text));
  }
  return writer.done('D');
}

function textRow(texts: readonly (string | null)[]): Uint8Array {
  const writer = new MessageWriter().int16(texts.length);
  for (const text of texts) writer.value(text === null ? null : encodeUtf8(text));
  return writer.done('D');
}

interface ResultOptions {
  readonly formats: readonly number[];
  /** Whether the client knows the columns already. */
  readonly hasDescribed: boolean;
  readonly check: () => void;
}

/** Sends what a statement gives to the client. */
export function resultMessages(session: Session, stream: MessageStream, { formats, hasDescribed, check }: ResultOptions): StatementSink {
  return {
    columns: function* (columns) {
      if (!hasDescribed) yield* stream.write(rowDescription(columns, formats));
    },
    row: function* (values, columns) {
      yield* stream.write(dataRow(values, columns, formats, session));
    },
    textRows: function* (names, rows) {
      const columns = names.map(name => ({ name, type: t.text, typmod: -1 }));
      if (!hasDescribed) yield* stream.write(rowDescription(columns, []));
      for (const row of rows) yield* stream.write(textRow(row));
    },
    check,
    copy: (statement, own) => copy(statement, own, stream),
  };
}

type Copy = Extract<Statement, { kind: 'copy' }>;

function* copy(statement: Copy, session: Session, stream: MessageStream): Task<string> {
  if (statement.file !== undefined) return yield* session.host.copyFile(statement, statement.file, session);
  if (statement.direction === 'from') {
    const begin = (columns: number): Task<void> => beginCopy(stream, 'G', columns);
    return yield* copyIn(statement, session, begin, () => copyPiece(stream));
  }
  const begin = (columns: number): Task<void> => beginCopy(stream, 'H', columns);
  const tag = yield* copyOut(statement, session, begin, line => stream.write(new MessageWriter().bytes(line).done('d')));
  yield* stream.write(new MessageWriter().done('c'));
  return tag;
}

function* beginCopy(stream: MessageStream, letter: 'G' | 'H', columns: number): Task<void> {
  const writer = new MessageWriter().byte(0).int16(columns);
  for (let i = 0; i < columns; i++) writer.int16(0);
  yield* stream.write(writer.done(letter));
  yield* stream.flush();
}

/** The next piece that the client sends; undefined after the last one. */
function* copyPiece(stream: MessageStream): Task<Uint8Array | undefined> {
  for (;;) {
    const message = yield* stream.read();
    if (!message) throw new PgError('08006', 'unexpected EOF on client connection with an open transaction', { severity: 'FATAL' });
    if (message.letter === 'd') return message.body;
    if (message.letter === 'c') return undefined;
    if (message.letter === 'f') throw new PgError(codes.canceled, `COPY from stdin failed: ${new MessageReader(message.body).text()}`);
  }
}
