import { runOnSandbox } from '../live/sandbox.js';
import { parseAllowed } from '../serve/real-registry.js';
import { defineCommand } from './command.js';

/** `drydock sh`: the host's shell without a lesson. */
export const sh = defineCommand({
  usage: 'sh',
  describe: text => text.sh.describe,
  options: (yargs, text) =>
    yargs
      .option('c', { type: 'string', requiresArg: true, describe: text.sh.command })
      .option('fast', { type: 'boolean', default: false, describe: text.sh.fast })
      .option('ports', { type: 'boolean', default: true, describe: text.sh.ports })
      .option('registry-allow', { type: 'string', array: true, default: [] as string[], requiresArg: true, describe: text.registry.allow }),
  run: ({ c, fast, ports, ...others }, context) =>
    runOnSandbox(c, { fast, ports, registries: parseAllowed(others['registry-allow'], context.text) }, context),
});
