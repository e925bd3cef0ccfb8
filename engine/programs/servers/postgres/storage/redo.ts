import type { Cluster, Database } from './cluster.js';
import type { SequenceState } from './heap.js';
import { byOid, fromPlain, type CommitRecord } from './records.js';
import { rowValues } from './row-texts.js';
import { Tx } from './transaction.js';

/** Does again what a commit did. */
export function redo(cluster: Cluster, record: CommitRecord): void {
  if (record.globals) cluster.globals = { roles: byOid(record.globals.roles), databases: byOid(record.globals.databases) };
  cluster.nextOid = Math.max(cluster.nextOid, record.nextOid);
  cluster.nextXid = Math.max(cluster.nextXid, record.nextXid);
  const database = cluster.database(record.database);
  if (record.catalog) {
    database.catalog = fromPlain(record.catalog);
    database.isCatalogDirty = true;
  }
  for (const [filenode, last, called] of record.sequences) {
    Object.assign(database.sequence(filenode), { last: BigInt(last), called } satisfies SequenceState);
    database.dirty.add(filenode);
  }
  redoInserts(database, record.inserts);
  redoDeletes(database, record.deletes);
}

function redoInserts(database: Database, inserts: CommitRecord['inserts']): void {
  const relations = new Map([...database.catalog.relations.values()].map(relation => [relation.filenode, relation]));
  for (const [filenode, id, texts] of inserts) {
    const relation = relations.get(filenode);
    if (!relation) continue;
    database.heap(filenode).insert(rowValues(relation, texts, database.catalog), Tx.frozen, 0, id);
    database.dirty.add(filenode);
  }
}

function redoDeletes(database: Database, deletes: CommitRecord['deletes']): void {
  const gone = new Map<number, Set<number>>();
  for (const [filenode, id] of deletes) gone.set(filenode, (gone.get(filenode) ?? new Set()).add(id));
  for (const [filenode, ids] of gone) {
    const heap = database.heap(filenode);
    for (const tuple of heap.tuples) if (ids.has(tuple.id)) heap.end(tuple, Tx.frozen, 0);
    heap.vacuum(0, true);
    database.dirty.add(filenode);
  }
}
