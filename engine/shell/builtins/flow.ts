import type { Builtin, Execution, Outcome } from '../run/execution.js';
import type { Task } from '../../core/task.js';
import { stateOf } from '../run/jobs.js';
import { ShellError } from '../state/shell-error.js';

export const colon: Builtin = { special: true, run: () => 0 };
export const truth: Builtin = { run: () => 0 };
export const falsehood: Builtin = { run: () => 1 };

export const breakLoop: Builtin = { special: true, run: (execution, args) => leaveLoop(execution, args, 'break') };
export const continueLoop: Builtin = { special: true, run: (execution, args) => leaveLoop(execution, args, 'continue') };

function leaveLoop(execution: Execution, [count = '1']: readonly string[], kind: 'break' | 'continue'): Outcome {
  const { shell } = execution;
  if (shell.loops === 0 && shell.dialect.name === 'bash') {
    return keepStatus(execution, `only meaningful in a \`for', \`while', or \`until' loop`);
  }
  const levels = /^\d+$/.test(count) ? Number(count) : 0;
  if (levels < 1) {
    if (shell.dialect.name !== 'bash') throw illegalNumber(count, 'line');
    const text = /^-?\d+$/.test(count) ? `${count}: loop count out of range` : `${count}: numeric argument required`;
    // Not a number at all ends the shell; a number that is too small ends all loops.
    shell.flow = /^-?\d+$/.test(count) ? { kind: 'break', levels: shell.loops } : { kind: 'exit', status: 128 };
    return execution.complain(text, 1);
  }
  if (shell.loops > 0) shell.flow = { kind, levels: Math.min(levels, shell.loops) };
  return 0;
}

function* keepStatus(execution: Execution, message: string): ReturnType<Execution['complain']> {
  yield* execution.complain(message);
  return 0;
}

export const returnFrom: Builtin = {
  special: true,
  run: (execution, args) => {
    const { shell } = execution;
    if (isTooMuch(execution, args)) return tooMuch(execution);
    const status = parseStatus(execution, args);
    if (typeof status !== 'number') return status;
    if (shell.frames.length === 0) {
      if (shell.dialect.name === 'bash') return execution.complain("can only `return' from a function or sourced script", 2);
      shell.flow = shell.dialect.name === 'ash' ? { kind: 'return', status, before: shell.status } : { kind: 'exit', status };
    } else shell.flow = { kind: 'return', status, before: shell.status };
    return status;
  },
};

export const exit: Builtin = {
  special: true,
  run: (execution, args) => {
    const { shell } = execution;
    if (isTooMuch(execution, args)) {
      shell.flow = { kind: 'line', status: 1 };
      return execution.complain('too many arguments');
    }
    const status = parseStatus(execution, args);
    if (typeof status !== 'number') {
      shell.flow = { kind: 'exit', status: 2 };
      return status;
    }
    if (shell.interactive && !shell.isSubshell && shell.dialect.name === 'bash') return leaveInteractive(execution, status);
    shell.flow = { kind: 'exit', status };
    return status;
  },
};

/** bash says `exit`, and warns once when there are stopped jobs. */
function* leaveInteractive(execution: Execution, status: number): ReturnType<Execution['complain']> {
  const { shell } = execution;
  yield* execution.complainRaw('exit\n');
  if (yield* warnsOfJobs(execution)) return 1;
  shell.flow = { kind: 'exit', status };
  return status;
}

/** Whether stopped jobs hold the shell back, of which the user hears then. Whoever asks again right away is let go; bash allows for a look at `jobs`. */
export function* warnsOfJobs(execution: Execution): Task<boolean> {
  const { shell, jobs } = execution;
  if (!jobs.all.some(job => stateOf(job) === 'stopped')) return false;
  if (shell.warnedOfJobs !== undefined && shell.commandNumber - shell.warnedOfJobs <= 1) return false;
  shell.warnedOfJobs = shell.commandNumber;
  yield* execution.complainRaw(shell.dialect.name === 'bash' ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
  return true;
}

/** bash wants one number at most, and looks at the first operand before it counts them. */
function isTooMuch({ shell }: Execution, args: readonly string[]): boolean {
  const operands = args[0] === '--' ? args.slice(1) : args;
  return shell.dialect.name === 'bash' && operands.length > 1 && isNumber(operands[0] ?? '');
}

function* tooMuch(execution: Execution): ReturnType<Execution['complain']> {
  yield* execution.complain('too many arguments');
  throw new ShellError('', { status: 1, scope: 'line' });
}

function isNumber(text: string): boolean {
  return /^\s*[-+]?\d+\s*$/.test(text);
}

/** The status given, or that of the last command. */
function parseStatus(execution: Execution, args: readonly string[]): Outcome {
  const { shell } = execution;
  const [text] = args[0] === '--' ? args.slice(1) : args;
  if (text === undefined) return shell.status;
  if (isNumber(text) && (shell.dialect.name === 'bash' || !text.includes('-'))) {
    const number = BigInt(text.trim().replace(/^\+/, ''));
    // dash keeps what does not fit a status until the shell ends.
    return Number(shell.dialect.name === 'dash' ? BigInt.asIntN(32, number) : BigInt.asUintN(8, number));
  }
  if (shell.dialect.name !== 'bash') throw illegalNumber(text, 'exit');
  return execution.complain(`${text}: numeric argument required`, 2);
}

export function illegalNumber(text: string, scope: 'line' | 'exit' | 'command'): ShellError {
  return new ShellError(`Illegal number: ${text}`, { status: 2, scope });
}
