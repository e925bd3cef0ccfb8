import { isErrno } from '../../../../../core/errno.js';
import type { Task } from '../../../../../core/task.js';
import { encodeUtf8 } from '../../../../../core/utf8.js';
import type { Main, Sys } from '../../../../../process/sys.js';
import type { Release } from '../../release.js';
import { quoteName } from '../../sql/keywords.js';
import { connectOrAsk, parseCommandLine, targetOf, type CommandLine } from '../client-options.js';
import { ConnectionError, type Connection } from '../connection.js';
import { quoted } from './comments.js';
import { readDumpOptions } from './dump-options.js';
import { readList } from './facts.js';
import { dump, explain } from './pg-dump.js';
import { ask, QueryError, type Fields } from './questions.js';
import type { Write } from './table-data.js';

const letters = {
  a: 'data-only',
  c: 'clean',
  d: 'dbname=',
  E: 'encoding=',
  f: 'file=',
  g: 'globals-only',
  h: 'host=',
  l: 'database=',
  O: 'no-owner',
  p: 'port=',
  r: 'roles-only',
  s: 'schema-only',
  S: 'superuser=',
  t: 'tablespaces-only',
  U: 'username=',
  v: 'verbose',
  V: 'version',
  w: 'no-password',
  W: 'password',
  x: 'no-privileges',
  '?': 'help',
} as const;

const longOnly =
  'inserts column-inserts if-exists no-acl no-comments no-role-passwords exclude-database= no-sync no-tablespaces quote-all-identifiers';
/** What is handed on to the dump of each database. */
const handedOn = [
  'data-only',
  'schema-only',
  'no-owner',
  'no-privileges',
  'no-acl',
  'inserts',
  'column-inserts',
  'no-comments',
  'clean',
  'if-exists',
];
const leftOut = ['encoding', 'superuser', 'verbose', 'exclude-database', 'quote-all-identifiers', 'tablespaces-only', 'dbname'];

/** pg_dumpall: all databases of a server, and what they share. */
export function pgDumpAll(release: Release): Main {
  return function* (sys, argv) {
    const line = parseCommandLine('pg_dumpall', argv.slice(1), letters, longOnly);
    if (typeof line === 'string') return yield* say(sys, line, 1);
    const { flags, values } = line;
    if (flags.has('version')) return yield* say(sys, `pg_dumpall (PostgreSQL) ${release.version}\n`, 0);
    if (flags.has('help')) return yield* say(sys, 'Usage:\n  pg_dumpall [OPTION]...\n', 0);
    const left = leftOut.find(option => flags.has(option) || values.has(option));
    if (left !== undefined) return yield* say(sys, `drydock: pg_dumpall --${left} is not simulated\n`, 1);
    if (flags.has('clean') && !flags.has('globals-only') && !flags.has('roles-only'))
      return yield* say(sys, 'drydock: pg_dumpall --clean of databases is not simulated\n', 1);
    if (flags.has('if-exists') && !flags.has('clean'))
      return yield* say(sys, 'pg_dumpall: error: option --if-exists requires option -c/--clean\n', 1);
    try {
      return yield* toFile(sys, values.get('file')?.at(-1), write => dumpAll(sys, line, release, write));
    } catch (error) {
      if (error instanceof ConnectionError) return yield* say(sys, `pg_dumpall: error: ${error.message}\n`, 1);
      if (!(error instanceof QueryError)) throw error;
      return yield* say(sys, explain('pg_dumpall', error), 1);
    }
  };
}

function* say(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(code === 0 ? 1 : 2, encodeUtf8(text));
  return code;
}

function* toFile(sys: Sys, file: string | undefined, work: (write: Write) => Task<number>): Task<number> {
  if (file === undefined) return yield* work(bytes => sys.write(1, bytes));
  try {
    const fd = sys.open(file, { write: true, create: true, truncate: true });
    const code = yield* work(bytes => sys.write(fd, bytes));
    sys.close(fd);
    return code;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* say(sys, `pg_dumpall: error: could not open output file "${file}": ${error.message}\n`, 1);
  }
}

function* dumpAll(sys: Sys, line: CommandLine, release: Release, write: Write): Task<number> {
  const first = yield* open(sys, line, line.values.get('database')?.at(-1) ?? 'postgres');
  const text = (part: string): Task<void> => write(encodeUtf8(part));
  yield* text('--\n-- PostgreSQL database cluster dump\n--\n\nSET default_transaction_read_only = off;\n\n');
  yield* text("SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n");
  const databases = (yield* ask(
    first,
    "SELECT datname FROM pg_database WHERE datallowconn ORDER BY (datname <> 'template1'), datname",
  )).map(row => row[0] ?? '');
  if (!line.flags.has('data-only')) yield* text(yield* sharedParts(first, line, databases));
  yield* first.close();
  if (!line.flags.has('globals-only') && !line.flags.has('roles-only')) {
    yield* text('--\n-- Databases\n--\n\n');
    for (const database of databases) {
      const code = yield* dumpOne(sys, line, release, database, write);
      if (code !== 0) return yield* say(sys, `pg_dumpall: error: pg_dump failed on database "${database}", exiting\n`, 1);
    }
  }
  yield* text('--\n-- PostgreSQL database cluster dump complete\n--\n\n');
  return 0;
}

function* open(sys: Sys, line: CommandLine, database: string): Task<Connection> {
  const target = yield* targetOf(sys, line, 'pg_dumpall', database);
  return yield* connectOrAsk(sys, target, { ask: line.flags.has('password'), never: line.flags.has('no-password') });
}

function* dumpOne(sys: Sys, line: CommandLine, release: Release, database: string, write: Write): Task<number> {
  const isStandard = database === 'template1' || database === 'postgres';
  yield* write(encodeUtf8(`--\n-- Database "${database}" dump\n--\n\n`));
  const creates = !isStandard || line.flags.has('clean');
  if (!creates) yield* write(encodeUtf8(`\\connect ${database}\n\n`));
  const options = readDumpOptions([
    ...handedOn.filter(flag => line.flags.has(flag)).map(flag => `--${flag}`),
    ...(creates ? ['--create'] : []),
  ]);
  if (typeof options === 'string') return yield* say(sys, options, 1);
  const connection = yield* open(sys, line, database);
  const code = yield* dump(sys, connection, options, release, write);
  yield* connection.close();
  return code;
}

/** Roles, their settings and what they are members of. */
function* sharedParts(connection: Connection, line: CommandLine, databases: readonly string[]): Task<string> {
  const { flags } = line;
  const table = flags.has('no-role-passwords') ? 'pg_roles' : 'pg_authid';
  const roles = yield* ask(
    connection,
    `SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, rolpassword, rolconfig, shobj_description(oid, 'pg_authid') FROM ${table} WHERE rolname !~ '^pg_' ORDER BY 1`,
  );
  const members = yield* ask(
    connection,
    "SELECT r.rolname, m.rolname, g.rolname FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.grantor WHERE NOT (r.rolname ~ '^pg_' AND m.rolname ~ '^pg_') ORDER BY 1, 2",
  );
  const withPasswords = !flags.has('no-role-passwords');
  const settings = roles.flatMap(role => configurationOf(role));
  const grants = members.map(
    ([role, member, grantor]) => `GRANT ${quoteName(role ?? '')} TO ${quoteName(member ?? '')} GRANTED BY ${quoteName(grantor ?? '')};\n`,
  );
  return [
    flags.has('clean') ? dropAll(roles, databases, flags.has('if-exists')) : '',
    `--\n-- Roles\n--\n\n${roles.map(role => createRole(role, withPasswords)).join('')}\n`,
    `--\n-- User Configurations\n--\n${settings.join('')}\n\n`,
    grants.length > 0 ? `--\n-- Role memberships\n--\n\n${grants.join('')}` : '',
    '\n'.repeat(6),
  ].join('');
}

function dropAll(roles: readonly Fields[], databases: readonly string[], isCareful: boolean): string {
  const ifExists = isCareful ? 'IF EXISTS ' : '';
  const dropped = databases
    .filter(name => name !== 'template1' && name !== 'postgres')
    .map(name => `DROP DATABASE ${ifExists}${quoteName(name)};\n`);
  const all = dropped.length > 0 ? `--\n-- Drop databases (except postgres and template1)\n--\n\n${dropped.join('')}` : '';
  return `${all}\n\n\n--\n-- Drop roles\n--\n\n${roles.map(([name]) => `DROP ROLE ${ifExists}${quoteName(name ?? '')};\n`).join('')}\n\n`;
}

const rights = ['SUPERUSER', 'INHERIT', 'CREATEROLE', 'CREATEDB', 'LOGIN', 'REPLICATION', 'BYPASSRLS'];

function createRole(role: Fields, withPasswords: boolean): string {
  const name = quoteName(role[0] ?? '');
  const words = rights.map((right, i) => (role[i + 1] === 't' ? right : `NO${right}`)).join(' ');
  const limit = role[8] === '-1' ? '' : ` CONNECTION LIMIT ${role[8] ?? ''}`;
  const password = withPasswords && (role[9] ?? null) !== null ? ` PASSWORD ${quoted(role[9] ?? '')}` : '';
  const comment = (role[11] ?? null) === null ? '' : `COMMENT ON ROLE ${name} IS ${quoted(role[11] ?? '')};\n`;
  return `CREATE ROLE ${name};\nALTER ROLE ${name} WITH ${words}${limit}${password};\n${comment}`;
}

function configurationOf(role: Fields): readonly string[] {
  const settings = readList(role[10]) ?? [];
  if (settings.length === 0) return [];
  const lines = settings.map(setting => {
    const at = setting.indexOf('=');
    return `ALTER ROLE ${quoteName(role[0] ?? '')} SET ${quoteName(setting.slice(0, at))} TO ${quoted(setting.slice(at + 1))};\n`;
  });
  return [`\n--\n-- User Config "${role[0] ?? ''}"\n--\n\n${lines.join('')}`];
}
