import { tarChunks, tarSize, type TarEntry } from '../fs/tar.js';
import { digestPieces, type Digest } from './digest.js';

/** Hashing less than this costs less than looking for it. */
const SMALL_BYTES = 65_536;
/** How many layers are remembered, and how much memory their files may take in all. */
const KEPT_LAYERS = 32;
const KEPT_BYTES = 16 * 1024 * 1024;

interface Archive {
  readonly digest: Digest;
  readonly sizeBytes: number;
}

interface Remembered extends Archive {
  readonly entries: readonly TarEntry[];
  readonly storedBytes: number;
}

/**
 * Remembers the digests of big layers. A lesson looks at copies of its host, and each copy commits again what the learner has committed: the
 * same bytes, which are faster compared than hashed.
 */
export class LayerMemory {
  /** By all that the headers say of the members, the one used last at the end. */
  readonly #layers = new Map<string, Remembered>();
  #storedBytes = 0;

  /** The digest and the size of the archive of these members; they must not change any more. */
  digest(entries: readonly TarEntry[]): Archive {
    if (tarSize(entries) < SMALL_BYTES) return digestPieces(tarChunks(entries));
    const headers = JSON.stringify(entries.map(entry => ({ ...entry, content: undefined })));
    const known = this.#layers.get(headers);
    if (known && hasSameFiles(known.entries, entries)) {
      this.#layers.delete(headers);
      this.#layers.set(headers, known);
      return known;
    }
    const archive = digestPieces(tarChunks(entries));
    this.#remember(headers, { ...archive, entries, storedBytes: storedBytesOf(entries) });
    return archive;
  }

  #remember(headers: string, layer: Remembered): void {
    this.#forget(headers);
    if (layer.storedBytes > KEPT_BYTES) return;
    this.#layers.set(headers, layer);
    this.#storedBytes += layer.storedBytes;
    for (const oldest of this.#layers.keys()) {
      if (this.#layers.size <= KEPT_LAYERS && this.#storedBytes <= KEPT_BYTES) return;
      this.#forget(oldest);
    }
  }

  #forget(headers: string): void {
    this.#storedBytes -= this.#layers.get(headers)?.storedBytes ?? 0;
    this.#layers.delete(headers);
  }
}

function hasSameFiles(some: readonly TarEntry[], others: readonly TarEntry[]): boolean {
  return some.every(({ content }, index) => {
    const other = others[index]?.content;
    return content === other || (content !== undefined && other?.equals(content) === true);
  });
}

function storedBytesOf(entries: readonly TarEntry[]): number {
  return entries.reduce((sum, { content }) => sum + (content?.storedBytes ?? 0), 0);
}
