const ROUNDS = 16;
const WORDS = ROUNDS + 2;
const BOXES = 4 * 256;

/** Blowfish's state: its subkeys and its boxes. */
export interface Blowfish {
  readonly keys: Int32Array;
  readonly boxes: Int32Array;
}

let beginning: Int32Array | undefined;

/** The state that every key starts from: the digits of pi after the point, as the cipher is defined. */
export function newBlowfish(): Blowfish {
  beginning ??= digitsOfPi(WORDS + BOXES);
  return { keys: beginning.slice(0, WORDS), boxes: beginning.slice(WORDS) };
}

/** Pi after the point in words of 32 bits, by Machin's formula: pi = 16 atan(1/5) - 4 atan(1/239). */
function digitsOfPi(words: number): Int32Array {
  const guard = 64n;
  const one = 1n << (BigInt(32 * words) + guard);
  const fraction = ((16n * inverseTangent(5n, one) - 4n * inverseTangent(239n, one)) % one) >> guard;
  const result = new Int32Array(words);
  const digits = fraction.toString(16).padStart(8 * words, '0');
  for (let i = 0; i < words; i++) result[i] = Number.parseInt(digits.slice(8 * i, 8 * i + 8), 16) | 0;
  return result;
}

function inverseTangent(of: bigint, one: bigint): bigint {
  const square = of * of;
  let power = one / of;
  let sum = power;
  for (let divisor = 3n; power !== 0n; divisor += 2n) {
    power = -power / square;
    sum += power / divisor;
  }
  return sum;
}

/** Enciphers two words where they stand. */
export function encipher({ keys, boxes }: Blowfish, block: Int32Array): void {
  let left = block[0] ?? 0;
  let right = block[1] ?? 0;
  for (let i = 0; i < ROUNDS; i++) {
    left ^= keys[i] ?? 0;
    const sum = ((boxes[left >>> 24] ?? 0) + (boxes[256 + ((left >>> 16) & 255)] ?? 0)) ^ (boxes[512 + ((left >>> 8) & 255)] ?? 0);
    right ^= sum + (boxes[768 + (left & 255)] ?? 0);
    const kept = left;
    left = right;
    right = kept;
  }
  block[0] = right ^ (keys[ROUNDS + 1] ?? 0);
  block[1] = left ^ (keys[ROUNDS] ?? 0);
}

/** Mixes a key, and a salt of four words, into the state. */
export function expandKey(state: Blowfish, key: Int32Array, salt: Int32Array): void {
  const { keys, boxes } = state;
  for (let i = 0; i < WORDS; i++) keys[i] = (keys[i] ?? 0) ^ (key[i % key.length] ?? 0);
  const block = new Int32Array(2);
  let [left, right, at] = [0, 0, 0];
  for (const words of [keys, boxes]) {
    for (let i = 0; i < words.length; i += 2) {
      block[0] = left ^ (salt[at] ?? 0);
      block[1] = right ^ (salt[at + 1] ?? 0);
      at ^= 2;
      encipher(state, block);
      [left, right] = [block[0], block[1]];
      words[i] = left;
      words[i + 1] = right;
    }
  }
}
