import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { asCondition } from '../plan/coerce.js';
import { columnsIn } from '../sql/column-names.js';
import type { ConstraintClause } from '../sql/statements.js';
import type { Constraint } from '../storage/catalog.js';
import { addForeignKey } from './define-foreign-key.js';
import { makeIndex } from './define-index.js';
import { keepConstraint, numbersOf, ruledBy } from './keep-constraint.js';
import { freeName } from './names.js';
import { tableScope } from './table-parts.js';
import type { TableDefinition } from './define-table.js';

/** Adds a constraint to a table; `column` is the one that it stands behind. Other clauses of a column are passed over. */
export function addConstraint(definition: TableDefinition, clause: ConstraintClause, column?: string): Constraint | undefined {
  switch (clause.kind) {
    case 'primary':
    case 'unique':
      return addKey(definition, clause);
    case 'check':
      return addCheck(definition, clause, column);
    case 'foreign':
      return addForeignKey(definition, clause);
    default:
      return undefined;
  }
}

/** PRIMARY KEY and UNIQUE, which are kept by an index of their name. */
function addKey(definition: TableDefinition, clause: Extract<ConstraintClause, { kind: 'primary' | 'unique' }>): Constraint {
  const { relation, session } = definition;
  const isPrimary = clause.kind === 'primary';
  if (isPrimary && relation.constraints.some(({ kind }) => kind === 'primary'))
    throw new PgError(codes.badTable, `multiple primary keys for table "${relation.name}" are not allowed`);
  if (clause.usingIndex !== undefined) throw notSimulated('a constraint USING INDEX', clause.at);
  const columns = numbersOf(definition.relation, clause.columns, name => `column "${name}" named in key does not exist`);
  const name =
    clause.name ??
    freeName(session, relation.schema, isPrimary ? `${relation.name}_pkey` : `${relation.name}_${clause.columns.join('_')}_key`);
  if (isPrimary) for (const column of clause.columns) definition.changeColumn(column, { notNull: true });
  const index = makeIndex(
    definition,
    name,
    columns.map(column => ({ column, descending: false, nullsFirst: false })),
    { isUnique: true, isPrimary, nullsNotDistinct: clause.nullsNotDistinct ?? false },
  );
  return keepConstraint(definition, {
    oid: session.cluster.newOid(),
    name,
    kind: clause.kind,
    columns,
    index: index.oid,
    ...ruledBy(clause),
  });
}

function addCheck(
  definition: TableDefinition,
  clause: Extract<ConstraintClause, { kind: 'check' }>,
  column: string | undefined,
): Constraint {
  const { relation, session } = definition;
  if (clause.deferrable) throw new PgError(codes.featureNotSupported, 'CHECK constraints cannot be marked DEFERRABLE');
  const analysis = newAnalysis(session);
  const scope = tableScope(relation, analysis);
  scope.clause = 'CHECK';
  const node = asCondition(analysis.compile(clause.expression, scope), 'CHECK', analysis);
  const used = columnsIn(clause.expression);
  const only = column ?? (used.length === 1 ? used[0] : undefined);
  const taken = new Set(relation.constraints.map(({ name }) => name));
  const name =
    clause.name ??
    freeName(session, relation.schema, only === undefined ? `${relation.name}_check` : `${relation.name}_${only}_check`, taken);
  const columns = relation.columns.filter(own => used.includes(own.name)).map(({ number }) => number);
  return keepConstraint(definition, {
    oid: session.cluster.newOid(),
    name,
    kind: 'check',
    columns,
    expression: node.show(),
    ...ruledBy(clause),
  });
}
