import type { Publication } from './fabric.js';
import { isWildcard } from './ip.js';
import type { SocketInfo } from './namespace.js';
import type { SocketAddress } from './socket.js';

/** The host's published ports, by port. */
export class Publications {
  readonly #byPort = new Map<number, Publication[]>();

  add(publication: Publication): void {
    const port = publication.host.port;
    this.#byPort.set(port, [...(this.#byPort.get(port) ?? []), publication]);
  }

  remove(publication: Publication): void {
    const { port } = publication.host;
    const rest = (this.#byPort.get(port) ?? []).filter(other => !isSame(other, publication));
    if (rest.length > 0) this.#byPort.set(port, rest);
    else this.#byPort.delete(port);
  }

  /** The publication that a packet for this address of the host follows. */
  find(protocol: 'tcp' | 'udp', address: SocketAddress): Publication | undefined {
    const wildcard = address.ip.includes(':') ? '::' : '0.0.0.0';
    const candidates = (this.#byPort.get(address.port) ?? []).filter(publication => publication.protocol === protocol);
    return candidates.find(({ host }) => host.ip === address.ip) ?? candidates.find(({ host }) => host.ip === wildcard);
  }

  all(): readonly Publication[] {
    return [...this.#byPort.values()].flat();
  }

  /** The sockets that docker-proxy holds for them; with a port, only those bound to it. */
  sockets(port?: number): readonly SocketInfo[] {
    const publications = port === undefined ? [...this.#byPort.values()].flat() : (this.#byPort.get(port) ?? []);
    return publications.map(({ protocol, host, target }) => ({
      protocol,
      state: protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
      local: host,
      remote: undefined,
      receiveQueue: 0,
      ipv6Only: host.ip === '::',
      program: 'docker-proxy',
      isAnswered: () => isAnswered(protocol, target),
    }));
  }
}

function isAnswered(protocol: 'tcp' | 'udp', { namespace, ip, port }: Publication['target']): boolean {
  return namespace
    .sockets()
    .some(
      ({ protocol: its, state, local }) =>
        its === protocol && (state === 'LISTEN' || state === 'UNCONN') && local.port === port && (local.ip === ip || isWildcard(local.ip)),
    );
}

function isSame(a: Publication, b: Publication): boolean {
  return a.protocol === b.protocol && a.host.ip === b.host.ip && a.host.port === b.host.port;
}
