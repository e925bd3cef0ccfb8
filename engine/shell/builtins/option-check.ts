import type { Task } from '../../core/task.js';
import type { Dialect } from '../dialect.js';
import type { Builtin, Execution } from '../run/execution.js';
import { ShellError } from '../state/shell-error.js';
import { help, invalidOption, tellUsage } from './help.js';

/** Letters that options of builtins have, with `:` after those that take a value. Builtins that look at theirs themselves are not here. */
const letters: Readonly<Record<Dialect['name'], Readonly<Record<string, string>>>> = {
  bash: {
    alias: 'p',
    command: 'pvV',
    getopts: '',
    jobs: 'lpnxrs',
    printf: 'v:',
    pwd: 'LP',
    read: 'ersa:d:i:n:N:p:t:u:',
    times: '',
    trap: 'lp',
    type: 'afptP',
    umask: 'pS',
    unalias: 'a',
    unset: 'fnv',
    wait: 'fnp:',
  },
  dash: {
    command: 'pvV',
    hash: 'rv',
    jobs: 'lp',
    printf: '',
    pwd: 'LP',
    read: 'p:r',
    trap: '',
    umask: 'S',
    unalias: 'a',
    unset: 'fv',
  },
  ash: {
    command: 'pvV',
    hash: 'rv',
    jobs: 'lp',
    pwd: 'LP',
    read: 'p:u:rt:n:sd:',
    trap: '',
    umask: 'S',
    unalias: 'a',
    unset: 'fv',
    wait: 'n',
  },
};

/** What is wrong with the options before the operands; undefined when nothing is. */
function findFault(args: readonly string[], known: string): OptionFault | undefined {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (!/^-./s.test(arg) || arg === '--') return undefined;
    for (const [at, letter] of [...arg].entries()) {
      if (at === 0) continue;
      const place = letter === ':' ? -1 : known.indexOf(letter);
      if (place < 0) return { letter, isKnown: false };
      if (known[place + 1] !== ':') continue;
      if (at + letter.length < arg.length) break;
      if (args[++index] === undefined) return { letter, isKnown: true };
    }
  }
  return undefined;
}

/** These do not take `--help` for an option. */
const withoutHelp = new Set(['echo', 'true', 'false', ':', 'test', '[', 'exec', 'printf', 'help']);

/** A builtin that refuses options which it does not have, and in bash answers `--help`. */
export function withOptionCheck(name: string, builtin: Builtin, dialect: Dialect['name']): Builtin {
  const known = letters[dialect][name];
  const helps = dialect === 'bash' && !withoutHelp.has(name);
  if (known === undefined && !helps) return builtin;
  return {
    ...builtin,
    run: (execution, args, invocation) => {
      // Most calls have no options at all.
      if (args[0]?.startsWith('-') !== true) return builtin.run(execution, args, invocation);
      if (helps && args[0] === '--help') return helpTask(execution, name);
      const fault = known === undefined ? undefined : findFault(args, known);
      return fault ? refuse(execution, fault, builtin.special ? 'exit' : 'command') : builtin.run(execution, args, invocation);
    },
  };
}

function* helpTask(execution: Execution, name: string): Task<number> {
  const outcome = help.run(execution, [name], { name: 'help' });
  if (typeof outcome !== 'number') yield* outcome;
  return 2;
}

interface OptionFault {
  readonly letter: string;
  /** It is its value that is missing. */
  readonly isKnown: boolean;
}

function refuse(execution: Execution, { letter, isKnown }: OptionFault, scope: 'exit' | 'command'): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return isKnown ? missingValue(execution, `-${letter}`) : invalidOption(execution, `-${letter}`);
    case 'dash':
      throw new ShellError(isKnown ? `No arg for -${letter} option` : `Illegal option -${letter}`, { status: 2, scope });
    case 'ash':
      throw new ShellError(isKnown ? `no arg for -${letter} option` : `illegal option -${letter}`, { status: 2, scope });
  }
}

function* missingValue(execution: Execution, option: string): Task<number> {
  yield* execution.complain(`${option}: option requires an argument`);
  yield* tellUsage(execution);
  return 2;
}
