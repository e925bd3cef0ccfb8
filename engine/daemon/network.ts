import type { Instant } from '../core/clock.js';
import type { AddressPool } from '../net/address-pool.js';
import type { Bridge } from '../net/fabric.js';

/** One subnet of a network as it was asked for or chosen; keys in Docker's order. */
export interface IpamConfig {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

/** A container's plug in a network, as `docker network inspect` lists it. */
export interface NetworkMember {
  readonly containerId: string;
  readonly containerName: string;
  readonly endpointId: string;
  readonly mac: string;
  readonly ip: string;
  readonly prefixLength: number;
  /** Every name under which others on the network find it. */
  readonly dnsNames: readonly string[];
}

/** A network; every change replaces the record. */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly driver: 'bridge' | 'host' | 'null';
  readonly predefined: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ipamDriver: string;
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly ipamConfig: readonly IpamConfig[] | null;
  /** The user chose the subnet, so members may choose their addresses. */
  readonly ownSubnet: boolean;
  readonly wire: { readonly bridge: Bridge; readonly pool: AddressPool } | undefined;
  /** By container id, in the order in which they came. */
  readonly members: ReadonlyMap<string, NetworkMember>;
}

export interface NetworkView {
  /** RFC 3339 */
  readonly created: string;
  readonly withMembers: boolean;
}

/** The network's JSON as Docker prints it. Lists show no members. */
export function networkJson(network: NetworkRecord, { created, withMembers }: NetworkView): Readonly<Record<string, unknown>> {
  return {
    Name: network.name,
    Id: network.id,
    Created: created,
    Scope: 'local',
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: false,
    IPAM: { Driver: network.ipamDriver, Options: network.ipamOptions, Config: network.ipamConfig },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: withMembers ? membersJson(network) : {},
    Options: network.options,
    Labels: network.labels,
  };
}

/** By container id, as Go sorts a map. */
function membersJson(network: NetworkRecord): Readonly<Record<string, unknown>> {
  const members = [...network.members.values()].sort((a, b) => (a.containerId < b.containerId ? -1 : 1));
  return Object.fromEntries(
    members.map(member => [
      member.containerId,
      {
        Name: member.containerName,
        EndpointID: member.endpointId,
        MacAddress: member.mac,
        IPv4Address: member.ip === '' ? '' : `${member.ip}/${String(member.prefixLength)}`,
        IPv6Address: '',
      },
    ]),
  );
}
