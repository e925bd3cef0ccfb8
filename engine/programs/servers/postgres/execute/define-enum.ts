import { codes, PgError } from '../pg-error.js';
import type { DropHost } from './drop.js';
import { creationSchema } from './names.js';
import type { StatementOf } from '../sql/statements.js';

/** CREATE TYPE … AS ENUM. */
export function createEnum(statement: StatementOf<'create-enum'>, { session, saveCatalog }: DropHost): void {
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
}

/** ALTER TYPE … ADD VALUE. */
export function alterEnum(statement: StatementOf<'alter-enum'>, { session, saveCatalog }: DropHost): void {
  const catalog = session.catalog();
  const type = [...catalog.types.values()].find(({ name }) => name === statement.name.at(-1));
  if (!type) throw new PgError(codes.undefinedObject, `type "${statement.name.join('.')}" does not exist`);
  if (type.labels.includes(statement.label)) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateObject, `enum label "${statement.label}" already exists`);
    session.notice('NOTICE', `enum label "${statement.label}" already exists, skipping`);
    return;
  }
  const neighbour = statement.before ?? statement.after;
  const at = neighbour === undefined ? type.labels.length : type.labels.indexOf(neighbour);
  if (at < 0) throw new PgError(codes.invalidParameter, `"${neighbour ?? ''}" is not an existing enum label`);
  const place = statement.after === undefined ? at : at + 1;
  const labels = [...type.labels.slice(0, place), statement.label, ...type.labels.slice(place)];
  saveCatalog({ ...catalog, types: new Map(catalog.types).set(type.oid, { ...type, labels }) });
}
