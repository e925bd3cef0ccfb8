import type { SocketAddress } from './socket.js';

/** What is bound to an address and a port. */
export interface Bound {
  readonly local: SocketAddress;
  readonly ipv6Only?: boolean;
}

export function addTo<T extends Bound>(table: Map<number, T[]>, socket: T): void {
  const port = socket.local.port;
  table.set(port, [...(table.get(port) ?? []), socket]);
}

export function removeFrom<T extends Bound>(table: Map<number, T[]>, socket: T): void {
  const rest = (table.get(socket.local.port) ?? []).filter(other => other !== socket);
  if (rest.length > 0) table.set(socket.local.port, rest);
  else table.delete(socket.local.port);
}

/** A socket bound to the very address comes first, then the wildcard of its family, then one for both families. */
export function mostSpecific<T extends Bound>(sockets: readonly T[] | undefined, ip: string): T | undefined {
  if (!sockets) return undefined;
  const family = ip.includes(':') ? '::' : '0.0.0.0';
  return (
    sockets.find(({ local }) => local.ip === ip) ??
    sockets.find(({ local }) => local.ip === family) ??
    sockets.find(({ local, ipv6Only }) => local.ip === '::' && ipv6Only !== true)
  );
}

/** Whether two bindings of one port collide. */
export function overlap(a: string, aIpv6Only: boolean, b: string, bIpv6Only: boolean): boolean {
  if (a === b) return true;
  if (a === '::' && (b.includes(':') || !aIpv6Only)) return true;
  if (b === '::' && (a.includes(':') || !bIpv6Only)) return true;
  return !a.includes(':') && !b.includes(':') && (a === '0.0.0.0' || b === '0.0.0.0');
}
