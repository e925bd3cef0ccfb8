import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { coerce } from '../plan/coerce.js';
import { requireType } from '../plan/find-type.js';
import { newEnv, type Runtime } from '../plan/runtime.js';
import type { AlterTableAction } from '../sql/statements.js';
import { type Catalog, type Column, type Relation, withoutRelations } from '../storage/catalog.js';
import { displayType, typeModifier } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import { addConstraint } from './define-constraint.js';
import type { TableDefinition } from './define-table.js';
import { type DropHost, dropRelations } from './drop.js';
import { kindWords } from './names.js';
import { logOf } from './runtime-log.js';
import { compileDefault, tableScope } from './table-parts.js';
import { checkRows, rewrite } from './table-rewrite.js';
import { TableWriter } from './table-writer.js';
import type { Waiting } from './waiting.js';

/** Puts something else in place of a column's definition. */
export function replaceColumn(definition: TableDefinition, name: string, change: (column: Column) => Column): void {
  const column = definition.column(name);
  definition.keep({ ...definition.relation, columns: definition.relation.columns.map(own => (own === column ? change(own) : own)) });
}

/** RENAME COLUMN, in the texts of checks and generated columns too. */
export function renameColumn(from: string, to: string, definition: TableDefinition): void {
  const column = definition.column(from);
  const { relation } = definition;
  if (relation.columns.some(({ name }) => name === to))
    throw new PgError(codes.duplicateColumn, `column "${to}" of relation "${relation.name}" already exists`);
  const inTexts = [
    ...relation.constraints.map(({ expression }) => expression),
    ...relation.columns.map(own => (own.isGenerated ? own.default : undefined)),
  ];
  if (inTexts.some(text => text !== undefined && new RegExp(`\\b${from.replace(/\W/g, '')}\\b`).test(text))) {
    const rename = (text: string): string => text.replaceAll(new RegExp(`\\b${from.replace(/\W/g, '')}\\b`, 'g'), to);
    definition.keep({
      ...relation,
      constraints: relation.constraints.map(constraint =>
        constraint.expression === undefined ? constraint : { ...constraint, expression: rename(constraint.expression) },
      ),
      columns: relation.columns.map(own => (own.isGenerated && own.default !== undefined ? { ...own, default: rename(own.default) } : own)),
    });
  }
  definition.changeColumn(column.name, { name: to });
}

/** ADD COLUMN: rows that are there get its default. */
export function* addColumn(
  action: Extract<AlterTableAction, { kind: 'add-column' }>,
  definition: TableDefinition,
  host: DropHost,
  runtime: Runtime,
): Waiting<void> {
  const before = definition.relation;
  if (action.ifNotExists && before.columns.some(({ name }) => name === action.column.name)) {
    host.session.notice('NOTICE', `column "${action.column.name}" of relation "${before.name}" already exists, skipping`);
    return;
  }
  definition.addColumn(action.column);
  definition.addColumnConstraints(action.column);
  const analysis = newAnalysis(host.session);
  const column = definition.column(action.column.name);
  const fallback = compileDefault(column, analysis);
  const generated = column.isGenerated ? new TableWriter(definition.relation, analysis, runtime, logOf(runtime)) : undefined;
  const env = newEnv(runtime, undefined);
  yield* rewrite(definition, before, runtime, row => {
    const values: Row = [...row, fallback?.eval(env) ?? null];
    return generated ? generated.completed(values) : values;
  });
  for (const clause of action.column.constraints) addConstraint(definition, clause, action.column.name);
  yield* checkRows(definition, runtime);
}

/** ALTER COLUMN … SET NOT NULL and DROP NOT NULL. */
export function changeNotNull({ column, isSet }: Extract<AlterTableAction, { kind: 'not-null' }>, definition: TableDefinition): void {
  const { constraints } = definition.relation;
  const { number } = definition.column(column);
  if (!isSet && constraints.some(({ kind, columns }) => kind === 'primary' && columns.includes(number)))
    throw new PgError(codes.badTable, `column "${column}" is in a primary key`);
  definition.changeColumn(column, { notNull: isSet });
}

/** DROP COLUMN, with what depends on it where CASCADE says so. */
export function* dropColumn(
  action: Extract<AlterTableAction, { kind: 'drop-column' }>,
  definition: TableDefinition,
  host: DropHost,
  runtime: Runtime,
): Waiting<void> {
  const { session } = host;
  const before = definition.relation;
  const place = before.columns.findIndex(({ name }) => name === action.name);
  const column = before.columns[place];
  if (!column) {
    if (!action.ifExists) throw new PgError(codes.undefinedColumn, `column "${action.name}" of relation "${before.name}" does not exist`);
    session.notice('NOTICE', `column "${action.name}" of relation "${before.name}" does not exist, skipping`);
    return;
  }
  dropDependents(column, action.cascade, definition, host);
  definition.keep({
    ...definition.relation,
    columns: before.columns.filter(own => own !== column),
    constraints: before.constraints.filter(({ columns }) => !columns.includes(column.number)),
  });
  host.saveCatalog(withoutRelations(session.catalog(), ownedBy(before, column, session.catalog())));
  yield* rewrite(definition, before, runtime, row => row.filter((_, i) => i !== place));
}

/** Foreign keys of other tables and views that use a column go with it; without CASCADE they are in its way. */
function dropDependents(column: Column, cascade: boolean, definition: TableDefinition, host: DropHost): void {
  const table = definition.relation;
  const relations = [...host.session.catalog().relations.values()];
  const views = relations.filter(
    other => other.reads?.includes(table.oid) && new RegExp(`\\b${column.name.replace(/\W/g, '')}\\b|\\*`).test(other.query ?? ''),
  );
  const keys = relations.flatMap(other =>
    other.constraints.flatMap(constraint =>
      other.oid !== table.oid && constraint.foreign?.table === table.oid && constraint.foreign.columns.includes(column.number)
        ? [{ other, constraint }]
        : [],
    ),
  );
  const details = [
    ...keys.map(({ other, constraint }) => `constraint ${constraint.name} on table ${other.name}`),
    ...views.map(view => `${kindWords[view.kind]} ${view.name}`),
  ];
  if (details.length > 0 && !cascade)
    throw new PgError(
      codes.dependentObjects,
      `cannot drop column ${column.name} of table ${table.name} because other objects depend on it`,
      {
        detail: details.map(text => `${text} depends on column ${column.name} of table ${table.name}`).join('\n'),
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      },
    );
  if (details.length === 1) host.session.notice('NOTICE', `drop cascades to ${details[0] ?? ''}`);
  for (const { other, constraint } of keys) definition.keep({ ...other, constraints: other.constraints.filter(own => own !== constraint) });
  if (views.length > 0) dropRelations(views, true, host);
}

/** Indexes over a column, and the sequence that it owns. */
function ownedBy(table: Relation, column: Column, catalog: Catalog): ReadonlySet<number> {
  const owned = [...catalog.relations.values()].filter(
    ({ index, sequence }) =>
      (index?.table === table.oid && index.columns.some(part => part.column === column.number)) ||
      (sequence?.ownedBy?.table === table.oid && sequence.ownedBy.column === column.number),
  );
  return new Set(owned.map(({ oid }) => oid));
}

/** ALTER COLUMN … TYPE: the values are converted, by USING or as an assignment does. */
export function* changeType(
  action: Extract<AlterTableAction, { kind: 'type' }>,
  definition: TableDefinition,
  runtime: Runtime,
): Waiting<void> {
  const { session } = definition;
  const before = definition.relation;
  const column = definition.column(action.column);
  const place = before.columns.indexOf(column);
  const type = requireType(action.type, session);
  const typmod = typeModifier(type, action.type.modifiers, action.type.at);
  if ([...session.catalog().relations.values()].some(other => other.reads?.includes(before.oid)))
    throw new PgError(codes.featureNotSupported, 'cannot alter type of a column used by a view or rule');
  if (column.isGenerated) throw notSimulated('changing the type of a generated column');
  const analysis = newAnalysis(session);
  const scope = tableScope(before, analysis);
  const source = analysis.compile(action.using ?? { kind: 'column', path: [column.name], star: false, at: 0 }, scope);
  const node = coerce(source, type, typmod, action.using ? 'explicit' : 'assignment', analysis);
  if (!node)
    throw new PgError(
      codes.datatypeMismatch,
      action.using
        ? `result of USING clause for column "${column.name}" cannot be cast automatically to type ${displayType(type)}`
        : `column "${column.name}" cannot be cast automatically to type ${displayType(type)}`,
      {
        hint: action.using
          ? 'You might need to add an explicit cast.'
          : `You might need to specify "USING ${column.name}::${displayType(type, typmod)}".`,
      },
    );
  definition.changeColumn(column.name, { typeOid: type.oid, typmod });
  const env = newEnv(runtime, undefined);
  yield* rewrite(definition, before, runtime, row => {
    env.row = row;
    const values: Value[] = [...row];
    values[place] = node.eval(env);
    return values;
  });
  yield* checkRows(definition, runtime);
}
