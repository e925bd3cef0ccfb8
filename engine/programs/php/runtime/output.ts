import type { Task } from '../../../core/task.js';
import type { Callable } from './code.js';
import type { Vm } from './vm.js';

const FLUSH_LENGTH = 16_384;

export interface OutputBuffer {
  text: string;
  readonly callback: Callable | undefined;
}

/** Where output and lines of the log go. */
export interface OutputTarget {
  readonly write: (text: string) => Task<void>;
  readonly log: (line: string) => Task<void>;
}

/** What a program prints: kept in its buffers, then given out in pieces. */
export class Output {
  readonly #vm: Vm;
  readonly #target: OutputTarget;
  readonly buffers: OutputBuffer[] = [];
  /** What left all buffers and is still to be written. */
  #ready = '';
  readonly #logs: string[] = [];
  /** Where the first output came from; then headers cannot be sent any more. */
  startedAt: { readonly file: string; readonly line: number } | undefined;

  constructor(vm: Vm, target: OutputTarget) {
    this.#vm = vm;
    this.#target = target;
  }

  get heldBytes(): number {
    return this.buffers.reduce((sum, each) => sum + each.text.length, 0);
  }

  /** Whether so much is ready that it should be given out. */
  get isFull(): boolean {
    return this.#ready.length > FLUSH_LENGTH;
  }

  echo(text: string): void {
    if (!this.startedAt && this.buffers.length === 0 && text !== '') this.startedAt = this.#vm.position();
    const top = this.buffers.at(-1);
    if (top) top.text += text;
    else this.#ready += text;
    if (this.isFull) this.#vm.interrupt = true;
  }

  log(text: string): void {
    this.#logs.push(text);
  }

  /** Gives out what is ready. */
  *flush(): Task<void> {
    if (this.#ready !== '') {
      const text = this.#ready;
      this.#ready = '';
      yield* this.#target.write(text);
    }
    for (let line = this.#logs.shift(); line !== undefined; line = this.#logs.shift()) yield* this.#target.log(line);
  }

  /** Ends the innermost buffer: its text goes on to the next. */
  *endBuffer(): Task<void> {
    const top = this.buffers.pop();
    if (!top) return;
    const changed = top.callback ? yield* this.#vm.calls.invoke(top.callback, [top.text, 8]) : top.text;
    this.echo(changed === false ? top.text : this.#vm.text(changed));
  }
}
