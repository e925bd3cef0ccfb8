import { codes, PgError } from '../pg-error.js';
import type { Constraint, Relation } from '../storage/catalog.js';
import type { ConstraintClause } from '../sql/statements.js';
import type { TableDefinition } from './define-table.js';

/** Writes a constraint into the table's definition. */
export function keepConstraint(definition: TableDefinition, constraint: Constraint): Constraint {
  if (definition.relation.constraints.some(({ name }) => name === constraint.name))
    throw new PgError(codes.duplicateObject, `constraint "${constraint.name}" for relation "${definition.relation.name}" already exists`);
  definition.keep({ ...definition.relation, constraints: [...definition.relation.constraints, constraint] });
  return constraint;
}

/** When a constraint is checked, and whether for rows that are there already. */
export function ruledBy({ deferrable, deferred, isNotValid }: ConstraintClause): Partial<Constraint> {
  return { ...(deferrable ? { deferrable, deferred: deferred ?? false } : {}), ...(isNotValid ? { isNotValid } : {}) };
}

/** Numbers of the columns with these names; `missing` is what to say of one that is not there. */
export function numbersOf(relation: Relation, names: readonly string[], missing: (name: string) => string): readonly number[] {
  return names.map(name => {
    const column = relation.columns.find(candidate => candidate.name === name);
    if (!column) throw new PgError(codes.undefinedColumn, missing(name));
    return column.number;
  });
}
