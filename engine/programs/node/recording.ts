import { MAX_RECORDED, MAX_RECORDED_BYTES, MAX_SUSPENSIONS } from './limits.js';
import type { Value } from './engine.js';

/** What the host did to an engine: evaluated a text, called a function of the bridge, ran promises. */
export type Entry =
  | { readonly kind: 'evaluate'; readonly source: string; readonly file: string }
  | { readonly kind: 'call'; readonly name: string; readonly values: readonly Value[] }
  /** A call with an error that was thrown before, the how manieth. */
  | { readonly kind: 'error'; readonly name: string; readonly ordinal: number }
  | { readonly kind: 'promises' }
  | { readonly kind: 'jobs' };

/** What a binding answered. */
export type Answer = { readonly value: unknown } | { readonly code: string };

/**
 * Everything that came into an engine from outside, in order. An engine that is given all of it again comes to the same point: so a process can
 * wait in the middle of a piece of JavaScript, which WebAssembly cannot. A process that has taken in too much can not any more.
 */
export class Recording {
  #entries: Entry[] = [];
  #answers: Answer[] = [];
  #next = 0;
  #bytes = 0;
  #suspensions = 0;
  #isFull: boolean;

  /** One that is off takes nothing in. */
  constructor({ isOff } = { isOff: false }) {
    this.#isFull = isOff;
  }

  get canSuspend(): boolean {
    return !this.#isFull && this.#suspensions < MAX_SUSPENSIONS;
  }

  get isReplaying(): boolean {
    return this.#next < this.#answers.length;
  }

  enter(entry: Entry): void {
    if (this.#isFull) return;
    this.#entries.push(entry);
    this.#count(entry.kind === 'call' ? sizeOf(entry.values) : 0);
  }

  /** The next known answer while a replay goes on. */
  take(): Answer | undefined {
    return this.#next < this.#answers.length ? this.#answers[this.#next++] : undefined;
  }

  answer(answer: Answer): void {
    if (this.#isFull) return;
    this.#answers.push(answer);
    this.#next++;
    this.#count(sizeOf(Object.values(answer)));
  }

  /** Begins again: what is to be done to the new engine. */
  rewind(answer: Answer): readonly Entry[] {
    this.#suspensions++;
    this.answer(answer);
    this.#next = 0;
    return this.#entries;
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= MAX_RECORDED_BYTES && this.#entries.length + this.#answers.length <= MAX_RECORDED) return;
    this.#isFull = true;
    this.#entries = [];
    this.#answers = [];
    this.#next = 0;
  }
}

function sizeOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 0), 0);
}
