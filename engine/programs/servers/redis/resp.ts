import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { concatBytes } from '../../../core/streams.js';
import type { Task } from '../../../core/task.js';
import type { ByteReader } from '../../net/byte-reader.js';
import { toBinary } from './binary.js';

/** A value of the Redis protocol (RESP2). Texts are bytes (binary.ts). */
export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'bulk'; readonly text: string | undefined }
  | { readonly kind: 'array'; readonly items: readonly Reply[] | undefined };

export const OK: Reply = { kind: 'status', text: 'OK' };
export const NIL: Reply = { kind: 'bulk', text: undefined };
export const bulk = (text: string | undefined): Reply => ({ kind: 'bulk', text });
export const integer = (value: number): Reply => ({ kind: 'integer', value });
export const failure = (text: string): Reply => ({ kind: 'error', text });
export const array = (items: readonly Reply[]): Reply => ({ kind: 'array', items });
export const bulks = (texts: readonly (string | undefined)[]): Reply => array(texts.map(bulk));

const MAX_LINE = 65536;
const MAX_BULK = 64 * 1024 * 1024;
const MAX_ITEMS = 1024 * 1024;

export function encodeReply(reply: Reply): Uint8Array {
  switch (reply.kind) {
    case 'status':
      return bytesOfLatin1(`+${reply.text}\r\n`);
    case 'error':
      return bytesOfLatin1(`-${reply.text}\r\n`);
    case 'integer':
      return bytesOfLatin1(`:${String(reply.value)}\r\n`);
    case 'bulk': {
      if (reply.text === undefined) return bytesOfLatin1('$-1\r\n');
      const bytes = bytesOfLatin1(reply.text);
      return concatBytes([bytesOfLatin1(`$${String(bytes.length)}\r\n`), bytes, bytesOfLatin1('\r\n')]);
    }
    case 'array':
      if (!reply.items) return bytesOfLatin1('*-1\r\n');
      return concatBytes([bytesOfLatin1(`*${String(reply.items.length)}\r\n`), ...reply.items.map(encodeReply)]);
  }
}

export function encodeCommand(words: readonly string[]): Uint8Array {
  return encodeReply(bulks(words));
}

function* readLine(reader: ByteReader): Task<string | undefined> {
  const line = yield* reader.line(MAX_LINE);
  return line === undefined ? undefined : toBinary(line.replace(/\r$/, ''));
}

/** The next command of a client: an array of strings, or a line of words. Undefined at the end, or for what is no command. */
export function* readCommand(reader: ByteReader): Task<readonly string[] | undefined> {
  const line = yield* readLine(reader);
  if (line === undefined) return undefined;
  if (!line.startsWith('*')) return splitWords(line) ?? [];
  const count = Number(line.slice(1));
  if (!Number.isInteger(count) || count > MAX_ITEMS) return undefined;
  const words: string[] = [];
  for (let i = 0; i < count; i++) {
    const word = yield* readReply(reader);
    if (word?.kind !== 'bulk' || word.text === undefined) return undefined;
    words.push(word.text);
  }
  return words;
}

/** The next reply of a server; undefined at the end. */
export function* readReply(reader: ByteReader): Task<Reply | undefined> {
  const line = yield* readLine(reader);
  if (line === undefined || line === '') return undefined;
  const rest = line.slice(1);
  if (line.startsWith('+')) return { kind: 'status', text: rest };
  if (line.startsWith('-')) return { kind: 'error', text: rest };
  if (line.startsWith(':')) return integer(Number(rest));
  const length = Number(rest);
  if (line.startsWith('$')) {
    if (length < 0) return NIL;
    if (!Number.isInteger(length) || length > MAX_BULK) return undefined;
    const bytes = yield* reader.exactly(length);
    yield* reader.exactly(2);
    return bulk(latin1Of(bytes));
  }
  if (!line.startsWith('*') || !Number.isInteger(length) || length > MAX_ITEMS) return undefined;
  if (length < 0) return { kind: 'array', items: undefined };
  const items: Reply[] = [];
  for (let i = 0; i < length; i++) {
    const item = yield* readReply(reader);
    if (!item) return undefined;
    items.push(item);
  }
  return array(items);
}

/** Words of a line with quotes as redis-cli reads them; undefined for unbalanced quotes. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  for (let at = 0; at < line.length; ) {
    const char = line[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    if (char !== '"' && char !== "'") {
      const end = line.slice(at).search(/\s/);
      const stop = end < 0 ? line.length : at + end;
      words.push(line.slice(at, stop));
      at = stop;
      continue;
    }
    let word = '';
    let k = at + 1;
    for (; k < line.length && line[k] !== char; k++) {
      if (line[k] === '\\' && k + 1 < line.length) {
        k++;
        const next = line[k] ?? '';
        word += char === '"' ? (escapes[next] ?? next) : next === "'" ? next : `\\${next}`;
      } else word += line[k] ?? '';
    }
    if (k >= line.length) return undefined;
    words.push(word);
    at = k + 1;
  }
  return words;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/** A text as Redis shows it: in double quotes, with what cannot be printed escaped. */
export function quoteText(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\x07': '\\a',
    '\b': '\\b',
  };
  const shown = Array.from(bytesOfLatin1(text), byte => {
    const char = String.fromCharCode(byte);
    return named[char] ?? (byte >= 0x20 && byte < 0x7f ? char : `\\x${byte.toString(16).padStart(2, '0')}`);
  });
  return `"${shown.join('')}"`;
}
