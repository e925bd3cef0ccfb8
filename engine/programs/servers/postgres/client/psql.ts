import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Main, Sys } from '../../../../process/sys.js';
import type { Release } from '../release.js';
import { connectOrAsk, parseCommandLine, targetOf, type CommandLine } from './client-options.js';
import { runCommand } from './commands/index.js';
import { ConnectionError, type Target } from './connection.js';
import { openTarget } from './output-target.js';
import { converse } from './psql-prompt.js';
import { Script } from './psql-script.js';
import { Psql } from './psql-shell.js';

const letters = {
  U: 'username=',
  h: 'host=',
  p: 'port=',
  d: 'dbname=',
  c: 'command=',
  f: 'file=',
  t: 'tuples-only',
  A: 'no-align',
  F: 'field-separator=',
  R: 'record-separator=',
  x: 'expanded',
  l: 'list',
  v: 'set=',
  q: 'quiet',
  X: 'no-psqlrc',
  '1': 'single-transaction',
  W: 'password',
  w: 'no-password',
  V: 'version',
  '?': 'help',
  a: 'echo-all',
  e: 'echo-queries',
  E: 'echo-hidden',
  b: 'echo-errors',
  n: 'no-readline',
  s: 'single-step',
  S: 'single-line',
  o: 'output=',
  P: 'pset=',
} as const;

/** psql: statements and commands from -c, -f, standard input or a prompt. */
export function psql(release: Release): Main {
  return function* (sys, argv) {
    const line = parseCommandLine('psql', argv.slice(1), letters, 'csv variable=');
    if (typeof line === 'string') return yield* say(sys, 2, line.replace(/^psql: (unrecognized|invalid option|option)/, 'psql: $1'), 1);
    if (line.flags.has('version')) return yield* say(sys, 1, `psql (PostgreSQL) ${release.version}\n`, 0);
    if (line.flags.has('help'))
      return yield* say(sys, 1, 'psql is the PostgreSQL interactive terminal.\n\nUsage:\n  psql [OPTION]... [DBNAME [USERNAME]]\n', 0);
    for (const option of ['echo-hidden', 'single-step', 'single-line'])
      if (line.flags.has(option) || line.values.has(option)) return yield* say(sys, 2, `drydock: psql --${option} is not simulated\n`, 1);
    const target = yield* clientTarget(sys, line);
    try {
      const connection = yield* connectOrAsk(sys, target, { ask: line.flags.has('password'), never: line.flags.has('no-password') });
      const shell = new Psql(sys, connection, line, release);
      const where = line.values.get('output')?.at(-1);
      const outputTarget = where === undefined ? undefined : openTarget(sys, where);
      if (typeof outputTarget === 'string') return yield* say(sys, 2, `psql: error: ${outputTarget}\n`, 1);
      shell.target = outputTarget;
      const code = yield* run(shell, line);
      yield* shell.closeTarget();
      yield* shell.connection?.close() ?? [];
      return code;
    } catch (error) {
      if (error instanceof ConnectionError) return yield* say(sys, 2, `psql: error: ${error.message}\n`, 2);
      throw error;
    }
  };
}

function* run(shell: Psql, line: CommandLine): Task<number> {
  const { values, flags } = line;
  if (flags.has('list')) return (yield* runCommand(shell, '\\l')) ? 0 : 1;
  const single = flags.has('single-transaction');
  if (single) yield* shell.execute('BEGIN');
  const script = new Script(shell);
  const isGiven = values.has('command') || values.has('file');
  const code = yield* isGiven
    ? script.given(line)
    : shell.isInteractive
      ? converse(shell, script, { hasEditor: !flags.has('no-readline') })
      : script.standardInput();
  if (single && shell.connection) yield* shell.execute(code === 0 ? 'COMMIT' : 'ROLLBACK');
  return code;
}

function* clientTarget(sys: Sys, line: CommandLine): Task<Target> {
  const [database, user] = line.words;
  const withUser = user === undefined ? line : { ...line, values: new Map(line.values).set('username', [user]) };
  const named = line.flags.has('list') && database === undefined && !line.values.has('dbname') ? 'postgres' : database;
  return yield* targetOf(sys, withUser, 'psql', named);
}

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
