import type { Task } from '../../../../core/task.js';
import { decodeUtf8 } from '../../../../core/utf8.js';
import { codes, PgError } from '../pg-error.js';
import type { OutputColumn } from '../plan/runtime.js';
import { planStatement } from '../execute/run-query.js';
import { parseStatements } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import { inputText } from '../values/text-io.js';
import { t, type PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import { readBinary } from '../wire/binary.js';
import { MessageWriter, type MessageReader } from '../wire/messages.js';
import { rowDescription } from './result-messages.js';
import type { StatementWork } from './statement-work.js';

/** A prepared statement with its parameters, ready to be run. */
interface Portal {
  readonly statement: Statement | undefined;
  readonly text: string;
  readonly params: readonly Value[];
  readonly types: readonly PgType[];
  readonly formats: readonly number[];
}

/** Statements in steps: parse, bind, describe, execute. Drivers of programs speak like this. */
export class ExtendedProtocol {
  readonly #work: StatementWork;
  readonly #portals = new Map<string, Portal>();
  /** After an error everything up to Sync is passed over. */
  skips = false;

  constructor(work: StatementWork) {
    this.#work = work;
  }

  *parse(reader: MessageReader): Task<void> {
    const name = reader.text();
    const text = reader.text();
    this.#work.begin(text);
    const types: (PgType | undefined)[] = [];
    for (let count = reader.int16(); count > 0; count--) {
      const oid = reader.int32();
      types.push(oid === 0 ? undefined : this.#work.session.typeByOid(oid));
    }
    try {
      const statements = parseStatements(text);
      if (statements.length > 1) throw new PgError(codes.syntax, 'cannot insert multiple commands into a prepared statement');
      const statement = statements[0]?.statement;
      if (name !== '' && this.#work.session.prepared.has(name)) throw new PgError('42P05', `prepared statement "${name}" already exists`);
      if (statement && isData(statement) && !this.#work.session.transaction?.isFailed) planStatement(statement, this.#work.session, types);
      this.#work.session.prepared.set(name, { text, statement, params: types.map(type => type ?? t.text) });
    } catch (error) {
      yield* this.#work.fail(error, text);
      this.skips = true;
      return;
    }
    yield* this.#work.stream.write(new MessageWriter().done('1'));
  }

  *bind(reader: MessageReader): Task<void> {
    const portal = reader.text();
    const name = reader.text();
    const prepared = this.#work.session.prepared.get(name);
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
      return format === 1 ? readBinary(bytes, type) : inputText(type, -1, decodeUtf8(bytes), this.#work.session.text);
    });
    const results = Array.from({ length: reader.int16() }, () => reader.int16());
    this.#portals.set(portal, { statement: prepared.statement, text: prepared.text, params, types: prepared.params, formats: results });
    yield* this.#work.stream.write(new MessageWriter().done('2'));
  }

  /** Tells what parameters a statement takes, and what columns it or a portal gives. */
  *describe(reader: MessageReader): Task<void> {
    const isStatement = String.fromCharCode(reader.byte()) === 'S';
    const { stream } = this.#work;
    const { statement, types, formats } = isStatement ? this.#preparedNamed(reader.text()) : this.#portalNamed(reader.text());
    if (isStatement) {
      const writer = new MessageWriter().int16(types.length);
      for (const type of types) writer.int32(type.oid);
      yield* stream.write(writer.done('t'));
    }
    const columns = this.#columnsOf(statement, types);
    yield* stream.write(columns ? rowDescription(columns, formats) : new MessageWriter().done('n'));
  }

  #preparedNamed(name: string): Pick<Portal, 'statement' | 'types' | 'formats'> {
    const found = this.#work.session.prepared.get(name);
    if (!found) throw new PgError('26000', `prepared statement "${name}" does not exist`);
    return { statement: found.statement, types: found.params, formats: [] };
  }

  #portalNamed(name: string): Portal {
    const found = this.#portals.get(name);
    if (!found) throw new PgError('34000', `portal "${name}" does not exist`);
    return found;
  }

  /** What columns a statement gives; undefined when it gives no rows. */
  #columnsOf(statement: Statement | undefined, types: readonly PgType[]): readonly OutputColumn[] | undefined {
    if (!statement) return undefined;
    if (isData(statement)) {
      const { columns } = planStatement(statement, this.#work.session, [...types]).plan;
      return statement.kind !== 'query' && columns.length === 0 ? undefined : columns;
    }
    if (statement.kind === 'show') return [{ name: statement.name, type: t.text, typmod: -1 }];
    if (statement.kind === 'explain') return [{ name: 'QUERY PLAN', type: t.text, typmod: -1 }];
    return statement.kind === 'execute'
      ? this.#columnsOf(
          this.#work.session.prepared.get(statement.name)?.statement,
          this.#work.session.prepared.get(statement.name)?.params ?? [],
        )
      : undefined;
  }

  *execute(reader: MessageReader): Task<void> {
    const portal = this.#portalNamed(reader.text());
    this.#work.begin(portal.text);
    if (!portal.statement) {
      yield* this.#work.stream.write(new MessageWriter().done('I'));
      return;
    }
    try {
      yield* this.#work.run(portal.statement, { bound: portal, isLast: false });
    } catch (error) {
      yield* this.#work.fail(error, portal.text);
      this.skips = true;
    }
  }

  *close(reader: MessageReader): Task<void> {
    const kind = String.fromCharCode(reader.byte());
    if (kind === 'S') this.#work.session.prepared.delete(reader.text());
    else this.#portals.delete(reader.text());
    yield* this.#work.stream.write(new MessageWriter().done('3'));
  }

  /** The client has said everything that belongs together. */
  *sync(): Task<void> {
    this.skips = false;
    try {
      yield* this.#work.finish();
    } catch (error) {
      yield* this.#work.fail(error, '');
    }
    this.#portals.clear();
  }
}

function isData(statement: Statement): statement is Extract<Statement, { kind: 'query' | 'insert' | 'update' | 'delete' }> {
  return ['query', 'insert', 'update', 'delete'].includes(statement.kind);
}
