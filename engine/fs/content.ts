import { Errno } from '../core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { limits } from './limits.js';

const CHUNK_BYTES = 65_536;
const NOTHING = new Uint8Array(0);

/**
 * The data of a file: pieces of 64 KiB, of which those never written (or written with zeros only) are holes and take no
 * memory. Copies share pieces until one of them writes.
 */
export class Content {
  #sizeBytes: number;
  /** The first piece, as long as what is stored of it. */
  #head: Uint8Array;
  #ownsHead: boolean;
  /** The other pieces by their index from 1. */
  #chunks: Map<number, Uint8Array> | undefined;
  /** Indices of pieces that no copy shares. */
  #owned: Set<number> | undefined;
  /** What was found out about the data as they are. */
  #derived: Map<unknown, unknown> | undefined;

  /** A file that begins with `head` and is `sizeBytes` long; the rest is a hole. */
  constructor(head: Uint8Array = NOTHING, sizeBytes = head.length) {
    this.#sizeBytes = Math.max(sizeBytes, head.length);
    this.#head = head.length > CHUNK_BYTES ? head.subarray(0, CHUNK_BYTES) : head;
    this.#ownsHead = false;
    for (let at = CHUNK_BYTES; at < head.length; at += CHUNK_BYTES) {
      this.#setChunk(at / CHUNK_BYTES, head.subarray(at, at + CHUNK_BYTES));
    }
  }

  /** Logical size, with holes. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** What it takes of the disk, in whole blocks. */
  get diskBytes(): number {
    return blockBytes(this.sizeBytes);
  }

  /** What it takes in memory. */
  get storedBytes(): number {
    let total = this.#head.length;
    if (this.#chunks) for (const chunk of this.#chunks.values()) total += chunk.length;
    return total;
  }

  /** An equal content that can be written without changing this one, as long as this one is not written any more. */
  copy(): Content {
    const copy = new Content(this.#head, this.#sizeBytes);
    if (this.#chunks) copy.#chunks = new Map(this.#chunks);
    return copy;
  }

  /** Up to `max` bytes from `offset`; empty at or after the end. The caller may keep them. */
  read(offset: number, max: number): Uint8Array {
    const end = Math.min(this.#sizeBytes, offset + max);
    if (offset >= end) return NOTHING;
    if (end <= this.#head.length) return this.#head.slice(offset, end);
    const bytes = new Uint8Array(end - offset);
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / CHUNK_BYTES);
      const start = index * CHUNK_BYTES;
      const stop = Math.min(end, start + CHUNK_BYTES);
      const chunk = this.#chunk(index);
      if (chunk) bytes.set(chunk.subarray(at - start, stop - start), at - offset);
      at = stop;
    }
    return bytes;
  }

  /** All of it; for files known to be small. */
  bytes(): Uint8Array {
    return this.read(0, this.#sizeBytes);
  }

  /** All of it as text. */
  text(): string {
    return decodeUtf8(this.bytes());
  }

  /** Whether the other one has the same bytes. Pieces that copies share, and holes in both, are not looked at. */
  equals(other: Content): boolean {
    if (this.#sizeBytes !== other.#sizeBytes) return false;
    for (let index = 0; index * CHUNK_BYTES < this.#sizeBytes; index++) {
      const [mine, theirs] = [this.#chunk(index) ?? NOTHING, other.#chunk(index) ?? NOTHING];
      if (mine !== theirs && !isSame(mine, theirs)) return false;
    }
    return true;
  }

  /** What `find` makes of the data: worked out again only when they have changed, like a page that stays in the cache. */
  derive<T>(find: (content: Content) => T): T {
    // Kept under the very function that gave it.
    if (this.#derived?.has(find)) return this.#derived.get(find) as T;
    const found = find(this);
    (this.#derived ??= new Map()).set(find, found);
    return found;
  }

  /** Puts bytes at `offset`, growing the file where needed; returns how many more bytes are stored now. Throws EFBIG. */
  write(offset: number, bytes: Uint8Array): number {
    const end = offset + bytes.length;
    if (end > limits.fileBytes) throw new Errno('EFBIG');
    this.#derived = undefined;
    let grown = 0;
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / CHUNK_BYTES);
      const start = index * CHUNK_BYTES;
      const stop = Math.min(end, start + CHUNK_BYTES);
      grown += this.#writeChunk(index, at - start, bytes.subarray(at - offset, stop - offset));
      at = stop;
    }
    if (end > this.#sizeBytes) this.#sizeBytes = end;
    return grown;
  }

  /** Cuts or extends (with a hole); returns how many more bytes are stored now, negative for less. Throws EFBIG. */
  truncate(sizeBytes: number): number {
    if (sizeBytes > limits.fileBytes) throw new Errno('EFBIG');
    this.#derived = undefined;
    const before = sizeBytes < this.#sizeBytes ? this.storedBytes : 0;
    const shrinks = sizeBytes < this.#sizeBytes;
    this.#sizeBytes = sizeBytes;
    if (!shrinks) return 0;
    if (this.#head.length > sizeBytes) this.#replaceHead(this.#head.slice(0, sizeBytes));
    if (this.#chunks) for (const index of [...this.#chunks.keys()]) this.#cutChunk(index, sizeBytes);
    return this.storedBytes - before;
  }

  #cutChunk(index: number, sizeBytes: number): void {
    const start = index * CHUNK_BYTES;
    const chunk = this.#chunks?.get(index);
    if (!chunk || start + chunk.length <= sizeBytes) return;
    this.#owned?.delete(index);
    if (start >= sizeBytes) this.#chunks?.delete(index);
    else this.#setChunk(index, chunk.slice(0, sizeBytes - start));
  }

  #chunk(index: number): Uint8Array | undefined {
    return index === 0 ? this.#head : this.#chunks?.get(index);
  }

  #setChunk(index: number, chunk: Uint8Array): void {
    (this.#chunks ??= new Map()).set(index, chunk);
  }

  #replaceHead(head: Uint8Array): void {
    this.#head = head;
    this.#ownsHead = true;
  }

  /** `#head` may have spare room behind: a growing log is not copied at each line. */
  #writeChunk(index: number, from: number, bytes: Uint8Array): number {
    const old = this.#chunk(index);
    const oldLength = old?.length ?? 0;
    const end = from + bytes.length;
    if (from >= oldLength && isZero(bytes)) return 0;
    const isOwned = index === 0 ? this.#ownsHead : this.#owned?.has(index) === true;
    const chunk = isOwned && old ? grow(old, end) : grow(copyOf(old, end), end);
    chunk.set(bytes, from);
    if (index === 0) this.#replaceHead(chunk);
    else {
      this.#setChunk(index, chunk);
      (this.#owned ??= new Set()).add(index);
    }
    return chunk.length - oldLength;
  }
}

/** The same bytes in a buffer of their own with room for `end` bytes. */
function copyOf(old: Uint8Array | undefined, end: number): Uint8Array {
  const length = old?.length ?? 0;
  const copy = new Uint8Array(new ArrayBuffer(Math.max(length, end)), 0, length);
  if (old) copy.set(old);
  return copy;
}

/** A view of at least `length` bytes on the same buffer, or on one twice as big when it is full. */
function grow(chunk: Uint8Array, length: number): Uint8Array {
  if (length <= chunk.length) return chunk;
  if (length <= chunk.buffer.byteLength) return new Uint8Array(chunk.buffer, 0, length);
  const capacity = Math.min(CHUNK_BYTES, Math.max(length, chunk.length * 2));
  const bigger = new Uint8Array(new ArrayBuffer(capacity), 0, length);
  bigger.set(chunk);
  return bigger;
}

/** Whether two pieces read alike: what is not stored of the shorter one are zeros. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  const common = Math.min(one.length, other.length);
  for (let i = 0; i < common; i++) if (one[i] !== other[i]) return false;
  return isZeroBytes(one.subarray(common)) && isZeroBytes(other.subarray(common));
}

function isZero(bytes: Uint8Array): boolean {
  const whole = bytes.length & ~7;
  if (whole > 64 && bytes.byteOffset % 8 === 0) {
    // Eight bytes at a time: files full of zeros are written by the gigabyte.
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, whole / 4);
    for (let i = 0; i < words.length; i += 2) if ((words[i] ?? 0) | (words[i + 1] ?? 0)) return false;
    return isZeroBytes(bytes.subarray(whole));
  }
  return isZeroBytes(bytes);
}

function isZeroBytes(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** A file with this text (as UTF-8) or these bytes. */
export function contentOf(data: string | Uint8Array): Content {
  return new Content(typeof data === 'string' ? encodeUtf8(data) : data);
}

/** A file of `sizeBytes` that begins with `head`; the rest reads as zeros and takes no memory. */
export function sparse(head: string | Uint8Array, sizeBytes: number): Content {
  return new Content(typeof head === 'string' ? encodeUtf8(head) : head, sizeBytes);
}

/** Bytes that a file of this size takes on a disk with blocks of 4 KiB. */
export function blockBytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 4096) * 4096;
}
