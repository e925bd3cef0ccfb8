import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openInput } from '../live/sandbox.js';
import { exitCodes, Problem } from '../problem.js';
import { connectControl, forwardControlled, type ControlConnection } from '../serve/control-client.js';
import { stateFolders, type Folders } from '../state/folders.js';
import { defineCommand } from './command.js';

/** `drydock attach`: one more terminal on the host that is running, be it of a lesson, of `serve` or of `sh`. */
export const attach = defineCommand({
  usage: 'attach',
  describe: text => text.attach.describe,
  options: (yargs, text) => yargs.option('c', { type: 'string', requiresArg: true, describe: text.sh.command }),
  run: async ({ c }, { home, text }) => {
    const control = await findRunning(stateFolders(home));
    if (!control) throw new Problem(text.attach.nobody, exitCodes.unusable);
    return forwardControlled(control, openInput(c), { share: true });
  },
});

/** The host that is running: a lesson's before the practice host. */
async function findRunning({ lessons, sandbox }: Folders): Promise<ControlConnection | undefined> {
  for (const folder of [...foldersIn(lessons), sandbox]) {
    const control = await connectControl(folder);
    if (control) return control;
  }
  return undefined;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map(name => path.join(folder, name));
  } catch {
    return [];
  }
}
