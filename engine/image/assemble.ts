import { concatBytes } from '../core/streams.js';
import { decodeUtf8 } from '../core/utf8.js';
import { ImageArchiveError } from './archive-error.js';
import { readConfig } from './config.js';
import { isDigest, type Digest } from './digest.js';
import type { Layer } from './layer.js';
import { readLayer } from './layer-blob.js';
import { limits } from './limits.js';
import { INDEX_TYPES, readIndex, readManifest, type SealedManifest } from './manifest.js';
import { parseJson } from './json-text.js';
import type { RawManifest, RegistryImage } from './registry.js';

/** Where the parts of an image come from. */
export interface Parts {
  readonly manifest: (digest: Digest) => RawManifest | undefined;
  readonly blob: (digest: Digest) => Iterable<Uint8Array> | undefined;
}

/** Makes an image of a manifest, or of the image for this machine in an index. Undefined when parts are missing. Throws ImageArchiveError. */
export function assembleImage(raw: RawManifest, parts: Parts): RegistryImage | undefined {
  const manifest = manifestFor(raw, parts, limits.indexDepth);
  const config = manifest && bytesOf(parts.blob(manifest.config.digest));
  if (!manifest || !config) return undefined;
  const blobs = manifest.layers.map(({ digest }) => bytesOf(parts.blob(digest)));
  return imageOf(manifest, config, index => blobs[index]);
}

/** Puts the parts of an image together, unpacking and checking every layer. `layer` gives a layer that is known already, or its packed bytes. */
export function imageOf(
  manifest: SealedManifest,
  configBytes: Uint8Array,
  layer: (index: number, diffId: Digest) => Layer | Uint8Array | undefined,
): RegistryImage | undefined {
  const config = readConfig(decodeUtf8(configBytes));
  const diffIds = config.config.rootfs.diff_ids;
  if (diffIds.length !== manifest.layers.length) throw new ImageArchiveError('mismatched image rootfs and manifest layers');
  const layers = diffIds.map((diffId, index) => {
    if (!isDigest(diffId)) throw new ImageArchiveError('invalid checksum digest format');
    const found = layer(index, diffId);
    if (!(found instanceof Uint8Array)) return found;
    return { ...readLayer(found, { diffId, index }), packed: manifest.layers[index], isPackedElsewhere: true };
  });
  const present = layers.filter(one => one !== undefined);
  return present.length < layers.length ? undefined : { manifest, config, layers: present };
}

/** The manifest itself, or that for this machine in an index. */
function manifestFor(raw: RawManifest, parts: Parts, depth: number): SealedManifest | undefined {
  const text = decodeUtf8(raw.bytes);
  if (!INDEX_TYPES.includes(raw.mediaType)) return readManifest(text);
  if (depth === 0) throw new ImageArchiveError('drydock: indexes are nested too deeply');
  const entry = readIndex(parseJson(text)).find(({ platform }) => platform === undefined || platform === 'linux/amd64');
  const inner = entry && parts.manifest(entry.digest);
  return inner && manifestFor(inner, parts, depth - 1);
}

function bytesOf(pieces: Iterable<Uint8Array> | undefined): Uint8Array | undefined {
  return pieces && concatBytes([...pieces]);
}
