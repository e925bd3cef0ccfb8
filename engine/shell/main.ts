import { isLocale } from '../process/c-locales.js';
import { Errno, isErrno } from '../core/errno.js';
import { concatBytes } from '../core/streams.js';
import type { Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { Main, Sys } from '../process/sys.js';
import type { Signal } from '../process/signals.js';
import type { Dialect } from './dialect.js';
import { parseCommandLine, type CommandLine } from './command-line.js';
import type { Completer } from './interactive/completion.js';
import { runInteractive } from './interactive/session.js';
import { finishShell } from './run/finish.js';
import { Interpreter } from './run/interpreter.js';
import { runScript } from './run/script.js';
import { isBinary, scriptText } from './run/script-text.js';
import { runStandardInput } from './run/standard-input.js';
import { Traps } from './run/traps.js';
import { setOption } from './builtins/set.js';
import { Shell } from './state/shell.js';
import { defineShellVariables, setDefaultPrompts } from './state/shell-variables.js';
import { importFunctions, runStartupFiles } from './startup-files.js';

/** A shell as a program: `sh [-c command [name args]] [options] [script args]`. */
export function shellMain(usual: Dialect, completers: ReadonlyMap<string, Completer> = new Map<string, Completer>()): Main {
  return function* (sys, argv, release) {
    const dialect = release === undefined ? usual : { ...usual, release };
    const line = parseCommandLine(argv, dialect);
    if ('output' in line) {
      yield* sys.write(line.fd, encodeUtf8(line.output));
      return line.status;
    }
    return yield* runShell(sys, dialect, line, completers);
  };
}

function* runShell(sys: Sys, dialect: Dialect, line: CommandLine, completers: ReadonlyMap<string, Completer>): Task<number> {
  const source = line.command !== undefined ? 'command' : line.script !== undefined && !line.options.has('stdin') ? 'script' : 'stdin';
  const interactive =
    line.options.get('interactive') ?? (source === 'stdin' && sys.isOpen(0) && sys.isTerminal(0) && sys.isOpen(2) && sys.isTerminal(2));
  const shell = new Shell(sys, dialect, line.name);
  shell.applet = line.invokedAs.replace(/^.*\/|^-/g, '');
  shell.variables.importEnvironment();
  defineShellVariables(shell, line);
  shell.positional = line.args;
  shell.invocation = `${line.command === undefined ? '' : 'c'}${source === 'stdin' ? 's' : ''}`;
  // Before the startup files: they look at PS1 to see whether somebody is there.
  if (interactive) setDefaultPrompts(shell);
  if (line.command !== undefined && dialect.name === 'bash') shell.variables.set('BASH_EXECUTION_STRING', line.command);
  if (line.login && dialect.name === 'bash') shell.shopt.add('login_shell');
  const traps = new Traps(sys, new Set<Signal>(interactive && source === 'stdin' ? ['SIGINT', 'SIGWINCH'] : []));
  const execution = new Interpreter(shell, traps);
  for (const [name, on] of line.options) setOption(execution, name, on);
  for (const [name, on] of line.shopt) if (on) shell.shopt.add(name);
  shell.options.interactive = interactive;
  shell.options.stdin = source === 'stdin' && dialect.name !== 'bash';
  shell.interactive = interactive && source === 'stdin';
  return yield* finishShell(execution, runSource(execution, line, { source, interactive, completers }));
}

interface Source {
  readonly source: 'command' | 'script' | 'stdin';
  readonly interactive: boolean;
  readonly completers: ReadonlyMap<string, Completer>;
}

function* runSource(execution: Interpreter, line: CommandLine, { source, interactive, completers }: Source): Task<number> {
  if (execution.shell.dialect.name === 'bash') {
    yield* warnOfLocale(execution);
    yield* importFunctions(execution);
  }
  yield* runStartupFiles(execution, { login: line.login, interactive, norc: line.norc, noprofile: line.noprofile });
  if (execution.shell.flow) return execution.shell.status;
  if (line.restricted) restrict(execution.shell);
  if (source === 'command') return yield* runScript(execution, line.command ?? '', { label: '-c' });
  if (source === 'script') return yield* runScriptFile(execution, line.script ?? '');
  if (interactive) return yield* runInteractive(execution, completers);
  return yield* runStandardInput(execution);
}

/** bash looks at LC_ALL as it starts, and goes on in the C locale when there is none of that name. */
function* warnOfLocale({ shell, sys }: Interpreter): Task<void> {
  const name = sys.env.get('LC_ALL') ?? '';
  if (isLocale(sys, name) || !sys.isOpen(2)) return;
  yield* sys.write(2, encodeUtf8(`${shell.name}: warning: setlocale: LC_ALL: cannot change locale (${name})\n`));
}

/** From here on, after the startup files, the shell is a restricted one. */
function restrict(shell: Shell): void {
  shell.restricted = true;
  shell.invocation = `r${shell.invocation}`;
  shell.shopt.add('restricted_shell');
  for (const name of ['PATH', 'SHELL', 'ENV', 'BASH_ENV', 'HISTFILE']) shell.variables.ensure(name).readonly = true;
}

function* runScriptFile(execution: Interpreter, path: string): Task<number> {
  const { shell } = execution;
  let bytes: Uint8Array;
  try {
    bytes = yield* readScript(execution.sys, path);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return yield* cannotOpen(execution, path, error);
  }
  shell.sourceName = path;
  if (shell.dialect.name === 'bash' && isBinary(bytes)) {
    yield* execution.complainRaw(`${path}: ${path}: cannot execute binary file\n`);
    return 126;
  }
  return yield* runScript(execution, scriptText(bytes), {});
}

function* readScript(sys: Sys, path: string): Task<Uint8Array> {
  const fd = sys.open(locateScript(sys, path), { read: true });
  const chunks: Uint8Array[] = [];
  try {
    for (;;) {
      const bytes = yield* sys.read(fd, 65536);
      if (bytes.length === 0) break;
      chunks.push(bytes);
    }
  } finally {
    sys.close(fd);
  }
  return concatBytes(chunks);
}

/** A name without a slash that is not here is looked for in PATH. */
function locateScript(sys: Sys, path: string): string {
  if (path.includes('/') || exists(sys, path)) return path;
  for (const directory of (sys.env.get('PATH') ?? '').split(':')) {
    if (exists(sys, `${directory || '.'}/${path}`)) return `${directory || '.'}/${path}`;
  }
  return path;
}

function exists(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).kind === 'file';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function* cannotOpen(execution: Interpreter, path: string, error: Errno): Task<number> {
  const { dialect } = execution.shell;
  const code = error.code === 'ENOENT' ? 127 : 126;
  const invoked = execution.shell.invokedAs;
  switch (dialect.name) {
    case 'bash':
      yield* execution.complainRaw(`${invoked}: ${path}: ${error.message}\n`);
      return code;
    case 'dash':
      yield* execution.complainRaw(`${invoked}: 0: cannot open ${path}: ${error.code === 'ENOENT' ? 'No such file' : error.message}\n`);
      return 2;
    case 'ash':
      yield* execution.complainRaw(`${invoked}: can't open '${path}': ${error.message}\n`);
      return 2;
  }
}
