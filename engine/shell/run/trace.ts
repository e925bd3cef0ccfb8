import type { Task } from '../../core/task.js';
import { expandPrompt } from '../interactive/prompt.js';
import type { Execution } from './execution.js';

/** Shows a line of `set -x`. */
export function* traceText(execution: Execution, text: string): Task<void> {
  const { dialect, textDepth, options } = execution.shell;
  options.xtrace = false;
  const prefix = yield* expandPrompt(execution, 'PS4', '+ ');
  options.xtrace = true;
  // bash says the first character once more for each `$( )`, `eval` or `.` around.
  const depth = dialect.name === 'bash' ? (prefix[0] ?? '').repeat(textDepth) : '';
  yield* execution.complainRaw(`${depth}${prefix}${text}\n`);
}
