/** Ends the command with a message on standard error: `fatal: …` is 128, `error: …` is 1. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

export function fatal(message: string): GitError {
  return new GitError(`fatal: ${message}`, 128);
}

export function failed(message: string): GitError {
  return new GitError(`error: ${message}`, 1);
}

export function notSimulated(what: string): GitError {
  return new GitError(`drydock: ${what} is not simulated`, 128);
}
