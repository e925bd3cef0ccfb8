import type { Task } from '../../core/task.js';
import { parseSignal } from '../../process/signals.js';
import { quoteAlternating, quoteSingle } from '../expand/operations.js';
import type { Builtin, Execution } from '../run/execution.js';
import type { TrapEvent } from '../run/traps.js';
import { tellUsage } from './help.js';

export const trap: Builtin = { special: true, run: (execution, args) => trapTask(execution, args) };

function* trapTask(execution: Execution, args: readonly string[]): Task<number> {
  const { traps, shell } = execution;
  const bash = shell.dialect.name === 'bash';
  const rest = args[0] === '--' ? args.slice(1) : args;
  const [first, ...names] = rest;
  if (first === undefined || (first === '-p' && bash)) return yield* list(execution, names);
  if (first === '-l' && bash) return yield* execution.runText('kill -l');
  if (bash && names.length === 0 && parseEvent(first, bash) === undefined) {
    yield* tellUsage(execution);
    return 2;
  }
  if (bash) traps.forgetInherited();
  const removes = first === '-' || names.length === 0 || /^\d+$/.test(first);
  const action = removes ? undefined : first;
  let status = 0;
  for (const name of removes && first !== '-' ? rest : names) {
    const event = parseEvent(name, bash);
    if (event === undefined) status = yield* badTrap(execution, name);
    else traps.set(event, action);
  }
  return status;
}

function parseEvent(name: string, bash: boolean): TrapEvent | undefined {
  const upper = name.toUpperCase();
  if (upper === 'EXIT' || name === '0') return 'EXIT';
  if (bash && (upper === 'ERR' || upper === 'DEBUG' || upper === 'RETURN')) return upper;
  return parseSignal(name);
}

function* badTrap(execution: Execution, name: string): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
    case 'ash':
      return yield* execution.complain(`${name}: invalid signal specification`);
    case 'dash':
      yield* execution.complainRaw(`trap: ${name}: bad trap\n`);
      return 1;
  }
}

function* list(execution: Execution, names: readonly string[]): Task<number> {
  const bash = execution.shell.dialect.name === 'bash';
  const wanted = names.map(name => parseEvent(name, bash));
  const shown = execution.traps.listed().filter(([event]) => wanted.length === 0 || wanted.includes(event));
  const text = shown.map(
    ([event, action]) =>
      `trap -- ${(bash ? quoteSingle : quoteAlternating)(action)} ${bash || event === 'EXIT' ? event : event.replace(/^SIG/, '')}\n`,
  );
  return yield* execution.print(text.join(''));
}
