import { PackedDataError, type Feed } from './filter.js';

/** Bits of a feed, the highest of each byte first. All that is taken has to be at hand already. */
export class HighBits {
  readonly #feed: Feed;
  #buffer = 0;
  #count = 0;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Up to 24 bits as a number. */
  take(count: number): number {
    while (this.#count < count) this.#byte();
    this.#count -= count;
    return (this.#buffer >>> this.#count) & ((1 << count) - 1);
  }

  bit(): number {
    if (this.#count === 0) this.#byte();
    this.#count--;
    return (this.#buffer >>> this.#count) & 1;
  }

  /** What is left of the current byte is dropped. */
  align(): void {
    this.#feed.at -= this.#count >> 3;
    this.#count = 0;
  }

  #byte(): void {
    const feed = this.#feed;
    if (feed.at >= feed.end) throw new PackedDataError('truncated');
    this.#buffer = ((this.#buffer << 8) | (feed.bytes[feed.at++] ?? 0)) & 0xffff_ffff;
    this.#count += 8;
  }
}

/** Collects bits, the highest of each byte first. */
export class HighBitWriter {
  #bytes = new Uint8Array(65_536);
  #length = 0;
  #buffer = 0;
  #count = 0;

  /** Up to 24 bits of a number. */
  put(value: number, count: number): void {
    this.#buffer = (this.#buffer << count) | value;
    this.#count += count;
    while (this.#count >= 8) {
      this.#count -= 8;
      this.#push((this.#buffer >>> this.#count) & 0xff);
    }
    this.#buffer &= (1 << this.#count) - 1;
  }

  word(value: number): void {
    this.put(value >>> 16, 16);
    this.put(value & 0xffff, 16);
  }

  pad(): void {
    if (this.#count > 0) this.put(0, 8 - this.#count);
  }

  /** The bytes that are complete since the last call. */
  drain(): Uint8Array {
    const piece = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return piece;
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const bigger = new Uint8Array(this.#bytes.length * 2);
      bigger.set(this.#bytes);
      this.#bytes = bigger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
