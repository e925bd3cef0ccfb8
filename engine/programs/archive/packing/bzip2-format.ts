/** What stands in front of each block, and at the end of a stream: π and √π in decimal digits. */
export const BLOCK_MAGIC = [0x314159, 0x265359] as const;
export const END_MAGIC = [0x177245, 0x385090] as const;

/** Symbols of a table are grouped by fifty: each group says which table it uses. */
export const GROUP_SYMBOLS = 50;
/** `bzip2 -9` works on this many times 100,000 bytes, less some. */
export const LEVEL_BYTES = 100_000;

let table: Uint32Array | undefined;

/** The checksum of bzip2: CRC-32 from the highest bit, over pieces. */
export class BlockChecksum {
  #value = -1;

  constructor() {
    table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
      let value = byte << 24;
      for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
      return value >>> 0;
    });
  }

  add(byte: number, times = 1): void {
    for (let time = 0; time < times; time++) this.#value = (this.#value << 8) ^ (table?.[((this.#value >>> 24) ^ byte) & 0xff] ?? 0);
  }

  update(bytes: Uint8Array): this {
    for (let at = 0; at < bytes.length; at++) this.add(bytes[at] ?? 0);
    return this;
  }

  get value(): number {
    return ~this.#value >>> 0;
  }
}

/** The checksum of a stream, from those of its blocks. */
export function combined(stream: number, block: number): number {
  return (((stream << 1) | (stream >>> 31)) ^ block) >>> 0;
}
