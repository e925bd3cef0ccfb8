import { decodeTar } from '../fs/tar.js';
import { ImageArchiveError } from './archive-error.js';
import { ArchiveMembers } from './archive-members.js';
import { readConfig, type SealedConfig } from './config.js';
import { isDigest } from './digest.js';
import { parseJson } from './json-text.js';
import type { Layer } from './layer.js';
import { readLayer, unpacked } from './layer-blob.js';
import { limits } from './limits.js';
import { readLayout } from './oci-layout.js';

/** An image found in an archive. */
export interface ReadImage {
  readonly config: SealedConfig;
  readonly layers: readonly Layer[];
  /** As written: `alpine:latest`. */
  readonly tags: readonly string[];
}

export interface ReadOptions {
  /** Layers that are here already need not be unpacked. */
  readonly known: (diffId: string) => Layer | undefined;
  /** Where Docker would unpack the archive. */
  readonly folder: string;
}

interface ManifestEntry {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

const MAX_ARCHIVE_BYTES = 2 ** 31;

/**
 * Reads what `docker save` wrote, here or elsewhere, and OCI layouts; both may be packed with gzip. Throws `ArchiveError` and
 * `ImageArchiveError`.
 */
export function readArchive(bytes: Uint8Array, { known, folder }: ReadOptions): readonly ReadImage[] {
  const members = new ArchiveMembers(decodeTar(unpacked(bytes, MAX_ARCHIVE_BYTES)), folder);
  if (members.has('manifest.json')) return manifestOf(members).map(entry => readImage(members, entry, known));
  if (members.has('oci-layout') && members.has('index.json')) return readLayout(members, known);
  // What is left is the format before Docker 1.10: a folder for each layer (moby image/tarexport/load.go, legacyLoad).
  const [first] = members.topFolders();
  throw members.missing(first === undefined ? 'repositories' : `${first}/json`);
}

function manifestOf(members: ArchiveMembers): readonly ManifestEntry[] {
  const value = parseJson(members.text('manifest.json'), 'unexpected EOF');
  if (!Array.isArray(value))
    throw new ImageArchiveError(`json: cannot unmarshal ${nameOfKind(value)} into Go value of type []tarexport.manifestItem`);
  if (!value.every(isManifestEntry)) throw new ImageArchiveError('invalid manifest.json');
  if (value.length > limits.images) throw new ImageArchiveError('drydock: too many images in one archive');
  return value;
}

function nameOfKind(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}

function isManifestEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null || !('Config' in value) || !('Layers' in value)) return false;
  const tags = 'RepoTags' in value ? value.RepoTags : null;
  const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every(item => typeof item === 'string');
  return typeof value.Config === 'string' && isTexts(value.Layers) && (tags === null || isTexts(tags));
}

function readImage(members: ArchiveMembers, { Config, RepoTags, Layers }: ManifestEntry, known: ReadOptions['known']): ReadImage {
  const config = readConfig(members.text(Config));
  const diffIds = config.config.rootfs.diff_ids;
  if (Layers.length !== diffIds.length) {
    throw new ImageArchiveError(
      `invalid manifest, layers length mismatch: expected ${String(Layers.length)}, got ${String(diffIds.length)}`,
    );
  }
  if (Layers.length > limits.layers) throw new ImageArchiveError('max depth exceeded');
  const layers = diffIds.map((diffId, index) => {
    if (!isDigest(diffId)) throw new ImageArchiveError('invalid checksum digest format');
    return known(diffId) ?? readLayer(members.bytes(Layers[index] ?? ''), { diffId, index });
  });
  return { config, layers, tags: RepoTags ?? [] };
}
