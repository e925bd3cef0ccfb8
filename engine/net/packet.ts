import { parseIpv4, parseIpv6, unmapIpv4 } from './ip.js';
import type { SocketAddress } from './socket.js';

/** Bits of a TCP segment. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;

export interface TcpSegment {
  readonly protocol: 'tcp';
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly window: number;
  readonly options: Uint8Array;
  readonly data: Uint8Array;
}

/** What an IP packet carries. */
export type Payload =
  | TcpSegment
  | { readonly protocol: 'udp'; readonly data: Uint8Array }
  | { readonly protocol: 'icmp'; readonly data: Uint8Array };

/** A packet as it is on one link. */
export interface Packet {
  readonly from: SocketAddress;
  readonly to: SocketAddress;
  readonly ttl: number;
  readonly id: number;
  readonly payload: Payload;
}

const numbers = { icmp: 1, tcp: 6, udp: 17 };
const NO_MAC = '00:00:00:00:00:00';
export const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** The bytes of an ethernet frame. */
export function encodeFrame(source: string, destination: string, type: number, body: Uint8Array): Uint8Array {
  return joined(macBytes(destination), macBytes(source), Uint8Array.of(type >> 8, type & 255), body);
}

/** The bytes of a packet in an ethernet frame. */
export function encodePacket(packet: Packet, source = NO_MAC, destination = NO_MAC): Uint8Array {
  const body = encodeIp(packet);
  return encodeFrame(source, destination, (body[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800, body);
}

/** The bytes of a packet, with its headers and checksums. */
export function encodeIp({ from, to, ttl, id, payload }: Packet): Uint8Array {
  const [source, destination] = [ipBytes(from.ip), ipBytes(to.ip)];
  const protocol = payload.protocol === 'icmp' && source.length === 16 ? 58 : numbers[payload.protocol];
  const body = encodePayload(payload, from.port, to.port);
  const pseudo =
    source.length === 4
      ? [0, protocol, body.length >> 8, body.length & 255]
      : [0, 0, body.length >> 8, body.length & 255, 0, 0, 0, protocol];
  const sumAt = { icmp: 2, tcp: 16, udp: 6 }[payload.protocol];
  const covered = payload.protocol === 'icmp' ? body : joined(source, destination, Uint8Array.from(pseudo), body);
  putWord(body, sumAt, checksum(covered));
  if (source.length === 16)
    return joined(Uint8Array.of(0x60, 0, 0, 0, body.length >> 8, body.length & 255, protocol, ttl), source, destination, body);
  const length = 20 + body.length;
  const isError = payload.protocol === 'icmp' && payload.data[0] !== 8 && payload.data[0] !== 0;
  const isWhole = payload.protocol !== 'icmp' || payload.data[0] === 8;
  const head = Uint8Array.of(
    0x45,
    isError ? 0xc0 : 0,
    length >> 8,
    length & 255,
    id >> 8,
    id & 255,
    isWhole ? 0x40 : 0,
    0,
    ttl,
    protocol,
    0,
    0,
    ...source,
    ...destination,
  );
  putWord(head, 10, checksum(head));
  return joined(head, body);
}

function encodePayload(payload: Payload, from: number, to: number): Uint8Array {
  const { data } = payload;
  if (payload.protocol === 'icmp') return data.slice();
  if (payload.protocol === 'udp') return joined(words(from, to, 8 + data.length, 0), data);
  const { sequence, acknowledged, flags, window, options } = payload;
  const offset = (20 + options.length) << 10;
  const head = words(
    from,
    to,
    sequence >>> 16,
    sequence & 0xffff,
    acknowledged >>> 16,
    acknowledged & 0xffff,
    offset | flags,
    window,
    0,
    0,
  );
  return joined(head, options, data);
}

/** An echo request (8) or reply (0): `size` bytes of data, counted up as ping fills them. */
export function echo(type: 0 | 8, id: number, sequence: number, size: number): Payload {
  const data = Uint8Array.from({ length: 8 + size }, (_, index) => (index < 8 ? 0 : (index - 8) & 255));
  data[0] = type;
  putWord(data, 4, id);
  putWord(data, 6, sequence);
  return { protocol: 'icmp', data };
}

/** A message about a packet that did not get there, which it quotes. */
export function icmpError(type: number, code: number, about: Packet): Payload {
  return { protocol: 'icmp', data: joined(Uint8Array.of(type, code, 0, 0, 0, 0, 0, 0), encodeIp(about).subarray(0, 548)) };
}

/** Asks who has an address (1), or tells (2). */
export function encodeArp(
  operation: 1 | 2,
  from: { readonly mac: string; readonly ip: string },
  to: { readonly mac: string; readonly ip: string },
): Uint8Array {
  const asked = operation === 1 ? NO_MAC : to.mac;
  const body = joined(Uint8Array.of(0, 1, 8, 0, 6, 4, 0, operation), macBytes(from.mac), ipBytes(from.ip), macBytes(asked), ipBytes(to.ip));
  return encodeFrame(from.mac, to.mac, 0x0806, body);
}

/** The number that a text stands for, as if by chance: where real machines draw one that nobody looks at. */
export function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193) >>> 0;
  return hash;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  for (const [index, value] of values.entries()) putWord(bytes, 2 * index, value);
  return bytes;
}

function putWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = (value >> 8) & 255;
  bytes[at + 1] = value & 255;
}

function macBytes(mac: string): Uint8Array {
  return Uint8Array.from(mac.split(':'), part => parseInt(part, 16));
}

function ipBytes(text: string): Uint8Array {
  const ip = unmapIpv4(text);
  const number = parseIpv4(ip);
  if (number !== undefined) return Uint8Array.of(number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255);
  return words(...(parseIpv6(ip) ?? [0, 0, 0, 0, 0, 0, 0, 0]));
}

/** The Internet checksum (RFC 1071). */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return ~sum & 0xffff;
}
