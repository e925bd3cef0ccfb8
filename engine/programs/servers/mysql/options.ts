import { editionOf } from './edition.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { normaliseIp } from '../../../net/ip.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';

export const DEFAULT_SOCKET = '/var/run/mysqld/mysqld.sock';
const OPTION_FILES = ['/etc/my.cnf', '/etc/mysql/my.cnf'] as const;
const MAX_INCLUDES = 64;

export interface ServerOptions {
  readonly action: 'run' | 'initialize' | 'version' | 'help';
  readonly randomPassword: boolean;
  readonly dataDir: string;
  readonly port: number;
  readonly socket: string;
  readonly user: string | undefined;
  readonly initFile: string | undefined;
  readonly bindAddress: string;
  readonly skipNetworking: boolean;
  /** All that was given, by name. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Options that change nothing that anybody could see here. */
const harmless =
  /^(skip-host-cache|skip-name-resolve|secure-file-priv|pid-file|default-authentication-plugin|character-set-server|collation-server|max-connections|max-allowed-packet|innodb-[\w-]+|sql-mode|default-storage-engine|explicit-defaults-for-timestamp|lc-messages-dir|tmpdir|basedir|console|performance-schema|key-buffer-size|thread-[\w-]+|table-[\w-]+|server-id|skip-log-bin|symbolic-links|disable-log-bin|authentication-policy|host-cache-size|mysqlx|skip-mysqlx)$/;

/** Options from my.cnf, then those of the command line; the complaint about one that nobody knows. */
export function* readServerOptions(sys: Sys, words: readonly string[]): Task<ServerOptions | string> {
  const values = new Map<string, string>();
  for (const path of OPTION_FILES)
    for (const [name, value] of yield* readOptionFile(sys, path, ['mysqld', 'server', 'mariadb', 'mariadbd', 'client-server']))
      values.set(name, value);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const short = ({ '-u': 'user', '-P': 'port', '-h': 'datadir', '-V': 'version', '-?': 'help' } as const)[word.slice(0, 2)];
    if (!word.startsWith('--') && short === undefined) return `mysqld: Too many arguments (first extra is '${word}').\n`;
    const [name, given] = word.startsWith('--') ? splitOption(word.slice(2)) : [short ?? '', word.length > 2 ? word.slice(2) : undefined];
    const needsValue = ['user', 'port', 'datadir', 'socket', 'init-file'].includes(name);
    values.set(name, given ?? (needsValue ? (words[++i] ?? '') : ''));
  }
  const foreign = [...values.keys()].find(name => notSimulated.includes(name));
  if (foreign !== undefined) return `drydock: the mysqld option ${foreign} is not simulated\n`;
  const unknown = [...values.keys()].find(name => !known.includes(name) && !harmless.test(name));
  if (unknown !== undefined) return `mysqld: unknown variable '${unknown}=${values.get(unknown) ?? ''}'\n`;
  const action = values.has('version')
    ? 'version'
    : values.has('help')
      ? 'help'
      : values.has('initialize') || values.has('initialize-insecure')
        ? 'initialize'
        : 'run';
  const bind = values.get('bind-address') ?? '*';
  return {
    action,
    randomPassword: values.has('initialize'),
    dataDir: (values.get('datadir') ?? '/var/lib/mysql').replace(/(.)\/$/, '$1'),
    port: Number(values.get('port') ?? 3306),
    socket: values.get('socket') ?? DEFAULT_SOCKET,
    user: values.get('user'),
    initFile: values.get('init-file'),
    bindAddress: bind === '*' ? '::' : (normaliseIp(bind) ?? '::'),
    skipNetworking: values.has('skip-networking'),
    settings: values,
  };
}

const notSimulated: readonly string[] = [
  'log-error',
  'general-log',
  'slow-query-log',
  'log-bin',
  'skip-grant-tables',
  'read-only',
  'require-secure-transport',
  'event-scheduler',
  'plugin-load',
  'gtid-mode',
  'daemonize',
  'defaults-file',
  'defaults-extra-file',
  'lower-case-table-names',
];

const known: readonly string[] = [
  'version',
  'help',
  'verbose',
  'initialize',
  'initialize-insecure',
  'datadir',
  'port',
  'socket',
  'user',
  'init-file',
  'bind-address',
  'skip-networking',
];

export function mysqldUsage(version: string): string {
  return `/usr/sbin/mysqld  Ver ${version} for Linux on x86_64 (${editionOf(version)})\n\nStarts the MySQL database server.\n\nUsage: /usr/sbin/mysqld [OPTIONS]\n\nFor more help options (several pages), use mysqld --verbose --help.\n`;
}

/** `name=value` and `name` of the groups that count, with the files that are included. */
export function* readOptionFile(
  sys: Sys,
  path: string,
  groups: readonly string[],
  depth = 0,
): Task<readonly (readonly [string, string])[]> {
  const options: (readonly [string, string])[] = [];
  let text: string;
  try {
    text = yield* readText(sys, path);
  } catch (error) {
    if (isErrno(error)) return options;
    throw error;
  }
  let group = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const folder = /^!includedir\s+(.+)$/.exec(line)?.[1]?.replace(/\/$/, '');
    const file = /^!include\s+(.+)$/.exec(line)?.[1];
    const included = folder !== undefined ? configFiles(sys, folder) : file !== undefined ? [file] : [];
    if (depth < MAX_INCLUDES) for (const name of included) options.push(...(yield* readOptionFile(sys, name, groups, depth + 1)));
    group = /^\[(.+)\]$/.exec(line)?.[1] ?? group;
    if (/^[#;![]|^$/.test(line) || !groups.includes(group)) continue;
    const [name, value = ''] = splitOption(line);
    options.push([name, value]);
  }
  return options;
}

function configFiles(sys: Sys, folder: string): readonly string[] {
  try {
    return sys
      .readdir(folder)
      .filter(({ name }) => name.endsWith('.cnf'))
      .map(({ name }) => `${folder}/${name}`);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** Underscores and hyphens are the same in names. */
function splitOption(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  const name = (equals < 0 ? text : text.slice(0, equals)).trim().replaceAll('_', '-');
  return [
    name,
    equals < 0
      ? undefined
      : text
          .slice(equals + 1)
          .trim()
          .replace(/^(["'])(.*)\1$/, '$2'),
  ];
}
