import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import type { Cli } from '../cli.js';
import { keyValueMap } from '../container/environment.js';
import { checkLink } from '../container/option-checks.js';
import { flag } from '../flags/flag.js';
import { bool, checkedList, int, strings, text } from '../flags/flag-type.js';

export const connect = defineCommand({
  names: ['network connect'],
  usage: '[OPTIONS] NETWORK CONTAINER',
  text: { en: 'Connect a container to a network', ko: '컨테이너를 네트워크에 연결합니다' },
  arity: exactly(2),
  completes: 'network',
  flags: [
    flag('alias', '', strings, { en: 'Further name in the network', ko: '네트워크에서 쓸 별칭' }),
    flag('driver-opt', '', strings, { en: 'Option for the driver of the network', ko: '네트워크 드라이버 옵션' }),
    flag('gw-priority', '', int, {
      en: 'The network with the highest number gives the default gateway; may be negative',
      ko: '값이 가장 큰 네트워크가 기본 게이트웨이가 됩니다. 음수도 됩니다',
    }),
    flag('ip', '', text, { en: 'IPv4 address (as in "172.30.100.104")', ko: 'IPv4 주소 (예: "172.30.100.104")' }),
    flag('ip6', '', text, { en: 'IPv6 address (as in "2001:db8::33")', ko: 'IPv6 주소 (예: "2001:db8::33")' }),
    flag('link', '', checkedList(checkLink), { en: 'Make another container known by a name', ko: '다른 컨테이너를 이름으로 연결합니다' }),
    flag(
      'link-local-ip',
      '',
      strings,
      { en: 'Link-local address of the container', ko: '컨테이너의 링크 로컬 주소' },
      { simulated: false },
    ),
  ],
  run: connectContainer,
});

function* connectContainer(cli: Cli): Task<number> {
  const { flags } = cli;
  const [network = '', container] = cli.args;
  const options = keyValueMap(flags.list('driver-opt'));
  const addresses = {
    ...(flags.text('ip') ? { IPv4Address: flags.text('ip') } : {}),
    ...(flags.text('ip6') ? { IPv6Address: flags.text('ip6') } : {}),
  };
  yield* cli.client().post(
    `/networks/${network}/connect`,
    {},
    {
      Container: container,
      EndpointConfig: {
        IPAMConfig: Object.keys(addresses).length > 0 ? addresses : {},
        Links: flags.list('link').length > 0 ? flags.list('link') : null,
        Aliases: flags.list('alias'),
        DriverOpts: options,
        GwPriority: flags.number('gw-priority'),
      },
    },
  );
  return 0;
}

export const disconnect = defineCommand({
  names: ['network disconnect'],
  usage: '[OPTIONS] NETWORK CONTAINER',
  text: { en: 'Disconnect a container from a network', ko: '컨테이너를 네트워크에서 떼어 냅니다' },
  arity: exactly(2),
  completes: 'network',
  flags: [flag('force', 'f', bool, { en: 'Disconnect it whatever happens', ko: '강제로 떼어 냅니다' })],
  run: disconnectContainer,
});

function* disconnectContainer(cli: Cli): Task<number> {
  const [network = '', container] = cli.args;
  yield* cli.client().post(`/networks/${network}/disconnect`, {}, { Container: container, Force: cli.flags.bool('force') });
  return 0;
}
