import { isErrno } from '../../../core/errno.js';
import type { Sys } from '../../../process/sys.js';
import type { ServerConnection } from './connection.js';
import type { Process } from './engine.js';

export interface ServerCounts {
  readonly threads: number;
  readonly connections: number;
  readonly questions: number;
  readonly uptime: number;
}

/** SHOW STATUS. */
export function serverStatus({ threads, connections, questions, uptime }: ServerCounts): ReadonlyMap<string, string> {
  return new Map([
    ['Aborted_clients', '0'],
    ['Connections', String(connections)],
    ['Innodb_buffer_pool_size', '134217728'],
    ['Open_tables', '41'],
    ['Queries', String(questions)],
    ['Questions', String(questions)],
    ['Slow_queries', '0'],
    ['Threads_cached', '0'],
    ['Threads_connected', String(threads)],
    ['Threads_created', String(threads)],
    ['Threads_running', '2'],
    ['Uptime', String(uptime)],
    ['Uptime_since_flush_status', String(uptime)],
  ]);
}

/** SHOW PROCESSLIST. */
export function processesOf(connections: Iterable<ServerConnection>, now: number): readonly Process[] {
  return [...connections].map(({ id, user, host, port, session, idleSince }) => ({
    id,
    user,
    host: port === undefined ? host : `${host}:${String(port)}`,
    database: session?.database,
    command: session?.running ? 'Query' : 'Sleep',
    seconds: (now - idleSince) / 1000,
    state: session?.running?.state ?? '',
    info: session?.running?.sql ?? null,
  }));
}

/** Whether there is something in the folder that a server would trip over. */
export function isUsed(sys: Sys, folder: string): boolean {
  try {
    return sys.readdir(folder).some(({ name }) => !name.startsWith('.') && name !== 'lost+found');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

export function removeFile(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
