import { MAX_INPUT_BYTES } from '../limits.js';
import { filtered, PackedDataError } from './packing/filter.js';
import { packGzip, unpackGzip, type GzipHeader } from './packing/gzip.js';
import { InflateError } from './inflate.js';

/** One gzip member of some bytes. */
export function gzipBytes(bytes: Uint8Array, header: GzipHeader): Uint8Array {
  return filtered(packGzip(header), bytes, Infinity);
}

export interface Gunzipped {
  readonly data: Uint8Array;
  readonly name: string | undefined;
}

/** Everything in a gzip file, all members. Throws InflateError. */
export function gunzipBytes(bytes: Uint8Array): Gunzipped {
  let name: string | undefined;
  try {
    const data = filtered(unpackGzip({ trailing: 'ignored', onHeader: given => (name ??= given) }), bytes, MAX_INPUT_BYTES);
    return { data, name };
  } catch (error) {
    if (!(error instanceof PackedDataError)) throw error;
    throw new InflateError(gzipMessage(error));
  }
}

/** What GNU gzip says of data that it cannot unpack. */
export function gzipMessage({ kind }: PackedDataError): string {
  if (kind === 'format') return 'not in gzip format';
  if (kind === 'truncated') return 'unexpected end of file';
  if (kind === 'checksum') return 'invalid compressed data--crc error';
  if (kind === 'too big') return 'drydock: unpacking more than 64 MiB is not simulated';
  return 'invalid compressed data--format violated';
}
