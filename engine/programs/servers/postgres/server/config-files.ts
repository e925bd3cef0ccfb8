import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import { settingName, settingSpecs } from '../execute/settings.js';

/** Settings that exist, and that nothing here asks about. */
const ignored = new Set(
  'dynamic_shared_memory_type fsync full_page_writes wal_buffers max_wal_senders max_replication_slots hot_standby random_page_cost effective_io_concurrency default_statistics_target checkpoint_completion_target shared_preload_libraries log_directory log_filename log_rotation_age log_rotation_size log_file_mode log_error_verbosity log_min_error_statement log_lock_waits log_temp_files log_hostname track_activities track_counts track_io_timing huge_pages max_parallel_workers max_parallel_workers_per_gather max_parallel_maintenance_workers ssl_cert_file ssl_key_file cluster_name max_prepared_transactions max_locks_per_transaction external_pid_file enable_seqscan enable_indexscan unix_socket_permissions include_dir timezone_abbreviations wal_keep_size max_slot_wal_keep_size archive_command archive_timeout log_timezone datestyle log_autovacuum_min_duration track_activity_query_size'.split(
    ' ',
  ),
);

/** Whether there is a setting with this name: a known one, or one of somebody's own (`app.user`). */
export function isSetting(name: string): boolean {
  return settingSpecs.has(name) || name.includes('.') || ignored.has(name);
}

/** A line of a configuration file. */
export interface ConfigLine {
  readonly name: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/** The file that ALTER SYSTEM writes. */
export const AUTO_FILE = 'postgresql.auto.conf';

/** What the files of a data directory set, the later line winning; text: why they cannot be read. */
export function* readConfig(sys: Sys, dataDir: string): Task<readonly ConfigLine[] | string> {
  const lines: ConfigLine[] = [];
  try {
    sys.stat(dataDir);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `postgres: could not access directory "${dataDir}": ${error.message}\nRun initdb or pg_basebackup to initialize a PostgreSQL data directory.\n`;
  }
  for (const name of ['postgresql.conf', AUTO_FILE]) {
    const file = `${dataDir}/${name}`;
    try {
      lines.push(...parseConfig(yield* readText(sys, file), file));
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (name !== AUTO_FILE) return `postgres: could not access the server configuration file "${file}": ${error.message}\n`;
    }
  }
  return lines;
}

/** The lines `name = value` of a configuration file, in their order. */
export function parseConfig(content: string, file: string): readonly ConfigLine[] {
  return content.split('\n').flatMap((text, i) => {
    const [, key = '', quoted, plain] = /^\s*([A-Za-z_.]\w*(?:\.\w+)?)\s*=?\s*(?:'((?:[^']|'')*)'|([^\s#]+))?/.exec(text) ?? [];
    const value = quoted?.replaceAll("''", "'") ?? plain ?? '';
    return key === '' ? [] : [{ name: settingName(key), value, file, line: i + 1 }];
  });
}

/** Values by the names of settings, in the order of the lines that count. */
export function valuesOf(lines: readonly ConfigLine[]): ReadonlyMap<string, string> {
  const last = new Map(lines.map(line => [line.name, line]));
  return new Map(lines.filter(line => last.get(line.name) === line).map(({ name, value }) => [name, value]));
}
