import { Errno, isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Builtin, Execution, Outcome } from '../run/execution.js';
import { printable } from '../run/messages.js';
import { ShellError } from '../state/shell-error.js';

export const cd: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    if (shell.restricted) return execution.complain('restricted');
    let physical = shell.options.physical;
    let first = 0;
    for (; /^-[LPe@]+$/.test(args[first] ?? ''); first++) physical = (args[first] ?? '').includes('P');
    if (args[first] === '--') first++;
    const operands = args.slice(first);
    const option = operands[0];
    if (option !== undefined && /^-./.test(option)) return badOption(execution, option);
    if (operands.length > 1 && shell.dialect.name === 'bash') return execution.complain('too many arguments');
    const target =
      operands[0] === undefined ? (shell.variables.get('HOME') ?? '') : operands[0] === '-' ? shell.variables.get('OLDPWD') : operands[0];
    if (operands[0] === undefined && shell.variables.get('HOME') === undefined && shell.dialect.name === 'bash')
      return execution.complain('HOME not set');
    if (target === undefined) {
      if (shell.dialect.name === 'bash') return execution.complain('OLDPWD not set');
      return changeTo(execution, '.', { shown: true, physical });
    }
    // An empty name is the working directory, as POSIX lets it be.
    return changeTo(execution, target === '' ? '.' : target, { shown: operands[0] === '-', physical });
  },
};

function* badOption(execution: Execution, option: string): Task<number> {
  const letter = option.slice(0, 2);
  if (execution.shell.dialect.name !== 'bash')
    throw new ShellError(execution.shell.dialect.name === 'dash' ? `Illegal option ${letter}` : `illegal option ${letter}`, {
      status: 2,
      scope: 'command',
    });
  yield* execution.complain(`${letter}: invalid option`);
  yield* execution.complainRaw('cd: usage: cd [-L|[-P [-e]] [-@]] [dir]\n');
  return 2;
}

function* changeTo(execution: Execution, target: string, how: { readonly shown: boolean; readonly physical: boolean }): Task<number> {
  const found = findInCdPath(execution, target);
  try {
    changeDirectory(execution, found.path, how.physical);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return yield* execution.complain(cannotEnter(execution, target, error), execution.shell.dialect.name === 'bash' ? 1 : 2);
  }
  if (how.shown || found.shown) yield* execution.print(`${workingDirectory(execution)}\n`);
  return 0;
}

function cannotEnter({ shell }: Execution, target: string, error: Errno): string {
  switch (shell.dialect.name) {
    case 'bash':
      return `${printable(shell, target)}: ${error.message}`;
    case 'dash':
      return `can't cd to ${target}`;
    case 'ash':
      return `can't cd to ${target}: ${error.message}`;
  }
}

/** A relative name is looked for in the directories of CDPATH first. */
function findInCdPath({ shell, sys }: Execution, target: string): { readonly path: string; readonly shown: boolean } {
  const cdPath = shell.variables.get('CDPATH');
  if (cdPath === undefined || cdPath === '' || /^\.{0,2}(?:\/|$)/.test(target)) return { path: target, shown: false };
  for (const directory of cdPath.split(':')) {
    const path = directory === '' ? target : `${shell.dialect.name === 'bash' ? directory.replace(/\/$/, '') : directory}/${target}`;
    try {
      if (sys.stat(path).kind === 'directory') return { path, shown: directory !== '' };
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return { path: target, shown: false };
}

/** Goes to a directory and keeps PWD and OLDPWD; throws Errno. */
export function changeDirectory(execution: Execution, path: string, physical: boolean): void {
  const { sys, shell } = execution;
  const before = workingDirectory(execution);
  const logical = normalise(path.startsWith('/') ? path : `${before}${before.endsWith('/') ? '' : '/'}${path}`);
  sys.chdir(physical || path === '' ? path : logical);
  shell.variables.set('OLDPWD', before);
  shell.variables.set('PWD', physical ? sys.cwd() : logical);
}

/** The directory as the user got there: PWD while it is true, with the links in it. */
export function workingDirectory({ sys, shell }: Execution): string {
  const logical = shell.variables.get('PWD');
  if (logical === undefined || !logical.startsWith('/')) return sys.cwd();
  try {
    const a = sys.stat(logical);
    const b = sys.stat('.');
    return a.ino === b.ino && a.dev === b.dev ? logical : sys.cwd();
  } catch (error) {
    if (isErrno(error)) return sys.cwd();
    throw error;
  }
}

/** Takes `.` and `..` out of an absolute path by its text alone. */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  // POSIX leaves two slashes alone.
  return `${/^\/\/(?!\/)/.test(path) ? '//' : '/'}${parts.join('/')}`;
}

export const pwd: Builtin = {
  run: (execution, args) => {
    const physical = args.some(arg => /^-L?P/.test(arg));
    return execution.print(`${physical ? execution.sys.cwd() : workingDirectory(execution)}\n`);
  },
};

export const dirs: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    if (args.includes('-c')) {
      shell.directoryStack = [];
      return 0;
    }
    const all = [workingDirectory(execution), ...shell.directoryStack];
    const shown = args.some(arg => arg.includes('l')) ? all : all.map(directory => abbreviate(execution, directory));
    if (args.some(arg => arg.includes('v')))
      return execution.print(shown.map((directory, index) => `${String(index).padStart(2)}  ${directory}\n`).join(''));
    return execution.print(
      args.some(arg => arg.includes('p')) ? shown.map(directory => `${directory}\n`).join('') : `${shown.join(' ')}\n`,
    );
  },
};

/** With `~` for the home directory. */
export function abbreviate({ shell }: Execution, directory: string): string {
  const home = shell.variables.get('HOME');
  if (home === undefined || home === '' || home === '/') return directory;
  if (directory === home) return '~';
  return directory.startsWith(`${home}/`) ? `~${directory.slice(home.length)}` : directory;
}

export const pushd: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    if (shell.restricted) return execution.complain('restricted');
    const [target] = args;
    const current = workingDirectory(execution);
    if (target === undefined) {
      const [top, ...rest] = shell.directoryStack;
      if (top === undefined) return execution.complain('no other directory');
      return stackTask(execution, top, [current, ...rest]);
    }
    const rotated = rotation(execution, target);
    if (rotated === 'out of range' && shell.directoryStack.length === 0) return execution.complain('directory stack empty');
    if (rotated === 'out of range') return execution.complain(`${target}: directory stack index out of range`);
    if (rotated) return stackTask(execution, rotated[0] ?? current, rotated.slice(1));
    return stackTask(execution, target, [current, ...shell.directoryStack]);
  },
};

/** `+n` and `-n` turn the stack round. */
function rotation(execution: Execution, target: string): readonly string[] | 'out of range' | undefined {
  const match = /^([-+])(\d+)$/.exec(target);
  if (!match) return undefined;
  const all = [workingDirectory(execution), ...execution.shell.directoryStack];
  const index = match[1] === '+' ? Number(match[2]) : all.length - 1 - Number(match[2]);
  if (index < 0 || index >= all.length) return 'out of range';
  return [...all.slice(index), ...all.slice(0, index)];
}

function* stackTask(execution: Execution, target: string, stack: string[]): Task<number> {
  try {
    changeDirectory(execution, target, false);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return yield* execution.complain(`${target}: ${error.message}`);
  }
  execution.shell.directoryStack = stack;
  const shown: Outcome = dirs.run(execution, [], { name: 'dirs' });
  return typeof shown === 'number' ? shown : yield* shown;
}

export const popd: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    const [top, ...rest] = shell.directoryStack;
    if (top === undefined) return execution.complain('directory stack empty');
    const match = /^([-+])(\d+)$/.exec(args[0] ?? '');
    if (!match || (match[1] === '+' && match[2] === '0')) return stackTask(execution, top, rest);
    const size = shell.directoryStack.length + 1;
    const index = match[1] === '+' ? Number(match[2]) : size - 1 - Number(match[2]);
    if (index < 1 || index >= size) return execution.complain(`${args[0] ?? ''}: directory stack index out of range`);
    shell.directoryStack = shell.directoryStack.filter((_, at) => at !== index - 1);
    return dirs.run(execution, [], { name: 'dirs' });
  },
};
