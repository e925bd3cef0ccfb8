import type { SessionAccess } from '../plan/runtime.js';
import { quoteName } from '../sql/keywords.js';
import type { Constraint, Relation } from '../storage/catalog.js';
import { showExpression } from './show-expressions.js';
import { fullName, visibleName } from './visible-names.js';

function columnList(relation: Relation | undefined, numbers: readonly number[]): string {
  return numbers.map(number => quoteName(relation?.columns.find(column => column.number === number)?.name ?? '?')).join(', ');
}

/** pg_get_constraintdef. */
export function showConstraint(constraint: Constraint, relation: Relation, session: SessionAccess, isPretty = false): string {
  return `${showRule(constraint, relation, session, isPretty)}${showDeferral(constraint)}${constraint.isNotValid ? ' NOT VALID' : ''}`;
}

/** When a constraint is checked, as it stands behind it. */
function showDeferral({ deferrable, deferred }: Constraint): string {
  return `${deferrable ? ' DEFERRABLE' : ''}${deferred ? ' INITIALLY DEFERRED' : ''}`;
}

function showRule(constraint: Constraint, relation: Relation, session: SessionAccess, isPretty: boolean): string {
  const columns = columnList(relation, constraint.columns);
  switch (constraint.kind) {
    case 'primary':
      return `PRIMARY KEY (${columns})`;
    case 'unique':
      return `UNIQUE (${columns})`;
    case 'check':
      return `CHECK (${checkedCondition(constraint, session, isPretty)})`;
    case 'foreign': {
      const { foreign } = constraint;
      const target = session.catalog().relations.get(foreign?.table ?? 0);
      const actions = [
        foreign && foreign.onUpdate !== 'no action' ? ` ON UPDATE ${foreign.onUpdate.toUpperCase()}` : '',
        foreign && foreign.onDelete !== 'no action' ? ` ON DELETE ${foreign.onDelete.toUpperCase()}` : '',
      ];
      return `FOREIGN KEY (${columns}) REFERENCES ${target ? visibleName(target, session) : '?'}(${columnList(target, foreign?.columns ?? [])})${actions.join('')}`;
    }
  }
}

function checkedCondition({ expression = '' }: Constraint, session: SessionAccess, isPretty: boolean): string {
  const shown = showExpression(expression, session);
  return isPretty ? pretty(shown) : shown;
}

/** Without the parentheses that are not needed. */
function pretty(expression: string): string {
  const inner = /^\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(expression)?.[1] ?? expression;
  return inner.replace(/\((\w+)\)::/g, '$1::');
}

/** The columns of an index as they stand in its definition. */
export function indexColumns(index: Relation, session: SessionAccess): string {
  const spec = index.index;
  const table = session.catalog().relations.get(spec?.table ?? 0);
  return (spec?.columns ?? [])
    .map(({ column, expression, descending, nullsFirst }) => {
      const shown = column === undefined ? indexedExpression(showExpression(expression ?? '', session)) : columnList(table, [column]);
      const nulls = nullsFirst === descending ? '' : nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
      return `${shown}${descending ? ' DESC' : ''}${nulls}`;
    })
    .join(', ');
}

/** A call stands by itself, anything else in parentheses. */
function indexedExpression(expression: string): string {
  return /^\w+\(.*\)$/.test(expression) ? expression : `(${expression})`;
}

/** pg_get_indexdef. */
export function showIndex(index: Relation, session: SessionAccess): string {
  const spec = index.index;
  const table = session.catalog().relations.get(spec?.table ?? 0);
  const include = spec && spec.include.length > 0 ? ` INCLUDE (${columnList(table, spec.include)})` : '';
  const where = spec?.where === undefined ? '' : ` WHERE ${showExpression(spec.where, session)}`;
  return `CREATE ${spec?.isUnique ? 'UNIQUE ' : ''}INDEX ${quoteName(index.name)} ON ${table ? fullName(table, session) : '?'} USING ${spec?.method ?? 'btree'} (${indexColumns(index, session)})${include}${where}`;
}
