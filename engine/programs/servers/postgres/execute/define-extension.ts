import { codes, notSimulated, PgError } from '../pg-error.js';
import type { DropHost } from './drop.js';
import { creationSchema } from './names.js';
import type { StatementOf } from '../sql/statements.js';

const extensions: ReadonlyMap<string, string> = new Map([
  ['plpgsql', '1.0'],
  ['pgcrypto', '1.3'],
  ['uuid-ossp', '1.1'],
]);

/** Extensions of the real server that are not simulated. */
const leftOut: ReadonlySet<string> = new Set(
  'hstore citext pg_trgm ltree tablefunc postgres_fdw pg_stat_statements unaccent btree_gin btree_gist intarray fuzzystrmatch dblink cube'.split(
    ' ',
  ),
);

/** CREATE EXTENSION of those that are simulated. */
export function createExtension(statement: StatementOf<'create-extension'>, { session, saveCatalog }: DropHost): void {
  const catalog = session.catalog();
  const { name } = statement;
  if ([...catalog.extensions.values()].some(extension => extension.name === name)) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateObject, `extension "${name}" already exists`);
    session.notice('NOTICE', `extension "${name}" already exists, skipping`);
    return;
  }
  const version = extensions.get(name);
  if (version === undefined) {
    const major = session.setting('server_version')?.split('.')[0] ?? '16';
    if (leftOut.has(name)) throw notSimulated(`the extension "${name}"`);
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
}
