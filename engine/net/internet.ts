import { reverseName, type Lookup } from './dns.js';
import type { NetworkStack } from './network-stack.js';

/** A machine outside, or how to make it when somebody first speaks to it. */
type Machine = NetworkStack | (() => NetworkStack);

/** The machines outside: who has which address and which names. */
export class Internet {
  readonly #byIp = new Map<string, Machine>();
  readonly #byName = new Map<string, string[]>();
  readonly #addresses = new Map<NetworkStack, string>();

  add(machine: Machine, names: readonly string[], ip: string): void {
    this.#byIp.set(ip, machine);
    if (typeof machine === 'object' && !this.#addresses.has(machine)) this.#addresses.set(machine, ip);
    for (const name of names.map(text => text.toLowerCase())) {
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), ip]);
      const reverse = reverseName(ip);
      this.#byName.set(reverse, [...(this.#byName.get(reverse) ?? []), name]);
    }
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
  readonly lookUp: Lookup = name => this.#byName.get(name) ?? 'nxdomain';
}
