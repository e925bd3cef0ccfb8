import { defineCommand } from './command.js';
import { runStart } from './run-start.js';

/** `drydock start [lesson]` */
export const start = defineCommand({
  usage: 'start [lesson]',
  describe: text => text.lessons.describe.start,
  options: (yargs, text) =>
    yargs
      .positional('lesson', { type: 'string', describe: text.lessons.options.lesson })
      .option('watch', { type: 'boolean', default: false, describe: text.lessons.options.watch })
      .option('take-over', { type: 'boolean', default: false, describe: text.lessons.options.takeOver })
      .option('socket', { type: 'string', requiresArg: true, describe: text.lessons.options.socket })
      .option('ports', { type: 'boolean', default: true, describe: text.lessons.options.ports })
      .option('registry-allow', { type: 'string', array: true, default: [] as string[], requiresArg: true, describe: text.registry.allow }),
  run: ({ lesson, watch, socket, ports, ...others }, context) =>
    runStart({ lesson, watch, takeOver: others['take-over'], socket, ports, registries: others['registry-allow'] }, context),
});
