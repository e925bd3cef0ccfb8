import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { asCondition } from '../plan/coerce.js';
import { outputName } from '../plan/output-name.js';
import type { Catalog, IndexColumn, Relation } from '../storage/catalog.js';
import { TableDefinition } from './define-table.js';
import type { DropHost } from './drop.js';
import { freeName, isThere, requireOwner, requireRelation } from './names.js';
import type { StatementOf } from '../sql/statements.js';
import { tableScope } from './table-parts.js';

/** What kind of index it is. */
export interface IndexOptions {
  readonly isUnique: boolean;
  readonly isPrimary?: boolean;
  readonly nullsNotDistinct?: boolean;
  readonly method?: string;
  readonly where?: string;
  readonly include?: readonly number[];
}

/** CREATE INDEX; the table's definition if its rows have to be looked at. */
/** CREATE INDEX; the definition of the table if its rows have to be looked at. */
export function createIndex(statement: StatementOf<'create-index'>, host: DropHost): TableDefinition | undefined {
  const { session } = host;
  const table = requireRelation(session, statement.table);
  if (table.kind !== 'r' && table.kind !== 'm') throw new PgError(codes.wrongObject, `cannot create index on relation "${table.name}"`);
  requireOwner(session, table);
  if (!['btree', 'hash', 'gin', 'gist', 'brin', 'spgist'].includes(statement.method))
    throw new PgError(codes.undefinedObject, `access method "${statement.method}" does not exist`);
  const analysis = newAnalysis(session);
  const scope = tableScope(table, analysis);
  scope.clause = 'index expressions';
  const columns = statement.columns.map(({ expression, descending, nullsFirst }): IndexColumn => {
    const plain =
      expression.kind === 'column' && expression.path.length === 1
        ? table.columns.find(({ name }) => name === expression.path[0])
        : undefined;
    if (plain) return { column: plain.number, descending, nullsFirst };
    if (expression.kind === 'column') throw new PgError(codes.undefinedColumn, `column "${expression.path.at(-1) ?? ''}" does not exist`);
    return { expression: analysis.compile(expression, scope).show(), descending, nullsFirst };
  });
  const names = statement.columns.map(({ expression }) =>
    expression.kind === 'column' ? (expression.path.at(-1) ?? '') : expression.kind === 'call' ? outputName(expression) : 'expr',
  );
  const name = statement.name ?? freeName(session, table.schema, `${table.name}_${names.join('_')}_idx`);
  if (isThere(session, table.schema, name, statement.ifNotExists)) return undefined;
  const where = statement.where ? asCondition(analysis.compile(statement.where, scope), 'WHERE', analysis).show() : undefined;
  const include = statement.include.map(column => table.columns.find(own => own.name === column)?.number ?? 0);
  const definition = new TableDefinition(session, table, (catalog: Catalog) => host.saveCatalog(catalog));
  makeIndex(definition, name, columns, {
    isUnique: statement.unique,
    method: statement.method,
    include,
    ...(where === undefined ? {} : { where }),
  });
  return statement.unique ? definition : undefined;
}

/** Makes an index over columns of a table. */
export function makeIndex(definition: TableDefinition, name: string, columns: readonly IndexColumn[], options: IndexOptions): Relation {
  const { session, relation } = definition;
  if (freeName(session, relation.schema, name) !== name) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
  const oid = session.cluster.newOid();
  const index: Relation = {
    oid,
    name,
    schema: relation.schema,
    kind: 'i',
    owner: relation.owner,
    columns: [],
    lastColumn: 0,
    filenode: oid,
    persistence: relation.persistence,
    constraints: [],
    index: {
      table: relation.oid,
      columns,
      isUnique: options.isUnique,
      isPrimary: options.isPrimary ?? false,
      nullsNotDistinct: options.nullsNotDistinct ?? false,
      method: options.method ?? 'btree',
      include: options.include ?? [],
      ...(options.where === undefined ? {} : { where: options.where }),
    },
  };
  definition.keep(index);
  return index;
}
