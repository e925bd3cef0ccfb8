/** A value that its flag cannot take; the parser adds which value and which flag. */
export class FlagValueError extends Error {
  override readonly name = 'FlagValueError';
}
