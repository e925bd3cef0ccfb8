import { codes, PgError } from '../pg-error.js';
import { Scope, type Analysis } from '../plan/scope.js';
import { newEnv, type Compiled, type Runtime } from '../plan/runtime.js';
import { columnsOf, rangeOf } from '../plan/from-plan.js';
import { coerce } from '../plan/coerce.js';
import { parseExpressionText } from '../sql/parse-statement.js';
import { indexesOf, type Column, type Constraint, type Relation } from '../storage/catalog.js';
import type { KeyOf } from '../storage/heap.js';
import { keyOfRow } from '../values/compare.js';
import { outputText, type TextContext } from '../values/text-io.js';
import { displayType, t, type PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';

/** A scope in which the columns of one table can be named. */
export function tableScope(relation: Relation, analysis: Analysis, alias = relation.name, parent?: Scope): Scope {
  const { session } = analysis;
  const scope = new Scope(analysis, parent);
  const columns = columnsOf(relation, session);
  const schema = session.catalog().schemas.get(relation.schema)?.name ?? '';
  const entry = rangeOf(alias, columns, 0, [], { tableOid: relation.oid, schema });
  scope.use([entry], entry.columns, columns.length);
  return scope;
}

export function typeOfColumn(column: Column, analysis: Analysis): PgType {
  return analysis.session.typeByOid(column.typeOid) ?? t.text;
}

/** A value that is stored into a column. */
export function assign(node: Compiled, column: Column, analysis: Analysis): Compiled {
  const type = typeOfColumn(column, analysis);
  const assigned = coerce(node, type, column.typmod, 'assignment', analysis);
  if (assigned) return assigned;
  throw new PgError(
    codes.datatypeMismatch,
    `column "${column.name}" is of type ${displayType(type)} but expression is of type ${displayType(node.type)}`,
    {
      at: node.at,
      hint: 'You will need to rewrite or cast the expression.',
    },
  );
}

/** The default of a column; undefined when it has none. */
export function compileDefault(column: Column, analysis: Analysis): Compiled | undefined {
  if (column.default === undefined || column.isGenerated) return undefined;
  return assign(analysis.compile(parseExpressionText(column.default), new Scope(analysis, undefined, new Map())), column, analysis);
}

export interface UniqueIndex {
  readonly relation: Relation;
  readonly keyOf: KeyOf;
  /** The values and names of what must be unique, for messages. */
  readonly describe: (values: Row) => string;
  /** The constraint that it keeps, if that one may be broken for a while. */
  readonly deferrable?: Constraint;
}

const keyFunctions = new WeakMap<Relation, KeyOf>();

/** The unique indexes of a table. */
export function uniqueIndexes(relation: Relation, analysis: Analysis, runtime: Runtime): readonly UniqueIndex[] {
  return indexesOf(analysis.session.catalog(), relation.oid).flatMap(index =>
    index.index?.isUnique ? [uniqueIndex(index, relation, analysis, runtime)] : [],
  );
}

function uniqueIndex(index: Relation, relation: Relation, analysis: Analysis, runtime: Runtime): UniqueIndex {
  const scope = tableScope(relation, analysis);
  const spec = index.index;
  const parts = (spec?.columns ?? []).map(part => {
    const place = relation.columns.findIndex(column => column.number === part.column);
    const column = relation.columns[place];
    if (column) return { name: column.name, type: typeOfColumn(column, analysis), value: (row: Row): Value => row[place] ?? null };
    const node = analysis.compile(parseExpressionText(part.expression ?? 'null'), scope);
    return { name: part.expression ?? '', type: node.type, value: (row: Row): Value => node.eval(newEnv(runtime, undefined, row)) };
  });
  const where = spec?.where === undefined ? undefined : analysis.compile(parseExpressionText(spec.where), scope);
  const types = parts.map(part => part.type);
  const compute: KeyOf = row => {
    if (where && where.eval(newEnv(runtime, undefined, row)) !== true) return undefined;
    const values = parts.map(part => part.value(row));
    return values.includes(null) && spec?.nullsNotDistinct !== true ? undefined : keyOfRow(values, types);
  };
  const keyOf = keyFunctions.get(index) ?? compute;
  keyFunctions.set(index, keyOf);
  const { text } = analysis.session;
  const deferrable = relation.constraints.find(own => own.index === index.oid && own.deferrable);
  return {
    relation: index,
    keyOf,
    ...(deferrable ? { deferrable } : {}),
    describe: row =>
      `(${parts.map(part => part.name).join(', ')})=(${parts.map(part => showValue(part.value(row), part.type, text)).join(', ')})`,
  };
}

export function showValue(value: Value, type: PgType, text: TextContext): string {
  return value === null ? 'null' : outputText(type, value, text);
}
