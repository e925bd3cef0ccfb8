import { RESCHEDULE, type Task, type Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { SessionAccess } from '../plan/runtime.js';
import { settingMs } from './settings.js';

/** Ends a statement that somebody wants to end, or that has taken longer than statement_timeout; to be asked at every pause. */
export class Interrupts {
  readonly #session: Pick<SessionAccess, 'instantAfter'>;
  readonly #check: (() => void) | undefined;
  readonly deadline: number;

  constructor(session: Pick<SessionAccess, 'instantAfter' | 'setting'>, check: (() => void) | undefined) {
    this.#session = session;
    this.#check = check;
    this.deadline = session.instantAfter(settingMs(session.setting('statement_timeout')) || Infinity);
  }

  /** Pauses or waits, but not beyond the deadline. */
  *pause(item: Yielded): Task<void> {
    yield item.kind === 'wait' ? { ...item, deadline: Math.min(item.deadline ?? Infinity, this.deadline) } : RESCHEDULE;
    this.#check?.();
    if (this.#session.instantAfter(0) >= this.deadline) throw new PgError(codes.canceled, 'canceling statement due to statement timeout');
  }

  /** Goes through all of some work. */
  *through<T>(work: Generator<Yielded, T, unknown>): Task<T> {
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return value;
      yield* this.pause(value);
    }
  }
}
