import type { LineBuffer } from './line-buffer.js';

const undoSteps = 200;

/** What a line was before each change. */
export class UndoList {
  readonly #steps: { readonly text: string; readonly cursor: number }[] = [];

  clear(): void {
    this.#steps.length = 0;
  }

  /** Keeps the line as it is now. */
  remember({ text, cursor }: LineBuffer): void {
    if (this.#steps.at(-1)?.text !== text) this.#steps.push({ text, cursor });
    if (this.#steps.length > undoSteps) this.#steps.shift();
  }

  /** Takes the last change back; false when there was none. */
  undo(buffer: LineBuffer): boolean {
    while (this.#steps.at(-1)?.text === buffer.text) this.#steps.pop();
    const before = this.#steps.pop();
    if (before) buffer.set(before.text, before.cursor);
    return before !== undefined;
  }
}
