import { boundQuery } from '../catalog/relation-names.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { type CompiledQuery, isRow, newEnv } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import { parseQueryText } from '../sql/parse-statement.js';
import type { StatementOf } from '../sql/statements.js';
import { type Column, type Relation, relationNamed, withRelation } from '../storage/catalog.js';
import type { DropHost } from './drop.js';
import { creationSchema, isThere, requireOwner, requireRelation } from './names.js';
import { logOf } from './runtime-log.js';
import type { Session } from './session.js';
import type { Waiting } from './waiting.js';

/** The columns of a relation that a query makes. */
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
export function* createRelationAs(statement: StatementOf<'create-table-as'>, host: DropHost, session: Session): Waiting<string> {
  const name = statement.name.at(-1) ?? '';
  const schema = statement.temporary ? session.temporarySchema() : creationSchema(session, statement.name).oid;
  if (isThere(session, schema, name, statement.ifNotExists)) return statement.materialized ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS';
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
    ...(statement.materialized
      ? { query: boundQuery(statement.text, session), reads: [...analysis.reads.keys()], isPopulated: statement.withData }
      : {}),
  };
  host.saveCatalog(withRelation(session.catalog(), relation));
  const count = statement.withData ? yield* fill(relation, query, session) : 0;
  return statement.withData ? `SELECT ${count}` : statement.materialized ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS';
}

/** Puts the rows of a query into a new relation; how many there were. */
function* fill(relation: Relation, query: CompiledQuery, session: Session): Waiting<number> {
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

/** REFRESH MATERIALIZED VIEW: the rows of its query now. */
export function* refreshView(name: readonly string[], session: Session): Waiting<void> {
  const relation = requireRelation(session, name);
  if (relation.kind !== 'm') throw new PgError(codes.wrongObject, `"${relation.name}" is not a materialized view`);
  requireOwner(session, relation);
  const analysis = newAnalysis(session);
  const query = analysis.planQuery(parseQueryText(relation.query ?? ''), new Scope(analysis, undefined));
  const fresh: Relation = { ...relation, filenode: session.cluster.newOid(), isPopulated: true };
  session.saveCatalog(withRelation(session.catalog(), fresh));
  yield* fill(fresh, query, session);
}

/** CREATE VIEW. */
export function createView(statement: StatementOf<'create-view'>, host: DropHost): void {
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
    query: boundQuery(statement.text, session),
    reads,
    ...(before?.acl ? { acl: before.acl } : {}),
  };
  host.saveCatalog(withRelation(session.catalog(), relation));
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
