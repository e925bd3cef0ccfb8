/** AES (FIPS 197), a block of sixteen bytes at a time. */
const SIZE = 16;

/** Products in the field of AES. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>= 1) {
    if ((y & 1) !== 0) product ^= x;
    x = (x << 1) ^ (x & 0x80 ? 0x11b : 0);
  }
  return product;
}

interface Boxes {
  readonly forward: Uint8Array;
  readonly backward: Uint8Array;
}

let made: Boxes | undefined;

function boxes(): Boxes {
  if (made) return made;
  const forward = new Uint8Array(256);
  const backward = new Uint8Array(256);
  for (let value = 0, inverse = 0; value < 256; value++) {
    inverse = 0;
    for (let candidate = 1; candidate < 256 && value > 0; candidate++) if (multiply(value, candidate) === 1) inverse = candidate;
    let result = 0x63;
    for (let turn = 0; turn < 5; turn++) result ^= ((inverse << turn) | (inverse >> (8 - turn))) & 0xff;
    forward[value] = result;
    backward[result] = value;
  }
  made = { forward, backward };
  return made;
}

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

/** A key, ready for use. */
export class Aes {
  readonly #rounds: readonly Uint8Array[];

  constructor(key: Uint8Array) {
    this.#rounds = expand(key);
  }

  encrypt(block: Uint8Array): Uint8Array {
    const { forward } = boxes();
    let state = xor(block, this.#rounds[0]);
    for (let round = 1; round < this.#rounds.length; round++) {
      const shifted = state.map((_, index) => at(forward, at(state, (index + 4 * (index % 4)) % SIZE)));
      state = xor(round < this.#rounds.length - 1 ? mix(shifted, [2, 3, 1, 1]) : shifted, this.#rounds[round]);
    }
    return state;
  }

  decrypt(block: Uint8Array): Uint8Array {
    const { backward } = boxes();
    let state = block;
    for (let round = this.#rounds.length - 1; round > 0; round--) {
      const added = xor(state, this.#rounds[round]);
      const mixed = round < this.#rounds.length - 1 ? mix(added, [14, 11, 13, 9]) : added;
      state = mixed.map((_, index) => at(backward, at(mixed, (index + 12 * (index % 4)) % SIZE)));
    }
    return xor(state, this.#rounds[0]);
  }
}

function xor(a: Uint8Array, b: Uint8Array | undefined): Uint8Array {
  return a.map((byte, index) => byte ^ (b?.[index] ?? 0));
}

function mix(state: Uint8Array, row: readonly number[]): Uint8Array {
  return state.map((_, index) => {
    const column = index - (index % 4);
    return row.reduce((sum, factor, step) => sum ^ multiply(at(state, column + ((index + step) % 4)), factor), 0);
  });
}

function expand(key: Uint8Array): Uint8Array[] {
  const { forward } = boxes();
  const words = key.length / 4;
  const rounds = words + 7;
  const all = new Uint8Array(rounds * SIZE);
  all.set(key);
  for (let word = words, factor = 1; word < rounds * 4; word++) {
    let last = all.slice(word * 4 - 4, word * 4);
    if (word % words === 0) {
      last = Uint8Array.of(at(last, 1), at(last, 2), at(last, 3), at(last, 0)).map(byte => at(forward, byte));
      last[0] = at(last, 0) ^ factor;
      factor = multiply(factor, 2);
    } else if (words > 6 && word % words === 4) last = last.map(byte => at(forward, byte));
    for (let byte = 0; byte < 4; byte++) all[word * 4 + byte] = at(all, (word - words) * 4 + byte) ^ at(last, byte);
  }
  return Array.from({ length: rounds }, (_, round) => all.slice(round * SIZE, (round + 1) * SIZE));
}

/** Each block by itself, for modes that chain them. The length is a multiple of sixteen. */
export function cipherCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array, isEncrypting: boolean): Uint8Array {
  const aes = new Aes(key);
  const result = new Uint8Array(data.length);
  let previous = iv;
  for (let from = 0; from < data.length; from += SIZE) {
    const block = data.slice(from, from + SIZE);
    const made = isEncrypting ? aes.encrypt(xor(block, previous)) : xor(aes.decrypt(block), previous);
    result.set(made, from);
    previous = isEncrypting ? made : block;
  }
  return result;
}

/** A stream of bytes made from a counter, laid over the data; the counter counts in its last `width` bytes. */
export function cipherCtr(key: Uint8Array, counter: Uint8Array, data: Uint8Array, width: number): Uint8Array {
  const aes = new Aes(key);
  const block = counter.slice();
  const result = new Uint8Array(data.length);
  for (let from = 0; from < data.length; from += SIZE) {
    result.set(xor(data.subarray(from, from + SIZE), aes.encrypt(block)), from);
    for (let index = SIZE - 1; index >= SIZE - width; index--) {
      block[index] = (at(block, index) + 1) & 0xff;
      if (block[index] !== 0) break;
    }
  }
  return result;
}

/** The tag of Galois/Counter mode (NIST SP 800-38D) over what is only signed and what is also encrypted. */
export function gcmTag(key: Uint8Array, start: Uint8Array, signed: Uint8Array, data: Uint8Array): Uint8Array {
  const aes = new Aes(key);
  const h = toBig(aes.encrypt(new Uint8Array(SIZE)));
  let sum = 0n;
  for (const part of [signed, data]) {
    for (let from = 0; from < part.length; from += SIZE) {
      const block = new Uint8Array(SIZE);
      block.set(part.subarray(from, from + SIZE));
      sum = galois(sum ^ toBig(block), h);
    }
  }
  sum = galois(sum ^ ((BigInt(signed.length * 8) << 64n) | BigInt(data.length * 8)), h);
  return xor(fromBig(sum), aes.encrypt(start));
}

function galois(x: bigint, y: bigint): bigint {
  let product = 0n;
  for (let bit = 127n, v = y; bit >= 0n; bit--) {
    if ((x >> bit) & 1n) product ^= v;
    v = v & 1n ? (v >> 1n) ^ (0xe1n << 120n) : v >> 1n;
  }
  return product;
}

function toBig(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function fromBig(value: bigint): Uint8Array {
  return Uint8Array.from({ length: SIZE }, (_, index) => Number((value >> BigInt(8 * (SIZE - 1 - index))) & 0xffn));
}
