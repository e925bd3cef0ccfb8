/** Texts that were killed, latest last, from line to line. Kills one after the other become one text. */
export class KillRing {
  readonly #texts: string[] = [];
  #goesOn = false;
  /** How far `M-y` has gone back. */
  #back = 0;

  add(text: string, where: 'before' | 'after'): void {
    const last = this.#goesOn ? this.#texts.pop() : undefined;
    this.#texts.push(last === undefined ? text : where === 'before' ? text + last : last + text);
    if (this.#texts.length > 10) this.#texts.shift();
    this.#goesOn = true;
  }

  /** Another key came: the next kill is a text of its own. */
  rest(): void {
    this.#goesOn = false;
  }

  get latest(): string {
    this.#back = 0;
    return this.#texts.at(-1) ?? '';
  }

  /** The one before that which was yanked. */
  get before(): string {
    this.#back = (this.#back + 1) % Math.max(1, this.#texts.length);
    return this.#texts.at(-1 - this.#back) ?? '';
  }
}
