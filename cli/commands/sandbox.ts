import { createInterface } from 'node:readline/promises';
import type { Account } from '../../engine/index.js';
import { exitCodes, Problem } from '../problem.js';
import { connectControl, resetControlled } from '../serve/control-client.js';
import { stateFolders } from '../state/folders.js';
import { hostHome, newSetup, openHost } from '../state/host-folder.js';
import type { Text } from '../text/text.js';
import { parseAccount } from './accounts.js';
import { defineCommand } from './command.js';

/** `drydock sandbox reset`: a new practice host. */
export const sandbox = defineCommand({
  usage: 'sandbox <action>',
  describe: text => text.sandbox.describe,
  options: (yargs, text) =>
    yargs
      .positional('action', { choices: ['reset'] as const, demandOption: true, describe: text.sandbox.reset })
      .option('yes', { alias: 'y', type: 'boolean', default: false, describe: text.sandbox.yes })
      .option('images', { type: 'string', default: '', describe: text.sandbox.images })
      .option('account', { type: 'string', array: true, default: [] as string[], describe: text.sandbox.account })
      .option('registry', { type: 'string', array: true, default: [] as string[], describe: text.sandbox.registry }),
  run: async ({ yes, images, account, registry }, { text, home }) => {
    if (!yes && !(await confirm(text))) return exitCodes.failed;
    const setup = newSetup(hostHome(), {
      images: images.split(/\s+/).filter(Boolean),
      accounts: account.map(value => parseAccount(value, text)),
      registries: registry.map(value => parseRegistry(value, text)),
    });
    const { sandbox: folder } = stateFolders(home);
    const running = await connectControl(folder);
    if (running) {
      await resetControlled(running, setup);
      return exitCodes.ok;
    }
    openHost(folder, {
      setup: () => setup,
      afresh: true,
      busy: text.sh.busy,
      warn: sentence => process.stderr.write(`drydock: ${sentence}\n`),
    }).close();
    return exitCodes.ok;
  },
});

async function confirm(text: Text): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Problem(`${text.sandbox.confirm} (--yes)`, exitCodes.usage);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`${text.sandbox.confirm} [y/N] `);
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}

function parseRegistry(value: string, text: Text): { readonly address: string; readonly accounts: readonly Account[] } {
  const match = /^(localhost:\d{1,5})(?:=(.+))?$/.exec(value);
  if (!match?.[1]) throw new Problem(text.sandbox.badRegistry(value), exitCodes.usage);
  return { address: match[1], accounts: match[2] === undefined ? [] : [parseAccount(match[2], text)] };
}
