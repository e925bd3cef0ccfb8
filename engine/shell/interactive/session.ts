import type { Task } from '../../core/task.js';
import type { Execution } from '../run/execution.js';
import { runStandardInput } from '../run/script.js';

export function* runInteractive(execution: Execution): Task<number> {
  return yield* runStandardInput(execution);
}
