import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { readFile } from '../builtins/evaluation.js';
import { shellLimits } from '../limits.js';
import { compilePattern } from '../pattern/pattern.js';
import type { Execution } from '../run/execution.js';
import type { Shell } from '../state/shell.js';

/** The lines typed in this and earlier sessions: in memory, and in a file of the home directory. */
export class History {
  readonly #execution: Execution;

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  *load(): Task<void> {
    const { shell } = this.#execution;
    const path = historyFile(shell);
    if (path === undefined) return;
    try {
      const text = yield* readFile(this.#execution, path);
      shell.history.push(
        ...text
          .split('\n')
          .filter(line => line !== '')
          .slice(-shellLimits.history),
      );
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  /** Adds a line, unless HISTCONTROL says otherwise. */
  *add(line: string): Task<void> {
    const { shell } = this.#execution;
    const text = line.replace(/\n+$/, '');
    if (text.trim() === '' || this.#isIgnored(text)) return;
    shell.history.push(text);
    if (shell.history.length > shellLimits.history) shell.history.shift();
    shell.unsavedHistory.push(text);
    if (shell.dialect.name === 'ash') yield* this.save();
  }

  #isIgnored(line: string): boolean {
    const { shell } = this.#execution;
    const control = (shell.variables.get('HISTCONTROL') ?? '').split(':');
    const both = control.includes('ignoreboth');
    if (line.startsWith(' ') && (both || control.includes('ignorespace'))) return true;
    if (shell.dialect.name === 'bash' && matchesAny(shell.variables.get('HISTIGNORE') ?? '', line)) return true;
    const duplicates = both || control.includes('ignoredups') || shell.dialect.name === 'ash';
    return duplicates && shell.history.at(-1) === line;
  }

  /** Appends what is new to the file. */
  *save(): Task<void> {
    const { sys, shell } = this.#execution;
    const path = historyFile(shell);
    if (path === undefined || shell.unsavedHistory.length === 0) return;
    const lines = shell.unsavedHistory.map(line => `${line}\n`).join('');
    shell.unsavedHistory = [];
    try {
      const fd = sys.open(path, { write: true, append: true, create: true, mode: 0o600 });
      yield* sys.write(fd, encodeUtf8(lines));
      sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
}

/** Whether a line is one of the patterns of HISTIGNORE. */
function matchesAny(patterns: string, line: string): boolean {
  return patterns.split(':').some(pattern => pattern !== '' && compilePattern(pattern).matches(line));
}

/** Where the history of a shell is kept. */
export function historyFile(shell: Shell): string | undefined {
  const home = shell.variables.get('HOME');
  const byDefault = home === undefined ? undefined : `${home}/${shell.dialect.name === 'bash' ? '.bash_history' : '.ash_history'}`;
  const path = shell.variables.get('HISTFILE') ?? byDefault;
  return path === '' || shell.dialect.name === 'dash' ? undefined : path;
}
