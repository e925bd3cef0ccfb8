import { AddressPool } from '../net/address-pool.js';
import { formatPrefix, parseIpv4, parsePrefix, prefixContains, type Prefix } from '../net/ip.js';
import type { Daemon } from './daemon.js';
import { failed, forbidden, invalidNetworkConfig, poolOverlap, poolsExhausted } from './errors.js';
import { listOf, optional, recordOf, text, textMap, type Decoder } from './json.js';
import type { IpamConfig } from './network.js';

const ipamFields: Decoder<IpamRequest> = recordOf({
  Subnet: optional(text),
  IPRange: optional(text),
  Gateway: optional(text),
  AuxiliaryAddresses: optional(textMap),
});

/** One subnet as a client asks for it. */
export interface IpamRequest {
  readonly Subnet: string | undefined;
  readonly IPRange: string | undefined;
  readonly Gateway: string | undefined;
  readonly AuxiliaryAddresses: Readonly<Record<string, string>> | null | undefined;
}

export const ipam = recordOf({ Driver: text, Options: textMap, Config: listOf(ipamFields, '[]network.IPAMConfig') });

/** The addresses of every subnet must make sense, and all complaints come at once. */
export function checkIpam(configs: readonly IpamRequest[]): void {
  const problems = configs.flatMap(config => [...problemsOf(config)]);
  if (problems.length > 0) throw invalidNetworkConfig(problems);
}

function* problemsOf({ Subnet, IPRange, Gateway, AuxiliaryAddresses }: IpamRequest): Generator<string> {
  const prefix = Subnet === undefined ? undefined : parsePrefix(Subnet);
  if (!prefix) {
    yield `invalid subnet ${Subnet ?? ''}: invalid CIDR block notation`;
    return;
  }
  if (formatPrefix(prefix) !== Subnet) yield `invalid subnet ${Subnet ?? ''}: it should be ${formatPrefix(prefix)}`;
  if (IPRange !== undefined) yield* rangeProblems(IPRange, prefix, Subnet ?? '');
  if (Gateway !== undefined) yield* addressProblems('gateway', Gateway, prefix, Subnet ?? '');
  for (const [name, address] of Object.entries(AuxiliaryAddresses ?? {})) {
    // One that is no address is told by its name.
    if (parseIpv4(address) === undefined) yield `invalid auxiliary address ${name}: invalid address`;
    else yield* addressProblems('auxiliary address', address, prefix, Subnet ?? '');
  }
}

function* rangeProblems(text: string, parent: Prefix, subnet: string): Generator<string> {
  const range = parsePrefix(text);
  if (!range) yield `invalid ip-range ${text}: invalid CIDR block notation`;
  else if (range.length < parent.length) yield `invalid ip-range ${text}: CIDR block is bigger than its parent subnet ${subnet}`;
  else if (!prefixContains(parent, range.base)) yield `invalid ip-range ${text}: parent subnet ${subnet} doesn't contain ip-range`;
  else if (formatPrefix(range) !== text) yield `invalid ip-range ${text}: it should be ${formatPrefix(range)}`;
}

function* addressProblems(what: string, text: string, parent: Prefix, subnet: string): Generator<string> {
  const address = parseIpv4(text);
  if (address === undefined) yield `invalid ${what} ${text}: invalid address`;
  else if (!prefixContains(parent, address)) yield `invalid ${what} ${text}: parent subnet ${subnet} doesn't contain this address`;
}

/** A subnet's addresses, those of the gateway and of others already taken. */
export interface ChosenAddresses {
  readonly pool: AddressPool;
  readonly gateway: string;
  readonly config: readonly IpamConfig[];
}

/** The subnet asked for, or the next of the default pools. Nothing is kept of a request that fails. */
export function chooseAddresses(daemon: Daemon, configs: readonly IpamRequest[]): ChosenAddresses {
  const [asked] = configs;
  if (configs.length > 1) throw forbidden("bridge driver doesn't support multiple subnets");
  if (!asked?.Subnet) {
    const subnet = daemon.subnets.allocate();
    if (subnet === undefined) throw poolsExhausted();
    const pool = new AddressPool(subnet);
    const gateway = pool.allocate() ?? '';
    return { pool, gateway, config: [{ Subnet: subnet, Gateway: gateway }] };
  }
  const subnet = asked.Subnet;
  if (overlapsUplink(daemon, subnet) || !daemon.subnets.reserve(subnet)) throw poolOverlap();
  try {
    return { ...takeAddresses(subnet, asked), config: [configOf(subnet, asked)] };
  } catch (error) {
    daemon.subnets.release(subnet);
    throw error;
  }
}

/** The gateway comes before the auxiliary addresses (libnetwork ipamAllocateVersion). */
function takeAddresses(subnet: string, asked: IpamRequest): { readonly pool: AddressPool; readonly gateway: string } {
  const pool = new AddressPool(subnet, asked.IPRange);
  const gateway = asked.Gateway ?? pool.allocate();
  if (gateway === undefined) throw failed("failed to allocate gateway (): no available IPv4 addresses on this network's address pools");
  if (asked.Gateway !== undefined && pool.reserve(asked.Gateway) !== 'ok')
    throw forbidden(`failed to allocate gateway (${asked.Gateway}): Address already in use`);
  for (const [name, address] of Object.entries(asked.AuxiliaryAddresses ?? {})) {
    if (pool.reserve(address) !== 'ok')
      throw forbidden(`failed to allocate secondary ip address (${name}:${address}): Address already in use`);
  }
  return { pool, gateway };
}

function configOf(subnet: string, asked: IpamRequest): IpamConfig {
  return {
    Subnet: subnet,
    ...(asked.IPRange === undefined ? {} : { IPRange: asked.IPRange }),
    ...(asked.Gateway === undefined ? {} : { Gateway: asked.Gateway }),
    ...(asked.AuxiliaryAddresses ? { AuxiliaryAddresses: asked.AuxiliaryAddresses } : {}),
  };
}

/** A subnet may not hold the host's own way out. */
function overlapsUplink(daemon: Daemon, subnet: string): boolean {
  const prefix = parsePrefix(subnet);
  return daemon.fabric.host
    .interfaces()
    .some(({ kind, addresses }) => kind === 'ethernet' && addresses.some(address => overlaps(address, prefix)));
}

function overlaps(address: string, prefix: Prefix | undefined): boolean {
  const own = parsePrefix(address);
  return own !== undefined && prefix !== undefined && (prefixContains(own, prefix.base) || prefixContains(prefix, own.base));
}
