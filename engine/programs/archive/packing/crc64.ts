let table: readonly [Uint32Array, Uint32Array] | undefined;

/** Upper and lower halves of the table of CRC-64 (ECMA-182, reflected). */
function halves(): readonly [Uint32Array, Uint32Array] {
  const [upper, lower] = [new Uint32Array(256), new Uint32Array(256)];
  for (let byte = 0; byte < 256; byte++) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = low & 1;
      low = ((low >>> 1) | (high << 31)) >>> 0;
      high >>>= 1;
      if (isOdd === 1) {
        high = (high ^ 0xc96c5795) >>> 0;
        low = (low ^ 0xd7870f42) >>> 0;
      }
    }
    upper[byte] = high;
    lower[byte] = low;
  }
  return [upper, lower];
}

/** The checksum that xz uses, over pieces. */
export class Crc64 {
  #high = -1;
  #low = -1;

  update(bytes: Uint8Array): this {
    const [upper, lower] = (table ??= halves());
    let [high, low] = [this.#high, this.#low];
    for (let at = 0; at < bytes.length; at++) {
      const index = (low ^ (bytes[at] ?? 0)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (lower[index] ?? 0);
      high = (high >>> 8) ^ (upper[index] ?? 0);
    }
    this.#high = high;
    this.#low = low;
    return this;
  }

  /** As eight bytes, the lowest first. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, ~this.#low >>> 0, true);
    view.setUint32(4, ~this.#high >>> 0, true);
    return bytes;
  }
}
