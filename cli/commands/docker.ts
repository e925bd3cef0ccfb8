import { runOnSandbox } from '../live/sandbox.js';
import { hostFlag } from '../outside/daemon-address.js';
import { runOutside } from '../outside/run-outside.js';
import { parseAllowed } from '../serve/real-registry.js';
import { defineCommand } from './command.js';

/** `drydock docker ARGS…`: one docker command on the practice host. */
export const docker = defineCommand({
  usage: 'docker [args..]',
  describe: text => text.docker.describe,
  options: yargs =>
    yargs
      .strict(false)
      .help(false)
      .version(false)
      .positional('args', { type: 'string', array: true, default: [] as string[] }),
  run: (_, context) => {
    // The words after `docker` belong to docker, spelled as they are.
    const words = process.argv.slice(process.argv.indexOf('docker') + 1);
    const line = ['docker', ...words].map(quote).join(' ');
    // Only the flag: a DOCKER_HOST in the environment must not lead somebody who practises to a real daemon.
    const address = hostFlag(words);
    if (address !== undefined) return runOutside(words, line, address, context);
    return runOnSandbox(line, { registries: parseAllowed([], context.text), fast: false, ports: false }, context);
  },
});

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
