const TOP = 0x100_0000;

/** The arithmetic coder of LZMA, writing side. */
export class RangeEncoder {
  readonly #model: Uint16Array;
  #bytes = new Uint8Array(70_000);
  #length = 0;
  #low = 0;
  #range = 0xffff_ffff;
  #cache = 0;
  /** How many bytes wait for a carry. */
  #waiting = 1;

  constructor(model: Uint16Array) {
    this.#model = model;
  }

  /** About how many bytes there will be when it ends now. */
  get size(): number {
    return this.#length + this.#waiting + 4;
  }

  bit(index: number, bit: number): void {
    const probability = this.#model[index] ?? 0;
    const bound = (this.#range >>> 11) * probability;
    if (bit === 0) {
      this.#range = bound;
      this.#model[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#low += bound;
      this.#range -= bound;
      this.#model[index] = probability - (probability >> 5);
    }
    while (this.#range < TOP) this.#shift();
  }

  /** The bits of a value, the highest first, each with its own probability. */
  tree(base: number, bits: number, value: number): void {
    let symbol = 1;
    for (let i = bits - 1; i >= 0; i--) {
      const bit = (value >> i) & 1;
      this.bit(base + symbol, bit);
      symbol = (symbol << 1) | bit;
    }
  }

  /** The same, the lowest first. */
  reverse(base: number, bits: number, value: number): void {
    let symbol = 1;
    for (let i = 0; i < bits; i++) {
      const bit = (value >> i) & 1;
      this.bit(base + symbol, bit);
      symbol = (symbol << 1) | bit;
    }
  }

  /** Bits that are as likely 0 as 1. */
  direct(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.#range >>>= 1;
      if (((value >>> i) & 1) === 1) this.#low += this.#range;
      while (this.#range < TOP) this.#shift();
    }
  }

  /** What was written; the next piece begins anew. */
  finish(): Uint8Array {
    for (let i = 0; i < 5; i++) this.#carry();
    const piece = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    this.#low = 0;
    this.#range = 0xffff_ffff;
    this.#cache = 0;
    this.#waiting = 1;
    return piece;
  }

  #shift(): void {
    this.#range = (this.#range << 8) >>> 0;
    this.#carry();
  }

  #carry(): void {
    if (this.#low < 0xff00_0000 || this.#low > 0xffff_ffff) {
      const carry = this.#low > 0xffff_ffff ? 1 : 0;
      for (let byte = this.#cache; this.#waiting > 0; this.#waiting--, byte = 0xff) this.#put((byte + carry) & 0xff);
      this.#cache = Math.floor(this.#low / TOP) & 0xff;
    }
    this.#waiting++;
    this.#low = (this.#low % TOP) * 256;
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const bigger = new Uint8Array(this.#bytes.length * 2);
      bigger.set(this.#bytes);
      this.#bytes = bigger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
