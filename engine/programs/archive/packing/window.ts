import { PackedDataError } from './filter.js';

const PIECE_BYTES = 262_144;

/** What has been unpacked so far, as far back as repetitions may look, and what of it has not been handed on. */
export class Window {
  readonly #reach: number;
  #bytes: Uint8Array;
  /** Where the next byte goes, and where what was not handed on begins. */
  #end = 0;
  #sent = 0;
  /** How far back there is something. */
  #filled = 0;

  constructor(reach: number) {
    this.#reach = reach;
    this.#bytes = new Uint8Array(Math.min(65_536, reach) + PIECE_BYTES);
  }

  /** How many bytes wait to be handed on. */
  get pending(): number {
    return this.#end - this.#sent;
  }

  get isFull(): boolean {
    return this.pending >= PIECE_BYTES;
  }

  /** How many bytes back repetitions can look. */
  get filled(): number {
    return this.#filled;
  }

  /** What was unpacked since the last call. */
  drain(): Uint8Array {
    const piece = this.#bytes.slice(this.#sent, this.#end);
    this.#sent = this.#end;
    return piece;
  }

  /** Nothing before is looked at any more. */
  forget(): void {
    this.#filled = 0;
  }

  put(byte: number): void {
    if (this.#end === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#end++] = byte;
    this.#filled++;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
    this.#filled += bytes.length;
  }

  /** The byte so far back, from 1; 0 where there is none. */
  back(distance: number): number {
    return distance > this.#filled ? 0 : (this.#bytes[this.#end - distance] ?? 0);
  }

  /** Throws PackedDataError when that is further back than there is anything. */
  repeat(distance: number, length: number): void {
    if (distance > this.#filled || distance > this.#reach) throw new PackedDataError('corrupt');
    this.#reserve(length);
    const bytes = this.#bytes;
    const from = this.#end - distance;
    if (distance >= length) bytes.copyWithin(this.#end, from, from + length);
    else if (distance === 1) bytes.fill(bytes[from] ?? 0, this.#end, this.#end + length);
    else for (let i = 0; i < length; i++) bytes[this.#end + i] = bytes[from + i] ?? 0;
    this.#end += length;
    this.#filled += length;
  }

  /** Room for more: what lies too far back goes first, then the buffer grows. */
  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const keep = Math.max(Math.min(this.#reach, this.#filled), this.pending);
    const from = this.#end - keep;
    if (from >= PIECE_BYTES / 2 && keep + count <= this.#bytes.length) {
      this.#bytes.copyWithin(0, from, this.#end);
    } else {
      const bigger = new Uint8Array(Math.max(keep + count, Math.min(this.#bytes.length * 2, this.#reach * 2 + PIECE_BYTES)));
      bigger.set(this.#bytes.subarray(from, this.#end));
      this.#bytes = bigger;
    }
    this.#sent -= from;
    this.#end = keep;
  }
}
