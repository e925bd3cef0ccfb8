import type { Instant, Ms } from '../core/clock.js';
import { unmapIpv4 } from './ip.js';
import { ACK, FIN, hashOf, PSH, RST, SYN, type TcpSegment } from './packet.js';
import type { SocketAddress } from './socket.js';
import type { Direction, Ends, Wire } from './wire.js';

/** Who speaks with whom over which way, as both see it. */
export interface Conversation {
  readonly wire: Wire;
  readonly near: Ends;
  readonly far: Ends;
}

/** What one side says at a moment: how many bytes it has sent and received before, both counted from its first. */
export interface Saying {
  readonly direction: Direction;
  readonly flags: number;
  readonly sent: number;
  readonly received: number;
  /** Free room of the receiver's queue. */
  readonly room?: number;
  readonly data?: Uint8Array;
  /** How long it is until it is said. */
  readonly after?: Ms;
}

const NOTHING = new Uint8Array(0);
/** What a Linux host offers at first, and how far the windows of its segments are shifted. */
const FIRST_WINDOW = { forward: 64_240, backward: 65_160 };
const WINDOW_SHIFT = 7;
const ROOM = 64_256;

/** Shows a segment, or as many as the data takes, to those who listen in. The caller has looked whether anybody does. */
export function showSegments(conversation: Conversation, now: Instant, saying: Saying): void {
  const { wire, near, far } = conversation;
  const data = saying.data ?? NOTHING;
  const size = wire.segmentBytes;
  for (let at = 0; at === 0 || at < data.length; at += size) {
    const part = data.subarray(at, at + size);
    const isLast = at + size >= data.length;
    const flags = saying.flags | (data.length > 0 && isLast ? PSH : 0);
    const payload = segmentOf(conversation, now + (saying.after ?? 0), { ...saying, sent: saying.sent + at, flags, data: part });
    wire.show({ direction: saying.direction, near, far, payload, after: saying.after ?? 0 });
  }
}

function segmentOf({ wire, near }: Conversation, now: Instant, saying: Saying): TcpSegment {
  const { direction, flags, sent, received, room = ROOM, data = NOTHING } = saying;
  const [own, other] = direction === 'forward' ? [near.client, near.server] : [near.server, near.client];
  const isFirst = (flags & SYN) !== 0;
  const isRefusal = (flags & RST) !== 0 && sent === 0 && direction === 'backward';
  return {
    protocol: 'tcp',
    flags,
    sequence: isRefusal ? 0 : (firstNumber(own, other) + sent) >>> 0,
    acknowledged: (flags & ACK) === 0 ? 0 : (firstNumber(other, own) + received) >>> 0,
    window: isRefusal ? 0 : isFirst ? FIRST_WINDOW[direction] : Math.min(room, ROOM) >> WINDOW_SHIFT,
    options: (flags & RST) !== 0 ? NOTHING : optionsOf(wire, now, own, other, isFirst ? flags : 0),
    data,
  };
}

/** An initial sequence number: a hash of the addresses, as of Linux, but without a secret. */
function firstNumber(own: SocketAddress, other: SocketAddress): number {
  return hashOf(`${unmapIpv4(own.ip)}:${String(own.port)}>${unmapIpv4(other.ip)}:${String(other.port)}`);
}

function optionsOf(wire: Wire, now: Instant, own: SocketAddress, other: SocketAddress, first: number): Uint8Array {
  const heard = first === SYN ? 0 : timestamp(other, now - wire.latency);
  const times = [8, 10, ...long(timestamp(own, now)), ...long(heard)];
  const mss = wire.segmentBytes + 12;
  return Uint8Array.from(first === 0 ? [1, 1, ...times] : [2, 4, mss >> 8, mss & 255, 4, 2, ...times, 1, 3, 3, WINDOW_SHIFT]);
}

/** The clock of a machine in milliseconds, which began anywhere. */
function timestamp({ ip }: SocketAddress, now: Instant): number {
  return (hashOf(unmapIpv4(ip)) + Math.floor(now)) >>> 0;
}

function long(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

export const flagsOf = { open: SYN, opened: SYN | ACK, answer: ACK, end: FIN | ACK, reset: RST | ACK } as const;
