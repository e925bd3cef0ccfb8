import { codes, PgError } from '../pg-error.js';
import { type Catalog, type Relation, withRelation } from '../storage/catalog.js';
import type { DropHost } from './drop.js';
import { freeName, requireRole } from './names.js';

/** ALTER … RENAME TO of anything in pg_class. */
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

/** ALTER … OWNER TO; indexes and sequences of a table go with it. */
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
