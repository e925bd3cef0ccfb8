import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { stampOf } from '../http-date.js';
import type { CurlVersion } from './versions.js';

/** What -v shows on standard error. */
export class CurlLog {
  readonly #sys: Sys;
  readonly #version: CurlVersion;
  readonly #on: boolean;
  readonly #stamps: boolean;

  /** `stamps` puts the time of day before each line (--trace-time). */
  constructor(sys: Sys, version: CurlVersion, { on, stamps }: { readonly on: boolean; readonly stamps: boolean }) {
    this.#sys = sys;
    this.#version = version;
    this.#on = on;
    this.#stamps = stamps;
  }

  *note(text: string): Task<void> {
    yield* this.#lines(['* ', text]);
  }

  *sent(head: string): Task<void> {
    for (const line of head.split('\r\n').slice(0, -1)) yield* this.#lines(['> ', line]);
    if (!this.#version.numbersConnections) yield* this.note('Request completely sent off');
  }

  *received(lines: readonly string[]): Task<void> {
    for (const line of [...lines, '']) yield* this.#lines(['< ', line]);
  }

  /** A piece of a body, shown by its size when it does not go to the terminal. */
  *data(direction: '{' | '}', bytes: number): Task<void> {
    yield* this.#lines([`${direction} `, `[${String(bytes)} bytes data]`]);
  }

  *closing(number: number): Task<void> {
    yield* this.note(this.#version.numbersConnections ? `Closing connection ${String(number)}` : 'closing connection #' + String(number));
  }

  *#lines([mark, text]: readonly [string, string]): Task<void> {
    if (!this.#on) return;
    const { clock } = this.#sys;
    const stamp = this.#stamps ? `${formatStamp(clock.epochMsOf(clock.now()))} ` : '';
    yield* this.#sys.write(2, encodeUtf8(`${stamp}${mark}${text}\n`));
  }
}

function formatStamp(epochMs: number): string {
  const { time, microsecond } = stampOf(epochMs);
  return `${time}.${microsecond}`;
}
