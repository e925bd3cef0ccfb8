import { charactersOf } from '../../core/characters.js';

/** The line being edited: what users see as characters, and where the cursor is between them. */
export class LineBuffer {
  #characters: readonly string[] = [];
  #cursor = 0;
  #killed = '';

  get text(): string {
    return this.#characters.join('');
  }

  get characters(): readonly string[] {
    return this.#characters;
  }

  get cursor(): number {
    return this.#cursor;
  }

  get length(): number {
    return this.#characters.length;
  }

  /** The text before the cursor. */
  get before(): string {
    return this.#characters.slice(0, this.#cursor).join('');
  }

  get after(): string {
    return this.#characters.slice(this.#cursor).join('');
  }

  /** Replaces everything; the cursor goes to the end unless told otherwise. */
  set(text: string, cursor?: number): void {
    this.#characters = charactersOf(text);
    this.#cursor = Math.min(cursor ?? this.#characters.length, this.#characters.length);
  }

  /** Puts text before the cursor. It may join with the character before it, as a second jamo does. */
  insert(text: string): void {
    const { after } = this;
    this.#characters = charactersOf(this.before + text);
    this.#cursor = this.#characters.length;
    this.#characters = [...this.#characters, ...charactersOf(after)];
  }

  move(by: number): void {
    this.moveTo(this.#cursor + by);
  }

  moveTo(position: number): void {
    this.#cursor = Math.max(0, Math.min(this.#characters.length, position));
  }

  /** Takes out what is between the cursor and a position. */
  delete(to: number): string {
    const start = Math.max(0, Math.min(this.#cursor, to));
    const end = Math.min(this.#characters.length, Math.max(this.#cursor, to));
    const removed = this.#characters.slice(start, end).join('');
    this.#characters = [...this.#characters.slice(0, start), ...this.#characters.slice(end)];
    this.#cursor = start;
    return removed;
  }

  /** As `delete`, keeping the text for `yank`. */
  kill(to: number): void {
    const removed = this.delete(to);
    if (removed !== '') this.#killed = removed;
  }

  yank(): void {
    this.insert(this.#killed);
  }

  /** Swaps the two characters before the cursor, at the end of the line, or around it. */
  transpose(): void {
    if (this.#characters.length < 2 || this.#cursor === 0) return;
    const at = this.#cursor === this.#characters.length ? this.#cursor - 1 : this.#cursor;
    const characters = [...this.#characters];
    const left = characters[at - 1] ?? '';
    characters[at - 1] = characters[at] ?? '';
    characters[at] = left;
    this.#characters = characters;
    this.#cursor = at + 1;
  }

  /** Where the word before the cursor begins; words are letters and digits. */
  wordStart(): number {
    let at = this.#cursor;
    while (at > 0 && !isWord(this.#characters[at - 1])) at--;
    while (at > 0 && isWord(this.#characters[at - 1])) at--;
    return at;
  }

  wordEnd(): number {
    let at = this.#cursor;
    while (at < this.length && !isWord(this.#characters[at])) at++;
    while (at < this.length && isWord(this.#characters[at])) at++;
    return at;
  }

  /** As `wordStart`, with blanks alone between words (^W). */
  blankWordStart(): number {
    let at = this.#cursor;
    while (at > 0 && this.#characters[at - 1] === ' ') at--;
    while (at > 0 && this.#characters[at - 1] !== ' ') at--;
    return at;
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[\p{L}\p{N}]/u.test(character);
}
