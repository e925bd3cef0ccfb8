import type { Dialect } from './dialect.js';
import { editionOf } from './edition.js';
import { charsetOf } from './values/collation.js';

export interface ServerFacts {
  readonly dialect: Dialect;
  readonly port: number;
  readonly socket: string;
  readonly dataDir: string;
  readonly hostname: string;
  /** Settings of the command line and my.cnf. */
  readonly settings: ReadonlyMap<string, string>;
}

export type Variables = Map<string, string>;

/** Names that are settings of a connection too; the others are the server's alone. */
export const sessionNames: ReadonlySet<string> = new Set(
  'autocommit auto_increment_increment auto_increment_offset big_tables character_set_client character_set_connection character_set_results character_set_database character_set_server collation_connection collation_database collation_server cte_max_recursion_depth max_recursive_iterations default_storage_engine div_precision_increment foreign_key_checks group_concat_max_len innodb_lock_wait_timeout interactive_timeout lock_wait_timeout max_allowed_packet max_execution_time net_read_timeout net_write_timeout optimizer_switch profiling sort_buffer_size sql_auto_is_null sql_big_selects sql_log_bin sql_mode sql_notes sql_quote_show_create sql_safe_updates sql_select_limit sql_warnings storage_engine time_zone timestamp transaction_isolation transaction_read_only tx_isolation tx_read_only unique_checks wait_timeout sql_require_primary_key session_track_schema information_schema_stats_expiry character_set_filesystem explicit_defaults_for_timestamp'.split(
    ' ',
  ),
);
/** Names that only the start can set. */
export const readOnlyNames: ReadonlySet<string> = new Set(
  'version version_comment version_compile_os version_compile_machine port socket datadir hostname basedir tmpdir pid_file lower_case_table_names innodb_version protocol_version license have_ssl log_error bind_address character_sets_dir system_time_zone innodb_page_size secure_file_priv skip_networking skip_name_resolve log_bin server_uuid lower_case_file_system'.split(
    ' ',
  ),
);

const MYSQL_8_MODE =
  'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
const MYSQL_57_MODE =
  'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION';
const MARIADB_MODE = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION';

/** The global variables that a server starts with. */
export function serverVariables(facts: ServerFacts): Variables {
  const { dialect, settings } = facts;
  const given = (name: string, otherwise: string): string => settings.get(name.replaceAll('_', '-')) ?? otherwise;
  const charset = given('character_set_server', '');
  const defaults = charset === '' || charset === charsetOf(dialect.defaultCollation) ? dialect.defaultCollation : `${charset}_general_ci`;
  const collation = given('collation_server', charset === 'utf8mb4' && dialect.product !== 'mysql8' ? 'utf8mb4_general_ci' : defaults);
  const client = dialect.product === 'mysql57' ? 'utf8' : charsetOf(dialect.defaultCollation);
  const mode = dialect.product === 'mariadb' ? MARIADB_MODE : dialect.product === 'mysql8' ? MYSQL_8_MODE : MYSQL_57_MODE;
  return new Map([
    ...generalVariables(facts),
    ...charsetVariables(client, collation),
    ['sql_mode', given('sql_mode', mode)],
    ['max_connections', given('max_connections', '151')],
    [
      'max_allowed_packet',
      bytes(
        given('max_allowed_packet', dialect.product === 'mysql8' ? '67108864' : dialect.product === 'mysql57' ? '4194304' : '16777216'),
      ),
    ],
    ['innodb_buffer_pool_size', bytes(given('innodb_buffer_pool_size', '134217728'))],
    ['innodb_lock_wait_timeout', given('innodb_lock_wait_timeout', '50')],
    ['wait_timeout', given('wait_timeout', '28800')],
    ['interactive_timeout', given('interactive_timeout', '28800')],
    ['default_storage_engine', given('default_storage_engine', 'InnoDB')],
    ['server_id', given('server_id', '1')],
    ...(dialect.product === 'mysql8' ? mysql8Variables : dialect.product === 'mariadb' ? mariaDbVariables : mysql57Variables),
  ]);
}

function bytes(text: string): string {
  const unit = { K: 1024, M: 1_048_576, G: 1_073_741_824 }[text.slice(-1).toUpperCase()];
  return unit === undefined ? text : String(Number(text.slice(0, -1)) * unit);
}

function generalVariables({ dialect, port, socket, dataDir, hostname }: ServerFacts): readonly (readonly [string, string])[] {
  return [
    ['version', dialect.version],
    ['version_comment', editionOf(dialect.version)],
    ['version_compile_os', dialect.product === 'mariadb' ? 'debian-linux-gnu' : 'Linux'],
    ['version_compile_machine', 'x86_64'],
    ['protocol_version', '10'],
    ['license', 'GPL'],
    ['port', String(port)],
    ['socket', socket],
    ['datadir', `${dataDir}/`],
    ['basedir', '/usr/'],
    ['tmpdir', '/tmp'],
    ['bind_address', '*'],
    ['hostname', hostname],
    ['have_ssl', 'DISABLED'],
    ['secure_file_priv', dialect.product === 'mariadb' ? '' : '/var/lib/mysql-files/'],
    ['pid_file', dialect.product === 'mariadb' ? '/run/mysqld/mysqld.pid' : '/var/run/mysqld/mysqld.pid'],
    ['log_error', 'stderr'],
    ['log_bin', dialect.product === 'mysql8' ? 'ON' : 'OFF'],
    ['general_log', 'OFF'],
    ['slow_query_log', 'OFF'],
    ['long_query_time', '10.000000'],
    ...engineVariables(dialect),
  ];
}

function engineVariables(dialect: Dialect): readonly (readonly [string, string])[] {
  return [
    ['autocommit', 'ON'],
    ['auto_increment_increment', '1'],
    ['auto_increment_offset', '1'],
    ['div_precision_increment', '4'],
    ['foreign_key_checks', 'ON'],
    ['unique_checks', 'ON'],
    ['sql_notes', 'ON'],
    ['sql_warnings', 'OFF'],
    ['sql_safe_updates', 'OFF'],
    ['sql_log_bin', 'ON'],
    ['sql_auto_is_null', 'OFF'],
    ['sql_big_selects', 'ON'],
    ['sql_quote_show_create', 'ON'],
    ['sql_select_limit', '18446744073709551615'],
    ['group_concat_max_len', dialect.product === 'mariadb' ? '1048576' : '1024'],
    ['innodb_flush_log_at_trx_commit', '1'],
    ['innodb_file_per_table', 'ON'],
    ['innodb_page_size', '16384'],
    ['innodb_version', dialect.version.replace(/-.*/, '')],
    ['lock_wait_timeout', dialect.product === 'mariadb' ? '86400' : '31536000'],
    ['lower_case_table_names', '0'],
    ['lower_case_file_system', 'OFF'],
    ['net_read_timeout', '30'],
    ['net_write_timeout', '60'],
    ['profiling', 'OFF'],
    ['read_only', 'OFF'],
    ['skip_networking', 'OFF'],
    ['skip_name_resolve', 'ON'],
    ['sort_buffer_size', dialect.product === 'mariadb' ? '2097152' : '262144'],
    ['system_time_zone', 'UTC'],
    ['time_zone', 'SYSTEM'],
    ['timestamp', '0'],
    ['event_scheduler', dialect.product === 'mysql8' ? 'ON' : 'OFF'],
    ['local_infile', dialect.product === 'mysql8' ? 'OFF' : 'ON'],
    ['thread_cache_size', '9'],
    ['table_open_cache', dialect.product === 'mysql8' ? '4000' : '2000'],
    ['storage_engine', 'InnoDB'],
    ['explicit_defaults_for_timestamp', dialect.product === 'mysql57' ? 'OFF' : 'ON'],
  ];
}

function charsetVariables(client: string, collation: string): readonly (readonly [string, string])[] {
  const server = charsetOf(collation);
  const connection = client === 'utf8' ? 'utf8_general_ci' : client === server ? collation : 'utf8mb4_general_ci';
  return [
    ['character_set_client', client],
    ['character_set_connection', client],
    ['character_set_results', client],
    ['character_set_database', server],
    ['character_set_server', server],
    ['character_set_filesystem', 'binary'],
    ['character_set_system', client === 'utf8' ? 'utf8' : 'utf8mb3'],
    ['character_sets_dir', '/usr/share/mysql/charsets/'],
    ['collation_connection', connection],
    ['collation_database', collation],
    ['collation_server', collation],
  ];
}

const mysql8Variables: readonly (readonly [string, string])[] = [
  ['transaction_isolation', 'REPEATABLE-READ'],
  ['transaction_read_only', 'OFF'],
  ['cte_max_recursion_depth', '1000'],
  ['default_authentication_plugin', 'caching_sha2_password'],
  ['authentication_policy', '*,,'],
  ['max_execution_time', '0'],
  ['performance_schema', 'ON'],
  ['information_schema_stats_expiry', '86400'],
  ['sql_require_primary_key', 'OFF'],
  ['innodb_redo_log_capacity', '104857600'],
  ['session_track_schema', 'ON'],
];
const mysql57Variables: readonly (readonly [string, string])[] = [
  ['transaction_isolation', 'REPEATABLE-READ'],
  ['transaction_read_only', 'OFF'],
  ['tx_isolation', 'REPEATABLE-READ'],
  ['tx_read_only', 'OFF'],
  ['default_authentication_plugin', 'mysql_native_password'],
  ['max_execution_time', '0'],
  ['performance_schema', 'ON'],
  ['query_cache_type', 'OFF'],
  ['query_cache_size', '1048576'],
  ['have_query_cache', 'YES'],
  ['cte_max_recursion_depth', '1000'],
];
const mariaDbVariables: readonly (readonly [string, string])[] = [
  ['tx_isolation', 'REPEATABLE-READ'],
  ['tx_read_only', 'OFF'],
  ['transaction_isolation', 'REPEATABLE-READ'],
  ['transaction_read_only', 'OFF'],
  ['max_recursive_iterations', '1000'],
  ['max_statement_time', '0.000000'],
  ['performance_schema', 'OFF'],
  ['query_cache_type', 'OFF'],
  ['aria_pagecache_buffer_size', '134217728'],
];
