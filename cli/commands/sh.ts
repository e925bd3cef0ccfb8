import { runOnSandbox } from '../live/sandbox.js';
import { defineCommand } from './command.js';

/** `drydock sh`: the host's shell without a lesson. */
export const sh = defineCommand({
  usage: 'sh',
  describe: text => text.sh.describe,
  options: (yargs, text) =>
    yargs
      .option('c', { type: 'string', requiresArg: true, describe: text.sh.command })
      .option('fast', { type: 'boolean', default: false, describe: text.sh.fast })
      .option('ports', { type: 'boolean', default: true, describe: text.sh.ports }),
  run: ({ c, fast, ports }, context) => runOnSandbox(c, { fast, ports }, context),
});
