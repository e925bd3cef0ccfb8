import { encodeUtf8 } from '../core/utf8.js';
import { ImageArchiveError } from './archive-error.js';
import type { ArchiveMembers } from './archive-members.js';
import { readConfig } from './config.js';
import { digestOf, hexOf, isDigest, type Digest } from './digest.js';
import { parseJson } from './json-text.js';
import type { Layer } from './layer.js';
import { readLayer } from './layer-blob.js';
import { limits } from './limits.js';
import { readIndex, readManifest, type IndexEntry } from './manifest.js';
import type { ReadImage } from './read-archive.js';

/** Reads the images of an OCI image layout: those of its index, or of indexes in it, that run here. Throws ImageArchiveError. */
export function readLayout(members: ArchiveMembers, known: (diffId: string) => Layer | undefined): readonly ReadImage[] {
  const entries = readIndex(parseJson(members.text('index.json')));
  return entries.flatMap(entry => {
    const digest = runnable(members, entry, limits.indexDepth);
    return digest === undefined ? [] : [readImage(members, digest, nameOf(entry), known)];
  });
}

/** The digest of the manifest that an entry leads to, through indexes; undefined for other machines. */
function runnable(members: ArchiveMembers, { digest, platform }: IndexEntry, depth: number): Digest | undefined {
  if (platform !== undefined && platform !== 'linux/amd64') return undefined;
  const value = parseJson(textOf(members, digest));
  if (typeof value !== 'object' || value === null || !('manifests' in value)) return digest;
  if (depth === 0) throw new ImageArchiveError('drydock: indexes are nested too deeply');
  for (const inner of readIndex(value)) {
    const found = runnable(members, inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readImage(
  members: ArchiveMembers,
  digest: Digest,
  tags: readonly string[],
  known: (diffId: string) => Layer | undefined,
): ReadImage {
  const manifest = readManifest(textOf(members, digest));
  const config = readConfig(textOf(members, manifest.config.digest));
  const diffIds = config.config.rootfs.diff_ids;
  if (diffIds.length !== manifest.layers.length) throw new ImageArchiveError(`mismatched image rootfs and manifest layers`);
  const layers = manifest.layers.map((descriptor, index) => {
    const diffId = diffIds[index] ?? '';
    if (!isDigest(diffId)) throw new ImageArchiveError('invalid checksum digest format');
    return known(diffId) ?? readLayer(blob(members, descriptor.digest), { diffId, index });
  });
  return { config, layers, tags };
}

/** containerd writes the whole name; skopeo a name, or only a tag, which names nothing. */
function nameOf({ annotations }: IndexEntry): readonly string[] {
  const whole = annotations['io.containerd.image.name'];
  if (whole !== undefined) return [whole];
  const name = annotations['org.opencontainers.image.ref.name'] ?? '';
  return /[:/]/.test(name) ? [name] : [];
}

function textOf(members: ArchiveMembers, digest: Digest): string {
  const text = members.text(`blobs/sha256/${hexOf(digest)}`);
  checked(digest, encodeUtf8(text));
  return text;
}

function blob(members: ArchiveMembers, digest: Digest): Uint8Array {
  const bytes = members.bytes(`blobs/sha256/${hexOf(digest)}`);
  return checked(digest, bytes);
}

function checked(digest: Digest, bytes: Uint8Array): Uint8Array {
  const found = digestOf(bytes);
  if (found !== digest) throw new ImageArchiveError(`unexpected commit digest ${found}, expected ${digest}: failed precondition`);
  return bytes;
}
