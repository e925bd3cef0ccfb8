import type { Ms } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Probe, ProbeAnswer } from './namespace.js';
import { ACK, echo, icmpError, RST, SYN, type Packet, type Payload } from './packet.js';
import type { NetworkStack } from './network-stack.js';
import type { OpenPath, Path, Router } from './path.js';
import type { Ends } from './wire.js';

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
  const exchange = path.wire?.isWatched === true ? exchangeOf(path, ip, probe) : undefined;
  exchange?.send();
  if (path.kind === 'open') path.wire.carry('forward', bytes, 1);
  if (isLost) return silence;
  const latency = hop?.latency ?? (path.kind === 'open' ? path.wire.latency : 0);
  const after = 2 * latency * (0.9 + random.below(400) / 1000);
  // A router's answer quotes what it has dropped (RFC 792).
  const { wire } = path;
  exchange?.answer(after, hop?.ip);
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

/** What those who listen in see of a probe and of its answer. */
interface Exchange {
  readonly send: () => void;
  /** From the other end, or from a router on the way. */
  readonly answer: (after: Ms, router?: string) => void;
}

function exchangeOf(path: Path, ip: string, probe: Probe): Exchange | undefined {
  if (path.kind === 'no-route' || path.kind === 'unreachable' || !path.wire) return undefined;
  const { wire } = path;
  const { ttl, id = 0 } = probe;
  const port = probe.protocol === 'icmp' ? 0 : 32_768 + (id % 28_000);
  const near: Ends = {
    client: { ip: path.kind === 'open' ? path.source : (wire.nearIp ?? ''), port },
    server: { ip, port: probe.port ?? 0 },
  };
  const far: Ends = path.kind === 'open' ? { client: { ip: path.seenAs, port }, server: path.target } : near;
  const sent = payloadOf(probe);
  const isOpen = path.kind === 'open' && path.stack.findListener(path.target) !== undefined;
  return {
    send: () => {
      wire.show({ direction: 'forward', near, far, payload: sent, ttl, reach: ttl });
    },
    answer: (after, router) => {
      const about: Packet = { from: far.client, to: far.server, ttl: 1, id: 0, payload: sent };
      if (router === undefined) {
        wire.show({ direction: 'backward', near, far, payload: answerTo(probe, about, isOpen), after: Math.max(0, after - wire.latency) });
        return;
      }
      const server = { ip: router, port: 0 };
      const ends = { near: { ...near, server }, far: { ...far, server } };
      const payload = icmpError(11, 0, about);
      wire.show({ direction: 'backward', ...ends, payload, ttl: 129 - ttl - wire.ttl, reach: ttl, after, isThere: true });
    },
  };
}

const NOTHING = new Uint8Array(0);

function payloadOf({ protocol, bytes, id = 0, sequence = 0 }: Probe): Payload {
  const size = Math.max(0, bytes - 28);
  if (protocol === 'icmp') return echo(8, id, sequence, size);
  if (protocol === 'udp') return { protocol, data: new Uint8Array(size).fill(64) };
  return { protocol, flags: SYN, sequence: 1, acknowledged: 0, window: 5840, options: NOTHING, data: NOTHING };
}

function answerTo({ protocol, bytes, id = 0, sequence = 0 }: Probe, about: Packet, isOpen: boolean): Payload {
  if (protocol === 'icmp') return echo(0, id, sequence, Math.max(0, bytes - 28));
  if (protocol === 'udp') return icmpError(3, 3, about);
  const flags = ACK | (isOpen ? SYN : RST);
  return { protocol, flags, sequence: 0, acknowledged: 2, window: isOpen ? 64_240 : 0, options: NOTHING, data: NOTHING };
}
