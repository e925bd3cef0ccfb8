import { forwarding } from '../live/sandbox.js';
import { connectControl, forwardControlled, type ControlConnection } from '../serve/control-client.js';
import { candidates, nobodyRuns } from '../serve/running.js';
import { stateFolders } from '../state/folders.js';
import { defineCommand } from './command.js';

/** `drydock attach [lesson]`: one more terminal on a host that is running, be it of a lesson, of `serve` or of `sh`. */
export const attach = defineCommand({
  usage: 'attach [lesson]',
  describe: text => text.attach.describe,
  options: (yargs, text) =>
    yargs
      .positional('lesson', { type: 'string', describe: text.attach.which })
      .option('c', { type: 'string', requiresArg: true, describe: text.sh.command }),
  run: async ({ lesson, c }, context) => {
    const { home, text } = context;
    const control = await firstRunning(candidates(stateFolders(home), lesson));
    if (!control) throw nobodyRuns(lesson, text);
    return forwarding(c, context, (input, inbox) => forwardControlled(control, input, { share: true, gone: text.attach.gone, inbox }));
  },
});

async function firstRunning(folders: readonly string[]): Promise<ControlConnection | undefined> {
  for (const folder of folders) {
    const control = await connectControl(folder);
    if (control) return control;
  }
  return undefined;
}
