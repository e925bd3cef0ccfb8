import type { Ms } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Probe, ProbeAnswer } from './namespace.js';
import type { NetworkStack } from './network-stack.js';
import type { OpenPath, Path, Router } from './path.js';

/** Three unanswered ARP requests, one a second. */
export const ARP_TIMEOUT: Ms = 3_060;

const silence: ProbeAnswer = { kind: 'silence', after: Infinity };

export interface ProbeContext {
  readonly stack: NetworkStack;
  readonly router: Router;
  readonly scheduler: Scheduler;
  readonly random: Random;
}

/** Sends one packet: what comes back, and when. Throws ENETUNREACH without a route. */
export function sendProbe(context: ProbeContext, ip: string, probe: Probe): ProbeAnswer {
  const { stack, router, scheduler, random } = context;
  const path = router.findPath(stack, { ip, port: probe.port ?? 0 }, probe.protocol);
  if (path.kind === 'no-route') throw new Errno('ENETUNREACH');
  const routers = router.routersTo(stack, ip);
  const hop = routers[probe.ttl - 1];
  const bytes = probe.bytes + 14;
  sendInto(path, bytes);
  if (path.kind === 'unreachable') return { kind: 'unreachable', after: ARP_TIMEOUT, from: path.device.ip };
  const isLost = hop === undefined ? path.kind === 'lost' || !isAnswered(path, probe) : hop.isSilent;
  if (path.kind === 'open') path.wire.carry('forward', bytes, 1);
  if (isLost) return silence;
  const latency = hop?.latency ?? (path.kind === 'open' ? path.wire.latency : 0);
  const after = 2 * latency * (0.9 + random.below(400) / 1000);
  // A router's answer quotes what it has dropped (RFC 792).
  const { wire } = path;
  scheduler.at(scheduler.clock.now() + after, () => {
    if (wire?.isUp) wire.carry('backward', hop ? 70 : bytes, 1);
  });
  if (hop) return { kind: 'exceeded', after, from: hop.ip, ttl: 65 - probe.ttl };
  return { kind: 'reply', after, from: ip, ttl: path.kind === 'open' ? path.wire.ttl : 64, isUp: () => wire?.isUp ?? false };
}

/** A packet that finds nobody: the way as far as it goes sees it all the same. */
export function sendInto(path: Path, bytes: number): void {
  if (path.kind === 'lost') path.wire?.carry('forward', bytes, 1);
  if (path.kind === 'unreachable') path.device.neighbours?.miss(path.ip);
}

/** Echo requests always are, and what nobody waits for is refused; a UDP socket keeps what it gets to itself. */
function isAnswered(path: OpenPath | Path, { protocol }: Probe): boolean {
  return protocol !== 'udp' || (path.kind === 'open' && !path.stack.findUdp(path.target));
}
