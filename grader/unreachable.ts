/** Closes a switch over a union: a value that gets here was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
