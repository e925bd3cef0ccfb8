import { codes, PgError } from '../pg-error.js';
import { type Relation, withRelation } from '../storage/catalog.js';
import type { DropHost } from './drop.js';
import { findNamed } from './names.js';
import type { StatementOf } from '../sql/statements.js';
import type { Session } from './session.js';

/** TRUNCATE: the tables get new, empty files. */
export function truncateTables(statement: StatementOf<'truncate'>, { session, saveCatalog }: DropHost, own: Session): void {
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
      if (sequence.sequence?.ownedBy?.table === relation.oid) own.sequences.set(sequence, BigInt(sequence.sequence.start), false);
  }
}
