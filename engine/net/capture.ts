import type { Instant, Ms } from '../core/clock.js';
import type { Scheduler } from '../core/scheduler.js';
import { WaitQueue } from '../core/wait-queue.js';

/** How a frame met an interface: `passing` is meant for another machine. */
export type Way = 'in' | 'out' | 'passing';

export interface CapturedFrame {
  readonly at: Instant;
  readonly device: string;
  readonly way: Way;
  readonly bytes: Uint8Array;
}

/** Frames as they pass interfaces; who reads too slowly loses some. */
export interface FrameSource {
  next(): CapturedFrame | null;
  readonly readable: WaitQueue;
  /** How many came, and how many of them were lost. */
  readonly counts: { readonly received: number; readonly dropped: number };
}

/** A source that somebody has to end. */
export interface OpenFrameSource extends FrameSource {
  close(): void;
}

/** How many captures there are in all, so that nothing is worked out for nobody. */
export interface TapBoard {
  open: number;
}

/** What a capture keeps until it is read (libpcap's buffer). */
const BUFFER_BYTES = 2_097_152;

export class Capture implements OpenFrameSource {
  readonly readable = new WaitQueue();
  readonly isPromiscuous: boolean;
  readonly #scheduler: Scheduler;
  readonly #onClose: (capture: Capture) => void;
  readonly #queue: CapturedFrame[] = [];
  #queuedBytes = 0;
  #received = 0;
  #dropped = 0;
  #closed = false;

  constructor(scheduler: Scheduler, isPromiscuous: boolean, onClose: (capture: Capture) => void) {
    this.#scheduler = scheduler;
    this.isPromiscuous = isPromiscuous;
    this.#onClose = onClose;
  }

  get counts(): { readonly received: number; readonly dropped: number } {
    return { received: this.#received, dropped: this.#dropped };
  }

  /** A frame passes an interface, now or a little later. */
  hear(device: string, way: Way, bytes: Uint8Array, delay: Ms = 0): void {
    if (way === 'passing' && !this.isPromiscuous) return;
    if (delay <= 0) this.#keep(device, way, bytes);
    else
      this.#scheduler.at(this.#scheduler.clock.now() + delay, () => {
        this.#keep(device, way, bytes);
      });
  }

  next(): CapturedFrame | null {
    const frame = this.#queue.shift();
    if (!frame) return null;
    this.#queuedBytes -= frame.bytes.length;
    return frame;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue.length = 0;
    this.#onClose(this);
  }

  #keep(device: string, way: Way, bytes: Uint8Array): void {
    if (this.#closed) return;
    this.#received++;
    if (this.#queuedBytes + bytes.length > BUFFER_BYTES) {
      this.#dropped++;
      return;
    }
    this.#queue.push({ at: this.#scheduler.clock.now(), device, way, bytes });
    this.#queuedBytes += bytes.length;
    this.readable.notify();
  }
}
