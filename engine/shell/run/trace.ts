import type { Task } from '../../core/task.js';
import type { Execution } from './execution.js';

/** Shows a line of `set -x`. */
export function* traceText(execution: Execution, text: string): Task<void> {
  const { variables } = execution.shell;
  yield* execution.complainRaw(`${variables.get('PS4') ?? '+ '}${text}\n`);
}
