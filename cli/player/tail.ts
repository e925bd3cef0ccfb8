import { decodeUtf8 } from '../../engine/index.js';

/** Enough for a screen. */
const capacity = 64 * 1024;

/** The last bytes that a terminal was sent. */
export class Tail {
  #text = '';

  add(data: Uint8Array): void {
    this.#text += decodeUtf8(data);
    if (this.#text.length > capacity * 2) this.#text = this.#text.slice(-capacity);
  }

  clear(): void {
    this.#text = '';
  }

  get text(): string {
    return this.#text;
  }

  /** The last lines of it, to fill at most so many rows. */
  lines(count: number): string {
    return this.#text.split('\n').slice(-count).join('\n');
  }
}
