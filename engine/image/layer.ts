import type { Content } from '../fs/content.js';
import { tarChunks, type TarEntry } from '../fs/tar.js';
import { digestOf, type Digest } from './digest.js';
import type { Descriptor } from './manifest.js';
import { pack } from './packing.js';

/** One layer of an image: what it adds to, changes in and removes from those below, as a tar archive. */
export interface Layer {
  /** The digest of the archive. */
  readonly diffId: Digest;
  /** Bytes of the files in it: what `docker history` shows. */
  readonly sizeBytes: number;
  /** Bytes of the archive: what `docker push` counts. */
  readonly archiveBytes: number;
  /** How registries keep it, once that is known: it came from one, or was pushed. */
  readonly packed: Descriptor | undefined;
  /** `packed` was made by somebody else: packing the archive here gives another file. */
  readonly isPackedElsewhere?: boolean;
  /** The archive's members; made when asked for, so a layer that nobody looks into costs nothing. */
  readonly entries: () => readonly TarEntry[];
  /** The archive letter by letter, where its members written down again would be another one. */
  readonly archive?: Content;
}

const PIECE_BYTES = 65_536;

/** The archive of a layer, in pieces: what `diffId` is the digest of. */
export function archiveOf({ entries, archive }: Layer): Iterable<Uint8Array> {
  return archive ? piecesOf(archive) : tarChunks(entries());
}

/** The layer as registries keep it, made here. */
export function packedOf(layer: Layer): Iterable<Uint8Array> {
  return pack(archiveOf(layer), layer.isPackedElsewhere === true ? 0 : (layer.packed?.sizeBytes ?? 0));
}

/** A file's data, in pieces. */
export function* piecesOf(content: Content): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < content.sizeBytes; at += PIECE_BYTES) yield content.read(at, PIECE_BYTES);
}

/** The name of a stack of layers: that of the lowest is its diff id, each further one is hashed with what is below. */
export function chainIds(diffIds: readonly Digest[]): readonly Digest[] {
  const chain: Digest[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : digestOf(`${below} ${diffId}`));
  }
  return chain;
}

const chains = new WeakMap<readonly Layer[], readonly Digest[]>();

/** The chain ids of an image's layers, from the lowest up; counted once for each list of layers. */
export function chainOf(layers: readonly Layer[]): readonly Digest[] {
  const known = chains.get(layers) ?? chainIds(layers.map(({ diffId }) => diffId));
  chains.set(layers, known);
  return known;
}
