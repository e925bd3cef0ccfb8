import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { isErrno } from '../../../core/errno.js';
import type { Sys } from '../../../process/sys.js';
import { findUser, loadAccounts } from '../../accounts.js';
import { LineReader } from '../../input.js';
import { refusalOf } from '../../unsimulated.js';
import type { ClientTarget } from './client-connection.js';
import { DEFAULT_SOCKET, readOptionFile } from './options.js';

/** A client's command line: connection options, flags and words. */
export interface ClientOptions {
  readonly target: ClientTarget;
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

const shortOptions: ReadonlyMap<string, string> = new Map([
  ['u', 'user'],
  ['h', 'host'],
  ['P', 'port'],
  ['S', 'socket'],
  ['D', 'database'],
  ['e', 'execute'],
  ['N', 'skip-column-names'],
  ['s', 'silent'],
  ['B', 'batch'],
  ['t', 'table'],
  ['v', 'verbose'],
  ['f', 'force'],
  ['r', 'raw'],
  ['V', 'version'],
  ['?', 'help'],
  ['A', 'no-auto-rehash'],
  ['n', 'unbuffered'],
  ['E', 'vertical'],
  ['w', 'wait'],
  ['i', 'sleep'],
  ['C', 'compress'],
  ['d', 'no-data'],
]);
const withValue: readonly string[] = [
  'user',
  'host',
  'port',
  'socket',
  'database',
  'execute',
  'protocol',
  'connect-timeout',
  'default-character-set',
  'defaults-file',
  'defaults-extra-file',
  'sleep',
];

/** Reads my.cnf and the command line; text: what is wrong with it. Asks for a password where one is wanted. */
export function* readClientOptions(sys: Sys, program: string, words: readonly string[]): Task<ClientOptions | string> {
  const values = new Map<string, string>();
  for (const path of ['/etc/my.cnf', '/etc/mysql/my.cnf', `${sys.env.get('HOME') ?? ''}/.my.cnf`]) {
    for (const [name, value] of yield* readOptionFile(sys, path, ['client', 'client-server', program])) values.set(name, value);
  }
  const flags = new Set<string>();
  const rest: string[] = [];
  let password = sys.env.get('MYSQL_PWD') ?? values.get('password');
  let asks = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '-p' || word === '--password') asks = true;
    else if (word.startsWith('-p') || word.startsWith('--password=')) {
      password = word.slice(word.startsWith('-p') ? 2 : '--password='.length);
      yield* sys.write(2, encodeUtf8(`${program}: [Warning] Using a password on the command line interface can be insecure.\n`));
    } else if (word.startsWith('--')) {
      const [name, given] = splitLong(word.slice(2));
      if (given !== undefined || withValue.includes(name)) values.set(name, given ?? words[++i] ?? '');
      else flags.add(name);
    } else if (word.startsWith('-') && word.length > 1) {
      i += readShort(word, words[i + 1], values, flags);
    } else rest.push(word);
  }
  const unknown =
    [...flags].find(name => !knownFlags.includes(name)) ??
    [...values.keys()].find(name => !withValue.includes(name) && name !== 'password');
  if (unknown !== undefined) {
    const word = `${unknown.length === 1 ? '-' : '--'}${unknown}`;
    const refusal = refusalOf(program, word);
    return refusal === undefined ? `${program}: [ERROR] unknown option '${word}'.\n` : `${refusal}\n`;
  }
  if (asks) password = yield* askPassword(sys);
  const accounts = yield* loadAccounts(sys);
  const login = findUser(accounts, String(sys.credentials().uid))?.name ?? 'root';
  const host = values.get('host');
  const viaTcp = values.get('protocol')?.toLowerCase() === 'tcp' || (host !== undefined && host !== 'localhost');
  return {
    target: {
      host: viaTcp ? (host ?? '127.0.0.1') : undefined,
      port: Number(values.get('port') ?? 3306),
      socket: values.get('socket') ?? DEFAULT_SOCKET,
      user: values.get('user') ?? login,
      password: password ?? '',
      database: values.get('database') ?? '',
    },
    flags,
    values,
    words: rest,
  };
}

const knownFlags: readonly string[] = [
  ...[...shortOptions.values()].filter(name => !withValue.includes(name)),
  'no-defaults',
  'skip-auto-rehash',
  'disable-auto-rehash',
  'skip-ssl',
  'ssl-mode',
  'column-names',
  'all-databases',
  'databases',
  'no-create-info',
  'single-transaction',
  'skip-lock-tables',
  'no-tablespaces',
  'add-drop-database',
  'routines',
  'events',
  'triggers',
  'quick',
  'skip-comments',
  'compact',
];

function splitLong(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text.replaceAll('_', '-'), undefined] : [text.slice(0, equals).replaceAll('_', '-'), text.slice(equals + 1)];
}

/** Reads a cluster such as `-NBe`; how many of the next words it took. */
function readShort(word: string, next: string | undefined, values: Map<string, string>, flags: Set<string>): number {
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? '';
    const name = shortOptions.get(letter);
    if (name === undefined) {
      flags.add(letter);
      return 0;
    }
    if (!withValue.includes(name)) {
      flags.add(name);
      continue;
    }
    const rest = word.slice(i + 1);
    values.set(name, rest === '' ? (next ?? '') : rest);
    return rest === '' ? 1 : 0;
  }
  return 0;
}

/** Asks on the terminal without echo; from standard input where there is none. */
function* askPassword(sys: Sys): Task<string> {
  yield* sys.write(2, encodeUtf8('Enter password: '));
  const isTerminal = sys.isTerminal(0);
  if (isTerminal) sys.setTerminalModes(0, { echo: false });
  try {
    const line = yield* new LineReader(sys, 0).next();
    return line ?? '';
  } catch (error) {
    if (isErrno(error)) return '';
    throw error;
  } finally {
    if (isTerminal) sys.setTerminalModes(0, { echo: true });
    yield* sys.write(2, encodeUtf8('\n'));
  }
}
