import { decodeUtf8 } from '../engine/index.js';

/** So much of what a command prints is looked at; the rest is not kept. */
const mostBytes = 1_000_000;

/** Keeps the beginning of what a command prints. It is decoded as a whole: a character may come in two pieces. */
export class CapturedOutput {
  readonly #pieces: Uint8Array[] = [];
  #sizeBytes = 0;

  add(piece: Uint8Array): void {
    const kept = piece.subarray(0, mostBytes - this.#sizeBytes);
    if (kept.length === 0) return;
    this.#pieces.push(kept);
    this.#sizeBytes += kept.length;
  }

  text(): string {
    const [first] = this.#pieces;
    if (first && this.#pieces.length === 1) return decodeUtf8(first);
    const whole = new Uint8Array(this.#sizeBytes);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return decodeUtf8(whole);
  }
}
