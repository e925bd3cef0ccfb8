import { codes, PgError } from '../pg-error.js';
import { newEnv, type Compiled, type FiredEvent, type Runtime } from '../plan/runtime.js';
import type { Analysis } from '../plan/scope.js';
import { parseExpressionText } from '../sql/parse-statement.js';
import type { Constraint, Relation } from '../storage/catalog.js';
import type { Heap, Tuple } from '../storage/heap.js';
import type { Row, Value } from '../values/value.js';
import { TableTriggers } from './row-triggers.js';
import { ForeignKeys } from './foreign-keys.js';
import { KeyChecks } from './key-checks.js';
import { assign, showValue, tableScope, typeOfColumn, uniqueIndexes, type UniqueIndex } from './table-parts.js';
import type { Waiting } from './waiting.js';
import type { TransactionLog } from './transaction-log.js';

/** Puts rows into a table, keeping its constraints. */
export class TableWriter {
  readonly relation: Relation;
  readonly heap: Heap;
  readonly analysis: Analysis;
  readonly runtime: Runtime;
  readonly log: TransactionLog;
  readonly unique: readonly UniqueIndex[];
  readonly keys: KeyChecks;
  readonly foreignKeys: ForeignKeys;
  readonly triggers: TableTriggers;
  readonly #checks: readonly { readonly constraint: Constraint; readonly test: Compiled }[];
  readonly #generated: readonly { readonly place: number; readonly value: Compiled }[];

  constructor(relation: Relation, analysis: Analysis, runtime: Runtime, log: TransactionLog) {
    this.relation = relation;
    this.analysis = analysis;
    this.runtime = runtime;
    this.log = log;
    this.heap = analysis.session.database.heap(relation.filenode);
    this.unique = uniqueIndexes(relation, analysis, runtime);
    const scope = tableScope(relation, analysis);
    this.#checks = relation.constraints.flatMap(constraint =>
      constraint.kind === 'check'
        ? [{ constraint, test: analysis.compile(parseExpressionText(constraint.expression ?? 'true'), scope) }]
        : [],
    );
    this.#generated = relation.columns.flatMap((column, place) =>
      column.isGenerated && column.default !== undefined
        ? [{ place, value: assign(analysis.compile(parseExpressionText(column.default), scope), column, analysis) }]
        : [],
    );
    this.keys = new KeyChecks(this);
    this.foreignKeys = new ForeignKeys(this);
    this.triggers = new TableTriggers(relation, runtime);
  }

  /** Inserts a row; undefined where a trigger or a conflict keeps it out. A conflict with a unique index is given to `onConflict` instead of being an error. */
  *insert(given: Row, onConflict?: (index: UniqueIndex, tuple: Tuple) => boolean): Waiting<Tuple | undefined> {
    const row = yield* this.triggers.before('INSERT', undefined, given);
    if (!row) return undefined;
    const values = this.completed(row);
    this.checkRow(values);
    const doubtful: UniqueIndex[] = [];
    for (const index of this.unique) {
      if (index.deferrable) {
        if (this.keys.isDoubtful(index, values, undefined)) doubtful.push(index);
        continue;
      }
      const conflict = yield* this.keys.conflict(index, values, undefined);
      if (!conflict) continue;
      if (onConflict?.(index, conflict)) return undefined;
      throw this.keys.duplicate(index, values);
    }
    const tuple = this.heap.insert(values, this.runtime.tx, this.runtime.view.command);
    this.log.inserted(this.relation, tuple);
    for (const index of doubtful) this.keys.note(index, tuple);
    this.foreignKeys.noteInsert(values);
    this.triggers.after('INSERT', undefined, values);
    return tuple;
  }

  /** Replaces a version of a row, which nobody else may be changing any more; undefined where a trigger keeps it as it is. */
  *update(old: Tuple, given: Row): Waiting<Tuple | undefined> {
    const row = yield* this.triggers.before('UPDATE', old.values, given);
    if (!row) return undefined;
    const values = this.completed(row);
    this.checkRow(values);
    const doubtful: UniqueIndex[] = [];
    for (const index of this.unique) {
      if (index.keyOf(old.values) === index.keyOf(values)) continue;
      if (index.deferrable) {
        if (this.keys.isDoubtful(index, values, old)) doubtful.push(index);
      } else if (yield* this.keys.conflict(index, values, old)) throw this.keys.duplicate(index, values);
    }
    const tuple = this.heap.insert(values, this.runtime.tx, this.runtime.view.command);
    this.heap.end(old, this.runtime.tx, this.runtime.view.command);
    old.newer = tuple;
    this.log.inserted(this.relation, tuple);
    this.log.deleted(this.relation, old);
    for (const index of doubtful) this.keys.note(index, tuple);
    this.foreignKeys.noteUpdate(old.values, values);
    this.triggers.after('UPDATE', old.values, values);
    return tuple;
  }

  /** Ends a row; false where a trigger keeps it. */
  *remove(old: Tuple): Waiting<boolean> {
    if (!(yield* this.triggers.before('DELETE', old.values, undefined))) return false;
    this.heap.end(old, this.runtime.tx, this.runtime.view.command);
    this.log.deleted(this.relation, old);
    this.foreignKeys.noteDelete(old.values);
    this.triggers.after('DELETE', old.values, undefined);
    return true;
  }

  /** At the end of a statement: keys, foreign keys, then triggers that go off after it. */
  *finish(operation?: FiredEvent['operation'], columns?: ReadonlySet<number>): Waiting<void> {
    yield* this.keys.finish();
    yield* this.foreignKeys.finish();
    yield* this.triggers.finish(operation, columns);
  }

  /** A writer of another table for the same statement. */
  forTable(relation: Relation): TableWriter {
    return new TableWriter(relation, this.analysis, this.runtime, this.log);
  }

  /** Computes generated columns. */
  completed(values: Row): Row {
    if (this.#generated.length === 0) return values;
    const row: Value[] = [...values];
    const env = newEnv(this.runtime, undefined, values);
    for (const { place, value } of this.#generated) row[place] = value.eval(env);
    return row;
  }

  checkRow(values: Row): void {
    const { name } = this.relation;
    for (const [i, column] of this.relation.columns.entries()) {
      if (column.notNull && (values[i] ?? null) === null)
        throw new PgError(codes.notNull, `null value in column "${column.name}" of relation "${name}" violates not-null constraint`, {
          detail: `Failing row contains ${this.show(values)}.`,
          table: name,
          column: column.name,
        });
    }
    if (this.#checks.length === 0) return;
    const env = newEnv(this.runtime, undefined, values);
    for (const { constraint, test } of this.#checks) {
      if (test.eval(env) === false)
        throw new PgError(codes.check, `new row for relation "${name}" violates check constraint "${constraint.name}"`, {
          detail: `Failing row contains ${this.show(values)}.`,
          table: name,
          constraint: constraint.name,
        });
    }
  }

  show(values: Row): string {
    const shown = this.relation.columns.map((column, i) => {
      const text = showValue(values[i] ?? null, typeOfColumn(column, this.analysis), this.analysis.session.text);
      return text.length > 64 ? `${text.slice(0, 64)}...` : text;
    });
    return `(${shown.join(', ')})`;
  }
}
