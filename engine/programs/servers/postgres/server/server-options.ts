import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import type { Release } from '../release.js';
import { settingName } from '../execute/settings.js';
import { isSetting, readConfig, valuesOf } from './config-files.js';

export interface ServerOptions {
  readonly program: string;
  readonly words: readonly string[];
  readonly dataDir: string;
  readonly port: number;
  readonly socketDir: string;
  readonly listenAddresses: readonly string[];
  /** What the command line sets, which files do not change. */
  readonly given: ReadonlyMap<string, string>;
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
  const given = readWords(words);
  if (typeof given === 'string') return given;
  const dataDir = given.dataDir ?? sys.env.get('PGDATA') ?? '';
  if (dataDir === '') return noDataDir;
  const fromFile = yield* readConfig(sys, dataDir);
  if (typeof fromFile === 'string') return fromFile;
  const settings = new Map([...valuesOf(fromFile), ...given.settings]);
  for (const name of settings.keys()) if (!isSetting(name)) return `FATAL:  unrecognized configuration parameter "${name}"\n`;
  const port = Number(settings.get('port') ?? DEFAULT_PORT);
  return {
    program: `/usr/lib/postgresql/${release.major}/bin/postgres`,
    words,
    dataDir: dataDir.length > 1 ? dataDir.replace(/\/+$/, '') : dataDir,
    port: Number.isInteger(port) ? port : DEFAULT_PORT,
    socketDir: settings.get('unix_socket_directories') ?? '/var/run/postgresql',
    listenAddresses: (settings.get('listen_addresses') ?? 'localhost')
      .split(',')
      .map(address => address.trim())
      .filter(address => address !== ''),
    given: given.settings,
    settings,
  };
}

const DEFAULT_PORT = 5432;
const tryHelp = 'Try "postgres --help" for more information.\n';
const noDataDir =
  'postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n';

/** Options of one letter: with a value that is a setting, with another value, or without one. */
const settingOf: Readonly<Record<string, string>> = { p: 'port', h: 'listen_addresses', k: 'unix_socket_directories' };
const withoutValue = 'iF';
const otherLetters = 'cDNBd';

interface Given {
  readonly dataDir: string | undefined;
  readonly settings: ReadonlyMap<string, string>;
}

/** What stands on the command line; text: what is wrong with it. */
function readWords(words: readonly string[]): Given | string {
  const settings = new Map<string, string>();
  let dataDir: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const assignment = /^--([\w.-]+)=([\s\S]*)$/.exec(word);
    if (assignment) {
      settings.set(ownName(assignment[1] ?? ''), assignment[2] ?? '');
      continue;
    }
    const letter = word.charAt(1);
    const wrong = wrongWord(word, letter);
    if (wrong !== undefined) return wrong;
    if (letter === 'i') settings.set('listen_addresses', '*');
    if (withoutValue.includes(letter)) continue;
    const value = word.length > 2 ? word.slice(2) : (words[++i] ?? '');
    const setting = settingOf[letter];
    if (setting !== undefined) settings.set(setting, value);
    else if (letter === 'D') dataDir = value;
    else if (letter === 'c') {
      const equals = value.indexOf('=');
      if (equals < 0) return `-c ${value} requires a value\n`;
      settings.set(ownName(value.slice(0, equals)), value.slice(equals + 1));
    }
  }
  return { dataDir, settings };
}

function ownName(name: string): string {
  return settingName(name.replaceAll('-', '_'));
}

function wrongWord(word: string, letter: string): string | undefined {
  if (!word.startsWith('-')) return `postgres: invalid argument: "${word}"\n${tryHelp}`;
  const isKnown = letter !== '' && (letter in settingOf || withoutValue.includes(letter) || otherLetters.includes(letter));
  return isKnown ? undefined : `postgres: invalid option -- '${letter}'\n${tryHelp}`;
}
