import { append } from '../../core/append.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { actionWords, fileWords } from './completion-actions.js';
import { compilePattern } from '../pattern/pattern.js';
import type { Execution } from '../run/execution.js';
import { substitute } from '../run/substitution.js';
import { parserFor } from '../run/text.js';
import type { CompletionRule } from '../state/completion-rule.js';
import { IndexedArray } from '../state/shell-array.js';
import { expandPathname } from '../expand/glob.js';
import { Parser } from '../syntax/parser.js';

/** The line that is being completed. */
export interface CompletedLine {
  /** The command and its arguments, the last of them being completed. */
  readonly words: readonly string[];
  readonly text: string;
  readonly cursor: number;
}

/** The words that a rule finds for the last word of a line, each whole. */
export function* ruleWords(execution: Execution, rule: CompletionRule, line: CompletedLine): Task<readonly string[]> {
  const word = line.words.at(-1) ?? '';
  const found = rule.actions.flatMap(action => actionWords(execution, action, word));
  if (rule.glob !== undefined) append(found, globWords(execution, rule.glob, word));
  if (rule.words !== undefined)
    append(
      found,
      (yield* listedWords(execution, rule.words)).filter(one => one.startsWith(word)),
    );
  if (rule.callback !== undefined) append(found, yield* callbackWords(execution, rule.callback, line));
  if (rule.program !== undefined) append(found, yield* programWords(execution, rule.program, line));
  const kept = rule.filter === undefined ? found : withoutFiltered(found, rule.filter, word);
  const decorated = kept.map(one => (rule.prefix ?? '') + one + (rule.suffix ?? ''));
  if (rule.options.includes('plusdirs')) append(decorated, fileWords(execution, word, true));
  if (decorated.length > 0) return decorated;
  if (rule.options.includes('dirnames')) return fileWords(execution, word, true);
  return rule.options.some(option => option === 'default' || option === 'bashdefault') ? fileWords(execution, word, false) : [];
}

function globWords({ shell, sys }: Execution, glob: string, word: string): readonly string[] {
  const names = expandPathname(glob, sys, {
    ...shell.patternOptions,
    dotFiles: false,
    dotNames: !shell.shopt.has('globskipdots'),
    recursive: false,
  });
  return names.filter(name => name.startsWith(word));
}

/** `-W`: the text is expanded and split as the shell does it. */
function* listedWords(execution: Execution, list: string): Task<readonly string[]> {
  const { shell } = execution;
  const word = Parser.readText(list, shell.dialect);
  const text = yield* execution.expander.string(word);
  return text.split(new RegExp(`[${(shell.ifs || ' ').replace(/[\\\]^-]/g, '\\$&')}]+`)).filter(one => one !== '');
}

/** `-F`: calls the function, which leaves its words in COMPREPLY. */
function* callbackWords(execution: Execution, callback: string, { words, text, cursor }: CompletedLine): Task<readonly string[]> {
  const { shell } = execution;
  const { variables } = shell;
  const { status } = shell;
  variables.setArray('COMP_WORDS', arrayOf(words));
  for (const [name, value] of Object.entries({
    COMP_CWORD: words.length - 1,
    COMP_LINE: text,
    COMP_POINT: cursor,
    COMP_TYPE: 9,
    COMP_KEY: 9,
  }))
    variables.set(name, String(value));
  variables.setArray('COMPREPLY', new IndexedArray());
  if (shell.functions.has(callback)) {
    const outcome = execution.callFunction(callback, [words[0] ?? '', words.at(-1) ?? '', words.at(-2) ?? '']);
    if (typeof outcome !== 'number') yield* outcome;
  } else yield* execution.complainRaw(`bash: completion: function \`${callback}' not found\n`);
  const reply = variables.find('COMPREPLY');
  const found = reply?.array?.kind === 'indexed' ? [...reply.array.values()] : reply?.value === undefined ? [] : [reply.value];
  for (const name of ['COMP_WORDS', 'COMP_CWORD', 'COMP_LINE', 'COMP_POINT', 'COMP_TYPE', 'COMP_KEY', 'COMPREPLY']) variables.unset(name);
  shell.status = status;
  shell.flow = undefined;
  return found;
}

/** `-C`: each line that the command prints is a word. */
function* programWords(execution: Execution, program: string, { words }: CompletedLine): Task<readonly string[]> {
  const list = parserFor(execution, `${program} "$@"`).next();
  if (!list) return [];
  const { shell } = execution;
  const { positional, status } = shell;
  shell.positional = [words[0] ?? '', words.at(-1) ?? '', words.at(-2) ?? ''];
  try {
    return (yield* substitute(execution, { kind: 'command', body: list, backquoted: true, text: '' }))
      .split('\n')
      .filter(one => one !== '');
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  } finally {
    shell.positional = positional;
    shell.status = status;
  }
}

/** `-X`: takes out what matches, or with `!` what does not; `&` in it is the word. */
function withoutFiltered(found: readonly string[], filter: string, word: string): string[] {
  const negated = filter.startsWith('!');
  const pattern = compilePattern(
    (negated ? filter.slice(1) : filter).replace(/(?<!\\)&/g, () => word),
    { extended: true },
  );
  return found.filter(one => pattern.matches(one) === negated);
}

function arrayOf(values: readonly string[]): IndexedArray {
  const array = new IndexedArray();
  for (const [index, value] of values.entries()) array.set(index, value);
  return array;
}
