import { dockerAddress, dockerHostOf } from '../serve/addresses.js';
import { stateFolders } from '../state/folders.js';
import { defineCommand } from './command.js';

/** `eval "$(drydock env)"`: this shell's docker talks to `drydock serve`. */
export const env = defineCommand({
  usage: 'env',
  describe: text => text.env.describe,
  options: yargs => yargs,
  run: (_, { home }) => {
    process.stdout.write(`export DOCKER_HOST=${dockerHostOf(dockerAddress(stateFolders(home).sandbox))}\n`);
    return 0;
  },
});
