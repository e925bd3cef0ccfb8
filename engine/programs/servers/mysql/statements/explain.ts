import type { Expression, Query, Select, Statement, TableReference } from '../sql/ast.js';
import { conjuncts, everyNode } from '../query/scope.js';
import { sqlErrors } from '../sql-error.js';
import type { StoredTable } from '../storage/rows.js';
import { columnIndex, type Key } from '../storage/definition.js';
import { textLength } from '../values/column-type.js';
import type { Row, Value } from '../values/value.js';
import { rowsOf } from './show-statements.js';
import type { Outcome, Workspace } from './workspace.js';

/** EXPLAIN of a query over plain tables: which key of each a server would take. */
export function runExplain({ statement, format }: Extract<Statement, { kind: 'explain' }>, work: Workspace): Outcome {
  if (format !== 'traditional') throw sqlErrors.notSimulated(`EXPLAIN FORMAT=${format.toUpperCase()}`);
  const query = queryOf(statement);
  if (query?.body.kind !== 'select' || query.with.length > 0) throw sqlErrors.notSimulated('EXPLAIN of this statement');
  work.plan(query);
  const select = query.body;
  if (hasSubquery(select)) throw sqlErrors.notSimulated('EXPLAIN of queries within queries');
  const isMariaDb = work.dialect.product === 'mariadb';
  const names = isMariaDb
    ? ['id', 'select_type', 'table', 'type', 'possible_keys', 'key', 'key_len', 'ref', 'rows', 'Extra']
    : ['id', 'select_type', 'table', 'partitions', 'type', 'possible_keys', 'key', 'key_len', 'ref', 'rows', 'filtered', 'Extra'];
  if (!select.from) {
    const nothing: Row = ['No tables used'];
    return rowsOf(names, [[1n, 'SIMPLE', ...new Array<Value>(names.length - 3).fill(null), ...nothing]]);
  }
  const tables = tablesOf(select.from, work);
  const conditions = [...conjuncts(select.where), ...joinConditions(select.from)];
  const rows = tables.map(({ table, alias }, index): Row => {
    const access = accessOf(
      table,
      alias,
      conditions,
      tables.slice(0, index).map(other => other.alias),
    );
    const extra = extraOf(query, select, access, index, isMariaDb, conditions.length > 0);
    const head: Value[] = [1n, 'SIMPLE', alias];
    const middle: Value[] = [access.type, access.possible, access.key, access.length, access.reference, BigInt(access.rows)];
    return isMariaDb ? [...head, ...middle, extra ?? ''] : [...head, null, ...middle, '100.00', extra];
  });
  return rowsOf(names, rows);
}

function queryOf(statement: Statement): Query | undefined {
  if (statement.kind === 'query') return statement;
  throw sqlErrors.notSimulated('EXPLAIN of statements that change rows');
}

function hasSubquery(select: Select): boolean {
  const all = [
    ...select.items.map(({ expression }) => expression),
    ...(select.where ? [select.where] : []),
    ...(select.having ? [select.having] : []),
  ];
  return !all.every(expression => everyNode(expression, ({ kind }) => !['subquery', 'exists', 'in-query', 'quantified'].includes(kind)));
}

interface Named {
  readonly table: StoredTable;
  readonly alias: string;
}

function tablesOf(from: TableReference, work: Workspace): readonly Named[] {
  if (from.kind === 'join') return [...tablesOf(from.left, work), ...tablesOf(from.right, work)];
  if (from.kind === 'derived') throw sqlErrors.notSimulated('EXPLAIN of queries within queries');
  return [{ table: work.open(from.table, 'SELECT'), alias: from.alias }];
}

function joinConditions(from: TableReference): readonly Expression[] {
  return from.kind === 'join' ? [...joinConditions(from.left), ...joinConditions(from.right), ...conjuncts(from.on)] : [];
}

interface Access {
  readonly type: string;
  readonly possible: string | null;
  readonly key: string | null;
  readonly length: string | null;
  readonly reference: string | null;
  readonly rows: number;
  readonly isFiltered: boolean;
}

function accessOf(table: StoredTable, alias: string, conditions: readonly Expression[], before: readonly string[]): Access {
  const { definition } = table;
  const isOwn = (side: Expression, column: string): boolean =>
    side.kind === 'column' && side.name.toLowerCase() === column.toLowerCase() && (side.table === undefined || side.table === alias);
  const equalTo = (column: string): string | undefined => {
    for (const condition of conditions) {
      if (condition.kind !== 'binary' || condition.operator !== '=') continue;
      const other = isOwn(condition.left, column) ? condition.right : isOwn(condition.right, column) ? condition.left : undefined;
      if (other?.kind === 'literal' || other?.kind === 'parameter') return 'const';
      if (other?.kind === 'column' && other.table !== undefined && before.includes(other.table))
        return `${table.database}.${other.table}.${other.name}`;
    }
    return undefined;
  };
  const ranged = (column: string): boolean =>
    conditions.some(
      condition =>
        (condition.kind === 'binary' &&
          ['<', '>', '<=', '>='].includes(condition.operator) &&
          (isOwn(condition.left, column) || isOwn(condition.right, column))) ||
        ((condition.kind === 'between' || condition.kind === 'in') && isOwn(condition.operand, column)),
    );
  const usable = definition.keys.filter(({ parts }) => parts[0] && (equalTo(parts[0].column) !== undefined || ranged(parts[0].column)));
  const possible = usable.length === 0 ? null : usable.map(({ name }) => name).join(',');
  const whole = usable.find(
    ({ kind, parts }) => (kind === 'primary' || kind === 'unique') && parts.every(({ column }) => equalTo(column) !== undefined),
  );
  const equal = usable.find(({ parts }) => parts[0] && equalTo(parts[0].column) !== undefined);
  const key = whole ?? equal ?? usable[0];
  const base = { possible, key: key?.name ?? null, length: key ? String(lengthOf(key, table)) : null, isFiltered: conditions.length > 0 };
  const reference = key?.parts.flatMap(({ column }) => equalTo(column) ?? []).join(',') ?? null;
  if (whole) return { ...base, type: reference?.includes('const') === true ? 'const' : 'eq_ref', reference, rows: 1, isFiltered: false };
  if (equal) return { ...base, type: 'ref', reference, rows: 1, isFiltered: false };
  if (key) return { ...base, type: 'range', reference: null, rows: Math.max(1, table.rows.size) };
  return { ...base, type: 'ALL', reference: null, rows: Math.max(1, table.rows.size) };
}

/** Bytes of a key: four for each character, two for a length, one for NULL. */
function lengthOf(key: Key, { definition }: StoredTable): number {
  const sizes = new Map([
    ['tinyint', 1],
    ['smallint', 2],
    ['mediumint', 3],
    ['int', 4],
    ['bigint', 8],
    ['date', 3],
    ['datetime', 5],
    ['timestamp', 4],
    ['year', 1],
  ]);
  const bytesOf = (column: string): number => {
    const found = definition.columns[columnIndex(definition, column)];
    if (!found) return 0;
    const perCharacter = definition.collation.startsWith('latin1') ? 1 : 4;
    const size = sizes.get(found.type.name) ?? textLength(found.type) * perCharacter + (found.type.name === 'varchar' ? 2 : 0);
    return size + (found.nullable ? 1 : 0);
  };
  return key.parts.slice(0, 1).reduce((sum, { column }) => sum + bytesOf(column), 0);
}

function extraOf(query: Query, select: Select, access: Access, index: number, isMariaDb: boolean, filters: boolean): string | null {
  const notes: string[] = [];
  if (access.type === 'range') notes.push(isMariaDb ? 'Using index condition' : 'Using where');
  else if (access.isFiltered && filters && access.type === 'ALL') notes.push('Using where');
  if (index === 0 && select.groupBy.length > 0) notes.push('Using temporary');
  if (index === 0 && (query.orderBy.length > 0 || (isMariaDb && select.groupBy.length > 0))) notes.push('Using filesort');
  if (index > 0 && access.type === 'ALL') notes.push(isMariaDb ? 'Using join buffer (flat, BNL join)' : 'Using join buffer (hash join)');
  return notes.length === 0 ? null : notes.join('; ');
}
