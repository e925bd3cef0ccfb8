import { codes, notSimulated, PgError } from '../pg-error.js';
import { findZone, zoneName } from '../values/zone.js';

export interface SettingSpec {
  /** As SHOW shows it. */
  readonly value: string;
  readonly kind: 'bool' | 'int' | 'real' | 'string' | 'enum' | 'time' | 'memory';
  /** Who may change it, and when: u anybody, s superusers, p at the start of the server only, r with a reload, i never. */
  readonly context: 'u' | 's' | 'p' | 'r' | 'i';
  readonly values?: readonly string[];
  readonly description: string;
}

const rows = `
allow_system_table_mods|off|bool|s|Allows modifications of the structure of system tables.
application_name||string|u|Sets the application name to be reported in statistics and logs.
archive_mode|off|enum|p|Allows archiving of WAL files.
autovacuum|on|bool|r|Starts the autovacuum subprocess.
bytea_output|hex|enum|u|Sets the output format for bytea.
check_function_bodies|on|bool|u|Check routine bodies during CREATE FUNCTION and CREATE PROCEDURE.
checkpoint_timeout|5min|time|r|Sets the maximum time between automatic WAL checkpoints.
client_encoding|UTF8|string|u|Sets the client's character set encoding.
client_min_messages|notice|enum|u|Sets the message levels that are sent to the client.
config_file||string|p|Sets the server's main configuration file.
data_directory||string|p|Sets the server's data directory.
DateStyle|ISO, MDY|string|u|Sets the display format for date and time values.
deadlock_timeout|1s|time|s|Sets the time to wait on a lock before checking for deadlock.
default_table_access_method|heap|string|u|Sets the default table access method for new tables.
default_tablespace||string|u|Sets the default tablespace to create tables and indexes in.
default_text_search_config|pg_catalog.english|string|u|Sets default text search configuration.
default_transaction_isolation|read committed|enum|u|Sets the transaction isolation level of each new transaction.
default_transaction_read_only|off|bool|u|Sets the default read-only status of new transactions.
effective_cache_size|4GB|memory|u|Sets the planner's assumption about the total size of the data caches.
extra_float_digits|1|int|u|Sets the number of digits displayed for floating-point values.
hba_file||string|p|Sets the server's "hba" configuration file.
ident_file||string|p|Sets the server's "ident" configuration file.
idle_in_transaction_session_timeout|0|time|u|Sets the maximum allowed idle time between queries, when in a transaction.
in_hot_standby|off|bool|i|Shows whether hot standby is currently active.
integer_datetimes|on|bool|i|Shows whether datetimes are integer based.
IntervalStyle|postgres|enum|u|Sets the display format for interval values.
is_superuser|off|bool|i|Shows whether the current user is a superuser.
jit|on|bool|u|Allow JIT compilation.
lc_collate|en_US.utf8|string|i|Shows the collation order locale.
lc_ctype|en_US.utf8|string|i|Shows the character classification and case conversion locale.
lc_messages|en_US.utf8|string|s|Sets the language in which messages are displayed.
lc_monetary|en_US.utf8|string|u|Sets the locale for formatting monetary amounts.
lc_numeric|en_US.utf8|string|u|Sets the locale for formatting numbers.
lc_time|en_US.utf8|string|u|Sets the locale for formatting date and time values.
listen_addresses|localhost|string|p|Sets the host name or IP address(es) to listen to.
lock_timeout|0|time|u|Sets the maximum allowed duration of any wait for a lock.
log_checkpoints|on|bool|r|Logs each checkpoint.
log_connections|off|bool|r|Logs each successful connection.
log_destination|stderr|string|r|Sets the destination for server log output.
log_disconnections|off|bool|r|Logs end of a session, including duration.
log_duration|off|bool|s|Logs the duration of each completed SQL statement.
log_line_prefix|%m [%p] |string|r|Controls information prefixed to each log line.
log_min_duration_statement|-1|time|s|Sets the minimum execution time above which all statements will be logged.
log_min_messages|warning|enum|s|Sets the message levels that are logged.
log_statement|none|enum|s|Sets the type of statements logged.
log_timezone|Etc/UTC|string|r|Sets the time zone to use in log messages.
logging_collector|off|bool|p|Start a subprocess to capture stderr output and/or csvlogs into log files.
maintenance_work_mem|64MB|memory|u|Sets the maximum memory to be used for maintenance operations.
max_connections|100|int|p|Sets the maximum number of concurrent connections.
max_stack_depth|2MB|memory|s|Sets the maximum stack depth, in kilobytes.
max_wal_size|1GB|memory|r|Sets the WAL size that triggers a checkpoint.
max_worker_processes|8|int|p|Maximum number of concurrent worker processes.
min_wal_size|80MB|memory|r|Sets the minimum size to shrink the WAL to.
password_encryption|scram-sha-256|enum|u|Chooses the algorithm for encrypting passwords.
port|5432|int|p|Sets the TCP port the server listens on.
quote_all_identifiers|off|bool|u|When generating SQL fragments, quote all identifiers.
row_security|on|bool|u|Enable row security.
search_path|"$user", public|string|u|Sets the schema search order for names that are not schema-qualified.
seq_page_cost|1|real|u|Sets the planner's estimate of the cost of a sequentially fetched disk page.
server_encoding|UTF8|string|i|Shows the server (database) character set encoding.
server_version||string|i|Shows the server version.
server_version_num||int|i|Shows the server version as an integer.
session_replication_role|origin|enum|s|Sets the session's behavior for triggers and rewrite rules.
shared_buffers|128MB|memory|p|Sets the number of shared memory buffers used by the server.
ssl|off|bool|r|Enables SSL connections.
standard_conforming_strings|on|bool|u|Causes '...' strings to treat backslashes literally.
statement_timeout|0|time|u|Sets the maximum allowed duration of any statement.
superuser_reserved_connections|3|int|p|Sets the number of connection slots reserved for superusers.
synchronize_seqscans|on|bool|u|Enable synchronized sequential scans.
synchronous_commit|on|enum|u|Sets the current transaction's synchronization level.
temp_buffers|8MB|memory|u|Sets the maximum number of temporary buffers used by each session.
TimeZone|Etc/UTC|string|u|Sets the time zone for displaying and interpreting time stamps.
transaction_isolation|read committed|enum|u|Sets the current transaction's isolation level.
transaction_read_only|off|bool|u|Sets the current transaction's read-only status.
unix_socket_directories|/var/run/postgresql|string|p|Sets the directories where Unix-domain sockets will be created.
wal_level|replica|enum|p|Sets the level of information written to the WAL.
work_mem|4MB|memory|u|Sets the maximum memory to be used for query workspaces.
xmloption|content|enum|u|Sets whether XML data in implicit parsing is to be considered as documents or content fragments.`;

const enums: Readonly<Record<string, readonly string[]>> = {
  default_transaction_isolation: ['serializable', 'repeatable read', 'read committed', 'read uncommitted'],
  client_min_messages: ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'],
  log_statement: ['none', 'ddl', 'mod', 'all'],
  password_encryption: ['md5', 'scram-sha-256'],
  bytea_output: ['escape', 'hex'],
};

function isKind(kind: string): kind is SettingSpec['kind'] {
  return ['bool', 'int', 'real', 'string', 'enum', 'time', 'memory'].includes(kind);
}

function isContext(context: string): context is SettingSpec['context'] {
  return ['u', 's', 'p', 'r', 'i'].includes(context);
}

export const settingSpecs: ReadonlyMap<string, SettingSpec> = new Map(
  rows
    .trim()
    .split('\n')
    .map((row): [string, SettingSpec] => {
      const [name = '', value = '', kind = '', context = '', description = ''] = row.split('|');
      const values = enums[name];
      return [
        name,
        {
          value,
          kind: isKind(kind) ? kind : 'string',
          context: isContext(context) ? context : 'u',
          description,
          ...(values ? { values } : {}),
        },
      ];
    }),
);

const byLowerCase: ReadonlyMap<string, string> = new Map([...settingSpecs.keys()].map(name => [name.toLowerCase(), name]));

/** The name of a setting with its own capitals. */
export function settingName(name: string): string {
  return byLowerCase.get(name.toLowerCase()) ?? name;
}

export function unknownSetting(name: string): PgError {
  return new PgError(codes.unknownSetting, `unrecognized configuration parameter "${name}"`);
}

/** What a setting becomes when it is set to a text; throws for one that it cannot have. */
export function checkSetting(name: string, text: string): string {
  const spec = settingSpecs.get(name);
  if (!spec) return text;
  const bad = (hint?: string): PgError => new PgError(codes.invalidParameter, `invalid value for parameter "${name}": "${text}"`, { hint });
  if (name === 'TimeZone') {
    if (!findZone(text)) throw bad();
    return zoneName(text);
  }
  if (spec.kind === 'bool') {
    const word = text.toLowerCase();
    if (['on', 'true', 'yes', '1', 't'].includes(word)) return 'on';
    if (['off', 'false', 'no', '0', 'f'].includes(word)) return 'off';
    throw new PgError(codes.invalidParameter, `parameter "${name}" requires a Boolean value`);
  }
  if (name === 'idle_in_transaction_session_timeout' && !/^0+\s*\w*$/.test(text)) throw notSimulated(name);
  if (spec.kind === 'int' && !/^-?\d+$/.test(text)) throw bad();
  if ((spec.kind === 'time' || spec.kind === 'memory') && !/^-?\d+(?:\.\d+)?\s*(?:us|ms|s|min|h|d|B|kB|MB|GB|TB)?$/.test(text)) throw bad();
  if (spec.values && !spec.values.includes(text)) throw bad(`Available values: ${spec.values.join(', ')}.`);
  if (spec.kind === 'time' && /^\d+$/.test(text) && text !== '0')
    return Number(text) % 1000 === 0 ? `${String(Number(text) / 1000)}s` : `${text}ms`;
  if (spec.kind === 'memory' && /^\d+$/.test(text)) return Number(text) % 1024 === 0 ? `${String(Number(text) / 1024)}MB` : `${text}kB`;
  return text;
}

/** Milliseconds of a setting such as `5min`. */
export function settingMs(text: string | undefined): number {
  const [, number = '0', unit = 'ms'] = /^(\d+(?:\.\d+)?)\s*(\w+)?$/.exec(text ?? '') ?? [];
  return Number(number) * ({ us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 1);
}
