import type { Task } from '../../core/task.js';
import type { Builtin, Execution, Outcome } from '../run/execution.js';
import { ShellError } from '../state/shell-error.js';
import { isName } from '../state/variable-names.js';

export const getopts: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    const [letters, name, ...given] = args;
    if (letters === undefined || name === undefined) return getoptsUsage(execution);
    if (!isName(name)) return wrongName(execution, name);
    const words = given.length > 0 ? given : shell.positional;
    const shown = shell.variables.get('OPTIND');
    const known = shell.optionPlace;
    const place = known && known.shown === shown ? known : { index: Number(shown ?? '1') || 1, at: 1 };
    return nextOption(execution, letters, name, words, place);
  },
};

function* getoptsUsage(execution: Execution): Task<number> {
  const { dialect } = execution.shell;
  if (dialect.name === 'bash') yield* execution.complainRaw('getopts: usage: getopts optstring name [arg ...]\n');
  else yield* execution.complain(dialect.name === 'dash' ? 'Usage: getopts optstring var [arg...]' : 'usage: getopts optstring var [arg]');
  return 2;
}

function wrongName(execution: Execution, name: string): Task<number> {
  if (execution.shell.dialect.name === 'bash') return execution.complain(`\`${name}': not a valid identifier`);
  throw new ShellError(`${name}: bad variable name`, { status: 2, scope: 'command' });
}

function nextOption(
  execution: Execution,
  letters: string,
  name: string,
  words: readonly string[],
  place: { index: number; at: number },
): Outcome {
  const { shell } = execution;
  const word = words[place.index - 1];
  if (word === undefined || !/^-./.test(word) || word === '--') {
    shell.variables.set(name, '?');
    if (shell.dialect.name !== 'dash') shell.variables.unset('OPTARG');
    shell.variables.set('OPTIND', String(word === '--' && place.at === 1 ? place.index + 1 : place.index));
    return 1;
  }
  const letter = word[place.at] ?? '';
  const silent = letters.startsWith(':');
  const position = letter === ':' ? -1 : letters.indexOf(letter, silent ? 1 : 0);
  const endsWord = place.at + 1 >= word.length;
  const takes = position >= 0 && letters[position + 1] === ':';
  const argument = takes ? (endsWord ? words[place.index] : word.slice(place.at + 1)) : undefined;
  const used = endsWord || takes ? (takes && endsWord && (argument !== undefined || shell.dialect.name !== 'bash') ? 2 : 1) : 0;
  advance(execution, place, used);
  if (position < 0) return unknownOption(execution, name, letter, silent, 'unknown');
  if (takes && argument === undefined) return unknownOption(execution, name, letter, silent, 'missing');
  shell.variables.set(name, letter);
  if (argument === undefined && shell.dialect.name === 'bash') shell.variables.unset('OPTARG');
  else shell.variables.set('OPTARG', argument ?? '');
  return 0;
}

function advance({ shell }: Execution, place: { index: number; at: number }, used: number): void {
  const next = used > 0 ? { index: place.index + used, at: 1 } : { index: place.index, at: place.at + 1 };
  shell.variables.set('OPTIND', String(next.index));
  shell.optionPlace = { ...next, shown: String(next.index) };
}

function unknownOption(execution: Execution, name: string, letter: string, silent: boolean, problem: 'unknown' | 'missing'): Outcome {
  const { shell } = execution;
  shell.variables.set(name, silent && problem === 'missing' ? ':' : '?');
  if (silent) {
    shell.variables.set('OPTARG', letter);
    return 0;
  }
  shell.variables.unset('OPTARG');
  if (shell.variables.get('OPTERR') === '0') return 0;
  return tellOption(execution, letter, problem);
}

function* tellOption(execution: Execution, letter: string, problem: 'unknown' | 'missing'): Task<number> {
  const { shell } = execution;
  const bash = shell.dialect.name === 'bash';
  const text =
    problem === 'unknown'
      ? bash
        ? `illegal option -- ${letter}`
        : `Illegal option -${letter}`
      : bash
        ? `option requires an argument -- ${letter}`
        : `No arg for -${letter} option`;
  yield* execution.complainRaw(bash ? `${shell.name}: ${text}\n` : `${text}\n`);
  return 0;
}
