import { PackedDataError } from './filter.js';
import {
  afterLiteral,
  afterMatch,
  afterRep,
  afterShortRep,
  freshModel,
  lengthModel,
  MIN_MATCH,
  model,
  type LzmaSettings,
} from './lzma-model.js';
import type { Window } from './window.js';

const TOP = 0x100_0000;

/** Where packed bytes are read from: a piece that is at hand as a whole. */
export interface PackedPiece {
  readonly bytes: Uint8Array;
  at: number;
  end: number;
}

/** Unpacks LZMA data, which comes piece by piece, into a window. */
export class LzmaDecoder {
  readonly #window: Window;
  #settings: LzmaSettings;
  #model: Uint16Array;
  #input: PackedPiece = { bytes: new Uint8Array(0), at: 0, end: 0 };
  #range = 0;
  #code = 0;
  #state = 0;
  /** The last four distances, less one. */
  #reps: [number, number, number, number] = [0, 0, 0, 0];
  /** What of a match did not fit into the last piece of output. */
  #pendingLength = 0;
  /** All that was unpacked since the last reset; it tells places apart. */
  #position = 0;

  constructor(window: Window, settings: LzmaSettings) {
    this.#window = window;
    this.#settings = settings;
    this.#model = freshModel(settings);
  }

  reset(settings = this.#settings): void {
    this.#settings = settings;
    this.#model = freshModel(settings);
    this.#state = 0;
    this.#reps = [0, 0, 0, 0];
    this.#pendingLength = 0;
  }

  /** Bytes that went into the window otherwise count for places. */
  skip(count: number): void {
    this.#position += count;
  }

  forget(): void {
    this.#position = 0;
  }

  /** Reads the five bytes that packed data begin with. */
  begin(input: PackedPiece): void {
    this.#input = input;
    this.#range = 0xffff_ffff;
    this.#code = 0;
    if (this.#byte() !== 0) throw new PackedDataError('corrupt');
    for (let i = 0; i < 4; i++) this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
  }

  resume(input: PackedPiece): void {
    this.#input = input;
  }

  /** Unpacks up to `count` bytes, as long as at least `reserve` packed ones are left; 'end' at an end marker. */
  run(count: number, reserve: number): { readonly done: number; readonly end: boolean } {
    let left = count;
    const input = this.#input;
    if (this.#pendingLength > 0) left -= this.#copy(left);
    while (left > 0 && input.end - input.at >= reserve) {
      const place = this.#position & ((1 << this.#settings.place) - 1);
      if (this.#bit(model.isMatch + (this.#state << 4) + place) === 0) {
        this.#literal();
        left--;
      } else {
        if (!this.#match(place)) return { done: count - left, end: true };
        left -= this.#copy(left);
      }
    }
    return { done: count - left, end: false };
  }

  /** Whether the packed data ended as they must. */
  isFinished(): boolean {
    if (this.#range < TOP) this.#normalize();
    return this.#code === 0;
  }

  #literal(): void {
    const { literalContext, literalPlace } = this.#settings;
    const window = this.#window;
    const context = ((this.#position & ((1 << literalPlace) - 1)) << literalContext) + (window.back(1) >> (8 - literalContext));
    const base = model.literal + 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      let matched = window.back(this.#reps[0] + 1);
      let offset = 0x100;
      while (symbol < 0x100) {
        matched <<= 1;
        const expected = matched & offset;
        const bit = this.#bit(base + offset + expected + symbol);
        symbol = (symbol << 1) | bit;
        offset &= bit === 1 ? expected : ~expected;
      }
    } else while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(base + symbol);
    window.put(symbol & 0xff);
    this.#position++;
    this.#state = afterLiteral(this.#state);
  }

  /** Reads distance and length of a match; false for the mark of the end. */
  #match(place: number): boolean {
    const state = this.#state;
    if (this.#bit(model.isRep + state) === 0) {
      const length = this.#length(model.length, place);
      this.#state = afterMatch(state);
      const distance = this.#distance(length);
      if (distance === 0xffff_ffff) return false;
      const [a, b, c] = this.#reps;
      this.#reps = [distance, a, b, c];
      this.#pendingLength = length;
      return true;
    }
    if (this.#bit(model.isRepG0 + state) === 1) this.#chooseRep(state);
    else if (this.#bit(model.isRep0Long + (state << 4) + place) === 0) {
      this.#state = afterShortRep(state);
      this.#pendingLength = 1;
      return true;
    }
    this.#pendingLength = this.#length(model.repLength, place);
    this.#state = afterRep(state);
    return true;
  }

  /** Brings the second, third or fourth of the last distances to the front. */
  #chooseRep(state: number): void {
    const [a, b, c, d] = this.#reps;
    if (this.#bit(model.isRepG1 + state) === 0) this.#reps = [b, a, c, d];
    else if (this.#bit(model.isRepG2 + state) === 0) this.#reps = [c, a, b, d];
    else this.#reps = [d, a, b, c];
  }

  #copy(most: number): number {
    const length = Math.min(most, this.#pendingLength);
    this.#window.repeat(this.#reps[0] + 1, length);
    this.#pendingLength -= length;
    this.#position += length;
    return length;
  }

  #length(base: number, place: number): number {
    if (this.#bit(base + lengthModel.choice) === 0) return MIN_MATCH + this.#tree(base + lengthModel.low + (place << 3), 3);
    if (this.#bit(base + lengthModel.choice2) === 0) return MIN_MATCH + 8 + this.#tree(base + lengthModel.mid + (place << 3), 3);
    return MIN_MATCH + 16 + this.#tree(base + lengthModel.high, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(model.slot + (Math.min(length - MIN_MATCH, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return base + this.#reverse(model.special + base - slot, bits);
    return base + this.#direct(bits - 4) * 16 + this.#reverse(model.align, 4);
  }

  #tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(base + symbol);
    return symbol - (1 << bits);
  }

  #reverse(base: number, bits: number): number {
    let [symbol, value] = [1, 0];
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #direct(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (this.#range < TOP) this.#normalize();
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
    }
    return value;
  }

  #bit(index: number): number {
    if (this.#range < TOP) this.#normalize();
    const probability = this.#model[index] ?? 0;
    const bound = (this.#range >>> 11) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      this.#model[index] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    this.#model[index] = probability - (probability >> 5);
    return 1;
  }

  #normalize(): void {
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
  }

  #byte(): number {
    const input = this.#input;
    if (input.at >= input.end) throw new PackedDataError('truncated');
    return input.bytes[input.at++] ?? 0;
  }
}
