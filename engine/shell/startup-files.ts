import { isErrno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import type { Execution } from './run/execution.js';
import { readFile } from './builtins/evaluation.js';

export interface StartupOptions {
  readonly login: boolean;
  readonly interactive: boolean;
  readonly norc: boolean;
  readonly noprofile: boolean;
}

/** Functions that bash was given in its environment (`export -f`). */
export function* importFunctions(execution: Execution): Task<void> {
  for (const [key, value] of execution.sys.env) {
    const name = /^BASH_FUNC_(.+)%%$/.exec(key)?.[1];
    // Nothing but a definition: whatever follows one is what Shellshock was about.
    if (name !== undefined && value.startsWith('() {') && value.trimEnd().endsWith('}')) yield* execution.runText(`${name} ${value}`);
  }
}

/** Runs the files that a shell of this kind reads first. */
export function* runStartupFiles(execution: Execution, options: StartupOptions): Task<void> {
  const { shell } = execution;
  const home = shell.variables.get('HOME') ?? '/';
  if (options.login && !options.noprofile) {
    yield* runFile(execution, '/etc/profile');
    const own = shell.dialect.name === 'bash' ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
    for (const name of own) if (!shell.flow && (yield* runFile(execution, `${home}/${name}`))) break;
  }
  if (shell.flow) return;
  if (shell.dialect.name !== 'bash') {
    const file = options.interactive ? shell.variables.get('ENV') : undefined;
    if (file !== undefined && file !== '') yield* runFile(execution, file);
    return;
  }
  if (options.interactive && !options.login && !options.norc) {
    // Where Debian's bash keeps the file for everybody; bash of Red Hat has none and leaves it to ~/.bashrc.
    yield* runFile(execution, '/etc/bash.bashrc');
    if (!isLeaving(execution)) yield* runFile(execution, `${home}/.bashrc`);
  } else if (!options.interactive && !options.login) {
    const file = shell.variables.get('BASH_ENV');
    if (file !== undefined && file !== '') yield* runFile(execution, file);
  }
}

function isLeaving({ shell }: Execution): boolean {
  return shell.flow !== undefined;
}

/** Runs a file if it is there. */
function* runFile(execution: Execution, path: string): Task<boolean> {
  const { shell } = execution;
  let text: string;
  try {
    text = yield* readFile(execution, path);
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
  const { sourceName } = shell;
  shell.sourceName = path;
  shell.frames.push({ kind: 'source', name: 'source', line: 0, file: path });
  yield* execution.runText(text, { firstLine: 1 });
  shell.frames.pop();
  shell.sourceName = sourceName;
  if (shell.flow?.kind === 'return') shell.flow = undefined;
  return true;
}
