import { reverseName, type Lookup } from './dns.js';
import type { NetworkStack } from './network-stack.js';

/** The machines outside: who has which address and which names. */
export class Internet {
  readonly #byIp = new Map<string, NetworkStack>();
  readonly #byName = new Map<string, string[]>();
  readonly #addresses = new Map<NetworkStack, string>();

  add(stack: NetworkStack, names: readonly string[], ip: string): void {
    this.#byIp.set(ip, stack);
    if (!this.#addresses.has(stack)) this.#addresses.set(stack, ip);
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
    return this.#byIp.get(ip);
  }

  addressOf(stack: NetworkStack): string {
    return this.#addresses.get(stack) ?? '0.0.0.0';
  }

  /** What the public name servers answer. */
  readonly lookUp: Lookup = name => this.#byName.get(name) ?? 'nxdomain';
}
