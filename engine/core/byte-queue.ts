const SMALLEST = 256;
/** An empty queue keeps a buffer of up to this size for the next bytes. */
const KEPT = 1024;
const LARGE = 64 * KEPT;
const EMPTY = new Uint8Array(0);

/** Bytes first in, first out, in one buffer that grows as needed; the owner bounds it. */
export class ByteQueue {
  #buffer = EMPTY;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Adds a copy of all of `bytes`. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  pushByte(byte: number): void {
    this.#reserve(1);
    this.#buffer[this.#end++] = byte;
  }

  /** Takes up to `max` bytes out. */
  take(max: number): Uint8Array {
    const length = Math.min(Math.max(0, max), this.length);
    const bytes = this.#buffer.slice(this.#start, this.#start + length);
    this.#start += length;
    if (this.#start === this.#end) this.clear();
    return bytes;
  }

  takeByte(): number | undefined {
    if (this.#start === this.#end) return undefined;
    const byte = this.#buffer[this.#start++];
    if (this.#start === this.#end) this.clear();
    return byte;
  }

  clear(): void {
    this.#start = 0;
    this.#end = 0;
    if (this.#buffer.length > KEPT) this.#buffer = EMPTY;
  }

  #reserve(extra: number): void {
    if (this.#end + extra <= this.#buffer.length) return;
    const length = this.length;
    const needed = length + extra;
    if (needed <= this.#buffer.length && this.#start >= length) {
      this.#buffer.copyWithin(0, this.#start, this.#end);
    } else {
      // What has outgrown the small buffer is likely to fill the usual pipe: growing by doubling would copy it over and over.
      const grown = new Uint8Array(needed > KEPT * 4 ? Math.max(LARGE, needed, length * 2) : Math.max(SMALLEST, needed, length * 2));
      grown.set(this.#buffer.subarray(this.#start, this.#end));
      this.#buffer = grown;
    }
    this.#start = 0;
    this.#end = length;
  }
}
