import type { Task } from '../../core/task.js';
import { restoreKept } from './descriptors.js';
import type { Execution } from './execution.js';

/** Runs the body of a shell process to its end: errors become statuses, `exit` ends it, and the trap on EXIT has the last word. */
export function* finishShell(execution: Execution, body: Task<number>): Task<number> {
  const { shell } = execution;
  let status: number;
  try {
    status = yield* body;
  } catch (error) {
    status = yield* execution.fail(error);
  }
  return yield* runExitTrap(
    execution,
    shell.flow?.kind === 'exit' || shell.flow?.kind === 'return' || shell.flow?.kind === 'line' ? shell.flow.status : status,
  );
}

function* runExitTrap(execution: Execution, status: number): Task<number> {
  const { shell, traps } = execution;
  const action = traps.get('EXIT');
  if (action === undefined || action === '') return status & 0xff;
  restoreKept(execution);
  traps.set('EXIT', undefined);
  shell.flow = undefined;
  shell.status = status;
  try {
    yield* traps.runAlone('EXIT', text => execution.runText(text, shell.dialect.name === 'ash' ? {} : { firstLine: 1 }), action);
  } catch (error) {
    yield* execution.fail(error);
  }
  // `exit` in the trap may give another status; TypeScript cannot see that running the trap sets the flow.
  const flow = currentFlow(execution);
  return (flow?.kind === 'exit' ? flow.status : status) & 0xff;
}

function currentFlow({ shell }: Execution): Execution['shell']['flow'] {
  return shell.flow;
}
