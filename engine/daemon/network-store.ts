import type { NetworkMember, NetworkRecord } from './network.js';
import { ambiguousNetwork, noSuchNetwork } from './errors.js';
import { SortedIds } from './sorted-ids.js';

/** All networks, findable by name, id and the beginning of an id, and the names that resolve on each. */
export class NetworkStore {
  readonly #byId = new Map<string, NetworkRecord>();
  readonly #idByName = new Map<string, string>();
  readonly #ids = new SortedIds();
  readonly #members = new Map<string, Map<string, NetworkMember>>();
  /** Network id → DNS name → container ids, so that a lookup does not look at every member. */
  readonly #resolvable = new Map<string, Map<string, Set<string>>>();
  /** Network id → address → container id. */
  readonly #byAddress = new Map<string, Map<string, string>>();

  all(): IterableIterator<NetworkRecord> {
    return this.#byId.values();
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): NetworkRecord | undefined {
    return this.#byId.get(id);
  }

  byName(name: string): NetworkRecord | undefined {
    return this.#byId.get(this.#idByName.get(name) ?? '');
  }

  /** A full id, a name, or the beginning of one id. `ambiguous` words the error when it is that of several. */
  find(reference: string, ambiguous = ambiguousNetwork): NetworkRecord {
    const exact = this.#byId.get(reference) ?? this.byName(reference);
    if (exact) return exact;
    const matches = this.#ids.countWithPrefix(reference);
    if (matches > 1) throw ambiguous(reference, matches);
    const found = this.#ids.withPrefix(reference);
    const network = found && found !== 'ambiguous' ? this.#byId.get(found.id) : undefined;
    if (!network) throw noSuchNetwork(reference);
    return network;
  }

  /** As `find`, but undefined when there is none. */
  lookUp(reference: string): NetworkRecord | undefined {
    const exact = this.#byId.get(reference) ?? this.byName(reference);
    if (exact) return exact;
    const match = this.#ids.withPrefix(reference);
    return match === undefined || match === 'ambiguous' ? undefined : this.#byId.get(match.id);
  }

  add(network: NetworkRecord): void {
    // One map for the life of the network: copying it for each member would cost n² for n containers.
    const members = new Map(network.members);
    this.#members.set(network.id, members);
    this.#byId.set(network.id, { ...network, members });
    this.#idByName.set(network.name, network.id);
    this.#ids.add(network.id);
    this.#resolvable.set(network.id, new Map());
    this.#byAddress.set(network.id, new Map());
  }

  remove(network: NetworkRecord): void {
    this.#byId.delete(network.id);
    this.#idByName.delete(network.name);
    this.#ids.remove(network.id);
    this.#resolvable.delete(network.id);
    this.#byAddress.delete(network.id);
    this.#members.delete(network.id);
  }

  /** Puts a member on a network, or replaces it. */
  join(networkId: string, member: NetworkMember): void {
    const network = this.#byId.get(networkId);
    if (!network) return;
    this.#forgetNames(networkId, network.members.get(member.containerId));
    this.#members.get(networkId)?.set(member.containerId, member);
    this.#byAddress.get(networkId)?.set(member.ip, member.containerId);
    const names = this.#resolvable.get(networkId);
    for (const name of member.dnsNames) {
      const ids = names?.get(name.toLowerCase());
      if (ids) ids.add(member.containerId);
      else names?.set(name.toLowerCase(), new Set([member.containerId]));
    }
  }

  leave(networkId: string, containerId: string): void {
    const network = this.#byId.get(networkId);
    if (!network) return;
    const member = network.members.get(containerId);
    this.#forgetNames(networkId, member);
    this.#members.get(networkId)?.delete(containerId);
    if (member) this.#byAddress.get(networkId)?.delete(member.ip);
  }

  /** Addresses of everybody on a network who goes by this name. */
  resolve(networkId: string, name: string): readonly string[] {
    const ids = this.#resolvable.get(networkId)?.get(name.toLowerCase());
    const members = this.#byId.get(networkId)?.members;
    if (!ids || !members) return [];
    return [...ids].flatMap(id => members.get(id)?.ip ?? []);
  }

  /** Who has an address on a network. */
  memberAt(networkId: string, ip: string): NetworkMember | undefined {
    return this.#byId.get(networkId)?.members.get(this.#byAddress.get(networkId)?.get(ip) ?? '');
  }

  #forgetNames(networkId: string, member: NetworkMember | undefined): void {
    const names = this.#resolvable.get(networkId);
    for (const name of member?.dnsNames ?? []) {
      const ids = names?.get(name.toLowerCase());
      ids?.delete(member?.containerId ?? '');
      if (ids?.size === 0) names?.delete(name.toLowerCase());
    }
  }
}
