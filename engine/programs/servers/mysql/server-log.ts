import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { stampOf } from '../../net/http-date.js';
import { editionOf, isMariaDb } from './edition.js';

type Level = 'System' | 'Warning' | 'ERROR' | 'Note';

/**
 * A line of the error log, which goes to standard error. MySQL 8 numbers its messages, MariaDB does not. Nor did 5.7, but the recording of
 * its image has no notes of the server itself, so it speaks as 8 does.
 */
export function* log(sys: Sys, version: string, level: Level, code: number, message: string, thread = 0, part = 'Server'): Task<void> {
  const at = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  const date = `${at.year}-${at.month}-${at.day}`;
  const stamp = isMariaDb(version) ? `${date} ${at.time.replace(/^0/, ' ')}` : `${date}T${at.time}.${at.microsecond}Z`;
  const text = !isMariaDb(version)
    ? `[${level}] [MY-${String(code).padStart(6, '0')}] [${part}] ${message}`
    : `[${level === 'System' ? 'Note' : level}] ${part === 'Server' ? '' : `${part}: `}${message}`;
  yield* complain(sys, `${stamp} ${String(thread)} ${text}\n`, 0);
}

/** What the log says at the turns of a server's life, in the words of its edition. */
export interface LifeMessages {
  readonly initializing: string;
  readonly starting: string;
  readonly storageStarts: string;
  readonly storageStarted: string;
  readonly ready: string;
  readonly stopped: string;
}

export function lifeMessages(version: string, { pid, socket, port }: { pid: number; socket: string; port: number }): LifeMessages {
  const facts = `Version: '${version}'  socket: '${socket}'  port: ${String(port)}  ${editionOf(version)}`;
  const initializing = `/usr/sbin/mysqld (mysqld ${version}) initializing of server in progress as process ${String(pid)}`;
  if (!isMariaDb(version))
    return {
      initializing,
      starting: `/usr/sbin/mysqld (mysqld ${version}) starting as process ${String(pid)}`,
      storageStarts: 'InnoDB initialization has started.',
      storageStarted: 'InnoDB initialization has ended.',
      ready: `/usr/sbin/mysqld: ready for connections. ${facts}.`,
      stopped: `/usr/sbin/mysqld: Shutdown complete (mysqld ${version})  ${editionOf(version)}.`,
    };
  return {
    initializing,
    starting: `Starting MariaDB ${version} as process ${String(pid)}`,
    storageStarts: 'Initializing buffer pool, total size = 128.000MiB, chunk size = 2.000MiB',
    storageStarted: 'Completed initialization of buffer pool',
    ready: `mariadbd: ready for connections.\n${facts}`,
    stopped: 'mariadbd: Shutdown complete\n',
  };
}

export function* print(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

export function* complain(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return code;
}
