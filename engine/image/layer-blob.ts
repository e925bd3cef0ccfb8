import { Content } from '../fs/content.js';
import { unpackBzip2 } from '../programs/archive/packing/bzip2.js';
import { filtered, PackedDataError, type Filter } from '../programs/archive/packing/filter.js';
import { unpackXz } from '../programs/archive/packing/xz.js';
import { ArchiveError, decodeTar, tarChunks, type TarEntry } from '../fs/tar.js';
import { ImageArchiveError } from './archive-error.js';
import { sizeOfEntries } from './derive.js';
import { digestOf, digestPieces, type Digest } from './digest.js';
import { gunzip, GzipError, isGzip } from './inflate.js';
import type { Layer } from './layer.js';
import { checkLayer } from './layer-check.js';
import { limits } from './limits.js';

/** Ways of packing that Docker unpacks besides gzip, by the bytes that such files begin with. */
const others: readonly { readonly name: string; readonly magic: readonly number[]; readonly unpack?: () => Filter }[] = [
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], unpack: unpackXz },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68], unpack: unpackBzip2 },
];

/** Bytes as they are, or unpacked where they are a packed file. Throws ImageArchiveError for damage and for what cannot be unpacked. */
export function unpacked(bytes: Uint8Array, maxBytes: number): Uint8Array {
  try {
    const other = others.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
    if (!other) return isGzip(bytes) ? gunzip(bytes, maxBytes) : bytes;
    if (!other.unpack) throw new ImageArchiveError(`drydock: unpacking ${other.name} is not simulated`);
    return filtered(other.unpack(), bytes, maxBytes);
  } catch (error) {
    if (error instanceof GzipError) throw new ImageArchiveError(error.message);
    if (!(error instanceof PackedDataError)) throw error;
    throw new ImageArchiveError(error.kind === 'truncated' ? 'unexpected EOF' : 'archive/tar: invalid tar header');
  }
}

/** A layer of an archive that was made elsewhere, packed or not. Throws ImageArchiveError when it is damaged or not the one it should be. */
export function readLayer(blob: Uint8Array, expected: { readonly diffId: Digest; readonly index: number }): Layer {
  const archive = unpacked(blob, limits.layerBytes);
  if (archive.length > limits.layerBytes) throw new ImageArchiveError('drydock: a layer is too big');
  const found = digestOf(archive);
  const { diffId, index } = expected;
  if (found !== diffId) {
    const [wanted, got] = [JSON.stringify(diffId), JSON.stringify(found)];
    throw new ImageArchiveError(`invalid diffID for layer ${String(index)}: expected ${wanted}, got ${got}`);
  }
  const entries = membersOf(archive);
  checkLayer(entries);
  const isOurs = digestPieces(tarChunks(entries)).digest === diffId;
  const layer = { diffId, sizeBytes: sizeOfEntries(entries), archiveBytes: archive.length, packed: undefined, entries: () => entries };
  // An archive may order or pad its members in its own way: then it is kept as it came, so that it can be saved again.
  return isOurs ? layer : { ...layer, archive: sparseContent(archive) };
}

function membersOf(archive: Uint8Array): readonly TarEntry[] {
  try {
    return decodeTar(archive, { totalBytes: limits.layerBytes });
  } catch (error) {
    throw error instanceof ArchiveError ? new ImageArchiveError(error.message) : error;
  }
}

const PIECE_BYTES = 65_536;

function sparseContent(bytes: Uint8Array): Content {
  const content = new Content();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) content.write(at, bytes.subarray(at, at + PIECE_BYTES));
  content.truncate(bytes.length);
  return content;
}
