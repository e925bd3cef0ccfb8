import {
  afterLiteral,
  afterMatch,
  afterRep,
  afterShortRep,
  freshModel,
  lengthModel,
  MAX_MATCH,
  MIN_MATCH,
  model,
  type LzmaSettings,
} from './lzma-model.js';
import { MatchFinder, type Match } from './match-finder.js';
import { RangeEncoder } from './range-encoder.js';

export const usualSettings: LzmaSettings = { literalContext: 3, literalPlace: 0, place: 2 };
/** What `usualSettings` are in a file. */
export const USUAL_BYTE = 0x5d;

const PLACES = 3;
/** A match of three bytes from further back costs more than three literals. */
const FAR = 4096;

/** Packs a piece of data with LZMA, chunk by chunk; it looks back as far as the beginning of the piece. */
export class LzmaEncoder {
  readonly #bytes: Uint8Array;
  readonly #finder: MatchFinder;
  readonly #model = freshModel(usualSettings);
  readonly #coder = new RangeEncoder(this.#model);
  #state = 0;
  #reps: [number, number, number, number] = [1, 1, 1, 1];
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#finder = new MatchFinder(bytes, MAX_MATCH);
  }

  reset(): void {
    this.#model.fill(1024);
    this.#state = 0;
    this.#reps = [1, 1, 1, 1];
  }

  /** Packs on until the piece ends or about so many bytes have come together. */
  chunk(packedBytes: number): Uint8Array {
    while (this.at < this.#bytes.length && this.#coder.size < packedBytes) this.#step();
    return this.#coder.finish();
  }

  #step(): void {
    const at = this.at;
    const place = at & PLACES;
    const [rep, index] = this.#bestRep();
    const match = this.#finder.longest(at);
    const isMatchWorth = match.length > 3 || (match.length === 3 && match.distance < FAR);
    const isRepBetter = rep >= MIN_MATCH && (!isMatchWorth || rep + 1 >= match.length || (rep + 2 >= match.length && match.distance > 512));
    if (isRepBetter) this.#writeRep(rep, index, place);
    else if (isMatchWorth) this.#writeMatch(match, place);
    else if (rep === 1 && index === 0 && at > 0) this.#writeShortRep(place);
    else this.#writeLiteral(place);
  }

  /** The longest repetition from one of the last four distances. */
  #bestRep(): readonly [length: number, index: number] {
    let [best, found] = [0, 0];
    for (const [index, distance] of this.#reps.entries()) {
      if (distance > this.at) continue;
      const length = this.#finder.common(this.at, this.at - distance);
      if (length > best) [best, found] = [length, index];
    }
    return [best, found];
  }

  #advance(length: number, distance: number): void {
    const end = this.at + length;
    // Within a run of one byte all places are alike: those of its beginning are enough.
    if (distance === 1 && length === MAX_MATCH) this.at = end;
    else for (; this.at < end; this.at++) this.#finder.add(this.at);
  }

  #writeLiteral(place: number): void {
    const coder = this.#coder;
    const at = this.at;
    const byte = this.#bytes[at] ?? 0;
    coder.bit(model.isMatch + (this.#state << 4) + place, 0);
    const base = model.literal + 0x300 * (at > 0 ? (this.#bytes[at - 1] ?? 0) >> 5 : 0);
    if (this.#state < 7) coder.tree(base, 8, byte);
    else this.#writeMatched(base, byte, this.#bytes[at - this.#reps[0]] ?? 0);
    this.#state = afterLiteral(this.#state);
    this.#advance(1, 0);
  }

  /** A literal after a match, which is likely to differ from the byte that would have gone on. */
  #writeMatched(base: number, byte: number, matched: number): void {
    let [symbol, offset, rest] = [1, 0x100, matched];
    for (let i = 7; i >= 0; i--) {
      rest <<= 1;
      const expected = rest & offset;
      const bit = (byte >> i) & 1;
      this.#coder.bit(base + offset + expected + symbol, bit);
      symbol = (symbol << 1) | bit;
      offset &= bit === 1 ? expected : ~expected;
    }
  }

  #writeShortRep(place: number): void {
    this.#coder.bit(model.isMatch + (this.#state << 4) + place, 1);
    this.#coder.bit(model.isRep + this.#state, 1);
    this.#coder.bit(model.isRepG0 + this.#state, 0);
    this.#coder.bit(model.isRep0Long + (this.#state << 4) + place, 0);
    this.#state = afterShortRep(this.#state);
    this.#advance(1, 0);
  }

  #writeRep(length: number, index: number, place: number): void {
    const coder = this.#coder;
    const state = this.#state;
    coder.bit(model.isMatch + (state << 4) + place, 1);
    coder.bit(model.isRep + state, 1);
    coder.bit(model.isRepG0 + state, index === 0 ? 0 : 1);
    if (index === 0) coder.bit(model.isRep0Long + (state << 4) + place, 1);
    else {
      coder.bit(model.isRepG1 + state, index === 1 ? 0 : 1);
      if (index > 1) coder.bit(model.isRepG2 + state, index - 2);
      const [a, b, c, d] = this.#reps;
      this.#reps = index === 1 ? [b, a, c, d] : index === 2 ? [c, a, b, d] : [d, a, b, c];
    }
    this.#writeLength(model.repLength, length, place);
    this.#state = afterRep(state);
    this.#advance(length, this.#reps[0]);
  }

  #writeMatch({ length, distance }: Match, place: number): void {
    this.#coder.bit(model.isMatch + (this.#state << 4) + place, 1);
    this.#coder.bit(model.isRep + this.#state, 0);
    this.#writeLength(model.length, length, place);
    this.#writeDistance(distance - 1, length);
    this.#state = afterMatch(this.#state);
    const [a, b, c] = this.#reps;
    this.#reps = [distance, a, b, c];
    this.#advance(length, distance);
  }

  #writeLength(base: number, length: number, place: number): void {
    const coder = this.#coder;
    const rest = length - MIN_MATCH;
    coder.bit(base + lengthModel.choice, rest < 8 ? 0 : 1);
    if (rest < 8) return coder.tree(base + lengthModel.low + (place << 3), 3, rest);
    coder.bit(base + lengthModel.choice2, rest < 16 ? 0 : 1);
    if (rest < 16) return coder.tree(base + lengthModel.mid + (place << 3), 3, rest - 8);
    coder.tree(base + lengthModel.high, 8, rest - 16);
  }

  #writeDistance(distance: number, length: number): void {
    const coder = this.#coder;
    const top = distance < 4 ? 0 : 31 - Math.clz32(distance);
    const slot = distance < 4 ? distance : top * 2 + ((distance >>> (top - 1)) & 1);
    coder.tree(model.slot + (Math.min(length - MIN_MATCH, 3) << 6), 6, slot);
    if (slot < 4) return;
    const bits = top - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return coder.reverse(model.special + base - slot, bits, distance - base);
    coder.direct((distance - base) >>> 4, bits - 4);
    coder.reverse(model.align, 4, distance & 15);
  }
}
