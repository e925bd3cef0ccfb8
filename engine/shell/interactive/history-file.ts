import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { readFile } from '../builtins/evaluation.js';
import { shellLimits } from '../limits.js';
import type { Execution } from '../run/execution.js';

/** The lines typed in this and earlier sessions: in memory, and in a file of the home directory. */
export class History {
  readonly #execution: Execution;
  /** Lines of this session that are not in the file yet. */
  #unsaved: string[] = [];

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  *load(): Task<void> {
    const { shell } = this.#execution;
    const path = this.#path();
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
    this.#unsaved.push(text);
    if (shell.dialect.name === 'ash') yield* this.save();
  }

  #isIgnored(line: string): boolean {
    const { shell } = this.#execution;
    const control = (shell.variables.get('HISTCONTROL') ?? '').split(':');
    const both = control.includes('ignoreboth');
    if (line.startsWith(' ') && (both || control.includes('ignorespace'))) return true;
    const duplicates = both || control.includes('ignoredups') || shell.dialect.name === 'ash';
    return duplicates && shell.history.at(-1) === line;
  }

  /** Appends what is new to the file. */
  *save(): Task<void> {
    const { sys } = this.#execution;
    const path = this.#path();
    if (path === undefined || this.#unsaved.length === 0) return;
    const lines = this.#unsaved.map(line => `${line}\n`).join('');
    this.#unsaved = [];
    try {
      const fd = sys.open(path, { write: true, append: true, create: true, mode: 0o600 });
      yield* sys.write(fd, encodeUtf8(lines));
      sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  #path(): string | undefined {
    const { shell } = this.#execution;
    const home = shell.variables.get('HOME');
    const byDefault = home === undefined ? undefined : `${home}/${shell.dialect.name === 'bash' ? '.bash_history' : '.ash_history'}`;
    const path = shell.variables.get('HISTFILE') ?? byDefault;
    return path === '' || shell.dialect.name === 'dash' ? undefined : path;
  }
}
