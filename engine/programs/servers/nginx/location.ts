import type { Location, NginxConfig, VirtualServer } from './config.js';
import type { SocketAddress } from '../../../net/socket.js';

/** The server for a request: by address first, then by the Host header, then the default of the address. */
export function findServer(config: NginxConfig, local: SocketAddress, bound: SocketAddress, host: string): VirtualServer | undefined {
  const isOn =
    (ip: string) =>
    (server: VirtualServer): boolean =>
      server.listens.some(listen => listen.port === bound.port && listen.ip === ip);
  const exact = config.servers.filter(isOn(local.ip));
  const candidates = exact.length > 0 ? exact : config.servers.filter(isOn(bound.ip));
  const isDefault = (server: VirtualServer): boolean => server.listens.some(listen => listen.port === bound.port && listen.isDefault);
  return matchName(candidates, host) ?? candidates.find(isDefault) ?? candidates[0];
}

/** Exact names win, then the longest `*.name`, then the longest `name.*`. */
function matchName(servers: readonly VirtualServer[], host: string): VirtualServer | undefined {
  const exact = servers.find(({ names }) => names.some(name => name.toLowerCase() === host));
  if (exact || host === '') return exact;
  let best: { readonly server: VirtualServer; readonly weight: number } | undefined;
  for (const server of servers) {
    for (const name of server.names.map(text => text.toLowerCase())) {
      const weight = wildcardWeight(name, host);
      if (weight > (best?.weight ?? 0)) best = { server, weight };
    }
  }
  return best?.server;
}

function wildcardWeight(name: string, host: string): number {
  if (name.startsWith('*.') && host.endsWith(name.slice(1))) return 1000 + name.length;
  if (name.startsWith('.') && (host === name.slice(1) || host.endsWith(name))) return 1000 + name.length;
  if (name.endsWith('.*') && host.startsWith(name.slice(0, -1))) return name.length;
  return 0;
}

/** The location for a path: exact, else the first regular expression unless the longest prefix has priority, else that prefix. */
export function findLocation(server: VirtualServer, path: string): Location | undefined {
  const exact = server.locations.find(({ kind, pattern }) => kind === 'exact' && pattern === path);
  if (exact) return exact;
  let longest: Location | undefined;
  for (const location of server.locations) {
    if ((location.kind !== 'prefix' && location.kind !== 'priority') || !path.startsWith(location.pattern)) continue;
    if (!longest || location.pattern.length > longest.pattern.length) longest = location;
  }
  if (longest?.kind === 'priority') return longest;
  return server.locations.find(({ kind, regex }) => kind === 'regex' && regex?.test(path)) ?? longest;
}
