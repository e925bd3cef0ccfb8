import { codes, PgError } from '../pg-error.js';
import type { AlterTableAction } from '../sql/statements.js';
import { withoutRelations, type Constraint } from '../storage/catalog.js';
import type { TableDefinition } from './define-table.js';
import type { DropHost } from './drop.js';

/** RENAME CONSTRAINT, and the index that makes it up. */
export function renameConstraint(from: string, to: string, definition: TableDefinition): void {
  const { relation, session } = definition;
  const constraint = relation.constraints.find(({ name }) => name === from);
  if (!constraint) throw new PgError(codes.undefinedObject, `constraint "${from}" for table "${relation.name}" does not exist`);
  definition.keep({ ...relation, constraints: relation.constraints.map(own => (own === constraint ? { ...own, name: to } : own)) });
  const index = constraint.index === undefined ? undefined : session.catalog().relations.get(constraint.index);
  if (index) definition.keep({ ...index, name: to });
}

function constraintNamed(name: string, { relation }: TableDefinition): Constraint {
  const constraint = relation.constraints.find(own => own.name === name);
  if (constraint) return constraint;
  throw new PgError(codes.undefinedObject, `constraint "${name}" of relation "${relation.name}" does not exist`);
}

function replaceConstraint(definition: TableDefinition, { oid }: Constraint, change: Partial<Constraint>): void {
  const { relation } = definition;
  definition.keep({ ...relation, constraints: relation.constraints.map(own => (own.oid === oid ? { ...own, ...change } : own)) });
}

/** ALTER CONSTRAINT: when a foreign key is checked. */
export function alterDeferral(
  { name, deferrable, deferred }: Extract<AlterTableAction, { kind: 'alter-constraint' }>,
  definition: TableDefinition,
): void {
  const constraint = constraintNamed(name, definition);
  if (constraint.kind !== 'foreign')
    throw new PgError(codes.wrongObject, `constraint "${name}" of relation "${definition.relation.name}" is not a foreign key constraint`);
  replaceConstraint(definition, constraint, { deferrable, deferred });
}

/** VALIDATE CONSTRAINT: from now on all rows keep it, which the caller looks at. */
export function validateConstraint(name: string, definition: TableDefinition): void {
  const constraint = constraintNamed(name, definition);
  if (constraint.kind !== 'check' && constraint.kind !== 'foreign')
    throw new PgError(
      codes.wrongObject,
      `constraint "${name}" of relation "${definition.relation.name}" is not a foreign key or check constraint`,
    );
  replaceConstraint(definition, constraint, { isNotValid: false });
}

/** DROP CONSTRAINT, with its index and, where CASCADE says so, the foreign keys that need it. */
export function dropConstraint(
  action: Extract<AlterTableAction, { kind: 'drop-constraint' }>,
  definition: TableDefinition,
  host: DropHost,
): void {
  const { relation, session } = definition;
  const constraint = relation.constraints.find(({ name }) => name === action.name);
  if (!constraint) {
    if (!action.ifExists)
      throw new PgError(codes.undefinedObject, `constraint "${action.name}" of relation "${relation.name}" does not exist`);
    session.notice('NOTICE', `constraint "${action.name}" of relation "${relation.name}" does not exist, skipping`);
    return;
  }
  const users =
    constraint.index === undefined
      ? []
      : [...session.catalog().relations.values()].flatMap(other =>
          other.constraints
            .filter(({ foreign }) => foreign?.table === relation.oid && foreign.columns.join() === constraint.columns.join())
            .map(own => ({ other, own })),
        );
  if (users.length > 0 && !action.cascade)
    throw new PgError(
      codes.dependentObjects,
      `cannot drop constraint ${constraint.name} on table ${relation.name} because other objects depend on it`,
      {
        detail: users
          .map(({ other, own }) => `constraint ${own.name} on table ${other.name} depends on index ${constraint.name}`)
          .join('\n'),
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      },
    );
  for (const { other, own } of users) definition.keep({ ...other, constraints: other.constraints.filter(candidate => candidate !== own) });
  definition.keep({ ...definition.relation, constraints: definition.relation.constraints.filter(({ oid }) => oid !== constraint.oid) });
  if (constraint.index === undefined) return;
  host.saveCatalog(withoutRelations(session.catalog(), new Set([constraint.index])));
}
