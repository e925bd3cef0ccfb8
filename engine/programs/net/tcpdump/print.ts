import { decodeUtf8 } from '../../../core/utf8.js';
import { checksum, joined } from '../../../net/packet.js';
import { decodeIp, long, word, type Arp, type Decoded, type Ip, type Tcp } from './decode.js';
import { dnsText } from './dns-text.js';
import { httpText } from './http-text.js';

export interface PrintStyle {
  readonly verbosity: number;
  readonly quiet: boolean;
  readonly withLink: boolean;
  readonly absoluteNumbers: boolean;
  /** Names of addresses and ports, where they are wanted and known. */
  readonly host: (ip: string) => string;
  readonly port: (port: number, protocol: 'tcp' | 'udp') => string;
  /** The name of the interface with a number. */
  readonly device: (index: number) => string;
}

/** Connections whose numbers are remembered at once. */
const MAX_CONNECTIONS = 4096;
const kinds = ['In', 'B', 'M', 'P', 'Out'];
const flagLetters: readonly (readonly [bit: number, letter: string])[] = [
  [1, 'F'],
  [2, 'S'],
  [4, 'R'],
  [8, 'P'],
  [16, '.'],
  [32, 'U'],
];

/** Prints frames as tcpdump 4.99 does, one after the other: numbers of a connection count from its first. */
export class FramePrinter {
  readonly #style: PrintStyle;
  readonly #first = new Map<string, { readonly forward: number; readonly backward: number }>();

  constructor(style: PrintStyle) {
    this.#style = style;
  }

  /** A frame of this length, without the time and the bytes. */
  print({ link, body, arp, ip }: Decoded, length: number): string {
    const { withLink } = this.#style;
    const cooked = link.cooked ? `${this.#style.device(link.cooked.index).padEnd(5)} ${(kinds[link.cooked.kind] ?? '?').padEnd(3)} ` : '';
    const what = arp ? 'ARP' : ip?.version === 4 ? 'IPv4' : ip ? 'IPv6' : 'Unknown';
    const type = `0x${link.type.toString(16).padStart(4, '0')}`;
    const head = withLink
      ? `${cooked === '' ? `${link.source} > ${link.destination}, ` : cooked}ethertype ${what} (${type}), length ${String(length)}: `
      : `${cooked}${arp ? 'ARP, ' : ip ? `${ip.version === 4 ? 'IP' : 'IP6'} ` : `ethertype ${type}, length ${String(length)}`}`;
    if (arp) return head + this.#arp(arp, body.length);
    return ip ? head + this.#ip(ip) : head.trimEnd();
  }

  #arp({ operation, senderMac, senderIp, targetIp }: Arp, length: number): string {
    const { host, verbosity } = this.#style;
    const kind = verbosity > 0 ? 'Ethernet (len 6), IPv4 (len 4), ' : '';
    const text =
      operation === 1 ? `Request who-has ${host(targetIp)} tell ${host(senderIp)}` : `Reply ${host(senderIp)} is-at ${senderMac}`;
    return `${kind}${text}, length ${String(length)}`;
  }

  #ip(ip: Ip): string {
    const body = this.#payload(ip);
    if (this.#style.verbosity === 0) return body;
    const names: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' };
    const name = names[ip.protocol] ?? 'unknown';
    if (ip.version === 6)
      return `(hlim ${String(ip.ttl)}, next-header ${name} (${String(ip.protocol)}) payload length: ${String(ip.length)}) ${body}`;
    return `${ipHead(ip, name)}\n    ${body}`;
  }

  #payload(ip: Ip): string {
    const { host, port, quiet } = this.#style;
    const ports = ip.tcp ?? ip.udp;
    const protocol = ip.tcp ? 'tcp' : 'udp';
    const at = (address: string, number?: number): string => host(address) + (number === undefined ? '' : `.${port(number, protocol)}`);
    const head = `${at(ip.source, ports?.from)} > ${at(ip.destination, ports?.to)}: `;
    if (ip.tcp && quiet) return `${head}tcp ${String(ip.tcp.data.length)}`;
    if (ip.tcp) return head + this.#tcp(ip, ip.tcp);
    if (ip.udp) return head + this.#udp(ip, ip.udp);
    if (ip.icmp) return head + this.#icmp(ip.icmp.type, ip.icmp.code, ip.icmp.bytes);
    return `${head}ip-proto-${String(ip.protocol)} ${String(ip.body.length)}`;
  }

  #tcp(ip: Ip, tcp: Tcp): string {
    const { verbosity } = this.#style;
    const { flags, data, window, options } = tcp;
    const { sequence, acknowledged } = this.#numbers(ip, tcp);
    const letters = flagLetters.flatMap(([bit, letter]) => ((flags & bit) === 0 ? [] : [letter])).join('');
    const sum = verbosity > 0 ? `, cksum ${checksumText(tcp.checksum, checksumOf(ip, 16))}` : '';
    const isNumbered = data.length > 0 || (flags & 7) !== 0 || verbosity > 1;
    const seq = isNumbered ? `, seq ${String(sequence)}${data.length > 0 ? `:${String((sequence + data.length) >>> 0)}` : ''}` : '';
    const ack = (flags & 16) === 0 ? '' : `, ack ${String(acknowledged)}`;
    const extra = options.length === 0 ? '' : `, options [${optionTexts(options).join(',')}]`;
    const isHttp = data.length > 0 && [80, 8080].some(port => port === tcp.from || port === tcp.to);
    return `Flags [${letters === '' ? 'none' : letters}]${sum}${seq}${ack}, win ${String(window)}${extra}, length ${String(data.length)}${isHttp ? httpText(data, verbosity > 0) : ''}`;
  }

  /** Numbers count from the first that was seen of a conversation, unless they are wanted as they are. */
  #numbers(ip: Ip, { from, to, flags, sequence, acknowledged }: Tcp): Pick<Tcp, 'sequence' | 'acknowledged'> {
    if (this.#style.absoluteNumbers) return { sequence, acknowledged };
    const ends = [`${ip.source}.${String(from)}`, `${ip.destination}.${String(to)}`];
    const isBackwards = (ends[0] ?? '') > (ends[1] ?? '');
    const key = ends.sort().join(' ');
    const known = this.#first.get(key);
    if (known && (flags & 2) === 0) {
      const [own, other] = isBackwards ? [known.backward, known.forward] : [known.forward, known.backward];
      return { sequence: (sequence - own) >>> 0, acknowledged: (acknowledged - other) >>> 0 };
    }
    if (this.#first.size > MAX_CONNECTIONS) this.#first.clear();
    // A first packet that acknowledges nothing tells of one side only.
    const other = (acknowledged - 1) >>> 0;
    if ((flags & 16) === 0) this.#first.delete(key);
    else this.#first.set(key, isBackwards ? { forward: other, backward: sequence } : { forward: sequence, backward: other });
    return { sequence, acknowledged };
  }

  #udp(ip: Ip, { from, to, data, checksum: found }: NonNullable<Ip['udp']>): string {
    const { verbosity, quiet } = this.#style;
    const sum = verbosity > 1 ? udpChecksumText(found, checksumOf(ip, 6)) : '';
    const isDns = !quiet && data.length >= 12 && (from === 53 || to === 53);
    return isDns ? sum + dnsText(data, verbosity > 0) : `${sum}UDP, length ${String(data.length)}`;
  }

  #icmp(type: number, code: number, bytes: Uint8Array): string {
    const length = `, length ${String(bytes.length)}`;
    if (type === 8 || type === 0) {
      return `ICMP echo ${type === 8 ? 'request' : 'reply'}, id ${String(word(bytes, 4))}, seq ${String(word(bytes, 6))}${length}`;
    }
    const about = decodeIp(bytes.subarray(8));
    const isPort = type === 3 && code === 3 && about;
    const ports = about?.tcp ?? about?.udp;
    const protocol = about?.tcp ? 'tcp' : 'udp';
    const host = about ? this.#style.host(about.destination) : '';
    const text = isPort
      ? `${host} ${protocol} port ${this.#style.port(ports?.to ?? 0, protocol)} unreachable`
      : type === 3
        ? `host ${host} unreachable`
        : type === 11
          ? 'time exceeded in-transit'
          : `type-#${String(type)}`;
    const quote = this.#style.verbosity > 0 && about ? `\n\t${this.#style.withLink ? '' : 'IP '}${this.#ip(about)}` : '';
    return `ICMP ${text}${length}${quote}`;
  }
}

function ipHead({ tos, ttl, id, doNotFragment, protocol, length }: Ip, name: string): string {
  const numbers = `tos 0x${tos.toString(16)}, ttl ${String(ttl)}, id ${String(id)}, offset 0, flags [${doNotFragment ? 'DF' : 'none'}]`;
  return `(${numbers}, proto ${name} (${String(protocol)}), length ${String(length)})`;
}

function checksumText(found: number, right: number): string {
  const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
  return found === right ? `${hex(found)} (correct)` : `${hex(found)} (incorrect -> ${hex(right)})`;
}

function udpChecksumText(found: number, right: number): string {
  if (found === 0) return '[no cksum] ';
  const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;
  return found === right ? '[udp sum ok] ' : `[bad udp cksum ${hex(found)} -> ${hex(right)}!] `;
}

/** What the checksum of a payload should be, with its place in it cleared. */
function checksumOf({ body, source, destination, protocol, version }: Ip, at: number): number {
  const cleared = body.slice();
  cleared[at] = 0;
  cleared[at + 1] = 0;
  const ends = [source, destination].flatMap(ip => (version === 4 ? ip.split('.').map(Number) : []));
  return checksum(joined(Uint8Array.from([...ends, 0, protocol, body.length >> 8, body.length & 255]), cleared));
}

function optionTexts(options: Uint8Array): string[] {
  const texts: string[] = [];
  for (let at = 0; at < options.length; ) {
    const kind = options[at] ?? 0;
    if (kind === 0) return [...texts, 'eol'];
    const size = kind === 1 ? 1 : Math.max(2, options[at + 1] ?? 2);
    if (kind === 1) texts.push('nop');
    else if (kind === 2) texts.push(`mss ${String(word(options, at + 2))}`);
    else if (kind === 3) texts.push(`wscale ${String(options[at + 2] ?? 0)}`);
    else if (kind === 4) texts.push('sackOK');
    else if (kind === 8) texts.push(`TS val ${String(long(options, at + 2))} ecr ${String(long(options, at + 6))}`);
    else texts.push(`unknown-${String(kind)}`);
    at += size;
  }
  return texts;
}

/** The bytes as -A, -x and -X show them. */
export function hexLines(bytes: Uint8Array, withText: boolean): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const pairs: string[] = [];
    for (let i = 0; i < row.length; i += 2)
      pairs.push(Array.from(row.subarray(i, i + 2), byte => byte.toString(16).padStart(2, '0')).join(''));
    const hex = ` ${pairs.join(' ')}`;
    lines.push(`\t0x${at.toString(16).padStart(4, '0')}: ${withText ? `${hex.padEnd(40)}  ${visible(row)}` : hex}\n`);
  }
  return lines.join('');
}

function visible(bytes: Uint8Array): string {
  return Array.from(bytes, byte => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
}

/** -A: letters as they are; lines end where they do. */
export function asciiLines(bytes: Uint8Array): string {
  const shown = Uint8Array.from(bytes, byte => (byte === 10 || byte === 9 || (byte >= 32 && byte < 127) || byte === 13 ? byte : 46));
  return `${decodeUtf8(shown)
    .replace(/\r(?=\n)/g, '')
    .replace(/\r/g, '.')}\n`;
}
