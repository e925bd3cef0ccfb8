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

/** What the files of a data directory set, the later file winning; text: why they cannot be read. */
export function* readConfig(sys: Sys, dataDir: string): Task<ReadonlyMap<string, string> | string> {
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
    for (const [key, value] of parseConfig(content)) settings.set(key, value);
  }
  return settings;
}

/** The lines `name = value` of a configuration file, in their order. */
export function parseConfig(content: string): readonly (readonly [name: string, value: string])[] {
  return content.split('\n').flatMap(line => {
    const [, key = '', quoted, plain] = /^\s*([A-Za-z_.]\w*(?:\.\w+)?)\s*=?\s*(?:'((?:[^']|'')*)'|([^\s#]+))?/.exec(line) ?? [];
    return key === '' ? [] : [[settingName(key), quoted?.replaceAll("''", "'") ?? plain ?? ''] as const];
  });
}
