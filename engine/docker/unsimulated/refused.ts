import { defineCommand, type Arity, type Command } from '../command.js';
import type { Flag } from '../flags/flag.js';
import type { Text } from '../text.js';

/** A command that Drydock knows but cannot carry out: its command line is checked, then it is refused. */
export function refused(
  names: readonly [string, ...string[]],
  usage: string,
  arity: Arity,
  text: Text,
  flags: readonly Flag[] = [],
): Command {
  return defineCommand({ names, usage, text, arity, flags, run: 'not simulated' });
}
