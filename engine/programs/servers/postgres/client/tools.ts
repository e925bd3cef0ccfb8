import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import { quoteLiteral, quoteName } from '../sql/keywords.js';
import type { Release } from '../release.js';
import { askPassword, connectOrAsk, parseCommandLine, targetOf, type CommandLine } from './client-options.js';
import { Connection, ConnectionError, SOCKET_FOLDER } from './connection.js';

type ToolName = 'pg_isready' | 'createdb' | 'dropdb' | 'createuser' | 'dropuser';

const common = { U: 'username=', h: 'host=', p: 'port=', W: 'password', w: 'no-password', V: 'version', e: 'echo', '?': 'help' };
const letters: Readonly<Record<ToolName, Readonly<Record<string, string>>>> = {
  pg_isready: { U: 'username=', h: 'host=', p: 'port=', d: 'dbname=', q: 'quiet', t: 'timeout=', V: 'version', '?': 'help' },
  createdb: { ...common, O: 'owner=', T: 'template=', E: 'encoding=', l: 'locale=', D: 'tablespace=' },
  dropdb: { ...common, i: 'interactive', f: 'force' },
  createuser: {
    ...common,
    s: 'superuser',
    S: 'no-superuser',
    d: 'createdb',
    D: 'no-createdb',
    r: 'createrole',
    R: 'no-createrole',
    l: 'login',
    L: 'no-login',
    P: 'pwprompt',
    i: 'inherit',
    I: 'no-inherit',
    c: 'connection-limit=',
    g: 'role=',
  },
  dropuser: { ...common, i: 'interactive' },
};

/** The small programs beside psql. */
export function clientTool(name: ToolName, release: Release): Main {
  return function* (sys, argv) {
    const line = parseCommandLine(
      name,
      argv.slice(1),
      letters[name],
      'if-exists maintenance-db= lc-collate= lc-ctype= interactive replication no-replication',
    );
    if (typeof line === 'string') return yield* say(sys, 2, line, name === 'pg_isready' ? 3 : 1);
    if (line.flags.has('version')) return yield* say(sys, 1, `${name} (PostgreSQL) ${release.version}\n`, 0);
    if (line.flags.has('help')) return yield* say(sys, 1, `Usage:\n  ${name} [OPTION]...\n`, 0);
    return name === 'pg_isready' ? yield* isReady(sys, line) : yield* runTool(sys, name, line);
  };
}

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

/** pg_isready: 0 accepts, 1 rejects, 2 does not answer. */
function* isReady(sys: Sys, line: CommandLine): Task<number> {
  const target = yield* targetOf(sys, line, 'pg_isready');
  const where = `${target.host ?? SOCKET_FOLDER}:${String(target.port)}`;
  const tell = function* (text: string, code: number): Task<number> {
    return line.flags.has('quiet') ? code : yield* say(sys, 1, `${where} - ${text}\n`, code);
  };
  try {
    const connection = yield* Connection.open(sys, target);
    yield* connection.close();
    return yield* tell('accepting connections', 0);
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    if (/starting up|shutting down/.test(error.message)) return yield* tell('rejecting connections', 1);
    // Whoever says why somebody is not let in is there.
    if (/FATAL:|no password supplied/.test(error.message)) return yield* tell('accepting connections', 0);
    return yield* tell('no response', 2);
  }
}

function* runTool(sys: Sys, name: ToolName, line: CommandLine): Task<number> {
  const [object] = line.words;
  const own = yield* targetOf(sys, line, name, 'postgres');
  const subject = object ?? (name === 'createdb' ? (sys.env.get('PGDATABASE') ?? own.user) : name === 'createuser' ? own.user : undefined);
  if (subject === undefined)
    return yield* say(
      sys,
      2,
      `${name}: error: missing required argument ${name === 'dropdb' ? 'database' : 'role'} name\n${name}: hint: Try "${name} --help" for more information.\n`,
      1,
    );
  const sql = yield* statementOf(sys, name, subject, line);
  if (line.flags.has('echo')) yield* say(sys, 1, `${sql}\n`, 0);
  try {
    const connection = yield* connectOrAsk(sys, own, { ask: line.flags.has('password'), never: line.flags.has('no-password') });
    yield* connection.query(sql);
    let code = 0;
    for (;;) {
      const event = yield* connection.next();
      if (event.kind === 'error') {
        const what = {
          createdb: 'database creation',
          dropdb: 'database removal',
          createuser: 'creation of new role',
          dropuser: `removal of role "${subject}"`,
          pg_isready: '',
        }[name];
        yield* say(
          sys,
          2,
          `${name}: error: ${what} failed: ERROR:  ${event.message.get('M') ?? ''}\n${event.message.has('D') ? `DETAIL:  ${event.message.get('D') ?? ''}\n` : ''}`,
          1,
        );
        code = 1;
      }
      if (event.kind === 'notice') yield* say(sys, 2, `${event.message.get('S') ?? ''}:  ${event.message.get('M') ?? ''}\n`, 0);
      if (event.kind === 'ready' || event.kind === 'lost') break;
    }
    yield* connection.close();
    return code;
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    return yield* say(sys, 2, `${name}: error: ${error.message}\n`, 1);
  }
}

function* statementOf(sys: Sys, name: ToolName, subject: string, line: CommandLine): Task<string> {
  const value = (option: string): string | undefined => line.values.get(option)?.at(-1);
  const ifExists = line.flags.has('if-exists') ? 'IF EXISTS ' : '';
  if (name === 'dropdb') return `DROP DATABASE ${ifExists}${quoteName(subject)};`;
  if (name === 'dropuser') return `DROP ROLE ${ifExists}${quoteName(subject)};`;
  if (name === 'createdb') {
    const parts = [
      ['OWNER', value('owner')],
      ['ENCODING', value('encoding')],
      ['TEMPLATE', value('template')],
      ['LOCALE', value('locale')],
    ].flatMap(([word, text]) =>
      text === undefined ? [] : [` ${word ?? ''} ${word === 'OWNER' || word === 'TEMPLATE' ? quoteName(text) : quoteLiteral(text)}`],
    );
    return `CREATE DATABASE ${quoteName(subject)}${parts.join('')};`;
  }
  const password = line.flags.has('pwprompt') ? yield* askTwice(sys) : undefined;
  const is = (flag: string): boolean => line.flags.has(flag);
  const words = [
    password === undefined ? '' : ` PASSWORD ${quoteLiteral(password)}`,
    is('superuser') ? ' SUPERUSER' : ' NOSUPERUSER',
    is('createdb') || is('superuser') ? ' CREATEDB' : ' NOCREATEDB',
    is('createrole') || is('superuser') ? ' CREATEROLE' : ' NOCREATEROLE',
    is('no-inherit') ? ' NOINHERIT' : ' INHERIT',
    is('no-login') ? ' NOLOGIN' : ' LOGIN',
    value('connection-limit') === undefined ? '' : ` CONNECTION LIMIT ${value('connection-limit') ?? ''}`,
  ];
  return `CREATE ROLE ${quoteName(subject)}${words.join('')};`;
}

function* askTwice(sys: Sys): Task<string> {
  const first = yield* askPassword(sys, 'Enter password for new role: ');
  yield* askPassword(sys, 'Enter it again: ');
  return first;
}
