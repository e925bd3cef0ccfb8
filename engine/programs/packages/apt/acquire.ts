import type { Task } from '../../../core/task.js';
import { formatAmount, formatSeconds } from '../amounts.js';
import type { Fetched } from '../fetch.js';
import type { Apt } from './session.js';

/** Counts what is fetched and says it, line by line. */
export class Acquire {
  readonly #apt: Apt;
  readonly #startedAt: number;
  #number = 0;
  bytes = 0;
  readonly failures: string[] = [];
  /** Sources that cannot be used at all. */
  readonly errors: string[] = [];
  /** Whether a failure is more than a mirror that does not answer. */
  isFatal = false;
  /** Suites that are not as they were. */
  readonly changed = new Set<string>();

  constructor(apt: Apt) {
    this.#apt = apt;
    this.#startedAt = apt.sys.clock.now();
  }

  *get(description: string, sizeBytes: number): Task<void> {
    this.#number++;
    this.bytes += sizeBytes;
    yield* this.#apt.line(`Get:${String(this.#number)} ${description} [${formatAmount(sizeBytes)}B]`);
    yield* this.#apt.out.flush();
  }

  /** The same for what is on this machine and need not be fetched. */
  *found(description: string, sizeBytes: number): Task<void> {
    this.#number++;
    yield* this.#apt.line(`Get:${String(this.#number)} ${description} [${formatAmount(sizeBytes)}B]`);
    yield* this.#apt.out.flush();
  }

  /** Hit, Ign and Err are counted since apt 1.1. */
  *note(kind: 'Hit' | 'Ign' | 'Err', description: string, more = ''): Task<void> {
    const number = this.#apt.style.isModern ? `:${String(++this.#number)}` : '';
    yield* this.#apt.line(`${kind}${number} ${description}${more}`);
    yield* this.#apt.out.flush();
  }

  /** Something is looked for on this machine. */
  *look(description: string): Task<void> {
    this.#number++;
    yield* this.#apt.line(`Get:${String(this.#number)} ${description}`);
  }

  /** The same thing once more, under its number. */
  *again(kind: 'Get', description: string, more = ''): Task<void> {
    yield* this.#apt.line(`${kind}:${String(this.#number)} ${description}${more}`);
  }

  /** How that went. */
  *repeat(kind: 'Ign' | 'Err', description: string, more = ''): Task<void> {
    yield* this.#apt.line(`${kind}:${String(this.#number)} ${description}${more}`);
  }

  *summary(): Task<void> {
    if (this.bytes === 0) return;
    const ms = this.#apt.sys.clock.now() - this.#startedAt;
    const rate = this.bytes / Math.max(ms / 1000, 0.001);
    yield* this.#apt.line(`Fetched ${formatAmount(this.bytes)}B in ${formatSeconds(ms)} (${formatAmount(rate)}B/s)`);
  }
}

/** Why a fetch failed, in apt's words. */
export function reasonOf(result: Fetched): string {
  switch (result.kind) {
    case 'resolve':
      return result.temporary ? `Temporary failure resolving '${result.host}'` : `Could not resolve '${result.host}'`;
    case 'connect':
      return result.timedOut
        ? `Could not connect to ${result.host}:${String(result.port)} (${result.ip}), connection timed out`
        : `Could not connect to ${result.host}:${String(result.port)} (${result.ip}). - connect (111: ${result.reason})`;
    case 'status':
      return `${String(result.status)}  ${result.reason} [IP: ${result.ip} 80]`;
    case 'broken':
      return 'Connection failed';
    default:
      return '';
  }
}
