import { encodeUtf8 } from '../core/utf8.js';
import { Content, contentOf } from '../fs/content.js';
import { tarChunks, type TarEntry } from '../fs/tar.js';
import { hexOf, digestOf, type Digest } from './digest.js';
import { archiveOf, type Layer } from './layer.js';
import type { Reference } from './reference.js';
import { familiarName, formatCanonical } from './reference.js';
import type { StoredImage } from './store.js';

/** An image to be written, with the tags under which it is asked for. */
export interface ArchivedImage {
  readonly image: StoredImage;
  readonly tags: readonly Reference[];
}

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

/** What `docker save` writes: an OCI layout that also has the manifest.json of Docker's own format. Each blob once. */
export function* archiveImages(images: readonly ArchivedImage[]): Generator<Uint8Array, void, undefined> {
  yield* tarChunks(members(images));
}

function* members(images: readonly ArchivedImage[]): Generator<TarEntry, void, undefined> {
  yield member('blobs', 'directory');
  yield member('blobs/sha256', 'directory');
  const written = new Set<Digest>();
  for (const { image } of images) {
    yield* blobsOf(image, written);
  }
  yield textMember('index.json', JSON.stringify(indexOf(images)));
  yield textMember('manifest.json', JSON.stringify(images.map(manifestEntry)));
  yield textMember('oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  const repositories = legacyRepositories(images);
  if (Object.keys(repositories).length > 0) yield textMember('repositories', `${JSON.stringify(repositories)}\n`);
}

function* blobsOf(image: StoredImage, written: Set<Digest>): Generator<TarEntry, void, undefined> {
  const manifest = ociManifest(image);
  for (const [digest, text] of [
    [image.id, image.configText],
    [digestOf(manifest), manifest],
  ] as const) {
    if (!written.has(digest)) yield textMember(blobPath(digest), text);
    written.add(digest);
  }
  for (const layer of image.layers) {
    if (!written.has(layer.diffId)) yield layerMember(layer);
    written.add(layer.diffId);
  }
}

function ociManifest({ id, configText, layers }: StoredImage): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: id, size: encodeUtf8(configText).length },
    layers: layers.map(layerDescriptor),
  });
}

function layerDescriptor({ diffId, archiveBytes }: Layer): { mediaType: string; digest: Digest; size: number } {
  return { mediaType: OCI_LAYER, digest: diffId, size: archiveBytes };
}

function indexOf(images: readonly ArchivedImage[]): unknown {
  return {
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: images.flatMap(({ image, tags }) => {
      const text = ociManifest(image);
      const descriptor = { mediaType: OCI_MANIFEST, digest: digestOf(text), size: encodeUtf8(text).length };
      if (tags.length === 0) return [descriptor];
      return tags.map(tag => ({
        ...descriptor,
        annotations: { 'io.containerd.image.name': formatCanonical(tag), 'org.opencontainers.image.ref.name': tag.tag ?? '' },
      }));
    }),
  };
}

function manifestEntry({ image, tags }: ArchivedImage): unknown {
  return {
    Config: blobPath(image.id),
    RepoTags: tags.length === 0 ? null : tags.map(tag => `${familiarName(tag)}:${tag.tag ?? ''}`),
    Layers: image.layers.map(({ diffId }) => blobPath(diffId)),
    LayerSources: Object.fromEntries(image.layers.map(layer => [layer.diffId, layerDescriptor(layer)])),
  };
}

/** For readers of the format before Docker 1.10: repository, tag, topmost layer. */
function legacyRepositories(images: readonly ArchivedImage[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, tags } of images) {
    const top = image.layers.at(-1)?.diffId;
    for (const tag of tags)
      repositories[familiarName(tag)] = { ...repositories[familiarName(tag)], [tag.tag ?? '']: top === undefined ? '' : hexOf(top) };
  }
  return repositories;
}

function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}

function member(path: string, kind: 'directory' | 'file'): TarEntry {
  return { path, kind, mode: kind === 'directory' ? 0o755 : 0o644, uid: 0, gid: 0, mtime: 0, sizeBytes: 0, linkTarget: '' };
}

function textMember(path: string, text: string): TarEntry {
  const content = contentOf(text);
  return { ...member(path, 'file'), sizeBytes: content.sizeBytes, content };
}

/** The layer's own archive as one file; its holes stay holes until they are written out. */
function layerMember(layer: Layer): TarEntry {
  const content = new Content();
  let at = 0;
  for (const piece of archiveOf(layer)) {
    content.write(at, piece);
    at += piece.length;
  }
  content.truncate(at);
  return { ...member(blobPath(layer.diffId), 'file'), sizeBytes: at, content };
}
