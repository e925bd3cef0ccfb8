import { dataCommands } from './commands.js';
import { bitCommands } from './bit-commands.js';
import { geoCommands } from './geo-commands.js';
import { hyperLogLogCommands } from './hyperloglog-commands.js';
import { moreCommands, type Rule } from './more-commands.js';
import { streamCommands } from './stream-commands.js';
import { streamGroupCommands } from './stream-groups.js';
import { streamReadingCommands } from './stream-reading.js';
import { keyCommands } from './key-commands.js';
import { sortedSetCommands } from './sorted-set-commands.js';
import { sortCommands } from './sort-command.js';
import { setCommands } from './set-commands.js';

const families: readonly ReadonlyMap<string, Rule>[] = [
  dataCommands,
  keyCommands,
  sortedSetCommands,
  moreCommands,
  setCommands,
  bitCommands,
  sortCommands,
  geoCommands,
  hyperLogLogCommands,
  streamCommands,
  streamGroupCommands,
  streamReadingCommands,
];

/** The command of a lower-case name. */
export function findCommand(name: string): Rule | undefined {
  for (const family of families) {
    const rule = family.get(name);
    if (rule) return rule;
  }
  return undefined;
}
