import { compile } from '../query/compiler.js';
import type { Compiled, Surroundings } from '../query/compiled.js';
import type { Frame, ResultColumn, ResultSet } from '../query/context.js';
import { Scope } from '../query/scope.js';
import type { Call, Expression, Insert } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { autoIncrementColumn, columnIndex, uniqueKeys, type Key, type TableDefinition } from '../storage/definition.js';
import type { StoredRow, StoredTable } from '../storage/rows.js';
import { integerRange } from '../values/column-type.js';
import { storeValue } from '../values/store.js';
import { toInteger, toText, type Row, type Value } from '../values/value.js';
import { changeChildren, checkParents } from './foreign-keys.js';
import { columnAt, defaultOf, finishRow, implicitValue, scopeOf, storeContext, typeOf } from './store-row.js';
import { type Outcome, type Workspace } from './workspace.js';

/** INSERT and REPLACE. */
export function runInsert(statement: Insert, work: Workspace): Outcome {
  const table = work.open(statement.table, 'INSERT');
  if (statement.replace) work.open(statement.table, 'DELETE');
  if (statement.onDuplicate.length > 0) work.open(statement.table, 'UPDATE');
  return new Inserter(statement, table, work).run();
}

/** Stands for the word DEFAULT among values. */
const BY_DEFAULT: unique symbol = Symbol('default');
type Given = Value | typeof BY_DEFAULT;

/** Stands in an AUTO_INCREMENT column for the number to come. */
const UNNUMBERED = -(2n ** 70n);

interface Counts {
  affected: number;
  records: number;
  duplicates: number;
  /** The first number that AUTO_INCREMENT gave. */
  generated: bigint;
  /** The last value of the AUTO_INCREMENT column that was given. */
  given: bigint;
}

class Inserter {
  readonly #statement: Insert;
  readonly #table: StoredTable;
  readonly #work: Workspace;
  readonly #definition: TableDefinition;
  readonly #counts: Counts = { affected: 0, records: 0, duplicates: 0, generated: 0n, given: 0n };
  readonly #written: Row[] = [];
  /** The number of the row that ON DUPLICATE KEY UPDATE has changed. */
  #updatedId = 0n;

  constructor(statement: Insert, table: StoredTable, work: Workspace) {
    this.#statement = statement;
    this.#table = table;
    this.#work = work;
    this.#definition = table.definition;
  }

  run(): Outcome {
    const columns = this.#targets();
    const rows = this.#source(columns);
    for (const [index, values] of rows.entries()) {
      this.#work.context.step(5);
      this.#insertOne(columns, values, index + 1);
    }
    if (this.#statement.returning.length > 0) return this.#returned();
    const { affected, records, duplicates, generated, given } = this.#counts;
    const many = this.#statement.rows.length > 1 || this.#statement.query !== undefined;
    const info = many ? `Records: ${String(records)}  Duplicates: ${String(duplicates)}  Warnings: WARNINGS` : '';
    return { kind: 'ok', affected, info, lastInsertId: this.#updatedId || generated || given, generated };
  }

  #targets(): readonly number[] {
    const { columns } = this.#statement;
    if (!columns || (columns.length === 0 && this.#statement.rows.every(row => row.length > 0)))
      return this.#definition.columns.map((_, index) => index);
    const indexes = columns.map(name => columnAt(this.#definition, name));
    const twice = columns.find((_, index) => indexes.indexOf(indexes[index] ?? -1) !== index);
    if (twice !== undefined) throw sqlErrors.columnTwice(twice);
    return indexes;
  }

  #source(columns: readonly number[]): readonly (readonly Given[])[] {
    const { query, rows } = this.#statement;
    if (query) {
      const plan = this.#work.plan(query);
      if (plan.columns.length !== columns.length) throw sqlErrors.countMismatch(1);
      // What is inserted must not be read again.
      return plan.run(undefined);
    }
    const wrong = rows.findIndex(row => row.length !== columns.length && !(row.length === 0 && this.#statement.columns === undefined));
    if (wrong >= 0) throw sqlErrors.countMismatch(wrong + 1);
    return rows.map(row => this.#evaluateRow(columns, row));
  }

  #evaluateRow(columns: readonly number[], row: readonly (Expression | 'default')[]): readonly Given[] {
    // Columns that stand further left are already known to those on the right.
    const known: Value[] = this.#definition.columns.map(() => null);
    const scope = scopeOf(this.#definition, this.#table.database);
    return row.map((item, position): Given => {
      if (item === 'default') return BY_DEFAULT;
      const value = compile(item, {
        environment: this.#work.environment,
        scope,
        clause: 'field list',
        special: call => this.#special(call, () => null),
      }).run({ row: known, slots: [], parent: undefined });
      const target = columns[position];
      if (target !== undefined) known[target] = value;
      return value;
    });
  }

  #insertOne(columns: readonly number[], values: readonly Given[], rowNumber: number): void {
    this.#counts.records++;
    const { nextId } = this.#table;
    try {
      const completed = finishRow(this.#table, this.#complete(columns, values, rowNumber), this.#work, {
        ignore: this.#statement.ignore,
        rowNumber,
      });
      this.#write(this.#numbered(completed));
    } catch (error) {
      if (!(error instanceof SqlError) || !this.#statement.ignore || ![1062, 1452, 1048, 3819, 4025].includes(error.number)) throw error;
      this.#counts.duplicates++;
      if (this.#counts.generated === nextId) this.#counts.generated = 0n;
      this.#table.nextId = nextId;
      this.#work.context.warn(error);
    }
  }

  /** The row with defaults, the next number, and every value as its column keeps it. */
  #complete(columns: readonly number[], values: readonly Given[], rowNumber: number): Row {
    const { ignore } = this.#statement;
    const auto = autoIncrementColumn(this.#definition);
    return this.#definition.columns.map((column, index) => {
      const position = columns.indexOf(index);
      const given = position < 0 || values.length === 0 ? undefined : values[position];
      const isGiven = given !== undefined && given !== BY_DEFAULT;
      if (column.generated) {
        if (isGiven)
          throw new SqlError(
            3105,
            'HY000',
            `The value specified for generated column '${column.name}' in table '${this.#table.name}' is not allowed.`,
          );
        return null;
      }
      if (column === auto) return this.#givenNumber(isGiven ? given : null, rowNumber);
      if (isGiven) {
        if (given === null && column.type.name === 'timestamp' && !column.nullable && this.#work.dialect.product !== 'mysql8')
          return defaultOf(column, this.#definition, this.#work) ?? null;
        if (given === null && !column.nullable && values.length > 0 && !ignore) throw sqlErrors.cannotBeNull(column.name);
        return storeValue(given, typeOf(column, this.#definition), storeContext(this.#work, column.name, rowNumber, ignore, this.#table));
      }
      const fallback = defaultOf(column, this.#definition, this.#work);
      if (fallback !== undefined) return fallback;
      if (column.type.name === 'enum') return implicitValue(column);
      if (this.#work.isStrict && !ignore) throw sqlErrors.noDefault(column.name);
      this.#work.context.warn(sqlErrors.noDefault(column.name));
      return implicitValue(column);
    });
  }

  /** What was given for the AUTO_INCREMENT column, or that it is to be counted. */
  #givenNumber(given: Value, rowNumber: number): Value {
    const column = autoIncrementColumn(this.#definition);
    if (!column || given === null) return UNNUMBERED;
    const stored = storeValue(given, column.type, storeContext(this.#work, column.name, rowNumber, this.#statement.ignore, this.#table));
    return toInteger(stored) === 0n && !this.#work.context.hasMode('NO_AUTO_VALUE_ON_ZERO') ? UNNUMBERED : stored;
  }

  /** The row with its number. A row that is refused before takes none. */
  #numbered(row: Row): Row {
    const index = this.#definition.columns.findIndex(({ autoIncrement }) => autoIncrement);
    const column = this.#definition.columns[index];
    if (!column) return row;
    const given = row[index] ?? null;
    if (given !== UNNUMBERED) {
      const number = toInteger(given);
      if (number >= this.#table.nextId) this.#table.nextId = number + 1n;
      this.#counts.given = number;
      return row;
    }
    const next = this.#table.nextId;
    const [, highest] = integerRange(column.type);
    if (next > highest) throw new SqlError(1467, 'HY000', 'Failed to read auto-increment value from storage engine');
    this.#table.nextId = next + 1n;
    if (this.#counts.generated === 0n) this.#counts.generated = next;
    return row.with(index, next);
  }

  #write(row: Row): void {
    const work = this.#work;
    work.lockKeys(this.#table, row);
    for (const key of uniqueKeys(this.#definition)) {
      const same = work.transaction.findSame(this.#table, key, row, undefined);
      if (!same) continue;
      if (this.#statement.replace) this.#replace(same, row);
      else if (this.#statement.onDuplicate.length > 0) return this.#updateDuplicate(same, row);
      else throw duplicate(this.#table, key, row, work);
    }
    checkParents(work, this.#table, row, undefined);
    this.#put(this.#table.nextRow++, row);
    this.#counts.affected++;
  }

  #put(id: number, row: Row): void {
    this.#work.lock(this.#table, id);
    this.#work.transaction.put(this.#table, id, row);
    this.#written.push(row);
  }

  #replace(same: StoredRow, row: Row): void {
    this.#work.lock(this.#table, same.id);
    changeChildren(this.#work, this.#table, same.row, null);
    this.#work.transaction.put(this.#table, same.id, null);
    const isEqual = same.row.every((value, index) => toText(value) === toText(row[index] ?? null));
    if (!isEqual || this.#definition.foreignKeys.length > 0) this.#counts.affected++;
    this.#counts.duplicates++;
  }

  #updateDuplicate({ id, row: old }: StoredRow, inserted: Row): void {
    const work = this.#work;
    work.lock(this.#table, id);
    this.#counts.duplicates++;
    let next = old;
    const scope = this.#duplicateScope();
    for (const { column, value } of this.#statement.onDuplicate) {
      const index = columnAt(this.#definition, column);
      const definition = this.#definition.columns[index];
      if (!definition) continue;
      const frame: Frame = { row: [...next, ...inserted], slots: [], parent: undefined };
      const at: Surroundings = {
        environment: work.environment,
        scope,
        clause: 'field list',
        special: call => this.#special(call, name => inserted[columnAt(this.#definition, name)] ?? null),
      };
      const result = compile(value, at).run(frame);
      next = next.with(
        index,
        storeValue(result, typeOf(definition, this.#definition), storeContext(work, column, 1, this.#statement.ignore)),
      );
    }
    const auto = this.#definition.columns.findIndex(({ autoIncrement }) => autoIncrement);
    // The id of the row that was there is the one that the client hears.
    if (auto >= 0 && this.#counts.generated === inserted[auto]) this.#counts.generated = 0n;
    this.#updatedId = auto < 0 ? 0n : toInteger(old[auto] ?? 0n);
    if (next.every((value, index) => toText(value) === toText(old[index] ?? null))) return;
    next = finishRow(
      this.#table,
      touched(
        this.#table,
        next,
        this.#statement.onDuplicate.map(({ column }) => column),
        work,
      ),
      work,
      { ignore: false, rowNumber: 1 },
    );
    checkUnique(work, this.#table, next, id);
    checkParents(work, this.#table, next, old);
    changeChildren(work, this.#table, old, next);
    this.#put(id, next);
    this.#counts.affected += 2;
  }

  #duplicateScope(): Scope {
    const own = scopeOf(this.#definition, this.#table.database);
    const alias = this.#statement.rowAlias;
    if (alias === undefined) return own;
    return new Scope(
      [...own.columns, ...own.columns.map(column => ({ ...column, alias, database: '' }))],
      undefined,
      undefined,
      new Set(own.columns.map((_, index) => index + own.columns.length)),
    );
  }

  /** `VALUES(column)` and `DEFAULT(column)`. */
  #special(call: Call, inserted: (name: string) => Value | undefined): Compiled | undefined {
    const [argument] = call.args;
    if (call.name !== 'values' && call.name !== 'default') return undefined;
    const name = argument?.kind === 'column' ? argument.name : undefined;
    const column = name === undefined ? undefined : this.#definition.columns[columnAt(this.#definition, name)];
    if (!column || name === undefined) throw sqlErrors.wrongArguments(call.name);
    const value = call.name === 'values' ? (inserted(name) ?? null) : (defaultOf(column, this.#definition, this.#work) ?? null);
    return { type: column.type, nullable: true, run: () => value, collation: this.#definition.collation, strength: 2 };
  }

  /** RETURNING. */
  #returned(): Outcome {
    const scope = scopeOf(this.#definition, this.#table.database);
    return { kind: 'rows', result: returnedRows(this.#statement.returning, scope, this.#written, this.#work) };
  }
}

export function returnedRows(items: Insert['returning'], scope: Scope, rows: readonly Row[], work: Workspace): ResultSet {
  const expanded = items.flatMap((item): readonly { readonly label: string; readonly expression: Expression }[] =>
    item.expression.kind === 'star'
      ? scope.columns.map(({ column }) => ({
          label: column.name,
          expression: { kind: 'column', database: undefined, table: undefined, name: column.name },
        }))
      : [item],
  );
  const compiled = expanded.map(({ expression }) => compile(expression, { environment: work.environment, scope, clause: 'field list' }));
  const columns = compiled.map(
    ({ type, nullable }, index): ResultColumn => ({ name: expanded[index]?.label ?? '', type, nullable, origin: undefined }),
  );
  return { columns, rows: rows.map(row => compiled.map(column => column.run({ row, slots: [], parent: undefined }))) };
}

export function duplicate({ name, definition }: StoredTable, key: Key, row: Row, work: Workspace): SqlError {
  const value = key.parts.map(({ column, length }) => {
    const text = toText(row[columnIndex(definition, column)] ?? null);
    return length === undefined ? text : [...text].slice(0, length).join('');
  });
  return sqlErrors.duplicateEntry(value.join('-').slice(0, 64), work.dialect.product === 'mysql8' ? `${name}.${key.name}` : key.name);
}

export function checkUnique(work: Workspace, table: StoredTable, row: Row, id: number): void {
  for (const key of uniqueKeys(table.definition)) {
    if (work.transaction.findSame(table, key, row, id)) throw duplicate(table, key, row, work);
  }
}

/** ON UPDATE CURRENT_TIMESTAMP. */
export function touched({ definition }: StoredTable, row: Row, assigned: readonly string[], work: Workspace): Row {
  let result = row;
  for (const [index, column] of definition.columns.entries()) {
    if (!column.onUpdateNow || assigned.some(name => name.toLowerCase() === column.name.toLowerCase())) continue;
    result = result.with(index, storeValue(work.context.now, column.type, storeContext(work, column.name, 1)));
  }
  return result;
}
