import { encodeUtf8 } from '../core/utf8.js';
import type { SealedConfig } from './config.js';
import { ImageArchiveError } from './archive-error.js';
import { digestOf, isDigest, type Digest } from './digest.js';
import { parseJson } from './json-text.js';
import { limits } from './limits.js';

/** What a registry keeps under a digest. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';
export const OCI_MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
export const INDEX_TYPES: readonly string[] = ['application/vnd.docker.distribution.manifest.list.v2+json', OCI_INDEX_TYPE];
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

/** One of the images of an index (a manifest list). */
export interface IndexEntry {
  readonly mediaType: string;
  readonly digest: Digest;
  /** `linux/amd64`; undefined where it is not told. */
  readonly platform: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Reads the text of a manifest that was made elsewhere. Throws ImageArchiveError. */
export function readManifest(text: string): SealedManifest {
  const value = parseJson(text);
  if (!isObject(value)) throw invalidManifest();
  const { mediaType = OCI_MANIFEST_TYPE, config, layers } = value;
  if (typeof mediaType !== 'string' || !Array.isArray(layers) || layers.length > limits.layers) throw invalidManifest();
  const bytes = encodeUtf8(text);
  return {
    mediaType,
    config: readDescriptor(config),
    layers: layers.map(readDescriptor),
    digest: digestOf(bytes),
    text,
    sizeBytes: bytes.length,
  };
}

/** Reads the entries of an index. Throws ImageArchiveError. */
export function readIndex(value: unknown): readonly IndexEntry[] {
  const manifests = isObject(value) ? value['manifests'] : undefined;
  if (!Array.isArray(manifests) || manifests.length > limits.images) throw invalidManifest();
  return manifests.map(entry => {
    const { mediaType, digest } = readDescriptor(entry);
    const platform = isObject(entry) && isObject(entry['platform']) ? entry['platform'] : undefined;
    const annotations = isObject(entry) && isObject(entry['annotations']) ? entry['annotations'] : {};
    return {
      mediaType,
      digest,
      platform: platform && `${String(platform['os'])}/${String(platform['architecture'])}`,
      annotations: Object.fromEntries(Object.entries(annotations).map(([name, text]) => [name, String(text)])),
    };
  });
}

function readDescriptor(value: unknown): Descriptor {
  if (!isObject(value)) throw invalidManifest();
  const { mediaType = '', digest, size } = value;
  if (typeof mediaType !== 'string' || typeof digest !== 'string' || !isDigest(digest) || typeof size !== 'number') throw invalidManifest();
  return { mediaType, digest, sizeBytes: size };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalidManifest(): ImageArchiveError {
  return new ImageArchiveError('manifest invalid');
}
