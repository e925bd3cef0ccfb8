import { Errno } from '../../core/errno.js';
import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { scriptText } from '../run/script-text.js';
import { tellUsage } from './help.js';
import { hideTraps, returned, runReturnTrap } from '../run/functions.js';
import type { Builtin, Execution, Outcome } from '../run/execution.js';
import { ShellError } from '../state/shell-error.js';

export const evaluate: Builtin = {
  special: true,
  run: (execution, args) => {
    const text = (args[0] === '--' ? args.slice(1) : args).join(' ');
    return text.trim() === '' ? 0 : evaluateTask(execution, text);
  },
};

function* evaluateTask(execution: Execution, text: string): Task<number> {
  const { shell } = execution;
  // bash names the failing command, the others put `eval` before it.
  if (shell.dialect.name === 'bash') shell.builtin = undefined;
  return yield* execution.runText(text, { label: 'eval', ...(shell.dialect.name === 'dash' ? { firstLine: 1 } : {}) });
}

export const source: Builtin = {
  special: true,
  run: (execution, args) => {
    const operands = args[0] === '--' ? args.slice(1) : args;
    const [file, ...parameters] = operands;
    if (file?.includes('/') && execution.shell.restricted) return execution.complain(`${file}: restricted`);
    if (file !== undefined) return sourceTask(execution, file, parameters);
    if (execution.shell.dialect.name !== 'bash') return execution.shell.dialect.name === 'ash' ? 2 : 0;
    return withoutFile(execution);
  },
};

function* withoutFile(execution: Execution): Task<number> {
  yield* execution.complain('filename argument required');
  yield* tellUsage(execution);
  return 2;
}

function* sourceTask(execution: Execution, file: string, parameters: readonly string[]): Task<number> {
  const { shell, sys } = execution;
  let text: string;
  let path = file;
  try {
    path = locate(execution, file);
    text = yield* readFile(execution, path);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return yield* cannotSource(execution, file, error);
  }
  const { positional, builtin, line } = shell;
  if (parameters.length > 0) shell.positional = parameters;
  // dash and ash put the file before their messages, as they do with builtins.
  shell.builtin = shell.dialect.name === 'bash' ? undefined : path;
  shell.frames.push({ kind: 'source', name: 'source', line, file });
  const restoreTraps = hideTraps(execution, 'file');
  try {
    const status = returned(shell, yield* execution.runText(text, { firstLine: 1 }));
    yield* runReturnTrap(execution);
    return status;
  } finally {
    restoreTraps?.();
    shell.frames.pop();
    if (parameters.length > 0) shell.positional = positional;
    shell.builtin = builtin;
    shell.line = line;
    yield* sys.tick();
  }
}

/** A name without a slash is looked for in PATH, then (bash) in the working directory. */
function locate({ shell, sys }: Execution, file: string): string {
  if (file.includes('/')) return file;
  for (const directory of (shell.variables.get('PATH') ?? '').split(':')) {
    const path = `${directory === '' ? '.' : directory}/${file}`;
    try {
      if (sys.stat(path).kind === 'file' && sys.access(path, { read: true })) return path;
    } catch (error) {
      if (!(error instanceof Errno)) throw error;
    }
  }
  if (shell.dialect.name === 'bash') return file;
  throw new Errno('ENOENT');
}

/** The whole text of a file of commands. */
export function* readFile({ sys }: Execution, path: string): Task<string> {
  const fd = sys.open(path, { read: true });
  const chunks: Uint8Array[] = [];
  for (;;) {
    const bytes = yield* sys.read(fd, 65536);
    if (bytes.length === 0) break;
    chunks.push(bytes);
  }
  sys.close(fd);
  return scriptText(concatBytes(chunks));
}

function* cannotSource(execution: Execution, file: string, error: Errno): Task<number> {
  const { shell } = execution;
  switch (shell.dialect.name) {
    case 'bash': {
      if (error.code === 'EISDIR') return yield* execution.complain(`${file}: is a directory`);
      shell.builtin = undefined;
      return yield* execution.complain(`${file}: ${error.message}`);
    }
    case 'dash':
      // A directory can be opened, and has nothing to read.
      if (error.code === 'EISDIR') return 0;
      throw new ShellError(
        file.includes('/') ? `cannot open ${file}: ${error.code === 'ENOENT' ? 'No such file' : error.message}` : `${file}: not found`,
        { status: 2, scope: 'exit' },
      );
    case 'ash':
      if (error.code === 'EISDIR') return 0;
      throw new ShellError(file.includes('/') ? `can't open '${file}': ${error.message}` : `${file}: not found`, {
        status: 2,
        scope: 'exit',
      });
  }
}

export const exec: Builtin = {
  special: true,
  run: (execution, args) => {
    let argv0: string | undefined;
    let clear = false;
    let first = 0;
    for (; execution.shell.dialect.name !== 'dash' && /^-[acl]+$/.test(args[first] ?? ''); first++) {
      const option = args[first] ?? '';
      if (option.includes('c')) clear = true;
      if (option.includes('a')) argv0 = args[++first];
    }
    if (args[first] === '--') first++;
    const words = args.slice(first);
    return words.length === 0 ? 0 : execTask(execution, words, argv0, clear);
  },
};

function* execTask(execution: Execution, words: readonly string[], argv0: string | undefined, clear: boolean): Task<number> {
  if (execution.shell.restricted) return yield* execution.complain('restricted');
  const { shell, traps } = execution;
  // Signals that the shell catches for its own sake are not the program's business.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const) {
    if (shell.interactive && traps.get(signal) === undefined) execution.sys.onSignal(signal, 'default');
  }
  const status = yield* execution.replace(words, { argv0, ...(clear ? { env: new Map<string, string>() } : {}) });
  if (!shell.interactive && !shell.shopt.has('execfail')) shell.flow = { kind: 'exit', status };
  return status;
}

export const command: Builtin = {
  run: (execution, args) => {
    let mode: 'run' | 'v' | 'V' = 'run';
    let defaultPath = false;
    let first = 0;
    for (; /^-[pvV]+$/.test(args[first] ?? ''); first++) {
      const option = args[first] ?? '';
      if (option.includes('p') && execution.shell.restricted) return execution.complain('-p: restricted');
      if (option.includes('p') && execution.shell.restricted) return execution.complain('-p: restricted');
      if (option.includes('p')) defaultPath = true;
      if (option.includes('v')) mode = 'v';
      if (option.includes('V')) mode = 'V';
    }
    if (args[first] === '--') first++;
    const words = args.slice(first);
    if (words.length === 0) return 0;
    if (mode !== 'run') return execution.describe(words, mode);
    return outsideBuiltin(execution, () => execution.runWords(words, { functions: false, defaultPath }));
  },
};

/** bash's `builtin` */
export const builtin: Builtin = {
  run: (execution, args) =>
    args.length === 0 ? 0 : outsideBuiltin(execution, () => execution.runWords(args, { functions: false, builtinOnly: true })),
};

/** Messages of the command that is run do not name this builtin. */
function outsideBuiltin(execution: Execution, run: () => Outcome): Outcome {
  execution.shell.builtin = undefined;
  return run();
}
