import { concatBytes } from '../../../core/streams.js';

/**
 * Packing or unpacking of a stream: gives pieces of what comes out, and `more` when it wants to be resumed with the next bytes (none: the
 * end of the input). It knows nothing of processes, so that programs and the daemon use the same ones.
 */
export type Filter = Generator<Uint8Array | 'more', void, Uint8Array>;

/** A step of a filter that only takes input, and its result. */
export type Taking<T> = Generator<'more', T, Uint8Array>;

/** Packed data that cannot be read; how to say so is the caller's business. */
export class PackedDataError extends Error {
  override readonly name = 'PackedDataError';
  readonly kind: 'format' | 'corrupt' | 'truncated' | 'unsupported' | 'checksum' | 'too big';

  constructor(kind: PackedDataError['kind']) {
    super(`packed data: ${kind}`);
    this.kind = kind;
  }
}

export const NOTHING = new Uint8Array(0);

/** What a filter was given and has not used yet. Read `bytes` from `at` to `end`. */
export class Feed {
  bytes: Uint8Array = NOTHING;
  at = 0;
  end = 0;
  isEnded = false;
  /** Whether `bytes` is a buffer of its own rather than somebody's piece. */
  #isOwn = false;

  get available(): number {
    return this.end - this.at;
  }

  /** Asks until so many bytes are there; false when the input ends before. */
  *ensure(count: number): Taking<boolean> {
    while (this.available < count && !this.isEnded) {
      const more = yield 'more';
      if (more.length === 0) this.isEnded = true;
      else this.#append(more);
    }
    return this.available >= count;
  }

  /** Takes so many bytes. Throws PackedDataError when there are less. */
  *take(count: number): Taking<Uint8Array> {
    if (!(yield* this.ensure(count))) throw new PackedDataError('truncated');
    const taken = this.bytes.slice(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  *byte(): Taking<number> {
    if (!(yield* this.ensure(1))) throw new PackedDataError('truncated');
    return this.bytes[this.at++] ?? 0;
  }

  /** Behind what is there, in a buffer that grows by doubling: many small pieces are not copied again and again. */
  #append(more: Uint8Array): void {
    const rest = this.available;
    if (rest === 0) {
      this.bytes = more;
      this.#isOwn = false;
    } else {
      if (!this.#isOwn || this.end + more.length > this.bytes.length) this.#move(rest + more.length);
      this.bytes.set(more, this.end);
    }
    if (rest === 0) this.at = 0;
    this.end = (rest === 0 ? 0 : this.end) + more.length;
  }

  #move(needed: number): void {
    const fits = this.#isOwn && needed * 2 <= this.bytes.length;
    const target = fits ? this.bytes : new Uint8Array(needed * 2);
    if (fits) target.copyWithin(0, this.at, this.end);
    else target.set(this.bytes.subarray(this.at, this.end));
    this.bytes = target;
    this.#isOwn = true;
    this.end -= this.at;
    this.at = 0;
  }
}

/** All that a filter makes of these bytes. Throws PackedDataError, also for more than `limit` bytes. */
export function filtered(filter: Filter, input: Uint8Array, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  let rest = input;
  for (let step = filter.next(NOTHING); !step.done; ) {
    if (step.value === 'more') {
      step = filter.next(rest);
      rest = NOTHING;
      continue;
    }
    length += step.value.length;
    if (length > limit) throw new PackedDataError('too big');
    parts.push(step.value);
    step = filter.next(NOTHING);
  }
  return concatBytes(parts);
}
