import type { Task } from '../../core/task.js';
import type { Execution } from './execution.js';

/** Shows a line of `set -x`. */
export function* traceText(execution: Execution, text: string): Task<void> {
  const { variables, dialect, textDepth } = execution.shell;
  const prefix = variables.get('PS4') ?? '+ ';
  // bash says the first character once more for each `$( )`, `eval` or `.` around.
  const depth = dialect.name === 'bash' ? (prefix[0] ?? '').repeat(textDepth) : '';
  yield* execution.complainRaw(`${depth}${prefix}${text}\n`);
}
