import { signalNumbers } from '../../process/signals.js';
import { helpTopics } from '../builtins/help-topics.js';
import type { Sys } from '../../process/sys.js';
import { compareBytes } from '../expand/glob.js';
import type { Execution } from '../run/execution.js';
import { stateOf, type Job } from '../run/jobs.js';
import { optionNames } from '../state/options.js';
import { isReservedWord } from '../syntax/command-parser.js';
import { shoptNames } from '../builtins/set.js';
import { linesOfFile } from '../run/substitution.js';
import { entriesOf, kindOf } from './candidate-files.js';
import { readlineFunctions } from './readline-names.js';

/** What `-A` knows (bash's manual, "Programmable Completion Builtins"). */
const actions: Readonly<Record<string, (execution: Execution, word: string) => readonly string[]>> = {
  alias: ({ shell }) => [...shell.aliases.keys()],
  arrayvar: ({ shell }) => shell.variables.names().filter(name => shell.variables.find(name)?.array !== undefined),
  binding: () => readlineFunctions,
  builtin: execution => execution.builtinNames(),
  command: (execution, word) => commandWords(execution, word),
  directory: (execution, word) => fileWords(execution, word, true),
  disabled: ({ shell }) => [...shell.disabledBuiltins],
  enabled: execution => execution.builtinNames().filter(name => !execution.shell.disabledBuiltins.has(name)),
  export: ({ shell }) => shell.variables.names().filter(name => shell.variables.find(name)?.exported),
  file: (execution, word) => fileWords(execution, word, false),
  function: ({ shell }) => [...shell.functions.keys()],
  group: ({ sys }) => namesIn(sys, '/etc/group', ':'),
  helptopic: () => helpTopics.map(({ name }) => name),
  hostname: () => ['localhost'],
  job: ({ jobs }) => jobs.all.map(nameOfJob),
  keyword: () => [...'! [[ ]] case coproc do done elif else esac fi for function if in select then time until while { }'.split(' ')],
  running: ({ jobs }) => jobs.all.filter(job => stateOf(job) === 'running').map(nameOfJob),
  service: ({ sys }) => namesIn(sys, '/etc/services', /\s/),
  setopt: () => optionNames.bash,
  shopt: () => shoptNames,
  signal: () => Object.keys(signalNumbers),
  stopped: ({ jobs }) => jobs.all.filter(job => stateOf(job) === 'stopped').map(nameOfJob),
  user: ({ expander }) => expander.passwd().map(line => line.split(':')[0] ?? ''),
  variable: ({ shell }) =>
    shell.variables.names().filter(name => shell.variables.get(name) !== undefined || shell.variables.find(name)?.array),
};

/** Single letters for the commonest actions. */
export const actionLetters: Readonly<Record<string, string>> = {
  a: 'alias',
  b: 'builtin',
  c: 'command',
  d: 'directory',
  e: 'export',
  f: 'file',
  g: 'group',
  j: 'job',
  k: 'keyword',
  s: 'service',
  u: 'user',
  v: 'variable',
};

export function isAction(name: string): boolean {
  return Object.hasOwn(actions, name);
}

/** The words of one action that begin with a word, in order. */
export function actionWords(execution: Execution, action: string, word: string): readonly string[] {
  const found = isAction(action) ? (actions[action]?.(execution, word) ?? []) : [];
  return [...new Set(found)].filter(one => one.startsWith(word)).sort(compareBytes);
}

/** Files whose names begin with the word, or directories alone. */
export function fileWords({ sys }: Execution, word: string, directoriesOnly: boolean): readonly string[] {
  const directory = word.slice(0, word.lastIndexOf('/') + 1);
  const start = word.slice(directory.length);
  return entriesOf(sys, directory === '' ? '.' : directory)
    .filter(name => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map(name => directory + name)
    .filter(path => !directoriesOnly || kindOf(sys, path) === 'directory');
}

function commandWords(execution: Execution, word: string): readonly string[] {
  const { shell, sys } = execution;
  if (word.includes('/')) return fileWords(execution, word, false);
  const own = [...execution.builtinNames(), ...shell.functions.keys(), ...shell.aliases.keys()];
  const keywords = (actions['keyword']?.(execution, word) ?? []).filter(name => isReservedWord(name, shell.dialect.name));
  const files = (shell.variables.get('PATH') ?? '')
    .split(':')
    .flatMap(directory =>
      entriesOf(sys, directory || '.').filter(
        name => name.startsWith(word) && sys.access(`${directory || '.'}/${name}`, { execute: true }),
      ),
    );
  return [...own, ...keywords, ...files];
}

/** The first word of each line of a file of /etc. */
function namesIn(sys: Sys, path: string, end: string | RegExp): readonly string[] {
  return linesOfFile(sys, path).flatMap(line => (line === '' || line.startsWith('#') ? [] : [line.split(end)[0] ?? '']));
}

function nameOfJob(job: Job): string {
  return job.text.split(/\s/)[0] ?? '';
}
