import { bytesOfLatin1 } from '../../../core/latin1.js';
import { reads, writes, type Rule } from './more-commands.js';
import { integer, OK, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';

/** HyperLogLog as Redis keeps it: a header, then 16384 registers of six bits each in the dense form. */
const HEADER = 'HYLL\0\0\0\0\0\0\0\0\0\0\0\x80';
const REGISTERS = 16384;
const INDEX_BITS = 14;
const RANK_BITS = 64 - INDEX_BITS;
const DENSE_BYTES = (REGISTERS * 6) / 8;
const SEED = 0xadc83b19n;
const MASK = (1n << 64n) - 1n;
const MULTIPLIER = 0xc6a4a7935bd1e995n;

/** MurmurHash2 with 64 bits. */
function hash(bytes: Uint8Array): bigint {
  const mix = (value: bigint): bigint => {
    const k = (value * MULTIPLIER) & MASK;
    return ((k ^ (k >> 47n)) * MULTIPLIER) & MASK;
  };
  let h = SEED ^ ((BigInt(bytes.length) * MULTIPLIER) & MASK);
  const word = (from: number, count: number): bigint => {
    let value = 0n;
    for (let i = count - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[from + i] ?? 0);
    return value;
  };
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) h = ((h ^ mix(word(at, 8))) * MULTIPLIER) & MASK;
  if (whole < bytes.length) h = ((h ^ word(whole, bytes.length - whole)) * MULTIPLIER) & MASK;
  h = ((h ^ (h >> 47n)) * MULTIPLIER) & MASK;
  return h ^ (h >> 47n);
}

/** Which register an element is about, and what stands there at least once it was seen. */
function trace(element: string): readonly [register: number, rank: number] {
  const code = hash(bytesOfLatin1(element));
  const register = Number(code & BigInt(REGISTERS - 1));
  const rest = (code >> BigInt(INDEX_BITS)) | (1n << BigInt(RANK_BITS));
  let rank = 1;
  for (let bits = rest; (bits & 1n) === 0n; bits >>= 1n) rank++;
  return [register, rank];
}

function readRegisters(text: string): Uint8Array {
  const registers = new Uint8Array(REGISTERS);
  const at = (i: number): number => text.charCodeAt(HEADER.length + i) || 0;
  for (let i = 0; i < REGISTERS; i++) {
    const bit = i * 6;
    const both = at(bit >> 3) | (at((bit >> 3) + 1) << 8);
    registers[i] = (both >> (bit & 7)) & 63;
  }
  return registers;
}

function writeRegisters(registers: Uint8Array): string {
  const bytes = new Uint8Array(DENSE_BYTES + 1);
  for (const [i, value] of registers.entries()) {
    const bit = i * 6;
    const place = bit >> 3;
    const both = value << (bit & 7);
    bytes[place] = (bytes[place] ?? 0) | (both & 0xff);
    bytes[place + 1] = (bytes[place + 1] ?? 0) | (both >> 8);
  }
  let text = HEADER;
  for (let i = 0; i < DENSE_BYTES; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

function registersOf(db: Database, key: string): Uint8Array | undefined {
  const text = db.find(key, 'string')?.text;
  if (text === undefined) return undefined;
  if (!text.startsWith('HYLL') || text.length !== HEADER.length + DENSE_BYTES)
    throw new CommandError('WRONGTYPE Key is not a valid HyperLogLog string value.');
  return readRegisters(text);
}

/** How many different elements were seen, by Ertl's estimate. */
function estimate(registers: Uint8Array): number {
  const counts = new Array<number>(RANK_BITS + 2).fill(0);
  for (const value of registers) counts[value] = (counts[value] ?? 0) + 1;
  let z = REGISTERS * tau((REGISTERS - (counts[RANK_BITS + 1] ?? 0)) / REGISTERS);
  for (let i = RANK_BITS; i >= 1; i--) z = (z + (counts[i] ?? 0)) * 0.5;
  z += REGISTERS * sigma((counts[0] ?? 0) / REGISTERS);
  return Math.round(((0.5 / Math.LN2) * REGISTERS * REGISTERS) / z);
}

function sigma(start: number): number {
  if (start === 1) return Infinity;
  let [x, y, z] = [start, 1, start];
  for (;;) {
    x *= x;
    const before = z;
    z += x * y;
    y += y;
    if (before === z) return z;
  }
}

function tau(start: number): number {
  if (start === 0 || start === 1) return 0;
  let [x, y, z] = [start, 1, 1 - start];
  for (;;) {
    x = Math.sqrt(x);
    const before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
    if (before === z) return z / 3;
  }
}

function union(db: Database, keys: readonly string[]): Uint8Array {
  const all = new Uint8Array(REGISTERS);
  for (const key of keys) for (const [i, value] of (registersOf(db, key) ?? []).entries()) all[i] = Math.max(all[i] ?? 0, value);
  return all;
}

function add(db: Database, [key = '', ...elements]: readonly string[]): Reply {
  const known = registersOf(db, key);
  const registers = known ?? new Uint8Array(REGISTERS);
  let isChanged = !known;
  for (const element of elements) {
    const [register, rank] = trace(element);
    if ((registers[register] ?? 0) >= rank) continue;
    registers[register] = rank;
    isChanged = true;
  }
  if (isChanged) db.set(key, { kind: 'string', text: writeRegisters(registers) }, db.expiresAt(key));
  return integer(isChanged ? 1 : 0);
}

function merge(db: Database, [target = '', ...keys]: readonly string[]): Reply {
  db.set(target, { kind: 'string', text: writeRegisters(union(db, [target, ...keys])) }, db.expiresAt(target));
  return OK;
}

/** By lower-case name. */
export const hyperLogLogCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['pfadd', writes(-1, add)],
  ['pfcount', reads(-1, (db, keys) => integer(estimate(union(db, keys))))],
  ['pfmerge', writes(-1, merge)],
]);
