import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { expandPrompt } from '../interactive/prompt.js';
import type { Execution } from './execution.js';

/** Shows a line of `set -x`, on the shell's own stderr where a redirection has another one in its place. */
export function* traceText(execution: Execution, text: string, fd = 2): Task<void> {
  const { dialect, textDepth, options } = execution.shell;
  options.xtrace = false;
  const prefix = yield* expandPrompt(execution, 'PS4', '+ ');
  options.xtrace = true;
  // bash says the first character once more for each `$( )`, `eval` or `.` around.
  const depth = dialect.name === 'bash' ? (prefix[0] ?? '').repeat(textDepth) : '';
  if (execution.sys.isOpen(fd)) yield* execution.sys.write(fd, encodeUtf8(`${depth}${prefix}${text}\n`));
}
