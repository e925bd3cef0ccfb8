import { canonicalWords } from './canonical-words.js';

/** A docker command line without its spelling: aliases, flag order and short forms resolved. */
export interface CanonicalCommand {
  /** `container ls` for `docker ps`, too. */
  readonly path: string;
  /** Values by the flag's long name; `help` when that was asked for. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly args: readonly string[];
}

/** What a command line asks docker to do; undefined when it is not docker, or no command of it. */
export function canonicalCommand(argv: readonly string[]): CanonicalCommand | undefined {
  return argv[0]?.split('/').at(-1) === 'docker' ? canonicalWords(argv.slice(1)) : undefined;
}
