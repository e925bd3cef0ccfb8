import type { ColumnDefinition, CreateTable, TableElements } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import type { TableDefinition } from '../storage/definition.js';
import { isLarge, isTextType, type ColumnType } from '../values/column-type.js';
import { addCheck, addForeignKey, addKey, type ElementPlace } from './constraints.js';
import { runInsert } from './insert.js';
import { done, type Outcome, type Workspace } from './workspace.js';

/** CREATE TABLE. */
export function runCreateTable(statement: CreateTable, work: Workspace): Outcome {
  const { database, name } = work.catalog.qualify(statement.table, work.database);
  const home = work.catalog.databases.get(database);
  if (!home) throw sqlErrors.accessDeniedToDatabase(work.account.user, work.account.host, database);
  work.need('CREATE', database, name);
  const key = `${database}.${name}`;
  const exists = statement.temporary ? work.temporary.has(key) : home.tables.has(name) || home.views.has(name);
  if (exists) {
    if (statement.replace) home.tables.delete(name);
    else if (!statement.ifNotExists) throw sqlErrors.tableExists(name);
    else {
      work.context.warn(sqlErrors.tableExists(name));
      return done();
    }
  }
  const definition = statement.like
    ? likeDefinition(statement, work, name)
    : newDefinition(statement, work, { database, name, collation: home.collation });
  const nextId = BigInt(statement.options.autoIncrement ?? 1);
  const table = work.catalog.newTable(database, definition, { createdAt: work.nowMs, temporary: statement.temporary, nextId });
  if (statement.temporary) work.temporary.set(key, table);
  else work.catalog.put(table);
  if (!statement.query) return done();
  const filled = fill(statement, work, definition);
  return filled;
}

function likeDefinition({ like }: CreateTable, work: Workspace, name: string): TableDefinition {
  if (!like) throw sqlErrors.noTablesUsed();
  const { definition } = work.open(like, 'SELECT');
  return {
    ...definition,
    name,
    foreignKeys: [],
    checks: definition.checks.map((check, index) => ({
      ...check,
      name: check.column === undefined ? `${name}_chk_${String(index + 1)}` : check.name,
    })),
  };
}

function newDefinition(
  { elements, options, query }: CreateTable,
  work: Workspace,
  { database, name, collation }: { readonly database: string; readonly name: string; readonly collation: string },
): TableDefinition {
  if (options.engine !== undefined && !/^(innodb|myisam|memory|aria)$/i.test(options.engine)) throw sqlErrors.unknownEngine(options.engine);
  const base: TableDefinition = {
    name,
    columns: [],
    keys: [],
    foreignKeys: [],
    checks: [],
    engine: engineName(options.engine),
    collation: options.collation ?? collation,
    comment: options.comment ?? '',
  };
  const fromQuery = query ? queryColumns(query, elements, work) : [];
  const all: TableElements = { ...elements, columns: [...elements.columns, ...fromQuery] };
  if (all.columns.length === 0) throw new SqlError(1113, '42000', 'A table must have at least 1 column');
  return addElements(base, all, { work, database });
}

function engineName(name: string | undefined): string {
  return (
    new Map([
      ['myisam', 'MyISAM'],
      ['memory', 'MEMORY'],
      ['aria', 'Aria'],
    ]).get(name?.toLowerCase() ?? '') ?? 'InnoDB'
  );
}

/** The columns that CREATE TABLE … SELECT adds. */
function queryColumns(query: NonNullable<CreateTable['query']>, { columns }: TableElements, work: Workspace): readonly ColumnDefinition[] {
  return work
    .plan(query)
    .columns.filter(({ name }) => !columns.some(column => column.name.toLowerCase() === name.toLowerCase()))
    .map(({ name, type, nullable, origin }) => {
      const source =
        origin && work.catalog.table(origin.database, origin.table)?.definition.columns.find(column => column.name === origin.column.name);
      const zero: ColumnDefinition['fallback'] = source?.autoIncrement ? { kind: 'literal', value: 0n, text: '0' } : undefined;
      return {
        name,
        type: storedType(type),
        nullable,
        autoIncrement: false,
        fallback: source?.fallback ?? zero,
        onUpdateNow: false,
        comment: '',
        generated: undefined,
      };
    });
}

function storedType(type: ColumnType): ColumnType {
  if (type.name === 'null') return { name: 'binary', length: 0 };
  if (type.name === 'int' && type.length !== undefined && type.length > 1 && type.length < 10) return { name: 'int' };
  return type;
}

function fill(statement: CreateTable, work: Workspace, { columns }: TableDefinition): Outcome {
  if (!statement.query) return done();
  const names = work.plan(statement.query).columns.map(({ name }) => name);
  const known = names.filter(name => columns.some(column => column.name === name));
  return runInsert(
    {
      kind: 'insert',
      table: statement.table,
      columns: known,
      rows: [],
      query: statement.query,
      replace: false,
      ignore: false,
      onDuplicate: [],
      rowAlias: undefined,
      returning: [],
    },
    work,
  );
}

/** A definition with more columns, keys and constraints; throws SqlError for what contradicts itself. */
export function addElements(base: TableDefinition, elements: TableElements, place: ElementPlace): TableDefinition {
  let definition: TableDefinition = {
    ...base,
    columns: [...base.columns, ...elements.columns.map(column => finishColumn(column, elements))],
  };
  checkColumns(definition, place.work);
  for (const key of elements.keys) definition = addKey(definition, key);
  checkAutoIncrement(definition);
  for (const key of elements.foreignKeys) definition = addForeignKey(definition, key, place);
  for (const check of elements.checks) definition = addCheck(definition, check, place);
  return definition;
}

/** A column of the primary key is never null. */
function finishColumn(column: ColumnDefinition, { keys }: TableElements): ColumnDefinition {
  const isPrimary = keys.some(
    ({ kind, parts }) => kind === 'primary' && parts.some(part => part.column.toLowerCase() === column.name.toLowerCase()),
  );
  return isPrimary || column.autoIncrement ? { ...column, nullable: false } : column;
}

export function checkColumns({ columns }: TableDefinition, { dialect }: Workspace): void {
  const names = columns.map(({ name }) => name.toLowerCase());
  const twice = columns.find((_, index) => names.indexOf(names[index] ?? '') !== index);
  if (twice) throw sqlErrors.duplicateColumn(twice.name);
  for (const { name, type, fallback, nullable } of columns) {
    if (name.length > 64) throw new SqlError(1059, '42000', `Identifier name '${name}' is too long`);
    if ((type.name === 'char' || type.name === 'binary') && (type.length ?? 1) > 255)
      throw new SqlError(1074, '42000', `Column length too big for column '${name}' (max = 255); use BLOB or TEXT instead`);
    if (type.name === 'varchar' && (type.length ?? 0) > 16_383 * (type.collation?.startsWith('latin1') ? 4 : 1))
      throw new SqlError(1074, '42000', `Column length too big for column '${name}' (max = 16383); use BLOB or TEXT instead`);
    if (type.name === 'decimal' && (type.length ?? 10) > 65)
      throw new SqlError(1426, '42000', `Too-big precision ${String(type.length)} specified for '${name}'. Maximum is 65.`);
    if (type.name === 'decimal' && (type.scale ?? 0) > (type.length ?? 10))
      throw new SqlError(1427, '42000', `For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column '${name}').`);
    const isConstant = fallback?.kind === 'literal' || fallback?.kind === 'unary';
    if (isConstant && isLarge(type) && dialect.product !== 'mariadb')
      throw new SqlError(1101, '42000', `BLOB, TEXT, GEOMETRY or JSON column '${name}' can't have a default value`);
    const isNullDefault = fallback?.kind === 'literal' && fallback.value === null;
    if (isNullDefault && !nullable) throw new SqlError(1067, '42000', `Invalid default value for '${name}'`);
    if (fallback?.kind === 'literal' && typeof fallback.value === 'string' && !fits(type, fallback.value))
      throw new SqlError(1067, '42000', `Invalid default value for '${name}'`);
  }
}

function fits(type: ColumnType, text: string): boolean {
  if (type.name === 'enum') return (type.members ?? []).some(member => member.toLowerCase() === text.toLowerCase());
  if (['int', 'bigint', 'smallint', 'tinyint', 'mediumint', 'decimal', 'double', 'float'].includes(type.name))
    return /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(text);
  return isTextType(type) && type.length !== undefined ? [...text].length <= type.length : true;
}

function checkAutoIncrement({ columns, keys }: TableDefinition): void {
  const automatic = columns.filter(({ autoIncrement }) => autoIncrement);
  const [column] = automatic;
  if (!column) return;
  const isKey = keys.some(({ parts }) => parts[0]?.column.toLowerCase() === column.name.toLowerCase());
  if (automatic.length > 1 || !isKey)
    throw new SqlError(1075, '42000', 'Incorrect table definition; there can be only one auto column and it must be defined as a key');
}
