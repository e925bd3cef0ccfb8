import { lastWord } from './history-expansion.js';

/** Where somebody is in the history while a line is edited; the end is the line being typed. */
export class HistoryCursor {
  readonly #history: readonly string[];
  #index = 0;
  /** Edited versions of lines, and the line being typed. */
  readonly #edited = new Map<number, string>();
  /** How many lines back the last word was taken from. */
  #back = 0;

  constructor(history: readonly string[]) {
    this.#history = history;
  }

  /** A new line is begun. */
  reset(): void {
    this.#index = this.#history.length;
    this.#edited.clear();
  }

  /** The line so many lines later, undefined at an end; what is left is kept as it is. */
  go(by: number, current: string): string | undefined {
    const target = Math.max(0, Math.min(this.#history.length, this.#index + by));
    if (target === this.#index) return undefined;
    this.#edited.set(this.#index, current);
    this.#index = target;
    return this.#edited.get(target) ?? this.#history[target] ?? '';
  }

  /** Goes to the nearest line, backwards or forwards, that has a text in it. */
  find(text: string, direction: 1 | -1, current: string): string | undefined {
    for (let index = this.#index + direction; index >= 0 && index < this.#history.length; index += direction)
      if (this.#history[index]?.includes(text)) return this.go(index - this.#index, current);
    return undefined;
  }

  /** The last word of the line before, or, asked again, of the one before that; undefined when there are no more. */
  lastArgument(again: boolean): string | undefined {
    this.#back = again ? this.#back + 1 : 1;
    const line = this.#history[this.#history.length - this.#back];
    return line === undefined ? undefined : lastWord(line);
  }
}
