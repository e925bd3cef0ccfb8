/** The local port range of Linux, for outgoing connections and for published ports that name no host port. */
export const FIRST_EPHEMERAL_PORT = 32768;
export const LAST_EPHEMERAL_PORT = 60999;

/**
 * Host ports for `-p 80` and `-P`. As Docker's portallocator: each host address and protocol goes on from the port that it gave
 * last and starts again after the end, so a restarted container gets another port.
 */
export class PortAllocator {
  readonly #last = new Map<string, number>();

  /** The next port of the range that is free on all of the addresses; undefined when there is none. */
  allocate(
    protocol: 'tcp' | 'udp',
    hostIps: readonly string[],
    isFree: (ip: string, port: number) => boolean,
    range: { readonly first: number; readonly last: number } = { first: FIRST_EPHEMERAL_PORT, last: LAST_EPHEMERAL_PORT },
  ): number | undefined {
    const key = `${protocol} ${hostIps[0] ?? ''} ${String(range.first)}`;
    const size = range.last - range.first + 1;
    const start = (this.#last.get(key) ?? range.first - 1) + 1 - range.first;
    for (let step = 0; step < size; step++) {
      const port = range.first + ((start + step) % size);
      if (!hostIps.every(ip => isFree(ip, port))) continue;
      this.#last.set(key, port);
      return port;
    }
    return undefined;
  }
}
