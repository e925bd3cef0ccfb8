import { Errno, isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { concatBytes } from '../../core/streams.js';
import type { Pid } from '../../process/sys.js';
import { childEnvironment } from './child-environment.js';
import { printable } from './messages.js';
import { isBinary, scriptText } from './script-text.js';
import type { Execution } from './execution.js';
import { waitForeground } from './waiting.js';

export interface ProgramOptions {
  readonly environment: ReadonlyMap<string, string> | undefined;
  /** Nothing comes after it in this process. */
  readonly last: boolean;
  /** The command as it was written. */
  readonly text: () => string;
}

/** Runs a program in a child and waits for it, or becomes the program when it is the last thing to do. */
export function* runProgram(execution: Execution, words: readonly string[], options: ProgramOptions): Task<number> {
  const { shell, sys, traps } = execution;
  const [name = ''] = words;
  if (isForbidden(execution, name)) return yield* refuseRestricted(execution, name);
  if (options.last && traps.none && !shell.interactive && !shell.options.monitor)
    return yield* replaceProcess(execution, words, { env: options.environment });
  const path = findProgram(execution, name, options.environment);
  if (typeof path !== 'string') return yield* cannotRun(execution, name, path);
  const monitor = shell.options.monitor;
  if (!monitor && shell.dialect.name !== 'bash') execution.jobs.forgetWaited();
  const env = childEnvironment(execution, options.environment, path);
  shell.hasRun = true;
  let pid: Pid;
  try {
    pid = sys.spawn({
      path,
      argv: words,
      env,
      ...withFds(execution),
      ...(monitor ? { processGroup: 0, defaultSignals: jobSignals } : {}),
    });
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    if (error.code === 'ENOEXEC') return yield* runScript(execution, path, words);
    return yield* cannotRun(execution, name, error);
  }
  return yield* waitForeground(execution, [{ pid, text: options.text() }], monitor ? pid : undefined);
}

/** A restricted shell runs what PATH has. */
function isForbidden({ shell }: Execution, name: string): boolean {
  return shell.restricted && name.includes('/');
}

function refuseRestricted(execution: Execution, name: string): Task<number> {
  return execution.complain(`${name}: restricted: cannot specify \`/' in command names`);
}

/** Signals that an interactive shell does not take, and its children do. */
export const jobSignals = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const;

function withFds(execution: Execution): { fds?: ReadonlyMap<number, number> } {
  const fds = execution.childFds();
  return fds ? { fds } : {};
}

/** Becomes the program; comes back only with the status of a failure. */
export function* replaceProcess(
  execution: Execution,
  words: readonly string[],
  options: { readonly argv0?: string | undefined; readonly env?: ReadonlyMap<string, string> | undefined },
): Task<number> {
  const { shell, sys } = execution;
  const [name = ''] = words;
  const path = findProgram(execution, name, options.env);
  if (typeof path !== 'string') return yield* cannotRun(execution, name, path);
  const argv = options.argv0 === undefined ? words : [options.argv0, ...words.slice(1)];
  try {
    const environment = childEnvironment(execution, options.env, path);
    // What takes bash's place is one level up again (adjust_shell_level).
    const level = Number(environment.get('SHLVL') ?? '');
    if (shell.dialect.name === 'bash' && !shell.isSubshell && level > 0) environment.set('SHLVL', String(level - 1));
    return yield* sys.exec(path, argv, environment);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    if (error.code === 'ENOEXEC') return yield* runScript(execution, path, words);
    return yield* cannotRun(execution, name, error);
  }
}

/** The file that a command name stands for, or why there is none. What was found in PATH is remembered. */
export function findProgram(execution: Execution, name: string, environment?: ReadonlyMap<string, string>): string | Errno {
  const { shell, sys } = execution;
  if (name.includes('/')) return name;
  const own = environment === undefined || environment.get('PATH') === sys.env.get('PATH');
  const known = own ? shell.hash.get(name) : undefined;
  if (known && isExecutableFile(execution, known.path)) {
    known.hits++;
    return known.path;
  }
  const path = candidates(name, (environment ?? sys.env).get('PATH') ?? shell.variables.get('PATH') ?? '').find(candidate =>
    isExecutableFile(execution, candidate),
  );
  if (path === undefined) return new Errno(name !== '' && existsInPath(execution, name) ? 'EACCES' : 'ENOENT');
  if (own && path.startsWith('/')) shell.hash.set(name, { path, hits: 1 });
  return path;
}

/** All files in PATH that the name could run, in order. */
export function searchPath(execution: Execution, name: string, path: string): readonly string[] {
  return candidates(name, path).filter(candidate => isExecutableFile(execution, candidate));
}

function candidates(name: string, path: string): readonly string[] {
  if (name === '') return [];
  return path
    .split(':')
    .map(directory => (directory === '' ? `./${name}` : directory.endsWith('/') ? directory + name : `${directory}/${name}`));
}

export function isExecutableFile({ sys }: Execution, path: string): boolean {
  try {
    return sys.access(path, { execute: true }) && sys.stat(path).kind === 'file';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function existsInPath({ sys, shell }: Execution, name: string): boolean {
  return (shell.variables.get('PATH') ?? '').split(':').some(directory => {
    try {
      return sys.stat(`${directory === '' ? '.' : directory}/${name}`).kind === 'file';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  });
}

/** Why a command could not be run: 127 when there is no such thing, 126 when it cannot be executed. */
function* cannotRun(execution: Execution, name: string, error: Errno): Task<number> {
  const { shell } = execution;
  const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  if (shell.dialect.name === 'bash') {
    // Where there is no PATH the name is a path of the working directory.
    const searched = !name.includes('/') && (shell.variables.get('PATH') ?? '') !== '';
    if (missing && searched && shell.builtin === undefined) {
      const handler = shell.functions.has('command_not_found_handle') ? yield* callHandler(execution, name) : undefined;
      return handler ?? (yield* execution.complain(`${printable(shell, name)}: command not found`, 127));
    }
    if (missing && shell.builtin === 'exec' && !name.includes('/')) return yield* execution.complain(`${name}: not found`, 127);
    if (shell.builtin === 'exec') return yield* cannotReplace(execution, absolute(execution, name), error);
    return yield* plainComplaint(execution, `${name}: ${bashReason(execution, name, error)}`, missing ? 127 : 126);
  }
  if (missing) return yield* execution.complain(name === '' ? ': Permission denied' : `${name}: not found`, 127);
  return yield* execution.complain(`${name}: ${error.message}`, 126);
}

/** bash names the whole path of what `exec` cannot run, and says once more that it cannot when that is no program at all. */
function* cannotReplace(execution: Execution, path: string, error: Errno): Task<number> {
  const reason = bashReason(execution, path, error);
  const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  const status = yield* plainComplaint(execution, `${path}: ${reason}`, missing ? 127 : 126);
  if (missing || isExecutableFile(execution, path)) return status;
  return yield* execution.complain(`${path}: cannot execute: ${reason}`, status);
}

function absolute({ sys }: Execution, path: string): string {
  return path.startsWith('/') ? path : `${sys.cwd().replace(/\/$/, '')}/${path.replace(/^(?:\.\/+)+/, '')}`;
}

function bashReason(execution: Execution, name: string, error: Errno): string {
  const kind = statKind(execution, name);
  if (kind === 'directory') return 'Is a directory';
  // The file is there: it is its interpreter that is not.
  return kind === 'file' && error.code === 'ENOENT' ? 'cannot execute: required file not found' : error.message;
}

/** bash names no builtin in front of a path that cannot be executed. */
function* plainComplaint(execution: Execution, message: string, status: number): Task<number> {
  const { shell } = execution;
  const { builtin } = shell;
  shell.builtin = undefined;
  const result = yield* execution.complain(message, status);
  shell.builtin = builtin;
  return result;
}

function* callHandler(execution: Execution, name: string): Task<number> {
  const outcome = execution.callFunction('command_not_found_handle', [name]);
  return typeof outcome === 'number' ? outcome : yield* outcome;
}

function statKind({ sys }: Execution, path: string): string | undefined {
  try {
    return sys.stat(path).kind;
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** A file without `#!` that the kernel refused is a script of this shell's language, if it is text at all. */
function* runScript(execution: Execution, path: string, words: readonly string[]): Task<number> {
  const { shell } = execution;
  if (shell.dialect.name !== 'ash' && isBinary(yield* readStart(execution, path))) {
    const [name = ''] = words;
    if (shell.dialect.name === 'bash') return yield* execution.complain(`${name}: cannot execute binary file: Exec format error`, 126);
    return yield* execution.complain(`${name}: Exec format error`, 126);
  }
  const pid = execution.fork(function* (child) {
    child.shell.functions.clear();
    child.shell.name = path;
    child.shell.sourceName = path;
    child.shell.invocation = '';
    child.shell.positional = words.slice(1);
    const { sys } = child;
    const fd = sys.open(path, { read: true });
    const chunks: Uint8Array[] = [];
    for (let read = yield* sys.read(fd, 65536); read.length > 0; read = yield* sys.read(fd, 65536)) chunks.push(read);
    sys.close(fd);
    return yield* child.runText(scriptText(concatBytes(chunks)), { firstLine: 1, script: true });
  });
  return yield* waitForeground(execution, [{ pid, text: words.join(' ') }], undefined);
}

function* readStart({ sys }: Execution, path: string): Task<Uint8Array> {
  let fd: number;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (isErrno(error)) return new Uint8Array(0);
    throw error;
  }
  const bytes = yield* sys.read(fd, 80);
  sys.close(fd);
  return bytes;
}
