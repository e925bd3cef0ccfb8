import type { Task } from '../../core/task.js';
import { quoteAlternating, quoteSingle } from '../expand/operations.js';
import type { Builtin, Execution } from '../run/execution.js';
import { findProgram, searchPath } from '../run/programs.js';
import { invalidOption, tellUsage } from './help.js';
import { isReservedWord } from '../syntax/command-parser.js';
import type { FunctionDefinition } from '../syntax/ast.js';
import { printFunction } from '../syntax/print-function.js';

/** What a command name means, for `type`, `command -v` and completion. */
export type Meaning =
  | { readonly kind: 'alias'; readonly value: string }
  | { readonly kind: 'keyword' }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'builtin'; readonly special: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly hashed: boolean };

export type IsBuiltin = (name: string) => { readonly special: boolean } | undefined;

/** All meanings of a name, the one that counts first. */
export function meaningsOf(execution: Execution, name: string, isBuiltin: IsBuiltin): readonly Meaning[] {
  const { shell } = execution;
  const meanings: Meaning[] = [];
  const alias = shell.aliases.get(name);
  if (alias !== undefined && aliasesCount(execution)) meanings.push({ kind: 'alias', value: alias });
  if (isReservedWord(name, shell.dialect.name)) meanings.push({ kind: 'keyword' });
  const defined = shell.functions.get(name);
  if (defined) meanings.push({ kind: 'function', definition: defined.definition });
  const builtin = isBuiltin(name);
  if (builtin) meanings.push({ kind: 'builtin', special: builtin.special });
  const hashed = shell.hash.has(name);
  const paths = name.includes('/')
    ? typeof findProgram(execution, name) === 'string' && isRunnable(execution, name)
      ? [name]
      : []
    : searchPath(execution, name, shell.variables.get('PATH') ?? '');
  for (const path of paths) meanings.push({ kind: 'file', path, hashed });
  return meanings;
}

/** bash expands aliases at a prompt, in a script only when told to. */
function aliasesCount({ shell }: Execution): boolean {
  return shell.dialect.name !== 'bash' || shell.shopt.has('expand_aliases');
}

function isRunnable({ sys }: Execution, path: string): boolean {
  return searchPathSafely(() => sys.stat(path).kind === 'file' && sys.access(path, { execute: true }));
}

function searchPathSafely(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    // Only Errno comes from these calls, and each of them means that the file cannot be run.
    return false;
  }
}

/** `command -v` and `-V`. */
export function* describeNames(execution: Execution, names: readonly string[], mode: 'v' | 'V', isBuiltin: IsBuiltin): Task<number> {
  const { dialect } = execution.shell;
  let found = 0;
  // The others look at their first operand only.
  for (const name of dialect.name === 'bash' ? names : names.slice(0, 1)) {
    const [meaning] = meaningsOf(execution, name, isBuiltin);
    if (meaning) {
      found++;
      yield* execution.print(`${mode === 'v' ? shortMeaning(name, meaning) : longMeaning(execution, name, meaning)}\n`);
    } else if (mode === 'V') yield* complainUnknown(execution, name);
  }
  return found > 0 ? 0 : dialect.name === 'bash' ? 1 : 127;
}

function shortMeaning(name: string, meaning: Meaning): string {
  if (meaning.kind === 'alias') return `alias ${name}=${quoteSingle(meaning.value)}`;
  return meaning.kind === 'file' ? meaning.path : name;
}

function longMeaning(execution: Execution, name: string, meaning: Meaning): string {
  const { dialect } = execution.shell;
  const bash = dialect.name === 'bash';
  switch (meaning.kind) {
    case 'alias':
      return bash ? `${name} is aliased to \`${meaning.value}'` : `${name} is an alias for ${meaning.value}`;
    case 'keyword':
      return `${name} is a shell keyword`;
    case 'function':
      return bash
        ? `${name} is a function\n${printFunction(meaning.definition)}`
        : `${name} is a ${dialect.name === 'dash' ? 'shell function' : 'function'}`;
    case 'builtin':
      return meaning.special && !bash ? `${name} is a special shell builtin` : `${name} is a shell builtin`;
    case 'file':
      if (meaning.hashed) return bash ? `${name} is hashed (${meaning.path})` : `${name} is a tracked alias for ${meaning.path}`;
      return `${name} is ${meaning.path}`;
  }
}

function* complainUnknown(execution: Execution, name: string): Task<void> {
  if (execution.shell.dialect.name === 'bash') yield* execution.complain(`${name}: not found`);
  else yield* execution.print(`${name}: not found\n`);
}

/** `type` */
export function typeBuiltin(isBuiltin: (execution: Execution) => IsBuiltin): Builtin {
  return { run: (execution, args) => typeTask(execution, args, isBuiltin(execution)) };
}

function* typeTask(execution: Execution, args: readonly string[], isBuiltin: IsBuiltin): Task<number> {
  const bash = execution.shell.dialect.name === 'bash';
  const options = bash ? args.filter(arg => /^-[afptP]+$/.test(arg)).join('') : '';
  // Whatever ash's first option is, it means -p, and that means `command -v`.
  if (execution.shell.dialect.name === 'ash' && args[0]?.startsWith('-')) return yield* describeAll(execution, args.slice(1), isBuiltin);
  const names = bash ? args.filter(arg => !/^-[afptP]+$/.test(arg)) : args;
  let status = 0;
  for (const name of names) {
    const all = meaningsOf(execution, name, isBuiltin).filter(
      ({ kind }) => !(options.includes('f') && kind === 'function') && !(options.includes('P') && kind !== 'file'),
    );
    const shown = options.includes('a') ? all : all.slice(0, 1);
    if (shown.length === 0) {
      status = bash ? 1 : 127;
      if (!/[tpP]/.test(options)) yield* complainUnknown(execution, name);
    }
    for (const meaning of shown) yield* execution.print(typeLine(execution, name, meaning, options));
  }
  return status;
}

function* describeAll(execution: Execution, names: readonly string[], isBuiltin: IsBuiltin): Task<number> {
  let status = 0;
  for (const name of names) status |= yield* describeNames(execution, [name], 'v', isBuiltin);
  return status;
}

function typeLine(execution: Execution, name: string, meaning: Meaning, options: string): string {
  if (options.includes('t')) return `${meaning.kind}\n`;
  if (/[pP]/.test(options)) return meaning.kind === 'file' ? `${meaning.path}\n` : '';
  return `${longMeaning(execution, name, meaning)}\n`;
}

export const hash: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    if (args[0] === '-r') {
      shell.hash.clear();
      return 0;
    }
    const [option = '', ...names] = args;
    if (option === '-t' && shell.dialect.name === 'bash') return hashed(execution, names);
    if (option === '-d' && shell.dialect.name === 'bash') {
      const missing = names.find(name => !shell.hash.delete(name));
      return missing === undefined ? 0 : execution.complain(`${missing}: not found`);
    }
    if (option === '-p' && shell.restricted) return execution.complain(`${args[1] ?? ''}: restricted`);
    if (option === '-p' && shell.dialect.name === 'bash') {
      const [path = '', ...called] = names;
      for (const name of called) shell.hash.set(name, { path, hits: 0 });
      return 0;
    }
    if (option === '-l' && shell.dialect.name === 'bash')
      return execution.print([...shell.hash].map(([name, { path }]) => `builtin hash -p ${path} ${name}\n`).join(''));
    if (/^-./.test(option) && shell.dialect.name === 'bash') return invalidOption(execution, option.slice(0, 2));
    if (args.length === 0) return execution.print(listHash(execution));
    return hashTask(execution, args);
  },
};

/** `hash -t`: where the commands were found. */
function* hashed(execution: Execution, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names) {
    const found = execution.shell.hash.get(name);
    if (found) yield* execution.print(names.length > 1 ? `${name}\t${found.path}\n` : `${found.path}\n`);
    else status = yield* execution.complain(`${name}: not found`);
  }
  return status;
}

function listHash({ shell }: Execution): string {
  if (shell.dialect.name !== 'bash') return [...shell.hash.values()].map(({ path }) => `${path}\n`).join('');
  if (shell.hash.size === 0) return 'hash: hash table empty\n';
  return `hits\tcommand\n${[...shell.hash.values()].map(({ path, hits }) => `${String(hits).padStart(4)}\t${path}\n`).join('')}`;
}

function* hashTask(execution: Execution, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names) {
    if (typeof findProgram(execution, name) !== 'string') status = yield* execution.complain(`${name}: not found`);
  }
  return status;
}

export const alias: Builtin = {
  run: (execution, args) =>
    aliasTask(
      execution,
      args.filter(arg => arg !== '-p'),
    ),
};

function* aliasTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell } = execution;
  const prefix = shell.dialect.name === 'bash' ? 'alias ' : '';
  const quote = shell.dialect.name === 'bash' ? quoteSingle : quoteAlternating;
  if (args.length === 0) {
    const lines = [...shell.aliases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${prefix}${name}=${quote(value)}\n`);
    return yield* execution.print(lines.join(''));
  }
  let status = 0;
  for (const arg of args) {
    const equals = arg.indexOf('=', 1);
    const value = shell.aliases.get(arg);
    if (equals > 0) shell.aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (value !== undefined) yield* execution.print(`${prefix}${arg}=${quote(value)}\n`);
    else status = yield* complainAlias(execution, 'alias', arg);
  }
  return status;
}

export const unalias: Builtin = { run: (execution, args) => unaliasTask(execution, args) };

function* unaliasTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell } = execution;
  if (args[0] === '-a') {
    shell.aliases.clear();
    return 0;
  }
  const names = args[0] === '--' ? args.slice(1) : args;
  if (names.length === 0 && shell.dialect.name === 'bash') {
    yield* tellUsage(execution);
    return 2;
  }
  let status = 0;
  for (const arg of names) if (!shell.aliases.delete(arg)) status = yield* complainAlias(execution, 'unalias', arg);
  return status;
}

function* complainAlias(execution: Execution, command: string, name: string): Task<number> {
  if (execution.shell.dialect.name === 'bash') return yield* execution.complain(`${name}: not found`);
  yield* execution.complainRaw(`${command}: ${name} not found\n`);
  return 1;
}
