import { isErrno } from '../../../../core/errno.js';
import type { Signal } from '../../../../process/signals.js';
import type { Sys } from '../../../../process/sys.js';
import { codes, PgError } from '../pg-error.js';

/** Signals of a backend: SIGINT ends the statement, SIGTERM the session. */
export class Interrupts {
  readonly #sys: Sys;
  #cancel = false;

  constructor(sys: Sys) {
    this.#sys = sys;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    sys.onSignal('SIGQUIT', 'default');
  }

  /** Throws when a signal came that is about what runs now. */
  check(): void {
    for (let signal = this.#sys.takeSignal(); signal; signal = this.#sys.takeSignal()) {
      if (signal === 'SIGTERM')
        throw new PgError(codes.adminShutdown, 'terminating connection due to administrator command', { severity: 'FATAL' });
      if (signal === 'SIGINT') this.#cancel = true;
    }
    if (!this.#cancel) return;
    this.#cancel = false;
    throw new PgError(codes.canceled, 'canceling statement due to user request');
  }

  /** The same system calls, but a wait for the client goes on after a signal that is none of its business. */
  patient(): Sys {
    const sys = this.#sys;
    const check = this.check.bind(this);
    const patient = Object.create(sys) as Sys;
    patient.read = function* (fd, max) {
      for (;;) {
        try {
          return yield* sys.read(fd, max);
        } catch (error) {
          if (!isErrno(error, 'EINTR')) throw error;
        }
        try {
          check();
        } catch (error) {
          if (!(error instanceof PgError) || error.fields.severity === 'FATAL') throw error;
        }
      }
    };
    return patient;
  }
}

/** Sends a signal; whether there was somebody to get it. */
export function signalProcess(sys: Sys, pid: number, signal: Signal): boolean {
  try {
    sys.kill(pid, signal);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
