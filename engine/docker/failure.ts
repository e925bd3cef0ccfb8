/** Ends a command: the message goes to standard error (nothing when empty), the code becomes its exit status. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;

  constructor(message: string, code = 1) {
    super(message);
    this.code = code;
  }
}
