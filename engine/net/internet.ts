import { reverseName, type Lookup } from './dns.js';
import type { NetworkStack } from './network-stack.js';

/** A machine outside, or how to make it when somebody first speaks to it. */
type Machine = NetworkStack | (() => NetworkStack);

/** The machines outside: who has which address and which names. */
export class Internet {
  readonly #byIp = new Map<string, Machine>();
  readonly #named: { readonly names: readonly string[]; readonly ip: string }[] = [];
  readonly #addresses = new Map<NetworkStack, string>();
  /** Made when a name is first asked for: most hosts never ask. */
  #byName: ReadonlyMap<string, readonly string[]> | undefined;

  add(machine: Machine, names: readonly string[], ip: string): void {
    this.#byIp.set(ip, machine);
    if (typeof machine === 'object' && !this.#addresses.has(machine)) this.#addresses.set(machine, ip);
    this.#named.push({ names, ip });
    this.#byName = undefined;
  }

  isRemote(stack: NetworkStack): boolean {
    return this.#addresses.has(stack);
  }

  remoteAt(ip: string): NetworkStack | undefined {
    const machine = this.#byIp.get(ip);
    if (typeof machine !== 'function') return machine;
    const stack = machine();
    this.#byIp.set(ip, stack);
    this.#addresses.set(stack, ip);
    return stack;
  }

  addressOf(stack: NetworkStack): string {
    return this.#addresses.get(stack) ?? '0.0.0.0';
  }

  /** What the public name servers answer. */
  readonly lookUp: Lookup = name => (this.#byName ??= recordsOf(this.#named)).get(name) ?? 'nxdomain';
}

/** Addresses by names, and names by the names that addresses have backwards. */
function recordsOf(named: readonly { readonly names: readonly string[]; readonly ip: string }[]): ReadonlyMap<string, readonly string[]> {
  const records = new Map<string, string[]>();
  const add = (key: string, value: string): void => {
    const values = records.get(key);
    if (values) values.push(value);
    else records.set(key, [value]);
  };
  for (const { names, ip } of named) {
    const reverse = reverseName(ip);
    for (const name of names.map(text => text.toLowerCase())) {
      add(name, ip);
      add(reverse, name);
    }
  }
  return records;
}
