import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import { loadAccounts, userName } from '../../../accounts.js';
import { readText } from '../../../input.js';
import type { Release } from '../release.js';
import { initialCluster } from '../storage/cluster.js';
import { Store } from '../storage/store.js';
import { encryptPassword } from '../wire/passwords.js';

const folders =
  'global pg_wal pg_wal/archive_status pg_commit_ts pg_dynshmem pg_notify pg_serial pg_snapshots pg_subtrans pg_twophase pg_multixact pg_multixact/members pg_multixact/offsets base base/1 pg_replslot pg_tblspc pg_stat pg_stat_tmp pg_xact pg_logical pg_logical/snapshots pg_logical/mappings base/4 base/5'.split(
    ' ',
  );

interface Options {
  readonly dataDir: string;
  readonly user: string;
  readonly passwordFile: string | undefined;
  readonly authLocal: string | undefined;
  readonly authHost: string | undefined;
  readonly locale: string;
}

const withValue: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '-D': 'pgdata',
    '--pgdata': 'pgdata',
    '-U': 'username',
    '--username': 'username',
    '--pwfile': 'pwfile',
    '-A': 'auth',
    '--auth': 'auth',
    '--auth-local': 'auth-local',
    '--auth-host': 'auth-host',
    '--locale': 'locale',
    '-E': 'encoding',
    '--encoding': 'encoding',
    '--lc-collate': 'lc-collate',
    '--lc-ctype': 'lc-ctype',
    '-X': 'waldir',
    '-T': 'text-search',
    '--locale-provider': 'provider',
  }),
);

function readOptions(sys: Sys, words: readonly string[], owner: string, release: Release): Options | string {
  const values = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [, name = '', inline] = /^(--[\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const key = withValue.get(name) ?? (word.startsWith('--') ? undefined : withValue.get(word.slice(0, 2)));
    if (word === '--no-locale') values.set('locale', 'C');
    else if (['-k', '--data-checksums', '-N', '--no-sync', '--nosync', '--no-instructions', '-n', '--no-clean'].includes(word))
      values.set(word, '');
    else if (key !== undefined) values.set(key, inline ?? (name === '' && word.length > 2 ? word.slice(2) : (words[++i] ?? '')));
    else if (word.startsWith('-'))
      return `initdb: unrecognized option '${word}'\ninitdb: hint: Try "initdb --help" for more information.\n`;
    else values.set('pgdata', word);
  }
  const dataDir = values.get('pgdata') ?? sys.env.get('PGDATA');
  if (dataDir === undefined || dataDir === '')
    return 'initdb: error: no data directory specified\ninitdb: hint: You must identify the directory where the data for this database system will reside.  Do this with either the invocation option -D or the environment variable PGDATA.\n';
  const locale = values.get('locale') ?? sys.env.get('LC_ALL') ?? sys.env.get('LANG') ?? release.locale;
  return {
    dataDir,
    user: values.get('username') ?? owner,
    passwordFile: values.get('pwfile'),
    authLocal: values.get('auth-local') ?? values.get('auth'),
    authHost: values.get('auth-host') ?? values.get('auth'),
    locale: locale === '' ? 'C' : locale,
  };
}

/** initdb: makes a data directory with one superuser and three databases. */
export function initdb(release: Release): Main {
  return function* (sys, argv) {
    const words = argv.slice(1);
    const say = function* (fd: 1 | 2, text: string, code = 0): Task<number> {
      yield* sys.write(fd, encodeUtf8(text));
      return code;
    };
    if (words[0] === '--version' || words[0] === '-V') return yield* say(1, `initdb (PostgreSQL) ${release.version}\n`);
    if (sys.credentials().uid === 0)
      return yield* say(
        2,
        'initdb: error: cannot be run as root\ninitdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.\n',
        1,
      );
    const owner = userName(yield* loadAccounts(sys), sys.credentials().uid);
    const options = readOptions(sys, words, owner, release);
    if (typeof options === 'string') return yield* say(2, options, 1);
    const { dataDir } = options;
    yield* say(
      1,
      `The files belonging to this database system will be owned by user "${owner}".\nThis user must also own the server process.\n\n`,
    );
    yield* say(
      1,
      `The database cluster will be initialized with locale "${options.locale}".\nThe default database encoding has accordingly been set to "UTF8".\nThe default text search configuration will be set to "english".\n\nData page checksums are disabled.\n\n`,
    );
    try {
      const problem = yield* prepareFolder(sys, dataDir, text => say(1, text));
      if (problem !== undefined) return yield* say(2, problem, 1);
      yield* fill(sys, options, release, text => say(1, text));
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* say(2, `initdb: error: could not create directory "${dataDir}": ${error.message}\n`, 1);
    }
    yield* say(1, '\n');
    if (options.authLocal === undefined || options.authHost === undefined || options.authLocal === 'trust')
      yield* say(
        2,
        'initdb: warning: enabling "trust" authentication for local connections\ninitdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.\n',
      );
    return yield* say(1, `\nSuccess. You can now start the database server using:\n\n    pg_ctl -D ${dataDir} -l logfile start\n\n`);
  };
}

type Tell = (text: string) => Task<number>;

function* prepareFolder(sys: Sys, dataDir: string, tell: Tell): Task<string | undefined> {
  let names: readonly string[] | undefined;
  try {
    names = sys.readdir(dataDir).map(({ name }) => name);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
  if (names && names.length > 0)
    return `initdb: error: directory "${dataDir}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${dataDir}" or run initdb with an argument other than "${dataDir}".\n`;
  yield* tell(`${names ? 'fixing permissions on existing' : 'creating'} directory ${dataDir} ... `);
  if (names) sys.chmod(dataDir, 0o700);
  else makeAll(sys, dataDir);
  yield* tell('ok\n');
  return undefined;
}

function makeAll(sys: Sys, path: string): void {
  const parts = path.split('/').filter(part => part !== '');
  for (let i = 1; i <= parts.length; i++) {
    try {
      sys.mkdir(`/${parts.slice(0, i).join('/')}`, i === parts.length ? 0o700 : 0o755);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

function* fill(sys: Sys, options: Options, release: Release, tell: Tell): Task<void> {
  const { dataDir, authLocal = 'trust', authHost = 'trust' } = options;
  const step = function* (text: string, work: () => Task<void>, result = 'ok'): Task<void> {
    yield* tell(`${text} ... `);
    yield* work();
    yield* tell(`${result}\n`);
  };
  const nothing = function* (): Task<void> {
    return;
  };
  const store = new Store(sys, dataDir);
  yield* step('creating subdirectories', function* () {
    for (const folder of folders) sys.mkdir(`${dataDir}/${folder}`, 0o700);
  });
  yield* step('selecting dynamic shared memory implementation', nothing, 'posix');
  yield* step('selecting default max_connections', nothing, '100');
  yield* step('selecting default shared_buffers', nothing, '128MB');
  yield* step('selecting default time zone', nothing, 'Etc/UTC');
  yield* step('creating configuration files', function* () {
    yield* store.writeText('PG_VERSION', `${release.major}\n`);
    yield* store.writeText('postgresql.conf', configuration(options.locale));
    yield* store.writeText('postgresql.auto.conf', '# Written by ALTER SYSTEM; what is here wins over postgresql.conf.\n');
    yield* store.writeText('pg_ident.conf', '# MAPNAME       SYSTEM-USERNAME         PG-USERNAME\n');
    yield* store.writeText('pg_hba.conf', accessRules(authLocal, authHost));
  });
  yield* step('running bootstrap script', function* () {
    const given = options.passwordFile === undefined ? undefined : (yield* readText(sys, options.passwordFile)).split('\n')[0];
    const password =
      given === undefined || given === ''
        ? undefined
        : encryptPassword(given, options.user, authHost === 'md5' ? 'md5' : 'scram-sha-256', sys.random.bytes(16));
    const cluster = initialCluster(options.user, password, options.locale);
    cluster.systemIdentifier = `73${String(sys.random.uint32()).padStart(10, '0')}${String(sys.random.below(10_000_000)).padStart(7, '0')}`;
    yield* store.checkpoint(cluster);
    yield* store.writeText('global/pg_control', `shut down\n${String(Math.floor(sys.clock.epochMsOf(sys.clock.now())))}\n`);
    yield* sys.sleep(200);
  });
  yield* step('performing post-bootstrap initialization', function* () {
    yield* sys.sleep(400);
  });
  yield* step('syncing data to disk', nothing);
}

function accessRules(local: string, host: string): string {
  return `# Who may connect to which database as whom, from where, and how that is proved.
# TYPE  DATABASE        USER            ADDRESS                 METHOD

# "local" is for Unix domain socket connections only
local   all             all                                     ${local}
# IPv4 local connections:
host    all             all             127.0.0.1/32            ${host}
# IPv6 local connections:
host    all             all             ::1/128                 ${host}
# Replication, by users with that privilege.
local   replication     all                                     ${local}
host    replication     all             127.0.0.1/32            ${host}
host    replication     all             ::1/128                 ${host}
`;
}

function configuration(locale: string): string {
  return `# Settings of this server; a line that begins with # is what holds anyhow.

listen_addresses = '*'
#port = 5432				# (change requires restart)
max_connections = 100			# (change requires restart)
#unix_socket_directories = '/var/run/postgresql'
shared_buffers = 128MB			# min 128kB
dynamic_shared_memory_type = posix
max_wal_size = 1GB
min_wal_size = 80MB
log_timezone = 'Etc/UTC'
datestyle = 'ISO, MDY'
timezone = 'Etc/UTC'
lc_messages = '${locale}'
lc_monetary = '${locale}'
lc_numeric = '${locale}'
lc_time = '${locale}'
default_text_search_config = 'pg_catalog.english'
`;
}
