import type { Readable } from 'node:stream';
import { ApiError, Channel, decodeUtf8, parseGoJson, type OutputFrame } from '../../engine/index.js';

/** A stream that is read no further when so many pieces lie in its channel. */
const crowded = 64;
const newline = 10;
const headBytes = 8;

/** Cuts the bytes of a stream into values. Throws ApiError for bytes that are none. */
export interface Decoder<T> {
  readonly decode: (data: Uint8Array) => Iterable<T>;
  /** What is left at the end. */
  readonly finish?: () => Iterable<T>;
}

/**
 * Carries a stream of the real machine into a channel of the host, as fast as that is read. `isWhole` tells at its end whether everything
 * has come; `wake` tells whoever runs the host.
 */
export function intoChannel<T>(source: Readable, decoder: Decoder<T>, isWhole: () => boolean, wake: () => void): Channel<T> {
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
  const offer = (values: () => Iterable<T>): void => {
    try {
      for (const value of values()) channel.offer(value);
    } catch (error) {
      channel.fail(error instanceof Error ? error : new Error(String(error)));
      source.destroy();
    }
  };
  const end = (): void => {
    if (isWhole()) offer(() => decoder.finish?.() ?? []);
    else channel.fail(cutOff());
    channel.end();
    wake();
  };
  source.on('data', (data: Buffer) => {
    offer(() => decoder.decode(data));
    if (channel.length >= crowded) source.pause();
    wake();
  });
  source.on('end', end).on('close', end).on('error', end);
  watch();
  return channel;
}

/** The daemon has gone, or has closed the connection, in the middle of an answer. */
export function cutOff(): ApiError {
  return unusable('unexpected EOF');
}

/** An answer that cannot be read, in the words of the client. */
export function unusable(message: string): ApiError {
  return new ApiError(200, message, message);
}

/** JSON as Go reads it. Throws ApiError with Go's complaint. */
export function readJson(text: string): unknown {
  const parsed = parseGoJson(text);
  if ('problem' in parsed) throw unusable(parsed.problem.replace(/^invalid JSON: /, ''));
  return parsed.value;
}

/** Bytes as they come. */
export const plainBytes: Decoder<Uint8Array> = { decode: data => [Uint8Array.from(data)] };

/** Output of a container with a terminal. */
export const rawFrames: Decoder<OutputFrame> = { decode: data => [{ stream: 'stdout', data: Uint8Array.from(data) }] };

/** JSON values, one a line. */
export function jsonValues(): Decoder<unknown> {
  const kept = new Kept();
  const read = (line: Uint8Array): readonly unknown[] => {
    const text = decodeUtf8(line).trim();
    return text === '' ? [] : [readJson(text)];
  };
  return {
    decode: function* (data) {
      kept.add(data);
      for (let line = kept.takeLine(); line; line = kept.takeLine()) yield* read(line);
    },
    finish: () => read(kept.take(Infinity)),
  };
}

/** Output of a container without a terminal: each piece behind eight bytes that say which stream it is and how long (moby pkg/stdcopy). */
export function multiplexedFrames(): Decoder<OutputFrame> {
  const kept = new Kept();
  return {
    decode: function* (data) {
      kept.add(data);
      for (;;) {
        const head = kept.peek(headBytes);
        if (!head) return;
        const stream = head[0] ?? 0;
        const length = head.readUInt32BE(4);
        if (stream > systemError) throw unusable(`Unrecognized input header: ${stream}`);
        if (!kept.peek(headBytes + length)) return;
        const frame = kept.take(headBytes + length).subarray(headBytes);
        if (stream === systemError) throw unusable(`error from daemon in stream: ${decodeUtf8(frame)}`);
        yield { stream: stream === standardError ? 'stderr' : 'stdout', data: Uint8Array.from(frame) };
      }
    },
  };
}

const standardError = 2;
const systemError = 3;

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
