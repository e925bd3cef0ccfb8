/** Thrown for bugs of Drydock itself, never for anything a user can cause. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** States what the code relies on; a false condition is a bug of ours. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes a switch over a union: a value that gets here was forgotten. */
export function unreachable(value: never): never {
  throw new InvariantError(`unhandled case: ${JSON.stringify(value)}`);
}
