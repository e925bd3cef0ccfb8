import type { Task } from '../../core/task.js';
import { complain, type Cli } from '../cli.js';

const italic = (text: string): string => `\u001B[3m${text}\u001B[0m`;
const INDENT = ' '.repeat(9);

/** A hint on standard error, as docker/cli's internal/tui prints it: with colours on a terminal, plain elsewhere. The first line follows the mark. */
export function* note(cli: Cli, lines: readonly string[]): Task<void> {
  if (!cli.sys.isTerminal(2)) {
    yield* complain(cli, `\n Info -> ${lines.join('\n')}`);
    return;
  }
  const mark = '\u001B[1m\u001B[106m\u001B[30mi\u001B[0m\u001B[0m \u001B[96mInfo → \u001B[0m\u001B[0m';
  const [first = '', ...rest] = lines.map(italic);
  yield* complain(cli, `\n${mark}${[first, ...rest.map(line => `${INDENT}${line}`)].join('\n')}`);
}
