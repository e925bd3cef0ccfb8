import { CommandError } from './store.js';

/** When an entry came, and which of that millisecond it was. */
export interface StreamId {
  readonly ms: number;
  readonly sequence: number;
}

export interface StreamEntry {
  readonly id: StreamId;
  /** Names and values in turns. */
  readonly fields: readonly string[];
}

/** An entry that was handed to a consumer and is not acknowledged yet. */
export interface Pending {
  readonly id: StreamId;
  consumer: string;
  deliveredAt: number;
  deliveries: number;
}

export interface ConsumerGroup {
  last: StreamId;
  /** How many entries it was handed, as far as that is known. */
  entriesRead: number | undefined;
  /** By id as it is shown, in the order of delivery. */
  readonly pending: Map<string, Pending>;
  /** Names, with when they were last seen. */
  readonly consumers: Map<string, number>;
}

export interface Stream {
  readonly entries: StreamEntry[];
  last: StreamId;
  /** How many were ever added, and the highest id that was deleted. */
  added: number;
  maxDeleted: StreamId;
  readonly groups: Map<string, ConsumerGroup>;
}

export const FIRST: StreamId = { ms: 0, sequence: 0 };
export const LAST: StreamId = { ms: Infinity, sequence: Infinity };
const MOST_SEQUENCE = Number.MAX_SAFE_INTEGER;

export function newStream(): Stream {
  return { entries: [], last: FIRST, added: 0, maxDeleted: FIRST, groups: new Map() };
}

export function compareIds(a: StreamId, b: StreamId): number {
  return a.ms - b.ms || a.sequence - b.sequence;
}

export function showId({ ms, sequence }: StreamId): string {
  return `${String(ms)}-${String(sequence)}`;
}

/** `5-1`, or `5` with the sequence that is meant then. */
export function parseId(text: string | undefined, sequence = 0): StreamId {
  const [, ms, second] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text ?? '') ?? [];
  if (ms === undefined) throw new CommandError('ERR Invalid stream ID specified as stream command argument');
  return { ms: Number(ms), sequence: second === undefined ? sequence : Number(second) };
}

/** An end of a range: `-`, `+`, an id, `(` before one that is left out. */
export function parseBound(text: string | undefined, isEnd: boolean): StreamId {
  if (text === '-') return FIRST;
  if (text === '+') return LAST;
  const isOpen = text?.startsWith('(') ?? false;
  const id = parseId(isOpen ? text?.slice(1) : text, isEnd ? MOST_SEQUENCE : 0);
  return isOpen ? { ms: id.ms, sequence: id.sequence + (isEnd ? -1 : 1) } : id;
}

/** The first place of an entry that is not before an id. */
export function placeOf(entries: readonly StreamEntry[], id: StreamId): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && compareIds(entry.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function entriesBetween({ entries }: Stream, from: StreamId, to: StreamId): readonly StreamEntry[] {
  const start = placeOf(entries, from);
  const end = to === LAST ? entries.length : placeOf(entries, { ms: to.ms, sequence: to.sequence + 1 });
  return entries.slice(start, Math.max(start, end));
}

/** Those behind an id. */
export function entriesAfter(stream: Stream, { ms, sequence }: StreamId): readonly StreamEntry[] {
  return entriesBetween(stream, { ms, sequence: sequence + 1 }, LAST);
}
