import { codes, notSimulated, PgError } from '../pg-error.js';
import type { DropHost } from '../execute/drop.js';
import { requireOwner, requireRelation } from '../execute/names.js';
import { newAnalysis } from '../plan/analysis.js';
import { asCondition } from '../plan/coerce.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { AlterTableAction, StatementOf } from '../sql/statements.js';
import { triggersOf, type Catalog, type Relation, type Trigger } from '../storage/catalog.js';
import { builtin } from '../values/type-table.js';
import { routinesNamed } from './drop-routine.js';
import { triggerScope } from './trigger-scope.js';

function withTrigger(catalog: Catalog, trigger: Trigger): Catalog {
  return { ...catalog, triggers: new Map(catalog.triggers).set(trigger.oid, trigger) };
}

/** CREATE TRIGGER. */
export function createTrigger(statement: StatementOf<'create-trigger'>, { session, saveCatalog }: DropHost): void {
  const { name, events, timing, isRow } = statement;
  const table = requireRelation(session, statement.table);
  requireOwner(session, table);
  checkTarget(statement, table);
  const before = triggersOf(session.catalog(), table.oid).find(trigger => trigger.name === name);
  if (before && !statement.replace)
    throw new PgError(codes.duplicateObject, `trigger "${name}" for relation "${table.name}" already exists`);
  const trigger: Trigger = {
    oid: before?.oid ?? session.cluster.newOid(),
    name,
    table: table.oid,
    timing,
    events,
    isRow,
    columns: statement.columns.map(column => numberOf(table, column)),
    routine: triggerRoutine(statement.routine, session),
    args: statement.args,
    isEnabled: true,
    ...(statement.when ? { when: conditionText(statement.when, table, statement.events, session) } : {}),
  };
  saveCatalog(withTrigger(session.catalog(), trigger));
}

function checkTarget({ timing, isRow, events, isConstraint }: StatementOf<'create-trigger'>, table: Relation): void {
  if (isConstraint) throw notSimulated('CREATE CONSTRAINT TRIGGER');
  if (timing === 'instead of' || table.kind === 'v') throw notSimulated('a trigger on a view');
  if (table.kind !== 'r') throw new PgError(codes.wrongObject, `relation "${table.name}" cannot have triggers`);
  if (isRow && events.includes('truncate'))
    throw new PgError(codes.featureNotSupported, 'TRUNCATE FOR EACH ROW triggers are not supported');
}

function numberOf(table: Relation, name: string): number {
  const column = table.columns.find(own => own.name === name);
  if (!column) throw new PgError(codes.undefinedColumn, `column "${name}" of relation "${table.name}" does not exist`);
  return column.number;
}

function triggerRoutine(path: readonly string[], session: SessionAccess): number {
  const routine = routinesNamed(session, path).find(({ args }) => args.length === 0);
  if (!routine) throw new PgError(codes.undefinedFunction, `function ${path.join('.')}() does not exist`);
  if (routine.returns.typeOid !== builtin('trigger').oid)
    throw new PgError(codes.badDefinition, `function ${routine.name} must return type trigger`);
  return routine.oid;
}

/** WHEN as it is kept: it may name OLD and NEW. */
function conditionText(
  when: NonNullable<StatementOf<'create-trigger'>['when']>,
  table: Relation,
  events: readonly string[],
  session: SessionAccess,
): string {
  const analysis = newAnalysis(session);
  const scope = triggerScope(table, analysis);
  for (const [name, event, says] of [
    ['old', 'insert', 'INSERT'],
    ['new', 'delete', 'DELETE'],
  ] as const)
    if (events.includes(event) && scope.names(when, name))
      throw new PgError(codes.badDefinition, `${says} trigger's WHEN condition cannot reference ${name.toUpperCase()} values`, {
        at: when.at,
      });
  return asCondition(analysis.compile(when, scope.scope), 'WHEN', analysis).show();
}

/** DROP TRIGGER. */
export function dropTrigger({ name, table: path, ifExists }: StatementOf<'drop-trigger'>, { session, saveCatalog }: DropHost): void {
  const table = requireRelation(session, path);
  requireOwner(session, table);
  const trigger = triggersOf(session.catalog(), table.oid).find(own => own.name === name);
  const message = `trigger "${name}" for table "${table.name}" does not exist`;
  if (!trigger && !ifExists) throw new PgError(codes.undefinedObject, message);
  if (!trigger) return session.notice('NOTICE', `trigger "${name}" for relation "${table.name}" does not exist, skipping`);
  const catalog = session.catalog();
  saveCatalog({ ...catalog, triggers: new Map([...catalog.triggers].filter(([oid]) => oid !== trigger.oid)) });
}

/** ENABLE and DISABLE TRIGGER. */
export function enableTriggers(
  action: Extract<AlterTableAction, { kind: 'trigger' }>,
  table: Relation,
  { session, saveCatalog }: DropHost,
): void {
  const all = triggersOf(session.catalog(), table.oid);
  const meant = action.name === undefined ? all : all.filter(({ name }) => name === action.name);
  if (action.name !== undefined && meant.length === 0)
    throw new PgError(codes.undefinedObject, `trigger "${action.name}" for table "${table.name}" does not exist`);
  for (const trigger of meant) saveCatalog(withTrigger(session.catalog(), { ...trigger, isEnabled: action.isEnabled }));
}
