import type { Yielded } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { coerce } from '../plan/coerce.js';
import { requireType } from '../plan/find-type.js';
import { newEnv, PAUSE, type Runtime } from '../plan/runtime.js';
import type { AlterTableAction, Statement } from '../sql/statements.js';
import { withRelation, type Catalog, type Column, type Relation } from '../storage/catalog.js';
import { isVisible, type Tuple } from '../storage/heap.js';
import { displayType, typeModifier } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import { TableDefinition } from './define-table.js';
import { dropRelations, type DropHost } from './drop.js';
import { freeName, kindWords, requireRole, requireSchema } from './names.js';
import { logOf } from './runtime-log.js';
import { compileDefault, tableScope } from './table-parts.js';
import { TableWriter } from './table-writer.js';
import type { Waiting } from './waiting.js';

type AlterTable = Extract<Statement, { kind: 'alter-table' }>;

/** ALTER TABLE: each action in its turn; the rows follow. */
export function* alterTable(statement: AlterTable, relation: Relation, host: DropHost, runtime: Runtime): Waiting<void> {
  const { session } = host;
  const definition = new TableDefinition(session, relation, catalog => host.saveCatalog(catalog));
  for (const action of statement.actions) yield* alter(action, definition, host, runtime);
}

function* alter(action: AlterTableAction, definition: TableDefinition, host: DropHost, runtime: Runtime): Waiting<void> {
  const { session } = host;
  const { relation } = definition;
  switch (action.kind) {
    case 'add-column':
      return yield* addColumn(action, definition, host, runtime);
    case 'drop-column':
      return yield* dropColumn(action, definition, host, runtime);
    case 'add-constraint':
      definition.addConstraint(action.constraint);
      return yield* checkRows(definition, runtime);
    case 'drop-constraint':
      dropConstraint(action, definition, host);
      return;
    case 'set-default':
      if (action.expression) {
        definition.setDefault(action.column, action.expression);
        return;
      }
      replaceColumn(definition, action.column, ({ default: _, ...rest }) => rest);
      return;
    case 'not-null':
      if (
        !action.isSet &&
        relation.constraints.some(({ kind, columns }) => kind === 'primary' && columns.includes(definition.column(action.column).number))
      )
        throw new PgError(codes.badTable, `column "${action.column}" is in a primary key`);
      definition.changeColumn(action.column, { notNull: action.isSet });
      return action.isSet ? yield* checkRows(definition, runtime) : undefined;
    case 'type':
      return yield* changeType(action, definition, runtime);
    case 'identity':
      definition.addIdentity(action.column, action.always, action.options);
      return;
    case 'drop-identity':
      replaceColumn(definition, action.column, ({ default: _, identity: __, ...rest }) => rest);
      return;
    case 'rename-column':
      renameColumn(action.column, action.to, definition);
      return;
    case 'rename-constraint':
      renameConstraint(action.constraint, action.to, definition);
      return;
    case 'rename':
      renameRelation(relation, action.to, host);
      return;
    case 'owner':
      changeOwner(relation, action.role, host);
      return;
    case 'schema':
      definition.keep({ ...relation, schema: requireSchema(session, action.schema).oid });
      return;
    case 'validate':
      return undefined;
  }
}

export function renameRelation(relation: Relation, to: string, { session, saveCatalog }: DropHost): void {
  if (freeName(session, relation.schema, to) !== to) throw new PgError(codes.duplicateTable, `relation "${to}" already exists`);
  const catalog = session.catalog();
  const isSequence = relation.kind === 'S';
  const relations = new Map(
    [...catalog.relations].map(([oid, other]) => [
      oid,
      isSequence ? renamedInDefaults(other, relation.name, to) : renamedConstraint(other, relation, to),
    ]),
  );
  saveCatalog(withRelation({ ...catalog, relations }, { ...relation, name: to }));
}

/** Defaults name the sequence by its number in a real server, so they follow. */
function renamedInDefaults(relation: Relation, from: string, to: string): Relation {
  return relation.columns.some(column => column.default?.includes(`'${from}'::regclass`))
    ? {
        ...relation,
        columns: relation.columns.map(column =>
          column.default === undefined
            ? column
            : { ...column, default: column.default.replaceAll(`'${from}'::regclass`, `'${to}'::regclass`) },
        ),
      }
    : relation;
}

/** An index that makes up a constraint has its name. */
function renamedConstraint(other: Relation, index: Relation, to: string): Relation {
  return index.kind === 'i' && other.constraints.some(constraint => constraint.index === index.oid)
    ? {
        ...other,
        constraints: other.constraints.map(constraint => (constraint.index === index.oid ? { ...constraint, name: to } : constraint)),
      }
    : other;
}

export function changeOwner(relation: Relation, role: string, { session, saveCatalog }: DropHost): void {
  const owner = requireRole(session, role).oid;
  const catalog: Catalog = session.catalog();
  const relations = new Map(
    [...catalog.relations].map(([oid, other]) => [
      oid,
      other.oid === relation.oid || other.index?.table === relation.oid || other.sequence?.ownedBy?.table === relation.oid
        ? { ...other, owner }
        : other,
    ]),
  );
  saveCatalog({ ...catalog, relations });
}

function replaceColumn(definition: TableDefinition, name: string, change: (column: Column) => Column): void {
  const column = definition.column(name);
  definition.keep({ ...definition.relation, columns: definition.relation.columns.map(own => (own === column ? change(own) : own)) });
}

function renameColumn(from: string, to: string, definition: TableDefinition): void {
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

function renameConstraint(from: string, to: string, definition: TableDefinition): void {
  const { relation, session } = definition;
  const constraint = relation.constraints.find(({ name }) => name === from);
  if (!constraint) throw new PgError(codes.undefinedObject, `constraint "${from}" for table "${relation.name}" does not exist`);
  definition.keep({ ...relation, constraints: relation.constraints.map(own => (own === constraint ? { ...own, name: to } : own)) });
  const index = constraint.index === undefined ? undefined : session.catalog().relations.get(constraint.index);
  if (index) definition.keep({ ...index, name: to });
}

function* rowsOf(relation: Relation, runtime: Runtime): Generator<Yielded | Tuple, void, unknown> {
  const view = { top: runtime.tx.top, upTo: runtime.session.cluster.commitNumber, command: Infinity };
  for (const tuple of [...runtime.session.database.heap(relation.filenode).tuples]) {
    if (isVisible(tuple, view)) yield tuple;
    if (runtime.due()) yield PAUSE;
  }
}

/** Writes all rows anew into another file, as a rewrite does. */
function* rewrite(definition: TableDefinition, before: Relation, runtime: Runtime, change: (row: Row) => Row): Waiting<void> {
  const { session } = definition;
  const filenode = session.cluster.newOid();
  definition.keep({ ...definition.relation, filenode });
  const heap = session.database.heap(filenode);
  const log = logOf(runtime);
  for (const item of rowsOf(before, runtime)) {
    if (!('values' in item)) {
      yield item;
      continue;
    }
    const tuple = heap.insert(change(item.values), runtime.tx, runtime.view.command);
    log.inserted(definition.relation, tuple);
  }
}

/** Looks whether rows that are there keep a new constraint. */
export function* checkRows(definition: TableDefinition, runtime: Runtime): Waiting<void> {
  const { relation, session } = definition;
  const writer = new TableWriter(relation, newAnalysis(session), runtime, logOf(runtime));
  const seen = writer.unique.map(() => new Set<string>());
  for (const item of rowsOf(relation, runtime)) {
    if (!('values' in item)) {
      yield item;
      continue;
    }
    const { values } = item;
    for (const column of relation.columns)
      if (column.notNull && (values[relation.columns.indexOf(column)] ?? null) === null)
        throw new PgError(codes.notNull, `column "${column.name}" of relation "${relation.name}" contains null values`);
    try {
      writer.checkRow(values);
    } catch (error) {
      if (!(error instanceof PgError) || error.code !== codes.check) throw error;
      throw new PgError(
        codes.check,
        `check constraint "${error.fields.constraint ?? ''}" of relation "${relation.name}" is violated by some row`,
      );
    }
    for (const [i, index] of writer.unique.entries()) {
      const key = index.keyOf(values);
      if (key === undefined) continue;
      if (seen[i]?.has(key))
        throw new PgError(codes.unique, `could not create unique index "${index.relation.name}"`, {
          detail: `Key ${index.describe(values)} is duplicated.`,
        });
      seen[i]?.add(key);
    }
    writer.foreignKeys.noteInsert(values);
  }
  yield* writer.foreignKeys.finish();
}

function* addColumn(
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
  for (const clause of action.column.constraints) definition.addConstraint(clause, action.column.name);
  yield* checkRows(definition, runtime);
}

function* dropColumn(
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
  const views = [...session.catalog().relations.values()].filter(
    other => other.reads?.includes(before.oid) && new RegExp(`\\b${column.name.replace(/\W/g, '')}\\b|\\*`).test(other.query ?? ''),
  );
  const keys = [...session.catalog().relations.values()].flatMap(other =>
    other.constraints.flatMap(constraint =>
      other.oid !== before.oid && constraint.foreign?.table === before.oid && constraint.foreign.columns.includes(column.number)
        ? [{ other, constraint }]
        : [],
    ),
  );
  const details = [
    ...keys.map(({ other, constraint }) => `constraint ${constraint.name} on table ${other.name}`),
    ...views.map(view => `${kindWords[view.kind]} ${view.name}`),
  ];
  if (details.length > 0 && !action.cascade)
    throw new PgError(
      codes.dependentObjects,
      `cannot drop column ${column.name} of table ${before.name} because other objects depend on it`,
      {
        detail: details.map(text => `${text} depends on column ${column.name} of table ${before.name}`).join('\n'),
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      },
    );
  for (const text of details.slice(0, details.length === 1 ? 1 : 0)) session.notice('NOTICE', `drop cascades to ${text}`);
  for (const { other, constraint } of keys) definition.keep({ ...other, constraints: other.constraints.filter(own => own !== constraint) });
  if (views.length > 0) dropRelations(views, true, host);
  const used = before.constraints.filter(({ columns }) => columns.includes(column.number));
  definition.keep({
    ...definition.relation,
    columns: before.columns.filter(own => own !== column),
    constraints: before.constraints.filter(own => !used.includes(own)),
  });
  const gone = new Set(
    [...session.catalog().relations.values()]
      .filter(
        ({ index, sequence }) =>
          (index?.table === before.oid && index.columns.some(part => part.column === column.number)) ||
          (sequence?.ownedBy?.table === before.oid && sequence.ownedBy.column === column.number),
      )
      .map(({ oid }) => oid),
  );
  const catalog = session.catalog();
  host.saveCatalog({ ...catalog, relations: new Map([...catalog.relations].filter(([oid]) => !gone.has(oid))) });
  yield* rewrite(definition, before, runtime, row => row.filter((_, i) => i !== place));
}

function dropConstraint(action: Extract<AlterTableAction, { kind: 'drop-constraint' }>, definition: TableDefinition, host: DropHost): void {
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
  const catalog = session.catalog();
  host.saveCatalog({ ...catalog, relations: new Map([...catalog.relations].filter(([oid]) => oid !== constraint.index)) });
}

function* changeType(action: Extract<AlterTableAction, { kind: 'type' }>, definition: TableDefinition, runtime: Runtime): Waiting<void> {
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
