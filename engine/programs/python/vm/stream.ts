import { isErrno } from '../../../core/errno.js';
import type { Fd, Sys } from '../../../process/sys.js';
import type { Native } from '../objects/functions.js';
import { osError } from '../builtins/os-error.js';
import type { Vm } from './vm.js';

const CHUNK = 8192;

/** A descriptor with buffers, as Python's files have them. */
export class Stream {
  readonly fd: Fd;
  readonly #sys: Sys;
  #out: Uint8Array[] = [];
  #outSize = 0;
  #in = new Uint8Array(0);
  #isEnd = false;
  isClosed = false;
  /** Written after each line, at once, or when the buffer is full. */
  buffering: 'line' | 'none' | 'full';

  constructor(sys: Sys, fd: Fd, buffering: Stream['buffering']) {
    this.#sys = sys;
    this.fd = fd;
    this.buffering = buffering;
  }

  *write(bytes: Uint8Array): Native<void> {
    if (bytes.length === 0) return;
    this.#dropInput();
    this.#out.push(bytes);
    this.#outSize += bytes.length;
    if (this.buffering === 'none' || this.#outSize >= CHUNK || (this.buffering === 'line' && bytes.includes(10))) yield* this.flush();
  }

  *flush(): Native<void> {
    const parts = this.#out;
    this.#out = [];
    this.#outSize = 0;
    try {
      for (const part of join(parts)) yield* this.#sys.write(this.fd, part);
    } catch (error) {
      throw isErrno(error) ? osError(error) : error;
    }
  }

  /** What was read ahead is given back before something is written. */
  #dropInput(): void {
    if (this.#in.length === 0) return;
    try {
      this.#sys.seek(this.fd, -this.#in.length, 'current');
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    this.#in = new Uint8Array(0);
  }

  *#fill(vm: Vm): Native<boolean> {
    if (this.#isEnd && !this.#sys.isTerminal(this.fd)) return false;
    for (;;) {
      try {
        const bytes = yield* this.#sys.read(this.fd, CHUNK);
        this.#isEnd = bytes.length === 0;
        this.#append(vm, bytes);
        return bytes.length > 0;
      } catch (error) {
        if (!isErrno(error, 'EINTR')) throw isErrno(error) ? osError(error) : error;
        yield* vm.takeSignals();
      }
    }
  }

  /** Behind what was read there may be room in the same buffer, which grows to twice its size. */
  #append(vm: Vm, bytes: Uint8Array): void {
    const { length } = this.#in;
    vm.memory.hold(2 * (length + bytes.length));
    if (this.#in.byteOffset + length + bytes.length > this.#in.buffer.byteLength) {
      const grown = new Uint8Array(Math.max(2 * length, length + bytes.length));
      grown.set(this.#in);
      this.#in = grown.subarray(0, length);
    }
    this.#in = new Uint8Array(this.#in.buffer, this.#in.byteOffset, length + bytes.length);
    this.#in.set(bytes, length);
  }

  /** A line with its end, at most `most` bytes; empty at the end of the file. */
  *readLine(vm: Vm, most = Infinity): Native<Uint8Array> {
    let from = 0;
    for (;;) {
      const end = this.#in.indexOf(10, from);
      if (end >= 0 || this.#in.length >= most) return this.#take(Math.min(end >= 0 ? end + 1 : this.#in.length, most));
      from = this.#in.length;
      if (!(yield* this.#fill(vm))) return this.#take(this.#in.length);
    }
  }

  /** Up to `count` bytes, all there are by default. */
  *read(vm: Vm, count = Infinity): Native<Uint8Array> {
    while (this.#in.length < count) {
      vm.memory.note(CHUNK);
      if (!(yield* this.#fill(vm))) break;
    }
    return this.#take(Math.min(count, this.#in.length));
  }

  #take(count: number): Uint8Array {
    const taken = this.#in.slice(0, count);
    this.#in = this.#in.subarray(count);
    return taken;
  }

  tell(): number {
    return this.#sys.seek(this.fd, 0, 'current') - this.#in.length + this.#outSize;
  }

  *seek(offset: number, from: 'start' | 'current' | 'end'): Native<number> {
    yield* this.flush();
    const shift = from === 'current' ? -this.#in.length : 0;
    this.#in = new Uint8Array(0);
    this.#isEnd = false;
    return this.#sys.seek(this.fd, offset + shift, from);
  }

  *close(): Native<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    try {
      yield* this.flush();
    } finally {
      this.#sys.close(this.fd);
    }
  }
}

function join(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  if (parts.length < 2) return parts;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return [whole];
}
