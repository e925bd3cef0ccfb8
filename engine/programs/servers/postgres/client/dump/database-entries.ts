import type { Task } from '../../../../../core/task.js';
import { quoteName } from '../../sql/keywords.js';
import type { Connection } from '../connection.js';
import { grantsOf } from './acl.js';
import { quoted } from './comments.js';
import type { DumpOptions } from './dump-options.js';
import type { Entry } from './entry.js';
import { readList } from './facts.js';
import { ask } from './questions.js';

const standard = 'default administrative connection database';

/** What makes the database itself: its creation, its comment, its settings and who may use it. */
export function* databaseEntries(connection: Connection, { comments, privileges }: DumpOptions): Task<readonly Entry[]> {
  const [row] = yield* ask(
    connection,
    "SELECT d.oid, d.datname, pg_get_userbyid(d.datdba), d.datcollate, d.datctype, d.datacl, shobj_description(d.oid, 'pg_database') FROM pg_database d WHERE d.datname = current_database()",
  );
  const [, name = '', ownerName = '', collate = '', ctype = '', acl, comment] = row ?? [];
  const own = quoteName(name ?? '');
  const owner = ownerName ?? '';
  const locale =
    collate === ctype ? `LOCALE = ${quoted(collate ?? '')}` : `LC_COLLATE = ${quoted(collate ?? '')} LC_CTYPE = ${quoted(ctype ?? '')}`;
  const about = { name: `DATABASE ${own}`, schema: undefined, owner };
  const grants = grantsOf('DATABASE', own, owner, readList(acl));
  return [
    {
      ...{ name: name ?? '', type: 'DATABASE', schema: undefined, owner },
      sql: `CREATE DATABASE ${own} WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc ${locale};\n`,
      ...{ owned: `DATABASE ${own}`, drop: `DROP DATABASE ${own};\n` },
    },
    ...(comments && comment !== null && comment !== undefined && comment !== standard
      ? [{ ...about, type: 'COMMENT', sql: `COMMENT ON DATABASE ${own} IS ${quoted(comment)};\n` }]
      : []),
    ...(privileges && grants !== '' ? [{ ...about, type: 'ACL', sql: grants }] : []),
  ];
}
