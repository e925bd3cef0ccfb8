import { largestOf } from '../../../core/extremes.js';
import { reads, wholeNumber, writes, type Rule } from './more-commands.js';
import { integer, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';

const textAt = (db: Database, key: string): string => db.find(key, 'string')?.text ?? '';
const byteAt = (text: string, at: number): number => text.charCodeAt(at) || 0;
const SYNTAX = 'ERR syntax error';

export function bitOffset(text: string | undefined): number {
  if (text === undefined || !/^\d{1,10}$/.test(text) || Number(text) >= 2 ** 32)
    throw new CommandError('ERR bit offset is not an integer or out of range');
  return Number(text);
}

function bitOf(text: string, at: number): number {
  return (byteAt(text, at >>> 3) >> (7 - (at & 7))) & 1;
}

function setBit(db: Database, [key = '', offset, value = '']: readonly string[]): Reply {
  const at = bitOffset(offset);
  if (value !== '0' && value !== '1') throw new CommandError('ERR bit is not an integer or out of range');
  const place = Math.floor(at / 8);
  const before = textAt(db, key);
  const old = bitOf(before, at);
  const text = before.padEnd(place + 1, '\0');
  const mask = 1 << (7 - (at % 8));
  const byte = value === '1' ? byteAt(text, place) | mask : byteAt(text, place) & ~mask;
  db.set(key, { kind: 'string', text: text.slice(0, place) + String.fromCharCode(byte) + text.slice(place + 1) }, db.expiresAt(key));
  return integer(old);
}

/** The bits that `start end [BYTE|BIT]` mean, as the first and the one behind the last. */
function bitRange(text: string, start: string | undefined, end: string | undefined, unit: string | undefined): readonly [number, number] {
  if (start === undefined) return [0, text.length * 8];
  if (unit !== undefined && !/^(byte|bit)$/i.test(unit)) throw new CommandError(SYNTAX);
  const scale = unit?.toLowerCase() === 'bit' ? 1 : 8;
  const length = (text.length * 8) / scale;
  const place = (value: number): number => (value < 0 ? Math.max(0, length + value) : value);
  const last = end === undefined ? length - 1 : Math.min(length - 1, place(wholeNumber(end)));
  return [place(wholeNumber(start)) * scale, (last + 1) * scale];
}

function countBits(db: Database, [key = '', start, end, unit, ...more]: readonly string[]): Reply {
  if ((start === undefined) !== (end === undefined) || more.length > 0) throw new CommandError(SYNTAX);
  const text = textAt(db, key);
  const [from, to] = bitRange(text, start, end, unit);
  let count = 0;
  for (let at = from; at < to; at++) count += bitOf(text, at);
  return integer(count);
}

function findBit(db: Database, [key = '', bit, start, end, unit]: readonly string[]): Reply {
  const wanted = wholeNumber(bit);
  if (wanted !== 0 && wanted !== 1) throw new CommandError('ERR The bit argument must be 1 or 0.');
  const text = textAt(db, key);
  if (text === '') return integer(wanted === 1 ? -1 : 0);
  const [from, to] = bitRange(text, start, end, unit);
  for (let at = from; at < to; at++) if (bitOf(text, at) === wanted) return integer(at);
  return integer(wanted === 0 && end === undefined ? text.length * 8 : -1);
}

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  not: a => ~a & 0xff,
};

function combineBits(db: Database, [name = '', target = '', ...keys]: readonly string[]): Reply {
  const combine = Object.hasOwn(operations, name.toLowerCase()) ? operations[name.toLowerCase()] : undefined;
  if (!combine || keys.length === 0) throw new CommandError(SYNTAX);
  if (name.toLowerCase() === 'not' && keys.length > 1) throw new CommandError('ERR BITOP NOT must be called with a single source key.');
  const [first = '', ...rest] = keys.map(key => textAt(db, key));
  const length = largestOf(
    rest.map(text => text.length),
    first.length,
  );
  let result = '';
  for (let at = 0; at < length; at++) {
    const byte =
      rest.length === 0 && name.toLowerCase() === 'not'
        ? combine(byteAt(first, at), 0)
        : rest.reduce((sum, text) => combine(sum, byteAt(text, at)), byteAt(first, at));
    result += String.fromCharCode(byte);
  }
  db.delete(target);
  if (length > 0) db.set(target, { kind: 'string', text: result });
  return integer(length);
}

/** By lower-case name. */
export const bitCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['getbit', reads(2, (db, [key = '', offset]) => integer(bitOf(textAt(db, key), bitOffset(offset))))],
  ['setbit', writes(3, setBit)],
  ['bitcount', reads(-1, countBits)],
  ['bitpos', reads(-2, findBit)],
  ['bitop', writes(-3, combineBits)],
]);
