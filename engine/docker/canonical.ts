import { findCommand } from './commands.js';
import { FlagError, HelpRequested, parseFlags } from './flags/parse.js';

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
  if (argv[0]?.split('/').at(-1) !== 'docker') return undefined;
  const found = findCommand(argv.slice(1));
  if (found.kind !== 'command') return undefined;
  const { command } = found;
  const path = command.names[0];
  try {
    const { flags, args } = parseFlags(command.flags, argv.slice(1 + found.words), command.interspersed);
    const given = command.flags.filter(({ name }) => flags.isGiven(name)).map(({ name }) => [name, flags.list(name)] as const);
    return { path, flags: new Map(given), args };
  } catch (error) {
    if (error instanceof HelpRequested) return { path, flags: new Map([['help', ['true']]]), args: [] };
    if (error instanceof FlagError) return undefined;
    throw error;
  }
}
