import type { Ms } from '../core/clock.js';
import { parseIpv4 } from './ip.js';

/** A machine on the way that looks at the time to live; a silent one drops what has none left without a word. */
export interface RouterHop {
  readonly ip: string;
  readonly latency: Ms;
  readonly isSilent: boolean;
}

/** How many machines lie between a host and those of the pretend internet. */
export const INTERNET_ROUTERS = 12;
/** Where packets for addresses that nobody has are given up. */
const KNOWN_ROUTERS = 6;

/**
 * The way from a host to an address of the pretend internet: its gateway, the router of the house, a provider's network, and one that
 * depends on where the packet goes. Their addresses are those that nobody in the real internet has (RFC 6598, RFC 2544).
 */
export function internetRouters(gateway: string, ip: string, isThere: boolean, latency: Ms): readonly RouterHop[] {
  const target = parseIpv4(ip) ?? 0;
  const routers = Array.from({ length: INTERNET_ROUTERS }, (_, index): RouterHop => {
    const hash = (target * (index + 7) + index * 40_503) % 65_521;
    const far = { ip: `198.18.${String(hash >>> 8)}.${String(1 + (hash % 250))}`, isSilent: hash % 7 === 0 };
    const known = [gateway, '192.168.1.1', '100.64.0.1', `100.64.${String(index)}.${String(20 + index)}`][index];
    const place = known === undefined ? far : { ip: known, isSilent: index === 3 };
    return { ...place, latency: 0.15 + (latency * index) / INTERNET_ROUTERS };
  });
  return isThere ? routers : routers.slice(0, KNOWN_ROUTERS);
}
