/** Murmur3 of a text as Java keeps it: which shard a document lies on. */
export function shardOf(routing: string, shards: number): number {
  const hash = murmur3(routing);
  return ((hash % shards) + shards) % shards;
}

function murmur3(text: string): number {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i) & 0xff, text.charCodeAt(i) >>> 8);
  let hash = 0;
  const at = (index: number): number => bytes[index] ?? 0;
  const end = bytes.length - (bytes.length % 4);
  for (let i = 0; i < end; i += 4) {
    hash ^= mix(at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  if (bytes.length > end) hash ^= mix(at(end) | (at(end + 1) << 8) | (at(end + 2) << 16));
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function mix(word: number): number {
  const k = Math.imul(word, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}
