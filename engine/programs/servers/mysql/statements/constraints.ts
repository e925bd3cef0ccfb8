import { everyNode } from '../query/scope.js';
import type { CheckDefinition, ForeignKeyDefinition, KeyDefinition } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { columnIndex, type Check, type ForeignKey, type Key, type TableDefinition } from '../storage/definition.js';
import { isLarge, isTextType, type ColumnType } from '../values/column-type.js';
import type { Workspace } from './workspace.js';

/** Keys, foreign keys and checks of a definition. */

export interface ElementPlace {
  readonly work: Workspace;
  readonly database: string;
}

export function addKey(definition: TableDefinition, key: KeyDefinition): TableDefinition {
  for (const { column, length } of key.parts) {
    const found = definition.columns[columnIndex(definition, column)];
    if (!found) throw new SqlError(1072, '42000', `Key column '${column}' doesn't exist in table`);
    if (isLarge(found.type) && length === undefined && key.kind !== 'fulltext')
      throw found.type.name === 'json'
        ? new SqlError(3152, '42000', `JSON column '${column}' supports indexing only via generated columns on a specified JSON path.`)
        : new SqlError(1170, '42000', `BLOB/TEXT column '${column}' used in key specification without a key length`);
  }
  if (key.kind === 'primary') {
    if (definition.keys.some(({ kind }) => kind === 'primary')) throw new SqlError(1068, '42000', 'Multiple primary key defined');
    const primary: Key = { kind: 'primary', name: 'PRIMARY', parts: named(definition, key) };
    const columns = definition.columns.map(column =>
      key.parts.some(part => part.column.toLowerCase() === column.name.toLowerCase()) ? { ...column, nullable: false } : column,
    );
    return { ...definition, columns, keys: [primary, ...definition.keys] };
  }
  const name = key.name ?? freeKeyName(definition, key.parts[0]?.column ?? '');
  if (definition.keys.some(other => other.name.toLowerCase() === name.toLowerCase())) throw sqlErrors.duplicateKeyName(name);
  return { ...definition, keys: sortedKeys([...definition.keys, { kind: key.kind, name, parts: named(definition, key) }]) };
}

/** Columns as the table writes their names. */
function named(definition: TableDefinition, { parts }: KeyDefinition): Key['parts'] {
  return parts.map(part => ({ ...part, column: definition.columns[columnIndex(definition, part.column)]?.name ?? part.column }));
}

/** The primary key comes first, then unique ones, then the others. */
function sortedKeys(keys: readonly Key[]): readonly Key[] {
  const rank = { primary: 0, unique: 1, key: 2, fulltext: 3 } as const;
  return [...keys].sort((a, b) => rank[a.kind] - rank[b.kind]);
}

function freeKeyName({ keys }: TableDefinition, column: string): string {
  const taken = (name: string): boolean => keys.some(key => key.name.toLowerCase() === name.toLowerCase());
  if (!taken(column)) return column;
  let number = 2;
  while (taken(`${column}_${String(number)}`)) number++;
  return `${column}_${String(number)}`;
}

export function addForeignKey(definition: TableDefinition, key: ForeignKeyDefinition, { work, database }: ElementPlace): TableDefinition {
  const parentDatabase = key.table.database ?? database;
  const isSelf = parentDatabase === database && key.table.name === definition.name;
  const parent = isSelf ? definition : work.catalog.table(parentDatabase, key.table.name)?.definition;
  const name = key.name ?? freeForeignKeyName(definition);
  if (!parent && work.checksForeignKeys) throw missingParent(work, definition.name, key, database);
  for (const column of key.columns)
    if (columnIndex(definition, column) < 0) throw new SqlError(1072, '42000', `Key column '${column}' doesn't exist in table`);
  const references =
    key.references.length > 0
      ? key.references
      : (parent?.keys.find(({ kind }) => kind === 'primary')?.parts.map(({ column }) => column) ?? []);
  if (references.length !== key.columns.length)
    throw new SqlError(1239, '42000', `Incorrect foreign key definition for '${name}': Key reference and table reference don't match`);
  if (parent && work.checksForeignKeys) checkReference(definition, parent, { name, columns: key.columns, references, database }, work);
  const foreign: ForeignKey = {
    name,
    columns: key.columns,
    database: parentDatabase,
    table: key.table.name,
    references,
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
  };
  const hasKey = definition.keys.some(({ parts }) =>
    key.columns.every((column, index) => parts[index]?.column.toLowerCase() === column.toLowerCase()),
  );
  const parts = key.columns.map(column => ({ column, length: undefined, descending: false }));
  const keyed = hasKey
    ? definition
    : addKey(definition, { kind: 'key', name: key.name ?? freeKeyName(definition, key.columns[0] ?? name), parts });
  return { ...keyed, foreignKeys: [...keyed.foreignKeys, foreign] };
}

function freeForeignKeyName({ name, foreignKeys }: TableDefinition): string {
  let number = 1;
  while (foreignKeys.some(key => key.name === `${name}_ibfk_${String(number)}`)) number++;
  return `${name}_ibfk_${String(number)}`;
}

function missingParent(work: Workspace, table: string, { table: parent }: ForeignKeyDefinition, database: string): SqlError {
  if (work.dialect.product === 'mysql8') return new SqlError(1824, 'HY000', `Failed to open the referenced table '${parent.name}'`);
  return cannotAdd(work, table, database);
}

function cannotAdd({ dialect }: Workspace, table: string, database: string): SqlError {
  return dialect.product === 'mariadb'
    ? new SqlError(
        1005,
        'HY000',
        `Can't create table \`${database}\`.\`${table}\` (errno: 150 "Foreign key constraint is incorrectly formed")`,
      )
    : new SqlError(1215, 'HY000', 'Cannot add foreign key constraint');
}

function checkReference(
  definition: TableDefinition,
  parent: TableDefinition,
  {
    name,
    columns,
    references,
    database,
  }: { readonly name: string; readonly columns: readonly string[]; readonly references: readonly string[]; readonly database: string },
  work: Workspace,
): void {
  for (const [index, reference] of references.entries()) {
    const [own, other] = [
      definition.columns[columnIndex(definition, columns[index] ?? '')],
      parent.columns[columnIndex(parent, reference)],
    ];
    if (!other)
      throw work.dialect.product === 'mysql8'
        ? new SqlError(
            3734,
            'HY000',
            `Failed to add the foreign key constraint. Missing column '${reference}' for constraint '${name}' in the referenced table '${parent.name}'`,
          )
        : cannotAdd(work, definition.name, database);
    if (own && !comparable(own.type, other.type))
      throw work.dialect.product === 'mysql8'
        ? new SqlError(
            3780,
            'HY000',
            `Referencing column '${own.name}' and referenced column '${other.name}' in foreign key constraint '${name}' are incompatible.`,
          )
        : cannotAdd(work, definition.name, database);
  }
  const isKey = parent.keys.some(({ parts }) =>
    references.every((reference, index) => parts[index]?.column.toLowerCase() === reference.toLowerCase()),
  );
  if (isKey) return;
  throw work.dialect.product === 'mysql8'
    ? new SqlError(
        1822,
        'HY000',
        `Failed to add the foreign key constraint. Missing index for constraint '${name}' in the referenced table '${parent.name}'`,
      )
    : cannotAdd(work, definition.name, database);
}

function comparable(a: ColumnType, b: ColumnType): boolean {
  if (isTextType(a) && isTextType(b)) return true;
  return a.name === b.name && (a.unsigned === true) === (b.unsigned === true);
}

export function addCheck(
  definition: TableDefinition,
  { name, expression, column }: CheckDefinition,
  { work }: ElementPlace,
): TableDefinition {
  if (work.dialect.product === 'mysql57') return definition;
  everyNode(expression, node => {
    if (node.kind === 'column' && columnIndex(definition, node.name) < 0)
      throw work.dialect.product === 'mysql8'
        ? new SqlError(
            3820,
            'HY000',
            `Check constraint '${name ?? freeCheckName(definition, work)}' refers to non-existing column '${node.name}'.`,
          )
        : sqlErrors.unknownColumn(node.name, 'CHECK');
    return true;
  });
  const atColumn = work.dialect.product === 'mariadb' && name === undefined ? column : undefined;
  const check: Check = { name: name ?? freeCheckName(definition, work), expression, column: atColumn };
  return { ...definition, checks: [...definition.checks, check] };
}

function freeCheckName({ name, checks }: TableDefinition, { dialect }: Workspace): string {
  let number = 1;
  const nameOf = (n: number): string => (dialect.product === 'mariadb' ? `CONSTRAINT_${String(n)}` : `${name}_chk_${String(n)}`);
  while (checks.some(check => check.name === nameOf(number))) number++;
  return nameOf(number);
}
