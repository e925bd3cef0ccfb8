const HASH_BITS = 16;
/** How many earlier places are tried for a match. */
const MAX_CHAIN = 24;

export interface Match {
  readonly length: number;
  readonly distance: number;
}

const NONE: Match = { length: 0, distance: 0 };

/** Finds earlier occurrences of the next bytes by their first three. */
export class MatchFinder {
  readonly #bytes: Uint8Array;
  readonly #longest: number;
  readonly #heads = new Int32Array(1 << HASH_BITS).fill(-1);
  readonly #previous: Int32Array;

  constructor(bytes: Uint8Array, longest: number) {
    this.#bytes = bytes;
    this.#longest = longest;
    this.#previous = new Int32Array(bytes.length);
  }

  add(at: number): void {
    const hash = this.#hash(at);
    this.#previous[at] = this.#heads[hash] ?? -1;
    this.#heads[hash] = at;
  }

  longest(at: number): Match {
    let best = NONE;
    if (at + 3 > this.#bytes.length) return best;
    let candidate = this.#heads[this.#hash(at)] ?? -1;
    for (let tries = 0; tries < MAX_CHAIN && candidate >= 0; tries++) {
      const length = this.common(at, candidate);
      if (length > best.length) best = { length, distance: at - candidate };
      if (length >= this.#longest) break;
      candidate = this.#previous[candidate] ?? -1;
    }
    return best;
  }

  /** How many bytes at `at` are those at an earlier place. */
  common(at: number, earlier: number): number {
    const bytes = this.#bytes;
    const most = Math.min(this.#longest, bytes.length - at);
    let length = 0;
    while (length < most && bytes[earlier + length] === bytes[at + length]) length++;
    return length;
  }

  #hash(at: number): number {
    const bytes = this.#bytes;
    return (((bytes[at] ?? 0) << 8) ^ ((bytes[at + 1] ?? 0) << 4) ^ ((bytes[at + 2] ?? 0) * 0x9e5)) & ((1 << HASH_BITS) - 1);
  }
}
