/** Made when first needed: most hosts never pack anything. */
let known: Uint32Array | undefined;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });
}

/** The checksum of gzip, zip and xz, over pieces. */
export class Crc32 {
  #value = 0xffffffff;

  update(bytes: Uint8Array): this {
    const table = (known ??= makeTable());
    let crc = this.#value;
    // By index: this loop sees every byte of every layer that is packed.
    for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
    this.#value = crc;
    return this;
  }

  get value(): number {
    return (this.#value ^ 0xffffffff) >>> 0;
  }
}

/** The checksum of gzip and zip. */
export function crc32(bytes: Uint8Array): number {
  return new Crc32().update(bytes).value;
}
