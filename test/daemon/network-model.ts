/**
 * What Docker's networks must look like from outside, said a second time and as simply as possible: who is on which network with which
 * address, and which names lead there. `network-model.test.ts` plays the same steps to this and to the daemon.
 */

export interface Wish {
  readonly aliases: readonly string[];
  readonly ip: string | undefined;
  /** `target:name` */
  readonly links: readonly string[];
}

export const noWish: Wish = { aliases: [], ip: undefined, links: [] };

interface Place extends Wish {
  /** The network that it was on last time; undefined before the first. */
  readonly network: Network | undefined;
  readonly address: string | undefined;
}

interface Network {
  readonly name: string;
  readonly isDefault: boolean;
  readonly internal: boolean;
  readonly gateway: string;
  /** What members are given, lowest first. */
  readonly addresses: readonly string[];
  /** Container id → address. */
  readonly members: Map<string, string>;
}

interface Box {
  readonly id: string;
  name: string;
  running: boolean;
  readonly places: Map<string, Place>;
}

/** The networks that steps make: `10.N.0.0/29`, whole or with a range or a reserved address. */
export const layouts = {
  whole: { gateway: 1, addresses: [2, 3, 4, 5, 6] },
  range: { gateway: 4, addresses: [5, 6] },
  reserved: { gateway: 1, addresses: [2, 4, 5, 6] },
} as const;

export class NetworkModel {
  readonly networks = new Map<string, Network>();
  readonly boxes: Box[] = [];

  constructor() {
    const addresses = Array.from({ length: 20 }, (_, index) => `172.17.0.${String(index + 2)}`);
    this.networks.set('bridge', { name: 'bridge', isDefault: true, internal: false, gateway: '172.17.0.1', addresses, members: new Map() });
  }

  box(name: string): Box | undefined {
    return this.boxes.find(box => box.name === name);
  }

  createNetwork(name: string, prefix: string, layout: keyof typeof layouts, internal: boolean): number {
    if (this.networks.has(name)) return 409;
    const { gateway, addresses } = layouts[layout];
    const ip = (last: number): string => `${prefix}.${String(last)}`;
    this.networks.set(name, { name, isDefault: false, internal, gateway: ip(gateway), addresses: addresses.map(ip), members: new Map() });
    return 201;
  }

  removeNetwork(name: string): number {
    const network = this.networks.get(name);
    if (!network) return 404;
    if (network.members.size > 0) return 403;
    this.networks.delete(name);
    return 204;
  }

  canCreate(name: string): number {
    return this.box(name) ? 409 : 201;
  }

  create(name: string, id: string, wishes: ReadonlyMap<string, Wish>): void {
    const places = new Map([...wishes].map(([network, wish]) => [network, { ...wish, network: undefined, address: undefined }]));
    this.boxes.push({ id, name, running: false, places });
  }

  start(name: string): number {
    const box = this.box(name);
    if (!box) return 404;
    if (box.running) return 304;
    for (const network of box.places.keys()) {
      const status = this.#join(box, network);
      if (status === 200) continue;
      this.#leaveAll(box);
      return status;
    }
    box.running = true;
    return 204;
  }

  stop(name: string): number {
    const box = this.box(name);
    if (!box) return 404;
    if (!box.running) return 304;
    this.#leaveAll(box);
    box.running = false;
    return 204;
  }

  remove(name: string): number {
    const box = this.box(name);
    if (!box) return 404;
    this.#leaveAll(box);
    this.boxes.splice(this.boxes.indexOf(box), 1);
    return 204;
  }

  rename(name: string, to: string): number {
    const box = this.box(name);
    if (!box) return 404;
    if (name === to) return 400;
    if (this.box(to)) return 409;
    box.name = to;
    return 204;
  }

  connect(name: string, network: string, wish: Wish): number {
    const box = this.box(name);
    if (!box) return 404;
    const before = box.places.get(network);
    if (box.running && !this.networks.has(network)) return 404;
    if (before?.address !== undefined) return 403;
    box.places.set(network, { ...wish, network: undefined, address: undefined });
    const status = box.running ? this.#join(box, network) : 200;
    if (status !== 200) box.places.delete(network);
    return status;
  }

  disconnect(name: string, network: string): number {
    const box = this.box(name);
    if (!box) return 404;
    if (box.running && !this.networks.has(network)) return 404;
    if (!box.places.has(network)) return 500;
    this.#leave(box, network);
    box.places.delete(network);
    return 200;
  }

  /** The name server's answer inside a container; undefined when the name is nobody's there. */
  answer(box: Box, name: string): readonly string[] | undefined {
    for (const [network, place] of this.#resolving(box)) {
      const target = place.links.find(link => link.split(':')[1] === name)?.split(':')[0] ?? name;
      const found = this.boxes.flatMap(other => (this.#namesOn(other, network).includes(target) ? [addressOf(other, network)] : []));
      if (found.length > 0) return found.sort();
    }
    return undefined;
  }

  /** `box.network` of an address, as a reverse lookup has it. */
  ownerName(box: Box, ip: string): string | undefined {
    for (const [network] of this.#resolving(box)) {
      const owner = this.boxes.find(other => addressOf(other, network) === ip);
      if (owner) return `${owner.name}.${network}`;
    }
    return undefined;
  }

  /** What a ping from a container to an address comes to. */
  ping(box: Box, ip: string): 'reply' | 'unreachable' | 'lost' | 'no route' {
    const mine = [...box.places.values()].flatMap(({ network, address }) => (network && address !== undefined ? [network] : []));
    const [subnet] = /^\d+\.\d+/.exec(ip) ?? [];
    const onLink = mine.find(({ gateway }) => gateway.startsWith(`${subnet ?? ''}.`));
    if (onLink) return onLink.gateway === ip || [...onLink.members.values()].includes(ip) ? 'reply' : 'unreachable';
    if (mine.every(({ internal }) => internal)) return 'no route';
    return [...this.networks.values()].some(({ gateway }) => gateway === ip) ? 'reply' : 'lost';
  }

  #resolving(box: Box): readonly (readonly [string, Place])[] {
    const here = [...box.places].filter(([, { network, address }]) => address !== undefined && network?.isDefault === false);
    return here.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #namesOn(box: Box, network: string): readonly string[] {
    const place = box.places.get(network);
    return place?.address === undefined || place.network?.isDefault !== false ? [] : [box.name, box.id.slice(0, 12), ...place.aliases];
  }

  #join(box: Box, name: string): number {
    const place = box.places.get(name);
    const network = this.networks.get(name);
    if (!place || !network || (place.network && place.network !== network)) return 404;
    const taken = new Set(network.members.values());
    if (place.ip !== undefined && taken.has(place.ip)) return 403;
    const address = place.ip ?? network.addresses.find(candidate => !taken.has(candidate));
    if (address === undefined) return 500;
    network.members.set(box.id, address);
    box.places.set(name, { ...place, network, address });
    return 200;
  }

  #leave(box: Box, name: string): void {
    const place = box.places.get(name);
    if (place?.address === undefined) return;
    place.network?.members.delete(box.id);
    box.places.set(name, { ...place, address: undefined });
  }

  #leaveAll(box: Box): void {
    for (const name of box.places.keys()) this.#leave(box, name);
  }
}

function addressOf(box: Box, network: string): string {
  return box.places.get(network)?.address ?? '';
}
