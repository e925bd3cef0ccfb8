import type { Instant } from '../core/clock.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { HostConfig } from './host-config.js';
import { limits } from './limits.js';

export type StreamName = 'stdout' | 'stderr';

/** One line of output, with its newline unless it was cut at 16 KiB or the container ended in the middle of it. */
export interface LogLine {
  readonly stream: StreamName;
  readonly at: Instant;
  readonly data: Uint8Array;
}

const NEWLINE = 10;
/** What a line takes in the file besides its text: `{"log":"","stream":"stdout","time":"…"}` and a newline. */
const LINE_OVERHEAD_BYTES = 72;
const NOTHING = new Uint8Array(0);

/**
 * What a container has printed, line by line, as the json-file and local drivers keep it: a line is stored when it is
 * complete, and the oldest go when `max-size` × `max-file` is reached.
 */
export class ContainerLog {
  readonly #limitBytes: number;
  readonly #tails: Record<StreamName, Uint8Array> = { stdout: NOTHING, stderr: NOTHING };
  #lines: LogLine[] = [];
  /** Lines that are gone from the beginning of `#lines`. */
  #dropped = 0;
  #bytes = 0;
  /** Notified at each new line and when the container's output has ended. */
  readonly changed = new WaitQueue();
  /** A container writes to it now. */
  isOpen = false;

  constructor(options: Readonly<Record<string, string>>) {
    this.#limitBytes = limitOf(options);
  }

  /** The number of the first line that is still there, and of the next to come. */
  get first(): number {
    return this.#dropped;
  }

  get end(): number {
    return this.#dropped + this.#lines.length;
  }

  line(number: number): LogLine | undefined {
    return this.#lines[number - this.#dropped];
  }

  write(stream: StreamName, data: Uint8Array, at: Instant): void {
    let rest = this.#tails[stream].length === 0 ? data : concat(this.#tails[stream], data);
    const before = this.#lines.length + this.#dropped;
    for (;;) {
      const newline = rest.indexOf(NEWLINE);
      const length = newline >= 0 && newline < limits.logLineBytes ? newline + 1 : rest.length >= limits.logLineBytes ? limits.logLineBytes : 0;
      if (length === 0) break;
      this.#add({ stream, at, data: rest.slice(0, length) });
      rest = rest.subarray(length);
    }
    this.#tails[stream] = rest.length === 0 ? NOTHING : rest.slice();
    if (this.end > before) this.changed.notify();
  }

  open(): void {
    this.isOpen = true;
  }

  /** Ends a run: what was not ended by a newline is a line now. */
  close(at: Instant): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const tail = this.#tails[stream];
      this.#tails[stream] = NOTHING;
      if (tail.length > 0) this.#add({ stream, at, data: tail });
    }
    this.isOpen = false;
    this.changed.notify();
  }

  #add(line: LogLine): void {
    this.#lines.push(line);
    this.#bytes += line.data.length + LINE_OVERHEAD_BYTES;
    if (this.#bytes > this.#limitBytes) this.#dropOldest();
  }

  /** Makes room at once for a tenth of the limit: dropping line by line from the front of a long array would be slow. */
  #dropOldest(): void {
    const target = this.#limitBytes * 0.9;
    let gone = 0;
    while (this.#bytes > target && gone < this.#lines.length - 1) this.#bytes -= (this.#lines[gone++]?.data.length ?? 0) + LINE_OVERHEAD_BYTES;
    this.#lines = this.#lines.slice(gone);
    this.#dropped += gone;
  }
}

/** The log of a driver; undefined for `none`. */
export function createLog({ Type, Config }: HostConfig['LogConfig']): ContainerLog | undefined {
  return Type === 'none' ? undefined : new ContainerLog(Config ?? {});
}

function limitOf(options: Readonly<Record<string, string>>): number {
  const size = parseSize(options['max-size'] ?? '');
  if (size === undefined) return limits.logBytes;
  return Math.min(limits.logBytes, size * Math.max(1, Number(options['max-file'] ?? '1') || 1));
}

/** `10k`, `1.5m`, `2g` in bytes. */
function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s?([kmg]?)i?b?$/i.exec(text);
  if (!match) return undefined;
  const scale = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1;
  return Math.floor(Number(match[1]) * scale);
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
