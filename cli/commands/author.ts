import { proveAll } from '../lessons/prove.js';
import { defineCommand } from './command.js';

/** `drydock author verify [lesson…]`: proves that lessons work. */
export const author = defineCommand({
  usage: 'author <action> [lessons..]',
  describe: text => text.author.describe,
  options: (yargs, text) =>
    yargs
      .positional('action', { choices: ['verify'] as const, demandOption: true, describe: text.author.actions })
      .positional('lessons', { type: 'string', array: true, default: [] as string[], describe: text.author.lessons }),
  run: ({ lessons }, { text }) => proveAll(lessons.map(String), text, part => void process.stdout.write(part)),
});
