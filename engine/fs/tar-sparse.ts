import { Content } from './content.js';
import { limits } from './limits.js';
import { ArchiveError } from './tar-entry.js';
import { BLOCK_BYTES } from './tar-format.js';
import { decodeUtf8 } from '../core/utf8.js';

/** Bytes that are in the archive, and where in the file they belong. */
interface Piece {
  readonly offset: number;
  readonly length: number;
}

/** A file of which an archive holds the parts that are not zero (GNU tar --sparse in pax archives, versions 0.1 and 1.0). */
export interface SparseFile {
  /** Its name, where the header has another one. */
  readonly name: string | undefined;
  readonly sizeBytes: number;
  /** Puts the parts in their places. Throws ArchiveError. */
  readonly contentOf: (data: Uint8Array) => Content;
}

/** What the pax records of a member say of a sparse file; undefined for any other. */
export function sparseFile(records: ReadonlyMap<string, string>): SparseFile | undefined {
  const map = records.get('GNU.sparse.map');
  const isNewest = records.get('GNU.sparse.major') === '1' && records.get('GNU.sparse.minor') === '0';
  if (map === undefined && !isNewest) return undefined;
  const sizeBytes = count(records.get('GNU.sparse.realsize') ?? records.get('GNU.sparse.size') ?? '');
  if (sizeBytes > limits.fileBytes) throw new ArchiveError('archive/tar: archive too big');
  return {
    name: records.get('GNU.sparse.name'),
    sizeBytes,
    contentOf: data => (map === undefined ? fromStart(data, sizeBytes) : placed(data, pairs(map.split(',')), sizeBytes)),
  };
}

/** Version 1.0 writes the map in front of the data: how many parts, then offset and length of each, a line each, up to a whole block. */
function fromStart(data: Uint8Array, sizeBytes: number): Content {
  const numbers: string[] = [];
  let at = 0;
  for (let wanted = 1; numbers.length < wanted; ) {
    const end = data.indexOf(0x0a, at);
    if (end < 0 || end - at > 20) throw damaged();
    numbers.push(decodeUtf8(data.subarray(at, end)));
    at = end + 1;
    if (numbers.length === 1) wanted = 1 + 2 * count(numbers[0] ?? '');
  }
  const begin = Math.ceil(at / BLOCK_BYTES) * BLOCK_BYTES;
  return placed(data.subarray(begin), pairs(numbers.slice(1)), sizeBytes);
}

function pairs(numbers: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2)
    pieces.push({ offset: count(numbers[at] ?? ''), length: count(numbers[at + 1] ?? '') });
  return pieces;
}

function placed(data: Uint8Array, pieces: readonly Piece[], sizeBytes: number): Content {
  const content = new Content(undefined, sizeBytes);
  let at = 0;
  let before = 0;
  for (const { offset, length } of pieces) {
    if (offset < before || offset + length > sizeBytes || at + length > data.length) throw damaged();
    content.write(offset, data.slice(at, at + length));
    at += length;
    before = offset + length;
  }
  return content;
}

function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw damaged();
  return Number(text);
}

function damaged(): ArchiveError {
  return new ArchiveError('archive/tar: invalid tar header');
}
