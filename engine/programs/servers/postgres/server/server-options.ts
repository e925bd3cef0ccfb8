import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import type { Release } from '../release.js';
import { settingName, settingSpecs } from '../execute/settings.js';

export interface ServerOptions {
  readonly program: string;
  readonly words: readonly string[];
  readonly dataDir: string;
  readonly port: number;
  readonly socketDir: string;
  readonly listenAddresses: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
}

export const serverUsage = `postgres is the PostgreSQL server.

Usage:
  postgres [OPTION]...

Options:
  -c NAME=VALUE      set run-time parameter
  -D DATADIR         database directory
  -h HOSTNAME        host name or IP address to listen on
  -k DIRECTORY       Unix-domain socket location
  -p PORT            port number to listen on
  -V, --version      output version information, then exit
  -?, --help         show this help, then exit
`;

/** The command line and postgresql.conf of the data directory; text: what is wrong with them. */
export function* readServerOptions(sys: Sys, words: readonly string[], release: Release): Task<ServerOptions | string> {
  const given = new Map<string, string>();
  let dataDir = sys.env.get('PGDATA');
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const assignment = /^--([\w.-]+)=([\s\S]*)$/.exec(word);
    if (assignment) {
      given.set(settingName((assignment[1] ?? '').replaceAll('-', '_')), assignment[2] ?? '');
      continue;
    }
    const letter = word.charAt(1);
    if (!word.startsWith('-') || word.startsWith('--') || !'cDhkpiNBFd'.includes(letter))
      return word.startsWith('-')
        ? `postgres: invalid option -- '${letter}'\nTry "postgres --help" for more information.\n`
        : `postgres: invalid argument: "${word}"\nTry "postgres --help" for more information.\n`;
    if (letter === 'i' || letter === 'F') {
      if (letter === 'i') given.set('listen_addresses', '*');
      continue;
    }
    const value = word.length > 2 ? word.slice(2) : (words[++i] ?? '');
    if (letter === 'D') dataDir = value;
    else if (letter === 'p') given.set('port', value);
    else if (letter === 'h') given.set('listen_addresses', value);
    else if (letter === 'k') given.set('unix_socket_directories', value);
    else if (letter === 'c') {
      const equals = value.indexOf('=');
      if (equals < 0) return `-c ${value} requires a value\n`;
      given.set(settingName(value.slice(0, equals).replaceAll('-', '_')), value.slice(equals + 1));
    }
  }
  if (dataDir === undefined || dataDir === '')
    return 'postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n';
  const fromFile = yield* readConfig(sys, dataDir);
  if (typeof fromFile === 'string') return fromFile;
  const settings = new Map([...fromFile, ...given]);
  for (const name of settings.keys())
    if (!settingSpecs.has(name) && !name.includes('.') && !ignored.has(name))
      return `FATAL:  unrecognized configuration parameter "${name}"\n`;
  const port = Number(settings.get('port') ?? 5432);
  const addresses = settings.get('listen_addresses') ?? 'localhost';
  const program = `${release.major === '15' ? '/usr/lib/postgresql/15' : '/usr/lib/postgresql/16'}/bin/postgres`;
  return {
    program,
    words,
    dataDir: dataDir.length > 1 ? dataDir.replace(/\/+$/, '') : dataDir,
    port: Number.isInteger(port) ? port : 5432,
    socketDir: settings.get('unix_socket_directories') ?? '/var/run/postgresql',
    listenAddresses: addresses
      .split(',')
      .map(address => address.trim())
      .filter(address => address !== ''),
    settings,
  };
}

/** Settings that exist, and that nothing here asks about. */
const ignored = new Set(
  'dynamic_shared_memory_type fsync full_page_writes wal_buffers max_wal_senders max_replication_slots hot_standby random_page_cost effective_io_concurrency default_statistics_target checkpoint_completion_target shared_preload_libraries log_directory log_filename log_rotation_age log_rotation_size log_file_mode log_error_verbosity log_min_error_statement log_lock_waits log_temp_files log_hostname track_activities track_counts track_io_timing huge_pages max_parallel_workers max_parallel_workers_per_gather max_parallel_maintenance_workers ssl_cert_file ssl_key_file cluster_name max_prepared_transactions max_locks_per_transaction external_pid_file enable_seqscan enable_indexscan unix_socket_permissions include_dir timezone_abbreviations wal_keep_size max_slot_wal_keep_size archive_command archive_timeout log_timezone datestyle log_autovacuum_min_duration track_activity_query_size'.split(
    ' ',
  ),
);

function* readConfig(sys: Sys, dataDir: string): Task<ReadonlyMap<string, string> | string> {
  const settings = new Map<string, string>();
  try {
    sys.stat(dataDir);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `postgres: could not access directory "${dataDir}": ${error.message}\nRun initdb or pg_basebackup to initialize a PostgreSQL data directory.\n`;
  }
  for (const name of ['postgresql.conf', 'postgresql.auto.conf']) {
    let content: string;
    try {
      content = yield* readText(sys, `${dataDir}/${name}`);
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (name === 'postgresql.auto.conf') continue;
      return `postgres: could not access the server configuration file "${dataDir}/${name}": ${error.message}\n`;
    }
    for (const line of content.split('\n')) {
      const [, key = '', quoted, plain] = /^\s*([A-Za-z_.]\w*(?:\.\w+)?)\s*=?\s*(?:'((?:[^']|'')*)'|([^\s#]+))?/.exec(line) ?? [];
      if (key !== '') settings.set(settingName(key), quoted?.replaceAll("''", "'") ?? plain ?? '');
    }
  }
  return settings;
}
