import type { Ms } from '../core/clock.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Path } from './path.js';
import type { SocketAddress } from './socket.js';
import { flagsOf, showSegments, type Conversation } from './tcp-segments.js';

/** When Linux asks again for a connection that nobody answers (tcp_syn_retries). */
const RETRIES: readonly Ms[] = [1000, 3000, 7000, 15_000, 31_000, 63_000];

/** A connection that is being opened before the eyes of somebody. */
export interface Opening {
  readonly port: number;
  /** The client has heard that the other side takes the connection. */
  readonly finish: () => void;
}

/** Shows how a connection is opened or refused, where somebody listens in; only then the port is taken before the answer. */
export function showOpening(path: Path, to: SocketAddress, scheduler: Scheduler, takePort: () => number): Opening | undefined {
  if (path.kind === 'no-route' || path.kind === 'unreachable' || !path.wire?.isWatched) return undefined;
  const { wire } = path;
  const port = takePort();
  const source = path.kind === 'open' ? path.source : (wire.nearIp ?? '0.0.0.0');
  const client = { ip: source, port };
  const near = { client, server: to };
  const far = path.kind === 'open' ? { client: { ip: path.seenAs, port }, server: path.target } : near;
  const conversation: Conversation = { wire, near, far };
  const say = (direction: 'forward' | 'backward', flags: number, sent: number, received: number, after = 0): void => {
    showSegments(conversation, scheduler.clock.now(), { direction, flags, sent, received, after });
  };
  say('forward', flagsOf.open, 0, 0);
  if (path.kind === 'lost') {
    for (const delay of RETRIES)
      scheduler.at(scheduler.clock.now() + delay, () => {
        say('forward', flagsOf.open, 0, 0);
      });
    return undefined;
  }
  const listener = path.stack.findListener(path.target);
  // All of it is arranged now: what the client does with the answer must not be seen before the answer.
  if (!listener?.isFull) say('backward', listener || path.proxied ? flagsOf.opened : flagsOf.reset, 0, 1, wire.latency);
  return {
    port,
    finish: () => {
      say('forward', flagsOf.answer, 1, 1);
    },
  };
}
