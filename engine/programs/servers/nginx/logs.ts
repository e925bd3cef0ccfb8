import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { stampOf } from '../../net/http-date.js';
import { zoneOf } from '../../time/zone.js';
import { errnoNumber } from '../errno-number.js';
import { ConfigError } from './config-parser.js';
import type { NginxConfig } from './config.js';

export const levels = ['stderr', 'emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'] as const;
export type Level = (typeof levels)[number];

/** Where a build logs errors until its configuration says otherwise. */
export const DEFAULT_ERROR_LOG = '/var/log/nginx/error.log';
const DEFAULT_ACCESS_LOG = '/var/log/nginx/access.log';

/** The log files of a configuration, open for appending. */
export class LogFiles {
  readonly fds: ReadonlyMap<string, Fd>;
  readonly #errors: readonly { readonly path: string; readonly level: Level }[];

  private constructor(fds: ReadonlyMap<string, Fd>, errors: readonly { readonly path: string; readonly level: Level }[]) {
    this.fds = fds;
    this.#errors = errors;
  }

  /** Opens every file that the configuration logs to; throws ConfigError. */
  static open(sys: Sys, config: NginxConfig): LogFiles {
    const given = config.main
      .all('error_log')
      .map(({ args }) => ({ path: args[0] ?? '', level: levels.find(level => level === args[1]) ?? 'error' }));
    const errors = given.length > 0 ? given : [{ path: DEFAULT_ERROR_LOG, level: 'error' as const }];
    const scopes = [config.http, ...config.servers.flatMap(server => [server.scope, ...server.locations.map(location => location.scope)])];
    const access = scopes.flatMap(scope =>
      scope.directives.filter(({ name }) => name === 'access_log' || name === 'error_log').map(({ args }) => args[0] ?? ''),
    );
    const fds = new Map<string, Fd>();
    for (const path of new Set([...errors.map(error => error.path), ...access, DEFAULT_ACCESS_LOG])) {
      if (path === 'off' || (path === DEFAULT_ACCESS_LOG && config.http.all('access_log').length > 0 && !access.includes(path))) continue;
      if (path.startsWith('syslog:')) throw new ConfigError('drydock: syslog is not simulated');
      fds.set(path, path === 'stderr' ? 2 : openLog(sys, path));
    }
    return new LogFiles(fds, errors);
  }

  /** The file of `access_log` when none is configured. */
  static get defaultAccess(): string {
    return DEFAULT_ACCESS_LOG;
  }

  *error(sys: Sys, level: Level, message: string): Task<void> {
    const line = encodeUtf8(`${errorStamp(sys)} [${level}] ${String(sys.pid)}#${String(sys.pid)}: ${message}\n`);
    for (const { path, level: limit } of this.#errors) {
      if (levels.indexOf(level) > levels.indexOf(limit)) continue;
      yield* writeQuietly(sys, this.fds.get(path) ?? 2, line);
    }
  }

  *access(sys: Sys, path: string, line: string): Task<void> {
    const fd = this.fds.get(path);
    if (fd !== undefined) yield* writeQuietly(sys, fd, encodeUtf8(`${line}\n`));
  }

  close(sys: Sys): void {
    for (const fd of this.fds.values()) if (fd > 2) sys.close(fd);
  }
}

/** `2026/11/22 20:15:18` in the zone of TZ. */
export function errorStamp(sys: Sys): string {
  const { year, month, day, time } = stampOf(sys.clock.epochMsOf(sys.clock.now()), zoneOf(sys));
  return `${year}/${month}/${day} ${time}`;
}

function openLog(sys: Sys, path: string): Fd {
  try {
    return sys.open(path, { write: true, append: true, create: true, mode: 0o644 });
  } catch (error) {
    if (isErrno(error)) throw new ConfigError(`open() "${path}" failed (${errnoNumber(error.code)}: ${error.message})`);
    throw error;
  }
}

function* writeQuietly(sys: Sys, fd: Fd, line: Uint8Array): Task<void> {
  try {
    yield* sys.write(fd, line);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
