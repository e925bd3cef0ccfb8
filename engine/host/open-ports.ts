import type { NetNamespace } from '../net/namespace.js';

/** A TCP port of the host, as its loopback has it. */
export interface OpenPort {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  /** Somebody answers there. A published port is open for as long as its container runs, whether or not anything listens in the container. */
  readonly isServed: boolean;
}

/** TCP ports that somebody listens on at a namespace's loopback. */
export function openPorts(net: NetNamespace): ReadonlyMap<number, OpenPort> {
  const ports = new Map<number, OpenPort>();
  for (const { protocol, state, local, ipv6Only, isAnswered } of net.sockets()) {
    if (protocol !== 'tcp' || state !== 'LISTEN') continue;
    const ipv6 = local.ip === '::' || local.ip === '::1';
    const ipv4 = local.ip === '0.0.0.0' || local.ip === '127.0.0.1' || (local.ip === '::' && !ipv6Only);
    if (!ipv4 && !ipv6) continue;
    const known = ports.get(local.port);
    ports.set(local.port, {
      ipv4: ipv4 || known?.ipv4 === true,
      ipv6: ipv6 || known?.ipv6 === true,
      isServed: known?.isServed === true || isAnswered?.() !== false,
    });
  }
  return ports;
}
