import type { Task } from '../../core/task.js';
import { toShellError } from '../dialect-messages.js';
import { shellLimits } from '../limits.js';
import { ShellError } from '../state/shell-error.js';
import type { Shell, ShellFunction } from '../state/shell.js';
import type { Command } from '../syntax/ast.js';
import type { Execution, Outcome } from './execution.js';
import { prefixOf } from './messages.js';

/** Calls that run as plain calls inside each other; deeper ones become tasks, which do not pile up on the stack. */
const plainCalls = 40;

/** Runs a function with its arguments as positional parameters. */
export function callFunction(execution: Execution, name: string, args: readonly string[]): Outcome {
  const { shell } = execution;
  const called = shell.functions.get(name);
  if (!called) return execution.complain(`${name}: not found`, 127);
  enterCall(shell, costOf(called));
  if (shell.calls % plainCalls === 0 || execution.mustTick()) return callTask(execution, called, args);
  const leave = enterFunction(execution, called, args);
  let outcome: Outcome;
  try {
    outcome = execution.run(called.definition.body);
  } catch (error) {
    const told = stamped(shell, error);
    leave();
    leaveCall(shell, costOf(called));
    throw told;
  }
  if (typeof outcome !== 'number') return finishCall(execution, called, outcome, leave);
  if (execution.traps.has('RETURN')) return finishCall(execution, called, constant(outcome), leave);
  leave();
  leaveCall(shell, costOf(called));
  return returned(shell, outcome);
}

function* callTask(execution: Execution, called: ShellFunction, args: readonly string[]): Task<number> {
  const { shell } = execution;
  yield* execution.sys.tick();
  const leave = enterFunction(execution, called, args);
  let outcome: Outcome;
  try {
    outcome = execution.run(called.definition.body);
    if (typeof outcome !== 'number') outcome = yield* outcome;
    yield* runReturnTrap(execution);
  } catch (error) {
    throw stamped(shell, error);
  } finally {
    leave();
    leaveCall(shell, costOf(called));
  }
  return returned(shell, outcome);
}

function* constant(status: number): Task<number> {
  return status;
}

/** bash runs the trap on RETURN that the function set, or inherited with `set -T`. */
export function* runReturnTrap(execution: Execution): Task<void> {
  const { shell, traps } = execution;
  if (!traps.has('RETURN')) return;
  const { status, flow } = shell;
  shell.flow = undefined;
  if (flow?.kind === 'return') shell.status = flow.before;
  yield* traps.runAlone('RETURN', action => execution.runText(action));
  shell.status = status;
  shell.flow ??= flow;
}

function* finishCall(execution: Execution, called: ShellFunction, body: Task<number>, leave: () => void): Task<number> {
  const { shell } = execution;
  let status: number;
  try {
    status = yield* body;
    yield* runReturnTrap(execution);
  } catch (error) {
    throw stamped(shell, error);
  } finally {
    leave();
    leaveCall(shell, costOf(called));
  }
  return returned(shell, status);
}

/** An error that leaves the function is told as one of the function. */
function stamped(shell: Shell, thrown: unknown): unknown {
  const error = toShellError(thrown, shell.dialect);
  if (!error) return thrown;
  error.prefix ??= prefixOf(shell);
  return error;
}

/** Counts a call, or refuses it when there are too many inside each other. */
export function enterCall(shell: Shell, cost: number): void {
  shell.calls++;
  shell.stackUnits += cost;
  if (shell.calls <= shellLimits.calls && shell.stackUnits <= shellLimits.executionDepth) return;
  leaveCall(shell, cost);
  const limit = String(shellLimits.calls);
  const message =
    shell.dialect.name === 'dash'
      ? `Maximum function recursion depth (${limit}) reached`
      : `maximum function nesting level exceeded (${limit})`;
  throw new ShellError(message, { status: shell.dialect.name === 'bash' ? 1 : 2, scope: shell.dialect.name === 'bash' ? 'line' : 'exit' });
}

export function leaveCall(shell: Shell, cost: number): void {
  shell.calls--;
  shell.stackUnits -= cost;
}

/** Functions and files do not inherit traps on ERR, DEBUG and RETURN unless asked to. */
export function hideTraps({ shell, traps }: Execution, kind: 'function' | 'file'): (() => void) | undefined {
  if (!traps.hidable) return undefined;
  const { errtrace, functrace } = shell.options;
  return traps.hide([
    ...(errtrace || kind === 'file' ? [] : (['ERR'] as const)),
    ...(functrace ? [] : kind === 'file' ? (['DEBUG'] as const) : (['DEBUG', 'RETURN'] as const)),
  ]);
}

function enterFunction(execution: Execution, called: ShellFunction, args: readonly string[]): () => void {
  const { shell } = execution;
  const restoreTraps = hideTraps(execution, 'function');
  const { positional, loops, optionPlace } = shell;
  // In dash and ash each call goes through its own arguments from the first on.
  const own = shell.dialect.name !== 'bash';
  if (own && optionPlace) shell.optionPlace = { index: 1, at: 1, shown: shell.variables.get('OPTIND') };
  shell.frames.push({ kind: 'function', called, name: called.definition.name, line: shell.line, file: called.file });
  shell.positional = args;
  // In ash a function can leave the loop that it was called in.
  if (shell.dialect.name !== 'ash') shell.loops = 0;
  shell.variables.pushScope();
  return () => {
    restoreTraps?.();
    shell.lastArgument = args[args.length - 1] ?? called.definition.name;
    shell.variables.popScope();
    const kept = shell.frames.at(-1)?.options;
    if (kept) Object.assign(shell.options, kept);
    shell.positional = positional;
    shell.loops = loops;
    if (own && shell.optionPlace)
      shell.optionPlace = { index: optionPlace?.index ?? 1, at: optionPlace?.at ?? 1, shown: shell.variables.get('OPTIND') };
    shell.frames.pop();
  };
}

/** `return` has reached its function. */
export function returned(shell: Shell, status: number): number {
  shell.pipeStatus = [status];
  const { flow } = shell;
  if (flow?.kind !== 'return') return status;
  shell.flow = undefined;
  shell.pipeStatus = [flow.status];
  return flow.status;
}

const costs = new WeakMap<Command, number>();

/** Generators that a call of this function may have open at once. */
function costOf({ definition }: ShellFunction): number {
  let cost = costs.get(definition.body);
  if (cost === undefined) {
    cost = 2 + nesting(definition.body);
    costs.set(definition.body, cost);
  }
  return cost;
}

function nesting(command: Command): number {
  switch (command.kind) {
    case 'simple':
    case 'arithmetic':
    case 'conditional':
    case 'function':
    case 'coprocess':
      return 0;
    case 'list':
      return deepest(command.items.map(item => item.command)) + 1;
    case 'and-or':
      return deepest([command.first, ...command.rest.map(next => next.command)]) + 1;
    case 'pipeline':
      return deepest(command.commands) + 2;
    case 'if':
      return (
        deepest([...command.branches.flatMap(({ test, body }) => [test, body]), ...(command.otherwise ? [command.otherwise] : [])]) + 2
      );
    case 'case':
      return deepest(command.clauses.map(({ body }) => body)) + 3;
    case 'group':
      return nesting(command.body) + (command.redirects.length > 0 ? 1 : 0);
    case 'subshell':
      // Its commands run in a process, and on a stack, of their own.
      return 1;
    case 'for':
    case 'select':
    case 'arithmetic-for':
    case 'loop':
      return nesting(command.body) + 2;
  }
}

function deepest(commands: readonly Command[]): number {
  return commands.reduce((most, command) => Math.max(most, nesting(command)), 0);
}
