import type { Random } from '../../../core/random.js';
import type { Candidate, Database, Value } from './store.js';

/** Bytes that a server needs before it has any key, and for each key, roughly. */
const BASE_BYTES = 900_000;
const KEY_BYTES = 56;
const ITEM_BYTES = 11;

/** Roughly how many bytes a key and its value take. */
export function sizeOf(key: string, value: Value): number {
  return KEY_BYTES + key.length + sizeOfValue(value);
}

function sizeOfValue(value: Value): number {
  const sum = (texts: Iterable<string>): number => {
    let total = 0;
    for (const text of texts) total += text.length + ITEM_BYTES;
    return total;
  };
  switch (value.kind) {
    case 'string':
      return value.text.length;
    case 'list':
      return sum(value.items);
    case 'set':
      return sum(value.members);
    case 'hash':
      return sum([...value.fields].flat());
    case 'zset':
      return sum(value.scores.keys()) + value.scores.size * 8;
    case 'stream':
      return value.stream.entries.reduce((total, { fields }) => total + 16 + sum(fields), 0);
  }
}

export function usedMemory(databases: readonly Database[]): number {
  return databases.reduce((total, database) => total + database.bytes, BASE_BYTES);
}

/** `100mb` in bytes; undefined for what is no amount. */
export function parseMemory(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+)(b|k|kb|m|mb|g|gb)?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factors: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1000, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 };
  return Number(digits) * (factors[unit.toLowerCase()] ?? 1);
}

/** As INFO writes it for people. */
export function humanMemory(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)}B`;
  const units = ['K', 'M', 'G', 'T'];
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${value.toFixed(2)}${units[unit] ?? ''}`;
}

/** What maxmemory-policy may be. */
export const policies: readonly string[] = [
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'noeviction',
];

/** Which key has to go next; undefined where none may. */
export function nextVictim(
  databases: readonly Database[],
  policy: string,
  random: Random,
): { readonly database: number; readonly key: string } | undefined {
  if (policy === 'noeviction') return undefined;
  let best: { readonly database: number; readonly key: string; readonly rank: number } | undefined;
  for (const [database, each] of databases.entries())
    for (const candidate of each.candidates(policy.startsWith('volatile-'))) {
      const rank = rankOf(candidate, policy, random);
      if (!best || rank < best.rank) best = { database, key: candidate.key, rank };
    }
  return best;
}

/** The lowest goes first. */
function rankOf({ lastUse, uses, expiresAt }: Candidate, policy: string, random: Random): number {
  if (policy.endsWith('-lru')) return lastUse;
  if (policy.endsWith('-lfu')) return uses;
  return policy.endsWith('-ttl') ? (expiresAt ?? Infinity) : random.uint32();
}
