import { atLeast, defineCommand, noArguments, type Command } from '../command.js';
import { print } from '../cli.js';
import { confirm } from '../confirm.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { inspectFormat } from '../flags/format-flag.js';
import { findNetwork } from '../inspect/find.js';
import { inspectAll } from '../inspect/inspector.js';
import { pruneFlags, pruneNetworks } from '../prune.js';
import { connect, disconnect } from './connect.js';
import { create } from './create.js';
import { ls } from './ls.js';
import { rm } from './rm.js';

const inspect = defineCommand({
  names: ['network inspect'],
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  text: { en: 'Display detailed information on one or more networks', ko: '네트워크의 자세한 정보를 보여 줍니다' },
  arity: atLeast(1),
  completes: 'network',
  flags: [
    inspectFormat,
    flag('verbose', 'v', bool, { en: 'Add what helps to find faults', ko: '문제를 찾는 데 도움이 되는 정보를 더합니다' }),
  ],
  run: cli => inspectAll(cli, name => findNetwork(cli, name, cli.flags.bool('verbose'))),
});

const prune = defineCommand({
  names: ['network prune'],
  usage: '[OPTIONS]',
  text: { en: 'Remove all unused networks', ko: '쓰지 않는 네트워크를 모두 지웁니다' },
  arity: noArguments,
  flags: pruneFlags,
  // Networks take no space, so unlike the other prunes there is no total.
  run: function* (cli) {
    const warning = 'WARNING! This will remove all custom networks not used by at least one container.';
    if (!cli.flags.bool('force') && !(yield* confirm(cli, warning))) return 0;
    const { output } = yield* pruneNetworks(cli, cli.flags.list('filter'));
    yield* print(cli, output === '' ? '' : `${output}\n`);
    return 0;
  },
});

/** Commands about networks. */
export const networkCommands: readonly Command[] = [connect, create, disconnect, inspect, ls, prune, rm];
