import { append } from '../../../core/append.js';
import { packList, unpackList } from './listpack.js';
import { newStream, showId, type ConsumerGroup, type Stream, type StreamEntry, type StreamId } from './stream.js';

/** How a stream lies in a snapshot (rdb.c, type 19): entries in listpacks under the id of their first, then its counters and groups. */
export interface SnapshotWriter {
  length(value: number): void;
  string(text: string): void;
  raw(bytes: string): void;
}

export interface SnapshotReader {
  length(): number;
  string(): string;
  raw(count: number): string;
}

/** Entries that lie in one listpack. */
const ENTRIES_OF_A_NODE = 100;
const NO_FLAGS = '0';
/** The length -1 in 64 bits, which stands for a count that is not known. */
const UNKNOWN_COUNT = `\x81${'\xff'.repeat(8)}`;

function bigEndian(value: number): string {
  return Array.from({ length: 8 }, (_, i) => String.fromCharCode(Math.floor(value / 256 ** (7 - i)) % 256)).join('');
}

function littleEndian(value: number): string {
  return [...bigEndian(value)].reverse().join('');
}

function readBigEndian(bytes: string): number {
  let value = 0;
  for (const char of bytes) value = value * 256 + char.charCodeAt(0);
  return value;
}

const readLittleEndian = (bytes: string): number => readBigEndian([...bytes].reverse().join(''));
const rawId = ({ ms, sequence }: StreamId): string => bigEndian(ms) + bigEndian(sequence);
const readRawId = (bytes: string): StreamId => ({ ms: readBigEndian(bytes.slice(0, 8)), sequence: readBigEndian(bytes.slice(8)) });

/** A head with the number of entries and no common fields, then each entry with all of its own. */
function packNode(entries: readonly StreamEntry[], first: StreamId): string {
  const head = [String(entries.length), '0', '0', '0'];
  const items = entries.flatMap(({ id, fields }) => [
    ...[NO_FLAGS, String(id.ms - first.ms), String(id.sequence - first.sequence), String(fields.length / 2), ...fields],
    String(fields.length + 4),
  ]);
  return packList([...head, ...items]);
}

function unpackNode(packed: string, first: StreamId): readonly StreamEntry[] {
  const items = unpackList(packed);
  const number = (at: number): number => Number(items[at]);
  const common = items.slice(3, 3 + number(2));
  const entries: StreamEntry[] = [];
  for (let at = 4 + common.length; at < items.length; ) {
    const flags = number(at);
    const id = { ms: first.ms + number(at + 1), sequence: first.sequence + number(at + 2) };
    const isCommon = (flags & 2) !== 0;
    const count = isCommon ? common.length : number(at + 3);
    const start = at + (isCommon ? 3 : 4);
    const end = start + (isCommon ? count : count * 2);
    const fields = isCommon ? common.flatMap((name, i) => [name, items[start + i] ?? '']) : items.slice(start, end);
    if ((flags & 1) === 0) entries.push({ id, fields });
    at = end + 1;
  }
  return entries;
}

export function writeStream(out: SnapshotWriter, stream: Stream): void {
  const nodes = Math.ceil(stream.entries.length / ENTRIES_OF_A_NODE);
  out.length(nodes);
  for (let i = 0; i < nodes; i++) {
    const entries = stream.entries.slice(i * ENTRIES_OF_A_NODE, (i + 1) * ENTRIES_OF_A_NODE);
    const first = entries[0]?.id ?? stream.last;
    out.string(rawId(first));
    out.string(packNode(entries, first));
  }
  const head = stream.entries[0]?.id ?? { ms: 0, sequence: 0 };
  out.length(stream.entries.length);
  for (const { ms, sequence } of [stream.last, head, stream.maxDeleted]) {
    out.length(ms);
    out.length(sequence);
  }
  out.length(stream.added);
  out.length(stream.groups.size);
  for (const [name, group] of stream.groups) writeGroup(out, name, group);
}

function writeGroup(out: SnapshotWriter, name: string, { last, entriesRead, pending, consumers }: ConsumerGroup): void {
  out.string(name);
  for (const value of [last.ms, last.sequence]) out.length(value);
  if (entriesRead === undefined) out.raw(UNKNOWN_COUNT);
  else out.length(entriesRead);
  out.length(pending.size);
  for (const { id, deliveredAt, deliveries } of pending.values()) {
    out.raw(rawId(id) + littleEndian(Math.floor(deliveredAt)));
    out.length(deliveries);
  }
  out.length(consumers.size);
  for (const [consumer, seenAt] of consumers) {
    out.string(consumer);
    out.raw(littleEndian(Math.floor(seenAt)));
    const own = [...pending.values()].filter(held => held.consumer === consumer);
    out.length(own.length);
    for (const { id } of own) out.raw(rawId(id));
  }
}

export function readStream(source: SnapshotReader): Stream {
  const stream = newStream();
  for (let nodes = source.length(); nodes > 0; nodes--) {
    const first = readRawId(source.string());
    append(stream.entries, unpackNode(source.string(), first));
  }
  source.length();
  const readId = (): StreamId => ({ ms: source.length(), sequence: source.length() });
  stream.last = readId();
  readId();
  stream.maxDeleted = readId();
  stream.added = source.length();
  for (let groups = source.length(); groups > 0; groups--) stream.groups.set(source.string(), readGroup(source));
  return stream;
}

function readGroup(source: SnapshotReader): ConsumerGroup {
  const last = { ms: source.length(), sequence: source.length() };
  const read = source.length();
  const entriesRead = Number.isSafeInteger(read) ? read : undefined;
  const group: ConsumerGroup = { last, entriesRead, pending: new Map(), consumers: new Map() };
  for (let left = source.length(); left > 0; left--) {
    const id = readRawId(source.raw(16));
    const deliveredAt = readLittleEndian(source.raw(8));
    group.pending.set(showId(id), { id, consumer: '', deliveredAt, deliveries: source.length() });
  }
  for (let left = source.length(); left > 0; left--) {
    const name = source.string();
    group.consumers.set(name, readLittleEndian(source.raw(8)));
    for (let own = source.length(); own > 0; own--) {
      const held = group.pending.get(showId(readRawId(source.raw(16))));
      if (held) held.consumer = name;
    }
  }
  return group;
}
