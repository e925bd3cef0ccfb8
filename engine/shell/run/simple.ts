import type { Task } from '../../core/task.js';
import { builtinNamed } from '../builtins/index.js';
import { toShellError } from '../dialect-messages.js';
import type { ArrayElement } from '../expand/assign.js';
import { ReadonlyError, ShellError } from '../state/shell-error.js';
import type { Assignment, SimpleCommand, Word } from '../syntax/ast.js';
import { assignmentText } from '../syntax/command-text.js';
import { appended, assignPure, expandAssignment, givesAttribute, perform, type Assigned } from './assignments.js';
import { debugTrap, isLeft, showCommand } from './debug-trap.js';
import type { Execution, Invocation, Outcome } from './execution.js';
import { runProgram } from './programs.js';
import { applyRedirects, tellInPlace, withScope } from './redirect.js';
import { keepStatus, runBuiltin } from './call-builtin.js';
import { closeProcessFiles } from './process-files.js';
import { withKeywords } from './keywords.js';
import { changeShell } from './own-files.js';
import { traceText } from './trace.js';
import { waitForeground } from './waiting.js';
import { assignedAndTraced, trace, traceArray } from './trace-command.js';

/** Runs a simple command: at once when it needs nothing but the shell, otherwise as a task. */
export function runSimple(execution: Execution, command: SimpleCommand): Outcome {
  try {
    return runAtOnce(execution, command);
  } catch (error) {
    if (isOfCommand(error)) return execution.fail(error);
    throw error;
  }
}

/** Whether an error gives up this command and nothing else. */
function isOfCommand(error: unknown): boolean {
  return error instanceof ShellError && error.scope === 'command';
}

function runAtOnce(execution: Execution, command: SimpleCommand): Outcome {
  const { shell, expander } = execution;
  shell.line = command.line;
  const debugged = showCommand(execution, command);
  if (shell.options.keyword && command.words.length > 0) return simpleTask(execution, withKeywords(command));
  if (!command.pure || shell.options.xtrace || debugged) return simpleTask(execution, command);
  if (command.words.length === 0) {
    for (const assignment of command.assignments) assignPure(execution, assignment);
    shell.lastArgument = '';
    return 0;
  }
  // Nothing may be expanded twice, so it is clear before the first word that this is no declaration.
  if (command.assignments.length > 0 || declares(command)) return simpleTask(execution, command);
  const fields: string[] = [];
  for (const word of command.words) if (!('kind' in word)) expander.fieldsPure(word, fields);
  if (fields.length === 0) {
    shell.lastArgument = '';
    return 0;
  }
  return dispatch(execution, fields, plainCall, command);
}

function declares({ words }: SimpleCommand): boolean {
  for (const word of words) if ('kind' in word) return true;
  return false;
}

const plainCall: Call = {};

interface Call {
  /** Assignments before the command, for its time only. */
  readonly assigned?: readonly Assigned[];
  readonly arrays?: Invocation['arrays'];
}

function* simpleTask(execution: Execution, command: SimpleCommand): Task<number> {
  const files = execution.shell.processFiles.length;
  try {
    return keepStatus(execution, yield* expandAndRun(execution, command));
  } catch (error) {
    if (isOfCommand(error)) return yield* execution.fail(error);
    throw error;
  } finally {
    closeProcessFiles(execution, files);
  }
}

function* expandAndRun(execution: Execution, command: SimpleCommand): Task<number> {
  const { shell, traps } = execution;
  if (traps.has('DEBUG')) yield* debugTrap(execution);
  if (isLeft(execution)) return shell.status;
  shell.substitutionStatus = undefined;
  const { fields, arrays } = yield* expandWords(execution, command.words);
  if (fields.length === 0) return yield* assignOnly(execution, command);
  if (command.redirects.length === 0) {
    const assigned = yield* assignedAndTraced(execution, command, fields);
    const outcome = dispatch(execution, fields, { assigned, arrays }, command);
    return typeof outcome === 'number' ? outcome : yield* outcome;
  }
  return yield* redirected(execution, command, fields, arrays);
}

/** Declarations get `name=value` as one field, however long, and array literals apart. */
function* expandWords(
  execution: Execution,
  words: readonly (Word | Assignment)[],
): Task<{ fields: string[]; arrays: Invocation['arrays'] }> {
  const fields: string[] = [];
  let arrays: Map<number, { elements: readonly ArrayElement[]; append: boolean }> | undefined;
  for (const word of words) {
    if (!('kind' in word)) {
      yield* execution.expander.fields(word, fields);
      continue;
    }
    const { name, key, append, value } = yield* expandAssignment(execution, word, makesAssociative(fields) || undefined);
    if (typeof value === 'string') fields.push(`${name}${key === undefined ? '' : `[${key}]`}${append ? '+' : ''}=${value}`);
    else {
      checkKind(execution, name, fields);
      if (execution.shell.options.xtrace) yield* traceArray(execution, name, append, value);
      (arrays ??= new Map()).set(fields.length - 1, { elements: value, append });
      fields.push(name);
    }
  }
  return { fields, arrays };
}

/** What is declared must be able to become the array: otherwise bash gives up before it has shown the command. */
function checkKind({ shell }: Execution, name: string, fields: readonly string[]): void {
  if (shell.inFunction && !shell.variables.isLocal(name)) return;
  const kind = shell.variables.find(name)?.array?.kind;
  if (kind === undefined) return;
  const other = kind === 'indexed' ? /^-[a-zA-Z]*A/ : /^-[a-zA-Z]*a/;
  if (!fields.some((field, index) => index > 0 && other.test(field))) return;
  const to = kind === 'indexed' ? 'associative' : 'indexed';
  throw new ShellError(`${name}: cannot convert ${kind} to ${to} array`, { status: 1, scope: 'line' });
}

/** Whether `declare -A` or its kin make associative arrays of what follows. */
function makesAssociative(fields: readonly string[]): boolean {
  return fields.some((field, index) => index > 0 && /^-[a-zA-Z]*A/.test(field));
}

/** No command: the assignments are for the shell, and the status is that of the last substitution. */
function* assignOnly(execution: Execution, command: SimpleCommand): Task<number> {
  const { shell } = execution;
  // bash assigns first, and then opens the files of no command.
  if (shell.dialect.name === 'bash') yield* assignAll(execution, command);
  if (command.redirects.length > 0) {
    try {
      (yield* applyRedirects(execution, command.redirects)).restore();
    } catch (error) {
      return yield* execution.fail(error);
    }
  }
  if (shell.dialect.name !== 'bash') yield* assignAll(execution, command);
  shell.lastArgument = '';
  return shell.substitutionStatus ?? 0;
}

function* assignAll(execution: Execution, command: SimpleCommand): Task<void> {
  const { shell } = execution;
  for (const assignment of command.assignments) {
    const literal = 'kind' in assignment.value && shell.options.xtrace && shell.dialect.name === 'bash';
    if (literal) yield* traceText(execution, assignmentText(assignment));
    const assigned = yield* expandAssignment(execution, assignment);
    if (literal) {
      perform(execution, assigned);
      continue;
    }
    // Only bash shows an assignment before it happens, which tells when it is one of PS4.
    const early = shell.dialect.name === 'bash';
    if (shell.options.xtrace && early) yield* trace(execution, [assigned], []);
    perform(execution, assigned);
    if (shell.options.xtrace && !early) yield* trace(execution, [assigned], []);
  }
}

function* redirected(execution: Execution, command: SimpleCommand, fields: readonly string[], arrays: Invocation['arrays']): Task<number> {
  const { shell } = execution;
  // bash shows a command before it opens files for it.
  const early = shell.dialect.name === 'bash' ? yield* assignedAndTraced(execution, command, fields) : undefined;
  if (early && command !== execution.lastCommand && isProgram(execution, programOf(fields)) && changeShell(command.redirects))
    return yield* inOwnProcess(execution, command, fields, early);
  let saved;
  try {
    saved = yield* applyRedirects(execution, command.redirects);
  } catch (error) {
    const status = yield* execution.fail(inChild(execution, fields[0] ?? '', error));
    if (isSpecial(execution, fields[0] ?? '') && !shell.interactive) shell.flow = { kind: 'exit', status };
    return status;
  }
  if (fields[0] === 'exec' && fields.length === 1) {
    if (!early) yield* assignedAndTraced(execution, command, fields, saved.keptAt(2));
    saved.forget();
    return 0;
  }
  try {
    const assigned = early ?? (yield* assignedAndTraced(execution, command, fields, saved.keptAt(2)));
    const outcome = dispatch(execution, fields, { assigned, arrays }, command);
    return typeof outcome === 'number' ? outcome : yield* outcome;
  } catch (error) {
    throw yield* tellInPlace(execution, error);
  } finally {
    saved.restore();
  }
}

/** bash opens a program's files in the program's own process already, so that a failure there ends nothing else. */
function inChild(execution: Execution, name: string, thrown: unknown): unknown {
  const { dialect } = execution.shell;
  if (dialect.name !== 'bash' || !isProgram(execution, name)) return thrown;
  const error = toShellError(thrown, dialect);
  return error ? withScope(error, { status: error.status, scope: 'command' }) : thrown;
}

/** What `command` calls, for it opens no files of its own. */
function programOf(fields: readonly string[]): string {
  const [name = '', second = '', third = ''] = fields;
  return name !== 'command' || second === '' ? name : second === '-p' ? third : second;
}

function isProgram({ shell }: Execution, name: string): boolean {
  return !shell.functions.has(name) && !builtinNamed(shell, name);
}

/** A program whose files are opened in the process that becomes it. */
function* inOwnProcess(
  execution: Execution,
  command: SimpleCommand,
  fields: readonly string[],
  assigned: readonly Assigned[],
): Task<number> {
  const run = function* (child: Execution): Task<number> {
    child.lastCommand = command;
    child.shell.subshellLevel = execution.shell.subshellLevel;
    try {
      (yield* applyRedirects(child, command.redirects)).forget();
    } catch (error) {
      return yield* child.fail(error);
    }
    const outcome = dispatch(child, fields, { assigned }, command);
    return typeof outcome === 'number' ? outcome : yield* outcome;
  };
  const processGroup = execution.shell.options.monitor ? 0 : undefined;
  const pid = execution.fork(run, { processGroup });
  execution.shell.lastArgument = fields.at(-1) ?? '';
  return yield* waitForeground(execution, [{ pid, text: sourceOf(command, fields) }], processGroup === undefined ? undefined : pid);
}

function isSpecial({ shell }: Execution, name: string): boolean {
  return shell.dialect.name !== 'bash' && builtinNamed(shell, name)?.special === true;
}

/** Finds out what the first word names, and runs that. */
function dispatch(execution: Execution, fields: readonly string[], call: Call, command: SimpleCommand | undefined): Outcome {
  const { shell } = execution;
  const name = fields[0] ?? '';
  const builtin = builtinNamed(shell, name);
  const assigns = call.assigned !== undefined && call.assigned.length > 0;
  if (shell.functions.has(name) && !(builtin?.special && shell.dialect.name !== 'bash')) {
    if (assigns) return withAssignments(execution, call.assigned ?? [], () => execution.callFunction(name, fields.slice(1)));
    return execution.callFunction(name, fields.slice(1));
  }
  if (!builtin) {
    shell.lastArgument = fields[fields.length - 1] ?? '';
    return runProgram(execution, fields, {
      environment: environmentOf(execution, call),
      last: command !== undefined && command === execution.lastCommand,
      text: () => sourceOf(command, fields),
    });
  }
  shell.hasRun = true;
  const invocation = call.arrays ? { name, arrays: call.arrays } : { name };
  if (!assigns) return runBuiltin(execution, builtin, fields.slice(1), invocation);
  if (builtin.special && (shell.dialect.name !== 'bash' || givesAttribute(call.assigned ?? [], fields))) {
    for (const assigned of call.assigned ?? []) perform(execution, assigned);
    return runBuiltin(execution, builtin, fields.slice(1), invocation);
  }
  return withAssignments(execution, call.assigned ?? [], () => runBuiltin(execution, builtin, fields.slice(1), invocation));
}

/** The command as it was written, for `jobs` and messages about its end. */
function sourceOf(command: SimpleCommand | undefined, fields: readonly string[]): string {
  if (!command) return fields.join(' ');
  return command.words.map(word => ('kind' in word ? word.name : word.source)).join(' ');
}

function environmentOf(execution: Execution, { assigned = [] }: Call): ReadonlyMap<string, string> | undefined {
  if (assigned.length === 0) return undefined;
  const { shell, sys } = execution;
  const environment = sys.env.fork();
  for (const { name, key, append, value } of assigned) {
    if (shell.variables.find(name)?.readonly) {
      if (shell.dialect.name !== 'bash') throw new ReadonlyError(name);
      continue;
    }
    if (typeof value === 'string') environment.set(name, append ? appended(execution, name, key, value) : value);
  }
  return environment;
}

/** Runs with variables that are set, and exported, for that time only. */
function* withAssignments(execution: Execution, assigned: readonly Assigned[], run: () => Outcome): Task<number> {
  const { variables } = execution.shell;
  variables.pushScope();
  try {
    for (const one of assigned) {
      if (variables.find(one.name)?.readonly && execution.shell.dialect.name === 'bash') {
        yield* execution.complain(`${one.name}: readonly variable`);
        continue;
      }
      const before = one.append ? variables.get(one.name) : undefined;
      const variable = variables.makeLocal(one.name, { inherit: false });
      if (before !== undefined) variable.value = before;
      perform(execution, one);
      variables.export(one.name);
    }
    const outcome = run();
    return typeof outcome === 'number' ? outcome : yield* outcome;
  } finally {
    variables.popScope();
  }
}

export interface WordsOptions {
  /** Functions are not looked for (`command`). */
  readonly functions?: boolean;
  readonly builtinOnly?: boolean;
  /** Look in the standard places instead of PATH (`command -p`). */
  readonly defaultPath?: boolean;
}

/** Runs a command by its words, for `command` and `builtin`. */
export function runWords(execution: Execution, words: readonly string[], options: WordsOptions = {}): Outcome {
  const { shell } = execution;
  const [name = ''] = words;
  if (options.functions !== false && shell.functions.has(name)) return execution.callFunction(name, words.slice(1));
  const builtin = builtinNamed(shell, name);
  // `command` takes away what is special about special builtins.
  if (builtin) return runBuiltin(execution, { run: builtin.run.bind(builtin) }, words.slice(1), { name });
  if (options.builtinOnly) {
    shell.builtin = 'builtin';
    return execution.complain(`${name}: not a shell builtin`);
  }
  const environment = options.defaultPath ? new Map([...execution.sys.env, ['PATH', '/usr/sbin:/usr/bin:/sbin:/bin']]) : undefined;
  return runProgram(execution, words, { environment, last: false, text: () => words.join(' ') });
}
