import type { Callable } from './code.js';

export interface OutputBuffer {
  text: string;
  readonly callback: Callable | undefined;
}

/** What a program prints: kept in its buffers, then given out in pieces. */
export class OutputBuffers {
  readonly buffers: OutputBuffer[] = [];
  /** What left all buffers and is still to be written. */
  #ready = '';
  /** Where the first output came from; then headers cannot be sent any more. */
  startedAt: { readonly file: string; readonly line: number } | undefined;
  implicitHold = false;

  get heldBytes(): number {
    return this.buffers.reduce((sum, each) => sum + each.text.length, 0);
  }

  get readyLength(): number {
    return this.#ready.length;
  }

  write(text: string): void {
    const top = this.buffers.at(-1);
    if (top) top.text += text;
    else this.#ready += text;
  }

  take(): string {
    const text = this.#ready;
    this.#ready = '';
    return text;
  }
}
