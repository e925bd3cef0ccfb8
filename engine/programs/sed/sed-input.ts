import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { LineReader } from '../input.js';
import type { Tool } from '../tool.js';

/** The lines of several files as one stream that knows its last line. */
export class SedInput {
  readonly #tool: Tool;
  readonly #paths: string[];
  readonly #delimiter: number;
  #reader: LineReader | undefined;
  #fd: Fd = 0;
  /** The line after the current one, read ahead to know the last. */
  #ahead: { readonly text: string; readonly terminated: boolean } | undefined;
  #started = false;
  /** Whether the current line ended with a newline. */
  terminated = true;
  lineNumber = 0;
  path = '-';

  constructor(tool: Tool, paths: readonly string[], delimiter: number) {
    this.#tool = tool;
    this.#paths = [...paths];
    this.#delimiter = delimiter;
  }

  *next(): Task<string | undefined> {
    if (!this.#started) {
      this.#started = true;
      this.#ahead = yield* this.#read();
    }
    const current = this.#ahead;
    if (!current) return undefined;
    this.#ahead = yield* this.#read();
    this.terminated = current.terminated;
    this.lineNumber++;
    return current.text;
  }

  get isLast(): boolean {
    return this.#started && !this.#ahead;
  }

  *#read(): Task<{ readonly text: string; readonly terminated: boolean } | undefined> {
    for (;;) {
      const reader = this.#reader ?? (yield* this.#open());
      if (!reader) return undefined;
      const text = yield* this.#line(reader);
      if (text !== undefined) return { text, terminated: reader.terminated };
      if (this.#fd !== 0) this.#tool.sys.close(this.#fd);
      this.#reader = undefined;
    }
  }

  *#line(reader: LineReader): Task<string | undefined> {
    try {
      return yield* reader.next();
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (this.#tool.isGnu) yield* this.#tool.fail(`read error on ${this.path}: ${error.message}`, 4);
      return undefined;
    }
  }

  *#open(): Task<LineReader | undefined> {
    for (let path = this.#paths.shift(); path !== undefined; path = this.#paths.shift()) {
      try {
        this.#fd = path === '-' ? 0 : this.#tool.sys.open(path, { read: true });
        this.path = path;
        this.#reader = new LineReader(this.#tool.sys, this.#fd, this.#delimiter);
        return this.#reader;
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.#tool.fail(
          this.#tool.isGnu ? `can't read ${path}: ${error.message}` : `${path}: ${error.message}`,
          this.#tool.isGnu ? 2 : 1,
        );
      }
    }
    return undefined;
  }
}
