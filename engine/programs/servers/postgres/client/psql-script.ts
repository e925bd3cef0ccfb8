import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { LineReader, readText } from '../../../input.js';
import type { CommandLine } from './client-options.js';
import { runCommand } from './commands/index.js';
import { Conditions } from './conditions.js';
import type { Origin, Psql } from './psql-shell.js';
import { Splitter } from './splitter.js';

const MOST_FILES = 20;

/** Feeds a session with what was given to it: -c, -f, files that include files, or standard input. */
export class Script {
  readonly #shell: Psql;
  #depth = 0;

  constructor(shell: Psql) {
    this.#shell = shell;
    shell.include = path => this.runFile(path);
    shell.feed = text => this.#feedAll(text);
  }

  /** -c and -f in the order of their kinds: commands first, then files, as most use only one. */
  *given({ values }: CommandLine): Task<number> {
    const shell = this.#shell;
    let ok = true;
    for (const command of values.get('command') ?? []) {
      shell.origin = { file: undefined, line: 0 };
      ok = command.trimStart().startsWith('\\') ? yield* runCommand(shell, command.trim()) : yield* shell.execute(command);
      if (!shell.connection) return 2;
      if (!ok && shell.stopsOnError) return 1;
    }
    if (!ok) return 1;
    for (const file of values.get('file') ?? []) {
      const code = file === '-' ? yield* this.standardInput('<stdin>') : yield* this.#givenFile(file);
      if (code !== 0) return code;
    }
    return 0;
  }

  *#givenFile(path: string): Task<number> {
    if (yield* this.runFile(path)) return 0;
    return this.#shell.stopsOnError ? 3 : 1;
  }

  /** \i: false when the file is not there, or a statement failed and that ends everything. */
  *runFile(path: string): Task<boolean> {
    const shell = this.#shell;
    if (this.#depth >= MOST_FILES) {
      yield* shell.complain(`${path}: too many nested files`);
      return false;
    }
    let lines: readonly string[];
    try {
      lines = (yield* readText(shell.sys, path)).split('\n');
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* shell.complain(`${path}: ${error.message}`);
      return false;
    }
    const before = shell.origin;
    this.#depth++;
    let at = 0;
    try {
      return (
        (yield* this.#lines(path, function* () {
          return lines[at++];
        })) === 0
      );
    } finally {
      this.#depth--;
      shell.origin = before;
    }
  }

  /** Only what -f named is named in messages. */
  *standardInput(name?: string): Task<number> {
    const reader = new LineReader(this.#shell.sys, 0);
    return yield* this.#lines(name, () => reader.next());
  }

  *#lines(file: string | undefined, next: () => Task<string | undefined>): Task<number> {
    const shell = this.#shell;
    const { source, buffer, conditions } = shell;
    const origin: Origin = { file, line: 0 };
    shell.origin = origin;
    shell.buffer = new Splitter();
    shell.conditions = new Conditions();
    shell.source = {
      *next() {
        const text = yield* next();
        if (text !== undefined) origin.line++;
        return text;
      },
    };
    try {
      return yield* this.#toTheEnd();
    } finally {
      shell.source = source;
      shell.buffer = buffer;
      shell.conditions = conditions;
    }
  }

  *#toTheEnd(): Task<number> {
    const shell = this.#shell;
    for (;;) {
      const text = yield* shell.nextLine();
      if (text === undefined) break;
      if (!(yield* this.feed(text))) return shell.connection ? 3 : 2;
      if (shell.quit) return 0;
    }
    const { buffer, conditions } = shell;
    if (conditions.isOpen) {
      yield* shell.complain('reached EOF without finding closing \\endif(s)');
      if (shell.stopsOnError && !shell.isInteractive) return 3;
    }
    if (buffer.open === 'statement' && !(yield* shell.execute(buffer.pending)) && shell.stopsOnError) return 3;
    return shell.connection ? 0 : 2;
  }

  *#feedAll(text: string): Task<boolean> {
    for (const line of text.split('\n')) if (!(yield* this.feed(line))) return false;
    return true;
  }

  /** Runs what is complete on a line; false when that ends the script. */
  *feed(text: string): Task<boolean> {
    const shell = this.#shell;
    for (const piece of shell.buffer.feed(text, shell.variables)) {
      const ok = piece.kind === 'command' ? yield* runCommand(shell, piece.line) : yield* this.#statement(piece.text);
      if (shell.quit || !shell.connection) return shell.connection !== undefined;
      if (!ok && shell.stopsOnError && !shell.isInteractive) return false;
    }
    const { isActive, before } = shell.conditions;
    if (!isActive && before) shell.buffer.restore(before);
    return true;
  }

  *#statement(text: string): Task<boolean> {
    const shell = this.#shell;
    if (shell.conditions.isActive) return yield* shell.execute(text);
    if (shell.isInteractive) yield* shell.complain('query ignored; use \\endif or Ctrl-C to exit current \\if block');
    return true;
  }
}
