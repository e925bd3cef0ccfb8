import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import type { Tool } from '../tool.js';
import { RecordReader } from './streams.js';
import { inputValue, toNumber, toText, type AwkArray } from './value.js';
import type { Variables } from './variables.js';

/** The records of the operands, one file after the other; operands such as `x=1` assign when their turn comes. */
export class MainInput {
  readonly #tool: Tool;
  readonly #variables: Variables;
  readonly #operands: AwkArray;
  #next = 1;
  #reader: RecordReader | undefined;
  #fd: Fd = 0;
  #opened = false;

  constructor(tool: Tool, variables: Variables, operands: AwkArray) {
    this.#tool = tool;
    this.#variables = variables;
    this.#operands = operands;
  }

  *read(): Task<string | undefined> {
    for (;;) {
      const reader = this.#reader ?? (yield* this.#open());
      if (!reader) return undefined;
      const record = yield* reader.next(this.#variables.text('RS'));
      if (record !== undefined) {
        for (const name of ['NR', 'FNR']) this.#variables.setGlobal(name, toNumber(this.#variables.global(name)) + 1);
        return record;
      }
      this.skipFile();
    }
  }

  /** `nextfile`. */
  skipFile(): void {
    if (this.#reader && this.#fd !== 0) this.#tool.sys.close(this.#fd);
    this.#reader = undefined;
  }

  *#open(): Task<RecordReader | undefined> {
    const count = toNumber(this.#variables.global('ARGC'));
    for (; this.#next < count; ) {
      const operand = toText(this.#operands.get(String(this.#next++)), this.#variables.format('CONVFMT'));
      if (operand === '') continue;
      const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(operand);
      if (assignment) {
        this.#variables.setGlobal(assignment[1] ?? '', inputValue(assignment[2] ?? ''));
        continue;
      }
      const reader = yield* this.#openFile(operand);
      if (reader) return reader;
    }
    return this.#opened ? undefined : yield* this.#openFile('-');
  }

  *#openFile(path: string): Task<RecordReader | undefined> {
    this.#opened = true;
    try {
      this.#fd = path === '-' ? 0 : this.#tool.sys.open(path, { read: true });
      this.#reader = new RecordReader(this.#tool.sys, this.#fd);
      this.#variables.setGlobal('FILENAME', path === '-' ? '' : path);
      this.#variables.setGlobal('FNR', 0);
      return this.#reader;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.fail(
        this.#tool.isGnu ? `cannot open ${path} (${error.message})` : `${path}: ${error.message}`,
        this.#tool.isGnu ? 2 : 1,
      );
      return undefined;
    }
  }
}
