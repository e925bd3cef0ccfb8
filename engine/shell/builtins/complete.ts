import type { Task } from '../../core/task.js';
import { quoteSingle } from '../expand/operations.js';
import { actionLetters, isAction } from '../interactive/completion-actions.js';
import { ruleWords } from '../interactive/completion-rules.js';
import type { Builtin, Execution } from '../run/execution.js';
import type { CompletionRule } from '../state/completion-rule.js';
import { invalidOption, tellUsage } from './help.js';

const ruleOptions = ['bashdefault', 'default', 'dirnames', 'filenames', 'noquote', 'nosort', 'nospace', 'plusdirs'];

/** `-o option`, `-A action` … cut into their parts. */
interface Parsed {
  readonly rule: CompletionRule;
  /** `-p`, `-r`, `-D`, `-E`, `-I` */
  readonly letters: string;
  readonly operands: readonly string[];
}

type Fault = { readonly option: string } | { readonly message: string; readonly usage?: boolean };

const withArgument: Readonly<Record<string, string>> = {
  A: 'action',
  C: 'program',
  F: 'callback',
  G: 'glob',
  P: 'prefix',
  S: 'suffix',
  W: 'words',
  X: 'filter',
  o: 'option',
};

function parse(args: readonly string[]): Parsed | Fault {
  const values: Record<string, string> = {};
  const actions: string[] = [];
  const options: string[] = [];
  let letters = '';
  let at = 0;
  for (; /^-./.test(args[at] ?? '') && args[at] !== '--'; at++) {
    const group = args[at] ?? '';
    for (let index = 1; index < group.length; index++) {
      const letter = group[index] ?? '';
      const action = actionLetters[letter];
      if (action !== undefined) actions.push(action);
      else if ('prDEI'.includes(letter)) letters += letter;
      else if (withArgument[letter] === undefined) return { option: `-${letter}` };
      else {
        const value = index + 1 < group.length ? group.slice(index + 1) : args[++at];
        if (value === undefined) return { message: `-${letter}: option requires an argument`, usage: true };
        if (letter === 'A' && !isAction(value)) return { message: `${value}: invalid action name` };
        if (letter === 'o' && !ruleOptions.includes(value)) return { message: `${value}: invalid option name` };
        if (letter === 'A') actions.push(value);
        else if (letter === 'o') options.push(value);
        else values[withArgument[letter] ?? ''] = value;
        break;
      }
    }
  }
  const { glob, words, callback, program, filter, prefix, suffix } = { ...emptyRule, ...values };
  const rule = { actions, options, glob, words, callback, program, filter, prefix, suffix };
  return { rule, letters, operands: args.slice(args[at] === '--' ? at + 1 : at) };
}

const emptyRule: CompletionRule = {
  actions: [],
  options: [],
  glob: undefined,
  words: undefined,
  callback: undefined,
  program: undefined,
  filter: undefined,
  prefix: undefined,
  suffix: undefined,
};

function* complainOf(execution: Execution, fault: Fault): Task<number> {
  if ('option' in fault) return yield* invalidOption(execution, fault.option);
  const status = yield* execution.complain(fault.message, 2);
  if (fault.usage) yield* tellUsage(execution);
  return status;
}

/** bash's `complete`: tells how the arguments of commands are completed. */
export const complete: Builtin = {
  run: (execution, args) => {
    const parsed = parse(args);
    if (!('rule' in parsed)) return complainOf(execution, parsed);
    const { completions } = execution.shell;
    const { letters, rule } = parsed;
    const special = [...letters].filter(letter => 'DEI'.includes(letter)).map(letter => `-${letter}`);
    const names = special.length > 0 ? special : parsed.operands;
    if (letters.includes('r')) {
      if (names.length > 0) return each(execution, names, name => completions.delete(name));
      completions.clear();
      return 0;
    }
    if (letters.includes('p') || args.length === 0) return listRules(execution, names);
    if (names.length === 0) return usageOnly(execution);
    for (const name of names) completions.set(name, rule);
    return 0;
  },
};

function* usageOnly(execution: Execution): Task<number> {
  yield* tellUsage(execution);
  return 2;
}

function* each(execution: Execution, names: readonly string[], act: (name: string) => boolean): Task<number> {
  let status = 0;
  for (const name of names) if (!act(name)) status = yield* execution.complain(`${name}: no completion specification`);
  return status;
}

function* listRules(execution: Execution, names: readonly string[]): Task<number> {
  const { completions } = execution.shell;
  let status = 0;
  for (const name of names.length > 0 ? names : completions.keys()) {
    const rule = completions.get(name);
    if (rule) yield* execution.print(`complete ${ruleText(rule)}${name}\n`);
    else status = yield* execution.complain(`${name}: no completion specification`);
  }
  return status;
}

/** A rule as it could be given again. */
function ruleText({ actions, options, ...rule }: CompletionRule): string {
  const letterOf = (action: string): string | undefined => Object.keys(actionLetters).find(letter => actionLetters[letter] === action);
  const text = (letter: string, value: string | undefined): string => (value === undefined ? '' : `-${letter} ${quoteSingle(value)} `);
  return [
    ...ruleOptions.filter(option => options.includes(option)).map(option => `-o ${option} `),
    ...Object.entries(actionLetters).flatMap(([letter, action]) => (actions.includes(action) ? [`-${letter} `] : [])),
    ...actions.filter(action => letterOf(action) === undefined).map(action => `-A ${action} `),
    text('G', rule.glob),
    text('W', rule.words),
    text('P', rule.prefix),
    text('S', rule.suffix),
    text('X', rule.filter),
    text('C', rule.program),
    rule.callback === undefined ? '' : `-F ${rule.callback} `,
  ].join('');
}

/** bash's `compgen`: prints what a word could be completed to. */
export const compgen: Builtin = {
  run: (execution, args) => {
    const parsed = parse(args);
    if (!('rule' in parsed)) return complainOf(execution, parsed);
    if (parsed.letters !== '') return invalidOption(execution, `-${parsed.letters.charAt(0)}`);
    return generate(execution, parsed.rule, parsed.operands[0] ?? '');
  },
};

function* generate(execution: Execution, rule: CompletionRule, word: string): Task<number> {
  if (rule.callback !== undefined) yield* execution.complain('warning: -F option may not work as you expect');
  if (rule.program !== undefined) yield* execution.complain('warning: -C option may not work as you expect');
  const found = yield* ruleWords(execution, rule, { words: ['compgen', word], text: '', cursor: 0 });
  if (found.length > 0) yield* execution.print(found.map(one => `${one}\n`).join(''));
  return found.length > 0 ? 0 : 1;
}

/** bash's `compopt`: changes options of a rule, or of the completion that is going on. */
export const compopt: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    const add: string[] = [];
    const remove: string[] = [];
    let at = 0;
    for (; /^[-+]o$/.test(args[at] ?? ''); at += 2) {
      const option = args[at + 1] ?? '';
      if (!ruleOptions.includes(option)) return execution.complain(`${option}: invalid option name`, 2);
      (args[at] === '-o' ? add : remove).push(option);
    }
    const names = args.slice(at);
    const changed = (options: readonly string[]): readonly string[] =>
      [...new Set([...options, ...add])].filter(one => !remove.includes(one));
    if (names.length === 0) {
      if (!shell.completing) return execution.complain('not currently executing completion function');
      shell.completing = changed(shell.completing);
      return 0;
    }
    return each(execution, names, name => {
      const rule = shell.completions.get(name);
      if (rule) shell.completions.set(name, { ...rule, options: changed(rule.options) });
      return rule !== undefined;
    });
  },
};
