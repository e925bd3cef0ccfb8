import type { Task } from '../../core/task.js';
import { compilePattern } from '../pattern/pattern.js';
import type { AndOr, CaseCommand, Command, List, Redirect } from '../syntax/ast.js';
import { afterDebugTrap, showCommand } from './debug-trap.js';
import type { Execution, Outcome } from './execution.js';
import { traceText } from './trace.js';
import { applyRedirects, tellInPlace } from './redirect.js';
import { closeProcessFiles } from './process-files.js';

type IfCommand = Extract<Command, { kind: 'if' }>;
type GroupCommand = Extract<Command, { kind: 'group' | 'subshell' }>;

/** A compound command as far as its redirections go. */
export interface Redirected {
  readonly redirects: readonly Redirect[];
  readonly line: number;
}

/** Runs a compound command inside its redirections. */
export function* withRedirects(
  execution: Execution,
  { redirects, line }: Redirected,
  run: () => Outcome,
  apply = applyRedirects,
): Task<number> {
  const files = execution.shell.processFiles.length;
  let saved;
  // dash and ash name the line of the command, bash the one that it has read by then.
  execution.shell.line = execution.shell.dialect.name === 'bash' ? Math.max(execution.shell.line, redirects.at(-1)?.line ?? 0) : line;
  try {
    saved = yield* apply(execution, redirects);
  } catch (error) {
    closeProcessFiles(execution, files);
    return yield* execution.fail(error);
  }
  try {
    const outcome = run();
    return typeof outcome === 'number' ? outcome : yield* outcome;
  } catch (error) {
    throw yield* tellInPlace(execution, error);
  } finally {
    saved.restore();
    closeProcessFiles(execution, files);
  }
}

export function runGroup(execution: Execution, group: GroupCommand): Outcome {
  if (group.redirects.length > 0) return withRedirects(execution, group, () => execution.runList(group.body));
  return execution.runList(group.body);
}

/** `a && b || c`: all but the last are conditions. */
export function runAndOr(execution: Execution, command: AndOr): Outcome {
  const { shell } = execution;
  shell.conditions++;
  const first = execution.run(command.first);
  if (typeof first !== 'number') return andOrTask(execution, command, first, 0);
  shell.conditions--;
  let status = first;
  for (const [index, { operator, command: next }] of command.rest.entries()) {
    if (shell.flow) return status;
    if ((status === 0) !== (operator === '&&')) continue;
    const last = index === command.rest.length - 1;
    if (!last) shell.conditions++;
    const outcome = execution.run(next);
    if (typeof outcome !== 'number') return last ? outcome : andOrTask(execution, command, outcome, index + 1);
    if (!last) shell.conditions--;
    status = outcome;
  }
  return status;
}

/** The same with a command under way: `next` is the index of the one after it. It has been counted as a condition. */
function* andOrTask(execution: Execution, command: AndOr, begun: Task<number>, next: number): Task<number> {
  const { shell } = execution;
  let status = yield* begun;
  shell.conditions--;
  shell.status = status;
  for (let index = next; index < command.rest.length; index++) {
    if (shell.flow) return status;
    const { operator, command: following } = command.rest[index] ?? { operator: '&&', command: command.first };
    if ((status === 0) !== (operator === '&&')) continue;
    const last = index === command.rest.length - 1;
    if (!last) shell.conditions++;
    const outcome = execution.run(following);
    status = typeof outcome === 'number' ? outcome : yield* outcome;
    if (!last) shell.conditions--;
    shell.status = status;
  }
  return status;
}

export function runIf(execution: Execution, command: IfCommand): Outcome {
  if (command.redirects.length > 0) return withRedirects(execution, command, () => runBranches(execution, command));
  return runBranches(execution, command);
}

function runBranches(execution: Execution, command: IfCommand): Outcome {
  const { shell } = execution;
  for (const [index, { test, body }] of command.branches.entries()) {
    shell.conditions++;
    const outcome = execution.runList(test);
    if (typeof outcome !== 'number') return branchesTask(execution, command, outcome, index);
    shell.conditions--;
    if (shell.flow) return outcome;
    if (outcome === 0) return execution.runList(body);
  }
  return command.otherwise ? execution.runList(command.otherwise) : 0;
}

function* branchesTask(execution: Execution, command: IfCommand, begun: Task<number>, from: number): Task<number> {
  const { shell } = execution;
  let test: Outcome = begun;
  for (let index = from; ; ) {
    const status = typeof test === 'number' ? test : yield* test;
    shell.conditions--;
    shell.status = status;
    if (shell.flow) return status;
    if (status === 0) return yield* runToEnd(execution, command.branches[index]?.body);
    const next = command.branches[++index];
    if (!next) return yield* runToEnd(execution, command.otherwise);
    shell.conditions++;
    test = execution.runList(next.test);
  }
}

function* runToEnd(execution: Execution, body: List | undefined): Task<number> {
  const outcome = body ? execution.runList(body) : 0;
  return typeof outcome === 'number' ? outcome : yield* outcome;
}

export function runCase(execution: Execution, command: CaseCommand): Outcome {
  if (command.redirects.length > 0) return withRedirects(execution, command, () => runClauses(execution, command));
  return runClauses(execution, command);
}

function runClauses(execution: Execution, command: CaseCommand): Outcome {
  const pure = command.subject.pure && command.clauses.every(({ patterns }) => patterns.every(pattern => pattern.pure));
  execution.shell.line = command.line;
  if (showCommand(execution, command)) return afterDebugTrap(execution, () => clausesTask(execution, command));
  if (!pure || execution.shell.options.xtrace || execution.shell.shopt.has('nocasematch')) return clausesTask(execution, command);
  const { expander } = execution;
  const subject = expander.stringPure(command.subject);
  const found = command.clauses.findIndex(({ patterns }) =>
    patterns.some(pattern =>
      pattern.literal !== undefined ? pattern.literal === subject : matchesPattern(execution, expander.patternPure(pattern), subject),
    ),
  );
  if (found < 0) return 0;
  const clause = command.clauses[found];
  if (clause?.next === ';;') return execution.runList(clause.body);
  return fallThrough(execution, command, subject, found);
}

function* clausesTask(execution: Execution, command: CaseCommand): Task<number> {
  const subject = yield* execution.expander.string(command.subject);
  if (execution.shell.options.xtrace && execution.shell.dialect.name === 'bash')
    yield* traceText(execution, `case ${command.subject.source} in`);
  for (const index of command.clauses.keys()) {
    if (yield* clauseMatches(execution, command, index, subject)) return yield* fallThrough(execution, command, subject, index);
  }
  return 0;
}

function* clauseMatches(execution: Execution, command: CaseCommand, index: number, subject: string): Task<boolean> {
  for (const word of command.clauses[index]?.patterns ?? []) {
    const pattern = yield* execution.expander.pattern(word);
    if (matchesPattern(execution, pattern, subject)) return true;
  }
  return false;
}

function matchesPattern({ shell }: Execution, pattern: string, subject: string): boolean {
  if (!shell.shopt.has('nocasematch')) return compilePattern(pattern, shell.patternOptions).matches(subject);
  return compilePattern(pattern.toLowerCase(), shell.patternOptions).matches(subject.toLowerCase());
}

/** Runs a clause and, after `;&` or `;;&`, those that follow. */
function* fallThrough(execution: Execution, command: CaseCommand, subject: string, found: number): Task<number> {
  let status = 0;
  for (let index = found; index < command.clauses.length; index++) {
    const clause = command.clauses[index];
    if (!clause) break;
    status = yield* runToEnd(execution, clause.body);
    if (clause.next === ';;' || execution.shell.flow) return status;
    if (clause.next === ';&') continue;
    while (index + 1 < command.clauses.length && !(yield* clauseMatches(execution, command, index + 1, subject))) index++;
  }
  return status;
}
