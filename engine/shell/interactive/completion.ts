import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { builtinsOf } from '../builtins/index.js';
import { compareBytes } from '../expand/glob.js';
import { shellLimits } from '../limits.js';
import type { Execution } from '../run/execution.js';
import type { Shell } from '../state/shell.js';
import { ruleWords, type CompletedLine } from './completion-rules.js';
import { entriesOf, kindOf } from './candidate-files.js';

/** What Tab found: text to put at the cursor, or several candidates to choose from. */
export interface Completion {
  readonly insert: string;
  readonly candidates: readonly string[];
}

/**
 * Completes the arguments of one command: gets the words up to the cursor, the last of them being completed, and gives whole
 * words. Undefined leaves it to file names.
 */
export type Completer = (sys: Sys, words: readonly string[]) => readonly string[] | undefined;

interface Candidate {
  /** The whole word, unquoted. */
  readonly word: string;
  /** What lists show of it. */
  readonly shown: string;
  /** What comes after it when it is the only one. */
  readonly suffix: string;
}

/** Completes the word before the cursor. */
export function* complete(
  execution: Execution,
  completers: ReadonlyMap<string, Completer>,
  text: string,
  cursor: number,
): Task<Completion> {
  const { shell } = execution;
  const before = text.slice(0, cursor);
  const { words, current, commandPosition, quote } = cutWords(before);
  const isVariable = quote !== "'" && /(?:^|[^\\])\$\{?\w*$/.test(before);
  const variable = isVariable ? /\$(\{?)([A-Za-z_][A-Za-z0-9_]*)?$/.exec(current) : null;
  const byRule = commandPosition || variable ? undefined : yield* ruleCandidates(execution, { words: [...words, current], text, cursor });
  const found = byRule ?? candidatesFor(shell, completers, words, current, commandPosition, variable);
  const unique = new Map(found.map(candidate => [candidate.word, candidate]));
  const candidates = [...unique.values()].sort((a, b) => compareBytes(a.shown, b.shown)).slice(0, shellLimits.completions);
  const [only] = candidates;
  const protect = (added: string): string => (quote === '' ? escape(added) : escapeQuoted(added, quote));
  if (only && candidates.length === 1) {
    const end = only.suffix === ' ' ? `${quote} ` : only.suffix;
    return { insert: protect(only.word.slice(current.length)) + end, candidates: [] };
  }
  const common = commonPrefix(candidates.map(({ word }) => word));
  return { insert: protect(common.slice(current.length)), candidates: candidates.map(({ shown }) => shown) };
}

/** What `complete` has set for the command. */
function* ruleCandidates(execution: Execution, line: CompletedLine): Task<readonly Candidate[] | undefined> {
  const { shell, sys } = execution;
  const [command = ''] = line.words;
  const rule =
    shell.completions.get(command) ?? shell.completions.get(command.slice(command.lastIndexOf('/') + 1)) ?? shell.completions.get('-D');
  if (!rule) return undefined;
  shell.completing = rule.options;
  const found = yield* ruleWords(execution, rule, line);
  const options = shell.completing;
  shell.completing = undefined;
  const areFiles = options.includes('filenames') || rule.actions.some(action => action === 'file' || action === 'directory');
  return found.map(word => {
    const isDirectory = (areFiles || options.includes('default')) && kindOf(sys, word) === 'directory';
    return { word, shown: isDirectory ? `${word}/` : word, suffix: isDirectory ? '/' : options.includes('nospace') ? '' : ' ' };
  });
}

function candidatesFor(
  shell: Shell,
  completers: ReadonlyMap<string, Completer>,
  words: readonly string[],
  current: string,
  commandPosition: boolean,
  variable: RegExpExecArray | null,
): readonly Candidate[] {
  if (variable) return variables(shell, current, variable[1] ?? '', variable[2] ?? '');
  if (commandPosition && !current.includes('/')) return commands(shell, current);
  const [command = ''] = words;
  const answers = completers.get(command.slice(command.lastIndexOf('/') + 1))?.(shell.sys, [...words, current]);
  if (answers)
    return answers.filter(word => word.startsWith(current)).map(word => ({ word, shown: word, suffix: /[=/:]$/.test(word) ? '' : ' ' }));
  const files = fileNames(shell, current);
  if (commandPosition) return files.filter(({ suffix, word }) => suffix === '/' || isExecutable(shell, word));
  return command === 'cd' || command === 'rmdir' || command === 'pushd' ? files.filter(({ suffix }) => suffix === '/') : files;
}

/** The words of the command that the cursor is in, and the beginning of the one that is being typed. */
function cutWords(text: string): {
  readonly words: readonly string[];
  readonly current: string;
  readonly commandPosition: boolean;
  readonly quote: string;
} {
  let words: string[] = [];
  let current = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
      else current += character;
    } else if (character === '\\') current += text[++at] ?? '';
    else if (character === "'" || character === '"') quote = character;
    else if (';|&(){}\n`'.includes(character) && !(character === '{' && current.endsWith('$'))) {
      words = [];
      current = '';
    } else if (character === ' ' || character === '\t') {
      if (current !== '') words.push(current);
      current = '';
    } else current += character;
  }
  const prefix = words.filter(
    word =>
      !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word) &&
      !['sudo', 'exec', 'command', 'time', 'nohup', 'if', 'then', 'else', 'do', 'while', 'until', '!'].includes(word),
  );
  return { words: prefix, current, commandPosition: prefix.length === 0, quote };
}

function variables(shell: Shell, current: string, brace: string, start: string): readonly Candidate[] {
  const head = current.slice(0, current.length - start.length);
  return shell.variables
    .names()
    .filter(name => name.startsWith(start) && shell.variables.get(name) !== undefined)
    .map(name => ({
      word: `${head}${name}${brace === '{' ? '}' : ''}`,
      shown: `$${name}`,
      suffix: brace === '{' ? '' : afterVariable(shell, name),
    }));
}

/** readline sees that a variable names a directory. */
function afterVariable(shell: Shell, name: string): string {
  return shell.dialect.name === 'bash' && kindOf(shell.sys, shell.variables.get(name) ?? '') === 'directory' ? '/' : ' ';
}

const keywords = ['if', 'then', 'else', 'elif', 'fi', 'case', 'esac', 'for', 'while', 'until', 'do', 'done', 'in'];

function commands(shell: Shell, start: string): readonly Candidate[] {
  const names = [...builtinsOf(shell.dialect).keys(), ...shell.functions.keys(), ...shell.aliases.keys(), ...keywords];
  const directories = (shell.variables.get('PATH') ?? '').split(':');
  const files = directories.flatMap(directory =>
    entriesOf(shell.sys, directory || '.').filter(name => name.startsWith(start) && isExecutable(shell, `${directory || '.'}/${name}`)),
  );
  const found = [...names.filter(name => name.startsWith(start)), ...files].map(name => ({ word: name, shown: name, suffix: ' ' }));
  return start === '' ? found : [...found, ...fileNames(shell, start).filter(({ suffix }) => suffix === '/')];
}

function fileNames(shell: Shell, current: string): readonly Candidate[] {
  const slash = current.lastIndexOf('/');
  const directory = current.slice(0, slash + 1);
  const start = current.slice(slash + 1);
  const path = directory === '' ? '.' : directory.startsWith('~/') ? (shell.variables.get('HOME') ?? '') + directory.slice(1) : directory;
  return entriesOf(shell.sys, path)
    .filter(name => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
    .map(name => {
      const isDirectory = kindOf(shell.sys, `${path}/${name}`) === 'directory';
      return { word: directory + name, shown: isDirectory ? `${name}/` : name, suffix: isDirectory ? '/' : ' ' };
    });
}

function isExecutable({ sys }: Shell, path: string): boolean {
  try {
    return sys.stat(path).kind === 'file' && sys.access(path, { execute: true });
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function commonPrefix(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) {
    let same = 0;
    while (same < length && word[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}

/** Within double quotes fewer characters mean something. */
function escapeQuoted(text: string, quote: string): string {
  return quote === '"' ? text.replace(/["$`\\]/g, '\\$&') : text;
}

/** Characters that mean something to the shell get a backslash. */
function escape(text: string): string {
  return text.replace(/[ \t\n\\'"`&|;()<>*?[\]#!~]/g, '\\$&');
}
