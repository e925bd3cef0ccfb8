import type { Random } from '../core/random.js';
import {
  formatIpv4,
  formatPrefix,
  lastAddress,
  parseIpv4,
  parsePrefix,
  prefixContains,
  prefixesOverlap,
  sizeOfPrefix,
  type Prefix,
} from './ip.js';

/** Addresses of one subnet, given out lowest first, as Docker's default IPAM does. */
export class AddressPool {
  readonly subnet: string;
  /** Where addresses are taken from, when it is only a part of the subnet (`--ip-range`). */
  readonly range: string | undefined;
  readonly #prefix: Prefix;
  readonly #rangePrefix: Prefix;
  readonly #taken = new Set<number>();
  /** Every address below this one is taken. */
  #firstCandidate: number;

  /** Throws RangeError for a text that is no prefix: callers check what users typed first. */
  constructor(subnet: string, range?: string) {
    this.#prefix = requirePrefix(subnet);
    this.#rangePrefix = range === undefined ? this.#prefix : requirePrefix(range);
    this.subnet = formatPrefix(this.#prefix);
    this.range = range;
    this.#firstCandidate = this.#rangePrefix.base;
    if (this.#prefix.length < 31) {
      this.#taken.add(this.#prefix.base);
      this.#taken.add(lastAddress(this.#prefix));
    }
  }

  get prefixLength(): number {
    return this.#prefix.length;
  }

  /** The lowest free address; undefined when the pool is empty. */
  allocate(): string | undefined {
    const last = lastAddress(this.#rangePrefix);
    for (let address = this.#firstCandidate; address <= last; address++) {
      if (this.#taken.has(address)) continue;
      this.#taken.add(address);
      this.#firstCandidate = address + 1;
      return formatIpv4(address);
    }
    this.#firstCandidate = last + 1;
    return undefined;
  }

  /** Takes this very address. */
  reserve(ip: string): 'ok' | 'taken' | 'outside' {
    const address = parseIpv4(ip);
    if (address === undefined || !prefixContains(this.#prefix, address)) return 'outside';
    if (this.#taken.has(address)) return 'taken';
    this.#taken.add(address);
    return 'ok';
  }

  release(ip: string): void {
    const address = parseIpv4(ip);
    if (address === undefined || this.#isReservedByRule(address) || !this.#taken.delete(address)) return;
    if (address < this.#firstCandidate && address >= this.#rangePrefix.base) this.#firstCandidate = address;
  }

  isTaken(ip: string): boolean {
    const address = parseIpv4(ip);
    return address !== undefined && this.#taken.has(address);
  }

  /** How many addresses could still be given out. */
  get free(): number {
    let taken = 0;
    for (const address of this.#taken) if (prefixContains(this.#rangePrefix, address)) taken++;
    return sizeOfPrefix(this.#rangePrefix.length) - taken;
  }

  #isReservedByRule(address: number): boolean {
    return this.#prefix.length < 31 && (address === this.#prefix.base || address === lastAddress(this.#prefix));
  }
}

/** Docker's default-address-pools for local networks. */
const DEFAULT_POOLS: readonly { readonly base: string; readonly size: number }[] = [
  ...Array.from({ length: 15 }, (_, index) => ({ base: `172.${String(17 + index)}.0.0/16`, size: 16 })),
  { base: '192.168.0.0/16', size: 20 },
];

/** Subnets of all networks: the first default one that overlaps nothing, or the one that was asked for. */
export class SubnetPool {
  readonly #used: Prefix[] = [];

  /** Undefined when all default pools are used up. */
  allocate(): string | undefined {
    for (const { base, size } of DEFAULT_POOLS) {
      const pool = requirePrefix(base);
      for (let start = pool.base; start <= lastAddress(pool); start += sizeOfPrefix(size)) {
        const candidate: Prefix = { base: start, length: size };
        if (this.#overlaps(candidate)) continue;
        this.#used.push(candidate);
        return formatPrefix(candidate);
      }
    }
    return undefined;
  }

  /** False when it overlaps a subnet in use. The text must be a prefix. */
  reserve(subnet: string): boolean {
    const prefix = requirePrefix(subnet);
    if (this.#overlaps(prefix)) return false;
    this.#used.push(prefix);
    return true;
  }

  release(subnet: string): void {
    const text = formatPrefix(requirePrefix(subnet));
    const index = this.#used.findIndex(used => formatPrefix(used) === text);
    if (index >= 0) this.#used.splice(index, 1);
  }

  #overlaps(prefix: Prefix): boolean {
    return this.#used.some(used => prefixesOverlap(used, prefix));
  }
}

/** A random unicast address from the locally administered range, as Engine 28 gives each endpoint. */
export function randomMac(random: Random): string {
  const bytes = random.bytes(6);
  bytes[0] = ((bytes[0] ?? 0) | 0x02) & 0xfe;
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(':');
}

function requirePrefix(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (!prefix) throw new RangeError(`invalid prefix ${text}`);
  return prefix;
}
