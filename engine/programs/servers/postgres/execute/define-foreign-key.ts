import { findCast } from '../functions/casts.js';
import { codes, PgError } from '../pg-error.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { ConstraintClause } from '../sql/statements.js';
import { indexesOf, type Constraint, type Relation } from '../storage/catalog.js';
import { displayType } from '../values/type-table.js';
import { keepConstraint, numbersOf, ruledBy } from './keep-constraint.js';
import { freeName, requireRelation } from './names.js';
import type { TableDefinition } from './define-table.js';

/** FOREIGN KEY: the columns of a table must be in a key of another. */
export function addForeignKey(definition: TableDefinition, clause: Extract<ConstraintClause, { kind: 'foreign' }>): Constraint {
  const { relation, session } = definition;
  const { references } = clause;
  const columns = numbersOf(definition.relation, clause.columns, missingReference);
  const target =
    references.table.at(-1) === relation.name && references.table.length === 1
      ? definition.relation
      : requireRelation(session, references.table);
  if (target.kind !== 'r') throw new PgError(codes.wrongObject, `referenced relation "${target.name}" is not a table`);
  if (!session.mayUse(target, 'REFERENCES')) throw new PgError(codes.privilege, `permission denied for table ${target.name}`);
  const numbers = referencedColumns(target, references.columns);
  if (numbers.length !== columns.length)
    throw new PgError(
      codes.badDefinition.replace('42P17', '42830'),
      'number of referencing and referenced columns for foreign key disagree',
    );
  const name =
    clause.name ??
    freeName(
      session,
      relation.schema,
      `${relation.name}_${clause.columns.join('_')}_fkey`,
      new Set(relation.constraints.map(own => own.name)),
    );
  for (const [i, number] of columns.entries()) checkTypes(definition, name, number, target, numbers[i] ?? 0);
  if (!hasKeyOver(target, numbers, session))
    throw new PgError('42830', `there is no unique constraint matching given keys for referenced table "${target.name}"`);
  const { onDelete, onUpdate } = references;
  return keepConstraint(definition, {
    oid: session.cluster.newOid(),
    name,
    kind: 'foreign',
    columns,
    foreign: { table: target.oid, columns: numbers, onDelete, onUpdate },
    ...ruledBy(clause),
  });
}

/** Whether a unique index tells rows apart by just these columns. */
function hasKeyOver(target: Relation, numbers: readonly number[], session: SessionAccess): boolean {
  const found = indexesOf(session.catalog(), target.oid).filter(
    ({ index }) =>
      index?.isUnique &&
      index.where === undefined &&
      index.columns.length === numbers.length &&
      index.columns.every(({ column }) => column !== undefined && numbers.includes(column)),
  );
  const isDeferrable = (index: Relation): boolean => target.constraints.some(own => own.index === index.oid && own.deferrable);
  if (found.length > 0 && found.every(isDeferrable)) {
    const kind = found.some(({ index }) => index?.isPrimary) ? 'primary key' : 'unique constraint';
    throw new PgError(codes.notInState, `cannot use a deferrable ${kind} for referenced table "${target.name}"`);
  }
  return found.length > 0;
}

function checkTypes(definition: TableDefinition, name: string, number: number, target: Relation, other: number): void {
  const [mine, theirs] = [
    definition.relation.columns.find(column => column.number === number),
    target.columns.find(column => column.number === other),
  ];
  const [a, b] = [mine, theirs].map(column => definition.session.typeByOid(column?.typeOid ?? 0));
  if (!mine || !theirs || !a || !b || a.category === b.category || findCast(a, b, 'implicit')) return;
  throw new PgError(codes.datatypeMismatch, `foreign key constraint "${name}" cannot be implemented`, {
    detail: `Key columns "${mine.name}" and "${theirs.name}" are of incompatible types: ${displayType(a)} and ${displayType(b)}.`,
  });
}

/** The columns that a foreign key points to: those of the primary key unless it names others. */
function referencedColumns(target: Relation, names: readonly string[]): readonly number[] {
  if (names.length > 0) return numbersOf(target, names, missingReference);
  const key = target.constraints.find(({ kind }) => kind === 'primary');
  if (!key) throw new PgError(codes.undefinedObject, `there is no primary key for referenced table "${target.name}"`);
  return key.columns;
}

function missingReference(name: string): string {
  return `column "${name}" referenced in foreign key constraint does not exist`;
}
