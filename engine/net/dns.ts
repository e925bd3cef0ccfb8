import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { formatIpv4, isIpv6, normaliseIp, parseIpv4, parseIpv6 } from './ip.js';

/** The part of RFC 1035 that resolvers and name servers here speak. */
export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  readonly code: ResponseCode;
  readonly recursionDesired: boolean;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly DnsRecord[];
}

export interface DnsQuestion {
  readonly name: string;
  readonly type: RecordType;
}

/** `value`: an address in text form for A and AAAA, a name for the others. */
export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly ttlSeconds: number;
  readonly value: string;
}

const typeNumbers = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33, ANY: 255 } as const;
export type RecordType = keyof typeof typeNumbers;

const codeNumbers = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;
export type ResponseCode = keyof typeof codeNumbers;

export function isRecordType(text: string): text is RecordType {
  return Object.hasOwn(typeNumbers, text);
}

export function encodeDns(message: DnsMessage): Uint8Array {
  const bytes: number[] = [];
  const flags = (message.response ? 0x8080 : 0) | (message.recursionDesired ? 0x0100 : 0) | codeNumbers[message.code];
  for (const word of [message.id, flags, message.questions.length, message.answers.length, 0, 0]) push16(bytes, word);
  for (const { name, type } of message.questions) {
    pushName(bytes, name);
    push16(bytes, typeNumbers[type]);
    push16(bytes, 1);
  }
  for (const { name, type, ttlSeconds, value } of message.answers) {
    pushName(bytes, name);
    push16(bytes, typeNumbers[type]);
    push16(bytes, 1);
    push16(bytes, ttlSeconds >>> 16);
    push16(bytes, ttlSeconds & 0xffff);
    const data = encodeValue(type, value);
    push16(bytes, data.length);
    bytes.push(...data);
  }
  return Uint8Array.from(bytes);
}

/** Undefined for bytes that are no message, or one with records that are not known here. */
export function decodeDns(bytes: Uint8Array): DnsMessage | undefined {
  if (bytes.length < 12) return undefined;
  const flags = read16(bytes, 2);
  const code = Object.entries(codeNumbers).find(([, number]) => number === (flags & 0x0f))?.[0];
  const cursor = { at: 12 };
  const questions: DnsQuestion[] = [];
  for (let i = 0; i < read16(bytes, 4); i++) {
    const question = readQuestion(bytes, cursor);
    if (!question) return undefined;
    questions.push(question);
  }
  const answers: DnsRecord[] = [];
  for (let i = 0; i < read16(bytes, 6); i++) {
    const record = readRecord(bytes, cursor);
    if (!record) return undefined;
    answers.push(record);
  }
  if (code === undefined || !isResponseCode(code)) return undefined;
  return { id: read16(bytes, 0), response: (flags & 0x8000) !== 0, code, recursionDesired: (flags & 0x0100) !== 0, questions, answers };
}

/** '2.0.17.172.in-addr.arpa' for 172.17.0.2. */
export function reverseName(ip: string): string {
  return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
}

/** 172.17.0.2 for '2.0.17.172.in-addr.arpa'; undefined for names of other kinds. */
export function addressOfReverseName(name: string): string | undefined {
  const [digits] = /^(?:\d+\.){4}(?=in-addr\.arpa$)/.exec(name) ?? [];
  return digits?.split('.').slice(0, -1).reverse().join('.');
}

/** What a name server knows about a name: its addresses (names, for a reverse name), or why there is no answer. */
export type Lookup = (name: string) => readonly string[] | 'nxdomain' | 'servfail';

/** A name server as a function: the bytes of a query in, those of the answer out. Undefined for what is no query. */
export function answerQuery(query: Uint8Array, ttlSeconds: number, lookup: Lookup): Uint8Array | undefined {
  const message = decodeDns(query);
  const question = message?.questions[0];
  if (!message || message.response || !question) return undefined;
  const found = lookup(question.name.toLowerCase());
  const code: ResponseCode = found === 'nxdomain' ? 'NXDOMAIN' : found === 'servfail' ? 'SERVFAIL' : 'NOERROR';
  const values = typeof found === 'string' ? [] : found.filter(value => isOfType(value, question.type));
  const type = question.type;
  const answers = values.map(value => ({ name: question.name, type, ttlSeconds, value }));
  return encodeDns({ ...message, response: true, code, answers });
}

function isOfType(value: string, type: RecordType): boolean {
  if (type === 'A') return parseIpv4(value) !== undefined;
  if (type === 'AAAA') return isIpv6(value);
  return type === 'PTR' && parseIpv4(value) === undefined && !isIpv6(value);
}

function isResponseCode(text: string): text is ResponseCode {
  return Object.hasOwn(codeNumbers, text);
}

function push16(bytes: number[], word: number): void {
  bytes.push((word >>> 8) & 0xff, word & 0xff);
}

function read16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function pushName(bytes: number[], name: string): void {
  for (const label of name.split('.')) {
    if (label === '') continue;
    const encoded = encodeUtf8(label).subarray(0, 63);
    bytes.push(encoded.length, ...encoded);
  }
  bytes.push(0);
}

interface Cursor {
  at: number;
}

function readName(bytes: Uint8Array, cursor: Cursor): string | undefined {
  const labels: string[] = [];
  let at = cursor.at;
  let end: number | undefined;
  for (let steps = 0; steps < 128; steps++) {
    const length = bytes[at];
    if (length === undefined) return undefined;
    if (length === 0) {
      cursor.at = end ?? at + 1;
      return labels.join('.');
    }
    if ((length & 0xc0) === 0xc0) {
      end ??= at + 2;
      at = read16(bytes, at) & 0x3fff;
      continue;
    }
    labels.push(decodeUtf8(bytes.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  return undefined;
}

function readType(bytes: Uint8Array, cursor: Cursor): RecordType | undefined {
  const number = read16(bytes, cursor.at);
  cursor.at += 4;
  return Object.keys(typeNumbers).find((name): name is RecordType => isRecordType(name) && typeNumbers[name] === number);
}

function readQuestion(bytes: Uint8Array, cursor: Cursor): DnsQuestion | undefined {
  const name = readName(bytes, cursor);
  const type = readType(bytes, cursor);
  return name === undefined || !type ? undefined : { name, type };
}

function readRecord(bytes: Uint8Array, cursor: Cursor): DnsRecord | undefined {
  const name = readName(bytes, cursor);
  const type = readType(bytes, cursor);
  if (name === undefined || !type) return undefined;
  const ttlSeconds = read16(bytes, cursor.at) * 65536 + read16(bytes, cursor.at + 2);
  const length = read16(bytes, cursor.at + 4);
  const start = cursor.at + 6;
  cursor.at = start + length;
  const value = decodeValue(type, bytes, start, length);
  return value === undefined ? undefined : { name, type, ttlSeconds, value };
}

function encodeValue(type: RecordType, value: string): readonly number[] {
  const bytes: number[] = [];
  const address = parseIpv4(value);
  if (type === 'A' && address !== undefined) {
    push16(bytes, address >>> 16);
    push16(bytes, address & 0xffff);
  } else if (type === 'AAAA') {
    for (const group of parseIpv6(value) ?? []) push16(bytes, group);
  } else {
    pushName(bytes, value);
  }
  return bytes;
}

function decodeValue(type: RecordType, bytes: Uint8Array, start: number, length: number): string | undefined {
  if (type === 'A') return length === 4 ? formatIpv4(read16(bytes, start) * 65536 + read16(bytes, start + 2)) : undefined;
  if (type === 'AAAA') {
    const groups = Array.from({ length: 8 }, (_, index) => read16(bytes, start + 2 * index));
    return length === 16 ? normaliseIp(groups.map(group => group.toString(16)).join(':')) : undefined;
  }
  return readName(bytes, { at: start });
}
