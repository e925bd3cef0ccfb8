import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Builtin, Execution } from '../run/execution.js';
import { invalidOption } from './help.js';

/** bash's `enable`: switches builtins off and on, or lists them. */
export function enableOf(names: () => readonly string[]): Builtin {
  return { run: (execution, args) => enableTask(execution, args, [...names()].sort()) };
}

function* enableTask(execution: Execution, args: readonly string[], names: readonly string[]): Task<number> {
  const { disabledBuiltins } = execution.shell;
  const options = args.filter(arg => /^-./.test(arg)).join('');
  const unknown = /[^-adfnps]/.exec(options)?.[0];
  if (unknown !== undefined) return yield* invalidOption(execution, `-${unknown}`);
  const operands = args.filter(arg => !/^-./.test(arg));
  if (/[df]/.test(options) && execution.shell.restricted) return yield* execution.complain('restricted');
  if (options.includes('f')) return yield* loadBuiltin(execution, operands[0]);
  if (options.includes('d')) return yield* unloadBuiltins(execution, operands, names);
  if (operands.length === 0 || options.includes('p')) return yield* execution.print(listing(execution, names, options));
  let status = 0;
  for (const name of operands) {
    if (!names.includes(name)) status = yield* execution.complain(`${name}: not a shell builtin`);
    else if (options.includes('n')) disabledBuiltins.add(name);
    else disabledBuiltins.delete(name);
  }
  return status;
}

/** Builtins are loaded from shared libraries, of which there are none here that hold one. */
function* loadBuiltin(execution: Execution, file: string | undefined): Task<number> {
  if (file === undefined) return yield* execution.complain('-f: option requires an argument', 2);
  const why = 'cannot open shared object file: No such file or directory';
  const isThere = file.includes('/') && execution.sys.access(file, {});
  if (!isThere) return yield* execution.complain(`cannot open shared object ${file}: ${file}: ${why}`);
  yield* execution.complainRaw('drydock: loading builtins from files is not simulated\n');
  return 1;
}

function* unloadBuiltins(execution: Execution, operands: readonly string[], names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of operands)
    status = yield* execution.complain(names.includes(name) ? `${name}: not dynamically loaded` : `${name}: not a shell builtin`);
  return status;
}

function listing({ shell }: Execution, names: readonly string[], options: string): string {
  const special = [
    '.',
    ':',
    'break',
    'continue',
    'eval',
    'exec',
    'exit',
    'export',
    'readonly',
    'return',
    'set',
    'shift',
    'source',
    'times',
    'trap',
    'unset',
  ];
  return names
    .filter(name => !options.includes('s') || special.includes(name))
    .filter(name => options.includes('a') || shell.disabledBuiltins.has(name) === options.includes('n'))
    .map(name => `enable ${shell.disabledBuiltins.has(name) ? '-n ' : ''}${name}\n`)
    .join('');
}

/** bash's `suspend`: stops the shell itself. */
export const suspend: Builtin = {
  run: (execution, args) => {
    const { shell, sys } = execution;
    const forced = args.includes('-f');
    if (!forced && !shell.options.monitor) return execution.complain('cannot suspend: no job control');
    if (!forced && isLogin(execution)) return execution.complain('cannot suspend: cannot suspend a login shell');
    return stopSelf(execution, sys.pid);
  },
};

function* stopSelf({ sys }: Execution, pid: number): Task<number> {
  try {
    sys.onSignal('SIGTSTP', 'default');
    sys.kill(pid, 'SIGSTOP');
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return 1;
  }
  yield* sys.tick();
  sys.onSignal('SIGTSTP', 'ignore');
  return 0;
}

function isLogin({ shell }: Execution): boolean {
  return shell.shopt.has('login_shell') || shell.invokedAs.startsWith('-');
}

/** bash's `logout` */
export function logoutOf(exit: Builtin): Builtin {
  return {
    run: (execution, args, invocation) =>
      isLogin(execution) ? exit.run(execution, args, invocation) : execution.complain("not login shell: use `exit'"),
  };
}
