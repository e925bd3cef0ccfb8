import { formatIpv4, normaliseIp } from '../../../net/ip.js';
import { long, word } from './decode.js';

const types: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  41: 'OPT',
  65: 'HTTPS',
  255: 'ANY',
};
const codes = ['', ' FormErr', ' ServFail', ' NXDomain', ' NotImp', ' Refused'];
/** How often a name may point back, and how many records are shown. */
const MAX_POINTERS = 20;
const MAX_RECORDS = 100;

interface Read {
  readonly text: string;
  readonly end: number;
}

/** A message of DNS: `63304+ A? example.com. (29)`, `63304 1/0/0 A 192.0.2.1 (45)`. */
export function dnsText(bytes: Uint8Array, isVerbose: boolean): string {
  const flags = word(bytes, 2);
  const isAnswer = (flags & 0x8000) !== 0;
  const [questions, answers, authorities, additional] = [4, 6, 8, 10].map(at => word(bytes, at));
  const head = String(word(bytes, 0));
  const asked = readQuestions(bytes, questions ?? 0);
  if (!isAnswer) {
    const more = [
      (answers ?? 0) > 0 ? ` [${String(answers)}a]` : '',
      (authorities ?? 0) > 0 ? ` [${String(authorities)}n]` : '',
      (additional ?? 0) > 0 ? ` [${String(additional)}au]` : '',
    ].join('');
    return `${head}${(flags & 0x0100) === 0 ? '' : '+'}${more}${asked.text} (${String(bytes.length)})`;
  }
  const code = codes[flags & 15] ?? ` Resp${String(flags & 15)}`;
  const marks = `${(flags & 0x0400) === 0 ? '' : '*'}${(flags & 0x0080) === 0 ? '-' : ''}${(flags & 0x0200) === 0 ? '' : '|'}`;
  const counts = `${String(answers)}/${String(authorities)}/${String(additional)}`;
  const question = isVerbose ? ` q:${asked.text}` : '';
  return `${head}${code}${marks}${question} ${counts}${readRecords(bytes, asked.end, answers ?? 0, isVerbose)} (${String(bytes.length)})`;
}

function readQuestions(bytes: Uint8Array, count: number): Read {
  let at = 12;
  let text = '';
  for (let i = 0; i < count && at < bytes.length && i < MAX_RECORDS; i++) {
    const name = readName(bytes, at);
    text += ` ${typeName(word(bytes, name.end))}? ${name.text}`;
    at = name.end + 4;
  }
  return { text, end: at };
}

function readRecords(bytes: Uint8Array, start: number, count: number, isVerbose: boolean): string {
  const texts: string[] = [];
  let at = start;
  for (let i = 0; i < count && at < bytes.length && i < MAX_RECORDS; i++) {
    const name = readName(bytes, at);
    const type = word(bytes, name.end);
    const data = name.end + 10;
    const life = isVerbose ? `${name.text} [${lifetime(long(bytes, name.end + 4))}] ` : '';
    texts.push(` ${life}${typeName(type)}${valueText(bytes, type, data, word(bytes, name.end + 8))}`);
    at = data + word(bytes, name.end + 8);
  }
  return texts.join(',');
}

function valueText(bytes: Uint8Array, type: number, at: number, length: number): string {
  if (type === 1) return ` ${formatIpv4(long(bytes, at))}`;
  if (type === 28) {
    const groups = Array.from({ length: 8 }, (_, index) => word(bytes, at + 2 * index).toString(16)).join(':');
    return ` ${normaliseIp(groups) ?? groups}`;
  }
  if (type === 2 || type === 5 || type === 12) return ` ${readName(bytes, at).text}`;
  if (type === 15) return ` ${readName(bytes, at + 2).text} ${String(word(bytes, at))}`;
  if (type === 16) return ` "${String.fromCharCode(...bytes.subarray(at + 1, at + Math.min(length, 256)))}"`;
  return '';
}

function typeName(type: number): string {
  return types[type] ?? `Type${String(type)}`;
}

/** `5m`, `1h`, `1d2h`. */
function lifetime(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [604_800, 'w'],
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
    [1, 's'],
  ];
  let rest = seconds;
  let text = '';
  for (const [size, unit] of units) {
    if (rest >= size) text += `${String(Math.floor(rest / size))}${unit}`;
    rest %= size;
  }
  return text === '' ? '0s' : text;
}

function readName(bytes: Uint8Array, start: number): Read {
  let at = start;
  let end: number | undefined;
  let text = '';
  for (let jumps = 0; at < bytes.length && jumps <= MAX_POINTERS; ) {
    const size = bytes[at] ?? 0;
    if (size === 0) return { text: text === '' ? '.' : text, end: end ?? at + 1 };
    if (size >= 0xc0) {
      end ??= at + 2;
      at = word(bytes, at) & 0x3fff;
      jumps++;
      continue;
    }
    text += `${String.fromCharCode(...bytes.subarray(at + 1, at + 1 + size))}.`;
    at += 1 + size;
  }
  return { text, end: end ?? at };
}
