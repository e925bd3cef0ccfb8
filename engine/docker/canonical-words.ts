import type { CanonicalCommand } from './canonical.js';
import { findCommand } from './commands.js';
import { FlagError, HelpRequested, parseFlags } from './flags/parse.js';

/** What the words after `docker` ask for; undefined when that is no command of it. */
export function canonicalWords(words: readonly string[]): CanonicalCommand | undefined {
  const found = findCommand(words);
  if (found.kind !== 'command') return undefined;
  const { command } = found;
  const path = command.names[0];
  try {
    const { flags, args } = parseFlags(command.flags, words.slice(found.words), command.interspersed);
    const given = command.flags.filter(({ name }) => flags.isGiven(name)).map(({ name }) => [name, flags.list(name)] as const);
    return { path, flags: new Map(given), args };
  } catch (error) {
    if (error instanceof HelpRequested) return { path, flags: new Map([['help', ['true']]]), args: [] };
    if (error instanceof FlagError) return undefined;
    throw error;
  }
}
