import type { Readable } from 'node:stream';
import { Channel, decodeUtf8, type OutputFrame } from '../../engine/index.js';

/** A stream that is read no further when so many pieces lie in its channel. */
const crowded = 64;
const newline = 10;
const headBytes = 8;

/** Cuts the bytes of a stream into values. */
export type Decoder<T> = (data: Uint8Array) => Iterable<T>;

/** Carries a stream of the real machine into a channel of the host, as fast as that is read. `wake` tells whoever runs the host. */
export function intoChannel<T>(source: Readable, decode: Decoder<T>, wake: () => void): Channel<T> {
  const channel = new Channel<T>(Infinity);
  const watch = (): void => {
    channel.changed.add({
      wake: () => {
        if (channel.isCancelled) source.destroy();
        else {
          if (channel.length < crowded && source.isPaused()) source.resume();
          watch();
        }
      },
    });
  };
  const end = (): void => {
    channel.end();
    wake();
  };
  source.on('data', (data: Buffer) => {
    for (const value of decode(data)) channel.offer(value);
    if (channel.length >= crowded) source.pause();
    wake();
  });
  source.on('end', end).on('close', end).on('error', end);
  watch();
  return channel;
}

/** Bytes as they come. */
export const plainBytes: Decoder<Uint8Array> = data => [Uint8Array.from(data)];

/** Output of a container with a terminal. */
export const rawFrames: Decoder<OutputFrame> = data => [{ stream: 'stdout', data: Uint8Array.from(data) }];

/** JSON values, one a line. */
export function jsonValues(): Decoder<unknown> {
  const kept = new Kept();
  return function* (data) {
    kept.add(data);
    for (let line = kept.takeLine(); line; line = kept.takeLine()) {
      const text = decodeUtf8(line).trim();
      if (text !== '') yield JSON.parse(text) as unknown;
    }
  };
}

/** Output of a container without a terminal: each piece behind eight bytes that say which stream it is and how long (moby pkg/stdcopy). */
export function multiplexedFrames(): Decoder<OutputFrame> {
  const kept = new Kept();
  return function* (data) {
    kept.add(data);
    for (;;) {
      const head = kept.peek(headBytes);
      if (!head) return;
      const length = head.readUInt32BE(4);
      if (!kept.peek(headBytes + length)) return;
      const frame = kept.take(headBytes + length).subarray(headBytes);
      yield { stream: head[0] === 2 ? 'stderr' : 'stdout', data: Uint8Array.from(frame) };
    }
  };
}

/** Bytes that are not yet whole. */
class Kept {
  #bytes: Buffer = Buffer.alloc(0);

  add(data: Uint8Array): void {
    this.#bytes = this.#bytes.length === 0 ? Buffer.from(data) : Buffer.concat([this.#bytes, data]);
  }

  peek(length: number): Buffer | undefined {
    return this.#bytes.length < length ? undefined : this.#bytes.subarray(0, length);
  }

  take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  takeLine(): Buffer | undefined {
    const end = this.#bytes.indexOf(newline);
    return end < 0 ? undefined : this.take(end + 1);
  }
}
