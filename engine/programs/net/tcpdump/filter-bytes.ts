import type { Decoded } from './decode.js';

/** `tcp[tcpflags] & tcp-syn != 0`: some bytes of a header, what is left of them, and what they are compared with. */
export interface ByteTest {
  readonly protocol: 'ip' | 'tcp' | 'udp' | 'icmp';
  readonly offset: number;
  readonly size: number;
  readonly mask: number;
  readonly relation: string;
  readonly value: number;
  /** Where the words of the expression go on. */
  readonly end: number;
}

const names: Readonly<Record<string, number>> = {
  tcpflags: 13,
  icmptype: 0,
  icmpcode: 1,
  'tcp-fin': 1,
  'tcp-syn': 2,
  'tcp-rst': 4,
  'tcp-push': 8,
  'tcp-ack': 16,
  'tcp-urg': 32,
  'icmp-echoreply': 0,
  'icmp-unreach': 3,
  'icmp-echo': 8,
  'icmp-timxceed': 11,
};

const relations = new Set(['=', '==', '!=', '<', '>', '<=', '>=']);

/** Reads such a test among words; undefined where there is none that is understood. */
export function readByteTest(words: readonly string[], start: number): ByteTest | undefined {
  const protocol = words[start];
  const place = /^\[\s*([\w-]+)\s*(?::\s*([124])\s*)?\]$/.exec(words[start + 1] ?? '');
  if (!place || !isHeader(protocol)) return undefined;
  let at = start + 2;
  let mask = 0xffff_ffff;
  if (words[at] === '&') {
    const read = readMask(words, at + 1);
    if (!read) return undefined;
    ({ mask, end: at } = read);
  }
  const relation = words[at] ?? '';
  const value = numberOf(words[at + 1]);
  const offset = numberOf(place[1]);
  if (!relations.has(relation) || value === undefined || offset === undefined) return undefined;
  return { protocol, offset, size: Number(place[2] ?? 1), mask, relation, value, end: at + 2 };
}

function isHeader(word: string | undefined): word is ByteTest['protocol'] {
  return word === 'ip' || word === 'tcp' || word === 'udp' || word === 'icmp';
}

/** `tcp-syn`, `0x12` or `(tcp-syn|tcp-ack)`. */
function readMask(words: readonly string[], start: number): { readonly mask: number; readonly end: number } | undefined {
  const isGroup = words[start] === '(';
  let at = isGroup ? start + 1 : start;
  let mask = 0;
  for (;;) {
    const value = numberOf(words[at]);
    if (value === undefined) return undefined;
    mask |= value;
    at++;
    if (!isGroup) return { mask, end: at };
    if (words[at] === ')') return { mask, end: at + 1 };
    if (words[at] !== '|') return undefined;
    at++;
  }
}

function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (Object.hasOwn(names, word)) return names[word];
  return /^(0x[\da-fA-F]+|\d+)$/.test(word) ? Number(word) : undefined;
}

export function byteTest({ protocol, offset, size, mask, relation, value }: ByteTest): (frame: Decoded) => boolean {
  return ({ ip, body }) => {
    const numbers = { ip: ip?.protocol, tcp: 6, udp: 17, icmp: 1 };
    if (ip?.version !== 4 || ip.protocol !== numbers[protocol]) return false;
    const bytes = protocol === 'ip' ? body : ip.body;
    if (offset + size > bytes.length) return false;
    let number = 0;
    for (let i = 0; i < size; i++) number = number * 256 + (bytes[offset + i] ?? 0);
    return compare((number & mask) >>> 0, relation, value);
  };
}

function compare(a: number, relation: string, b: number): boolean {
  if (relation === '=' || relation === '==') return a === b;
  if (relation === '!=') return a !== b;
  if (relation === '<') return a < b;
  if (relation === '>') return a > b;
  return relation === '<=' ? a <= b : a >= b;
}
