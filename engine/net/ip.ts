/**
 * Addresses and prefixes. IPv4 addresses are handled as whole numbers from 0 to 2³²−1; IPv6 exists only as text, for the
 * loopback and the wildcard.
 */

/** An IPv4 network: its first address and the length of its prefix. */
export interface Prefix {
  readonly base: number;
  readonly length: number;
}

/** The number behind '172.17.0.2'; undefined for anything else (no short forms, no leading zeros). */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

export function formatIpv4(value: number): string {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff].join('.');
}

/** How many addresses a prefix of this length has. */
export function sizeOfPrefix(length: number): number {
  return 2 ** (32 - length);
}

/** A prefix with the bits behind its length cleared: '10.5.3.7/16' gives 10.5.0.0/16. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseIpv4(text.slice(0, slash));
  const lengthText = text.slice(slash + 1);
  if (address === undefined || !/^(\d|[12]\d|3[0-2])$/.test(lengthText)) return undefined;
  return prefixOf(address, Number(lengthText));
}

/** The prefix of this length that holds the address. */
export function prefixOf(address: number, length: number): Prefix {
  const size = sizeOfPrefix(length);
  return { base: Math.floor(address / size) * size, length };
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatIpv4(prefix.base)}/${String(prefix.length)}`;
}

export function lastAddress(prefix: Prefix): number {
  return prefix.base + sizeOfPrefix(prefix.length) - 1;
}

export function prefixContains(prefix: Prefix, address: number): boolean {
  return address >= prefix.base && address <= lastAddress(prefix);
}

export function prefixesOverlap(a: Prefix, b: Prefix): boolean {
  return a.base <= lastAddress(b) && b.base <= lastAddress(a);
}

/** '255.255.0.0' for 16. */
export function netmaskOf(length: number): string {
  return formatIpv4(2 ** 32 - sizeOfPrefix(length));
}

/** Whether the text is an IPv6 address (any written form). */
export function isIpv6(text: string): boolean {
  return parseIpv6(text) !== undefined;
}

/** Whether the text is an IP address of either kind. */
export function isIpAddress(text: string): boolean {
  return parseIpv4(text) !== undefined || isIpv6(text);
}

/** The one way of writing an address that the rest of the engine compares: RFC 5952 for IPv6. Undefined if it is none. */
export function normaliseIp(text: string): string | undefined {
  if (parseIpv4(text) !== undefined) return text;
  const groups = parseIpv6(text);
  return groups && formatIpv6(groups);
}

/** 127.0.0.0/8 and ::1. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || /^127\./.test(ip);
}

export function isWildcard(ip: string): boolean {
  return ip === '0.0.0.0' || ip === '::';
}

/** The IPv4 address inside '::ffff:172.17.0.1'; other addresses as they are. */
export function unmapIpv4(ip: string): string {
  return ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice('::ffff:'.length) : ip;
}

/** '172.17.0.1:80' or '[::]:80'. */
export function formatSocketAddress(address: { readonly ip: string; readonly port: number }): string {
  return address.ip.includes(':') ? `[${address.ip}]:${String(address.port)}` : `${address.ip}:${String(address.port)}`;
}

/** The eight 16-bit groups of an IPv6 address; undefined if it is none. */
export function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const head = parseGroups(halves[0] ?? '');
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '') : [];
  if (!head || !tail) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(embedded >>> 16, embedded & 0xffff);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function formatIpv6(groups: readonly number[]): string {
  if (groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${formatIpv4((groups[6] ?? 0) * 65536 + (groups[7] ?? 0))}`;
  }
  const { start, length } = longestZeroRun(groups);
  const hex = groups.map(group => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
