import type { Key } from './keys.js';

/** A search through the history, from the latest line backwards. */
export class HistorySearch {
  readonly #history: readonly string[];
  #text = '';
  #index: number;
  #failed = false;
  /** What it was before each letter of the text. */
  readonly #before: { readonly text: string; readonly index: number; readonly found: string }[] = [];
  #found: string;

  constructor(history: readonly string[], current: string) {
    this.#history = history;
    this.#index = history.length;
    this.#found = current;
  }

  /** The line that was found last. */
  get found(): string {
    return this.#found;
  }

  /** Where in it the text stands. */
  get cursor(): number {
    return Math.max(0, this.#found.lastIndexOf(this.#text));
  }

  get prompt(): string {
    return `(${this.#failed ? 'failed ' : ''}reverse-i-search)\`${this.#text}': `;
  }

  /** Takes a key that belongs to the search; false when the search is over. */
  take(key: Key): boolean {
    if (key.kind === 'text') {
      this.#before.push({ text: this.#text, index: this.#index, found: this.#found });
      this.#text += key.text;
      this.#look(this.#index);
      return true;
    }
    if (key.kind !== 'key') return false;
    if (key.name === 'ctrl-r') {
      this.#look(this.#index - 1);
      return true;
    }
    if (key.name !== 'backspace') return false;
    const before = this.#before.pop();
    if (!before) return true;
    this.#text = before.text;
    this.#index = before.index;
    this.#found = before.found;
    // readline does not see that nothing is found anywhere.
    this.#failed &&= this.#text === '';
    return true;
  }

  #look(from: number): void {
    for (let index = Math.min(from, this.#history.length - 1); index >= 0; index--) {
      const line = this.#history[index];
      if (!line?.includes(this.#text)) continue;
      this.#index = index;
      this.#found = line;
      this.#failed = false;
      return;
    }
    this.#failed = true;
  }
}
