import type { TarEntry } from '../fs/tar-entry.js';
import { digestOf, type Digest } from './digest.js';
import type { Descriptor } from './manifest.js';

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
  /** The archive's members; made when asked for, so a layer that nobody looks into costs nothing. */
  readonly entries: () => readonly TarEntry[];
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
