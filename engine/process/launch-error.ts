import { Errno, type ErrnoCode } from '../core/errno.js';

/** What went wrong when the daemon started a process: it makes Docker's sentence of it. */
export type LaunchFailure =
  /** No slash in the name and no such file in any directory of PATH. */
  | 'not-in-path'
  /** The path names nothing, or nothing that may be executed (see `code`). */
  | 'exec'
  /** The working directory cannot be entered. */
  | 'chdir'
  /** Too many processes. */
  | 'fork';

export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  readonly failure: LaunchFailure;
  readonly code: ErrnoCode;
  /** The program or directory. */
  readonly path: string;

  constructor(failure: LaunchFailure, path: string, code: ErrnoCode) {
    super(`${path}: ${new Errno(code).message}`);
    this.failure = failure;
    this.path = path;
    this.code = code;
  }
}
