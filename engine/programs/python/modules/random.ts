import { construct, methods, nativeModule } from '../objects/define.js';
import { valueError } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import { PyObject, type PyType } from '../objects/object.js';
import { builtinType } from '../objects/types.js';
import { intOf, normalInt, PyFloat, type PyModule } from '../objects/values.js';
import { itemsOf } from '../vm/protocol.js';
import { wholeOf } from './arguments.js';

const SIZE = 624;
const MIDDLE = 397;

/** The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded by an array of 32-bit words as CPython seeds it. */
class PyRandom extends PyObject {
  readonly #state = new Uint32Array(SIZE);
  #at = SIZE;

  seed(key: readonly number[]): void {
    const state = this.#state;
    this.#fill(19_650_218);
    let [i, j] = [1, 0];
    for (let left = Math.max(SIZE, key.length); left > 0; left--) {
      state[i] = (this.#mixed(i, 1_664_525) + (key[j] ?? 0) + j) >>> 0;
      i = this.#following(i);
      j = (j + 1) % key.length;
    }
    for (let left = SIZE - 1; left > 0; left--) {
      state[i] = (this.#mixed(i, 1_566_083_941) - i) >>> 0;
      i = this.#following(i);
    }
    state[0] = 0x8000_0000;
    this.#at = SIZE;
  }

  #fill(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const before = state[i - 1] ?? 0;
      state[i] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + i;
    }
  }

  #mixed(i: number, factor: number): number {
    const before = this.#state[i - 1] ?? 0;
    return ((this.#state[i] ?? 0) ^ Math.imul(before ^ (before >>> 30), factor)) >>> 0;
  }

  /** The next place; at the end the last word goes to the beginning. */
  #following(i: number): number {
    if (i + 1 < SIZE) return i + 1;
    this.#state[0] = this.#state[SIZE - 1] ?? 0;
    return 1;
  }

  uint32(): number {
    if (this.#at >= SIZE) this.#twist();
    let word = this.#state[this.#at++] ?? 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c_5680;
    word ^= (word << 15) & 0xefc6_0000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let i = 0; i < SIZE; i++) {
      const joined = ((state[i] ?? 0) & 0x8000_0000) | ((state[(i + 1) % SIZE] ?? 0) & 0x7fff_ffff);
      state[i] = (state[(i + MIDDLE) % SIZE] ?? 0) ^ (joined >>> 1) ^ ((joined & 1) === 0 ? 0 : 0x9908_b0df);
    }
    this.#at = 0;
  }
}

function randomType(): PyType {
  const type = builtinType('Random', undefined, '_random');
  construct(type, '*args', (_vm, cls) => new PyRandom(cls));
  methods(type, value => (value instanceof PyRandom ? value : undefined), {
    /** 53 bits between 0 and 1. */
    random: ['', (_vm, self) => new PyFloat(((self.uint32() >>> 5) * 67_108_864 + (self.uint32() >>> 6)) / 9_007_199_254_740_992)],
    /** Begins anew from 32-bit words; without any, from the chance of the host. */
    begin: [
      'words',
      function* (vm, self, words): Native {
        const key = (yield* itemsOf(vm, words ?? null)).map(wholeOf);
        self.seed(key.length > 0 ? key : Array.from({ length: 8 }, () => vm.sys.random.uint32()));
        return null;
      },
    ],
    getrandbits: [
      'k',
      (_vm, self, k) => {
        let left = wholeOf(intOf(k) === undefined ? null : k);
        if (left < 0) throw valueError('number of bits must be non-negative');
        let made = 0n;
        for (let shift = 0n; left > 0; shift += 32n) {
          const word = left >= 32 ? self.uint32() : self.uint32() >>> (32 - left);
          made |= BigInt(word) << shift;
          left -= 32;
        }
        return normalInt(made);
      },
    ],
  });
  return type;
}

/** `_random`: the generator behind `random`. */
export function randomModule(): PyModule {
  return nativeModule('_random', {}, [['Random', randomType()]]);
}
