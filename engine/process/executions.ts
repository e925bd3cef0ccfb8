import type { Instant } from '../core/clock.js';
import type { Pid } from './sys.js';

/** A program that was run, for whoever wants to know what happened on the host. Pids are the host's. */
export interface Execution {
  readonly at: Instant;
  readonly pid: Pid;
  readonly session: Pid;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Path of its control group: `/docker/<id>` in a container. */
  readonly cgroup: string;
  /** Undefined while it runs; 128 + the signal for one that was killed. */
  readonly code: number | undefined;
}

interface Entry {
  readonly execution: Execution;
  code: number | undefined;
  /** What the same process executed before: its end is the end of that too. */
  readonly before: Entry | undefined;
  /** How many there are before. */
  readonly depth: number;
}

/** A process may execute itself for ever; only so many of its programs get its exit code. */
const MOST_BEFORE = 16;

/** The last programs that were run, at most `capacity` of them. */
export class Executions {
  readonly #capacity: number;
  #entries: Entry[] = [];
  /** Told when a program ends. */
  readonly endListeners = new Set<(execution: Execution) => void>();
  /** Entries of processes that still run, by pid. */
  readonly #running = new Map<Pid, Entry>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(execution: Omit<Execution, 'code'>): void {
    const last = this.#running.get(execution.pid);
    const before = last && last.depth < MOST_BEFORE ? last : undefined;
    const entry = { execution: { code: undefined, ...execution }, code: undefined, before, depth: before ? before.depth + 1 : 0 };
    this.#entries.push(entry);
    this.#running.set(execution.pid, entry);
    if (this.#entries.length >= this.#capacity * 2) this.#entries = this.#entries.slice(-this.#capacity);
  }

  end(pid: Pid, code: number): void {
    const last = this.#running.get(pid);
    if (!last) return;
    for (let entry: Entry | undefined = last; entry; entry = entry.before) entry.code = code;
    this.#running.delete(pid);
    for (const listener of this.endListeners) listener({ ...last.execution, code });
  }

  list(): readonly Execution[] {
    return this.#entries.slice(-this.#capacity).map(({ execution, code }) => ({ ...execution, code }));
  }
}
