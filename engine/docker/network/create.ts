import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { keyValueMap } from '../container/environment.js';
import { checkLabel, isIpv4 } from '../container/option-checks.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, checkedList, map, strings, text } from '../flags/flag-type.js';
import type { ParsedFlags } from '../flags/parsed-flags.js';
import { textAt } from '../json-view.js';

export const create = defineCommand({
  names: ['network create'],
  usage: '[OPTIONS] NETWORK',
  text: { en: 'Create a network', ko: '네트워크를 만듭니다' },
  arity: exactly(1),
  flags: [
    flag('attachable', '', bool, { en: 'Let containers be connected by hand', ko: '컨테이너를 직접 연결할 수 있게 합니다' }),
    flag(
      'aux-address',
      '',
      map,
      { en: 'Address that the driver of the network keeps', ko: '네트워크 드라이버가 따로 쓰는 주소' },
      { initial: 'map[]' },
    ),
    flag('config-from', '', text, { en: 'Network to copy the configuration from', ko: '설정을 가져올 네트워크' }, { simulated: false }),
    flag(
      'config-only',
      '',
      bool,
      { en: 'Create a configuration without a network', ko: '설정만 있는 네트워크를 만듭니다' },
      { simulated: false },
    ),
    flag('driver', 'd', text, { en: 'Driver of the network', ko: '네트워크 드라이버' }, { initial: 'bridge' }),
    flag('gateway', '', strings, { en: 'Gateway of a subnet', ko: '서브넷의 게이트웨이' }),
    flag(
      'ingress',
      '',
      bool,
      { en: 'Create the routing mesh of a swarm', ko: 'Swarm의 라우팅 메시 네트워크를 만듭니다' },
      { simulated: false },
    ),
    flag('internal', '', bool, { en: 'Keep its containers from the outside', ko: '외부로 나가는 통신을 막습니다' }),
    flag('ip-range', '', strings, { en: 'Part of the subnet for addresses of containers', ko: '컨테이너 주소를 할당할 범위' }),
    flag('ipam-driver', '', text, { en: 'Driver that hands out addresses', ko: '주소를 할당하는 드라이버' }, { initial: 'default' }),
    flag('ipam-opt', '', map, { en: 'Option for that driver', ko: '주소 할당 드라이버 옵션' }, { initial: 'map[]' }),
    flag('ipv4', '', bool, { en: 'Hand out IPv4 addresses', ko: 'IPv4 주소를 할당합니다' }, { initial: 'true' }),
    flag('ipv6', '', bool, { en: 'Hand out IPv6 addresses', ko: 'IPv6 주소를 할당합니다' }),
    flag('label', '', checkedList(checkLabel), { en: 'Set a label of the network', ko: '네트워크에 레이블을 붙입니다' }),
    flag('opt', 'o', map, { en: 'Option for the driver of the network', ko: '네트워크 드라이버 옵션' }, { initial: 'map[]' }),
    flag('scope', '', text, { en: 'How far the network reaches', ko: '네트워크의 범위' }, { simulated: false }),
    flag('subnet', '', strings, { en: 'Subnet of the network, as CIDR', ko: 'CIDR 형식의 서브넷' }),
  ],
  run: createNetwork,
});

function* createNetwork(cli: Cli): Task<number> {
  const { flags } = cli;
  const created = yield* cli.client().post(
    '/networks/create',
    {},
    {
      Name: cli.args[0],
      Driver: flags.text('driver'),
      Scope: '',
      ...(flags.isGiven('ipv4') ? { EnableIPv4: flags.bool('ipv4') } : {}),
      ...(flags.isGiven('ipv6') ? { EnableIPv6: flags.bool('ipv6') } : {}),
      IPAM: { Driver: flags.text('ipam-driver'), Options: keyValueMap(flags.list('ipam-opt')), Config: addressPools(flags) },
      Internal: flags.bool('internal'),
      Attachable: flags.bool('attachable'),
      Ingress: false,
      ConfigOnly: false,
      ConfigFrom: null,
      Options: keyValueMap(flags.list('opt')),
      Labels: keyValueMap(flags.list('label')),
    },
  );
  const warning = textAt(created, 'Warning');
  if (warning !== '') yield* complain(cli, `WARNING: ${warning}`);
  yield* printLine(cli, textAt(created, 'Id'));
  return 0;
}

interface Pool {
  Subnet: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Record<string, string>;
}

/** Puts gateways, ranges and reserved addresses to the subnets that hold them. */
function addressPools(flags: ParsedFlags): readonly Pool[] {
  const subnets = flags.list('subnet');
  const ranges = flags.list('ip-range');
  const gateways = flags.list('gateway');
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    throw new Failure('every ip-range or gateway must have a corresponding subnet');
  const overlaps = subnets.some((subnet, at) => subnets.slice(0, at).some(other => isWithin(subnet, other) || isWithin(other, subnet)));
  if (overlaps) throw new Failure('multiple overlapping subnet configuration is not supported');
  const pools = subnets.map((Subnet): Pool => ({ Subnet }));
  for (const range of ranges) {
    if (!range.includes('/')) throw new Failure(`invalid CIDR address: ${range}`);
    const pool = findPool(pools, range, `no matching subnet for range ${range}`);
    if (pool.IPRange !== undefined)
      throw new Failure(`cannot configure multiple ranges (${range}, ${pool.IPRange}) on the same subnet (${pool.Subnet})`);
    pool.IPRange = range;
  }
  for (const gateway of gateways) {
    const pool = findPool(pools, gateway, `no matching subnet for gateway ${gateway}`);
    if (pool.Gateway !== undefined)
      throw new Failure(`cannot configure multiple gateways (${gateway}, ${pool.Gateway}) for the same subnet (${pool.Subnet})`);
    pool.Gateway = gateway;
  }
  for (const [name, address] of Object.entries(keyValueMap(flags.list('aux-address')))) {
    const pool = findPool(pools, address, `no matching subnet for aux-address ${address}`);
    pool.AuxiliaryAddresses = { ...pool.AuxiliaryAddresses, [name]: address };
  }
  return pools;
}

function findPool(pools: readonly Pool[], address: string, complaint: string): Pool {
  const pool = pools.find(({ Subnet }) => contains(Subnet, address.split('/')[0] ?? ''));
  if (!pool) throw new Failure(complaint);
  return pool;
}

function isWithin(inner: string, outer: string): boolean {
  return contains(outer, inner.split('/')[0] ?? '');
}

/** Whether an IPv4 subnet holds an address; IPv6 ones are compared by the daemon. */
function contains(subnet: string, address: string): boolean {
  const [network = '', bits] = subnet.split('/');
  if (bits === undefined) throw new Failure(`invalid CIDR address: ${subnet}`);
  if (!isIpv4(network) || !isIpv4(address)) return network.includes(':') && address.includes(':');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(network) / size) === Math.floor(toNumber(address) / size);
}

function toNumber(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
