import { here, type Platform } from '../core/platform.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { TarEntry } from '../fs/tar.js';
import { sealConfig, type HistoryEntry, type ImageConfig, type RunConfig, type SealedConfig } from './config.js';
import type { Layer } from './layer.js';
import { LayerMemory } from './layer-memory.js';

/** What a build step or a commit makes of an image. */
export interface Derivation {
  /** Undefined: from scratch. */
  readonly base: { readonly config: ImageConfig; readonly layers: readonly Layer[] } | undefined;
  /** For an image without a base; left out, this machine's. */
  readonly platform?: Platform | undefined;
  readonly config: RunConfig;
  /** What changed in the files; nothing makes a line of history without a layer. */
  readonly changes: readonly TarEntry[];
  /** RFC 3339. */
  readonly created: string;
  readonly createdBy: string;
  readonly comment?: string;
  readonly author?: string;
}

export interface DerivedImage {
  readonly sealed: SealedConfig;
  readonly layers: readonly Layer[];
}

/** Puts a line of history, and a layer where files changed, on top of an image (moby image/image.go, NewChildImage). */
export function deriveImage({
  base,
  platform = here,
  config,
  changes,
  created,
  createdBy,
  comment = '',
  author = '',
}: Derivation): DerivedImage {
  const layers = changes.length > 0 ? [...(base?.layers ?? []), layerOf(changes)] : (base?.layers ?? []);
  const line: HistoryEntry = {
    created,
    ...(author === '' ? {} : { author }),
    created_by: createdBy,
    ...(comment === '' ? {} : { comment }),
    ...(changes.length > 0 ? {} : { empty_layer: true }),
  };
  const sealed = sealConfig({
    architecture: base?.config.architecture ?? platform.architecture,
    ...(base || platform.variant === '' ? {} : { variant: platform.variant }),
    ...(author === '' ? {} : { author }),
    config,
    created,
    docker_version: '28.2.2',
    history: [...(base?.config.history ?? []), line],
    os: base?.config.os ?? platform.os,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  });
  return { sealed, layers };
}

const memory = new LayerMemory();

/** A layer of these changes; they must not change any more. */
export function layerOf(entries: readonly TarEntry[]): Layer {
  const { digest, sizeBytes: archiveBytes } = memory.digest(entries);
  return { diffId: digest, sizeBytes: sizeOfEntries(entries), archiveBytes, packed: undefined, entries: () => entries };
}

/** Bytes of the files of a layer. */
export function sizeOfEntries(entries: readonly TarEntry[]): number {
  return entries.reduce((sum, entry) => sum + sizeOfEntry(entry), 0);
}

/** As moby counts on overlay2: files by their sizes, symbolic links by the lengths of their targets. */
function sizeOfEntry({ kind, sizeBytes, linkTarget }: TarEntry): number {
  if (kind === 'symlink') return encodeUtf8(linkTarget).length;
  return kind === 'file' ? sizeBytes : 0;
}
