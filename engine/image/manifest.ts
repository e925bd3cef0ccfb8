import { encodeUtf8 } from '../core/utf8.js';
import type { SealedConfig } from './config.js';
import { digestOf, type Digest } from './digest.js';

/** What a registry keeps under a digest. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';
export const CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json';
export const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

/** An image as a registry lists it: the configuration and the packed layers, lowest first. */
export interface Manifest {
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

/** A manifest with the exact text that its digest names. */
export interface SealedManifest extends Manifest {
  readonly digest: Digest;
  readonly text: string;
  readonly sizeBytes: number;
}

/** Writes the manifest of an image, laid out as Docker pushes it (schema 2). */
export function sealManifest(config: SealedConfig, layers: readonly Descriptor[]): SealedManifest {
  const manifest: Manifest = {
    mediaType: MANIFEST_TYPE,
    config: { mediaType: CONFIG_TYPE, digest: config.id, sizeBytes: config.sizeBytes },
    layers,
  };
  const text = JSON.stringify(
    { schemaVersion: 2, mediaType: manifest.mediaType, config: plain(manifest.config), layers: layers.map(plain) },
    undefined,
    3,
  );
  const bytes = encodeUtf8(text);
  return { ...manifest, digest: digestOf(bytes), text, sizeBytes: bytes.length };
}

function plain({ mediaType, sizeBytes, digest }: Descriptor): { mediaType: string; size: number; digest: Digest } {
  return { mediaType, size: sizeBytes, digest };
}
