import { formatIpv4, normaliseIp } from '../../../net/ip.js';

/** How a file says what its frames begin with. */
export const ETHERNET = 1;
export const COOKED = 276;

/** What is known of a frame, each part where it has one. */
export interface Decoded {
  readonly link: Link;
  /** What follows the header of the link. */
  readonly body: Uint8Array;
  readonly arp?: Arp;
  readonly ip?: Ip;
}

export interface Link {
  readonly type: number;
  readonly source: string;
  readonly destination: string;
  /** With cooked frames: the interface's number, and how the frame met it. */
  readonly cooked?: { readonly index: number; readonly kind: number };
}

export interface Arp {
  readonly operation: number;
  readonly senderMac: string;
  readonly senderIp: string;
  readonly targetIp: string;
}

export interface Ip {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly tos: number;
  readonly ttl: number;
  readonly id: number;
  readonly doNotFragment: boolean;
  readonly protocol: number;
  readonly length: number;
  readonly tcp?: Tcp;
  readonly udp?: { readonly from: number; readonly to: number; readonly data: Uint8Array; readonly checksum: number };
  readonly icmp?: { readonly type: number; readonly code: number; readonly bytes: Uint8Array };
  /** What the IP header is followed by. */
  readonly body: Uint8Array;
}

export interface Tcp {
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly flags: number;
  readonly window: number;
  readonly checksum: number;
  readonly options: Uint8Array;
  readonly data: Uint8Array;
}

export const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
export const long = (bytes: Uint8Array, at: number): number => ((word(bytes, at) << 16) | word(bytes, at + 2)) >>> 0;

function macAt(bytes: Uint8Array, at: number): string {
  return Array.from(bytes.subarray(at, at + 6), byte => byte.toString(16).padStart(2, '0')).join(':');
}

/** Reads a frame; what is cut off is missing. */
export function decodeFrame(frame: Uint8Array, linkType: number): Decoded {
  if (linkType === COOKED) {
    const link = {
      type: word(frame, 0),
      source: macAt(frame, 12),
      destination: '',
      cooked: { index: long(frame, 4), kind: frame[10] ?? 0 },
    };
    return decodeBody(link, frame.subarray(20));
  }
  return decodeBody({ type: word(frame, 12), source: macAt(frame, 6), destination: macAt(frame, 0) }, frame.subarray(14));
}

function decodeBody(link: Link, body: Uint8Array): Decoded {
  if (link.type === 0x0806 && body.length >= 28) return { link, body, arp: decodeArp(body) };
  const ip = link.type === 0x0800 || link.type === 0x86dd ? decodeIp(body) : undefined;
  return ip ? { link, body, ip } : { link, body };
}

function decodeArp(bytes: Uint8Array): Arp {
  return {
    operation: word(bytes, 6),
    senderMac: macAt(bytes, 8),
    senderIp: formatIpv4(long(bytes, 14)),
    targetIp: formatIpv4(long(bytes, 24)),
  };
}

/** Reads a packet from its IP header on. */
export function decodeIp(bytes: Uint8Array): Ip | undefined {
  const version = (bytes[0] ?? 0) >> 4;
  if (version === 6 && bytes.length >= 40) return decodeIp6(bytes);
  if (version !== 4 || bytes.length < 20) return undefined;
  const length = word(bytes, 2);
  const body = bytes.subarray(((bytes[0] ?? 0) & 15) * 4, length);
  const protocol = bytes[9] ?? 0;
  return {
    version: 4,
    source: formatIpv4(long(bytes, 12)),
    destination: formatIpv4(long(bytes, 16)),
    tos: bytes[1] ?? 0,
    ttl: bytes[8] ?? 0,
    id: word(bytes, 4),
    doNotFragment: ((bytes[6] ?? 0) & 0x40) !== 0,
    protocol,
    length,
    body,
    ...decodePayload(protocol, body),
  };
}

function decodeIp6(bytes: Uint8Array): Ip {
  const address = (at: number): string => {
    const groups = Array.from({ length: 8 }, (_, index) => word(bytes, at + 2 * index).toString(16));
    return normaliseIp(groups.join(':')) ?? groups.join(':');
  };
  const length = word(bytes, 4);
  const protocol = bytes[6] ?? 0;
  const body = bytes.subarray(40, 40 + length);
  const head = { source: address(8), destination: address(24), tos: 0, ttl: bytes[7] ?? 0, id: 0, doNotFragment: false };
  return { version: 6, ...head, protocol, length, body, ...(protocol === 58 ? {} : decodePayload(protocol, body)) };
}

function decodePayload(protocol: number, body: Uint8Array): Pick<Ip, 'tcp' | 'udp' | 'icmp'> {
  if (protocol === 6 && body.length >= 20) return { tcp: decodeTcp(body) };
  if (protocol === 17 && body.length >= 8) {
    return { udp: { from: word(body, 0), to: word(body, 2), checksum: word(body, 6), data: body.subarray(8, Math.max(8, word(body, 4))) } };
  }
  if (protocol === 1 && body.length >= 8) return { icmp: { type: body[0] ?? 0, code: body[1] ?? 0, bytes: body } };
  return {};
}

function decodeTcp(body: Uint8Array): Tcp {
  const header = ((body[12] ?? 0) >> 4) * 4;
  return {
    from: word(body, 0),
    to: word(body, 2),
    sequence: long(body, 4),
    acknowledged: long(body, 8),
    flags: body[13] ?? 0,
    window: word(body, 14),
    checksum: word(body, 16),
    options: body.subarray(20, header),
    data: body.subarray(header),
  };
}
