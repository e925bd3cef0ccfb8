import type { Shell } from '../state/shell.js';
import type { Task } from '../../core/task.js';
import { optionLetters, optionNames, type OptionName } from '../state/options.js';
import type { Builtin, Execution, Outcome } from '../run/execution.js';
import { ShellError } from '../state/shell-error.js';
import { plainLine } from './declare.js';
import { illegalNumber } from './flow.js';
import { quoteAlternating } from '../expand/operations.js';
import { printFunction } from '../syntax/print-function.js';

export const set: Builtin = {
  special: true,
  run: (execution, args) => (args.length === 0 ? execution.print(listVariables(execution)) : setTask(execution, args)),
};

function listVariables(execution: Execution): string {
  const { shell } = execution;
  const names = [...shell.variables.names()].sort();
  if (shell.dialect.name === 'bash') {
    const functions = [...shell.functions.values()].map(({ definition }) => `${printFunction(definition)}\n`);
    return [...names.map(name => plainLine(execution, name) ?? ''), ...functions].join('');
  }
  return names
    .map(name => (shell.variables.get(name) === undefined ? '' : `${name}=${quoteAlternating(shell.variables.get(name) ?? '')}\n`))
    .join('');
}

function* setTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell } = execution;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      setPositional(shell, args.slice(at + 1));
      return 0;
    }
    if (arg === '-') {
      shell.options.xtrace = false;
      shell.options.verbose = false;
      if (at + 1 < args.length) setPositional(shell, args.slice(at + 1));
      return 0;
    }
    if (!/^[-+]./.test(arg)) {
      setPositional(shell, args.slice(at));
      return 0;
    }
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter !== 'o') {
        const status = setLetter(execution, letter, on);
        if (typeof status !== 'number') return yield* status;
        continue;
      }
      const name = args[++at];
      if (name === undefined) return yield* execution.print(listOptions(execution, on));
      const status = setName(execution, name, on);
      if (typeof status !== 'number') return yield* status;
    }
  }
  return 0;
}

function setLetter(execution: Execution, letter: string, on: boolean): Outcome {
  const { dialect } = execution.shell;
  const name = optionLetters[dialect.name][letter];
  if (name !== undefined) return trySetting(execution, name, on);
  const option = `${on ? '-' : '+'}${letter}`;
  if (dialect.name !== 'bash')
    throw new ShellError(`${dialect.name === 'dash' ? 'I' : 'i'}llegal option ${option}`, { status: 2, scope: 'exit' });
  return badOption(execution, option);
}

function* badOption(execution: Execution, option: string): Task<number> {
  yield* execution.complain(`${option}: invalid option`);
  yield* execution.complainRaw('set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n');
  return 2;
}

function setName(execution: Execution, name: string, on: boolean): Outcome {
  const { dialect } = execution.shell;
  const known = optionNames[dialect.name].find(option => option === name);
  if (known !== undefined) return trySetting(execution, known, on);
  if (dialect.name === 'bash') return execution.complain(`${name}: invalid option name`, 2);
  const message = `${dialect.name === 'dash' ? 'I' : 'i'}llegal option ${on ? '-' : '+'}o ${name}`;
  if (dialect.name === 'ash') return execution.complain(message);
  throw new ShellError(message, { status: 2, scope: 'exit' });
}

/** Where there are no lines to edit the vi mode is a word only, as in life; Debian's dash has no editor at all. */
function trySetting(execution: Execution, name: OptionName, on: boolean): Outcome {
  const { options, dialect } = execution.shell;
  if (on && name === 'vi' && options.interactive && dialect.name !== 'dash') return refuseViMode(execution);
  setOption(execution, name, on);
  return 0;
}

function* refuseViMode(execution: Execution): Task<number> {
  yield* execution.complainRaw('drydock: the vi mode of the command line is not simulated\n');
  return 1;
}

/** Turns an option on or off, with what follows from it. */
export function setOption(execution: Pick<Execution, 'shell'>, name: OptionName, on: boolean): void {
  const { options, variables } = execution.shell;
  options[name] = on;
  if (name === 'allexport') variables.exportAll = on;
  if (on && name === 'vi') options.emacs = false;
  if (on && name === 'emacs') options.vi = false;
}

function listOptions({ shell }: Execution, readable: boolean): string {
  const names = optionNames[shell.dialect.name];
  if (!readable) return names.map(name => `set ${shell.options[name] ? '-' : '+'}o ${name}\n`).join('');
  const lines = names.map(name => `${name.padEnd(15)}${shell.dialect.name === 'bash' ? '\t' : ' '}${shell.options[name] ? 'on' : 'off'}\n`);
  return (shell.dialect.name === 'dash' ? 'Current option settings\n' : '') + lines.join('');
}

export const shift: Builtin = {
  special: true,
  run: (execution, args) => {
    const { shell } = execution;
    const [text = '1'] = args;
    if (!/^\d+$/.test(text)) {
      if (shell.dialect.name === 'bash')
        return execution.complain(/^-\d+$/.test(text) ? `${text}: shift count out of range` : `${text}: numeric argument required`);
      throw illegalNumber(text, 'exit');
    }
    const count = Number(text);
    if (count > shell.positional.length) {
      if (shell.dialect.name === 'dash') throw new ShellError("can't shift that many", { status: 2, scope: 'exit' });
      return 1;
    }
    setPositional(shell, shell.positional.slice(count));
    return 0;
  },
};

export const shoptNames = [
  'autocd',
  'assoc_expand_once',
  'cdable_vars',
  'cdspell',
  'checkhash',
  'checkjobs',
  'checkwinsize',
  'cmdhist',
  'compat31',
  'compat32',
  'compat40',
  'compat41',
  'compat42',
  'compat43',
  'compat44',
  'complete_fullquote',
  'direxpand',
  'dirspell',
  'dotglob',
  'execfail',
  'expand_aliases',
  'extdebug',
  'extglob',
  'extquote',
  'failglob',
  'force_fignore',
  'globasciiranges',
  'globskipdots',
  'globstar',
  'gnu_errfmt',
  'histappend',
  'histreedit',
  'histverify',
  'hostcomplete',
  'huponexit',
  'inherit_errexit',
  'interactive_comments',
  'lastpipe',
  'lithist',
  'localvar_inherit',
  'localvar_unset',
  'login_shell',
  'mailwarn',
  'no_empty_cmd_completion',
  'nocaseglob',
  'nocasematch',
  'noexpand_translation',
  'nullglob',
  'patsub_replacement',
  'progcomp',
  'progcomp_alias',
  'promptvars',
  'restricted_shell',
  'shift_verbose',
  'sourcepath',
  'varredir_close',
  'xpg_echo',
];

/** Options that would change what the shell does in ways that it cannot do here. */
const unsupported = new Set(['cdable_vars', 'checkhash', 'extdebug', 'progcomp_alias']);

export const shopt: Builtin = { run: (execution, args) => shoptTask(execution, args) };

function* shoptTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell } = execution;
  const options = args.filter(arg => /^-[supqo]+$/.test(arg)).join('');
  const names = args.filter(arg => !/^-[supqo]+$/.test(arg));
  if (options.includes('o') && names.length === 0) {
    const chosen = optionNames.bash.filter(name =>
      options.includes('s') ? shell.options[name] : options.includes('u') ? !shell.options[name] : true,
    );
    return yield* execution.print(chosen.map(name => optionLine(name, shell.options[name], options)).join(''));
  }
  if (options.includes('o')) return yield* shoptOptions(execution, options, names);
  if (names.length === 0) {
    const shown = shoptNames.filter(name =>
      options.includes('s') ? shell.shopt.has(name) : options.includes('u') ? !shell.shopt.has(name) : true,
    );
    return yield* execution.print(shown.map(name => shoptLine(execution, name, options)).join(''));
  }
  let status = 0;
  for (const name of names) {
    if (!shoptNames.includes(name)) {
      status = yield* execution.complain(`${name}: invalid shell option name`);
    } else if (options.includes('s') && unsupported.has(name)) {
      yield* execution.complainRaw(`drydock: shopt -s ${name} is not simulated\n`);
      status = 1;
    } else if (name === 'restricted_shell' && /[su]/.test(options)) continue;
    else if (options.includes('s')) shell.shopt.add(name);
    else if (options.includes('u')) shell.shopt.delete(name);
    else {
      if (!shell.shopt.has(name)) status = 1;
      if (!options.includes('q')) yield* execution.print(shoptLine(execution, name, options));
    }
  }
  return status;
}

function shoptLine({ shell }: Execution, name: string, options: string): string {
  const on = shell.shopt.has(name);
  return options.includes('p') ? `shopt -${on ? 's' : 'u'} ${name}\n` : `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`;
}

function optionLine(name: string, on: boolean, options: string): string {
  return options.includes('p') ? `set ${on ? '-' : '+'}o ${name}\n` : `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`;
}

function* shoptOptions(execution: Execution, options: string, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names) {
    const known = optionNames.bash.find(option => option === name);
    // bash complains of a wrong name, and succeeds where it was to be set.
    if (!known) status = (yield* execution.complain(`${name}: invalid option name`)) && (/[su]/.test(options) ? status : 1);
    else if (/[su]/.test(options)) setOption(execution, known, options.includes('s'));
    else {
      const on = execution.shell.options[known];
      if (!on) status = 1;
      if (!options.includes('q')) yield* execution.print(optionLine(name, on, options));
    }
  }
  return status;
}

/** In dash and ash `getopts` begins anew with other arguments (setparam in options.c). */
function setPositional(shell: Shell, positional: readonly string[]): void {
  shell.positional = positional;
  if (shell.dialect.name !== 'bash' && shell.optionPlace) shell.optionPlace = { index: 1, at: 1, shown: shell.variables.get('OPTIND') };
}
