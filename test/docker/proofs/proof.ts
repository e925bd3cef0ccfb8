/** How it is shown that a flag is not ignored. Without the flag the same commands must not show it: every proof can fail. */
export interface Proof {
  /** The flag with its value, as it is typed. */
  readonly given: string;
  /** A script; `{}` stands where the flag is given. */
  readonly script: string;
  /** What is printed because of the flag, on either stream; `not simulated` for a flag that is refused. */
  readonly shows: string | RegExp;
  /** Keys to type, for a script that needs a terminal. */
  readonly keys?: readonly string[];
}

/** Proofs for the flags of a command, by name. */
export type Proofs = Readonly<Record<string, Proof>>;

export function proof(given: string, script: string, shows: string | RegExp, keys?: readonly string[]): Proof {
  return { given, script, shows, ...(keys ? { keys } : {}) };
}

/** A flag that says that it is not simulated; without it the script is fine. */
export function refused(given: string, script: string): Proof {
  return proof(given, script, 'is not simulated');
}
