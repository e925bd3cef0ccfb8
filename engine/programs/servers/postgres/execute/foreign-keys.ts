import { codes, PgError } from '../pg-error.js';
import { findCast, runCast } from '../functions/casts.js';
import { newEnv } from '../plan/runtime.js';
import type { Constraint, Relation } from '../storage/catalog.js';
import { isVisible, type Tuple } from '../storage/heap.js';
import { compareValues } from '../values/compare.js';
import type { Row, Value } from '../values/value.js';
import { compileDefault, showValue, typeOfColumn } from './table-parts.js';
import type { TableWriter } from './table-writer.js';
import { type Waiting, waitForTransaction } from './waiting.js';

interface Reference {
  readonly constraint: Constraint;
  readonly foreign: NonNullable<Constraint['foreign']>;
  readonly from: Relation;
  readonly to: Relation;
}

/** What foreign keys ask for after a statement: that keys are there, and that what refers to lost ones follows. */
export class ForeignKeys {
  readonly #writer: TableWriter;
  readonly #out: readonly Reference[];
  readonly #into: readonly Reference[];
  readonly #added: Row[] = [];
  readonly #lost: { readonly old: Row; readonly now: Row | undefined }[] = [];

  constructor(writer: TableWriter) {
    this.#writer = writer;
    const { relations } = writer.analysis.session.catalog();
    const { relation } = writer;
    const refer = (from: Relation): Reference[] =>
      from.constraints.flatMap(constraint => {
        const to = constraint.foreign && relations.get(constraint.foreign.table);
        return constraint.foreign && to ? [{ constraint, foreign: constraint.foreign, from, to }] : [];
      });
    this.#out = refer(relation);
    this.#into = [...relations.values()].flatMap(other =>
      other.constraints.length > 0 ? refer(other).filter(({ to }) => to.oid === relation.oid) : [],
    );
  }

  noteInsert(values: Row): void {
    if (this.#out.length > 0) this.#added.push(values);
  }

  noteUpdate(old: Row, now: Row): void {
    this.noteInsert(now);
    if (this.#into.length > 0) this.#lost.push({ old, now });
  }

  noteDelete(old: Row): void {
    if (this.#into.length > 0) this.#lost.push({ old, now: undefined });
  }

  /** At the end of the statement. */
  *finish(depth = 0): Waiting<void> {
    if (depth > 50) throw new PgError(codes.tooComplex, 'stack depth limit exceeded');
    for (const { old, now } of this.#lost.splice(0)) for (const reference of this.#into) yield* this.#follow(reference, old, now, depth);
    for (const values of this.#added.splice(0)) for (const reference of this.#out) yield* this.#require(reference, values);
  }

  *#require(reference: Reference, values: Row): Waiting<void> {
    const { from, constraint } = reference;
    const key = valuesAt(from, constraint.columns, values);
    if (key.includes(null)) return;
    const { deferred } = this.#writer.log;
    if (!deferred.isDeferred(constraint)) return yield* this.#requireKey(reference, key);
    deferred.add(constraint, from, () => this.#requireStored(reference, values, key));
  }

  /** The same for a row that may be gone by now. */
  *#requireStored(reference: Reference, values: Row, key: Row): Waiting<void> {
    if (this.#isStored(reference.from, values)) yield* this.#requireKey(reference, key);
  }

  *#requireKey(reference: Reference, key: Row): Waiting<void> {
    const { from, to, constraint, foreign } = reference;
    for (;;) {
      const found = this.#find(to, foreign.columns, key, from, constraint.columns);
      if (!found) throw this.#missing(reference, key);
      const { endedBy } = found;
      if (!endedBy?.isActive || endedBy.top === this.#writer.runtime.tx.top) return;
      yield* waitForTransaction(endedBy, this.#writer.runtime, `while locking tuple (0,${String(found.id)}) in relation "${to.name}"`);
    }
  }

  #isStored(relation: Relation, values: Row): boolean {
    return this.#heap(relation).tuples.some(tuple => tuple.values === values && isVisible(tuple, this.#now()));
  }

  #heap(relation: Relation): TableWriter['heap'] {
    return this.#writer.analysis.session.database.heap(relation.filenode);
  }

  /** Everything that is committed by now, and what this transaction did. */
  #now() {
    const { runtime, analysis } = this.#writer;
    return { top: runtime.tx.top, upTo: analysis.session.cluster.commitNumber, command: Infinity };
  }

  #missing({ from, to, constraint }: Reference, key: Row): PgError {
    return new PgError(codes.foreignKey, `insert or update on table "${from.name}" violates foreign key constraint "${constraint.name}"`, {
      detail: `Key ${this.#showKey(from, constraint.columns, key)} is not present in table "${to.name}".`,
      table: from.name,
      constraint: constraint.name,
    });
  }

  #showKey(relation: Relation, numbers: readonly number[], key: Row): string {
    const { analysis } = this.#writer;
    const columns = columnsAt(relation, numbers);
    return `(${columns.map(({ name }) => name).join(', ')})=(${columns.map((column, i) => showValue(key[i] ?? null, typeOfColumn(column, analysis), analysis.session.text)).join(', ')})`;
  }

  #find(relation: Relation, numbers: readonly number[], key: Row, keyOwner: Relation, keyColumns: readonly number[]): Tuple | undefined {
    return this.#matching(relation, numbers, key, keyOwner, keyColumns).next().value ?? undefined;
  }

  /** Living rows of a table whose columns have these values. */
  *#matching(
    relation: Relation,
    numbers: readonly number[],
    key: Row,
    keyOwner: Relation,
    keyColumns: readonly number[],
  ): Generator<Tuple, undefined> {
    const { analysis, runtime } = this.#writer;
    const columns = columnsAt(relation, numbers);
    const places = columns.map(column => relation.columns.indexOf(column));
    const types = columns.map(column => typeOfColumn(column, analysis));
    const given = columnsAt(keyOwner, keyColumns).map((column, i) => {
      const cast = types[i] && findCast(typeOfColumn(column, analysis), types[i], 'explicit');
      const value = key[i] ?? null;
      return cast && value !== null ? runCast(cast, value, runtime) : value;
    });
    const view = this.#now();
    for (const tuple of [...this.#heap(relation).tuples]) {
      const matches = places.every((place, i) => {
        const [own, wanted, type] = [tuple.values[place] ?? null, given[i] ?? null, types[i]];
        return own !== null && wanted !== null && type !== undefined && compareValues(own, wanted, type, analysis.session.collation) === 0;
      });
      if (matches && isVisible(tuple, view)) yield tuple;
    }
    return undefined;
  }

  /** A key is gone or has changed: what refers to it follows, or refuses. */
  *#follow(reference: Reference, old: Row, now: Row | undefined, depth: number): Waiting<void> {
    const { from, to, constraint, foreign } = reference;
    const key = valuesAt(to, foreign.columns, old);
    if (key.includes(null)) return;
    const next = now && valuesAt(to, foreign.columns, now);
    if (next && this.#same(key, next, to, foreign.columns)) return;
    const action = now ? foreign.onUpdate : foreign.onDelete;
    const referring = [...this.#matching(from, constraint.columns, key, to, foreign.columns)];
    if (referring.length === 0) return;
    if (action === 'no action' || action === 'restrict') {
      if (action === 'no action' && this.#find(to, foreign.columns, key, to, foreign.columns)) return;
      const { deferred } = this.#writer.log;
      // RESTRICT never waits.
      if (action === 'restrict' || !deferred.isDeferred(constraint)) throw this.#stillUsed(reference, key);
      deferred.add(constraint, to, this.#unusedCheck(reference, key));
      return;
    }
    const writer = this.#writer.forTable(from);
    for (const tuple of referring) {
      if (tuple.endedBy && !tuple.endedBy.isAborted) continue;
      if (action === 'cascade' && !now) yield* writer.remove(tuple);
      else
        yield* writer.update(
          tuple,
          this.#replaced(reference, tuple.values, action === 'cascade' ? next : undefined, action === 'set default'),
        );
    }
    yield* writer.keys.finish();
    yield* writer.foreignKeys.finish(depth + 1);
    yield* writer.triggers.finish(undefined);
  }

  /** Looks whether a key that is gone has come back, or is used no more. */
  #unusedCheck(reference: Reference, key: Row): () => Waiting<void> {
    const { from, to, constraint, foreign } = reference;
    const find = (relation: Relation, columns: readonly number[]) => this.#find(relation, columns, key, to, foreign.columns);
    const error = this.#stillUsed(reference, key);
    return function* () {
      if (!find(to, foreign.columns) && find(from, constraint.columns)) throw error;
    };
  }

  #same(a: Row, b: Row, relation: Relation, numbers: readonly number[]): boolean {
    const { analysis } = this.#writer;
    return columnsAt(relation, numbers).every((column, i) => {
      const [x, y] = [a[i] ?? null, b[i] ?? null];
      return x !== null && y !== null && compareValues(x, y, typeOfColumn(column, analysis), analysis.session.collation) === 0;
    });
  }

  #stillUsed({ from, to, constraint, foreign }: Reference, key: Row): PgError {
    return new PgError(
      codes.foreignKey,
      `update or delete on table "${to.name}" violates foreign key constraint "${constraint.name}" on table "${from.name}"`,
      {
        detail: `Key ${this.#showKey(to, foreign.columns, key)} is still referenced from table "${from.name}".`,
        table: from.name,
        constraint: constraint.name,
      },
    );
  }

  /** The referring row with another key: the new one, its defaults, or nulls. */
  #replaced({ from, constraint }: Reference, values: Row, key: Row | undefined, useDefaults: boolean): Row {
    const { analysis, runtime } = this.#writer;
    const row: Value[] = [...values];
    for (const [i, column] of columnsAt(from, constraint.columns).entries()) {
      const place = from.columns.indexOf(column);
      const fallback = useDefaults ? compileDefault(column, analysis)?.eval(newEnv(runtime, undefined)) : null;
      row[place] = key ? (key[i] ?? null) : (fallback ?? null);
    }
    return row;
  }
}

export function columnsAt(relation: Relation, numbers: readonly number[]): readonly Relation['columns'][number][] {
  return numbers.flatMap(number => relation.columns.find(column => column.number === number) ?? []);
}

function valuesAt(relation: Relation, numbers: readonly number[], values: Row): Row {
  return columnsAt(relation, numbers).map(column => values[relation.columns.indexOf(column)] ?? null);
}
