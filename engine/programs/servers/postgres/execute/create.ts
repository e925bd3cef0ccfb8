import type { Task } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { requireOwner } from './names.js';
import { outputName } from '../plan/output-name.js';
import { isRow, newEnv, type CompiledQuery } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import { parseQueryText } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import {
  databaseNamed,
  relationNamed,
  schemaNamed,
  withRelation,
  type Catalog,
  type Column,
  type IndexColumn,
  type Relation,
} from '../storage/catalog.js';
import { Database } from '../storage/cluster.js';
import { Tx } from '../storage/transaction.js';
import { TableDefinition } from './define-table.js';
import type { DropHost } from './drop.js';
import { creationSchema, findNamed, freeName, requireRelation, requireRole } from './names.js';
import { logOf } from './runtime-log.js';
import type { Session } from './session.js';
import { tableScope } from './table-parts.js';
import { asCondition } from '../plan/coerce.js';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

function columnsOf(query: CompiledQuery, names: readonly string[]): readonly Column[] {
  const seen = new Set<string>();
  if (names.length > query.columns.length) throw new PgError(codes.syntax, 'too many column names were specified');
  return query.columns.map(({ name, type, typmod }, i) => {
    const own = names[i] ?? name;
    if (seen.has(own)) throw new PgError(codes.duplicateColumn, `column "${own}" specified more than once`);
    seen.add(own);
    return { name: own, number: i + 1, typeOid: type.oid, typmod, notNull: false };
  });
}

/** CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. */
export function* createRelationAs(statement: Of<'create-table-as'>, host: DropHost, session: Session): Task<string> {
  const name = statement.name.at(-1) ?? '';
  const schema = statement.temporary ? session.temporarySchema() : creationSchema(session, statement.name).oid;
  if (freeName(session, schema, name) !== name) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
    session.notice('NOTICE', `relation "${name}" already exists, skipping`);
    return statement.materialized ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS';
  }
  const analysis = newAnalysis(session);
  const query = analysis.planQuery(statement.query, new Scope(analysis, undefined));
  const oid = session.cluster.newOid();
  const columns = columnsOf(query, statement.columns);
  const relation: Relation = {
    oid,
    name,
    schema,
    kind: statement.materialized ? 'm' : 'r',
    owner: session.userOid,
    columns,
    lastColumn: columns.length,
    filenode: oid,
    persistence: statement.temporary ? 't' : 'p',
    constraints: [],
    ...(statement.materialized ? { query: statement.text, reads: [...analysis.reads.keys()], isPopulated: statement.withData } : {}),
  };
  host.saveCatalog(withRelation(session.catalog(), relation));
  const count = statement.withData ? yield* fill(relation, query, session) : 0;
  return statement.withData ? `SELECT ${count}` : statement.materialized ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS';
}

function* fill(relation: Relation, query: CompiledQuery, session: Session): Task<number> {
  const runtime = session.runtime();
  const heap = session.database.heap(relation.filenode);
  const log = logOf(runtime);
  let count = 0;
  for (const item of query.run(runtime, newEnv(runtime, undefined))) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    log.inserted(relation, heap.insert(item, runtime.tx, runtime.view.command));
    count++;
  }
  return count;
}

export function* refreshView(name: readonly string[], session: Session): Task<void> {
  const relation = requireRelation(session, name);
  if (relation.kind !== 'm') throw new PgError(codes.wrongObject, `"${relation.name}" is not a materialized view`);
  requireOwner(session, relation);
  const analysis = newAnalysis(session);
  const query = analysis.planQuery(parseQueryText(relation.query ?? ''), new Scope(analysis, undefined));
  const fresh: Relation = { ...relation, filenode: session.cluster.newOid(), isPopulated: true };
  session.saveCatalog(withRelation(session.catalog(), fresh));
  yield* fill(fresh, query, session);
}

export function createView(statement: Of<'create-view'>, host: DropHost): undefined {
  const { session } = host;
  const name = statement.name.at(-1) ?? '';
  const schema = creationSchema(session, statement.name).oid;
  const analysis = newAnalysis(session);
  const query = analysis.planQuery(statement.query, new Scope(analysis, undefined));
  const columns = columnsOf(query, statement.columns);
  const before = relationNamed(session.catalog(), schema, name);
  if (before && !statement.replace) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
  if (before && before.kind !== 'v') throw new PgError(codes.wrongObject, `"${name}" is not a view`);
  if (before) checkReplacement(before, columns);
  const oid = before?.oid ?? session.cluster.newOid();
  const reads = [...analysis.reads.keys()];
  const relation: Relation = {
    oid,
    name,
    schema,
    kind: 'v',
    owner: before?.owner ?? session.userOid,
    columns,
    lastColumn: columns.length,
    filenode: 0,
    persistence: 'p',
    constraints: [],
    query: statement.text,
    reads,
    ...(before?.acl ? { acl: before.acl } : {}),
  };
  host.saveCatalog(withRelation(session.catalog(), relation));
  return undefined;
}

function checkReplacement(before: Relation, columns: readonly Column[]): void {
  if (columns.length < before.columns.length) throw new PgError(codes.badTable, 'cannot drop columns from view');
  for (const [i, column] of before.columns.entries()) {
    const now = columns[i];
    if (now && now.name !== column.name)
      throw new PgError(codes.badTable, `cannot change name of view column "${column.name}" to "${now.name}"`, {
        hint: 'Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.',
      });
    if (now && now.typeOid !== column.typeOid) throw new PgError(codes.badTable, `cannot change data type of view column "${column.name}"`);
  }
}

export function createIndex(statement: Of<'create-index'>, host: DropHost): TableDefinition | undefined {
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
  if (statement.ifNotExists && freeName(session, table.schema, name) !== name) {
    session.notice('NOTICE', `relation "${name}" already exists, skipping`);
    return undefined;
  }
  const where = statement.where ? asCondition(analysis.compile(statement.where, scope), 'WHERE', analysis).show() : undefined;
  const include = statement.include.map(column => table.columns.find(own => own.name === column)?.number ?? 0);
  const definition = new TableDefinition(session, table, (catalog: Catalog) => host.saveCatalog(catalog));
  definition.makeIndex(name, columns, {
    isUnique: statement.unique,
    method: statement.method,
    include,
    ...(where === undefined ? {} : { where }),
  });
  return statement.unique ? definition : undefined;
}

export function createSchema(statement: Of<'create-schema'>, { session, saveCatalog }: DropHost): undefined {
  const catalog = session.catalog();
  if (!mayCreateIn(session)) throw new PgError(codes.privilege, `permission denied for database ${session.databaseName}`);
  if (statement.name.startsWith('pg_'))
    throw new PgError('42939', `unacceptable schema name "${statement.name}"`, {
      detail: 'The prefix "pg_" is reserved for system schemas.',
    });
  if (schemaNamed(catalog, statement.name)) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateSchema, `schema "${statement.name}" already exists`);
    session.notice('NOTICE', `schema "${statement.name}" already exists, skipping`);
    return undefined;
  }
  const oid = session.cluster.newOid();
  const owner = statement.owner === undefined ? session.userOid : requireRole(session, statement.owner).oid;
  saveCatalog({ ...catalog, schemas: new Map(catalog.schemas).set(oid, { oid, name: statement.name, owner }) });
  return undefined;
}

function mayCreateIn(session: DropHost['session']): boolean {
  const database = session.globals().databases.get(session.database.oid);
  if (!database || session.isMember(session.userOid, database.owner)) return true;
  return (database.acl ?? []).some(
    ({ grantee, privileges }) => privileges.includes('C') && (grantee === 0 || session.isMember(session.userOid, grantee)),
  );
}

export function createEnum(statement: Of<'create-enum'>, { session, saveCatalog }: DropHost): undefined {
  const name = statement.name.at(-1) ?? '';
  const schema = creationSchema(session, statement.name).oid;
  const catalog = session.catalog();
  if ([...catalog.types.values()].some(type => type.schema === schema && type.name === name))
    throw new PgError(codes.duplicateObject, `type "${name}" already exists`);
  const doubled = statement.labels.find((label, i) => statement.labels.indexOf(label) !== i);
  if (doubled !== undefined) throw new PgError(codes.unique, 'duplicate key value violates unique constraint "pg_enum_typid_label_index"');
  const oid = session.cluster.newOid();
  const arrayOid = session.cluster.newOid();
  saveCatalog({
    ...catalog,
    types: new Map(catalog.types).set(oid, { oid, arrayOid, name, schema, owner: session.userOid, labels: statement.labels }),
  });
  return undefined;
}

export function alterEnum(statement: Of<'alter-enum'>, { session, saveCatalog }: DropHost): undefined {
  const catalog = session.catalog();
  const type = [...catalog.types.values()].find(({ name }) => name === statement.name.at(-1));
  if (!type) throw new PgError(codes.undefinedObject, `type "${statement.name.join('.')}" does not exist`);
  if (type.labels.includes(statement.label)) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateObject, `enum label "${statement.label}" already exists`);
    session.notice('NOTICE', `enum label "${statement.label}" already exists, skipping`);
    return undefined;
  }
  const neighbour = statement.before ?? statement.after;
  const at = neighbour === undefined ? type.labels.length : type.labels.indexOf(neighbour);
  if (at < 0) throw new PgError(codes.invalidParameter, `"${neighbour ?? ''}" is not an existing enum label`);
  const place = statement.after === undefined ? at : at + 1;
  const labels = [...type.labels.slice(0, place), statement.label, ...type.labels.slice(place)];
  saveCatalog({ ...catalog, types: new Map(catalog.types).set(type.oid, { ...type, labels }) });
  return undefined;
}

const extensions: ReadonlyMap<string, string> = new Map([
  ['plpgsql', '1.0'],
  ['pgcrypto', '1.3'],
  ['uuid-ossp', '1.1'],
]);

export function createExtension(statement: Of<'create-extension'>, { session, saveCatalog }: DropHost): undefined {
  const catalog = session.catalog();
  const { name } = statement;
  if ([...catalog.extensions.values()].some(extension => extension.name === name)) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateObject, `extension "${name}" already exists`);
    session.notice('NOTICE', `extension "${name}" already exists, skipping`);
    return undefined;
  }
  const version = extensions.get(name);
  if (version === undefined) {
    const major = session.setting('server_version')?.split('.')[0] ?? '16';
    if (
      [
        'hstore',
        'citext',
        'pg_trgm',
        'ltree',
        'tablefunc',
        'postgres_fdw',
        'pg_stat_statements',
        'unaccent',
        'btree_gin',
        'btree_gist',
        'intarray',
        'fuzzystrmatch',
        'dblink',
        'cube',
      ].includes(name)
    )
      throw notSimulated(`the extension "${name}"`);
    throw new PgError('0A000', `extension "${name}" is not available`, {
      detail: `Could not open extension control file "/usr/share/postgresql/${major}/extension/${name}.control": No such file or directory.`,
      hint: 'The extension must first be installed on the system where PostgreSQL is running.',
    });
  }
  const oid = session.cluster.newOid();
  saveCatalog({
    ...catalog,
    extensions: new Map(catalog.extensions).set(oid, { oid, name, version, schema: creationSchema(session, []).oid }),
  });
  return undefined;
}

/** CREATE DATABASE: a copy of its template. */
export function createDatabase(statement: Of<'create-database'>, { session, saveGlobals, afterCommit }: DropHost, own: Session): undefined {
  const globals = session.globals();
  const role = globals.roles.get(session.userOid);
  if (!role?.superuser && !role?.createDb) throw new PgError(codes.privilege, 'permission denied to create database');
  if (databaseNamed(globals, statement.name)) throw new PgError(codes.duplicateDatabase, `database "${statement.name}" already exists`);
  const { options } = statement;
  const templateName = options.get('template') ?? 'template1';
  const template = databaseNamed(globals, templateName);
  if (!template) throw new PgError(codes.noDatabase, `template database "${templateName}" does not exist`);
  const owner = options.has('owner') ? requireRole(session, options.get('owner') ?? '').oid : session.userOid;
  const oid = session.cluster.newOid();
  const locale = options.get('locale') ?? options.get('lc_collate') ?? template.collate;
  const entry = {
    oid,
    name: statement.name,
    owner,
    isTemplate: options.get('is_template') === 'true',
    allowsConnections: true,
    collate: locale,
    ctype: options.get('lc_ctype') ?? options.get('locale') ?? template.ctype,
  };
  saveGlobals({ ...globals, databases: new Map(globals.databases).set(oid, entry) });
  const source = session.cluster.database(template.oid);
  const copy = new Database(oid, source.catalog);
  copy.isCatalogDirty = true;
  for (const relation of source.catalog.relations.values()) {
    copy.dirty.add(relation.filenode);
    if (relation.kind === 'S') Object.assign(copy.sequence(relation.filenode), source.sequence(relation.filenode));
    for (const tuple of source.heap(relation.filenode).committed())
      copy.heap(relation.filenode).insert(tuple.values, Tx.frozen, 0, tuple.id);
  }
  afterCommit(() => {
    session.cluster.databases.set(oid, copy);
    own.needsCheckpoint = true;
  });
  return undefined;
}

/** TRUNCATE: the tables get new, empty files. */
export function truncateTables(statement: Of<'truncate'>, { session, saveCatalog }: DropHost, own: Session): undefined {
  const wanted = new Map<number, Relation>();
  for (const name of statement.tables) {
    const relation = findNamed(session, name);
    if (!relation) throw new PgError(codes.undefinedTable, `relation "${name.join('.')}" does not exist`);
    if (relation.kind !== 'r') throw new PgError(codes.wrongObject, `"${relation.name}" is not a table`);
    if (!session.mayUse(relation, 'TRUNCATE')) throw new PgError(codes.privilege, `permission denied for table ${relation.name}`);
    wanted.set(relation.oid, relation);
  }
  for (const relation of wanted.values()) {
    for (const other of session.catalog().relations.values()) {
      const constraint = other.constraints.find(({ foreign }) => foreign?.table === relation.oid);
      if (!constraint || wanted.has(other.oid)) continue;
      if (!statement.cascade)
        throw new PgError(codes.featureNotSupported, 'cannot truncate a table referenced in a foreign key constraint', {
          detail: `Table "${other.name}" references "${relation.name}".`,
          hint: `Truncate table "${other.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        });
      session.notice('NOTICE', `truncate cascades to table "${other.name}"`);
      wanted.set(other.oid, other);
    }
  }
  for (const relation of wanted.values()) {
    saveCatalog(withRelation(session.catalog(), { ...relation, filenode: session.cluster.newOid() }));
    if (!statement.restart) continue;
    for (const sequence of session.catalog().relations.values())
      if (sequence.sequence?.ownedBy?.table === relation.oid) own.setSequenceValue(sequence, BigInt(sequence.sequence.start), false);
  }
  return undefined;
}
