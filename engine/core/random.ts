/**
 * A seeded generator (sfc32). Each purpose takes a fork of its own, so one more id here does not change a name there.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: string) {
    const hash = hashSeed(seed);
    this.#a = hash();
    this.#b = hash();
    this.#c = hash();
    this.#counter = 1;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** An independent generator for one purpose; the same purpose always gives the same one. */
  static fork(seed: string, purpose: string): Random {
    return new Random(`${seed}/${purpose}`);
  }

  /** A whole number from 0 to 2³²−1. */
  uint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.uint32() / 0x1_0000_0000) * limit);
  }

  pick<T>(items: readonly [T, ...T[]]): T;
  pick<T>(items: readonly T[]): T | undefined;
  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    const words = Array.from({ length: Math.ceil(length / 8) }, () => this.uint32().toString(16).padStart(8, '0'));
    // Joined, not added up: ids are kept for long, and a sum keeps all its parts.
    return words.join('').slice(0, length);
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) bytes[i] = this.uint32() & 0xff;
    return bytes;
  }
}

/** Spreads a text over 32-bit words (xmur3). */
function hashSeed(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}
