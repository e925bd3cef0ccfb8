/**
 * A failed expansion, redirection or assignment. `scope` says what is given up: the simple command, the rest of the complete
 * command (bash goes on with the next line), or the shell.
 */
export class ShellError extends Error {
  override readonly name = 'ShellError';
  readonly status: number;
  readonly scope: 'command' | 'line' | 'exit';
  /** The builtin that it happened in, which some dialects put before the message. */
  readonly builtin: string | undefined;
  /** What stands before the message, kept when the function that it belongs to is left. */
  prefix: string | undefined;

  constructor(
    message: string,
    options: { readonly status: number; readonly scope: ShellError['scope']; readonly builtin?: string | undefined },
  ) {
    super(message);
    this.status = options.status;
    this.scope = options.scope;
    this.builtin = options.builtin;
  }
}

/** A word has grown beyond what a shell here may hold. */
export class OutOfMemory extends ShellError {
  constructor() {
    super('Cannot allocate memory', { status: 1, scope: 'line' });
  }
}

/** A variable that may not be changed. */
export class ReadonlyError extends Error {
  override readonly name = 'ReadonlyError';
  readonly variable: string;

  constructor(variable: string) {
    super(`${variable}: readonly variable`);
    this.variable = variable;
  }
}
