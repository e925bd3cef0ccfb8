import { quoteName } from '../sql/unparse.js';
import type { Place, TableChange, TableElements, TableName } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { autoIncrementColumn, columnIndex, type TableDefinition } from '../storage/definition.js';
import { type StoredTable } from '../storage/rows.js';
import { isTextType } from '../values/column-type.js';

import { addForeignKey, addKey } from './constraints.js';
import { addElements, checkColumns } from './create-table.js';
import { followRename, rebuilt, type Altered } from './rebuild-table.js';
import { typeOf } from './store-row.js';
import { done, type Outcome, type Workspace } from './workspace.js';

/** ALTER TABLE: every change in its turn, then the rows are made anew. */
export function runAlterTable(table: StoredTable, changes: readonly TableChange[], work: Workspace): Outcome {
  work.lockDefinition(table);
  let altered: Altered = {
    definition: table.definition,
    sources: table.definition.columns.map((_, index) => index),
    database: table.database,
    autoIncrement: undefined,
  };
  for (const change of changes) altered = applyChange(altered, change, work);
  if (altered.definition.columns.length === 0)
    throw new SqlError(1090, '42000', "You can't delete all columns with ALTER TABLE; use DROP TABLE instead");
  const isMoved = altered.definition.name !== table.name || altered.database !== table.database;
  if (
    isMoved &&
    (work.catalog.table(altered.database, altered.definition.name) ?? work.catalog.view(altered.database, altered.definition.name))
  )
    throw sqlErrors.tableExists(altered.definition.name);
  const next = rebuilt(table, altered, work);
  if (table.temporary) {
    work.temporary.delete(`${table.database}.${table.name}`);
    work.temporary.set(`${next.database}.${next.name}`, next);
  } else {
    work.catalog.remove(table);
    work.catalog.put(next);
    if (isMoved) followRename(table, next, work);
  }
  const isCopied =
    changes.some(({ kind }) => kind === 'change-column' || kind === 'convert') && table.rows.size > 0 && work.dialect.product !== 'mariadb';
  return done(isCopied ? table.rows.size : 0, `Records: ${String(isCopied ? table.rows.size : 0)}  Duplicates: 0  Warnings: WARNINGS`);
}

function applyChange(altered: Altered, change: TableChange, work: Workspace): Altered {
  const { definition } = altered;
  switch (change.kind) {
    case 'add-column':
      return addColumns(altered, change.elements, change.place, change.ifNotExists, work);
    case 'drop-column':
      return dropColumn(altered, change.name, change.ifExists, work);
    case 'change-column':
      return changeColumn(altered, change, work);
    case 'rename-column':
      return renameColumn(altered, change.from, change.to);
    case 'default': {
      const index = existing(definition, change.name, 'in table');
      return {
        ...altered,
        definition: {
          ...definition,
          columns: definition.columns.map((column, at) => (at === index ? { ...column, fallback: change.fallback } : column)),
        },
      };
    }
    case 'add':
      return { ...altered, definition: addConstraints(definition, change.elements, altered.database, work) };
    case 'drop-key':
      return { ...altered, definition: dropKey(definition, change.name, work) };
    case 'rename-key':
      return { ...altered, definition: renameKey(definition, change.from, change.to) };
    case 'drop-foreign-key':
      return { ...altered, definition: dropForeignKey(definition, change.name, work) };
    case 'drop-check':
      return { ...altered, definition: dropConstraint(definition, change.name, work) };
    case 'rename':
      return renameTable(altered, change.to, work);
    case 'convert':
      return {
        ...altered,
        definition: {
          ...definition,
          collation: change.collation,
          columns: definition.columns.map(column =>
            isTextType(column.type) ? { ...column, type: { ...column.type, collation: undefined } } : column,
          ),
        },
      };
    case 'options':
      return withOptions(altered, change.options);
    case 'keys':
      return altered;
  }
}

function withOptions(
  altered: Altered,
  { engine, comment, collation, autoIncrement }: Extract<TableChange, { kind: 'options' }>['options'],
): Altered {
  const { definition } = altered;
  // Texts keep the collation that they have had from the table.
  const columns =
    collation === undefined
      ? definition.columns
      : definition.columns.map(column => (isTextType(column.type) ? { ...column, type: typeOf(column, definition) } : column));
  return {
    ...altered,
    autoIncrement: autoIncrement === undefined ? altered.autoIncrement : BigInt(autoIncrement),
    definition: {
      ...definition,
      columns,
      engine:
        engine === undefined ? definition.engine : /^myisam$/i.test(engine) ? 'MyISAM' : /^memory$/i.test(engine) ? 'MEMORY' : 'InnoDB',
      comment: comment ?? definition.comment,
      collation: collation ?? definition.collation,
    },
  };
}

function existing(definition: TableDefinition, name: string, where: string): number {
  const index = columnIndex(definition, name);
  if (index < 0) throw new SqlError(1054, '42S22', `Unknown column '${name}' in '${where === 'in table' ? definition.name : where}'`);
  return index;
}

function addColumns(altered: Altered, elements: TableElements, place: Place, ifNotExists: boolean, work: Workspace): Altered {
  const [first] = elements.columns;
  if (ifNotExists && first && columnIndex(altered.definition, first.name) >= 0) return altered;
  const count = altered.definition.columns.length;
  const added = addElements(altered.definition, elements, { work, database: altered.database });
  const sources = [...altered.sources, ...elements.columns.map(() => undefined)];
  return placed({ ...altered, definition: added, sources }, count, place);
}

/** The columns from a position on, moved to where they should be. */
function placed(altered: Altered, from: number, place: Place): Altered {
  if (!place) return altered;
  const move = <T>(items: readonly T[]): T[] => {
    const moved = items.slice(from, from + 1);
    const rest = [...items.slice(0, from), ...items.slice(from + 1)];
    const names = altered.definition.columns.map(({ name }) => name.toLowerCase()).filter((_, index) => index !== from);
    const at = place.kind === 'first' ? 0 : names.indexOf(place.column.toLowerCase()) + 1;
    if (place.kind === 'after' && at === 0)
      throw new SqlError(1054, '42S22', `Unknown column '${place.column}' in '${altered.definition.name}'`);
    return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
  };
  return { ...altered, definition: { ...altered.definition, columns: move(altered.definition.columns) }, sources: move(altered.sources) };
}

function dropColumn(altered: Altered, name: string, ifExists: boolean, work: Workspace): Altered {
  const { definition } = altered;
  const index = columnIndex(definition, name);
  if (index < 0) {
    if (ifExists) return altered;
    throw new SqlError(
      1091,
      '42000',
      work.dialect.product === 'mariadb'
        ? `Can't DROP COLUMN ${quoteName(name)}; check that it exists`
        : `Can't DROP '${name}'; check that column/key exists`,
    );
  }
  const foreign = definition.foreignKeys.find(({ columns }) => columns.some(column => column.toLowerCase() === name.toLowerCase()));
  if (foreign) throw new SqlError(1828, 'HY000', `Cannot drop column '${name}': needed in a foreign key constraint '${foreign.name}'`);
  const keys = definition.keys
    .map(key => ({ ...key, parts: key.parts.filter(({ column }) => column.toLowerCase() !== name.toLowerCase()) }))
    .filter(({ parts }) => parts.length > 0);
  return {
    ...altered,
    definition: { ...definition, columns: definition.columns.filter((_, at) => at !== index), keys },
    sources: altered.sources.filter((_, at) => at !== index),
  };
}

function changeColumn(altered: Altered, change: Extract<TableChange, { kind: 'change-column' }>, work: Workspace): Altered {
  const index = existing(altered.definition, change.name, 'in table');
  const [column] = change.elements.columns;
  if (!column) return altered;
  const isPrimary = altered.definition.keys.some(
    ({ kind, parts }) => kind === 'primary' && parts.some(part => part.column.toLowerCase() === change.name.toLowerCase()),
  );
  const renamed = column.name.toLowerCase() === change.name.toLowerCase() ? altered : renameColumn(altered, change.name, column.name);
  const columns = renamed.definition.columns.map((old, at) =>
    at === index ? { ...column, nullable: column.nullable && !isPrimary && !column.autoIncrement } : old,
  );
  let definition: TableDefinition = { ...renamed.definition, columns };
  checkColumns(definition, work);
  for (const key of change.elements.keys) definition = addKey(definition, key);
  if (column.autoIncrement)
    addElements(
      { ...definition, columns: [] },
      { columns: definition.columns, keys: [], foreignKeys: [], checks: [] },
      { work, database: altered.database },
    );
  return placed({ ...renamed, definition }, index, change.place);
}

function renameColumn(altered: Altered, from: string, to: string): Altered {
  const { definition } = altered;
  const index = existing(definition, from, 'in table');
  if (from.toLowerCase() !== to.toLowerCase() && columnIndex(definition, to) >= 0) throw sqlErrors.duplicateColumn(to);
  const rename = (name: string): string => (name.toLowerCase() === from.toLowerCase() ? to : name);
  return {
    ...altered,
    definition: {
      ...definition,
      columns: definition.columns.map((column, at) => (at === index ? { ...column, name: to } : column)),
      keys: definition.keys.map(key => ({ ...key, parts: key.parts.map(part => ({ ...part, column: rename(part.column) })) })),
      foreignKeys: definition.foreignKeys.map(key => ({ ...key, columns: key.columns.map(rename) })),
    },
  };
}

function addConstraints(
  definition: TableDefinition,
  { keys, foreignKeys, checks }: TableElements,
  database: string,
  work: Workspace,
): TableDefinition {
  let result = definition;
  for (const key of keys) result = addKey(result, key);
  for (const key of foreignKeys) result = addForeignKey(result, key, { work, database });
  return checks.length === 0 ? result : addElements(result, { columns: [], keys: [], foreignKeys: [], checks }, { work, database });
}

function cannotDrop(kind: string, name: string, { dialect }: Workspace): SqlError {
  const message =
    dialect.product === 'mariadb'
      ? `Can't DROP ${kind} ${quoteName(name)}; check that it exists`
      : `Can't DROP '${name}'; check that column/key exists`;
  return new SqlError(1091, '42000', message);
}

function dropKey(definition: TableDefinition, name: string, work: Workspace): TableDefinition {
  const key = definition.keys.find(other => other.name.toLowerCase() === name.toLowerCase());
  if (!key) throw cannotDrop('INDEX', name, work);
  const automatic = autoIncrementColumn(definition);
  const rest = definition.keys.filter(other => other !== key);
  if (automatic && !rest.some(({ parts }) => parts[0]?.column === automatic.name) && key.parts[0]?.column === automatic.name)
    throw new SqlError(1075, '42000', 'Incorrect table definition; there can be only one auto column and it must be defined as a key');
  const needed = definition.foreignKeys.find(({ columns }) => {
    const covers = (parts: typeof key.parts): boolean =>
      columns.every((column, index) => parts[index]?.column.toLowerCase() === column.toLowerCase());
    return covers(key.parts) && !rest.some(({ parts }) => covers(parts));
  });
  if (needed) throw new SqlError(1553, 'HY000', `Cannot drop index '${key.name}': needed in a foreign key constraint`);
  return { ...definition, keys: rest };
}

function renameKey(definition: TableDefinition, from: string, to: string): TableDefinition {
  const key = definition.keys.find(({ name }) => name.toLowerCase() === from.toLowerCase());
  if (!key) throw new SqlError(1176, '42000', `Key '${from}' doesn't exist in table '${definition.name}'`);
  if (definition.keys.some(({ name }) => name.toLowerCase() === to.toLowerCase())) throw sqlErrors.duplicateKeyName(to);
  return { ...definition, keys: definition.keys.map(other => (other === key ? { ...key, name: to } : other)) };
}

function dropForeignKey(definition: TableDefinition, name: string, work: Workspace): TableDefinition {
  const rest = definition.foreignKeys.filter(key => key.name.toLowerCase() !== name.toLowerCase());
  if (rest.length === definition.foreignKeys.length) throw cannotDrop('FOREIGN KEY', name, work);
  return { ...definition, foreignKeys: rest };
}

function dropConstraint(definition: TableDefinition, name: string, work: Workspace): TableDefinition {
  const checks = definition.checks.filter(check => check.name.toLowerCase() !== name.toLowerCase());
  if (checks.length < definition.checks.length) return { ...definition, checks };
  if (definition.foreignKeys.some(key => key.name === name)) return dropForeignKey(definition, name, work);
  if (definition.keys.some(key => key.name === name)) return dropKey(definition, name, work);
  throw work.dialect.product === 'mysql8'
    ? new SqlError(3940, 'HY000', `Constraint '${name}' does not exist.`)
    : new SqlError(1091, '42000', `Can't DROP CONSTRAINT ${quoteName(name)}; check that it exists`);
}

function renameTable(altered: Altered, to: TableName, work: Workspace): Altered {
  const { database } = work.catalog.qualify(to, altered.database);
  if (!work.catalog.databases.has(database)) throw sqlErrors.unknownDatabase(database);
  return { ...altered, database, definition: { ...altered.definition, name: to.name } };
}
