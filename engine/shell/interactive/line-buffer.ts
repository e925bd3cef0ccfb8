import { charactersOf } from '../../core/characters.js';
import { KillRing } from './kill-ring.js';

/** The line being edited: what users see as characters, and where the cursor is between them. */
export class LineBuffer {
  #characters: readonly string[] = [];
  #cursor = 0;
  readonly #kills: KillRing;
  /** Where the text of the last yank begins, as long as the cursor is at its end. */
  #yanked: { readonly from: number; readonly to: number } | undefined;

  constructor(kills = new KillRing()) {
    this.#kills = kills;
  }

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
    const backwards = to < this.#cursor;
    const removed = this.delete(to);
    if (removed !== '') this.#kills.add(removed, backwards ? 'before' : 'after');
  }

  yank(): void {
    this.#yank(this.#kills.latest);
  }

  /** Puts an older text in the place of the one yanked last. */
  yankBefore(): void {
    const place = this.#yanked;
    if (!place || place.to !== this.#cursor) return;
    this.delete(place.from);
    this.#yank(this.#kills.before);
  }

  #yank(text: string): void {
    const from = this.#cursor;
    this.insert(text);
    this.#yanked = { from, to: this.#cursor };
  }

  /** Changes the word from the cursor on, and goes behind it. */
  changeWord(change: (word: string) => string): void {
    const end = this.wordEnd();
    const word = this.delete(end);
    this.insert(change(word));
  }

  /** Swaps the word before the cursor with the one behind it, or the last two at the end of the line. */
  transposeWords(): void {
    const before = this.#cursor;
    const secondEnd = this.wordEnd();
    this.#cursor = secondEnd;
    const secondStart = this.wordStart();
    this.#cursor = secondStart;
    const firstStart = this.wordStart();
    this.#cursor = firstStart;
    const firstEnd = this.wordEnd();
    if (firstEnd > secondStart || firstStart === secondStart) {
      this.#cursor = before;
      return;
    }
    const part = (from: number, to: number): string => this.#characters.slice(from, to).join('');
    const text = part(secondStart, secondEnd) + part(firstEnd, secondStart) + part(firstStart, firstEnd);
    this.delete(secondEnd);
    this.insert(text);
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
