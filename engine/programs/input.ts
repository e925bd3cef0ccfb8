import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { decodeUtf8 } from '../core/utf8.js';
import { PROCESS_MEMORY_BYTES } from '../process/limits.js';
import type { Fd, Sys } from '../process/sys.js';
import { CHUNK_BYTES, MAX_INPUT_BYTES, MAX_LINE_BYTES } from './limits.js';

const NEWLINE = 10;

/** Tells the kernel what a program keeps of its input, in big steps: the memory limit of its container counts. */
export class HeldMemory {
  readonly #sys: Sys;
  #told = 0;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  /** ENOMEM beyond what a program may hold. */
  hold(bytes: number, limit: number = MAX_INPUT_BYTES): void {
    if (bytes - this.#told >= MEMORY_STEP_BYTES) {
      this.#told = bytes;
      this.#sys.setMemory(PROCESS_MEMORY_BYTES + bytes);
    }
    if (bytes > limit) throw new Errno('ENOMEM');
  }
}

const MEMORY_STEP_BYTES = 256 * 1024;

/** Reads records from a descriptor, one at a time, holding no more than one chunk and one record. */
export class LineReader {
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #delimiter: number;
  readonly #memory: HeldMemory;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;
  /** Whether the last record that was returned ended with the delimiter. */
  terminated = true;

  constructor(sys: Sys, fd: Fd, delimiter: number = NEWLINE) {
    this.#sys = sys;
    this.#fd = fd;
    this.#delimiter = delimiter;
    this.#memory = new HeldMemory(sys);
  }

  /** The next record as text, without its delimiter; undefined at the end. */
  *next(): Task<string | undefined> {
    const bytes = yield* this.nextBytes();
    return bytes === undefined ? undefined : decodeUtf8(bytes);
  }

  *nextBytes(): Task<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const end = this.#chunk.indexOf(this.#delimiter, this.#at);
      if (end >= 0) {
        const last = this.#chunk.subarray(this.#at, end);
        this.#at = end + 1;
        this.terminated = true;
        return parts.length === 0 ? last : concatBytes([...parts, last]);
      }
      if (this.#at < this.#chunk.length) {
        parts.push(this.#chunk.subarray(this.#at));
        length += this.#chunk.length - this.#at;
        this.#memory.hold(length, MAX_LINE_BYTES);
      }
      this.#chunk = yield* this.#sys.read(this.#fd, CHUNK_BYTES);
      this.#at = 0;
      if (this.#chunk.length > 0) continue;
      this.terminated = false;
      return parts.length === 0 ? undefined : concatBytes(parts);
    }
  }

  /** What was read from the descriptor but not yet returned. */
  rest(): Uint8Array {
    const rest = this.#chunk.subarray(this.#at);
    this.#at = this.#chunk.length;
    return rest;
  }
}

/** Everything up to the end of a descriptor; ENOMEM beyond what a program may hold. */
export function* readAll(sys: Sys, fd: Fd, limit: number = MAX_INPUT_BYTES): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  const memory = new HeldMemory(sys);
  let length = 0;
  for (;;) {
    const bytes = yield* sys.read(fd, CHUNK_BYTES);
    if (bytes.length === 0) return concatBytes(parts);
    parts.push(bytes);
    length += bytes.length;
    memory.hold(length, limit);
  }
}

/** A whole file as bytes. */
export function* readFile(sys: Sys, path: string): Task<Uint8Array> {
  const fd = sys.open(path, { read: true });
  try {
    return yield* readAll(sys, fd);
  } finally {
    sys.close(fd);
  }
}

/** A whole file as text. */
export function* readText(sys: Sys, path: string): Task<string> {
  return decodeUtf8(yield* readFile(sys, path));
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The records of a text whose last one need not be ended. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
