import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { loadAccounts, userName } from '../../../accounts.js';
import { LineReader, readText } from '../../../input.js';
import { refusalOf } from '../../../unsimulated.js';
import { Connection, ConnectionError, type Target } from './connection.js';

/** A command line that was taken apart: values by long names, flags, and words. */
export interface CommandLine {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly flags: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** `letters` maps letters to long names; a name with `=` at its end takes a value. Text: what is wrong. */
export function parseCommandLine(
  program: string,
  argv: readonly string[],
  letters: Readonly<Record<string, string>>,
  more = '',
): CommandLine | string {
  const known = new Map<string, boolean>(
    [...Object.values(letters), ...more.split(' ').filter(word => word !== '')].map(name => [name.replace('=', ''), name.endsWith('=')]),
  );
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const words: string[] = [];
  const hint = hintFor(program);
  const put = (name: string, value: string): void => void values.set(name, [...(values.get(name) ?? []), value]);
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') {
      words.push(...argv.slice(i + 1));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
      const takes = known.get(name);
      if (takes === undefined) return unknown(program, word, `unrecognized option '${word}'`);
      if (!takes) flags.add(name);
      else if (equals >= 0) put(name, word.slice(equals + 1));
      else if (i + 1 < argv.length) put(name, argv[++i] ?? '');
      else return `${program}: option '${word}' requires an argument\n${hint}`;
    } else if (word.startsWith('-') && word.length > 1) {
      for (let k = 1; k < word.length; k++) {
        const letter = word.charAt(k);
        const name = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
        if (name === undefined) return unknown(program, `-${letter}`, `invalid option -- '${letter}'`);
        if (!name.endsWith('=')) {
          flags.add(name);
          continue;
        }
        const rest = word.slice(k + 1);
        if (rest === '' && i + 1 >= argv.length) return `${program}: option requires an argument -- '${letter}'\n${hint}`;
        put(name.slice(0, -1), rest === '' ? (argv[++i] ?? '') : rest);
        break;
      }
    } else words.push(word);
  }
  return { values, flags, words };
}

function hintFor(program: string): string {
  return `${program}: hint: Try "${program} --help" for more information.\n`;
}

function unknown(program: string, word: string, problem: string): string {
  const refusal = refusalOf(program, word);
  return refusal === undefined ? `${program}: ${problem}\n${hintFor(program)}` : `${refusal}\n`;
}

/** Where to connect: what was given, then PG… of the environment, then the user's own name. */
export function* targetOf(sys: Sys, line: CommandLine, applicationName: string, database?: string): Task<Target> {
  const last = (name: string): string | undefined => line.values.get(name)?.at(-1);
  const env = (name: string): string | undefined => {
    const value = sys.env.get(name);
    return value === '' ? undefined : value;
  };
  const uri = parseUri(database ?? last('dbname') ?? '');
  const user = uri?.get('user') ?? last('username') ?? env('PGUSER') ?? userName(yield* loadAccounts(sys), sys.credentials().uid);
  const host = uri?.get('host') ?? last('host') ?? env('PGHOST');
  const port = Number(uri?.get('port') ?? last('port') ?? env('PGPORT') ?? 5432);
  const name = uri ? (uri.get('dbname') ?? user) : (database ?? last('dbname') ?? env('PGDATABASE') ?? user);
  const password =
    uri?.get('password') ?? env('PGPASSWORD') ?? (yield* passwordFromFile(sys, { host: host ?? 'localhost', port, database: name, user }));
  return { host, port, user, database: name, password, applicationName: env('PGAPPNAME') ?? applicationName };
}

/** `postgresql://user:password@host:port/database` and `host=… user=…`. */
export function parseUri(text: string): ReadonlyMap<string, string> | undefined {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(text);
  const parts = new Map<string, string>();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '')
      parts.set(
        name,
        value.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      );
  };
  if (uri) {
    for (const [i, name] of ['user', 'password', 'host', 'port', 'dbname'].entries()) put(name, uri[i + 1]);
    return parts;
  }
  if (!text.includes('=')) return undefined;
  for (const [, name = '', quoted, plain] of text.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|(\S+))/g)) put(name, quoted ?? plain);
  return parts;
}

function* passwordFromFile(
  sys: Sys,
  wanted: { readonly host: string; readonly port: number; readonly database: string; readonly user: string },
): Task<string | undefined> {
  const path = sys.env.get('PGPASSFILE') ?? `${sys.env.get('HOME') ?? ''}/.pgpass`;
  try {
    if ((sys.stat(path).mode & 0o077) !== 0) {
      yield* sys.write(
        2,
        encodeUtf8(`WARNING: password file "${path}" has group or world access; permissions should be u=rw (0600) or less\n`),
      );
      return undefined;
    }
    for (const line of (yield* readText(sys, path)).split('\n')) {
      const fields = [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) => field.replace(/\\(.)/g, '$1'));
      const given = [wanted.host, String(wanted.port), wanted.database, wanted.user];
      if (fields.length >= 5 && given.every((value, i) => fields[i] === '*' || fields[i] === value)) return fields[4];
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  return undefined;
}

/** Connects; asks for a password where one is wanted and a terminal is there (or -W says so). */
export function* connectOrAsk(
  sys: Sys,
  target: Target,
  { ask, never }: { readonly ask: boolean; readonly never: boolean },
): Task<Connection> {
  if (ask) return yield* Connection.open(sys, { ...target, password: yield* askPassword(sys, 'Password: ') });
  try {
    return yield* Connection.open(sys, target);
  } catch (error) {
    if (!(error instanceof ConnectionError) || !error.needsPassword || never) throw error;
    return yield* Connection.open(sys, { ...target, password: yield* askPassword(sys, `Password for user ${target.user}: `) });
  }
}

/** Asks on the terminal without echo. */
export function* askPassword(sys: Sys, prompt: string): Task<string> {
  yield* sys.write(2, encodeUtf8(prompt));
  const isTerminal = sys.isTerminal(0);
  if (isTerminal) sys.setTerminalModes(0, { echo: false });
  try {
    return (yield* new LineReader(sys, 0).next()) ?? '';
  } catch (error) {
    if (isErrno(error)) return '';
    throw error;
  } finally {
    if (isTerminal) sys.setTerminalModes(0, { echo: true });
    yield* sys.write(2, encodeUtf8('\n'));
  }
}
