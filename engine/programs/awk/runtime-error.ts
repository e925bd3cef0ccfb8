/** What goes wrong while a program runs. */
export class AwkRuntimeError extends Error {
  override readonly name = 'AwkRuntimeError';
}
