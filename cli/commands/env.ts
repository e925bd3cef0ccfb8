import { dockerAddress, dockerHostOf } from '../serve/addresses.js';
import { answers } from '../serve/listen.js';
import { candidates, nobodyRuns } from '../serve/running.js';
import { stateFolders } from '../state/folders.js';
import { defineCommand } from './command.js';

/** `eval "$(drydock env)"`: this shell's docker talks to the host that is running; while there is none, to the one that `drydock serve` will run. */
export const env = defineCommand({
  usage: 'env [lesson]',
  describe: text => text.env.describe,
  options: (yargs, text) => yargs.positional('lesson', { type: 'string', describe: text.attach.which }),
  run: async ({ lesson }, { home, text }) => {
    const folders = candidates(stateFolders(home), lesson);
    const running = await firstAnswering(folders.map(dockerAddress));
    const address = running ?? (lesson === undefined ? dockerAddress(stateFolders(home).sandbox) : undefined);
    if (address === undefined) throw nobodyRuns(lesson, text);
    process.stdout.write(`export DOCKER_HOST=${dockerHostOf(address)}\n`);
    return 0;
  },
});

async function firstAnswering(addresses: readonly string[]): Promise<string | undefined> {
  for (const address of addresses) if (await answers(address)) return address;
  return undefined;
}
