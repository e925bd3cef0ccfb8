import { exitCodes, Problem } from '../problem.js';
import { parseAccount } from './accounts.js';
import { defineCommand } from './command.js';

/** `drydock registry serve`: the built-in hub for skopeo, a real Docker and other tools. */
export const registry = defineCommand({
  usage: 'registry <action>',
  describe: text => text.registry.describe,
  options: (yargs, text) =>
    yargs
      .positional('action', { choices: ['serve'] as const, demandOption: true, describe: text.registry.serve })
      .option('listen', { type: 'string', default: '127.0.0.1:5000', requiresArg: true, describe: text.registry.listen })
      .option('account', { type: 'string', array: true, default: [] as string[], describe: text.sandbox.account }),
  run: async ({ listen, account }, { text }) => {
    const match = /^(localhost|127\.0\.0\.1):(\d{1,5})$/.exec(listen);
    const port = Number(match?.[2]);
    if (!match || port > 65_535) throw new Problem(text.registry.badListen(listen), exitCodes.usage);
    const accounts = account.map(value => parseAccount(value, text));
    const { serveRegistry } = await import('../serve/registry-server.js');
    const server = await serveRegistry({ host: '127.0.0.1', port, accounts, onFault: say }).catch((error: unknown) => {
      throw new Problem(text.registry.cannotListen(listen, error instanceof Error ? error.message : String(error)));
    });
    process.stdout.write(`http://127.0.0.1:${String(server.port)}\n`);
    await new Promise<void>(done => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
    });
    await server.close();
    return exitCodes.ok;
  },
});

function say(error: unknown): void {
  process.stderr.write(`drydock: ${error instanceof Error ? error.message : String(error)}\n`);
}
