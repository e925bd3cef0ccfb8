import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import type { Release } from '../release.js';
import { quoteName } from '../sql/keywords.js';
import { connectOrAsk, parseCommandLine, targetOf, type CommandLine } from './client-options.js';
import { ConnectionError, type Connection } from './connection.js';
import { ask, QueryError } from './dump/questions.js';

type ToolName = 'vacuumdb' | 'reindexdb';

const common = {
  a: 'all',
  d: 'dbname=',
  e: 'echo',
  h: 'host=',
  p: 'port=',
  q: 'quiet',
  t: 'table=',
  U: 'username=',
  v: 'verbose',
  V: 'version',
  w: 'no-password',
  W: 'password',
  '?': 'help',
};
const letters = {
  vacuumdb: { ...common, f: 'full', F: 'freeze', z: 'analyze', Z: 'analyze-only' },
  reindexdb: { ...common, i: 'index=', s: 'system', S: 'schema=' },
};

/** vacuumdb and reindexdb: a statement for one database or for all. */
export function maintenanceTool(name: ToolName, release: Release): Main {
  return function* (sys, argv) {
    const line = parseCommandLine(name, argv.slice(1), letters[name], 'maintenance-db=');
    if (typeof line === 'string') return yield* say(sys, line, 1);
    const { flags, values } = line;
    if (flags.has('version')) return yield* say(sys, `${name} (PostgreSQL) ${release.version}\n`, 0);
    if (flags.has('help')) return yield* say(sys, `Usage:\n  ${name} [OPTION]... [DBNAME]\n`, 0);
    const left = ['verbose', 'system', 'schema'].find(option => flags.has(option) || values.has(option));
    if (left !== undefined) return yield* say(sys, `drydock: ${name} --${left} is not simulated\n`, 1);
    if (flags.has('all') && (line.words.length > 0 || values.has('dbname')))
      return yield* say(
        sys,
        `${name}: error: cannot ${name === 'vacuumdb' ? 'vacuum' : 'reindex'} all databases and a specific one at the same time\n`,
        1,
      );
    try {
      return yield* run(sys, name, line);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      return yield* say(sys, `${name}: error: ${error.message}\n`, 1);
    }
  };
}

function* say(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(code === 0 ? 1 : 2, encodeUtf8(text));
  return code;
}

function* open(sys: Sys, name: ToolName, line: CommandLine, database: string | undefined): Task<Connection> {
  const target = yield* targetOf(sys, line, name, database);
  return yield* connectOrAsk(sys, target, { ask: line.flags.has('password'), never: line.flags.has('no-password') });
}

function* run(sys: Sys, name: ToolName, line: CommandLine): Task<number> {
  if (!line.flags.has('all')) return yield* runOn(sys, name, line, yield* open(sys, name, line, line.words[0]));
  const first = yield* open(sys, name, line, 'postgres');
  const databases = yield* ask(first, 'SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1');
  yield* first.close();
  for (const [database] of databases) {
    const code = yield* runOn(sys, name, line, yield* open(sys, name, line, database ?? ''));
    if (code !== 0) return code;
  }
  return 0;
}

function* runOn(sys: Sys, name: ToolName, line: CommandLine, connection: Connection): Task<number> {
  const { database } = connection.target;
  const doing = name === 'vacuumdb' ? 'vacuuming' : 'reindexing';
  if (!line.flags.has('quiet') && (name === 'vacuumdb' || line.flags.has('all')))
    yield* say(sys, `${name}: ${doing} database "${database}"\n`, 0);
  for (const sql of statementsOf(name, line, database)) {
    if (line.flags.has('echo')) yield* say(sys, `${sql}\n`, 0);
    try {
      yield* ask(connection, sql);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      yield* connection.close();
      return yield* say(sys, `${name}: error: ${doing} of database "${database}" failed: ERROR:  ${error.message}\n`, 1);
    }
  }
  yield* connection.close();
  return 0;
}

function statementsOf(name: ToolName, { flags, values }: CommandLine, database: string): readonly string[] {
  const tables = (values.get('table') ?? []).map(quotedPath);
  if (name === 'reindexdb') {
    const indexes = (values.get('index') ?? []).map(index => `REINDEX INDEX ${quotedPath(index)};`);
    const all = [...tables.map(table => `REINDEX TABLE ${table};`), ...indexes];
    return all.length > 0 ? all : [`REINDEX DATABASE ${quoteName(database)};`];
  }
  const options = [
    ...(flags.has('full') ? ['FULL'] : []),
    ...(flags.has('freeze') ? ['FREEZE'] : []),
    ...(flags.has('analyze') ? ['ANALYZE'] : []),
  ];
  const verb = flags.has('analyze-only') ? 'ANALYZE' : `VACUUM${options.length > 0 ? ` (${options.join(', ')})` : ''}`;
  return tables.length > 0 ? tables.map(table => `${verb} ${table};`) : [`${verb};`];
}

function quotedPath(text: string): string {
  return text.split('.').map(quoteName).join('.');
}
