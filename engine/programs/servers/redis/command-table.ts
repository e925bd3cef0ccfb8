import { dataCommands } from './commands.js';
import { moreCommands, type Rule } from './more-commands.js';
import { setCommands } from './set-commands.js';

/** The command of a lower-case name. */
export function findCommand(name: string): Rule | undefined {
  return dataCommands.get(name) ?? moreCommands.get(name) ?? setCommands.get(name);
}
