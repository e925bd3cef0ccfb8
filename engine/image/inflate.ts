import { filtered, PackedDataError } from '../programs/archive/packing/filter.js';
import { isGzip, unpackGzip } from '../programs/archive/packing/gzip.js';

/** Thrown for what is no gzip file, is damaged, or would become bigger than allowed. The messages are those of Go's compress/gzip. */
export class GzipError extends Error {
  override readonly name = 'GzipError';
}

export { isGzip };

/** Unpacks a gzip file (RFC 1952) of one or several members. Throws GzipError, also when there is more than `maxBytes` in it. */
export function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return filtered(unpackGzip({ trailing: 'refused' }), bytes, maxBytes);
  } catch (error) {
    throw error instanceof PackedDataError ? new GzipError(wordsOfGo(error, maxBytes)) : error;
  }
}

function wordsOfGo({ kind }: PackedDataError, maxBytes: number): string {
  if (kind === 'format' || kind === 'unsupported') return 'gzip: invalid header';
  if (kind === 'truncated') return 'unexpected EOF';
  if (kind === 'checksum') return 'gzip: invalid checksum';
  if (kind === 'too big') return `drydock: unpacks to more than ${String(maxBytes)} bytes`;
  return 'flate: corrupt input';
}
