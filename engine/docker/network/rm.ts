import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';

export const rm = defineCommand({
  names: ['network rm', 'network remove'],
  usage: 'NETWORK [NETWORK...]',
  text: { en: 'Remove one or more networks', ko: '네트워크를 지웁니다' },
  arity: atLeast(1),
  completes: 'network',
  flags: [flag('force', 'f', bool, { en: 'Do not mind networks that are not there', ko: '없는 네트워크는 무시합니다' })],
  run: removeNetworks,
});

function* removeNetworks(cli: Cli): Task<number> {
  let failed = false;
  for (const name of cli.args) {
    try {
      yield* cli.client().delete(`/networks/${name}`);
      yield* printLine(cli, name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (cli.flags.bool('force') && error.status === 404) continue;
      yield* complain(cli, error.message);
      failed = true;
    }
  }
  if (failed) throw new Failure('exit status 1');
  return 0;
}
