import { concatBytes } from '../../../../core/streams.js';
import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { newEnv } from '../plan/runtime.js';
import { Scope, type Analysis } from '../plan/scope.js';
import type { Column, Relation } from '../storage/catalog.js';
import { inputText } from '../values/text-io.js';
import type { Value } from '../values/value.js';
import { targetTable } from '../execute/change-plan.js';
import { compileDefault, typeOfColumn } from '../execute/table-parts.js';
import { logOf } from '../execute/runtime-log.js';
import type { Session } from '../execute/session.js';
import { TableWriter } from '../execute/table-writer.js';
import { copyFormat, readLine, type Copy, type CopyFormat, type CopyLine } from './copy-format.js';

/** COPY … FROM: `read` gives pieces of text until there are no more. */
export function* copyIn(
  statement: Copy,
  session: Session,
  begin: (columns: number) => Task<void>,
  read: () => Task<Uint8Array | undefined>,
): Task<string> {
  const analysis = newAnalysis(session);
  const relation = targetTable({ name: statement.table ?? [], at: statement.at }, 'INSERT', new Scope(analysis, undefined));
  const places = placesOf(statement, relation);
  const lines = new CopyLines(copyFormat(statement));
  const rows = new RowReader(session, analysis, relation, places);
  yield* begin(places.length);
  for (;;) {
    const piece = yield* nextPiece(read, () => `COPY ${relation.name}, line ${lines.count + 1}`);
    for (const line of lines.take(piece)) yield* rows.insert(line);
    if (!piece) break;
  }
  return `COPY ${yield* rows.finish()}`;
}

function* nextPiece(read: () => Task<Uint8Array | undefined>, where: () => string): Task<Uint8Array | undefined> {
  try {
    return yield* read();
  } catch (error) {
    throw error instanceof PgError && error.code === codes.canceled ? placed(error, where()) : error;
  }
}

/** Places in the row of the columns that the lines have. */
function placesOf({ columns }: Copy, relation: Relation): readonly number[] {
  if (columns.length === 0) return relation.columns.flatMap((column, place) => (column.isGenerated ? [] : [place]));
  return columns.map(({ name }) => {
    const place = relation.columns.findIndex(column => column.name === name);
    if (place < 0) throw new PgError(codes.undefinedColumn, `column "${name}" of relation "${relation.name}" does not exist`);
    return place;
  });
}

/** A line with where it stands, for messages. */
interface PlacedLine {
  readonly fields: CopyLine['fields'];
  readonly number: number;
  readonly text: string;
}

/** Makes lines of pieces that end anywhere. */
class CopyLines {
  readonly #format: CopyFormat;
  #pending: Uint8Array = new Uint8Array(0);
  #number = 0;
  #isDone = false;

  constructor(format: CopyFormat) {
    this.#format = format;
  }

  /** How many lines there were. */
  get count(): number {
    return this.#number;
  }

  /** The lines that are complete with this piece; undefined: nothing comes any more. */
  *take(piece: Uint8Array | undefined): Generator<PlacedLine, void> {
    if (piece && this.#isDone) return;
    const joined = piece ? concatBytes([this.#pending, piece]) : this.#pending;
    const lastNewline = piece ? joined.lastIndexOf(10) + 1 : joined.length;
    const text = decodeUtf8(joined.subarray(0, lastNewline));
    this.#pending = joined.slice(lastNewline);
    let at = 0;
    while (at < text.length && !this.#isDone) {
      const line = readLine(text, at, this.#format, piece === undefined);
      if (!line) {
        this.#pending = concatBytes([encodeUtf8(text.slice(at)), this.#pending]);
        return;
      }
      const own = text.slice(at, line.end).replace(/\r?\n$/, '');
      at = line.end;
      this.#number++;
      this.#isDone = line.isEnd;
      const isHeader = this.#number === 1 && this.#format.header;
      if (!line.isEnd && !isHeader) yield { fields: line.fields, number: this.#number, text: own };
    }
  }
}

/** Puts lines into a table. */
class RowReader {
  readonly #session: Session;
  readonly #analysis: Analysis;
  readonly #relation: Relation;
  readonly #places: readonly number[];
  readonly #writer: TableWriter;
  readonly #defaults: () => Value[];
  #count = 0;

  constructor(session: Session, analysis: Analysis, relation: Relation, places: readonly number[]) {
    this.#session = session;
    this.#analysis = analysis;
    this.#relation = relation;
    this.#places = places;
    const runtime = session.runtime();
    const env = newEnv(runtime, undefined);
    const defaults = relation.columns.map((column, i) => (places.includes(i) ? undefined : compileDefault(column, analysis)));
    this.#writer = new TableWriter(relation, analysis, runtime, logOf(runtime));
    this.#defaults = () => defaults.map(node => node?.eval(env) ?? null);
  }

  *insert({ fields, number, text }: PlacedLine): Task<void> {
    const row = this.#defaults();
    const where = `COPY ${this.#relation.name}, line ${number}`;
    const whole = `${where}: "${text}"`;
    if (fields.length > this.#places.length) throw new PgError(codes.badCopy, 'extra data after last expected column', { context: whole });
    for (const [i, place] of this.#places.entries()) {
      const column = this.#relation.columns[place];
      const field = fields[i];
      if (!column) continue;
      if (field === undefined) throw new PgError(codes.badCopy, `missing data for column "${column.name}"`, { context: whole });
      row[place] = field === null ? null : this.#value(column, field, where);
    }
    try {
      yield* this.#writer.insert(row);
    } catch (error) {
      throw placed(error, error instanceof PgError && error.code === codes.unique ? where : whole);
    }
    this.#count++;
  }

  /** Looks after what only a whole statement can tell. Returns how many rows were inserted. */
  *finish(): Task<number> {
    yield* this.#writer.finish('INSERT');
    return this.#count;
  }

  #value(column: Column, field: string, where: string): Value {
    try {
      return inputText(typeOfColumn(column, this.#analysis), column.typmod, field, this.#session.text);
    } catch (error) {
      throw placed(error, `${where}, column ${column.name}: "${field}"`);
    }
  }
}

/** The same error, with where it happened. */
function placed(error: unknown, context: string): unknown {
  return error instanceof PgError ? new PgError(error.code, error.message, { ...error.fields, context }) : error;
}
