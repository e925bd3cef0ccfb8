import type { Task } from '../../core/task.js';

/** Writes, and breaks lines that grow too long. */
export class LinePrinter {
  readonly #width: number;
  readonly #write: (text: string) => Task<void>;
  #column = 0;

  /** `width` characters a line with its end; 0: no end. */
  constructor(width: number, write: (text: string) => Task<void>) {
    this.#width = width;
    this.#write = write;
  }

  *put(text: string): Task<void> {
    let result = '';
    for (const character of text) {
      if (character === '\n') this.#column = 0;
      else if (++this.#column === this.#width - 1) {
        result += '\\\n';
        this.#column = 1;
      }
      result += character;
    }
    yield* this.#write(result);
  }
}
