import { compareIds, FIRST, type ConsumerGroup, type Stream, type StreamId } from './stream.js';

/** Counts the entry with this id, which the group is handed now. */
export function countRead(stream: Stream, group: ConsumerGroup, id: StreamId): void {
  const isCertain = group.entriesRead !== undefined && !hasGaps(stream, id);
  group.entriesRead = isCertain ? (group.entriesRead ?? 0) + 1 : placeEver(stream, id);
}

/** How many entries a group has not been handed yet (Redis 7, t_stream.c); undefined where deleted entries leave that open. */
export function lagOf(stream: Stream, group: ConsumerGroup): number | undefined {
  if (stream.added === 0) return 0;
  const read = group.entriesRead !== undefined && !hasGaps(stream, group.last) ? group.entriesRead : placeEver(stream, group.last);
  return read === undefined ? undefined : stream.added - read;
}

/** Whether entries from this id on were deleted out of the middle. */
function hasGaps({ entries, maxDeleted }: Stream, from: StreamId): boolean {
  return entries.length > 0 && compareIds(maxDeleted, FIRST) > 0 && compareIds(from, maxDeleted) <= 0;
}

/** How many entries had ever been added when the one with this id was; undefined where that cannot be known. */
function placeEver({ entries, last, added, maxDeleted }: Stream, id: StreamId): number | undefined {
  if (added === 0) return 0;
  const [first] = entries;
  if (!first && compareIds(id, last) <= 0) return added;
  if (!first || compareIds(id, last) > 0) return undefined;
  if (compareIds(id, last) === 0) return added;
  if (compareIds(maxDeleted, FIRST) > 0 && compareIds(maxDeleted, first.id) >= 0) return undefined;
  const toFirst = compareIds(id, first.id);
  if (toFirst > 0) return undefined;
  return added - entries.length + (toFirst === 0 ? 1 : 0);
}
