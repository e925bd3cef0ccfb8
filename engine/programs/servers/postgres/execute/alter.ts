import { codes, PgError } from '../pg-error.js';
import type { Runtime } from '../plan/runtime.js';
import type { AlterTableAction, StatementOf } from '../sql/statements.js';
import { addColumn, dropColumn, changeNotNull, replaceColumn, changeType, renameColumn } from './alter-column.js';
import { alterDeferral, dropConstraint, renameConstraint, validateConstraint } from './alter-constraint.js';
import { addConstraint } from './define-constraint.js';
import { TableDefinition } from './define-table.js';
import type { DropHost } from './drop.js';
import { findToChange, kindWords, requireOwner, requireSchema } from './names.js';
import { renameRelation, changeOwner } from './rename-relation.js';
import { checkRows } from './table-rewrite.js';
import { enableTriggers } from '../routines/define-trigger.js';
import type { Waiting } from './waiting.js';

/** What ALTER TABLE does to relations that are no tables. */
const forAnyRelation = new Set(['rename', 'owner', 'schema', 'rename-column']);

/** ALTER TABLE: each action in its turn; the rows follow. */
export function* alterTable(statement: StatementOf<'alter-table'>, host: DropHost, runtime: Runtime): Waiting<void> {
  const { session } = host;
  const relation = findToChange(session, statement.name, statement.ifExists);
  if (!relation) return;
  requireOwner(session, relation);
  if (relation.kind !== 'r' && statement.what === 'table' && statement.actions.some(({ kind }) => !forAnyRelation.has(kind)))
    throw new PgError(codes.wrongObject, `ALTER action cannot be performed on relation "${relation.name}"`, {
      detail: `This operation is not supported for ${kindWords[relation.kind]}s.`,
    });
  const definition = new TableDefinition(session, relation, catalog => host.saveCatalog(catalog));
  for (const action of statement.actions) yield* alter(action, definition, host, runtime);
}

function* alter(action: AlterTableAction, definition: TableDefinition, host: DropHost, runtime: Runtime): Waiting<void> {
  switch (action.kind) {
    case 'add-column':
      return yield* addColumn(action, definition, host, runtime);
    case 'drop-column':
      return yield* dropColumn(action, definition, host, runtime);
    case 'type':
      return yield* changeType(action, definition, runtime);
    case 'not-null':
      changeNotNull(action, definition);
      return action.isSet ? yield* checkRows(definition, runtime) : undefined;
    case 'add-constraint':
      addConstraint(definition, action.constraint);
      return action.constraint.isNotValid ? undefined : yield* checkRows(definition, runtime);
    case 'validate':
      validateConstraint(action.name, definition);
      return yield* checkRows(definition, runtime);
    case 'alter-constraint':
      alterDeferral(action, definition);
      return;
    default:
      alterAtOnce(action, definition, host);
  }
}

/** Actions that need no look at the rows. */
type ActionAtOnce = Exclude<
  AlterTableAction,
  { kind: 'add-column' | 'drop-column' | 'type' | 'not-null' | 'add-constraint' | 'validate' | 'alter-constraint' }
>;

function alterAtOnce(action: ActionAtOnce, definition: TableDefinition, host: DropHost): void {
  const { relation } = definition;
  switch (action.kind) {
    case 'drop-constraint':
      return dropConstraint(action, definition, host);
    case 'set-default':
      if (action.expression) return definition.setDefault(action.column, action.expression);
      return replaceColumn(definition, action.column, ({ default: _, ...rest }) => rest);
    case 'identity':
      return definition.addIdentity(action.column, action.always, action.options);
    case 'drop-identity':
      return replaceColumn(definition, action.column, ({ default: _, identity: __, ...rest }) => rest);
    case 'rename-column':
      return renameColumn(action.column, action.to, definition);
    case 'rename-constraint':
      return renameConstraint(action.constraint, action.to, definition);
    case 'rename':
      return renameRelation(relation, action.to, host);
    case 'owner':
      return changeOwner(relation, action.role, host);
    case 'schema':
      return definition.keep({ ...relation, schema: requireSchema(host.session, action.schema).oid });
    case 'trigger':
      return enableTriggers(action, relation, host);
  }
}
