import { serve as run } from '../serve/serve.js';
import { parseAllowed } from '../serve/real-registry.js';
import { exitCodes, Problem } from '../problem.js';
import type { Text } from '../text/text.js';
import { defineCommand } from './command.js';

/** `drydock serve`: the Docker Engine API of the practice host, for real clients. */
export const serve = defineCommand({
  usage: 'serve',
  describe: text => text.serve.describe,
  options: (yargs, { serve: words, registry }) =>
    yargs
      .option('socket', { type: 'string', requiresArg: true, describe: words.socket })
      .option('tcp', { type: 'string', requiresArg: true, describe: words.tcp })
      .option('allow-remote', { type: 'boolean', default: false, describe: words.allowRemote })
      .option('tlscacert', { type: 'string', requiresArg: true, describe: words.tlscacert })
      .option('tlscert', { type: 'string', requiresArg: true, describe: words.tlscert })
      .option('tlskey', { type: 'string', requiresArg: true, describe: words.tlskey })
      .option('ports', { type: 'boolean', default: true, describe: words.ports })
      .option('share', { type: 'string', requiresArg: true, describe: words.share })
      .option('registry-allow', { type: 'string', array: true, default: [] as string[], requiresArg: true, describe: registry.allow })
      .option('fast', { type: 'boolean', default: false, describe: words.fast }),
  run: ({ socket, tcp, ports, share, fast, ...others }, context) => {
    const { text } = context;
    const files = [others.tlscacert, others.tlscert, others.tlskey];
    const [ca, cert, key] = files;
    const isTls = ca !== undefined && cert !== undefined && key !== undefined;
    if (!isTls && files.some(file => file !== undefined)) throw new Problem(text.serve.incompleteTls, exitCodes.usage);
    const address = tcp === undefined ? undefined : parseAddress(tcp, text);
    if (address && !isLoopback(address.host) && !(others['allow-remote'] && isTls))
      throw new Problem(text.serve.notLoopback(address.host), exitCodes.usage);
    return run(
      {
        socket,
        tcp: address,
        tls: isTls ? { ca, cert, key } : undefined,
        ports,
        share,
        fast,
        registries: parseAllowed(others['registry-allow'], text),
      },
      context,
    );
  },
});

/** `127.0.0.1:2375`, `[::1]:2375`, `:2375` or `2375`. */
function parseAddress(value: string, text: Text): { readonly host: string; readonly port: number } {
  const match = /^(?:(?:tcp:\/\/)?(?:\[([0-9a-fA-F:.]+)\]|([^:[\]/]*)):)?(\d{1,5})$/.exec(value);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) throw new Problem(text.serve.badAddress(value), exitCodes.usage);
  return { host: match[1] ?? (match[2] || '127.0.0.1'), port };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
