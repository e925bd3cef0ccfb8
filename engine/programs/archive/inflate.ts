import { concatBytes } from '../../core/streams.js';
import { Feed, NOTHING, PackedDataError } from './packing/filter.js';
import { unpackDeflate } from './packing/unpack-deflate.js';
import { Window } from './packing/window.js';

/** Compressed data that cannot be read. */
export class InflateError extends Error {
  override readonly name = 'InflateError';
}

/** Unpacks a deflate stream that begins at `start`; the result and where the stream ends. At most `limit` bytes. */
export function inflate(bytes: Uint8Array, start: number, limit: number): { readonly data: Uint8Array; readonly end: number } {
  const feed = new Feed();
  feed.bytes = bytes;
  feed.at = start;
  feed.end = bytes.length;
  feed.isEnded = true;
  const window = new Window(32_768);
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array): void => {
    length += piece.length;
    if (length > limit) throw new InflateError('drydock: unpacking more than 64 MiB is not simulated');
    parts.push(piece);
  };
  try {
    const work = unpackDeflate(feed, window);
    for (let step = work.next(NOTHING); !step.done; step = work.next(NOTHING)) if (step.value !== 'more') add(step.value);
  } catch (error) {
    if (!(error instanceof PackedDataError)) throw error;
    throw new InflateError(error.kind === 'truncated' ? 'unexpected end of file' : 'invalid compressed data--format violated');
  }
  if (window.pending > 0) add(window.drain());
  return { data: concatBytes(parts), end: feed.at };
}
