import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { digestPieces, shortId, type Digest } from '../../../image/digest.js';
import { packedOf, type Layer } from '../../../image/layer.js';
import { LAYER_TYPE, type Descriptor, type SealedManifest } from '../../../image/manifest.js';
import type { Reference } from '../../../image/reference.js';
import type { StoredImage } from '../../../image/store.js';
import { layerProgress, layerStatus, type Progress } from '../progress.js';
import type { ImageService } from '../service.js';
import { speed } from '../transfer.js';
import type { RemoteRegistry } from './remote-registry.js';
import { withRetries } from './retry.js';

type Say = (progress: Progress) => Task<boolean>;

/** Sends the layers that a registry has not, topmost first; gives all of them as they lie there. Undefined when nobody listens any more. */
export function* pushLayers(
  images: ImageService,
  remote: RemoteRegistry,
  name: Reference,
  { layers }: StoredImage,
  say: Say,
): Task<readonly Layer[] | undefined> {
  const sent: Layer[] = [];
  for (const layer of layers.toReversed().slice(speed.atOnce + 2))
    if (!(yield* say(layerStatus(shortId(layer.diffId), 'Waiting')))) return undefined;
  for (const layer of layers.toReversed()) {
    const there = yield* pushLayer(images, remote, name, layer, say);
    if (!there) return undefined;
    sent.unshift(there);
  }
  return sent;
}

function* pushLayer(images: ImageService, remote: RemoteRegistry, { path }: Reference, layer: Layer, say: Say): Task<Layer | undefined> {
  const id = shortId(layer.diffId);
  if (layer.packed && (yield* remote.hasBlob(path, layer.packed.digest)))
    return (yield* say(layerStatus(id, 'Layer already exists'))) ? layer : undefined;
  const mounted = layer.packed && (yield* mountLayer(images, remote, path, layer.packed.digest));
  if (mounted !== undefined) return (yield* say(layerStatus(id, `Mounted from ${mounted}`))) ? layer : undefined;
  const packed = packHere(layer);
  const descriptor = packed.packed;
  const listener = { isHeard: true };
  const isSent = yield* withRetries(images.clock, id, say, function* () {
    let shown = 0;
    yield* remote.upload(
      path,
      descriptor,
      () => packedOf(layer),
      function* (current) {
        if (current - shown < descriptor.sizeBytes / 20 && current < descriptor.sizeBytes) return;
        shown = current;
        // dockerd counts the bytes of the archive, not of what it is packed into.
        const archived = Math.round((layer.archiveBytes * current) / descriptor.sizeBytes);
        if (listener.isHeard) listener.isHeard = yield* say(layerProgress(id, 'Pushing', archived, layer.archiveBytes));
      },
    );
    return true;
  });
  return isSent === true && listener.isHeard && (yield* say(layerStatus(id, 'Pushed'))) ? packed : undefined;
}

/** Has the registry take a layer over from a repository that it came from or went to; gives which one that was. */
function* mountLayer(images: ImageService, remote: RemoteRegistry, path: string, digest: Digest): Task<string | undefined> {
  for (const from of images.placesOf(remote.domain, digest, path)) if (yield* remote.mount(path, digest, from)) return from;
  return undefined;
}

/** The layer as this host packs it, which need not be how somebody else did. */
export function packHere(layer: Layer): Layer & { readonly packed: Descriptor } {
  if (layer.packed && layer.isPackedElsewhere !== true) return { ...layer, packed: layer.packed };
  const { digest, sizeBytes } = digestPieces(packedOf(layer));
  return { ...layer, isPackedElsewhere: false, packed: { mediaType: LAYER_TYPE, digest, sizeBytes } };
}

/** Sends the configuration and the manifest. */
export function* pushManifest(remote: RemoteRegistry, name: Reference, image: StoredImage, manifest: SealedManifest): Task<void> {
  const { config } = manifest;
  if (!(yield* remote.hasBlob(name.path, config.digest))) yield* remote.upload(name.path, config, () => [encodeUtf8(image.configText)]);
  yield* remote.putManifest(name.path, name.tag ?? 'latest', manifest);
}
